"""How often each arm had an event, as native charts: a dark bar on a pale one, both from 0 to 100 %, whose numbers can be
edited in the receiver's program."""

from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE, XL_TICK_LABEL_POSITION, XL_TICK_MARK
from pptx.util import Pt

from dashboard.charts.values import Amount
from dashboard.painters.look import LINE, paired
from dashboard.painters.pptx.bars import at_the_foot
from dashboard.painters.pptx.charts import TITLED, WHITE, chart, look
from dashboard.painters.pptx.tables import Grid
from dashboard.painters.pptx.template import colour
from dashboard.painters.sheets import Arm, Line, Sheet
from evidence.language import say

#: The space between two rows of bars, in percent of a bar.
GAP = 90


def pairs(slide, sheet: Sheet, lines: list[Line], place: Grid, heights: list[float]) -> None:
    """A chart an arm over its column; an arm that prints nothing in these rows has none."""
    for at, arm in enumerate(sheet.arms):
        amounts = [(line.often[at].any, line.often[at].severe) for line in lines]
        if any(one for pair in amounts for one in pair):
            _arm(slide, arm, [line.cells[0].text for line in lines], amounts, sheet.names, place, sum(heights))


def _arm(slide, arm: Arm, rows: list[str], amounts: list[tuple[Amount | None, Amount | None]], names: tuple[str, str],
         place: Grid, total: float) -> None:  # fmt: skip
    data = CategoryChartData()
    data.categories = rows
    kinds = list(zip(*amounts, strict=True))
    for name, kind in zip(names, kinds, strict=True):
        data.add_series(name, [one.percent if one else None for one in kind])
    drawn = chart(slide, XL_CHART_TYPE.BAR_CLUSTERED, data, arm.column, place, total, TITLED)
    _axes(drawn, place.widths[arm.column])
    plot = drawn.plots[0]
    plot.gap_width, plot.overlap = GAP, 100
    for one, kind, tone in zip(plot.series, kinds, paired(arm.control), strict=True):
        one.invert_if_negative = False
        _fill(one, tone, hollow=False)
        for at, amount in enumerate(kind):
            if amount and amount.hollow:
                _fill(one.points[at], tone, hollow=True)


def _fill(one, tone: str, hollow: bool) -> None:
    """A hollow bar is white within an edge of its colour."""
    one.format.fill.solid()
    one.format.fill.fore_color.rgb = WHITE if hollow else colour(tone)
    one.format.line.color.rgb, one.format.line.width = colour(tone), Pt(1)


def _axes(drawn, room: float) -> None:
    rows, values = drawn.category_axis, drawn.value_axis
    rows.reverse_order = True
    rows.tick_label_position, rows.major_tick_mark = XL_TICK_LABEL_POSITION.NONE, XL_TICK_MARK.NONE
    rows.format.line.color.rgb = colour(LINE)
    values.minimum_scale, values.maximum_scale, values.major_unit = 0, 100, 50
    look(values, say("% of patients"), room)
    at_the_foot(values)
