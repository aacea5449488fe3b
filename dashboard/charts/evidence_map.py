"""Overview: the evidence map, regimen class by setting; in a square a bubble for the treated, a ring for the others."""

from math import sqrt

import plotly.graph_objects as go

from dashboard.charts.values import Caption
from dashboard.painters.plotly.rows import column, headings, row_axis, text_axis
from dashboard.painters.plotly.theme import ACCENT, INK, LINE, MUTED, SIZE, picture, plain, wrapped
from evidence.language import say
from evidence.questions.evidence_map.numbers import Cell
from evidence.questions.evidence_map.words import is_rest, map_settings, others, treated
from evidence.vocabulary import REGIMEN_CLASS, SETTING, label
from evidence.wording.arms import role
from evidence.wording.numbers import plural

#: Diameter of the largest bubble, height of a row and of the heads of the columns, in pixels, wide and on a phone.
LARGEST = {False: 30, True: 30}
ROW = {False: 64, True: 112}
HEAD = {False: 40, True: 150}
#: Where bubble and numbers lie in a square, from its middle, in columns and rows, wide and on a phone.
BUBBLE = {False: (-0.28, 0.0), True: (0.0, -0.1)}
NUMBERS = {False: (-0.08, 0.0), True: (0.0, 0.29)}
#: Cohorts that a hover names before it only counts them.
NAMED = 12
_SAMPLES = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000, 2_000, 5_000, 10_000)
_WORDS, _SQUARES = (0.0, 0.19), (0.19, 1.0)


def evidence_map(squares: list[Cell], classes: tuple[str, ...], caption: Caption, narrow: bool) -> go.Figure:
    """Rows are all regimen classes of the base, columns all settings; a square without evidence stays empty."""
    settings = map_settings(squares)
    places = [(settings.index(square.setting), classes.index(square.regimen_class)) for square in squares]
    most = max((square.patients or 0 for square in squares), default=0)
    samples = [sample for sample in _SAMPLES if sample <= most][-3:]
    rows = len(classes)
    data = [
        _grid(len(settings), rows, narrow),
        _rings(squares, places, most, narrow),
        _bubbles(squares, places, most, narrow),
        _numbers([_number(square, narrow) for square in squares], places, narrow),
        _samples(samples, rows, most, narrow),
        _numbers([f"{sample:,}" for sample in samples], [(at, rows) for at in range(len(samples))], narrow),
        _names([*(label(REGIMEN_CLASS, code) for code in classes), say("Size: patients")], narrow),
    ]
    layout = {
        "yaxis": row_axis(-0.5 - HEAD[narrow] / ROW[narrow], rows + 0.5),
        "xaxis": {**text_axis((0, 1) if narrow else _SQUARES), "range": [-0.5, len(settings) - 0.5]},
        "annotations": headings([wrapped(_setting(code), 60 if narrow else 13) for code in settings], -0.55, narrow),
    }
    if not narrow:
        layout["xaxis2"] = text_axis(_WORDS)
    height = HEAD[narrow] + (rows + 1) * ROW[narrow]
    return picture(data, layout, caption, height=height, narrow=narrow)


def diameter(patients: int, most: int, narrow: bool) -> float:
    """Pixels across a bubble whose area is proportional to its patients."""
    return LARGEST[narrow] * sqrt(patients / most)


def _setting(code: str | None) -> str:
    return say("Setting not reported") if code is None else SETTING[code].label


def _number(square: Cell, narrow: bool) -> str:
    """The treated above their cohorts, then the others; on a phone bare numbers."""
    derived = "†" if any(map(is_rest, square.cohorts)) else ""
    many, rest = len(square.cohorts), (square.control or 0) + (square.together or 0)
    said = [str(many), f"+{rest:,}" if rest else ""] if narrow else [plural(many, "cohort"), *others(square)]
    lines = "<br>".join(line for line in said if line)
    return f"<b>{treated(square)}</b>{derived}<br><span style='font-size:11px'>{lines}</span>"


def _rings(squares: list[Cell], places: list[tuple[int, int]], most: int, narrow: bool) -> dict:
    """Behind the treated of a square everybody of it: what is seen are controls and arms that are not told apart."""
    across, down = BUBBLE[narrow]
    ringed = [at for at, square in enumerate(squares) if square.of("control", "together") and square.patients]
    return {
        "type": "scatter", "mode": "markers", "name": "controls", "hoverinfo": "skip", "cliponaxis": False,
        "x": [places[at][0] + across for at in ringed], "y": [places[at][1] + down for at in ringed],
        "marker": {"symbol": "circle", "opacity": 1, "color": LINE, "line": {"width": 1, "color": MUTED},
                   "size": [diameter(squares[at].patients, most, narrow) for at in ringed]},
    }  # fmt: skip


def _bubbles(squares: list[Cell], places: list[tuple[int, int]], most: int, narrow: bool) -> dict:
    across, down = BUBBLE[narrow]
    return {
        "type": "scatter", "mode": "markers", "name": "patients", "cliponaxis": False,
        "x": [x + across for x, _ in places], "y": [y + down for _, y in places],
        "ids": [f"{square.regimen_class}/{square.setting or 'not reported'}" for square in squares],
        "marker": {
            "symbol": ["circle-open" if square.treated is None else "circle" for square in squares],
            "size": [_size(square, most, narrow) for square in squares],
            "color": ACCENT, "opacity": 1, "line": {"width": 1.2, "color": ACCENT},
        },
        "text": [_hover(square) for square in squares], "hovertemplate": "%{text}<extra></extra>",
    }  # fmt: skip


def _size(square: Cell, most: int, narrow: bool) -> float:
    """The bubble of the treated; a small ring where their number is not printed, and nothing where nobody is known to be."""
    if square.treated is not None:
        return diameter(square.treated, most, narrow)
    return 10 if square.of("treated") else 0


def _hover(square: Cell) -> str:
    lines = [f"<b>{plain(label(REGIMEN_CLASS, square.regimen_class))}</b>", plain(_setting(square.setting))]
    for row in square.cohorts[:NAMED]:
        number = say("number not reported") if row["n"] is None else plural(row["n"], "patient")
        line = say("{study}, {cohort}: {patients}", study=row["study_label"], cohort=row["label"], patients=number)
        line = say("{line}, {role}", line=line, role=role(row)) if role(row) else line
        lines.append(plain(say("{line} († the rest of {whole})", line=line, whole=row["whole"]) if is_rest(row) else line))
    more = len(square.cohorts) - NAMED
    return "<br>".join([*lines, say("and {n} more, see the table", n=more)] if more > 0 else lines)


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
    """The regimen classes and, last, what the size key shows."""
    ys = [at - 0.4 if narrow else at for at in range(len(names))]
    words = [wrapped(name, 60 if narrow else 26) for name in names]
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
            y += [row - (0.26 if narrow else 0.5), row + 0.5, None]
    return {"type": "scatter", "mode": "lines", "name": "squares", "x": x, "y": y, "hoverinfo": "skip",
            "line": {"color": LINE, "width": 1}, "cliponaxis": False}  # fmt: skip
