"""Stacked bars: a row a cohort, its counts as shares of its N."""

from dashboard.charts.values import Bars, Series
from dashboard.painters.look import DARK_TONES, GREY, INK, LINE, MUTED, SEQUENCE
from dashboard.painters.plotly.rows import ROW, above, column, row_axis, text_axis, value_axis
from dashboard.painters.plotly.theme import Drawing, hovered, picture, wrapped

#: Characters to a line of the names beside the bars.
NAME = 44
#: Height of a bar on a phone in pixels, and from its middle to the name above it.
BAR, REACH = 21, 13
#: Height of a row of a wide drawing in pixels.
WIDE = int(ROW[False] * 1.2)


def bars(chart: Bars, narrow: bool) -> Drawing:
    """Names and N stand beside the bars, on a phone above them."""
    rows = chart.rows
    data = [_segment(chart, one) for one in chart.series]
    if narrow:
        names, row = above([f"{one.label}  N\u00a0=\u00a0{one.of:,}" for one in rows], ROW[True], REACH, left=0)
    else:
        names, row = (
            column("x2", 0, list(range(len(rows))), [wrapped(one.label, NAME) for one in rows], "middle right"),
            WIDE,
        )
    data.append(names)
    layout = {
        "barmode": "stack", "bargap": 1 - BAR / row if narrow else 0.35, "yaxis": row_axis(-0.8, len(rows) - 0.4),
        "xaxis": value_axis(chart.axis, (0, 1) if narrow else (0.34, 0.9)),
    }  # fmt: skip
    if not narrow:
        data.append(column("x3", 0, list(range(len(rows))), [f"N = {one.of:,}" for one in rows], "middle right", MUTED))
        layout |= {"xaxis2": text_axis((0, 0.33)), "xaxis3": text_axis((0.91, 1))}
    return picture(data, layout, chart.caption, height=int((len(rows) + 1) * row), narrow=narrow, legend=len(chart.series))


def _segment(chart: Bars, one: Series) -> dict:
    hatched, rows = one.tone is None, list(zip(one.numbers, chart.rows, strict=True))
    return {
        "type": "bar", "orientation": "h", "name": one.name, "y": list(range(len(rows))),
        "x": [None if n is None else 100 * n / row.of for n, row in rows],
        "text": [str(n) if n else "" for n in one.numbers], "textposition": "inside", "insidetextanchor": "middle",
        "textangle": 0, "textfont": {"color": "#ffffff" if one.tone in DARK_TONES else INK, "size": 12},
        "constraintext": "none",
        "marker": {"color": "#ffffff" if one.tone is None else SEQUENCE[one.tone],
                   "line": {"color": GREY if hatched else "#ffffff", "width": 1},
                   "pattern": {"shape": "/", "fgcolor": LINE, "size": 5} if hatched else {}},
        "hovertext": [hovered(told) for told in one.hover], "hovertemplate": "%{hovertext}<extra></extra>",
    }  # fmt: skip
