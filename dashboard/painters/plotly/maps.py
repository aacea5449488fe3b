"""A map of rows by columns, one bubble a square; behind it a ring for those who are not drawn as patients."""

from dataclasses import dataclass
from math import sqrt

from dashboard.charts.lines import even
from dashboard.charts.values import Map, Square
from dashboard.painters.look import ACCENT, INK, LINE, MUTED
from dashboard.painters.plotly.rows import column, headings, row_axis, text_axis
from dashboard.painters.plotly.theme import SIZE, Drawing, hovered, picture, wrapped

#: Diameter of the largest bubble and height of the heads of the columns, in pixels, wide and on a phone.
LARGEST = {False: 22, True: 30}
HEAD = {False: 40, True: 150}
#: Height in pixels of an empty square, of one without its lines, and of a line in it, wide and on a phone.
EMPTY, SQUARE, LINE_IN = {False: 32, True: 22}, {False: 20, True: 44}, {False: 12, True: 13}
#: Height of a line of the name of a row, and of the space around it.
NAME, AROUND = 16, 8
#: Where bubble and numbers lie in a square, from its middle in columns; on a phone the bubble so many pixels below its top.
BUBBLE, NUMBERS, BELOW = {False: -0.375, True: 0.0}, {False: -0.23, True: 0.0}, 20
#: Columns to a line of the name of a row, left of its squares or, in two lines, above them on a phone.
NAMED = {False: 23, True: 44}
_SAMPLES = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000, 2_000, 5_000, 10_000)
_WORDS, _SQUARES = (0.0, 0.175), (0.175, 1.0)


@dataclass(frozen=True)
class Row:
    """A row in pixels from the top of the drawing: where it begins, where its squares do, where it ends."""

    top: float
    squares: float
    end: float

    @property
    def middle(self) -> float:
        return (self.squares + self.end) / 2

    def bubble(self, narrow: bool) -> float:
        return self.squares + BELOW if narrow else self.middle

    def numbers(self, narrow: bool) -> float:
        return (self.squares + 2 * BELOW + self.end) / 2 - 4 if narrow else self.middle


def squares(chart: Map, narrow: bool) -> Drawing:
    """Names left of the squares, on a phone above them; a last row shows how large how many patients are."""
    most = max((one.total or 0 for one in chart.squares), default=0)
    samples = [sample for sample in _SAMPLES if sample <= most][-3:]
    rows, columns = _rows(chart, narrow), len(chart.columns)
    key = rows[-1]
    places = [(one.column, rows[one.row].numbers(narrow)) for one in chart.squares]
    data = [
        _grid(columns, rows[:-1]),
        _rings(chart, rows, most, narrow),
        _bubbles(chart, rows, most, narrow),
        _numbers([_number(one, narrow) for one in chart.squares], places, narrow),
        _samples(samples, key, most, narrow),
        _numbers([f"{one:,}" for one in samples], [(at, key.numbers(narrow)) for at in range(len(samples))], narrow),
        _names([*chart.rows, chart.key], rows, narrow),
    ]
    layout = {
        "yaxis": row_axis(-HEAD[narrow], key.end),
        "xaxis": {**text_axis((0, 1) if narrow else _SQUARES), "range": [-0.5, columns - 0.5]},
        "annotations": headings([wrapped(name, 60 if narrow else even(name, 13)) for name in chart.columns], -3, narrow),
    }
    if not narrow:
        layout["xaxis2"] = text_axis(_WORDS)
    return picture(data, layout, chart.caption, height=int(HEAD[narrow] + key.end), narrow=narrow)


