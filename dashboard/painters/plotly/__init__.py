"""Charts for the browser: any chart value as a Plotly figure."""

import plotly.graph_objects as go

from dashboard.charts.values import Forest
from dashboard.painters.plotly.forests import forest


def draw(chart, narrow: bool = False) -> go.Figure:
    """The figure, laid out for a wide screen or a phone."""
    return forest(chart, narrow) if isinstance(chart, Forest) else chart(narrow=narrow)
