"""The meetings: which there are, what each asks, how to take one away; and the one that a reader collects."""

from dataclasses import replace
from datetime import date
from html import escape

import streamlit as st

from dashboard.chrome import programs
from dashboard.chrome.literal import literal
from dashboard.documents import MeetingWish, Refused, meeting_made
from dashboard.exports import changes
from dashboard.meeting import documents as meetings
from dashboard.painters import fonts
from dashboard.painters.pptx.deck import PPTX
from dashboard.session import collected, link
from dashboard.session.component import component
from dashboard.session.frame import Frame
from dashboard.session.held import held
from dashboard.session.reading import Reading
from dashboard.workers.crew import Failed
from dashboard.workers.staff import PAPERS, fetched
from evidence import versions
from evidence.clubs import FILE_LIMIT, Club, Shown, as_yaml
from evidence.database import folder
from evidence.language import as_spoken, mark, say, spoken
from evidence.questions.changes import words as told
from evidence.selection import View
from evidence.wording import clubs as words
from evidence.wording.selection import selection

_LOAD = "load_meeting"


def overview(frame: Frame, published: dict[str, Club]) -> None:
    """What is new in the base, every meeting with the way to it; the collected one last, with its fields."""
    _news(frame)
    for club in published.values():
        with st.container(key=f"club_{club.id}", border=True):
            _head(club)
            st.button(say("Open"), key=f"open_{club.id}", on_click=link.open_meeting, args=(club.id,))
    st.subheader(say("Make a meeting from views"), anchor="collect")
    mine = collected.mine()
    st.html(f"<p class='footnote'>{escape(say(words.EMPTY) if mine is None else words.size(mine))}</p>")
    with st.container(horizontal=True, vertical_alignment="center", key="mine", gap="small"):
        if mine:
            st.button(say("Open my meeting"), on_click=link.open_meeting, args=(words.MINE,), key="open_mine")
        load()
    kept()


def _news(frame: Frame) -> None:
    """What the data version that is shown brought, and the way to hear of the next one."""
    here = Reading(frame.page, frame.view, frame.version)
    news = changes.latest(here)
    brought = None if news.then == news.now else [row["change"] for row in news.rows]
    said = told.latest(frame.version, versions.published(frame.version), brought)
    feed = escape(changes.address(replace(here, page=changes.BASE, view=View())))
    way = f"<a href='{feed}' target='_blank'>{escape(say(told.FOLLOW_ALL))}</a>"
    st.html(f"<p class='footnote'>{escape(said)} {way}</p>")


def kept() -> None:
    """What a reader must know of where the collected meeting is."""
    if collected.is_refused():
        st.warning(say(words.REFUSED))
    if collected.is_damaged():
        st.warning(say(words.DAMAGED))
    meeting = held().meeting
    if meeting.fault:
        st.error(meeting.fault)
        meeting.fault = ""


def load() -> None:
    """The way back in for a meeting that was saved as a file."""
    data = {"label": say("Load a meeting from its file"), "limit": FILE_LIMIT}
    component(__file__, "load")(data=data, key=_LOAD, on_file_change=as_spoken(_loaded), width="content")


def _loaded() -> None:
    file = st.session_state[_LOAD].file
    try:
        collected.load(str(file["text"]))
        link.open_meeting(words.MINE)
    except ValueError as fault:
        message = mark("{name} was not loaded: {fault}. What was collected is as it was.")
        held().meeting.fault = say(message, name=literal(str(file["name"])), fault=literal(str(fault)))


def agenda(frame: Frame, club: Club) -> None:
    """The questions of one meeting, in order, and its forms."""
    _head(club)
    _news(frame)
    with st.container(horizontal=True, key="meeting", gap="small"):
        st.button(say("Present"), type="primary", on_click=link.open_meeting, args=(club.id, 1), key="present")
        _downloads(frame, club)
        st.button(say("All meetings"), on_click=link.open_meeting, args=("",), key="all_meetings")
        if club.id == words.MINE and collected.can_undo():
            st.button(say("Undo the last change"), on_click=collected.undo, key="undo")
    st.html(f"<p class='footnote'>{escape(say(words.HOW))}</p>")
    if club.id == words.MINE:
        kept()
        _fields(club)
    for at, view in enumerate(club.views):
        if club.id == words.MINE:
            _editable(frame, view, at, len(club.views))
        else:
            _line(frame, club, view, at)


