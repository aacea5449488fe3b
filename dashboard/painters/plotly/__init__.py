"""Charts for the browser: any chart value as a Plotly figure."""

from collections.abc import Callable
from typing import Any, TypeAlias

import plotly.graph_objects as go
from plotly.io.json import to_json_plotly

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
from dashboard.painters.plotly.theme import Drawing

#: What this painter makes.
Figure: TypeAlias = go.Figure

_MATRICES = {COUNTS: counts, REPORTED: reported, LIGHTS: lights}
_PAINTERS: dict[type, Callable[[Any, bool], Drawing]] = {
    Forest: forest, Bars: bars, Lanes: lanes, Pairs: pairs, Doses: doses, Map: squares, Frequencies: frequencies,
    Matrix: lambda chart, narrow: _MATRICES[chart.kind](chart, narrow),
}  # fmt: skip


def described(chart: Chart, narrow: bool = False) -> Drawing:
    """Traces and layout of the figure, for a wide screen or a phone: what a browser is sent."""
    return _PAINTERS[type(chart)](chart, narrow)


def as_json(figure: Drawing) -> str:
    """A figure as a browser reads it."""
    return str(to_json_plotly(figure))


def draw(chart: Chart, narrow: bool = False) -> Figure:
    """The same as Plotly's own figure, which has its own look, not the default of whoever has imported Plotly.

    Plotly checks figures in the tests, not here: checking takes four times as long as building.
    """
    one = described(chart, narrow)
    figure = go.Figure({"data": one["data"], "layout": {**one["layout"], "template": {}}}, _validate=False)
    figure.layout.template = None
    return figure
