"""A map of counts: cells shaded by their share, hatched where a source is silent, grey where it is printed elsewhere."""

from itertools import groupby

from dashboard.charts.lines import breadth, lines
from dashboard.charts.values import (
    BELOW,
    COUNTS,
    ELSEWHERE,
    FIGURE,
    IN_WORDS,
    INAPPLICABLE,
    SILENT,
    Cell,
    Head,
    Line,
    Matrix,
)
from dashboard.painters.look import ACCENT, DARK, FAINT, INK, LINE, MUTED, PATTERNS, shade
from dashboard.painters.plotly.rows import ROW, column, row_axis, text_axis
from dashboard.painters.plotly.theme import SIZE, Drawing, hovered, picture, plain, wrapped

#: Share of the width for the words of the rows; on a phone they stand above the cells.
WORDS = 0.3
#: A cell is at most so wide, as a share of the width.
CELL = 0.14
#: The fill of each state; a figure is filled by its share.
_FILLS = {FIGURE: None, IN_WORDS: "#ffffff", SILENT: LINE, ELSEWHERE: FAINT, BELOW: LINE, INAPPLICABLE: LINE}
#: With more columns their names run upwards, in lines of so many characters; the narrower the columns, in the fewer lines.
LYING = {False: 8, True: 3}
UPRIGHT, NARROWER = 38, 4
#: Characters to a line of the name of a row: left of its cells, on a phone above them.
NAMED = {False: 42, True: 44}
#: Height of a line of a name in pixels.
NAME = 17
#: Columns of the smallest text that all cells of a row have room for, side by side; lines of a note in a cell at most, and
#: the pixels of one.
NOTES, NOTED, NOTE = {False: 128, True: 58}, 3, 17

Placed = list[tuple[float, float, Cell]]


def counts(chart: Matrix, narrow: bool) -> Drawing:
    """Rows under the names of their groups; the words of a row stand left of it, on a phone above."""
    room = int(NOTES[narrow] * min(1 / max(len(chart.heads), 1), 1 if narrow else CELL / (1 - WORDS)))
    deeper = _deeper(chart.lines, room) / ROW[narrow]
    ys, groups, end = _placed(chart.lines, narrow, deeper)
    heads, head = _heads(chart.heads, narrow)
    cells: Placed = [(x, y, cell) for y, line in zip(ys, chart.lines, strict=True) for x, cell in enumerate(line.cells)]
    data = [*_rectangles(cells, _half(narrow) + deeper / 2), _marks(cells, room)]
    data += _words(chart.lines, [y - deeper / 2 if narrow else y for y in ys], groups, narrow)
    width = (0, 1) if narrow else (WORDS, min(1, WORDS + CELL * len(heads)))
    layout = {
        "yaxis": row_axis(-head / ROW[narrow] - 0.2, end + 0.1),
        "xaxis": {**text_axis(width), "range": [-0.5, max(len(heads), 1) - 0.5]},
        "xaxis2": text_axis((0, WORDS)),
        "barmode": "overlay",
        "annotations": heads,
    }
    height = int((end + 0.3) * ROW[narrow] + head)
    return picture(data, layout, chart.caption, height=height, narrow=narrow)


def _heads(columns: tuple[Head, ...], narrow: bool) -> tuple[list[dict], int]:
    """The names of the columns, standing on the first row, and their height in pixels."""
    upright = len(columns) > LYING[narrow]
    lying = (54 if narrow else 108) // max(len(columns), 1 if narrow else 6)
    width = max(UPRIGHT, NARROWER * len(columns)) if upright else lying
    texts = ["<br>".join(map(plain, lines(one.text, width, cut=False))) for one in columns]
    names = [text + (f"<br>{one.size}" if one.size else "") for text, one in zip(texts, columns, strict=True)]
    high = max((text.count("<br>") + 1 for text in names), default=0)
    longest = max((breadth(line) for text in names for line in text.split("<br>")), default=0)
    heads = [
        {
            "text": text, "x": x, "y": 0, "xref": "x", "yref": "y", "yanchor": "bottom", "showarrow": False,
            "textangle": -90 if upright else 0, "align": "left" if upright else "center",
            "font": {"size": SIZE["small"], "color": INK},
        }
        for x, text in enumerate(names)
    ]  # fmt: skip
    return heads, longest * 6 if upright else high * 15


