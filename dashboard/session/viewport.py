"""Whether the screen is a phone's: the figures then put their words above the drawing."""

import streamlit as st

#: Below this width of the window the text columns of a forest no longer fit beside it and the filters, in CSS pixels.
NARROW = 1100

#: A browser that comes back after its connection broke may have reached another server, which knows nothing of it:
#: without a run at once, the first click there would be taken for a first visit, and lost.
_JS = f"""
export default function(component) {{
  const phone = window.matchMedia("screen and (max-width: {NARROW - 0.02}px)");
  const tell = () => {{
    if (phone.matches !== component.data.narrow) component.setStateValue("narrow", phone.matches);
  }};
  tell();
  phone.addEventListener("change", tell);
  const app = document.querySelector("[data-test-connection-state]");
  let here = true;
  const watch = new MutationObserver(() => {{
    const before = here;
    here = app.dataset.testConnectionState === "CONNECTED";
    if (here && !before) component.setTriggerValue("back", true);
  }});
  watch.observe(app, {{ attributeFilter: ["data-test-connection-state"] }});
  return () => {{
    phone.removeEventListener("change", tell);
    watch.disconnect();
  }};
}}
"""
#: In the head of every page: a figure laid out for the other screen is not seen, the one for this screen is on its way.
STYLE = f"""<style>
@media screen and (max-width: {NARROW - 0.02}px) {{ [class*="st-key-wide_"] {{ visibility: hidden; }} }}
@media screen and (min-width: {NARROW}px) {{ [class*="st-key-narrow_"] {{ visibility: hidden; }} }}
</style>"""


def is_narrow() -> bool:
    """The layout of this run: that of the screen, which the browser tells only if it was guessed wrongly."""
    known = st.session_state.get("narrow", "Mobi" in st.context.headers.get("User-Agent", ""))
    asked = st.components.v2.component("viewport", html="<span hidden></span>", js=_JS)(
        data={"narrow": known}, key="viewport", on_narrow_change=lambda: None, on_back_change=lambda: None, height=1
    )
    found = bool(asked.narrow) if getattr(asked, "narrow", None) is not None else known
    st.session_state.narrow = found
    return found


def chart_key(name: str, narrow: bool) -> str:
    """The key of a chart in one of the two layouts, by which the style above knows it."""
    return f"{'narrow' if narrow else 'wide'}_{name}"