def _rows(chart: Map, narrow: bool) -> list[Row]:
    """The rows as high as what stands in them, an empty one the lowest; the last is that of the size key."""
    rows, at = [], 0.0
    for row, name in enumerate([*chart.rows, chart.key]):
        said = [1 + len(one.short if narrow else one.lines) for one in chart.squares if one.row == row]
        said += [1] if row == len(chart.rows) else []
        high = max((SQUARE[narrow] + LINE_IN[narrow] * one for one in said), default=EMPTY[narrow])
        named = NAME * (wrapped(name, NAMED[narrow]).count("<br>") + 1) + AROUND
        begins = at + named if narrow else at
        rows.append(Row(at, begins, begins + high if narrow else at + max(high, named)))
        at = rows[-1].end
    return rows


def diameter(patients: int, most: int, narrow: bool) -> float:
    """Pixels across a bubble whose area is proportional to its patients."""
    return LARGEST[narrow] * sqrt(patients / most)


def _number(square: Square, narrow: bool) -> str:
    lines = "<br>".join(square.short if narrow else square.lines)
    derived = "†" if square.derived else ""
    return f"<b>{square.text}</b>{derived}<br><span style='font-size:10px'>{lines}</span>"


def _rings(chart: Map, rows: list[Row], most: int, narrow: bool) -> dict:
    """Behind the patients of a square everybody of it."""
    ringed = [(one, one.total) for one in chart.squares if one.others and one.total]
    return {
        "type": "scatter", "mode": "markers", "name": "controls", "hoverinfo": "skip", "cliponaxis": False,
        "x": [one.column + BUBBLE[narrow] for one, _ in ringed], "y": [rows[one.row].bubble(narrow) for one, _ in ringed],
        "marker": {"symbol": "circle", "opacity": 1, "color": LINE, "line": {"width": 1, "color": MUTED},
                   "size": [diameter(total, most, narrow) for _, total in ringed]},
    }  # fmt: skip


def _bubbles(chart: Map, rows: list[Row], most: int, narrow: bool) -> dict:
    return {
        "type": "scatter", "mode": "markers", "name": "patients", "cliponaxis": False,
        "x": [one.column + BUBBLE[narrow] for one in chart.squares],
        "y": [rows[one.row].bubble(narrow) for one in chart.squares],
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


def _samples(samples: list[int], row: Row, most: int, narrow: bool) -> dict:
    return {
        "type": "scatter", "mode": "markers", "name": "size key", "hoverinfo": "skip", "cliponaxis": False,
        "x": [at + BUBBLE[narrow] for at in range(len(samples))], "y": [row.bubble(narrow)] * len(samples),
        "marker": {"size": [diameter(sample, most, narrow) for sample in samples], "color": LINE, "opacity": 1,
                   "line": {"width": 1.2, "color": MUTED}},
    }  # fmt: skip


def _numbers(texts: list[str], places: list[tuple[int, float]], narrow: bool) -> dict:
    """Patients and cohorts beside each bubble; on a phone below it."""
    position = "middle center" if narrow else "middle right"
    return column("x", 0, [y for _, y in places], texts, position, INK, SIZE["small"] + 1) | {
        "x": [x + NUMBERS[narrow] for x, _ in places]
    }


def _names(names: list[str], rows: list[Row], narrow: bool) -> dict:
    """The names of the rows and, last, what the size key shows."""
    ys = [(one.top + one.squares) / 2 if narrow else one.middle for one in rows]
    words = [wrapped(name, NAMED[narrow]) for name in names]
    return column("x" if narrow else "x2", -0.48 if narrow else 0, ys, words, "middle right")


def _grid(columns: int, rows: list[Row]) -> dict:
    """The lines of the squares, so that an empty one is seen to be empty; on a phone the row's name stands above them."""
    x, y = [], []
    for row in rows:
        for at in (row.top, row.end):
            x += [-0.5, columns - 0.5, None]
            y += [at, at, None]
        for at in range(columns + 1):
            x += [at - 0.5, at - 0.5, None]
            y += [row.squares, row.end, None]
    return {"type": "scatter", "mode": "lines", "name": "squares", "x": x, "y": y, "hoverinfo": "skip",
            "line": {"color": LINE, "width": 1}, "cliponaxis": False}  # fmt: skip
