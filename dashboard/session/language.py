"""The switch between languages: a link to the same view in each other language, by its own name."""

import streamlit as st

from dashboard.session import link
from dashboard.session.frame import Frame
from evidence.language import languages, speaking, spoken

_HTML = "<span></span>"
_CSS = """
a { color: #1f2328; font-size: 14px; text-decoration: none; white-space: nowrap; padding: 4px 2px; }
a:hover { color: #0b5394; text-decoration: underline; }
a:focus-visible { outline: 2px solid #0b5394; outline-offset: 2px; }
"""
#: A plain click stays on the page, so that nothing is lost; the document's own language follows what is spoken.
_JS = """
export default function (component) {
  const { spoken, ways } = component.data;
  document.documentElement.lang = spoken;
  component.parentElement.querySelector("span").replaceChildren(...ways.map(([code, name, address]) => {
    const way = document.createElement("a");
    [way.lang, way.hreflang, way.textContent, way.href] = [code, code, name, address];
    way.onclick = (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      component.setTriggerValue("language", code);
    };
    return way;
  }));
}
"""
_KEY = "languages"


def switch(frame: Frame) -> None:
    """Draw the links."""
    others = {code: name for code, name in languages().items() if code != spoken()}
    data = {"spoken": spoken(), "ways": [(code, name, _address(frame, code)) for code, name in others.items()]}
    st.components.v2.component("languages", html=_HTML, css=_CSS, js=_JS)(
        data=data, key=_KEY, on_language_change=_chosen, width="content"
    )


def _address(frame: Frame, code: str) -> str:
    with speaking(code):
        return link.address(frame.view, frame.page, frame.data)


def _chosen() -> None:
    code = st.session_state[_KEY].language
    if code in languages():
        link.set_language(code)
