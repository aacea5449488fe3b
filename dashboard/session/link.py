"""Filters <-> URL: the whole view is always in the query string, and the URL wins unless a widget moved."""

import json
from collections.abc import Sequence
from dataclasses import replace

import streamlit as st

from dashboard.session import reading
from dashboard.session.frame import Frame
from dashboard.session.held import held
from dashboard.session.reading import Reading, at_once, of_page, read
from dashboard.session.reading import address as address
from evidence.language import speak
from evidence.selection import View, language, named

#: The browser counts presses in whole numbers below this.
TURNS = 2**53


def open_language() -> None:
    """Speak what the link asks for, or what a click chose, before anything is drawn."""
    session = held()
    if not session.moved and _url() != session.url:
        session.language = language(_url())
    speak(session.language)


def _url() -> dict[str, list[str]]:
    return {name: st.query_params.get_all(name) for name in st.query_params}


def open_view(page: str) -> Reading:
    """The view and data version of this run, and what of the link was not as asked.

    A pasted link, back and forward are read from the URL; a click on a widget is read from the session, because
    the URL that came with the click is one click old. Only a click, a first visit or a change of page writes the
    URL: rewriting on the way back would take the back button away, and a link that was not as it should be stays as it
    came until the reader moves, so that the page says so again when it is loaded again. Raises NoEvidence if nothing
    is published.
    """
    session, url = held(), _url()
    session.ahead = session.ahead if session.moved else None
    before, moved, session.moved = session.opened, session.moved, False
    changed = before is None or before.page != page
    told = False
    if before is None or (not moved and url != session.url):
        found = read(page, url)
        told = bool(found.ignored or found.mended or found.left.filters or found.drafts)
        kept = before.view.choices if before and changed else {}
        session.opened = _with_choices(_with_notices(found, before), {**kept, **found.view.choices})
        session.turn = 0  # a press that this URL does not know of, as after a cut line, is not taken in
    session.opened = replace(session.reading, page=page).at_level()
    opened = of_page(session.reading)
    session.opened = _with_choices(session.reading, {**session.view.choices, **opened.view.choices})
    wanted = opened.query()
    if (moved or changed) and not told and url != wanted:
        st.query_params.from_dict(wanted)
        url = wanted
    session.url = url
    return opened


def _with_choices(reading: Reading, choices: dict[str, str]) -> Reading:
    return replace(reading, view=replace(reading.view, choices=choices))


def _with_notices(found: Reading, before: Reading | None) -> Reading:
    """What was said of an earlier link of this session stays until the reader closes it or a new link has its own."""
    if before is None or found.ignored or found.renamed or found.mended or found.drafts:
        return found
    return replace(found, ignored=before.ignored, renamed=before.renamed, mended=before.mended, drafts=before.drafts)


def _move(reading: Reading) -> None:
    """Take what a reader did, and write it into the link in the run that it starts."""
    session = held()
    session.opened, session.moved, session.ahead = replace(reading, left=View()), True, None


def _show(view: View) -> None:
    _move(replace(held().reading, view=view))


def close_notices() -> None:
    """What was said of the link has been read."""
    _move(replace(held().reading, ignored=(), renamed=(), mended=(), drafts=()))


def press(given: object, choices: Sequence[str]) -> None:
    """Take what the browser says was pressed, see reading.press; `given` is whatever it sent."""
    session = held()
    told = given if isinstance(given, dict) else {}
    _move(reading.press(session.reading, told.get("filters"), choices))
    turn, ahead = told.get("turn"), told.get("ahead")
    session.turn = turn if isinstance(turn, int) and 0 <= turn < TURNS else 0
    session.ahead = (str(ahead[0]), str(ahead[1])) if isinstance(ahead, list) and len(ahead) == 2 else None


def is_there(here: Frame) -> bool:
    """Whether the browser has shown this view before its run, so that its components need not be sent again."""
    return held().ahead == (at_once(here), here.version)


def named_only(here: Frame, name: str) -> bytes:
    """What the component `name` is told instead of a view that is there."""
    return json.dumps({"name": name, "view": at_once(here), "there": True}).encode()


def set_choice(name: str, value: str) -> None:
    """Set a choice from a callback; takes effect in the run that it starts."""
    _show(held().view.with_choice(name, value))


def open_cards(facts: object) -> None:
    """Open the card of these figures, or close it with none; `facts` may come from the browser."""
    known, ignored = named(facts)
    reading = held().reading
    _move(replace(reading, view=replace(reading.view, facts=known), ignored=ignored or reading.ignored))


def open_meeting(club: str, step: int = 0, part: int = 1) -> None:
    """Go to a part of a step of a meeting, or with 0 to its agenda."""
    _show(replace(held().view, club=club, step=step, part=part))


def read_otherwise(discrepancy: str) -> None:
    """Draw the other of two contradicting figures, or the shown one again."""
    view = held().view
    left = tuple(name for name in view.other if name != discrepancy)
    _show(replace(view, other=left if discrepancy in view.other else (*view.other, discrepancy)))


def read_as_shown(discrepancy: object) -> None:
    """Draw the shown figure again where the other one is drawn; `discrepancy` may come from the browser."""
    if isinstance(discrepancy, str) and discrepancy in held().view.other:
        read_otherwise(discrepancy)


def set_language(code: str) -> None:
    """Read everything in another language; the view stays."""
    session = held()
    session.language, session.moved = code, True


def reset() -> None:
    """Every filter off, every choice at its default; the data version stays."""
    _show(View())


def open_version(version: str) -> None:
    """Show the same view in another data version."""
    _move(held().reading.at(version))
