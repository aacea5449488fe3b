"""Stacked bars as a native chart: its numbers can be edited in the receiver's program."""

from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE, XL_LEGEND_POSITION, XL_TICK_LABEL_POSITION, XL_TICK_MARK
from pptx.enum.dml import MSO_PATTERN
from pptx.oxml.ns import qn
from pptx.util import Pt

from dashboard.painters.look import DARK_TONES, GREY, INK, LINE, toned
from dashboard.painters.pptx.charts import TICKS, WHITE, WITH_LEGEND, chart, look
from dashboard.painters.pptx.tables import Grid
from dashboard.painters.pptx.template import colour
from dashboard.painters.sheets import Line, Sheet
from evidence.language import say


def bars(slide, sheet: Sheet, lines: list[Line], place: Grid, heights: list[float]) -> None:
    """Stacked bars: counts that fill 100 %, or plain lengths on one scale for all slides of a sheet.

    A number that is not printed leaves its place empty.
    """
    data = CategoryChartData()
    data.categories = [line.cells[0].text for line in lines]
    for at, series in enumerate(sheet.series):
        data.add_series(series.name, [line.numbers[at] for line in lines])
    kind = XL_CHART_TYPE.BAR_STACKED_100 if sheet.whole else XL_CHART_TYPE.BAR_STACKED
    drawn = chart(slide, kind, data, sheet.drawn, place, sum(heights), WITH_LEGEND)
    drawn.category_axis.reverse_order = True
    drawn.category_axis.tick_label_position = XL_TICK_LABEL_POSITION.NONE
    drawn.category_axis.format.line.color.rgb = colour(LINE)
    drawn.category_axis.major_tick_mark = XL_TICK_MARK.NONE
    values = drawn.value_axis
    values.minimum_scale = 0
    if sheet.whole:
        values.maximum_scale, values.tick_labels.number_format = 1, say("0 %")
        values.tick_labels.number_format_is_linked = False
    else:
        values.maximum_scale = sheet.longest * 1.05
    look(values, "", place.widths[sheet.drawn])
    at_the_foot(values)
    plot = drawn.plots[0]
    plot.gap_width, plot.overlap = 60, 100
    for one, series in zip(plot.series, sheet.series, strict=True):
        _fill(one, toned(series.tone))
    _labels(plot, sheet)
    drawn.has_legend = True
    drawn.legend.position, drawn.legend.include_in_layout = XL_LEGEND_POSITION.BOTTOM, False
    drawn.legend.font.size = Pt(TICKS)


def at_the_foot(values) -> None:
    """With the first row on top the other axis crosses at its far end."""
    for crosses in values._element.findall(qn("c:crosses")):
        crosses.set("val", "max")


def _fill(one, name: str) -> None:
    fill = one.format.fill
    if name:
        fill.solid()
        fill.fore_color.rgb = colour(name)
    else:
        fill.patterned()
        fill.pattern = MSO_PATTERN.WIDE_UPWARD_DIAGONAL
        fill.fore_color.rgb, fill.back_color.rgb = colour(GREY), WHITE
    one.format.line.color.rgb = WHITE


def _labels(plot, sheet: Sheet) -> None:
    """Each bar prints its number; none for a 0."""
    plot.has_data_labels = True
    labels = plot.data_labels
    labels.number_format, labels.number_format_is_linked = "0.##;;;" if not sheet.whole else "0;;;", False
    labels.font.size, labels.font.color.rgb = Pt(TICKS), colour(INK)
    for one, series in zip(plot.series, sheet.series, strict=True):
        if series.tone in DARK_TONES:
            one.data_labels.font.size, one.data_labels.font.color.rgb = Pt(TICKS), WHITE
            one.data_labels.number_format, one.data_labels.number_format_is_linked = "0;;;", False
            one.data_labels.show_value = True
