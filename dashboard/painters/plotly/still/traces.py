"""Traces of a figure as SVG: bars, lines, marks, the words beside them, and the legend."""

from collections.abc import Iterator, Sequence
from html import escape
from itertools import groupby, pairwise
from typing import Any

from dashboard.painters.look import ACCENT, GREY, INK
from dashboard.painters.plotly.still.axes import Axes
from dashboard.painters.plotly.still.words import Place, percent, set_words
from dashboard.painters.plotly.theme import LEGEND_ACROSS, LEGEND_LINE, SIZE

#: Marks by their name, as a path around the middle of one whose radius is 1.
_CIRCLE = "M-1,0A1,1 0 1 1 1,0A1,1 0 1 1 -1,0Z"
_PATHS = {
    "circle": _CIRCLE,
    "square": "M-1,-1H1V1H-1Z",
    "diamond": "M0,-1.3L1.3,0L0,1.3L-1.3,0Z",
    "triangle-up": "M-1.15,0.6H1.15L0,-1.35Z",
    "triangle-down": "M-1.15,-0.6H1.15L0,1.35Z",
    "triangle-right": "M-0.6,-1.15V1.15L1.35,0Z",
    "triangle-left": "M0.6,-1.15V1.15L-1.35,0Z",
    "x-thin": "M-1,-1L1,1M-1,1L1,-1",
    "line-ew": "M-1.4,0H1.4",
    "line-ns": "M0,-1.4V1.4",
}
#: Dashes of lines, in widths of them.
_DASHES = {"dot": (1, 2), "dash": (4, 3), "dashdot": (5, 2, 1, 2)}
#: Hatches by Plotly's name, on a square of this many pixels.
_HATCH = 6
_HATCHES = {"/": "M-1,1L1,-1M0,6L6,0M5,7L7,5", "x": "M0,0L6,6M0,6L6,0", ".": "M2,3A1,1 0 1 1 4,3A1,1 0 1 1 2,3"}
_NAMES = {"/": "lines", "x": "crosses", ".": "dots"}
#: Which side of a mark words stand: left, middle or right of it, above, beside or below.
_ASIDE = {"left": ("end", -1), "center": ("middle", 0), "right": ("start", 1)}
_DOWN = {"top": (1.0, -1), "middle": (0.5, 0), "bottom": (0.0, 1)}


def hatches(data: list[dict], narrow: bool) -> Iterator[str]:
    """The hatches that bars of this figure are filled with."""
    shapes = {shape for trace in data if (shape := trace.get("marker", {}).get("pattern", {}).get("shape"))}
    for shape in sorted(shapes):
        # One colour for all: a hatch means that something is not there, whatever else is drawn.
        yield (
            f'<pattern id="{hatch(shape, narrow)}" width="{_HATCH}" height="{_HATCH}" patternUnits="userSpaceOnUse">'
            f'<path d="{_HATCHES[shape]}" fill="none" stroke="{GREY}"/></pattern>'
        )


def hatch(shape: str, narrow: bool) -> str:
    """The name of a hatch in its page, where the same figure may stand in both layouts."""
    return f"{'narrow' if narrow else 'wide'}-{_NAMES[shape]}"


def bars(data: list[dict], layout: dict, axes: Axes, narrow: bool) -> Iterator[str]:
    """All bars: lying ones with their words inside, or standing ones."""
    ends: dict[float, float] = {}
    for trace in (one for one in data if one["type"] == "bar"):
        lying = trace.get("orientation") == "h"
        for at, (place, long) in enumerate(zip(*(trace[side] for side in ("yx" if lying else "xy")), strict=True)):
            if long is None:
                continue
            begin = ends.get(place, 0) if layout.get("barmode") == "stack" else _of(trace.get("base", 0), at)
            ends[place] = begin + long
            width = _of(trace.get("width", 1 - layout.get("bargap", 0.2)), at)
            span, thick = (begin, begin + long), (place - width / 2, place + width / 2)
            x, y = (span, thick) if lying else (thick, span)
            yield _bar(trace, at, x, y, axes, narrow)


