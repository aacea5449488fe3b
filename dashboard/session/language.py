"""The switch between languages: a link to the same view in each other language, by its own name."""

import streamlit as st

from dashboard.session import link
from dashboard.session.component import component
from dashboard.session.frame import Frame
from evidence.language import languages, speaking, spoken

_KEY = "languages"


def switch(frame: Frame) -> None:
    """Draw the links."""
    others = {code: name for code, name in languages().items() if code != spoken()}
    data = {"spoken": spoken(), "ways": [(code, name, _address(frame, code)) for code, name in others.items()]}
    component(__file__, "languages")(data=data, key=_KEY, on_language_change=_chosen, width="content")


def _address(frame: Frame, code: str) -> str:
    with speaking(code):
        return link.address(frame.view, frame.page, frame.data)


def _chosen() -> None:
    code = st.session_state[_KEY].language
    if code in languages():
        link.set_language(code)
