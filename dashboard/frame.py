"""What every page is handed: the view, the data version, the names of the studies, the width of the screen."""

from dataclasses import dataclass

import streamlit as st

from evidence.selection import View


@dataclass(frozen=True)
class Frame:
    """One run of one page. `studies` maps study ids of the data version to their labels."""

    page: str
    view: View
    version: str
    studies: dict[str, str]
    narrow: bool


def hand_over(frame: Frame) -> None:
    st.session_state.frame = frame


def frame() -> Frame:
    """The frame that the shell drew around this run."""
    return st.session_state.frame
