"""What a drawing shows, as values: painters draw it on a page, a slide or paper, each by its own means."""

from collections.abc import Sized

from dashboard.charts.values.axes import LINEAR, LOG, PERCENT, Axis, Caption, percent_axis
from dashboard.charts.values.grids import (
    BELOW,
    COUNTS,
    ELSEWHERE,
    FIGURE,
    IN_WORDS,
    INAPPLICABLE,
    LIGHTS,
    REPORTED,
    SILENT,
    Amount,
    Cell,
    Frequencies,
    Frequency,
    Head,
    Line,
    Map,
    Matrix,
    Often,
    Square,
)
from dashboard.charts.values.marks import (
    DEATH,
    ONGOING,
    RELAPSE,
    RESPONSE,
    TRANSPLANT,
    Dose,
    Doses,
    Ladder,
    Lane,
    Lanes,
    Mark,
    Measure,
    Pair,
    Pairs,
    Share,
)
from dashboard.charts.values.rows import Bar, Bars, Block, Forest, Point, Series

Chart = Forest | Bars | Lanes | Pairs | Doses | Matrix | Map | Frequencies


def is_bare(chart: Chart) -> bool:
    """Whether no row has a place in it, as where only counts without their N are printed: axes alone would be drawn."""
    rows: Sized = chart.points if isinstance(chart, Forest) else chart.lines if isinstance(chart, Matrix) else (chart,)
    return not rows


__all__ = [
    "BELOW",
    "COUNTS",
    "DEATH",
    "ELSEWHERE",
    "FIGURE",
    "INAPPLICABLE",
    "IN_WORDS",
    "LIGHTS",
    "LINEAR",
    "LOG",
    "ONGOING",
    "PERCENT",
    "RELAPSE",
    "REPORTED",
    "RESPONSE",
    "SILENT",
    "TRANSPLANT",
    "Amount",
    "Axis",
    "Bar",
    "Bars",
    "Block",
    "Caption",
    "Cell",
    "Chart",
    "Dose",
    "Doses",
    "Forest",
    "Frequencies",
    "Frequency",
    "Head",
    "Ladder",
    "Lane",
    "Lanes",
    "Line",
    "Map",
    "Mark",
    "Matrix",
    "Measure",
    "Often",
    "Pair",
    "Pairs",
    "Point",
    "Series",
    "Share",
    "Square",
    "is_bare",
    "percent_axis",
]
