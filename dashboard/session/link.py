"""Filters <-> URL: the whole view is always in the query string, and the URL wins unless a widget moved."""

from dataclasses import replace
from typing import Any

import streamlit as st

from dashboard.session.reading import Reading, of_page, read
from dashboard.session.reading import address as address
from evidence.language import speak
from evidence.selection import View, language, named
from evidence.versions import asked

#: So many ways that leave filters behind are remembered, the newest.
WAYS = 200


def open_language() -> None:
    """Speak what the link asks for, or what a click chose, before anything is drawn."""
    state = st.session_state
    if not state.get("moved") and _url() != state.get("url"):
        state.language = language(_url())
    speak(state.language)


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
    state, url = st.session_state, _url()
    first, moved, changed = "view" not in state, state.pop("moved", False), state.get("page") != page
    told = False
    if first or (not moved and url != state.url):
        found = read(page, url)
        told = bool(found.ignored or found.mended)
        found = _with_notices(found)
        choices = dict(found.view.choices) if first or not changed else {**state.view.choices, **found.view.choices}
        state.reading, state.view = found, replace(found.view, choices=choices)
    version = asked("")[0] if state.reading.live else state.reading.version
    state.reading = replace(state.reading, page=page, view=state.view, version=version)
    opened = of_page(state.reading)
    state.view = replace(state.view, choices={**state.view.choices, **opened.view.choices})
    wanted = opened.query()
    if (first or moved or changed) and not told and url != wanted:
        st.query_params.from_dict(wanted)
        url = wanted
    state.url, state.page, state.version = url, page, version
    return opened


def _with_notices(found: Reading) -> Reading:
    """What was said of an earlier link of this session stays until the reader closes it or a new link has its own."""
    before = st.session_state.get("reading")
    if before is None or found.ignored or found.renamed or found.mended:
        return found
    return replace(found, ignored=before.ignored, renamed=before.renamed, mended=before.mended)


def close_notices() -> None:
    """What was said of the link has been read."""
    st.session_state.reading = replace(st.session_state.reading, ignored=(), renamed=(), mended=())
    st.session_state.moved = True


def bind_filter(name: str) -> dict[str, Any]:
    """Key and callback of a widget that shows and sets one filter."""
    key = f"filter_{name}"
    st.session_state[key] = list(st.session_state.view.chosen(name))
    return {"key": key, "on_change": _filter_moved, "args": (name, key)}


def bind_choice(name: str) -> dict[str, Any]:
    """Key and callback of a widget that shows and sets one choice."""
    key = f"choice_{name}"
    st.session_state[key] = st.session_state.view.choice(name)
    return {"key": key, "on_change": _choice_moved, "args": (name, key)}


def set_filter(name: str, values: tuple[str, ...]) -> None:
    """Set a filter from a button; takes effect in the run that the button starts."""
    st.session_state.view = st.session_state.view.with_filter(name, values)
    st.session_state.moved = True


def set_choice(name: str, value: str) -> None:
    """Set a choice from a callback; takes effect in the run that it starts."""
    st.session_state.view = st.session_state.view.with_choice(name, value)
    st.session_state.moved = True


def open_cards(facts: object) -> None:
    """Open the card of these figures, or close it with none; `facts` may come from the browser."""
    known, ignored = named(facts)
    if ignored:
        st.session_state.reading = replace(st.session_state.reading, ignored=ignored)
    st.session_state.view = replace(st.session_state.view, facts=known)
    st.session_state.moved = True


def set_regimens(drugs: tuple[str, ...]) -> None:
    """Compare these drugs, in this order."""
    st.session_state.view = replace(st.session_state.view, regimens=drugs)
    st.session_state.moved = True


def open_meeting(club: str, step: int = 0) -> None:
    """Go to a step of a meeting, or with 0 to its agenda."""
    st.session_state.view = replace(st.session_state.view, club=club, step=step)
    st.session_state.moved = True


def read_otherwise(discrepancy: str) -> None:
    """Draw the other of two contradicting figures, or the shown one again."""
    view = st.session_state.view
    left = tuple(name for name in view.other if name != discrepancy)
    st.session_state.view = replace(view, other=left if discrepancy in view.other else (*view.other, discrepancy))
    st.session_state.moved = True


def leave_behind(query: dict[str, list[str]], names: str) -> None:
    """Remember which filters a way on this page leaves out, to be said where it arrives."""
    kept = st.session_state.setdefault("left_behind", {})
    kept[_key(query)] = names
    if len(kept) > WAYS:
        del kept[next(iter(kept))]


def left_behind(query: dict[str, list[str]]) -> str:
    """The names of the filters that the way to this view left out; empty where it left none."""
    return st.session_state.get("left_behind", {}).get(_key(query), "")


def _key(query: dict[str, list[str]]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    return tuple(sorted((name, tuple(values)) for name, values in query.items()))


def set_language(code: str) -> None:
    """Read everything in another language; the view stays."""
    st.session_state.language = code
    st.session_state.moved = True


def reset() -> None:
    """Every filter off, every choice at its default; the data version stays."""
    st.session_state.view = View()
    st.session_state.moved = True


def open_version(version: str) -> None:
    """Show the same view in another data version."""
    st.session_state.reading = st.session_state.reading.at(version)
    st.session_state.view = st.session_state.reading.view
    st.session_state.moved = True


def _filter_moved(name: str, key: str) -> None:
    set_filter(name, tuple(st.session_state[key]))


def _choice_moved(name: str, key: str) -> None:
    chosen = st.session_state[key]
    set_choice(name, chosen if chosen is not None else st.session_state.view.choice(name))
