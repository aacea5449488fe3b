"""Lanes: bars from a common start, marks of events on their day, words beside and above them."""

from itertools import groupby

import plotly.graph_objects as go

from dashboard.charts.values import DEATH, LINEAR, ONGOING, RELAPSE, RESPONSE, TRANSPLANT, Axis, Lane, Lanes, Mark
from dashboard.painters.look import ACCENT, INK, MUTED, SEQUENCE
from dashboard.painters.plotly.rows import column, row_axis, text_axis, value_axis
from dashboard.painters.plotly.theme import SIZE, hovered, picture, plain, wrapped
from evidence.language import say

#: Height of a lane in pixels, wide and on a phone.
LANE = {False: 52, True: 84}
WORDS, DRAWING, OUTCOME = (0.0, 0.44), (0.46, 0.81), (0.82, 1.0)
#: Room on the axis for words to the right of the longest bar, as a share of it; and what stands apart from its end.
ROOM, APART, BESIDE = 1.3, 0.1, 0.03
#: Symbol of each kind of event, and where its words stand.
_LOOKS = {
    RELAPSE: ("triangle-up", "bottom center"), DEATH: ("x-thin", "middle right"), TRANSPLANT: ("diamond", "middle right"),
    ONGOING: ("triangle-right", "middle right"), RESPONSE: ("circle", "top center"),
}  # fmt: skip

Placed = list[tuple[float, str | None, Lane]]


def lanes(chart: Lanes, narrow: bool) -> go.Figure:
    """One lane below the other, grouped as the source groups them."""
    rows = _placed(chart.lanes)
    data = [*_bars(chart, rows), *_events(chart, rows), _undated(chart, rows), *_words(rows, narrow)]
    last = rows[-1][0] if rows else 0
    axis = Axis(LINEAR, chart.axis, 0, chart.longest * ROOM * 1.05)
    layout = {
        "yaxis": row_axis(-0.35, last + 0.6), "bargap": 0, "xaxis": value_axis(axis, (0, 1) if narrow else DRAWING),
        "xaxis2": text_axis(WORDS), "xaxis3": text_axis(OUTCOME),
    }  # fmt: skip
    height = int((last + 0.95) * LANE[narrow])
    legend = sum(trace.get("showlegend", True) for trace in data)
    return picture(data, layout, chart.caption, height=height, narrow=narrow, legend=legend)


def _placed(found: tuple[Lane, ...]) -> Placed:
    """Lanes with their height; the first of each group carries its name."""
    rows, at = [], 0.0
    for group, members in groupby(found, key=lambda one: one.group):
        at += 0.65
        for index, one in enumerate(members):
            rows.append((at, None if index else group, one))
            at += 1.0
    return rows


def _bars(chart: Lanes, rows: Placed) -> list[dict]:
    """A trace for each best response, the deepest first."""
    timed = [(at, one) for at, _, one in rows if one.length]
    kinds = sorted({(one.tone is None, one.tone or 0, one.response) for _, one in timed})
    return [_bar(chart, [(at, one) for at, one in timed if one.response == kind], kind) for *_, kind in kinds]


def _bar(chart: Lanes, own: list[tuple[float, Lane]], kind: str) -> dict:
    tone = "#ffffff" if own[0][1].tone is None else SEQUENCE[own[0][1].tone]
    lengths = [(at, one.length) for at, one in own if one.length]
    return {
        "type": "bar", "orientation": "h", "name": kind or chart.length, "width": 0.3,
        "x": [mark.x for _, mark in lengths], "y": [at for at, _ in lengths],
        "customdata": [list(mark.facts) for _, mark in lengths],
        "hovertext": [hovered(mark.hover) for _, mark in lengths], "hovertemplate": "%{hovertext}<extra></extra>",
        "marker": {"color": ["#ffffff" if mark.hollow else tone for _, mark in lengths],
                   "line": {"color": ACCENT, "width": 1.2}},
    }  # fmt: skip


