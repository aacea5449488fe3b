"""Journal club: meetings of views with questions, to prepare, to present by keyboard, to hand out.

A meeting shows views of all pages, so that what draws it asks for the list of pages: it is imported when it is needed.
"""

from html import escape

import streamlit as st

from dashboard.chrome.faults import told
from dashboard.panel import Body, Page, PanelOf, printing
from dashboard.session import collected
from dashboard.session.frame import Frame
from evidence.clubs import Club, clubs
from evidence.language import mark, say
from evidence.wording import clubs as words
from evidence.wording.sentence import Sentence


def meeting(here: Frame) -> Body:
    """What a link to a meeting says."""
    club = clubs().get(here.view.club)
    said = words.described(club) if club else words.sentence(list(clubs().values()))
    return Body(Sentence(said), asked=club.title if club else None)


def step(here: Frame) -> Body | None:
    """The panel of the view that a link opens in a meeting."""
    from dashboard.meeting.documents import part

    club = clubs().get(here.view.club)
    if not club or not here.view.step:
        return None
    shown = part(club.views[min(here.view.step, len(club.views)) - 1], here.version, "")
    return shown.panel if shown else None


def chosen(here: Frame) -> Club | None:
    return collected.mine() if here.view.club == words.MINE else clubs().get(here.view.club)


def screen(_: Page, here: Frame) -> None:
    from dashboard.meeting import agenda, presenter

    st.html("<style>.st-key-chips { display: none; }</style>")
    with told():
        club = chosen(here)
        if club is None and here.view.club == words.MINE and not collected.is_known():
            st.html(f"<p class='answer'>{escape(say(words.LOOKING))}</p>")
        elif club is None:
            st.subheader(say(words.QUESTION), anchor="journal-club")
            st.html(f"<p class='answer'>{escape(words.sentence(list(clubs().values())))}</p>")
            if here.view.club:
                st.warning(say(words.PRIVATE) if here.view.club == words.MINE else say(words.GONE, name=here.view.club))
            agenda.overview(here, clubs())
        elif here.view.step:
            presenter.present(here, club)
        else:
            agenda.agenda(here, club)


PAGE = Page(
    "journal-club",
    mark("Journal club"),
    (PanelOf("journal-club", words.QUESTION, meeting), PanelOf("view", words.QUESTION, step, sometimes=True)),
    printing(),
    filters=False,
    screen=screen,
    takes=("club",),
)