def _bar(trace: dict, at: int, x: tuple[float, float], y: tuple[float, float], axes: Axes, narrow: bool) -> str:
    xs = sorted(axes.across(trace.get("xaxis", "x"), one) for one in x)
    ys = sorted(axes.down(trace.get("yaxis", "y"), one) for one in y)
    where = f'x="{percent(xs[0])}" y="{ys[0]:.1f}" width="{percent(xs[1] - xs[0])}" height="{ys[1] - ys[0]:.1f}"'
    marker, line = trace["marker"], trace["marker"].get("line", {})
    shape = marker.get("pattern", {}).get("shape")
    fill = "#ffffff" if shape else _of(marker.get("color", ACCENT), at)
    drawn = f'<rect {where} fill="{fill}" stroke="{_of(line.get("color", fill), at)}"'
    drawn += f' stroke-width="{line.get("width", 0):g}"/>'
    drawn += f'<rect {where} fill="url(#{hatch(shape, narrow)})"/>' if shape else ""
    text = _of(trace.get("text", ""), at)
    middle = Place(sum(xs) / 2, sum(ys) / 2, "middle")
    return drawn + (set_words(text, middle, **_font(trace.get("textfont", {}), at)) if text else "")


def points(trace: dict, axes: Axes) -> str:
    """Lines, marks and words of one trace, in this order; a place without a value is a gap."""
    x_of, y_of = trace.get("xaxis", "x"), trace.get("yaxis", "y")
    places = [
        None if x is None or y is None else (axes.across(x_of, x), axes.down(y_of, y))
        for x, y in zip(trace["x"], trace["y"], strict=True)
    ]
    mode, drawn = trace.get("mode", "markers"), []
    if "lines" in mode:
        runs = [[place for place in run if place] for known, run in groupby(places, bool) if known]
        drawn += [_area(run, trace) if trace.get("fill") else _line(run, trace["line"]) for run in runs]
    drawn += [_whiskers(trace, at, axes) for at, place in enumerate(places) if place and "error_y" in trace]
    shown = [(at, place) for at, place in enumerate(places) if place]
    if "markers" in mode:
        drawn += [_mark(trace["marker"], at, place) for at, place in shown if trace["marker"].get("opacity", 1)]
    if "text" in mode:
        drawn += [_beside(trace, at, place) for at, place in shown]
    return "".join(drawn)


def _line(run: list[tuple[float, float]], line: dict) -> str:
    look = f'stroke="{line["color"]}" stroke-width="{line["width"]:g}"{_dashed(line)}'
    return "".join(
        f'<line x1="{percent(x1)}" y1="{y1:.1f}" x2="{percent(x2)}" y2="{y2:.1f}" {look}/>'
        for (x1, y1), (x2, y2) in pairwise(run)
    )


def _dashed(line: dict) -> str:
    width = max(line["width"], 1)
    dashes = " ".join(f"{one * width:g}" for one in _DASHES.get(line.get("dash", ""), ()))
    return f' stroke-dasharray="{dashes}"' if dashes else ""


def _area(run: list[tuple[float, float]], trace: dict) -> str:
    """A filled shape. Its corners cannot be percent, so it is stretched over the part of the width that it covers."""
    xs, ys = [x for x, _ in run], [y for _, y in run]
    left, top, wide, tall = min(xs), min(ys), (max(xs) - min(xs)) or 0.01, (max(ys) - min(ys)) or 0.1
    corners = " ".join(f"{(x - left) / wide * 100:.2f},{(y - top) / tall * 100:.2f}" for x, y in run)
    return (
        f'<svg x="{percent(left)}" y="{top:.1f}" width="{percent(wide)}" height="{tall:.1f}" viewBox="0 0 100 100"'
        f' preserveAspectRatio="none"><polygon points="{corners}" fill="{trace["fillcolor"]}"/></svg>'
    )


