"""Figures in the browser: drawn by Plotly's smaller script, which is served from here, and kept from view to view."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from hashlib import sha256

from dashboard.charts.values import Chart
from dashboard.chrome.served import component
from dashboard.painters.plotly import as_json, described
from dashboard.session.frame import Frame
from dashboard.session.kept import Kept
from evidence.language import mark, say, spoken

#: What Plotly says to a reader, in its own words.
WORDS = (mark("Double-click to zoom back out"), mark("Double-click on legend to isolate one trace"))


@dataclass(frozen=True)
class Sent:
    """A figure as it leaves for the browser, with a tag by which it knows what it has drawn; its height in pixels."""

    text: bytes
    height: int

    def __len__(self) -> int:
        return len(self.text)


#: Figures by their panel and all that decides how one looks. Bounded in bytes.
KEPT: Kept[Sent] = Kept(64_000_000)


def show(
    here: Frame, name: str, chart: Callable[[], Chart], alt: str, key: str, on_facts: Callable[[], None] | None = None
) -> None:
    """Draw the figure of the panel `name`; `alt` is read to those who do not see it. `chart` is asked for once for a view.

    A click on a mark that has facts behind it calls `on_facts`; they are then `st.session_state[key].facts`.
    """
    sent = made(here, name, chart, alt)
    more = {"on_facts_change": on_facts} if on_facts else {}
    component("figure", "drawing.js")(data=sent.text, key=key, height=sent.height, **more)


def made(here: Frame, name: str, chart: Callable[[], Chart], alt: str) -> Sent:
    """The figure of the panel `name`; `chart` is asked for once for a view."""
    return KEPT.get((name, here.all_that_decides()), lambda: _made(chart(), alt, here.narrow))


def _made(chart: Chart, alt: str, narrow: bool) -> Sent:
    figure = described(chart, narrow)
    height, drawn = int(figure["layout"]["height"]), as_json(figure)
    config = {"displayModeBar": False, "showAxisDragHandles": False, "locale": spoken(), "locales": {spoken(): _words()}}
    told = json.dumps({"alt": alt, "height": height, "config": config}, ensure_ascii=False)
    tag = sha256(f"{told}{drawn}".encode()).hexdigest()[:16]
    return Sent(f'{told[:-1]}, "tag": "{tag}", "figure": {drawn}}}'.encode(), height)


def _words() -> dict[str, dict[str, str]]:
    return {"dictionary": {words: say(words) for words in WORDS}}
