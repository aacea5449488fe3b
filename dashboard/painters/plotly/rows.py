"""Rows of words beside a drawing: the layout that forests, bars, folds and medians share.

Each figure has one row axis (downwards, 0, 1, 2, ...) and, side by side, text columns and the drawing. On a phone
the drawing takes the whole width and each row carries its words above it.
"""

from math import log10

from dashboard.painters.plotly.theme import FAINT, INK, LINE, MUTED, SIZE
from evidence.language import mark, say

#: More rows than this no longer paint at once, nor read well; the table has them all.
ROW_LIMIT = 60
#: Height of a row in pixels, wide and on a phone.
ROW = {False: 38, True: 46}
#: Where the columns of a wide figure lie, as shares of the width: words, drawing, numbers.
WORDS, DRAWING, NUMBERS = (0.0, 0.50), (0.52, 0.81), (0.82, 1.0)


def drawn(rows: list) -> list:
    """The first rows that a figure holds, never one arm of a study without the others; rows have a `cohort`."""
    if len(rows) <= ROW_LIMIT:
        return rows
    left_out = rows[ROW_LIMIT].cohort["study_id"]
    kept = rows[:ROW_LIMIT]
    while kept and kept[-1].cohort["study_id"] == left_out:
        kept.pop()
    return kept or rows[:ROW_LIMIT]


def row_axis(first: float, last: float) -> dict:
    """The vertical axis of rows, first row on top."""
    return {"range": [last, first], "visible": False, "fixedrange": True}


def text_axis(domain: tuple[float, float]) -> dict:
    """A hidden horizontal axis from 0 to 1 that carries a column of words."""
    return {"range": [0, 1], "domain": domain, "visible": False, "fixedrange": True, "anchor": "y"}


def percent_axis(domain: tuple[float, float], title: str = mark("% of patients")) -> dict:
    """Fixed to 0 to 100 % whatever the filter: a scale that moves with the data misleads."""
    return {"range": [0, 100], "tickvals": [0, 20, 40, 60, 80, 100], **_axis(domain, say(title))}


def linear_axis(domain: tuple[float, float], title: str, high: float) -> dict:
    """From zero to a little above the largest value."""
    return {"range": [0, high * 1.05], **_axis(domain, title)}


def log_axis(domain: tuple[float, float], title: str, low: float, high: float, ticks: list[float]) -> dict:
    """Logarithmic; Plotly takes the range in log10 units. `low` and `high` are values above 0."""
    return {
        "type": "log",
        "range": [log10(low), log10(high)],
        "tickvals": ticks,
        "ticktext": [f"{t:g}" for t in ticks],
        **_axis(domain, title),
    }


def _axis(domain: tuple[float, float], title: str) -> dict:
    return {
        "domain": domain, "fixedrange": True, "anchor": "y", "gridcolor": FAINT, "linecolor": LINE,
        "title": {"text": title, "font": {"size": SIZE["small"], "color": MUTED}, "standoff": 4},
        "tickfont": {"size": SIZE["small"], "color": MUTED},
    }  # fmt: skip


def column(
    axis: str, x: float, ys: list[float], texts: list[str], position: str, colour: str = INK, size: int = SIZE["text"]
) -> dict:
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
