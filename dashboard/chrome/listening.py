"""What shows nothing and tells what happens in the browser, as one component: less to send than three."""

import json

import streamlit as st

from dashboard.chrome.served import component
from dashboard.session import collected, link
from dashboard.session.held import UNSEEN
from dashboard.session.viewport import NARROW, is_narrow


def listen(is_meeting: bool) -> None:
    """Hear how wide the screen is, that a lost line is back, what is kept of the meeting (at once where the page
    `is_meeting`), and which card a click on a row's head asks for, without loading the page anew.
    """
    told = {"narrow": is_narrow(), "below": NARROW} | collected.written(is_meeting)
    component("unseen", "unseen.js")(
        data=json.dumps(told).encode(),
        key=UNSEEN,
        height=1,
        on_narrow_change=_nothing,
        on_back_change=_nothing,
        on_kept_change=_nothing,
        on_facts_change=_clicked,
    )


def _nothing() -> None:
    """What is told is read in the run that it starts."""


def _clicked() -> None:
    link.open_cards(st.session_state[UNSEEN].facts)