def _deeper(rows: tuple[Line, ...], room: int) -> int:
    """Pixels that each cell is higher because a note has more than a line."""
    most = max((len(_note(cell, room)) for one in rows for cell in one.cells), default=0)
    return NOTE * max(most - 1, 0)


def _note(one: Cell, room: int) -> list[str]:
    return lines(one.note, room, most=NOTED) if one.note else []


def _placed(rows: tuple[Line, ...], narrow: bool, deeper: float) -> tuple[list[float], list[tuple[float, str]], float]:
    """The middle of the cells of each row, and of the name of each group that has one, and where the last row ends; in rows.

    A row has the height of its name: where that has more lines than a row holds, or on a phone stands above the cells; and
    is `deeper` for the notes in its cells.
    """
    ys, groups, at = [], [], 0.0
    for group, members in groupby(rows, key=lambda one: one.group):
        if group:
            groups.append((at + 0.5, group))
            at += 1.0
        for one in members:
            named = NAME * _more_lines(one, narrow) / ROW[narrow]
            high = deeper + (1.1 + named if narrow else max(1.0, (NAME + 4) / ROW[narrow] + named))
            ys.append(at + high - 0.5 - deeper / 2 if narrow else at + high / 2)
            at += high
    return ys, groups, at


def _more_lines(row: Line, narrow: bool) -> int:
    """Lines of the name of a row after its first."""
    return wrapped(row.label, NAMED[narrow]).count("<br>")


def _rectangles(cells: Placed, half: float) -> list[dict]:
    """One trace a state."""
    return [
        {
            "type": "bar", "name": state, "x": [x for x, _, _ in found], "base": [y - half for _, y, _ in found],
            "y": [2 * half] * len(found), "width": 0.94, "hoverinfo": "skip", "showlegend": False,
            "marker": {"color": [fill or shade(one.share) for _, _, one in found],
                       "line": {"color": [ACCENT if one.hollow else LINE for _, _, one in found], "width": 1.2},
                       "pattern": _pattern(state)},
        }
        for state, fill in _FILLS.items()
        if (found := [cell for cell in cells if cell[2].state == state])
    ]  # fmt: skip


def _pattern(state: str) -> dict:
    shape = PATTERNS.get((COUNTS, state))
    return {"shape": shape, "bgcolor": "#ffffff", "size": 5} if shape else {}


def _half(narrow: bool) -> float:
    """Half of a cell's height in rows; on a phone the words of the row stand above it."""
    return 0.31 if narrow else 0.43


def _marks(cells: Placed, room: int) -> dict:
    """What can be pointed at and chosen: one square a figure, with what the cell prints."""
    known = [(x, y, one) for x, y, one in cells if one.state in (FIGURE, IN_WORDS)]
    inks = ["#ffffff" if (one.share or 0) >= DARK else INK for _, _, one in known]
    return {
        "type": "scatter", "mode": "markers+text", "name": "figure", "showlegend": False, "cliponaxis": False,
        "x": [x for x, _, _ in known], "y": [y for _, y, _ in known], "text": [_text(one, room) for _, _, one in known],
        "textposition": "middle center", "textfont": {"size": SIZE["small"], "color": inks},
        "marker": {"symbol": "square", "size": 22, "opacity": 0},
        "customdata": [list(one.facts) for _, _, one in known],
        "hovertext": [hovered(one.hover) for _, _, one in known], "hovertemplate": "%{hovertext}<extra></extra>",
    }  # fmt: skip


def _text(one: Cell, room: int) -> str:
    """What a cell prints, and as much of its note as it has room for; pointing at it says the rest."""
    if one.sign:
        return f"<i>{one.sign}</i>"
    return "<br>".join([one.text, *(f"<span style='font-size:9px'>{plain(line)}</span>" for line in _note(one, room))])


def _words(lines: tuple[Line, ...], ys: list[float], groups: list[tuple[float, str]], narrow: bool) -> list[dict]:
    axis, left = ("x", -0.5) if narrow else ("x2", 0)
    names = [wrapped(one.label, NAMED[narrow]) for one in lines]
    lifted = [0.5 + NAME * _more_lines(one, True) / 2 / ROW[True] if narrow else 0 for one in lines]
    heads = [f"<b>{plain(name)}</b>" for _, name in groups]
    return [
        column(axis, left, [y - lift for y, lift in zip(ys, lifted, strict=True)], names, "middle right"),
        column(axis, left, [at for at, _ in groups], heads, "middle right", MUTED, SIZE["small"] + 1),
    ]
