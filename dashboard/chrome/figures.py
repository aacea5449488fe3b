"""Figures in the browser: drawn by Plotly's smaller script, which is served from here, and kept from view to view."""

import json
from collections.abc import Callable
from functools import cache
from hashlib import sha256
from pathlib import Path

import streamlit as st

from dashboard.painters.plotly import Figure
from evidence.language import mark, say, spoken

FOLDER = Path(__file__).parent / "plotly"
#: Bars, lines and marks are all that a figure is made of: this script has no more, and a quarter of the size of the whole.
PLOTLY, DRAWING = "plotly-basic.min.js", "drawing.js"
#: What Plotly says to a reader, in its own words.
WORDS = (mark("Double-click to zoom back out"), mark("Double-click on legend to isolate one trace"))


@cache
def files() -> dict[str, Path]:
    """The scripts by their addresses, which change with what they hold."""
    found = [FOLDER / name for name in (PLOTLY, DRAWING)]
    version = sha256(b"".join(path.read_bytes() for path in found)).hexdigest()[:12]
    return {f"/browser/{version}/{path.name}": path for path in found}


def address(name: str) -> str:
    return next(address for address in files() if address.endswith(name))


def show(figure: Figure, key: str, alt: str, on_facts: Callable[[], None] | None = None) -> None:
    """Draw a figure of any width; `alt` is read to those who do not see it.

    A click on a mark that has facts behind it calls `on_facts`; they are then `st.session_state[key].facts`.
    """
    more = {"on_facts_change": on_facts} if on_facts else {}
    _component()(data=_sent(figure, alt), key=key, height=int(figure.layout.height), **more)


def _sent(figure: Figure, alt: str) -> bytes:
    told = {"alt": alt, "config": {"displayModeBar": False, "locale": spoken(), "locales": {spoken(): _words()}}}
    return f'{json.dumps(told, ensure_ascii=False)[:-1]}, "figure": {figure.to_json()}}}'.encode()


def _words() -> dict[str, dict[str, str]]:
    return {"dictionary": {words: say(words) for words in WORDS}}


def _component() -> Callable[..., object]:
    """What travels with each message loads the script, which the browser keeps; one line alone is taken for a path."""
    script = f"export default async (one) =>\n (await import(location.origin + '{address(DRAWING)}')).default(one);"
    return st.components.v2.component("figure", js=script, isolate_styles=False)