def _events(chart: Lanes, rows: Placed) -> list[dict]:
    """A trace for each kind of event that there is."""
    traces = []
    for kind in chart.names:
        found = [(at, one, one.events[kind]) for at, _, one in rows if kind in one.events]
        if found:
            traces += [*([_dots(chart, found)] if kind == ONGOING else []), _marks(chart, kind, found)]
    return traces


def _marks(chart: Lanes, kind: str, found: list[tuple[float, Lane, Mark]]) -> dict:
    symbol, position = _LOOKS[kind]
    fill = "#ffffff" if kind == RESPONSE else INK
    return {
        "type": "scatter", "mode": "markers+text", "name": chart.names[kind],
        "x": [mark.x + (_apart(chart, one) if kind == ONGOING else 0) for _, one, mark in found],
        "y": [at for at, _, _ in found], "customdata": [list(mark.facts) for *_, mark in found],
        "hovertext": [hovered(mark.hover) for *_, mark in found], "hovertemplate": "%{hovertext}<extra></extra>",
        "text": [f" {mark.text} {mark.sign}" if mark.text else "" for *_, mark in found], "textposition": position,
        "textfont": {"size": SIZE["small"], "color": INK}, "cliponaxis": False,
        "marker": {"symbol": symbol, "size": 11, "color": fill, "line": {"width": 1.4, "color": INK}},
    }  # fmt: skip


def _apart(chart: Lanes, one: Lane) -> float:
    """What goes on after a transplant stands apart from the end of the bar: the time between is not printed."""
    return APART * chart.longest if TRANSPLANT in one.events else 0


def _dots(chart: Lanes, found: list[tuple[float, Lane, Mark]]) -> dict:
    """A dotted line to what stands apart, over time of unprinted length."""
    x: list[float | None] = []
    y: list[float | None] = []
    for at, one, mark in found:
        x, y = [*x, mark.x, mark.x + _apart(chart, one), None], [*y, at, at, None]
    return {"type": "scatter", "mode": "lines", "x": x, "y": y, "hoverinfo": "skip", "showlegend": False,
            "line": {"color": INK, "width": 1.4, "dash": "dot"}}  # fmt: skip


def _undated(chart: Lanes, rows: Placed) -> dict:
    """What the source does not date, beside the end of its bar."""
    said = [(at, one) for at, _, one in rows if one.undated]
    ends = [(one.length.x if one.length else 0) + BESIDE * chart.longest for _, one in said]
    away = [_apart(chart, one) if ONGOING in one.events else 0 for _, one in said]
    texts = ["<br>".join(one.undated) for _, one in said]
    drawn = column("x", 0, [at for at, _ in said], texts, "middle right", INK, SIZE["small"])
    return {**drawn, "x": [end + far for end, far in zip(ends, away, strict=True)]}


def _in_two_lines(one: Lane) -> str:
    """All words of a lane, above its bar on a phone."""
    whom = say("{patient}, {ratio}", patient=one.label, ratio=one.about[0])
    return f"{plain(whom)}<br>{one.said}{say('; ')}{plain(one.outcome)}"


def _words(rows: Placed, narrow: bool) -> list[dict]:
    ys = [at for at, _, _ in rows]
    heads = [(at - (0.78 if narrow else 0.6), f"<b>{plain(group)}</b>") for at, group, _ in rows if group]
    axis = "x" if narrow else "x2"
    groups = column(axis, 0, [at for at, _ in heads], [text for _, text in heads], "middle right", MUTED, SIZE["small"] + 1)
    if narrow:
        lines = [_in_two_lines(one) for _, _, one in rows]
        return [column("x", 0, [at - 0.4 for at in ys], lines, "middle right", size=SIZE["small"]), groups]
    return [
        column("x2", 0, ys, [wrapped(one.label, 30) for _, _, one in rows], "middle right"),
        column("x2", 0.42, ys, ["<br>".join(map(plain, one.about)) for _, _, one in rows], "middle right", MUTED),
        column("x2", 1.0, ys, [one.said for _, _, one in rows], "middle left"),
        column("x3", 0, ys, [wrapped(one.outcome, 30) for _, _, one in rows], "middle right"),
        groups,
    ]
