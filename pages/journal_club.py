"""Journal club: meetings of views with questions, to prepare, to present by keyboard, to hand out."""

from collections.abc import Iterator
from html import escape

import streamlit as st

from dashboard.chrome.faults import told
from dashboard.meeting import agenda, presenter
from dashboard.meeting.documents import part
from dashboard.panel import Panel
from dashboard.session import collected
from dashboard.session.frame import Frame, frame
from evidence.clubs import Club, clubs
from evidence.language import say
from evidence.wording import clubs as words


def panels(here: Frame) -> Iterator[Panel]:
    """What a link to a meeting says, and the view of its step."""
    club = clubs().get(here.view.club)
    said = words.described(club) if club else words.sentence(list(clubs().values()))
    yield Panel("journal-club", club.title if club else say(words.QUESTION), said)
    if club and here.view.step:
        shown = part(club.views[min(here.view.step, len(club.views)) - 1], here.version, "")
        if shown:
            yield shown.panel


def chosen(here: Frame) -> Club | None:
    return collected.mine() if here.view.club == words.MINE else clubs().get(here.view.club)


def draw(here: Frame) -> None:
    club = chosen(here)
    collected.live(is_shown=here.view.club == words.MINE)
    if club is None and here.view.club == words.MINE and not collected.is_known():
        st.html(f"<p class='answer'>{escape(say(words.LOOKING))}</p>")
    elif club is None:
        st.subheader(say(words.QUESTION), anchor="journal-club")
        st.html(f"<p class='answer'>{escape(words.sentence(list(clubs().values())))}</p>")
        if here.view.club:
            st.warning(say(words.PRIVATE) if here.view.club == words.MINE else say(words.GONE, name=here.view.club))
        agenda.overview(clubs())
    elif here.view.step:
        presenter.present(here, club)
    else:
        agenda.agenda(here, club)


PANELS = (panels,)

if __name__ == "__main__":
    st.html("<style>.st-key-chips { display: none; }</style>")
    with told():
        draw(frame())
