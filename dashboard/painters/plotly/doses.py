"""Shares along the dose: a small plot a ladder, doses at even distance, one scale from 0 to 100 %."""

from dashboard.charts.values import Doses, Ladder, Share
from dashboard.painters.look import ACCENT, FAINT, INK, LINE, MUTED, WARM
from dashboard.painters.plotly.rows import Trace
from dashboard.painters.plotly.theme import SIZE, Drawing, hovered, picture, plain, wrapped
from evidence.language import say

#: Height of a plot in pixels, with the room for its head and its axis.
HEIGHT, HEAD, FEET = 190, 34, 56
#: Doses stand evenly; toxicity left, response right of its dose by so much, so that whiskers do not cover each other.
ASIDE = 0.07
#: Symbol, colour and place of toxicity and of response.
_MARKS = (("square", ACCENT, -ASIDE), ("circle", WARM, ASIDE))
#: Share of the width that a dose takes at most.
_DOSE = 0.16


def doses(chart: Doses, narrow: bool) -> Drawing:
    """Squares: toxicity; circles: response, both with their interval; open diamonds on a dotted step: the estimate."""
    data: list[Trace] = []
    layout: Trace = {"annotations": []}
    total = len(chart.ladders) * (HEIGHT + HEAD + FEET)
    for at, ladder in enumerate(chart.ladders):
        top = 1 - (at * (HEIGHT + HEAD + FEET) + HEAD) / total
        bottom, axis = top - HEIGHT / total, str(at + 1) if at else ""
        data += [{**trace, "xaxis": f"x{axis}", "yaxis": f"y{axis}"} for trace in _traces(ladder, chart.names)]
        layout |= {f"xaxis{axis}": _doses(ladder, axis, narrow), f"yaxis{axis}": _percent([bottom, top], axis)}
        layout["annotations"].append(_head(ladder.title, top, narrow))
    seen: set[str] = set()
    for trace in data:
        trace["showlegend"] = trace["name"] not in seen
        seen.add(trace["name"])
    return picture(data, layout, chart.caption, height=total, narrow=narrow, legend=len(seen))


def _traces(ladder: Ladder, names: tuple[str, str, str]) -> list[dict]:
    rows = list(enumerate(ladder.doses))
    traces = [
        _shares(names[0], _MARKS[0], [(at, dose.toxicity) for at, dose in rows if dose.toxicity]),
        _shares(names[1], _MARKS[1], [(at, dose.response) for at, dose in rows if dose.response]),
        _estimates(ladder, names[2]),
    ]
    return [trace for trace in traces if trace["x"]]


def _shares(name: str, look: tuple[str, str, float], rows: list[tuple[int, Share]]) -> dict:
    symbol, colour, aside = look
    marks = [one.mark for _, one in rows]
    return {
        "type": "scatter", "mode": "markers", "name": name, "x": [at + aside for at, _ in rows],
        "y": [mark.x for mark in marks], "cliponaxis": False,
        "error_y": {"type": "data", "symmetric": False, "thickness": 1.6, "width": 0, "color": colour,
                    "array": [one.high - one.mark.x for _, one in rows],
                    "arrayminus": [one.mark.x - one.low for _, one in rows]},
        "marker": {"symbol": [f"{symbol}-open" if mark.hollow else symbol for mark in marks], "size": 10, "color": colour},
        "customdata": [list(mark.facts) for mark in marks],
        "hovertext": [hovered(mark.hover) for mark in marks], "hovertemplate": "%{hovertext}<extra></extra>",
    }  # fmt: skip


def _estimates(ladder: Ladder, name: str) -> dict:
    rows = [(at, dose.estimate) for at, dose in enumerate(ladder.doses) if dose.estimate]
    return {
        "type": "scatter", "mode": "lines+markers", "name": name, "x": [at for at, _ in rows],
        "y": [mark.x for _, mark in rows], "cliponaxis": False, "line": {"color": INK, "width": 1.2, "dash": "dot"},
        "marker": {"symbol": "diamond-open", "size": 11, "color": INK, "line": {"width": 1.6}},
        "hovertext": [hovered(mark.hover) for _, mark in rows], "hovertemplate": "%{hovertext}<extra></extra>",
    }  # fmt: skip


def _doses(ladder: Ladder, axis: str, narrow: bool) -> dict:
    """Doses from low to high at even distance, each with its patients."""
    rows = ladder.doses
    return {
        "range": [-0.5, len(rows) - 0.5], "tickvals": list(range(len(rows))), "anchor": f"y{axis}", "fixedrange": True,
        "ticktext": [f"{dose.label}<br><span style='font-size:11px'>{dose.counts}</span>" for dose in rows],
        "linecolor": LINE, "gridcolor": FAINT,
        "domain": [0.09 if narrow else 0.05, 1 if narrow else min(1, 0.1 + _DOSE * max(len(rows), 2))],
        "title": {"text": plain(ladder.axis), "font": {"size": SIZE["small"], "color": MUTED}, "standoff": 4},
    }  # fmt: skip


def _percent(domain: list[float], axis: str) -> dict:
    return {
        "range": [0, 100], "tickvals": [0, 25, 50, 75, 100], "domain": domain, "anchor": f"x{axis}", "fixedrange": True,
        "gridcolor": FAINT, "linecolor": LINE, "tickfont": {"size": SIZE["small"], "color": MUTED},
        "title": {"text": say("% of patients"), "font": {"size": SIZE["small"], "color": MUTED}, "standoff": 2},
    }  # fmt: skip


def _head(text: str, top: float, narrow: bool) -> dict:
    return {
        "text": f"<b>{wrapped(text, 54 if narrow else 130)}</b>", "x": 0, "y": top, "xref": "paper", "yref": "paper",
        "xanchor": "left", "yanchor": "bottom", "yshift": 4, "showarrow": False, "align": "left",
        "font": {"size": SIZE["small"] + 1, "color": MUTED},
    }  # fmt: skip
