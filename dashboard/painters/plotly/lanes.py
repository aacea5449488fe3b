"""Lanes: bars from a common start, marks of events on their day, words beside and above them."""

from itertools import groupby

from dashboard.charts.lines import lines
from dashboard.charts.values import DEATH, LINEAR, ONGOING, RELAPSE, RESPONSE, TRANSPLANT, Axis, Lane, Lanes, Mark
from dashboard.painters.look import ACCENT, INK, MUTED, SEQUENCE
from dashboard.painters.plotly.rows import column, row_axis, text_axis, value_axis
from dashboard.painters.plotly.theme import SIZE, Drawing, hovered, picture, plain, wrapped
from evidence.language import say

#: Height in pixels of a lane, wide and on a phone without the words above its bar, of a bar, and of a line of words.
BAR = 16
LANE, LINE = {False: 52, True: 54}, {False: 17, True: 15}
WORDS, DRAWING, OUTCOME = (0.0, 0.44), (0.46, 0.77), (0.78, 1.0)
#: Columns to a line of whom a lane is of and of what became of him, on a phone of both; pixels from its bar to the words.
LABEL, SAID, PHONE, ABOVE = 24, 27, 48, 18
#: Room on the axis for words to the right of the longest bar, as a share of it; and what stands apart from its end.
ROOM, APART, BESIDE = 1.3, 0.1, 0.03
#: Symbol of each kind of event, and where its words stand.
_LOOKS = {
    RELAPSE: ("triangle-up", "bottom center"), DEATH: ("x-thin", "middle right"), TRANSPLANT: ("diamond", "middle right"),
    ONGOING: ("triangle-right", "middle right"), RESPONSE: ("circle", "top center"),
}  # fmt: skip

Placed = list[tuple[float, str | None, Lane]]


def lanes(chart: Lanes, narrow: bool) -> Drawing:
    """One lane below the other, grouped as the source groups them."""
    rows = _placed(chart.lanes)
    lane = _height(chart.lanes, narrow)
    words = _above(rows, lane) if narrow else _beside(rows)
    data = [*_bars(chart, rows, BAR / lane), *_events(chart, rows), _undated(chart, rows), *words]
    last = rows[-1][0] if rows else 0
    axis = Axis(LINEAR, chart.axis, 0, chart.longest * ROOM * 1.05)
    layout = {
        "yaxis": row_axis(-0.35, last + 0.6), "bargap": 0, "xaxis": value_axis(axis, (0, 1) if narrow else DRAWING),
        "xaxis2": text_axis(WORDS), "xaxis3": text_axis(OUTCOME),
    }  # fmt: skip
    height = int((last + 0.95) * lane)
    legend = sum(trace.get("showlegend", True) for trace in data)
    return picture(data, layout, chart.caption, height=height, narrow=narrow, legend=legend)


def _height(found: tuple[Lane, ...], narrow: bool) -> int:
    """Pixels of a lane: as high as the words of the one that has most of them."""
    if narrow:
        return LANE[True] + LINE[True] * max((len(_phone(one)) for one in found), default=1)
    return max(LANE[False], 4 + LINE[False] * max((len(lines(one.outcome, SAID)) for one in found), default=1))


def _placed(found: tuple[Lane, ...]) -> Placed:
    """Lanes with their height; the first of each group carries its name."""
    rows, at = [], 0.0
    for group, members in groupby(found, key=lambda one: one.group):
        at += 0.65
        for index, one in enumerate(members):
            rows.append((at, None if index else group, one))
            at += 1.0
    return rows


def _bars(chart: Lanes, rows: Placed, width: float) -> list[dict]:
    """A trace for each best response, the deepest first."""
    timed = [(at, one) for at, _, one in rows if one.length]
    kinds = sorted({(one.tone is None, one.tone or 0, one.response) for _, one in timed})
    return [_bar(chart, [(at, one) for at, one in timed if one.response == kind], kind, width) for *_, kind in kinds]


def _bar(chart: Lanes, own: list[tuple[float, Lane]], kind: str, width: float) -> dict:
    tone = "#ffffff" if own[0][1].tone is None else SEQUENCE[own[0][1].tone]
    lengths = [(at, one.length) for at, one in own if one.length]
    return {
        "type": "bar", "orientation": "h", "name": kind or chart.length, "width": width,
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
        "text": [f"\u00a0\u00a0{mark.text} {mark.sign}" if mark.text else "" for *_, mark in found],
        "textposition": position,
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
    texts = ["<br>".join(f"\u00a0\u00a0{line}" for line in one.undated) for _, one in said]
    drawn = column("x", 0, [at for at, _ in said], texts, "middle right", INK, SIZE["small"])
    return {**drawn, "x": [end + far for end, far in zip(ends, away, strict=True)]}


def _phone(one: Lane) -> list[str]:
    """All words of a lane in lines, above its bar on a phone."""
    whom = say("{patient}, {ratio}", patient=one.label, ratio=one.about[0])
    return [*lines(whom, PHONE), *lines(f"{one.said}{say('; ')}{one.outcome}", PHONE)]


def _above(rows: Placed, lane: int) -> list[dict]:
    told = [(at, _phone(one), group) for at, group, one in rows]
    tall = [(at - (ABOVE + LINE[True] * len(words)) / lane, group) for at, words, group in told]
    heads = [(top - LINE[True] / 2 / lane, f"<b>{plain(group)}</b>") for top, group in tall if group]
    ys = [at - (ABOVE + LINE[True] * len(words) / 2) / lane for at, words, _ in told]
    texts = ["<br>".join(map(plain, words)) for _, words, _ in told]
    return [column("x", 0, ys, texts, "middle right", size=SIZE["small"]), _groups("x", heads)]


def _groups(axis: str, heads: list[tuple[float, str]]) -> dict:
    return column(axis, 0, [at for at, _ in heads], [text for _, text in heads], "middle right", MUTED, SIZE["small"] + 1)


def _beside(rows: Placed) -> list[dict]:
    ys = [at for at, _, _ in rows]
    return [
        column("x2", 0, ys, [wrapped(one.label, LABEL) for _, _, one in rows], "middle right"),
        column("x2", 0.42, ys, ["<br>".join(map(plain, one.about)) for _, _, one in rows], "middle right", MUTED),
        column("x2", 1.0, ys, [one.said for _, _, one in rows], "middle left"),
        column("x3", 0, ys, [wrapped(one.outcome, SAID) for _, _, one in rows], "middle right"),
        _groups("x2", [(at - 0.6, f"<b>{plain(group)}</b>") for at, group, _ in rows if group]),
    ]
