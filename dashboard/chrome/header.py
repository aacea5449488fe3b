"""Above every page: where to go, which data these are, which filters are on, what of a link was ignored."""

from collections.abc import Callable, Iterator
from html import escape
from pathlib import Path

import streamlit as st

from dashboard.chrome import changed, search, share
from dashboard.chrome.faults import told
from dashboard.chrome.literal import code_literal, literal
from dashboard.routes import login
from dashboard.routes.admission import Rules
from dashboard.session import language, link
from dashboard.session.frame import Frame
from dashboard.session.reading import Reading
from dashboard.session.takes import query_of
from dashboard.site import page_named
from evidence.database import current
from evidence.language import mark, say
from evidence.selection import FILTERS, Ignored
from evidence.wording.reasons import words

STYLE = Path(__file__).parent / "style.css"
#: So many parts of a link are named one by one.
SAID = 6


def draw(links: dict, frame: Frame, reading: Reading) -> None:
    with st.container(horizontal=True, vertical_alignment="center", key="topbar", gap="small"):
        st.html(_begin(page_named(frame.page).title), width="content")
        with st.container(horizontal=True, key="nav", gap="xxsmall", width="content"):
            for name, page in links.items():
                st.page_link(page, query_params=query_of(frame.view, name, frame.data), width="content")
        if not page_named(frame.page).sidebar:
            search.folded(links, frame)
        share.button(reading)
        language.switch(frame)
        if Rules.asked():
            st.html(f"<a href='{login.LOGOUT}' target='_self'>{say('Log out')}</a>", width="content")
    _old(frame, reading)
    _link(reading)
    if names := link.left_behind(reading.query()):
        st.info(
            say("Left out here, because nothing matches them together with what you chose: {names}.", names=literal(names))
        )
    if page_named(frame.page).sidebar:
        _chips(frame)


def _begin(page: str) -> str:
    """Whose pages these are, and the button that opens the list of them where the window is too narrow for it."""
    said = escape(say("Pages"))
    menu = (
        f"<button class='menu' type='button' aria-expanded='false' aria-label='{said}'><span>{escape(page)}</span></button>"
    )
    return f"<span class='brand'>{say('Leukaemia evidence')}</span>{menu}"


def embedded(frame: Frame, reading: Reading) -> None:
    """What stands above a view inside another page: only what a reader must know of its data and its link."""
    _old(frame, reading)
    _link(reading)


def _old(frame: Frame, reading: Reading) -> None:
    """Above an old version: what has changed since."""
    if frame.version != current():
        with told("What has changed since this version"):
            changed.draw(reading)


def signature(reading: Reading) -> None:
    """Below a view inside another page: whose it is, which data, and the way to the whole."""
    message = mark("data {version}, always current") if reading.live else mark("data {version}, kept as it is")
    home = f"<a href='{escape(reading.address())}' target='_blank' rel='noopener'>{say('Leukaemia evidence')}</a>"
    st.html(f"<p class='footnote'>{home} · {say(message, version=reading.version)}</p>")


def _link(reading: Reading) -> None:
    """What of the link was not as it should be, until the reader closes it."""
    said = list(notices(reading, literal))
    if not said:
        return
    with st.container(horizontal=True, vertical_alignment="center", key="notices", gap="small"):
        with st.container():
            for is_warning, text in said:
                (st.warning if is_warning else st.info)(text)
        st.button("×", key="close_notices", on_click=link.close_notices, help=say("Close this notice"))


def notices(reading: Reading, literal: Callable[[str], str]) -> Iterator[tuple[bool, str]]:
    """What of the link was read otherwise, and, as a warning, what was not followed; `literal` guards what it quotes."""
    if reading.renamed:
        names = literal("; ".join(map(words, reading.renamed)))
        yield False, say("This link is of an earlier day; read in today's names: {names}.", names=names)
    if reading.mended:
        parts = literal(say("; ").join(map(words, reading.mended[:SAID])))
        yield False, say("This link was damaged on its way and is read as it was meant: {parts}.", parts=parts)
    if reading.ignored:
        yield True, _ignored(reading.ignored, literal)


def _ignored(ignored: tuple[Ignored, ...], literal: Callable[[str], str]) -> str:
    """What of the link was not followed; a hostile one is not repeated in full."""
    parts = ((f"{one.name}={one.value}" if one.value else one.name, words(one.why)) for one in ignored[:SAID])
    said = literal(say("; ").join(say("{part} ({why})", part=part, why=why) for part, why in parts))
    if len(ignored) > SAID:
        said = say("{parts} and {n} more", parts=said, n=len(ignored) - SAID)
    return say("Not followed in this link: {parts}. The rest of the view is as asked.", parts=said)


def _chips(frame: Frame) -> None:
    """The active filters as a sentence, each with its own way out."""
    active = [(one.name, code) for one in FILTERS for code in frame.view.chosen(one.name)]
    if not active and not frame.view.other:
        return
    with st.container(horizontal=True, vertical_alignment="center", key="chips", gap="xxsmall"):
        for place, (name, code) in enumerate(active):
            joint = say("Cohorts with") if place == 0 else say("or") if active[place - 1][0] == name else say("and")
            st.html(f"<span class='joint'>{escape(joint)}</span>", width="content")
            left = tuple(other for other in frame.view.chosen(name) if other != code)
            st.button(f"{code_literal(name, code, frame.studies)} ×", key=f"chip_{name}_{code}",
                      on_click=link.set_filter, args=(name, left), help=say("Remove this filter"))  # fmt: skip
        for name in frame.view.other:
            st.button(
                say("⚑ other figure: {name} ×", name=name), key=f"other_{name}", on_click=link.read_otherwise, args=(name,)
            )
        st.button(say("Reset"), key="reset", on_click=link.reset, type="tertiary")
