"""A figure without the browser's Plotly: the same traces and the same layout as SVG, for what a page shows before its
scripts are there.

It sets what the painters of this package say, no more of Plotly's language. Heights are pixels; across, everything is a
share of the width, so that the drawing fits any window of its layout.
"""

from html import escape

import plotly.graph_objects as go

from dashboard.painters.plotly.still.axes import Axes, axis, lines_across
from dashboard.painters.plotly.still.traces import bars, hatches, legend, points
from dashboard.painters.plotly.still.words import Place, set_words
from dashboard.painters.plotly.theme import FONT

#: Where on the height of a text its anchor is, counted from its upper edge, and across how SVG calls it.
_DOWN = {"top": 0.0, "middle": 0.5, "bottom": 1.0}
_ACROSS = {"left": "start", "center": "middle", "right": "end"}
#: Pixels that Plotly keeps free around an annotation.
_EDGE = 2


def still(figure: go.Figure, alt: str, narrow: bool) -> str:
    """The figure as one SVG element as wide as what it stands in; `alt` is read to those who do not see it."""
    told = figure.to_dict()
    data, layout = told["data"], told["layout"]
    margin = layout["margin"]
    axes = Axes(layout, layout["height"] - margin["t"] - margin["b"])
    drawn = [
        *hatches(data, narrow),
        *(lines_across(one, axes) for one in layout.get("shapes", ())),
        *(axis(name, axes) for name in axes.seen(data)),
        *bars(data, layout, axes, narrow),
        *(points(trace, axes) for trace in data if trace["type"] == "scatter"),
        *(_annotation(one, axes) for one in layout["annotations"]),
        legend(data, narrow) if layout["showlegend"] else "",
    ]
    style = f"display:block;overflow:visible;margin:{margin['t']}px {margin['r']}px {margin['b']}px {margin['l']}px"
    font = layout["font"]
    return (
        f'<svg role="img" aria-label="{escape(alt)}" height="{axes.height}" style="{style};'
        f'width:calc(100% - {margin["l"] + margin["r"]}px)" font-family=\'{FONT}\' font-size="{font["size"]}"'
        f' fill="{font["color"]}"><style>svg{{overflow:visible}}</style>{"".join(drawn)}</svg>'
    )


def _annotation(one: dict, axes: Axes) -> str:
    x, y = axes.across(one["xref"], one["x"]), axes.down(one["yref"], one["y"]) - one.get("yshift", 0)
    across, turned = _ACROSS[one.get("xanchor", "center")], one.get("textangle", 0)
    if turned:
        # Text that runs upwards begins where its lower edge is asked to be, and is centred across.
        return set_words(one["text"], Place(x, y - _EDGE, "start", 0.5, turned), **one["font"])
    place = Place(x, y + _EDGE * (1 - 2 * _DOWN[one["yanchor"]]), across, _DOWN[one["yanchor"]])
    return set_words(one["text"], place, **one["font"], behind=one.get("bgcolor", ""))