def _whiskers(trace: dict, at: int, axes: Axes) -> str:
    error, (x_of, y_of) = trace["error_y"], (trace.get("xaxis", "x"), trace.get("yaxis", "y"))
    x, y = axes.across(x_of, trace["x"][at]), trace["y"][at]
    ends = [(x, axes.down(y_of, y + far)) for far in (error["array"][at], -error["arrayminus"][at])]
    return _line(ends, {"color": error["color"], "width": error["thickness"]})


def _mark(marker: dict, at: int, place: tuple[float, float]) -> str:
    size = _of(marker.get("size", 6), at)
    if not size:
        return ""
    symbol, line, colour = (
        _of(marker.get("symbol", "circle"), at),
        marker.get("line", {}),
        _of(marker.get("color", ACCENT), at),
    )
    name, radius = symbol.removesuffix("-open"), size / 2
    edge = colour if symbol.endswith("-open") else _of(line.get("color", colour), at)
    fill = "none" if symbol.endswith("-open") else colour
    # Marks of many sizes lie over each other, so that they are seen through, in Plotly too.
    seen = marker.get("opacity", 1 if isinstance(marker.get("size", 6), (int, float)) else 0.7)
    through = "" if seen == 1 else f' opacity="{seen:g}"'
    # What is scaled has its stroke scaled too, unless it is told not to.
    return (
        f'<svg x="{percent(place[0])}" y="{place[1]:.1f}"{through}><path d="{_PATHS[name]}" transform="scale({radius:.2f})"'
        f' fill="{fill}" stroke="{edge}" stroke-width="{line.get("width", 0):g}" vector-effect="non-scaling-stroke"/></svg>'
    )


def _beside(trace: dict, at: int, place: tuple[float, float]) -> str:
    text = _of(trace["text"], at)
    down, across = _of(trace["textposition"], at).split(" ")
    # As far from its mark as Plotly sets it: a little more than the radius.
    far = _of(trace["marker"].get("size", 6), at) / 1.6 + 1 if "markers" in trace["mode"] else 0
    (anchor, aside), (share, below) = _ASIDE[across], _DOWN[down]
    where = Place(place[0], place[1] + below * far, anchor, share, aside=round(aside * far, 1))
    return set_words(text, where, **_font(trace.get("textfont", {}), at))


def legend(data: list[dict], narrow: bool) -> str:
    """What each kind of mark or bar means, above the drawing; on a phone one below the other."""
    named = [trace for trace in data if trace.get("showlegend", True) and trace.get("name")]
    look = "display:block" if narrow else "display:inline-block;margin-right:16px"
    entries = "".join(
        f'<span style="{look};padding-left:8px">{_key(trace, narrow)} {escape(trace["name"])}</span>' for trace in named
    )
    height = LEGEND_LINE * (len(named) if narrow else -(-len(named) // LEGEND_ACROSS))
    style = f"position:absolute;bottom:0;left:0;font-size:12px;line-height:{LEGEND_LINE}px"
    return (
        f'<foreignObject x="0" y="{-height - 2}" width="100%" height="{height}">'
        f'<div style="position:relative;height:{height}px"><div style="{style}">{entries}</div></div></foreignObject>'
    )


def _key(trace: dict, narrow: bool) -> str:
    """The mark or the bar of a kind, as large as a letter."""
    drawn = _swatch(trace["marker"], narrow) if trace["type"] == "bar" else _mark({**trace["marker"], "size": 8}, 0, (50, 6))
    return f'<svg width="12" height="12" style="vertical-align:-1px;margin-right:8px">{drawn}</svg>'


def _swatch(marker: dict, narrow: bool) -> str:
    shape = marker.get("pattern", {}).get("shape")
    fill = f"url(#{hatch(shape, narrow)})" if shape else _of(marker["color"], 0)
    return f'<rect width="12" height="12" fill="{fill}" stroke="{_of(marker.get("line", {}).get("color", fill), 0)}"/>'


def _font(font: dict, at: int) -> dict[str, Any]:
    return {"size": font.get("size", SIZE["text"]), "color": _of(font.get("color", INK), at)}


def _of(given: Any, at: int) -> Any:
    """One for all, or each its own."""
    return given[at] if isinstance(given, Sequence) and not isinstance(given, str) else given
