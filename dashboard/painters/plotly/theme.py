"""The look of every figure: one font, one scale of sizes, one accent, greys for what is not data."""

from html import escape
from typing import Any, TypeAlias

from dashboard.charts.lines import lines
from dashboard.charts.values import Caption
from dashboard.painters.look import ACCENT, FAINT, INK, LINE, MUTED, SEQUENCE

#: Streamlit's own Source Sans first; the rest serve pictures that leave the browser, the last ones for Chinese.
FONT = (
    '"Source Sans", "Source Sans Pro", Helvetica, Arial, "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC",'
    ' "Noto Sans SC", sans-serif'
)
SIZE = {"title": 16, "text": 13, "small": 11}

MARGIN_TOP = 64
#: A line above a figure: Plotly sets those of the selection as far apart as those of the title, 1.3 times its size.
LINE_ABOVE = 21
FOOT_LINE = 15
LEGEND_LINE = 20
#: Entries of a legend that fit beside each other on a wide figure; on a phone they stand one below the other.
LEGEND_ACROSS = 6
#: How many columns of small text fit a line, wide and on a phone 320 pixels wide; of a subtitle, which is a pixel larger;
#: of a title.
FOOT_WIDTH = {False: 155, True: 48}
SUBTITLE_WIDTH = {False: 140, True: 45}
TITLE_WIDTH = {False: 120, True: 34}

#: What a figure and its axes have where they say nothing else. They are no Plotly template, because the browser draws a
#: figure with a template twice: it takes every copy of the template for a new one.
LAYOUT = {
    "font": {"family": FONT, "size": SIZE["text"], "color": INK},
    "paper_bgcolor": "#ffffff",
    "plot_bgcolor": "#ffffff",
    "colorway": [ACCENT, *SEQUENCE[1:]],
    "hoverlabel": {"bgcolor": "#ffffff", "bordercolor": LINE, "align": "left",
                   "font": {"family": FONT, "size": 13, "color": INK}},
    "clickmode": "event",
    "dragmode": False,
    "hovermode": "closest",
}  # fmt: skip
LEGEND = {"x": 0, "y": 1, "yanchor": "bottom", "traceorder": "normal", "font": {"size": 12}}
AXIS = {"gridcolor": FAINT, "linecolor": LINE, "zeroline": False, "automargin": True}
AXES = {"xaxis": {**AXIS, "ticks": "outside", "tickcolor": LINE}, "yaxis": AXIS}


#: Traces and layout, as Plotly reads them.
Drawing: TypeAlias = dict[str, Any]


def plain(text: object) -> str:
    """Record text for a figure: Plotly reads tags, so they are escaped."""
    return escape(str(text), quote=False)


def hovered(told: tuple[str, ...]) -> str:
    """What a mark says of itself, line by line, its name first and bold; escaped."""
    name, *rest = map(plain, told) if told else ("",)
    return "<br>".join([f"<b>{name}</b>", *rest]) if rest else name


def wrapped(text: str, width: int) -> str:
    """Text broken into lines of at most `width` columns, escaped."""
    return "<br>".join(plain(line) for line in lines(text, width))


def picture(data: list[dict], layout: dict, caption: Caption, *, height: int, narrow: bool, legend: int = 0) -> Drawing:
    """A figure that cites itself: title and selection above, what a reader must know below, built from one dict.

    `height` is the height of the drawing in pixels; the texts above and below are added to it. The drawing takes
    the whole width: row labels are drawn inside it (see rows.py), so that all texts start at the same left edge.
    `legend` is the number of its entries; 0 leaves it out.
    """
    above = wrapped(caption.title, TITLE_WIDTH[narrow])
    below = [line for text in caption.foot for line in lines(text, FOOT_WIDTH[narrow])]
    words = wrapped(caption.subtitle, SUBTITLE_WIDTH[narrow])
    top = MARGIN_TOP + LINE_ABOVE * f"{above}{words}".count("<br>") + _legend_height(legend, narrow)
    bottom = 50 + FOOT_LINE * len(below)
    texts = [
        _text(
            f"<b>{above}</b><br><span style='font-size:{SIZE['small'] + 1}px;color:{MUTED}'>{words}</span>",
            1,
            top - 8,
            "top",
            SIZE["title"],
        ),
        _text("<br>".join(plain(line) for line in below), 0, -42, "top", SIZE["small"], MUTED),
    ]
    layout = {
        **LAYOUT,
        **AXES,
        "showlegend": bool(legend),
        "legend": {**LEGEND, "orientation": "v" if narrow else "h"},
        "height": height + top + bottom,
        "margin": {"l": 8, "r": 12, "t": top, "b": bottom},
        **{name: {**AXES.get(name[:5], {}), **one} if name[:5] in AXES else one for name, one in layout.items()},
        "annotations": [*layout.get("annotations", []), *texts],
    }
    return {"data": data, "layout": layout}


def _legend_height(entries: int, narrow: bool) -> int:
    rows = entries if narrow else -(-entries // LEGEND_ACROSS)
    return 10 + LEGEND_LINE * rows if entries else 0


def _text(text: str, y: int, shift: int, anchor: str, size: int, colour: str = INK) -> dict:
    return {
        "text": text, "xref": "paper", "yref": "paper", "x": 0, "y": y, "xanchor": "left", "yanchor": anchor,
        "yshift": shift, "align": "left", "showarrow": False, "font": {"size": size, "color": colour},
    }  # fmt: skip
