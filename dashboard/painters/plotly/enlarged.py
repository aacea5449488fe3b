"""A figure for the back row: the same drawing with everything that is measured in pixels larger."""

import re

import plotly.graph_objects as go

from dashboard.painters.plotly.theme import drawn

#: Lengths in pixels by their names, wherever they stand in a figure; lengths in units of the data have other names.
_PIXELS = {"size", "height", "yshift", "xshift", "standoff", "t", "b", "l", "r"}
#: The same names mean pixels only inside these.
_INSIDE = {"width": {"line"}}
_FONT = re.compile(r"font-size:(\d+)px")


def enlarged(figure: go.Figure, factor: float) -> go.Figure:
    """Type, marks, lines, margins and height times a factor; the width is that of the page."""
    made = figure.to_dict()
    return drawn(_grown(made["data"], factor), _grown(made["layout"], factor))


def _grown(value: object, factor: float, name: str = "", within: str = "") -> object:
    if isinstance(value, dict):
        return {key: _grown(one, factor, key, name) for key, one in value.items()}
    if isinstance(value, str):
        return _FONT.sub(lambda found: f"font-size:{round(int(found[1]) * factor)}px", value)
    if isinstance(value, (list, tuple)):
        return [_grown(one, factor, name, within) for one in value]
    pixels = name in _PIXELS or within in _INSIDE.get(name, ())
    return value * factor if pixels and isinstance(value, (int, float)) else value
