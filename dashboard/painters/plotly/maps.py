"""A map of rows by columns, one bubble a square; behind it a ring for those who are not drawn as patients."""

from math import sqrt

from dashboard.charts.values import Map, Square
from dashboard.painters.look import ACCENT, INK, LINE, MUTED
from dashboard.painters.plotly.rows import column, headings, row_axis, text_axis
from dashboard.painters.plotly.theme import SIZE, Drawing, hovered, picture, wrapped

#: Diameter of the largest bubble, height of a row and of the heads of the columns, in pixels, wide and on a phone.
LARGEST = {False: 24, True: 30}
ROW = {False: 68, True: 129}
HEAD = {False: 40, True: 150}
#: Where bubble and numbers lie in a square, from its middle, in columns and rows, wide and on a phone.
BUBBLE = {False: (-0.365, 0.0), True: (0.0, -0.02)}
NUMBERS = {False: (-0.23, 0.0), True: (0.0, 0.32)}
#: Columns to a line of the name of a row, left of its squares or, in two lines, above them on a phone.
NAMED = {False: 23, True: 44}
_SAMPLES = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000, 2_000, 5_000, 10_000)
_WORDS, _SQUARES = (0.0, 0.175), (0.175, 1.0)


def squares(chart: Map, narrow: bool) -> Drawing:
    """Names left of the squares, on a phone above them; a last row shows how large how many patients are."""
    places = [(one.column, one.row) for one in chart.squares]
    most = max((one.total or 0 for one in chart.squares), default=0)
    samples = [sample for sample in _SAMPLES if sample <= most][-3:]
    rows, columns = len(chart.rows), len(chart.columns)
    data = [
        _grid(columns, rows, narrow),
        _rings(chart, most, narrow),
        _bubbles(chart, most, narrow),
        _numbers([_number(one, narrow) for one in chart.squares], places, narrow),
        _samples(samples, rows, most, narrow),
        _numbers([f"{sample:,}" for sample in samples], [(at, rows) for at in range(len(samples))], narrow),
        _names([*chart.rows, chart.key], narrow),
    ]
    layout = {
        "yaxis": row_axis(-0.5 - HEAD[narrow] / ROW[narrow], rows + 0.5),
        "xaxis": {**text_axis((0, 1) if narrow else _SQUARES), "range": [-0.5, columns - 0.5]},
        "annotations": headings([wrapped(name, 60 if narrow else 13) for name in chart.columns], -0.55, narrow),
    }
    if not narrow:
        layout["xaxis2"] = text_axis(_WORDS)
    height = HEAD[narrow] + (rows + 1) * ROW[narrow]
    return picture(data, layout, chart.caption, height=height, narrow=narrow)


def diameter(patients: int, most: int, narrow: bool) -> float:
    """Pixels across a bubble whose area is proportional to its patients."""
    return LARGEST[narrow] * sqrt(patients / most)


def _number(square: Square, narrow: bool) -> str:
    lines = "<br>".join(square.short if narrow else square.lines)
    derived = "†" if square.derived else ""
    return f"<b>{square.text}</b>{derived}<br><span style='font-size:10px'>{lines}</span>"


def _rings(chart: Map, most: int, narrow: bool) -> dict:
    """Behind the patients of a square everybody of it."""
    across, down = BUBBLE[narrow]
    ringed = [(one, one.total) for one in chart.squares if one.others and one.total]
    return {
        "type": "scatter", "mode": "markers", "name": "controls", "hoverinfo": "skip", "cliponaxis": False,
        "x": [one.column + across for one, _ in ringed], "y": [one.row + down for one, _ in ringed],
        "marker": {"symbol": "circle", "opacity": 1, "color": LINE, "line": {"width": 1, "color": MUTED},
                   "size": [diameter(total, most, narrow) for _, total in ringed]},
    }  # fmt: skip


def _bubbles(chart: Map, most: int, narrow: bool) -> dict:
    across, down = BUBBLE[narrow]
    return {
        "type": "scatter", "mode": "markers", "name": "patients", "cliponaxis": False,
        "x": [one.column + across for one in chart.squares], "y": [one.row + down for one in chart.squares],
        "ids": [one.name for one in chart.squares],
        "marker": {
            "symbol": ["circle-open" if one.patients is None else "circle" for one in chart.squares],
            "size": [_size(one, most, narrow) for one in chart.squares],
            "color": ACCENT, "opacity": 1, "line": {"width": 1.2, "color": ACCENT},
        },
        "text": [hovered(one.hover) for one in chart.squares], "hovertemplate": "%{text}<extra></extra>",
    }  # fmt: skip


def _size(square: Square, most: int, narrow: bool) -> float:
    """A small ring where the number is not printed, and nothing where nobody is known to be."""
    if square.patients is not None:
        return diameter(square.patients, most, narrow)
    return 10 if square.known else 0


def _samples(samples: list[int], row: int, most: int, narrow: bool) -> dict:
    across, down = BUBBLE[narrow]
    return {
        "type": "scatter", "mode": "markers", "name": "size key", "hoverinfo": "skip", "cliponaxis": False,
        "x": [at + across for at in range(len(samples))], "y": [row + down] * len(samples),
        "marker": {"size": [diameter(sample, most, narrow) for sample in samples], "color": LINE, "opacity": 1,
                   "line": {"width": 1.2, "color": MUTED}},
    }  # fmt: skip


def _numbers(texts: list[str], places: list[tuple[int, int]], narrow: bool) -> dict:
    """Patients and cohorts beside each bubble; on a phone below it."""
    across, down = NUMBERS[narrow]
    ys, position = [y + down for _, y in places], "middle center" if narrow else "middle right"
    return column("x", 0, ys, texts, position, INK, SIZE["small"] + 1) | {"x": [x + across for x, _ in places]}


def _names(names: list[str], narrow: bool) -> dict:
    """The names of the rows and, last, what the size key shows."""
    ys = [at - 0.35 if narrow else at for at in range(len(names))]
    words = [wrapped(name, NAMED[narrow]) for name in names]
    return column("x" if narrow else "x2", -0.48 if narrow else 0, ys, words, "middle right")


def _grid(columns: int, rows: int, narrow: bool) -> dict:
    """The lines of the squares, so that an empty one is seen to be empty; on a phone the row's name stands above them."""
    x, y = [], []
    for row in range(rows):
        for at in (row - 0.5, row + 0.5):
            x += [-0.5, columns - 0.5, None]
            y += [at, at, None]
        for at in range(columns + 1):
            x += [at - 0.5, at - 0.5, None]
            y += [row - (0.16 if narrow else 0.5), row + 0.5, None]
    return {"type": "scatter", "mode": "lines", "name": "squares", "x": x, "y": y, "hoverinfo": "skip",
            "line": {"color": LINE, "width": 1}, "cliponaxis": False}  # fmt: skip
