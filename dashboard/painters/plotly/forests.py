"""Points with lines, one a row, words beside: the drawing that folds, medians and rates share.

A figure is a stack of blocks; each block has its own rows and its own horizontal axis, so that two units never
share one. On a phone each row carries its words above its line.
"""

from itertools import groupby

from dashboard.charts.lines import lines
from dashboard.charts.values import Block, Point
from dashboard.painters.plotly.rows import DRAWING, NUMBERS, ROW, WORDS, column, row_axis, text_axis
from dashboard.painters.plotly.theme import ACCENT, MUTED, SIZE, plain, wrapped
from evidence.language import say

#: Pixels between two blocks: ticks and title of the upper one.
GAP = 56
#: Characters to a line of the columns of a wide figure, and of the words above a row on a phone.
_LABEL, _DETAIL, _VALUE, _PHONE = 34, 30, 30, 62
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


Placed = list[tuple[float, str | None, Point]]


def stacked(blocks: list[Block], narrow: bool) -> tuple[list[dict], dict, int]:
    """Traces, layout and height in pixels of the blocks, the first on top."""
    placed = [_placed(block.points, narrow) for block in blocks]
    first = _TOP[narrow]
    heights = [int((rows[-1][0] + 0.7 - first) * ROW[narrow]) for rows in placed]
    total = sum(heights) + GAP * max(0, len(blocks) - 1)
    data, layout, top = [], {}, 0
    for index, (block, rows, height) in enumerate(zip(blocks, placed, heights, strict=True)):
        drawing, words, numbers = (_name(3 * index + number) for number in (1, 2, 3))
        y = _name(index + 1)
        axis = block.axis((0, 1) if narrow else DRAWING)
        traces = _drawing(rows, f"x{drawing}", _ends(axis)) + (
            _phone(rows, f"x{drawing}", _ends(axis)[0])
            if narrow
            else _columns(rows, block.heads, f"x{words}", f"x{numbers}")
        )
        if len(rows) > TALL:
            above = _name(3 * len(blocks) + index + 1)
            traces.append({"type": "scatter", "x": [None], "y": [None], "xaxis": f"x{above}", "showlegend": False})
            layout[f"xaxis{above}"] = _above(axis, f"x{drawing}", f"y{y}")
        data += [{**trace, "yaxis": f"y{y}"} for trace in traces]
        layout[f"xaxis{drawing}"] = {**axis, "anchor": f"y{y}"}
        if not narrow:
            layout |= {f"xaxis{words}": text_axis(WORDS), f"xaxis{numbers}": text_axis(NUMBERS)}
        domain = [max(0.0, 1 - (top + height) / total), 1 - top / total]
        layout[f"yaxis{y}"] = {**row_axis(first, rows[-1][0] + 0.7), "domain": domain}
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


def kinds(points: list[Point]) -> int:
    """Entries of the legend: one for each kind of mark, none where there is only one."""
    found = len({point.kind for point in points if point.x is not None})
    return found if found > 1 else 0


def heights(points: list[Point], narrow: bool) -> list[float]:
    """Where the rows of a block lie on its vertical axis, for marks that a figure adds of its own."""
    return [at for at, _, _ in _placed(points, narrow)]


def _name(number: int) -> str:
    """Plotly's axes are called x, x2, x3, ..."""
    return "" if number == 1 else str(number)


def _ends(axis: dict) -> tuple[float, float]:
    """Left and right end of an axis in the unit of the data."""
    left, right = axis["range"]
    return (10**left, 10**right) if axis.get("type") == "log" else (left, right)


def _placed(points: list[Point], narrow: bool) -> Placed:
    """Rows with their height; the first of each group carries its name, and rows of many words have more room."""
    placed, at = [], 0.0
    for name, group in groupby(points, key=lambda point: point.group):
        for index, point in enumerate(group):
            room = _room(point, narrow)
            at += (1.0 if index == 0 else 0.0) + (room if narrow else room / 2)
            placed.append((at, name if index == 0 else None, point))
            at += 1.0 + (0.0 if narrow else room / 2)
    return placed


def _room(point: Point, narrow: bool) -> float:
    """The share of a row that words of more than the usual lines need besides."""
    words = [(point.phone, _PHONE)] if narrow else [(point.label, _LABEL), (point.detail, _DETAIL), (point.value, _VALUE)]
    most = max(len(lines(text, width)) for text, width in words)
    return max(0, most - _HELD[narrow]) * _MORE[narrow]


def _drawing(rows: Placed, x: str, ends: tuple[float, float]) -> list[dict]:
    return [{**trace, "xaxis": x} for trace in (*_lines(rows, ends), *_marks(rows), *_arrows(rows, ends[1]))]


