"""Single patients: white cells and blood blasts before treatment and after a week, each on its own log axis."""

from math import ceil, floor, log10

import plotly.graph_objects as go

from dashboard.charts.patients import hover
from dashboard.charts.rows import ROW_LIMIT
from dashboard.charts.values import LOG, Axis, Caption
from dashboard.painters.plotly.rows import ROW, column, row_axis, text_axis, value_axis
from dashboard.painters.plotly.theme import ACCENT, INK, LINE, MUTED, SIZE, picture, plain
from evidence.language import mark, say
from evidence.questions.patients.counts_words import COUNTS
from evidence.questions.patients.numbers import Patient
from evidence.questions.patients.words import flag, name
from evidence.vocabulary import UNIT
from evidence.wording.numbers import number

#: Where names and the two drawings lie on a wide figure; on a phone the drawings stand one above the other.
NAMES, HALVES = (0.0, 0.12), ((0.12, 0.54), (0.58, 1.0))
#: How far the axis reaches beyond its decades on either side, for the numbers beside the marks.
REACH = 6
#: Where a printed 0 stands: left of the lowest decade, which no logarithm reaches.
ZERO = 2.5


def pairs(found: list[Patient], caption: Caption, narrow: bool) -> go.Figure:
    """One row a patient and one drawing a measure; a printed 0 is an open mark left of the scale."""
    found = found[:ROW_LIMIT]
    data, layout = [], {}
    for index, (cells, unit, pair) in enumerate(COUNTS.values()):
        x, y = ("x", "y") if index == 0 else ("x2", "y2" if narrow else "y")
        low, high = _decades(found, pair)
        head = say("{cells}, {unit}", cells=say(cells), unit=UNIT[unit].label.replace("x10^9", "×10⁹"))
        axis = _axis(found, pair, (0, 1) if narrow else HALVES[index], head, low, high)
        layout[x.replace("x", "xaxis")] = {**axis, "anchor": y}
        traces = [_lines(found, pair, low), *_marks(found, pair, low), _missing(found, pair, low / REACH)]
        data += [{**trace, "xaxis": x, "yaxis": y} for trace in traces]
        if narrow:
            data.append({**_names(found, x, low / REACH, 0.42), "yaxis": y})
            layout[y.replace("y", "yaxis")] = row_axis(-0.9, len(found) - 0.4) | {"domain": ((0.58, 1), (0, 0.42))[index]}
    if not narrow:
        data.append(_names(found, "x3", 0, 0))
        layout |= {"yaxis": row_axis(-0.7, len(found) - 0.4), "xaxis3": text_axis(NAMES)}
    height = int((len(found) + 1.2) * ROW[narrow]) * (2 if narrow else 1)
    return picture(data, layout, caption, height=height, narrow=narrow)


def _decades(found: list[Patient], pair: tuple[str, str]) -> tuple[float, float]:
    """The powers of ten that hold every value above 0."""
    values = [value for one in found for each in pair if (value := one.number(each))] or [1, 10]
    return 10.0 ** floor(log10(min(values))), 10.0 ** ceil(log10(max(values)))


def _axis(found: list[Patient], pair: tuple[str, str], domain: tuple, title: str, low: float, high: float) -> dict:
    ticks = [10.0**power for power in range(round(log10(low)), round(log10(high)) + 1)]
    axis = value_axis(Axis(LOG, title, low / REACH, high * REACH, tuple(ticks)), domain)
    if all(one.number(each) != 0 for one in found for each in pair):
        return axis
    return axis | {"tickvals": [low / ZERO, *ticks], "ticktext": ["0", *axis["ticktext"]]}


def _place(value: float, low: float) -> float:
    return value or low / ZERO


def _both(found: list[Patient], pair: tuple[str, str]) -> list[tuple[int, Patient, float | None, float | None]]:
    return [(at, one, one.number(pair[0]), one.number(pair[1])) for at, one in enumerate(found)]


def _lines(found: list[Patient], pair: tuple[str, str], low: float) -> dict:
    x, y = [], []
    for at, _, before, after in _both(found, pair):
        if before is not None and after is not None:
            x, y = [*x, _place(before, low), _place(after, low), None], [*y, at, at, None]
    return {"type": "scatter", "mode": "lines", "name": "change", "x": x, "y": y, "hoverinfo": "skip", "showlegend": False,
            "line": {"color": LINE, "width": 2}}  # fmt: skip


def _marks(found: list[Patient], pair: tuple[str, str], low: float) -> list[dict]:
    """Circles before, squares after 7 days, each with its printed number; the first row says which is which."""
    looks = ((mark("before"), "circle", MUTED), (mark("after 7 days"), "square", ACCENT))
    first = next((at for at, _, before, after in _both(found, pair) if None not in (before, after)), None)
    traces = []
    for end, (when, symbol, colour) in enumerate(looks):
        known = [row for row in _both(found, pair) if row[2 + end] is not None]
        traces.append({
            "type": "scatter", "mode": "markers+text", "name": say(when), "showlegend": False, "cliponaxis": False,
            "x": [_place(row[2 + end], low) for row in known], "y": [row[0] for row in known],
            "text": [_label(row, end, say(when) if row[0] == first else "", flag(row[1], pair[end])) for row in known],
            "textposition": [_side(row, end) for row in known], "textfont": {"size": SIZE["small"] + 1, "color": colour},
            "customdata": [row[1].fact(pair[end])["fact_id"] for row in known],
            "hovertext": [hover(row[1], pair[end]) for row in known], "hovertemplate": "%{hovertext}<extra></extra>",
            "marker": {"size": 10, "color": colour, "line": {"width": 1.5, "color": colour},
                       "symbol": [symbol + _open(row[1], pair[end], row[2 + end]) for row in known]},
        })  # fmt: skip
    return traces


def _open(one: Patient, which: str, value: float) -> str:
    """A printed 0 stands off the scale and a doubtful figure is hollow: both are open marks."""
    return "-open" if value == 0 or not one.fact(which)["certain"] else ""


def _label(row: tuple, end: int, said: str, signs: str) -> str:
    """'39.6', in the first row '39.6 before'; where nothing changed one label stands for both."""
    _, _, before, after = row
    if before == after:
        return "  " + say("{count} before and after", count=number(before)) if end else ""
    words = f"{said} " if said and _side(row, end) == "middle left" else ""
    return f" {words}{number(row[2 + end])} {signs}{said if said and not words else ''} "


def _side(row: tuple, end: int) -> str:
    """The lower number stands left of its mark, the higher one right of it."""
    other = row[3 - end]
    return "middle left" if other is not None and row[2 + end] < other else "middle right"


def _missing(found: list[Patient], pair: tuple[str, str], left: float) -> dict:
    """What is not drawn, in words; a marrow count never stands for the blood."""
    said = []
    for at, one, before, after in _both(found, pair):
        marrow = one.number("marrow_blasts_before") if pair[0] == "blasts_before" and before is None else None
        parts = [
            *([_before(marrow)] if before is None else []),
            *([say("after 7 days: not reported")] if after is None else []),
        ]
        said += [(at, say("; ").join(parts))] if parts else []
    return column("x", left, [at for at, _ in said], [plain(text) for _, text in said], "middle right", MUTED, SIZE["small"])


def _before(marrow: float | None) -> str:
    if marrow is None:
        return say("before: not reported")
    return say("before: {percent} %, of the marrow", percent=number(marrow))


def _names(found: list[Patient], axis: str, left: float, lift: float) -> dict:
    return column(
        axis, left, [at - lift for at in range(len(found))], [plain(name(one)) for one in found], "middle right", INK
    )
