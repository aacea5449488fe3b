"""Figures in the browser: drawn by Plotly's smaller script, which is served from here, and kept from view to view."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from pathlib import Path

import streamlit as st

from dashboard.charts.values import Chart
from dashboard.painters.plotly import draw
from dashboard.session.frame import Frame
from dashboard.session.kept import Kept
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


@dataclass(frozen=True)
class _Sent:
    """A figure as it leaves for the browser, and its height in pixels."""

    text: bytes
    height: int

    def __len__(self) -> int:
        return len(self.text)


#: Figures by their panel and all that decides how one looks. Bounded in bytes.
KEPT: Kept[_Sent] = Kept(64_000_000)


def show(
    here: Frame, name: str, chart: Callable[[], Chart], alt: str, key: str, on_facts: Callable[[], None] | None = None
) -> None:
    """Draw the figure of the panel `name`; `alt` is read to those who do not see it. `chart` is asked for once for a view.

    A click on a mark that has facts behind it calls `on_facts`; they are then `st.session_state[key].facts`.
    """
    sent = KEPT.get((name, here.all_that_decides()), lambda: _sent(chart(), alt, here.narrow))
    more = {"on_facts_change": on_facts} if on_facts else {}
    _component()(data=sent.text, key=key, height=sent.height, **more)


def _sent(chart: Chart, alt: str, narrow: bool) -> _Sent:
    figure = draw(chart, narrow)
    config = {"displayModeBar": False, "locale": spoken(), "locales": {spoken(): _words()}}
    told = json.dumps({"alt": alt, "config": config}, ensure_ascii=False)
    return _Sent(f'{told[:-1]}, "figure": {figure.to_json()}}}'.encode(), int(figure.layout.height))


def _words() -> dict[str, dict[str, str]]:
    return {"dictionary": {words: say(words) for words in WORDS}}


def _component() -> Callable[..., object]:
    """What travels with each message loads the script, which the browser keeps; one line alone is taken for a path."""
    script = f"export default async (one) =>\n (await import(location.origin + '{address(DRAWING)}')).default(one);"
    return st.components.v2.component("figure", js=script, isolate_styles=False)
