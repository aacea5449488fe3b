"""Points with lines, one a row, words beside: the drawing that folds, medians and rates share.

A figure is a stack of blocks; each block has its own rows and its own horizontal axis, so that two units never
share one. On a phone each row carries its words above its line.
"""

from itertools import groupby

from dashboard.charts.lines import held, lines
from dashboard.charts.values import Axis, Block, Forest, Point
from dashboard.painters.look import ACCENT, INK, LINE, MUTED, ink, scale
from dashboard.painters.plotly.rows import DRAWING, NUMBERS, ROW, WORDS, Trace, column, row_axis, text_axis, value_axis
from dashboard.painters.plotly.theme import SIZE, Drawing, hovered, picture, plain, wrapped
from evidence.language import say

#: Pixels between two blocks: ticks and title of the upper one.
GAP = 56
#: Characters to a line of the columns of a wide figure, and of the words above a row on a phone 320 pixels wide.
_LABEL, _DETAIL, _VALUE, _PHONE = 29, 33, 28, 46
#: The same of the name of a group: it stays beside the drawing.
_GROUP = {False: 92, True: _PHONE}
#: Where the second column begins, as a share of the words.
_SECOND = 0.42
#: Lines of words that a row holds without more room, and the share of a row that each further line takes.
_HELD, _MORE = {False: 2, True: 1}, {False: 0.5, True: 0.34}
#: With more rows than this the ticks of an axis stand above its rows too.
TALL = 12
#: Where a block begins, in rows above its first, and where the heads of its columns stand; a phone has no columns.
_TOP, _HEADS = {False: -1.5, True: -0.9}, -0.85
#: Thin and dotted is the span of single patients, dashed the middle half of them, dash and dot a deviation or error
#: on each side; any other line is an interval.
_DASHES = {"range": "dot", "iqr": "dash", "sd": "dashdot", "se": "dashdot", "prediction": "dash"}
_SPANS = {code: {"width": 1.2, "dash": dash} for code, dash in _DASHES.items()}
_INTERVAL = {"width": 1.8, "dash": "solid"}
#: The usual diameter of a mark in pixels.
MARK = 10
#: Half the height of a diamond in rows.
HALF = 0.26


Placed = list[tuple[float, str | None, Point]]


def forest(chart: Forest, narrow: bool) -> Drawing:
    """Blocks of rows below each other, with a legend where marks are of several kinds."""
    data, layout, height = stacked(chart.blocks, narrow)
    return picture(data, layout, chart.caption, height=height, narrow=narrow, legend=kinds(chart.points))


def stacked(blocks: tuple[Block, ...], narrow: bool) -> tuple[list[dict], dict, int]:
    """Traces, layout and height in pixels of the blocks, the first on top."""
    placed = [_placed(block.points, narrow) for block in blocks]
    first = _TOP[narrow]
    ends = [_end(rows, narrow) for rows in placed]
    heights = [int((end - first) * ROW[narrow]) for end in ends]
    total = sum(heights) + GAP * max(0, len(blocks) - 1)
    data: list[Trace] = []
    layout: Trace = {}
    top = 0
    for index, (block, rows, height, end) in enumerate(zip(blocks, placed, heights, ends, strict=True)):
        drawing, words, numbers = (_name(3 * index + number) for number in (1, 2, 3))
        y = _name(index + 1)
        axis = value_axis(block.axis, (0, 1) if narrow else DRAWING)
        traces = _drawing(rows, f"x{drawing}", block.axis) + (
            _phone(rows, f"x{drawing}", block.axis.low)
            if narrow
            else _columns(rows, block.heads, f"x{words}", f"x{numbers}")
        )
        if block.axis.reference is not None and not (narrow and block.axis.reference == block.axis.low):
            layout.setdefault("shapes", []).append(_reference(block.axis.reference, f"x{drawing}", f"y{y}"))
        if len(rows) > TALL:
            above = _name(3 * len(blocks) + index + 1)
            traces.append({"type": "scatter", "x": [None], "y": [None], "xaxis": f"x{above}", "showlegend": False})
            layout[f"xaxis{above}"] = _above(axis, f"x{drawing}", f"y{y}")
        traces += [{**trace, "xaxis": f"x{drawing}"} for trace in (*_bounds(rows), *_diamonds(rows))]
        data += [{**trace, "yaxis": f"y{y}"} for trace in traces]
        layout[f"xaxis{drawing}"] = {**axis, "anchor": f"y{y}"}
        if not narrow:
            layout |= {f"xaxis{words}": text_axis(WORDS), f"xaxis{numbers}": text_axis(NUMBERS)}
        domain = [max(0.0, 1 - (top + height) / total), 1 - top / total]
        layout[f"yaxis{y}"] = {**row_axis(first, end), "domain": domain}
        top += height + GAP
    return data, layout, total