def _head(club: Club) -> None:
    st.subheader(literal(say(club.title)), anchor=club.id)
    st.html(f"<p class='answer'>{escape(club.paper)}</p><p class='footnote'>{words.on(club)} · {words.size(club)}</p>")


def _line(frame: Frame, club: Club, view: Shown, at: int) -> None:
    found = meetings.reading(view, frame.version)
    chosen = selection(found.view, found.frame().studies)
    page = meetings.page_of(view)
    title = page.title if page else view.page
    with st.container(horizontal=True, vertical_alignment="center", key=f"view_{at}"):
        st.button(str(at + 1), key=f"go_{at}", on_click=link.open_meeting, args=(club.id, at + 1))
        st.html(
            f"<p class='answer'>{escape(say(view.question))}</p><p class='footnote'>{escape(chosen)} ·"
            f" <a href='{escape(found.address())}#{meetings.shows(view)}' target='_blank'>{escape(title)}</a> ·"
            f" <a href='{escape(changes.address(found))}' target='_blank'>{escape(say(told.FOLLOW))}</a></p>"
        )


def _downloads(frame: Frame, club: Club) -> None:
    """The meeting as its file, as slides and as a handout, each made when it is asked for."""
    unset, site = fonts.missing(), programs.site()

    def made(form: str) -> bytes:
        wish = MeetingWish(form, club, spoken(), frame.version, site, date.today(), str(folder()))
        found = fetched(PAPERS, meeting_made, wish)
        if isinstance(found, Refused):
            raise Failed(found.why)
        return found

    for label, form, media, make in (
        ("YAML", "yaml", "application/yaml", lambda: as_yaml(club)),
        ("PPTX", "pptx", PPTX, lambda: made("pptx")),
        ("PDF", "pdf", "application/pdf", lambda: made("pdf")),
    ):
        why = unset if form == "pdf" else ""
        st.download_button(label, as_spoken(make), f"{club.id}.{form}", media, key=f"club_{form}", on_click="ignore",
                           disabled=bool(why), help=why or None)  # fmt: skip


def _fields(club: Club) -> None:
    with st.container(horizontal=True, key="fields"):
        for name, label in (("title", say("Title")), ("paper", say("Paper"))):
            key = f"mine_{name}"
            st.session_state[key] = getattr(club, name)
            st.text_input(label, key=key, on_change=collected.write, args=(name, key), max_chars=600)
        _day(club)


def _day(club: Club) -> None:
    st.session_state.mine_date = date.fromisoformat(club.date)
    st.date_input(say("Date"), key="mine_date", on_change=collected.write, args=("date", "mine_date"))


def _editable(frame: Frame, view: Shown, at: int, last: int) -> None:
    found = meetings.reading(view, frame.version)
    with st.container(border=True, key=f"mine_{at}"):
        chosen = selection(found.view, found.frame().studies)
        data = say("data {version}", version=found.version)
        st.html(f"<p class='footnote'>{at + 1} · {escape(meetings.shows(view))} · {escape(chosen)} · {escape(data)}</p>")
        for name, label in (("question", say("Question")), ("note", say("Note"))):
            key = f"mine_{name}_{at}"
            st.session_state[key] = getattr(view, name) or ""
            st.text_input(label, key=key, on_change=collected.write, args=(name, key, at), max_chars=600)
        with st.container(horizontal=True, gap="small"):
            st.button(say("Up"), key=f"up_{at}", disabled=at == 0, on_click=collected.move, args=(at, -1))
            st.button(say("Down"), key=f"down_{at}", disabled=at == last - 1, on_click=collected.move, args=(at, 1))
            st.button(say("Remove"), key=f"drop_{at}", on_click=collected.drop, args=(at,))
