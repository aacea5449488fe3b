"""What the bench adds to the page beside Streamlit's own fields: scripts and styles from files of their own."""

from collections.abc import Callable
from functools import cache
from pathlib import Path

import streamlit as st

_HERE = Path(__file__).parent
_LIST = '<ol class="source-lines" tabindex="0" role="list" aria-label="Lines of the source"></ol>'


@cache
def _text(name: str) -> str:
    return (_HERE / name).read_text(encoding="utf-8")


_FOCUS = st.components.v2.component("focus", html="<span hidden></span>", js=_text("focus.js"))
_LINES = st.components.v2.component(
    "source_lines", html=_LIST, css=_text("lines.css"), js=_text("lines.js"), isolate_styles=False
)


def style() -> None:
    st.html(f"<style>{_text('bench.css')}</style>")


def focus() -> None:
    """Let the keyboard stand where the last press of a button sent it."""
    mount = st.components.v2.component("focus", html="<span hidden></span>", js=_text("focus.js"))
    mount(data=st.session_state.get("focus", {}), key="focusing")


def send_to(*key: object) -> None:
    """Send the keyboard to a field, after this run."""
    field = "".join(one if one.isalnum() or one in "_-" else "-" for one in "/".join(map(str, key)))
    st.session_state["focus"] = {"field": field, "turn": st.session_state.get("focus", {}).get("turn", 0) + 1}


def source_lines(rows: list[dict], key: str, on_chosen: Callable[[dict | None], None]) -> None:
    """Lines of a source: {number, at, text, here}; `on_chosen` is called with characters that somebody selects."""
    mount = st.components.v2.component(
        "source_lines", html=_LIST, css=_text("lines.css"), js=_text("lines.js"), isolate_styles=False
    )
    mount(data={"rows": rows}, key=key, on_chosen_change=lambda: on_chosen(st.session_state[key].chosen))
