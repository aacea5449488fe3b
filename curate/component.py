"""What the bench adds to the page beside Streamlit's own fields: scripts and styles from files of their own."""

from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path

import streamlit as st

from curate.streamlit_internals import unbroken

#: A run of the page that is overtaken by the next brings nothing to the browser; so many lines' proposals wait for one.
PROPOSALS = 20
_HERE = Path(__file__).parent
_LIST = """<ol class="source-lines" tabindex="0" role="listbox" aria-label="Lines of the source: arrows down and up go from
line to line, right and left from word to word, with Shift over several; Enter takes the words into the figure at hand"></ol>
<output class="source-words"></output>"""


@cache
def _text(name: str) -> str:
    return (_HERE / name).read_text(encoding="utf-8")


def style() -> None:
    st.html(f"<style>{_text('bench.css')}</style>")


def focus() -> None:
    """Let the keyboard stand where the last press of a button sent it, and proposals come into their fields."""
    mount = st.components.v2.component("focus", html="<span hidden></span>", js=_text("focus.js"))
    mount(data={name: st.session_state[name] for name in ("sent", "proposed") if name in st.session_state}, key="focusing")


def send_to(*key: object) -> None:
    """Send the keyboard to a field, after this run."""
    st.session_state["sent"] = {"field": _in_page(*key), "turn": 1 + st.session_state.get("sent", {}).get("turn", 0)}


def propose(key: str, fields: Mapping[str, str], over: bool = False) -> None:
    """Have the browser type values into fields of a line, in place of what was proposed before.

    Only into fields that are blank by then, unless what is there is to be typed `over`. A value that the server sets in a
    field arrives while a person may be typing there, or after; only the browser knows that. What it types is saved as
    what people type is.
    """
    waiting = st.session_state.get("proposed", {})
    turn = 1 + max((one["turn"] for one in waiting.values()), default=0)
    others = [(name, one) for name, one in waiting.items() if name != key][-PROPOSALS:]
    fresh = {"turn": turn, "over": over, "fields": {_in_page(key, field): value for field, value in fields.items()}}
    st.session_state["proposed"] = {**dict(others), key: fresh}


def _in_page(*key: object) -> str:
    """What the page calls a field."""
    return "".join(one if one.isalnum() or one in "_-" else "-" for one in "/".join(map(str, key)))


def source_lines(rows: list[dict], key: str, on_chosen: Callable[[dict | None], None]) -> None:
    """Lines of a source: {number, at, text, here}; `on_chosen` is called with characters that somebody selects."""
    mount = st.components.v2.component(
        "source_lines", html=_LIST, css=_text("lines.css"), js=_text("lines.js"), isolate_styles=False
    )

    @unbroken()
    def told() -> None:
        on_chosen(st.session_state[key].chosen)

    mount(data={"rows": rows, "id": _in_page(key)}, key=key, on_chosen_change=told)
