"""Whether the screen is a phone's: the figures then put their words above the drawing."""

import streamlit as st

from dashboard.session.held import UNSEEN, held

#: Below this width of the window the text columns of a forest no longer fit beside it and the filters, in CSS pixels.
NARROW = 1200

#: In the head of every page: a figure laid out for the other screen is not seen, the one for this screen is on its way.
STYLE = f"""<style>
@media screen and (max-width: {NARROW - 0.02}px) {{ [class*="st-key-wide_"] {{ visibility: hidden; }} }}
@media screen and (min-width: {NARROW}px) {{ [class*="st-key-narrow_"] {{ visibility: hidden; }} }}
</style>"""


def is_narrow() -> bool:
    """The layout of this run: that of the screen, which the browser tells only if it was guessed wrongly."""
    session = held()
    if (told := getattr(st.session_state.get(UNSEEN), "narrow", None)) is not None:
        session.narrow = bool(told)
    elif session.narrow is None:
        session.narrow = "Mobi" in st.context.headers.get("User-Agent", "")
    return session.narrow


def layout(narrow: bool) -> str:
    """The name of one of the two layouts, by which the style above knows a chart."""
    return "narrow" if narrow else "wide"


def chart_key(name: str, narrow: bool) -> str:
    """The key of a chart in one of the two layouts."""
    return f"{layout(narrow)}_{name}"