def _above(axis: dict, below: str, anchor: str) -> dict:
    """The same ticks again on top, inside the drawing; Plotly draws an axis only where a trace is on it."""
    again = {"anchor": anchor, "overlaying": below, "side": "top", "ticklabelposition": "inside", "ticks": ""}
    return {
        **{name: value for name, value in axis.items() if name != "title"},
        **again,
        "showgrid": False,
        "showline": False,
    }


def kinds(points: tuple[Point, ...]) -> int:
    """Entries of the legend: one for each kind of mark, none where there is only one."""
    found = len({point.kind for point in points if point.x is not None})
    return found if found > 1 else 0


def _name(number: int) -> str:
    """Plotly's axes are called x, x2, x3, ..."""
    return "" if number == 1 else str(number)


def _reference(value: float, x: str, y: str) -> dict:
    """An upright line through all rows of a block."""
    return {"type": "line", "xref": x, "yref": f"{y} domain", "x0": value, "x1": value, "y0": 0, "y1": 1,
            "line": {"color": INK, "width": 1}, "layer": "below"}  # fmt: skip


def _placed(points: tuple[Point, ...], narrow: bool) -> Placed:
    """Rows with their height; the first of each group carries its name, and rows of many words have more room."""
    placed, at = [], 0.0
    for name, group in groupby(points, key=lambda point: point.group):
        for index, point in enumerate(group):
            room = _room(point, narrow)
            at += (1.0 + _headroom(name, narrow) if index == 0 else 0.0) + (room if narrow else room / 2)
            placed.append((at, name if index == 0 else None, point))
            at += 1.0 + (0.0 if narrow else room / 2)
    return placed


def _end(rows: Placed, narrow: bool) -> float:
    """Where a block ends, in rows: below the words of its last row, which on a phone stand above the line."""
    at, _, last = rows[-1]
    return at + 0.7 + (0.0 if narrow else _room(last, narrow) / 2)


def _headroom(name: str | None, narrow: bool) -> float:
    """The share of a row that the name of a group needs besides where it has several lines."""
    return max(0, len(lines(name or "", _GROUP[narrow])) - 1) * _MORE[True]


def _room(point: Point, narrow: bool) -> float:
    """The share of a row that words of more than the usual lines need besides."""
    words = (
        [(held(point.phone), _PHONE)] if narrow else [(point.label, _LABEL), (point.detail, _DETAIL), (point.value, _VALUE)]
    )
    most = max(len(lines(text, width)) for text, width in words)
    return max(0, most - _HELD[narrow]) * _MORE[narrow]


def _drawing(rows: Placed, x: str, axis: Axis) -> list[dict]:
    traces = (*_silent(rows, axis.high), *_lines(rows, axis), *_marks(rows), *_arrows(rows, axis))
    return [{**trace, "xaxis": x} for trace in traces]


def _silent(rows: Placed, end: float) -> list[dict]:
    """A hatched band where a row reports nothing: silence is not zero."""
    silent = [(at, point) for at, _, point in rows if point.silent]
    trace = {
        "type": "bar", "orientation": "h", "name": "not reported", "x": [end] * len(silent), "y": [at for at, _ in silent],
        "width": 0.4, "marker": {"color": "#ffffff", "line": {"color": LINE, "width": 1},
                                 "pattern": {"shape": "/", "fgcolor": "#9aa3ad", "size": 5}},
        "hovertext": [hovered(point.hover) for _, point in silent], "hovertemplate": "%{hovertext}<extra></extra>",
        "showlegend": False,
    }  # fmt: skip
    return [trace] if silent else []


def _bounds(rows: Placed) -> list[dict]:
    """An upright stroke at each one-sided bound."""
    bound = [(point.bound, at) for at, _, point in rows if point.bound is not None]
    trace = {
        "type": "scatter", "mode": "markers", "name": "one-sided 95 % upper bound", "hoverinfo": "skip",
        "x": [x for x, _ in bound], "y": [y for _, y in bound], "showlegend": False, "cliponaxis": False,
        "marker": {"symbol": "line-ns-open", "size": 16, "color": INK, "line": {"width": 2, "color": INK}},
    }  # fmt: skip
    return [trace] if bound else []


def _diamonds(rows: Placed) -> list[dict]:
    """The shapes of pooled rows, from low to high, tips at the estimate."""
    x, y = [], []
    for at, _, point in rows:
        if point.diamond:
            low, middle, high = point.diamond
            x += [low, middle, high, middle, low, None]
            y += [at, at - HALF, at, at + HALF, at, None]
    trace = {
        "type": "scatter", "mode": "lines", "name": "pooled", "x": x, "y": y, "fill": "toself", "fillcolor": ACCENT,
        "line": {"color": ACCENT, "width": 1}, "hoverinfo": "skip", "showlegend": False,
    }  # fmt: skip
    return [trace] if x else []


