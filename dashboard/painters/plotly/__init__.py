"""Charts for the browser: any chart value as a Plotly figure."""

from collections.abc import Callable
from typing import Any, TypeAlias

import plotly.graph_objects as go

from dashboard.charts.values import (
    COUNTS,
    LIGHTS,
    REPORTED,
    Bars,
    Chart,
    Doses,
    Forest,
    Frequencies,
    Lanes,
    Map,
    Matrix,
    Pairs,
)
from dashboard.painters.plotly.bars import bars
from dashboard.painters.plotly.counts import counts
from dashboard.painters.plotly.doses import doses
from dashboard.painters.plotly.forests import forest
from dashboard.painters.plotly.frequencies import frequencies
from dashboard.painters.plotly.lanes import lanes
from dashboard.painters.plotly.lights import lights
from dashboard.painters.plotly.maps import squares
from dashboard.painters.plotly.pairs import pairs
from dashboard.painters.plotly.reported import reported

#: What this painter makes.
Figure: TypeAlias = go.Figure

_MATRICES = {COUNTS: counts, REPORTED: reported, LIGHTS: lights}
_PAINTERS: dict[type, Callable[[Any, bool], Figure]] = {
    Forest: forest, Bars: bars, Lanes: lanes, Pairs: pairs, Doses: doses, Map: squares, Frequencies: frequencies,
    Matrix: lambda chart, narrow: _MATRICES[chart.kind](chart, narrow),
}  # fmt: skip


def draw(chart: Chart, narrow: bool = False) -> Figure:
    """The figure, laid out for a wide screen or a phone."""
    return _PAINTERS[type(chart)](chart, narrow)
