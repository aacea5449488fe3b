"""The arms that stand beside each other, picked by their names from all that have side effects to show."""

import streamlit as st

from dashboard.chrome.controls import choices, pick_drug
from dashboard.chrome.faults import told
from dashboard.chrome.panels import contents, show
from dashboard.panel import Page
from dashboard.session import link
from dashboard.session.frame import Frame
from evidence.cohorts import by_key
from evidence.language import say
from evidence.questions.side_effects.numbers import named, offered
from evidence.questions.side_effects.words import option
from evidence.selection import ARMS

_KEY = "picked_arms"
#: Pixels; a narrower screen gives the list a line of its own.
_WIDTH = 640


def screen(page: Page, here: Frame) -> None:
    """A page whose choices are followed by those of a drug's regimens and, of side effects, of arms."""
    choices(page, here)
    with st.container(horizontal=True, vertical_alignment="bottom", key="choices_of_arms", gap="medium"):
        pick_drug(here, page.printing)
        if here.view.choice("show") == "effects":
            pick_arms(here)
    contents(page, here)
    show(here, page.chosen(here.view))


def pick_arms(frame: Frame) -> None:
    """A list to search in; what the link names and the view leaves out stands there too, to be taken out."""
    with told():
        rows = sorted(offered(frame.base, frame.view), key=lambda row: (row["disease"], option(row).casefold()))
        names = {named(row): option(row) for row in rows}
        options = [*(name for name in frame.view.arms if name not in names), *names]
        st.session_state[_KEY] = list(frame.view.arms)
        st.multiselect(say("Arms beside each other, up to four"), options, key=_KEY, max_selections=ARMS, on_change=_picked,
                       filter_mode="contains", select_all=False, width=_WIDTH, wrap=True,
                       format_func=lambda name: names.get(name) or _left_out(frame, name),
                       placeholder=say("those with most patients; type a study or a drug for others"))  # fmt: skip


def _left_out(frame: Frame, name: str) -> str:
    study, _, cohort = name.partition("/")
    row = by_key(frame.base).get((study, cohort))
    return option(row) if row else name


def _picked() -> None:
    link.set_arms(tuple(st.session_state[_KEY]))
