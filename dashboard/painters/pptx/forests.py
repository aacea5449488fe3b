"""A forest as a native XY chart: its numbers can be edited in the receiver's program."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial

from pptx.chart.data import XyChartData
from pptx.dml.color import RGBColor
from pptx.enum.chart import XL_CHART_TYPE, XL_MARKER_STYLE
from pptx.enum.dml import MSO_LINE
from pptx.oxml.ns import qn
from pptx.util import Pt

from dashboard.charts.values import LOG, PERCENT, Axis, Point
from dashboard.painters.axes import ends_of, span
from dashboard.painters.look import ACCENT, INK, MUTED, ink, scale
from dashboard.painters.pptx.charts import TITLED, WHITE, chart, look
from dashboard.painters.pptx.tables import Grid
from dashboard.painters.pptx.template import colour
from dashboard.painters.sheets import Line, Sheet
from evidence.language import say

_MARKS = {
    "square": XL_MARKER_STYLE.SQUARE, "circle": XL_MARKER_STYLE.CIRCLE, "diamond": XL_MARKER_STYLE.DIAMOND,
    "triangle-up": XL_MARKER_STYLE.TRIANGLE, "triangle-right": XL_MARKER_STYLE.TRIANGLE,
}  # fmt: skip
_DASHES = {
    "range": MSO_LINE.ROUND_DOT, "iqr": MSO_LINE.DASH, "sd": MSO_LINE.DASH_DOT, "se": MSO_LINE.DASH_DOT,
    "prediction": MSO_LINE.DASH,
}  # fmt: skip


def forest(slide, sheet: Sheet, axis: Axis, lines: list[Line], place: Grid, heights: list[float]) -> None:
    """An XY chart: one two-point line a row for its interval, one series for each look of the marks."""
    total, ends = sum(heights), ends_of(axis)
    rows = [(at, line.cells[0].text, line.point) for at, line in zip(_middles(heights), lines, strict=True) if line.point]
    series = [*_mark_series(rows, ends), *_line_series(rows, ends)]
    if (same := axis.reference) is not None:
        series.append(
            _Series(say("{value} = no change", value=f"{same:g}"), [(same, 0), (same, total)], partial(_line, paint=MUTED))
        )
    series.sort(key=lambda one: -len(one.points))
    data = XyChartData()
    for one in series:
        added = data.add_series(one.name)
        for x, y in one.points:
            added.add_data_point(float(f"{x:.6g}"), round(y, 4))
    if series:
        drawn = chart(slide, XL_CHART_TYPE.XY_SCATTER, data, sheet.drawn, place, total, TITLED)
        for series_, one in zip(drawn.plots[0].series, series, strict=True):
            series_.smooth = False
            one.look(series_)
            for at, scale_ in enumerate(one.scales):
                if scale_ != 1:
                    one.look(series_.points[at], scale=scale_)
        _forest_axes(drawn, axis, ends, total, place.widths[sheet.drawn])


#: Where a row stands, its name, what is drawn in it.
Row = tuple[float, str, Point]


@dataclass(frozen=True)
class _Series:
    """Points with a name and a look. The longest series comes first: LibreOffice takes the length of its data from it.

    `scales` are the sizes of marks as shares of the usual one, a number a point; without them all have that.
    """

    name: str
    points: list[tuple[float, float]]
    look: Callable[..., None]
    scales: tuple[float, ...] = ()


def _line_series(rows: list[Row], ends: tuple[float, float]) -> Iterator[_Series]:
    for at, name, point in rows:
        if drawn := span(point, ends):
            yield _Series(name, [(x, at) for x in drawn], partial(_line, kind=point.line, paint=ink(point.control)))
        if point.diamond:
            low, middle, high = point.diamond
            around = [(low, at), (middle, at + 0.08), (high, at), (middle, at - 0.08), (low, at)]
            yield _Series(say("{row}: 95 % CI", row=name), around, _line)
        if point.bound is not None:
            stroke = [(point.bound, at - 0.07), (point.bound, at + 0.07)]
            bound = say("{row}: one-sided 95 % upper bound", row=name)
            yield _Series(bound, stroke, partial(_line, paint=INK))


def _mark_series(rows: list[Row], ends: tuple[float, float]) -> Iterator[_Series]:
    """A hollow mark is a coloured one between two white ones: LibreOffice draws no edge of a mark, and the first series
    on top, PowerPoint the last."""
    for (symbol, hollow, control), found in _marks(rows, ends).items():
        points, scales = [(x, at) for x, at, _ in found], tuple(size for *_, size in found)
        name, dot = _named(rows, symbol, hollow, control), partial(_mark, symbol=symbol)
        inside = [_Series(say("{mark}, inside", mark=name), points, partial(dot, paint=WHITE, size=5), scales)] * hollow
        yield from (*inside, _Series(name, points, partial(dot, paint=colour(ink(control))), scales), *inside)


def _middles(heights: list[float]) -> list[float]:
    """The middle of each row above the foot of the drawing, in inches: the vertical axis of the chart."""
    total, above, found = sum(heights), 0.0, []
    for tall in heights:
        found.append(total - above - tall / 2)
        above += tall
    return found


def _marks(rows: list[Row], ends: tuple[float, float]) -> dict[tuple[str, bool, bool], list[tuple[float, float, float]]]:
    """Where marks stand and how large they are, by symbol, hollow or not, control or not."""
    found: dict[tuple[str, bool, bool], list[tuple[float, float, float]]] = {}
    for at, _, point in rows:
        if point.x is not None:
            found.setdefault((point.symbol, point.hollow, point.control), []).append((point.x, at, scale(point.area)))
        for goes_on, end in ((point.open_end, ends[1]), (point.open_start, ends[0])):
            if goes_on:
                found.setdefault(("triangle-right", True, point.control), []).append((end, at, 1.0))
    return found


def _named(rows: list[Row], *look: object) -> str:
    """What marks of a look (symbol, hollow, control) stand for."""
    points = [point for *_, point in rows if (point.symbol, point.hollow, point.control) == look]
    name, (_, hollow, control) = say(", ").join(dict.fromkeys(point.kind for point in points)) or say("goes on"), look
    name = say("{mark}, control", mark=name) if control else name
    return say("{mark} (hollow)", mark=name) if hollow else name


def _line(one, kind: str | None = None, paint: str = ACCENT) -> None:
    one.marker.style = XL_MARKER_STYLE.NONE
    line = one.format.line
    line.width, line.color.rgb = Pt(1.25 if kind in _DASHES else 1.75), colour(paint)
    if kind in _DASHES:
        line.dash_style = _DASHES[kind]


def _mark(one, symbol: str, paint: RGBColor, size: int = 8, scale: float = 1.0) -> None:
    """The look of a series of marks, or of one of them."""
    one.format.line.fill.background()
    one.marker.style, one.marker.size = _MARKS[symbol], max(2, round(size * scale))
    one.marker.format.fill.solid()
    one.marker.format.fill.fore_color.rgb = paint
    one.marker.format.line.color.rgb = paint


def _forest_axes(drawn, axis: Axis, ends: tuple[float, float], total: float, room: float) -> None:
    rows, values = drawn.value_axis, drawn.category_axis
    rows.minimum_scale, rows.maximum_scale, rows.visible = 0, total, False
    rows.has_major_gridlines = False
    values.minimum_scale, values.maximum_scale = ends
    if axis.kind == LOG:
        scaling = values._element.find(qn("c:scaling"))
        scaling.insert(0, scaling.makeelement(qn("c:logBase"), {"val": "10"}))
    elif axis.kind == PERCENT:
        values.major_unit = 20
    look(values, axis.title, room)