def _lines(rows: Placed, axis: Axis) -> list[dict]:
    """One trace for each kind of line, broken by gaps; a line never leaves the axis."""
    traces = []
    for code, control in dict.fromkeys((point.line, point.control) for _, _, point in rows if point.line):
        x: list[float | None] = []
        y: list[float | None] = []
        for at, _, point in rows:
            high = axis.high if point.open_end else point.high
            start = point.x if point.low is None else max(point.low, axis.low)
            if (point.line, point.control) == (code, control) and start is not None and high is not None:
                x, y = [*x, start, high, None], [*y, at, at, None]
        traces.append({"type": "scatter", "mode": "lines", "name": code, "x": x, "y": y, "hoverinfo": "skip",
                       "showlegend": False, "line": {"color": ink(control), **_SPANS.get(code, _INTERVAL)}})  # fmt: skip
    return traces


def _marks(rows: Placed) -> list[dict]:
    """A trace for each kind of mark, filled and hollow, controls apart; the legend names each kind once."""
    traces: list[dict] = []
    looks: dict[tuple[str, str, bool, bool], list[tuple[float, Point]]] = {}
    for at, _, point in rows:
        if point.x is not None:
            looks.setdefault((point.kind, point.symbol, point.hollow, point.control), []).append((at, point))
    best = {kind: min(look for look in looks if look[0] == kind) for kind, *_ in looks}
    for (kind, symbol, hollow, control), own in looks.items():
        named = best[kind] == (kind, symbol, hollow, control)
        xs, mark = [point.x for _, point in own if point.x is not None], symbol + ("-open" if hollow else "")
        traces.append(_trace(own, xs, mark, kind, named, ink(control)))
    return traces


def _arrows(rows: Placed, axis: Axis) -> list[dict]:
    """An open arrow where a line goes on beyond the axis: 'NR' at its end where no value is reached, '0' at its start."""
    found = []
    for name, side, end, mark in (("open_end", "right", axis.high, say("NR")), ("open_start", "left", axis.low, "0")):
        open_ = [(at, point) for at, _, point in rows if getattr(point, name)]
        if open_:
            trace = _trace(open_, [end] * len(open_), f"triangle-{side}-open", "goes on", False)
            names = [_beside(mark, side) if point.x is None else "" for _, point in open_]
            place = "middle left" if side == "right" else "middle right"
            found.append({**trace, "mode": "markers+text", "text": names, "textposition": place})
    return found


def _beside(mark: str, side: str) -> str:
    return f"{mark} " if side == "right" else f" {mark}"


def _trace(
    rows: list[tuple[float, Point]], x: list[float], symbol: str, name: str, named: bool, colour: str = ACCENT
) -> dict:
    return {
        "type": "scatter", "mode": "markers", "name": name, "x": x, "y": [at for at, _ in rows], "showlegend": named,
        "cliponaxis": False, "customdata": [list(point.facts) for _, point in rows],
        "hovertext": [hovered(point.hover) for _, point in rows], "hovertemplate": "%{hovertext}<extra></extra>",
        "marker": {"symbol": symbol, "size": [MARK * scale(point.area) for _, point in rows], "color": colour,
                   "line": {"width": 1.5, "color": colour}},
    }  # fmt: skip


def _columns(rows: Placed, heads: tuple[str, str, str, str], words: str, numbers: str) -> list[dict]:
    """The text columns of a wide figure, each one trace, their heads, and the names of the groups."""
    ys = [at for at, _, _ in rows]
    groups = [
        (at - 0.85 - (_room(point, False) + _headroom(name, False)) / 2, f"<b>{wrapped(name, _GROUP[False])}</b>")
        for at, name, point in rows
        if name
    ]
    label, detail, count, value = (f"<span style='color:{MUTED}'>{plain(head)}</span>" for head in heads)
    return [
        column(words, 0.0, [_HEADS, *ys], [label, *(wrapped(point.label, _LABEL) for _, _, point in rows)], "middle right"),
        column(words, _SECOND, [_HEADS, *ys], [detail, *(wrapped(point.detail, _DETAIL) for _, _, point in rows)],
               "middle right", MUTED),
        column(words, 1.0, [_HEADS, *ys], [count, *(plain(point.count) for _, _, point in rows)], "middle left"),
        column(numbers, 0.0, [_HEADS, *ys], [value, *(wrapped(point.value, _VALUE) for _, _, point in rows)],
               "middle right"),
        column(words, 0.0, [at for at, _ in groups], [text for _, text in groups], "middle right", MUTED, SIZE["small"] + 1),
    ]  # fmt: skip


def _phone(rows: Placed, x: str, left: float) -> list[dict]:
    """On a phone each row carries its words above its line."""
    named = [(at - 1.15 - _room(point, True) - _headroom(name, True) / 2, name) for at, name, point in rows if name]
    heads = [(at, f"<b>{wrapped(name, _GROUP[True])}</b>") for at, name in named]
    words = [(at - 0.42 - _room(point, True) / 2, wrapped(held(point.phone), _PHONE)) for at, _, point in rows]
    return [
        column(x, left, [at for at, _ in words], [text for _, text in words], "middle right", size=SIZE["small"] + 1),
        column(x, left, [at for at, _ in heads], [text for _, text in heads], "middle right", MUTED, SIZE["small"] + 1),
    ]
