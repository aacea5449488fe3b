"""A grid of lights, each with its sign inside: colour never alone."""

from dashboard.charts.lines import lines
from dashboard.charts.values import Head, Matrix
from dashboard.painters.look import ACCENT, FAINT, GREY, INK, MUTED, WARM
from dashboard.painters.plotly.rows import NAME, Trace, above, column, headings, row_axis, text_axis
from dashboard.painters.plotly.theme import Drawing, hovered, picture, wrapped

#: Fill, edge and sign of each light: blue and orange stay apart for every kind of colour vision, and in grey.
_LIGHTS = {
    "yes": (ACCENT, ACCENT, "#ffffff"),
    "no": ("#e08214", WARM, INK),
    "unclear": ("#e6e9ec", GREY, INK),
    "not applicable": ("#ffffff", GREY, MUTED),
}
#: Height of a row and of the heads of the columns in pixels, wide and on a phone.
ROW = {False: 40, True: 58}
HEAD = {False: 46, True: 130}
#: A light across, and all lights of a row together on a narrow phone, in pixels.
LIGHT, PHONE_WIDTH = 25, 260
#: Columns of text that all heads together have room for, side by side.
COLUMNS = 143
_WORDS, _GRID = (0.0, 0.2), {False: (0.2, 1.0), True: (0.0, 1.0)}


def lights(chart: Matrix, narrow: bool) -> Drawing:
    """Names left of the lights, on a phone above them."""
    data = [_lights(chart, state, narrow) for state in chart.names]
    labels = [line.label for line in chart.lines]
    names, row = above(labels, ROW[True], 16) if narrow else _beside(labels)
    data.append(names)
    layout = {
        "yaxis": row_axis(-0.6 - HEAD[narrow] / row, len(labels) - 0.4),
        "xaxis": {**text_axis(_GRID[narrow]), "range": [-0.5, len(chart.heads) - 0.5]},
        "annotations": headings(_heads(chart.heads, narrow), -0.62, narrow),
        "shapes": [_rule(at, len(chart.heads)) for at in range(len(labels))],
    }
    if not narrow:
        layout["xaxis2"] = text_axis(_WORDS)
    height = HEAD[narrow] + len(labels) * row
    return picture(data, layout, chart.caption, height=height, narrow=narrow)


def _beside(labels: list[str]) -> tuple[Trace, int]:
    """Names left of the lights, and the height of a row that holds the longest of them."""
    names = [wrapped(label, 30) for label in labels]
    tall = max((name.count("<br>") + 1 for name in names), default=1)
    return column("x2", 0, list(range(len(names))), names, "middle right"), max(ROW[False], NAME * tall)


def _heads(heads: tuple[Head, ...], narrow: bool) -> list[str]:
    """The heads of the columns, broken to what one has room for: the more there are, the less."""
    room = min(13, COLUMNS // max(len(heads), 1))
    return [one.text if narrow else "<br>".join(lines(one.text, room, cut=False)) for one in heads]


def _lights(chart: Matrix, state: str, narrow: bool) -> dict:
    """All lights of one state, with the sign inside; on a phone as large as they find room side by side."""
    found = [(x, y, cell) for y, line in enumerate(chart.lines) for x, cell in enumerate(line.cells) if cell.state == state]
    fill, edge, ink = _LIGHTS[state]
    across = min(LIGHT, PHONE_WIDTH // max(len(chart.heads), 1)) if narrow else LIGHT
    size = 14 if all(len(cell.sign) == 1 for *_, cell in found) else 11
    return {
        "type": "scatter", "mode": "markers+text", "name": chart.names[state], "showlegend": False, "cliponaxis": False,
        "x": [x for x, *_ in found], "y": [y for _, y, _ in found], "text": [cell.sign for *_, cell in found],
        "textposition": "middle center", "textfont": {"size": size, "color": ink},
        "marker": {"symbol": "circle", "size": across, "color": fill, "line": {"width": 1, "color": edge}},
        "hovertext": [hovered(cell.hover) for *_, cell in found], "hovertemplate": "%{hovertext}<extra></extra>",
    }  # fmt: skip


def _rule(at: int, columns: int) -> dict:
    """A faint line under the lights of a row, so that the eye keeps it."""
    return {"type": "line", "xref": "x", "yref": "y", "x0": -0.5, "x1": columns - 0.5, "y0": at, "y1": at,
            "line": {"color": FAINT, "width": 1}, "layer": "below"}  # fmt: skip
