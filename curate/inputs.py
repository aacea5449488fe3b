"""Fields that show what a file says, and give back what a person makes of it."""

from collections.abc import Callable, Mapping

import streamlit as st

from curate.streamlit_internals import unbroken


def held(key: str, value: object) -> None:
    """Let a field show what the file says now; one that shows it already is not touched, nor what is being typed in it."""
    if st.session_state.get(key, _NOTHING) != value:
        st.session_state[key] = value


_NOTHING = object()


def text(label: str, key: str, value: str, told: Callable[[str], None] | None = None, **more) -> str:
    """A line of text; `told` is called with what was typed. Without it, the field keeps its own."""
    if told or key not in st.session_state:
        held(key, value)
    return st.text_input(label, key=key, on_change=_told, args=(key, told), **more).strip()


def pressed(key: str) -> str:
    """What a field holds at a press; the page may be a run behind who types fast, and know an older value."""
    return (st.session_state.get(key) or "").strip()


def literal(words: str) -> str:
    """Words whose signs format nothing."""
    return "".join(f"\\{sign}" if sign in _SIGNS else sign for sign in words)


_SIGNS = "\\`*_{}[]()#+-.!|~$<>:"


def choice(label: str, key: str, value: str, options: Mapping[str, str], told=None, **more) -> str:
    """One of a list, found by typing a part of it; a value that is not on the list is shown as it is."""
    every: dict[str, str] = dict(options) if not value or value in options else {value: value, **options}
    if told or key not in st.session_state:
        held(key, value or None)
    show, args = every.__getitem__, (key, told)
    return (
        st.selectbox(
            label, list(every), key=key, format_func=show, filter_mode="contains", on_change=_told, args=args, **more
        )
        or ""
    )


def several(label: str, key: str, values: list[str], options: Mapping[str, str], told: Callable[[list[str]], None], **more):
    """Some of a list; `told` is called with those that are chosen."""
    held(key, values)
    st.multiselect(
        label, list(options), key=key, format_func=options.__getitem__, on_change=_chosen, args=(key, told), **more
    )


@unbroken()
def _chosen(key: str, told: Callable[[list[str]], None]) -> None:
    told(list(st.session_state[key]))


@unbroken()
def _told(key: str, told: Callable[[str], None] | None) -> None:
    if told:
        given = st.session_state[key]
        told((given or "").strip())
