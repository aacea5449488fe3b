"""Filters <-> URL: the whole view is always in the query string, and the URL wins unless a widget moved."""

from dataclasses import replace
from urllib.parse import urlencode

import streamlit as st

from evidence import database
from evidence.queries.studies import study_labels
from evidence.selection import SHOWN, Ignored, View, choices_of, dump, parse


def open_view(page: str) -> tuple[View, str, tuple[Ignored, ...]]:
    """The view and data version of this run, and what of the link was not followed.

    A pasted link, back and forward are read from the URL; a click on a widget is read from the session, because
    the URL that came with the click is one click old. Only a click, a first visit or a change of page writes the
    URL: rewriting on the way back would take the back button away. Raises NoEvidence if nothing is published.
    """
    state = st.session_state
    url = {name: st.query_params.get_all(name) for name in st.query_params}
    first, moved, changed = "view" not in state, state.pop("moved", False), state.get("page") != page
    if first or (not moved and url != state.url):
        state.version, unkept = _version(url)
        view, ignored = parse(url, list(study_labels(state.version)))
        choices = dict(view.choices) if first or not changed else {**state.view.choices, **view.choices}
        state.view, state.ignored = replace(view, choices=choices), (*unkept, *ignored)
    elif moved:
        state.ignored = ()
    wanted = dump(state.view, page, state.version)
    if (first or moved or changed) and url != wanted:
        st.query_params.from_dict(wanted)
        url = wanted
    state.url, state.page = url, page
    return _of_page(state.view, page), state.version, state.ignored


def _of_page(view: View, page: str) -> View:
    """The view without the choices of other pages: they wait in the session, but nothing unseen acts on a page."""
    seen = {choice.name for choice in choices_of(page)}
    return replace(view, choices={name: value for name, value in view.choices.items() if name in seen})


def _version(url: dict[str, list[str]]) -> tuple[str, tuple[Ignored, ...]]:
    """The data version that a link asks for, if it is kept; else today's, and why."""
    published = database.current()
    asked = (url.get("data") or [published])[0]
    if asked == published or database.is_kept(asked):
        return asked, ()
    return published, (Ignored("data", asked[:SHOWN], f"that data version is not kept; this is today's, {published}"),)


def bind_filter(name: str) -> dict[str, object]:
    """Key and callback of a widget that shows and sets one filter."""
    key = f"filter_{name}"
    st.session_state[key] = list(st.session_state.view.chosen(name))
    return {"key": key, "on_change": _filter_moved, "args": (name, key)}


def bind_choice(name: str) -> dict[str, object]:
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


def open_cards(facts: tuple[str, ...]) -> None:
    """Open the card of these figures, or close it with none."""
    st.session_state.view = replace(st.session_state.view, facts=facts)
    st.session_state.moved = True


def read_otherwise(discrepancy: str) -> None:
    """Draw the other of two contradicting figures, or the shown one again."""
    view = st.session_state.view
    left = tuple(name for name in view.other if name != discrepancy)
    st.session_state.view = replace(view, other=left if discrepancy in view.other else (*view.other, discrepancy))
    st.session_state.moved = True


def address(view: View, page: str, version: str) -> str:
    """The link of a view inside this site; the overview is the site's root."""
    return f"/{'' if page == 'overview' else page}?{urlencode(dump(view, page, version), doseq=True)}"


def reset() -> None:
    """Every filter off, every choice at its default; the data version stays."""
    st.session_state.view = View()
    st.session_state.moved = True


def open_version(version: str) -> None:
    """Show the same view in another data version."""
    st.session_state.version = version
    st.session_state.moved = True


def _filter_moved(name: str, key: str) -> None:
    set_filter(name, tuple(st.session_state[key]))


def _choice_moved(name: str, key: str) -> None:
    chosen = st.session_state[key]
    set_choice(name, chosen if chosen is not None else st.session_state.view.choice(name))
