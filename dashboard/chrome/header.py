"""Above every page: where to go, which data these are, which filters are on, what of a link was ignored."""

import json
from collections.abc import Callable, Iterator
from functools import partial
from html import escape

import streamlit as st

from dashboard.chrome import changed, topbar
from dashboard.chrome.controls import settable
from dashboard.chrome.faults import told
from dashboard.chrome.literal import literal
from dashboard.chrome.served import component
from dashboard.session import link
from dashboard.session.frame import Frame
from dashboard.session.kept import Kept
from dashboard.session.naming import title
from dashboard.session.reading import Reading, at_once, with_these
from dashboard.site import page_named
from evidence.language import ENGLISH, mark, say, spoken
from evidence.questions.studies.numbers import study_labels
from evidence.selection import FILTERS, Ignored
from evidence.versions import today
from evidence.wording.reasons import words
from evidence.wording.selection import code_label

#: So many parts of a link are named one by one.
SAID = 6
CHIPS = "chips"

#: What the filters that are on tell the browser, by all that decides it. Bounded in bytes.
KEPT: Kept[bytes] = Kept(4_000_000)


def draw(frame: Frame, reading: Reading) -> None:
    topbar.draw(frame, reading)
    _old(frame, reading)
    _link(reading)
    if page_named(frame.page).sidebar:
        _chips(frame)


def embedded(frame: Frame, reading: Reading) -> None:
    """What stands above a view inside another page: only what a reader must know of its data and its link."""
    _old(frame, reading)
    _link(reading)


def _old(frame: Frame, reading: Reading) -> None:
    """Above an old version: what has changed since."""
    if frame.version != today(frame.version):
        with told("What has changed since this version"):
            changed.draw(reading)


def signature(reading: Reading) -> None:
    """Below a view inside another page: whose it is, which data, and the way to the whole."""
    message = mark("data {version}, always current") if reading.live else mark("data {version}, kept as it is")
    home = f"<a href='{escape(reading.address())}' target='_blank' rel='noopener'>{say('Leukaemia evidence')}</a>"
    st.html(f"<p class='footnote'>{home} · {say(message, version=reading.version)}</p>")


def quoted() -> None:
    """Below a page in another language than that of the records: what it leaves as they have it."""
    if spoken() != ENGLISH:
        message = say(
            "Quoted words, places in sources and remarks on a single study or figure stand in English, as recorded."
        )
        st.html(f"<p class='footnote'>{escape(message)}</p>")


def _link(reading: Reading) -> None:
    """What of the link was not as it should be, until the reader closes it."""
    said = list(notices(reading, literal))
    if not said:
        return
    with st.container(horizontal=True, vertical_alignment="center", key="notices", gap="small"):
        with st.container():
            for is_warning, text in said:
                (st.warning if is_warning else st.info)(text)
            if reading.drafts:
                way = escape(with_these(reading))
                st.html(f"<a href='{way}' target='_self'>{escape(say('Show them, marked as not checked'))}</a>")
        st.button("×", key="close_notices", on_click=link.close_notices, help=say("Close this notice"))


def notices(reading: Reading, literal: Callable[[str], str]) -> Iterator[tuple[bool, str]]:
    """What of the link was read otherwise, and, as a warning, what was not followed; `literal` guards what it quotes."""
    if reading.renamed:
        names = literal(say("; ").join(map(words, reading.renamed)))
        yield False, say("This link is of an earlier day; read in today's names: {names}.", names=names)
    if reading.mended:
        parts = literal(say("; ").join(map(words, reading.mended[:SAID])))
        yield False, say("This link was damaged on its way and is read as it was meant: {parts}.", parts=parts)
    if reading.ignored:
        yield True, _ignored(reading.ignored, literal)
    if reading.left.filters:
        yield False, _left(reading, literal)


def _left(reading: Reading, literal: Callable[[str], str]) -> str:
    """The filters that the way here left out."""
    labels = study_labels(reading.version)
    fell = ", ".join(code_label(one.name, code, labels) for one in FILTERS for code in reading.left.chosen(one.name))
    return say("Left out here, because nothing matches them together with what you chose: {names}.", names=literal(fell))


def _ignored(ignored: tuple[Ignored, ...], literal: Callable[[str], str]) -> str:
    """What of the link was not followed; a hostile one is not repeated in full."""
    parts = ((f"{one.name}={one.value}" if one.value else one.name, words(one.why)) for one in ignored[:SAID])
    said = literal(say("; ").join(say("{part} ({why})", part=part, why=why) for part, why in parts))
    if len(ignored) > SAID:
        said = say("{parts} and {n} more", parts=said, n=len(ignored) - SAID)
    return say("Not followed in this link: {parts}. The rest of the view is as asked.", parts=said)


def sent(frame: Frame) -> bytes:
    """The filters that are on, each with its own way out, and the name of the window, as the browser is sent them."""
    return KEPT.get(frame.all_that_decides(), lambda: json.dumps(_told(frame), ensure_ascii=False).encode())


def _told(frame: Frame) -> dict[str, object]:
    view = frame.view
    chips = [{"name": one.name, "code": code, "words": code_label(one.name, code, frame.studies)}
             for one in FILTERS for code in view.chosen(one.name)]  # fmt: skip
    other = [(name, say("⚑ other figure: {name} ×", name=name)) for name in view.other]
    return {"name": "chips", "view": at_once(frame), "title": title(page_named(frame.page).title, frame), "chips": chips,
            "joints": {"first": say("Cohorts with"), "or": say("or"), "and": say("and")}, "help": say("Remove this filter"),
            "other": other, "reset": say("Reset")}  # fmt: skip


def _chips(frame: Frame) -> None:
    """A press on one goes the way of the filters'."""
    component("chips", "chips.js")(data=sent(frame), key=CHIPS, on_pressed_change=partial(_pressed, frame.page),
                                   on_other_change=_other, on_reset_change=link.reset)  # fmt: skip


def _pressed(page: str) -> None:
    link.press(st.session_state[CHIPS].pressed, settable(page))


def _other() -> None:
    link.read_as_shown(st.session_state[CHIPS].other)
