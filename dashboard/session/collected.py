"""The meeting that a reader collects: views picked on the pages, in order, with a question and a note for each."""

from datetime import date
from urllib.parse import urlencode

import streamlit as st

from dashboard.session.frame import Frame
from evidence.clubs import PANELS, Club, Shown
from evidence.fields import visible
from evidence.language import say
from evidence.selection import dump
from evidence.wording.clubs import MINE

#: A meeting of more views is no evening.
MOST = 40


def mine() -> Club | None:
    """The collected meeting; None before the first view."""
    return st.session_state.get("meeting")


def keep(club: Club | None) -> None:
    st.session_state.meeting = club


def can_collect(frame: Frame, panel: str) -> bool:
    return panel in PANELS.get(frame.page, ())


def add(frame: Frame, panel: str, question: str) -> None:
    """Put a panel as it is seen, with its data version, at the end of the meeting; one that is there stays once."""
    query = dump(frame.view, frame.page, frame.version)
    pairs = {name: values for name, values in query.items() if name not in ("data", "fact", "lang")}
    view = Shown(page=frame.page, panel=panel, query=urlencode(pairs, doseq=True), data=frame.version, question=question)
    title, paper = say("Our journal club"), say("not named yet")
    club = mine() or Club(id=MINE, title=title, paper=paper, date=date.today().isoformat(), views=(view,))
    if view not in club.views and len(club.views) < MOST:
        club = club.model_copy(update={"views": (*club.views, view)})
    keep(club)
    st.toast(say("{n} in the meeting on the page Journal club", n=len(club.views)), duration="long")


def move(at: int, by: int) -> None:
    """Swap a view with its neighbour."""
    views = list(mine().views)
    to = min(max(at + by, 0), len(views) - 1)
    views[at], views[to] = views[to], views[at]
    keep(mine().model_copy(update={"views": tuple(views)}))


def drop(at: int) -> None:
    views = mine().views[:at] + mine().views[at + 1 :]
    keep(mine().model_copy(update={"views": views}) if views else None)


def write(field: str, key: str, at: int | None = None) -> None:
    """Take over what was typed: a field of the meeting, or of one of its views. A blank question or title is
    refused, and what cannot be seen is left out, so that the file of the meeting can be read again.
    """
    text = visible(str(st.session_state[key])).strip()[:600]
    if not text and field != "note":
        return
    if at is None:
        keep(mine().model_copy(update={field: text}))
    else:
        views = list(mine().views)
        views[at] = views[at].model_copy(update={field: text or None})
        keep(mine().model_copy(update={"views": tuple(views)}))
