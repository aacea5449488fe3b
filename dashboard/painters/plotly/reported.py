"""A matrix of marks: what is reported, with silence drawn as a mark of its own."""

from dashboard.charts.lines import lines
from dashboard.charts.values import Head, Matrix
from dashboard.painters.look import ACCENT, FAINT, GREY, INK, PALE
from dashboard.painters.plotly.rows import Trace, above, column, headings, row_axis, text_axis
from dashboard.painters.plotly.theme import Drawing, hovered, picture, wrapped
from evidence.language import say

#: Symbol, size, line width and colour of each state; silence is an empty ring, so that holes are seen.
_MARKS = {
    "counts": ("square", 13, 0, ACCENT),
    "values": ("diamond", 13, 0, PALE),
    "words": ("line-ew-open", 11, 2.5, ACCENT),
    "nothing": ("circle-open", 9, 1, GREY),
}
#: Height of a row and of the heads of the columns in pixels, wide and on a phone.
ROW = {False: 28, True: 42}
HEAD = {False: 50, True: 180}
_WORDS, _MATRIX = (0.0, 0.26), {False: (0.26, 1.0), True: (0.0, 1.0)}


def reported(chart: Matrix, narrow: bool) -> Drawing:
    """Marks on faint lines, a kind of mark for each state."""
    rows, columns = len(chart.lines), len(chart.heads)
    labels = [line.label for line in chart.lines]
    names, row = above(labels, ROW[True], 9) if narrow else (_beside(labels), ROW[False])
    data = [_rules(rows, columns), *(_marks(chart, state) for state in chart.names), names]
    layout = {
        "yaxis": row_axis(-0.6 - HEAD[narrow] / row, rows - 0.4),
        "xaxis": {**text_axis(_MATRIX[narrow]), "range": [-0.5, columns - 0.5]},
        "annotations": headings([_head(one, narrow) for one in chart.heads], -0.7, narrow),
    }
    if not narrow:
        layout["xaxis2"] = text_axis(_WORDS)
    height = HEAD[narrow] + rows * row
    return picture(data, layout, chart.caption, height=height, narrow=narrow, legend=len(chart.names))


def _beside(labels: list[str]) -> Trace:
    """The names of the rows, left of the marks."""
    names = [wrapped(label, 46) for label in labels]
    return column("x2", 0, list(range(len(names))), names, "middle right", INK, 11)


def _head(one: Head, narrow: bool) -> str:
    name = one.text if narrow else "<br>".join(lines(one.text, 13, cut=False))
    if one.filled is None:
        return name
    share = say("<b>{n}</b> of {of}", n=one.filled[0], of=one.filled[1])
    return f"{name}{' ' if narrow else '<br>'}{share}"


def _marks(chart: Matrix, state: str) -> dict:
    found = [(x, y, cell) for y, line in enumerate(chart.lines) for x, cell in enumerate(line.cells) if cell.state == state]
    symbol, size, width, colour = _MARKS[state]
    return {
        "type": "scatter", "mode": "markers", "name": chart.names[state], "showlegend": True, "cliponaxis": False,
        "x": [x for x, *_ in found] or [None], "y": [y for _, y, _ in found] or [None],
        "customdata": [list(cell.facts) for *_, cell in found],
        "marker": {"symbol": symbol, "size": size, "color": colour, "line": {"width": width, "color": colour}},
        "text": [hovered(cell.hover) for *_, cell in found],
        "hovertemplate": "%{text}<extra></extra>",
    }  # fmt: skip


def _rules(rows: int, columns: int) -> dict:
    """A faint line through each row, so that the eye finds its name."""
    x, y = [], []
    for at in range(rows):
        x += [-0.5, columns - 0.5, None]
        y += [at, at, None]
    return {"type": "scatter", "mode": "lines", "name": "rows", "x": x, "y": y, "hoverinfo": "skip", "showlegend": False,
            "line": {"color": FAINT, "width": 1}}  # fmt: skip
