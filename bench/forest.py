"""The figure that the product and its peers are compared by: the forest of the response page."""

import plotly.graph_objects as go

from dashboard.painters.plotly import draw
from dashboard.session.reading import read
from dashboard.site import page_named


def drawn(version: str, mutation: tuple[str, ...]) -> go.Figure:
    """The first figure of the response page under a filter on mutation, as the page itself draws it."""
    frame = read("response", {"mutation": mutation, "data": [version]}).frame()
    return draw(next(page_named("response").panels(frame)).chart)
