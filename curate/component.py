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
_TABLE = """<div class="lines-table"><table role="grid" tabindex="0" aria-label="Lines: arrows down and up go from line to
line, Enter opens one; Ctrl and an arrow opens the next one from any field"><thead><tr></tr></thead><tbody></tbody></table>
</div>"""


@cache
def _text(name: str) -> str:
    return (_HERE / name).read_text(encoding="utf-8")


def style() -> None:
    st.html(f"<style>{_text('bench.css')}</style>")


def focus(lines: str) -> None:
    """Let the keyboard stand where the last press of a button sent it, proposals come into their fields, and what the field
    means that has the keyboard stand at the foot of the page.

    Nothing is sent that was proposed for other lines than those whose key begins with `lines`: they may be another reader's.
    """
    html = '<output class="field-meaning" id="field-meaning"></output>'
    mount = st.components.v2.component("focus", html=html, js=_text("focus.js"), isolate_styles=False)
    proposed = {
        key: one | {"fields": {in_page(key, field): value for field, value in one["fields"].items()}}
        for key, one in st.session_state.get("proposed", {}).items()
        if key.startswith(lines)
    }
    meanings = st.session_state.pop("meanings", {})
    mount(data={"sent": st.session_state.get("sent"), "proposed": proposed, "meanings": meanings}, key="focusing")


def explain(key: str, meaning: str) -> None:
    """Say what a field means that this run shows."""
    st.session_state.setdefault("meanings", {})[in_page(key)] = meaning


def send_to(*key: object) -> None:
    """Send the keyboard to a field, after this run."""
    st.session_state["sent"] = {"field": in_page(*key), "turn": 1 + st.session_state.get("sent", {}).get("turn", 0)}


def propose(key: str, fields: Mapping[str, str], over: bool = False) -> None:
    """Have the browser type values into fields of a line, in place of what was proposed before.

    Only into fields that are blank by then, unless what is there is to be typed `over`. A value that the server sets in a
    field arrives while a person may be typing there, or after; only the browser knows that. What it types is saved as
    what people type is.
    """
    waiting = st.session_state.get("proposed", {})
    turn = st.session_state["proposals"] = 1 + st.session_state.get("proposals", 0)
    others = [(name, one) for name, one in waiting.items() if name != key][-PROPOSALS:]
    fresh = {"turn": turn, "over": over, "fields": dict(fields)}
    st.session_state["proposed"] = {**dict(others), key: fresh}


def told_of(key: str, field: str) -> None:
    """Something was told of a field of a line: what was proposed for it has been typed, or is not wanted."""
    st.session_state.get("proposed", {}).get(key, {"fields": {}})["fields"].pop(field, None)


def untyped(start: str) -> dict[str, dict[str, str]]:
    """What was proposed, by lines whose key begins so, for fields of which nothing has been told since."""
    waiting = st.session_state.get("proposed", {})
    return {key: one["fields"] for key, one in waiting.items() if key.startswith(start) and one["fields"]}


def propose_no_more(*keys: str) -> None:
    """What was proposed for these lines waits no longer."""
    waiting = st.session_state.get("proposed", {})
    st.session_state["proposed"] = {key: one for key, one in waiting.items() if key not in keys}


def in_page(*key: object) -> str:
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

    mount(data={"rows": rows, "id": in_page(key)}, key=key, on_chosen_change=told)


def table_of_lines(head: list[str], rows: list[dict], open: int, key: str, on_opened: Callable[[int, str], None]) -> None:
    """Lines as a table: {cells, wrong}; `on_opened` is called with one that somebody opens, and the field they stood in."""
    mount = st.components.v2.component(
        "table_of_lines", html=_TABLE, css=_text("rows.css"), js=_text("rows.js"), isolate_styles=False
    )

    @unbroken()
    def told() -> None:
        if given := st.session_state[f"{key}/table"].opened:
            on_opened(given["at"], given["field"])

    mount(data={"head": head, "rows": rows, "open": open, "id": in_page(key)}, key=f"{key}/table", on_opened_change=told)
