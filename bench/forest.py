"""The figures that the product and its peers are compared by: the first one of a page."""

from functools import cache

import plotly.graph_objects as go

from dashboard.painters.plotly import draw
from dashboard.session.reading import read
from dashboard.site import page_named


def drawn(version: str, mutation: tuple[str, ...], page: str = "response") -> go.Figure:
    """The first figure of a page under a filter on mutation, as the page itself draws it. Raises StopIteration for none."""
    frame = read(page, {"mutation": mutation, "data": [version]}).frame()
    return draw(next(panel.chart for panel in page_named(page).panels(frame) if panel.chart))


@cache
def kept(version: str, mutation: tuple[str, ...]) -> bytes:
    """The forest of the response page as the browser is sent it, made once."""
    return drawn(version, mutation).to_json().encode()
