"""Pairs of numbers, before and after, a drawing a measure; on a phone one above the other."""

from dashboard.charts.values import LINEAR, Axis, Mark, Measure, Pair, Pairs
from dashboard.painters.look import ACCENT, INK, LINE, MUTED
from dashboard.painters.plotly.rows import ROW, column, row_axis, text_axis, value_axis
from dashboard.painters.plotly.theme import SIZE, Drawing, hovered, picture, plain
from evidence.language import say

#: Where names and the two drawings lie on a wide figure.
NAMES, HALVES = (0.0, 0.12), ((0.12, 0.54), (0.58, 1.0))
#: How far the axis reaches beyond its numbers on either side, as a share of the highest, for the words beside the marks.
BEYOND = 0.3
_LOOKS = (("circle", MUTED), ("square", ACCENT))


def pairs(chart: Pairs, narrow: bool) -> Drawing:
    """From before to after on a scale from 0."""
    rows = len(chart.measures[0].pairs)
    data, layout = [], {}
    for index, measure in enumerate(chart.measures):
        x, y = ("x", "y") if index == 0 else ("x2", "y2" if narrow else "y")
        layout[x.replace("x", "xaxis")] = {**_axis(measure, (0, 1) if narrow else HALVES[index]), "anchor": y}
        traces = [_lines(measure), *_marks(measure, chart.ends, narrow, index == 0), _missing(measure)]
        data += [{**trace, "xaxis": x, "yaxis": y} for trace in traces]
        if narrow:
            data.append({**_names(measure, x, -measure.high * BEYOND, 0.42), "yaxis": y})
            layout[y.replace("y", "yaxis")] = row_axis(-0.9, rows - 0.4) | {"domain": ((0.58, 1), (0, 0.42))[index]}
    if not narrow:
        data.append(_names(chart.measures[0], "x3", 0, 0))
        layout |= {"yaxis": row_axis(-0.7, rows - 0.4), "xaxis3": text_axis(NAMES)}
    height = int((rows + 1.2) * ROW[narrow]) * (2 if narrow else 1)
    return picture(data, layout, chart.caption, height=height, narrow=narrow, legend=len(chart.ends) if narrow else 0)


def _axis(measure: Measure, domain: tuple[float, float]) -> dict:
    beyond = measure.high * BEYOND
    return value_axis(Axis(LINEAR, measure.title, -beyond, measure.high + beyond, measure.ticks), domain)


def _both(pair: Pair) -> tuple[Mark | None, Mark | None]:
    return pair.before, pair.after


def _lines(measure: Measure) -> dict:
    x: list[float | None] = []
    y: list[int | None] = []
    for at, pair in enumerate(measure.pairs):
        if pair.before and pair.after:
            x, y = [*x, pair.before.x, pair.after.x, None], [*y, at, at, None]
    return {"type": "scatter", "mode": "lines", "name": "change", "x": x, "y": y, "hoverinfo": "skip", "showlegend": False,
            "line": {"color": LINE, "width": 2}}  # fmt: skip


def _marks(measure: Measure, ends: tuple[str, str], narrow: bool, named: bool) -> list[dict]:
    """Circles before, squares after, each with its printed number.

    The first whole row says which is which, on a phone the legend that the first measure is `named` in.
    """
    whole = (at for at, pair in enumerate(measure.pairs) if pair.before and pair.after and not narrow)
    first = next(whole, None)
    traces = []
    for end, (when, (symbol, colour)) in enumerate(zip(ends, _LOOKS, strict=True)):
        known = [(at, pair, mark) for at, pair in enumerate(measure.pairs) if (mark := _both(pair)[end])]
        traces.append({
            "type": "scatter", "mode": "markers+text", "name": when, "showlegend": narrow and named, "cliponaxis": False,
            "x": [mark.x for *_, mark in known], "y": [at for at, *_ in known],
            "text": [_label(pair, end, mark, when if at == first else "") for at, pair, mark in known],
            "textposition": [_side(pair, end, mark) for _, pair, mark in known],
            "textfont": {"size": SIZE["small"] + 1, "color": colour},
            "customdata": [list(mark.facts) for *_, mark in known],
            "hovertext": [hovered(mark.hover) for *_, mark in known], "hovertemplate": "%{hovertext}<extra></extra>",
            "marker": {"size": 10, "color": colour, "line": {"width": 1.5, "color": colour},
                       "symbol": [symbol + ("-open" if mark.hollow else "") for *_, mark in known]},
        })  # fmt: skip
    return traces


def _label(pair: Pair, end: int, mark: Mark, said: str) -> str:
    """'39.6', in the first row '39.6 before'; where nothing changed one label stands for both."""
    if pair.before and pair.after and pair.before.x == pair.after.x:
        return "  " + say("{count} before and after", count=mark.text) if end else ""
    words = f"{said} " if said and _side(pair, end, mark) == "middle left" else ""
    return f" {words}{mark.text} {mark.sign}{said if said and not words else ''} "


def _side(pair: Pair, end: int, mark: Mark) -> str:
    """The lower number stands left of its mark, the higher one right of it."""
    other = _both(pair)[1 - end]
    return "middle left" if other and mark.x < other.x else "middle right"


def _missing(measure: Measure) -> dict:
    said = [(at, plain(pair.missing)) for at, pair in enumerate(measure.pairs) if pair.missing]
    ys, texts = [at for at, _ in said], [text for _, text in said]
    return column("x", -measure.high * BEYOND, ys, texts, "middle right", MUTED, SIZE["small"])


def _names(measure: Measure, axis: str, left: float, lift: float) -> dict:
    names = [plain(pair.label) for pair in measure.pairs]
    return column(axis, left, [at - lift for at in range(len(names))], names, "middle right", INK)