def _lines(rows: Placed, ends: tuple[float, float]) -> list[dict]:
    """One trace for each kind of line, broken by gaps; a line never leaves the axis."""
    traces = []
    for code in dict.fromkeys(point.line for _, _, point in rows if point.line):
        x, y = [], []
        for at, _, point in rows:
            high = ends[1] if point.open_end else point.high
            start = point.x if point.low is None else max(point.low, ends[0])
            if point.line == code and start is not None and high is not None:
                x, y = [*x, start, high, None], [*y, at, at, None]
        traces.append({"type": "scatter", "mode": "lines", "name": code, "x": x, "y": y, "hoverinfo": "skip",
                       "showlegend": False, "line": {"color": ACCENT, **_SPANS.get(code, _INTERVAL)}})  # fmt: skip
    return traces


def _marks(rows: Placed) -> list[dict]:
    """A trace for each kind of mark, filled and hollow; the legend names each kind once."""
    marked = [(at, point) for at, _, point in rows if point.x is not None]
    traces = []
    for kind, symbol, hollow in dict.fromkeys((point.kind, point.symbol, point.hollow) for _, point in marked):
        own = [(at, point) for at, point in marked if (point.kind, point.symbol, point.hollow) == (kind, symbol, hollow)]
        named = not hollow or all(point.hollow for _, point in marked if point.kind == kind)
        traces.append(_trace(own, [point.x for _, point in own], symbol + ("-open" if hollow else ""), kind, named))
    return traces


def _arrows(rows: Placed, end: float) -> list[dict]:
    """An open arrow where a line goes on beyond the axis; 'NR' beside it where no value is reached."""
    open_ = [(at, point) for at, _, point in rows if point.open_end]
    if not open_:
        return []
    trace = _trace(open_, [end] * len(open_), "triangle-right-open", "goes on", False)
    names = [f"{say('NR')} " if point.x is None else "" for _, point in open_]
    return [{**trace, "mode": "markers+text", "text": names, "textposition": "middle left"}]


def _trace(rows: list[tuple[float, Point]], x: list[float], symbol: str, name: str, named: bool) -> dict:
    return {
        "type": "scatter", "mode": "markers", "name": name, "x": x, "y": [at for at, _ in rows], "showlegend": named,
        "cliponaxis": False, "customdata": [point.fact_id for _, point in rows],
        "hovertext": [point.hover for _, point in rows], "hovertemplate": "%{hovertext}<extra></extra>",
        "marker": {"symbol": symbol, "size": 10, "color": ACCENT, "line": {"width": 1.5, "color": ACCENT}},
    }  # fmt: skip


def _columns(rows: Placed, heads: tuple[str, str, str, str], words: str, numbers: str) -> list[dict]:
    """The text columns of a wide figure, each one trace, their heads, and the names of the groups."""
    ys = [at for at, _, _ in rows]
    groups = [(at - 0.85 - _room(point, False) / 2, f"<b>{plain(name)}</b>") for at, name, point in rows if name]
    label, detail, count, value = (f"<span style='color:{MUTED}'>{plain(head)}</span>" for head in heads)
    return [
        column(words, 0.0, [_HEADS, *ys], [label, *(wrapped(point.label, _LABEL) for _, _, point in rows)], "middle right"),
        column(words, 0.47, [_HEADS, *ys], [detail, *(wrapped(point.detail, _DETAIL) for _, _, point in rows)],
               "middle right", MUTED),
        column(words, 1.0, [_HEADS, *ys], [count, *(plain(point.count) for _, _, point in rows)], "middle left"),
        column(numbers, 0.0, [_HEADS, *ys], [value, *(wrapped(point.value, _VALUE) for _, _, point in rows)],
               "middle right"),
        column(words, 0.0, [at for at, _ in groups], [text for _, text in groups], "middle right", MUTED, SIZE["small"] + 1),
    ]  # fmt: skip


def _phone(rows: Placed, x: str, left: float) -> list[dict]:
    """On a phone each row carries its words above its line."""
    heads = [(at - 1.15 - _room(point, True), f"<b>{wrapped(name, _PHONE)}</b>") for at, name, point in rows if name]
    words = [(at - 0.42 - _room(point, True) / 2, wrapped(point.phone, _PHONE)) for at, _, point in rows]
    return [
        column(x, left, [at for at, _ in words], [text for _, text in words], "middle right", size=SIZE["small"] + 1),
        column(x, left, [at for at, _ in heads], [text for _, text in heads], "middle right", MUTED, SIZE["small"] + 1),
    ]
