"""Rows of words beside a drawing: the layout that forests, bars, folds and medians share.

Each figure has one row axis (downwards, 0, 1, 2, ...) and, side by side, text columns and the drawing. On a phone
the drawing takes the whole width and each row carries its words above it.
"""

from collections.abc import Sequence
from math import log10
from typing import Any

from dashboard.charts.values import LOG, Axis
from dashboard.painters.look import FAINT, INK, LINE, MUTED
from dashboard.painters.plotly.theme import SIZE, wrapped

#: A trace, a layout or a part of one, as Plotly's JSON has it.
Trace = dict[str, Any]
#: Height of a row in pixels, wide and on a phone.
ROW = {False: 38, True: 46}
#: Height of one line of a name in pixels, and its columns where a name stands above the marks of its row on a phone.
NAME, PHONE = 17, 42
#: Where the columns of a wide figure lie, as shares of the width: words, drawing, numbers.
WORDS, DRAWING, NUMBERS = (0.0, 0.56), (0.575, 0.78), (0.79, 1.0)


def row_axis(first: float, last: float) -> Trace:
    """The vertical axis of rows, first row on top."""
    return {"range": [last, first], "visible": False, "fixedrange": True}


def text_axis(domain: tuple[float, float]) -> Trace:
    """A hidden horizontal axis from 0 to 1 that carries a column of words."""
    return {"range": [0, 1], "domain": domain, "visible": False, "fixedrange": True, "anchor": "y"}


def value_axis(axis: Axis, domain: tuple[float, float]) -> Trace:
    """The horizontal axis of a drawing on `domain`, a share of the width; Plotly takes logarithms in log10 units."""
    ends: Trace = {"range": [axis.low, axis.high]}
    if axis.kind == LOG:
        names = {"ticktext": [f"{tick:g}" for tick in axis.ticks]}
        ends = {"type": "log", "range": [log10(axis.low), log10(axis.high)], **names}
    ticks = {"tickvals": list(axis.ticks)} if axis.ticks else {}
    return {**ends, **ticks, **_axis(domain, axis.title)}


def _axis(domain: tuple[float, float], title: str) -> Trace:
    return {
        "domain": domain, "fixedrange": True, "anchor": "y", "gridcolor": FAINT, "linecolor": LINE,
        "title": {"text": title, "font": {"size": SIZE["small"], "color": MUTED}, "standoff": 4},
        "tickfont": {"size": SIZE["small"], "color": MUTED},
    }  # fmt: skip


def above(labels: Sequence[str], row: int, reach: float, left: float = -0.45) -> tuple[Trace, int]:
    """Names above the marks of their rows on a phone, broken where they are wider, and the height of a row in pixels.

    `row` is the height for names of one line, `reach` the pixels from the middle of a mark to the words, `left` where
    these begin on the axis.
    """
    names = [wrapped(label, PHONE) for label in labels]
    tall = [name.count("<br>") + 1 for name in names]
    row += NAME * (max(tall, default=1) - 1)
    ys = [at - (reach + NAME / 2 * lines) / row for at, lines in enumerate(tall)]
    return column("x", left, ys, names, "middle right"), row


def column(
    axis: str,
    x: float,
    ys: Sequence[float],
    texts: Sequence[str],
    position: str,
    colour: str = INK,
    size: int = SIZE["text"],
) -> Trace:
    """One column of words as a single trace; texts must already be escaped."""
    return {
        "type": "scatter", "mode": "text", "xaxis": axis, "yaxis": "y", "x": [x] * len(ys), "y": ys, "text": texts,
        "textposition": position, "textfont": {"color": colour, "size": size}, "hoverinfo": "skip",
        "cliponaxis": False, "showlegend": False,
    }  # fmt: skip


def headings(texts: list[str], y: float, narrow: bool) -> list[dict]:
    """Heads of the columns 0, 1, 2, ... of a matrix, standing on height `y`; on a phone they run upwards. Escaped texts."""
    return [
        {
            "text": text, "x": at, "y": y, "xref": "x", "yref": "y", "showarrow": False, "xanchor": "center",
            "yanchor": "bottom", "textangle": -90 if narrow else 0, "align": "left" if narrow else "center",
            "font": {"size": SIZE["small"], "color": MUTED},
        }
        for at, text in enumerate(texts)
    ]  # fmt: skip
