"""Adverse events: a map of terms and grade bands against dose levels or cohorts; a cell prints its own n/N."""

from functools import cache

import plotly.graph_objects as go
from plotly.colors import sample_colorscale

from dashboard.charts.events import hover
from dashboard.charts.lines import breadth, shortened
from dashboard.charts.values import Caption
from dashboard.painters.plotly.rows import ROW, column, row_axis, text_axis
from dashboard.painters.plotly.theme import ACCENT, FAINT, INK, LINE, MUTED, SHADE, SIZE, picture, plain, wrapped
from evidence.cohorts import key
from evidence.language import say
from evidence.questions.adverse_events.numbers import BELOW, ELSEWHERE, NOT_APPLICABLE, Band, Grid, silence
from evidence.questions.adverse_events.words import row as named
from evidence.questions.events.numbers import Event
from evidence.questions.events.words import IN_WORDS, cell, signs
from evidence.row import Row
from evidence.vocabulary import TOXICITY
from evidence.wording import numbers
from evidence.wording.selection import cohort

#: So many columns still hold an n/N each, wide and on a phone.
COLUMNS = {False: 12, True: 4}
#: Share of the width for the words of the rows; on a phone they stand above the cells.
WORDS = 0.3
#: A cell is at most so wide, as a share of the width.
CELL = 0.14
#: From this share on the shade is so dark that the count is printed in white.
DARK = 55
#: The looks of a cell, with fill (None: by its percentage) and pattern.
LOOKS = {
    "figure": (None, ""), IN_WORDS: ("#ffffff", ""), numbers.NOT_REPORTED: (LINE, "/"), ELSEWHERE: (FAINT, ""),
    BELOW: (LINE, "."), NOT_APPLICABLE: (LINE, "x"),
}  # fmt: skip
#: With more columns their names stand upright, in lines of so many characters.
LYING = {False: 6, True: 3}
UPRIGHT = 38
#: Characters of the name of a row where it stands above its cells, on a phone.
ABOVE = 58

Cell = tuple[float, float, Event | str]


def heatmap(grid: Grid, caption: Caption, narrow: bool) -> go.Figure:
    """Rows grouped by organ class, columns in the order of studies and doses; a blank is never drawn as zero."""
    ys, groups = _placed(grid.rows)
    heads, head = _heads(grid.columns, narrow)
    last = max(ys.values(), default=0)
    cells = _cells(grid, ys)
    data = [*_rectangles(cells, narrow), _marks(cells, narrow), *_words(grid, ys, groups, narrow)]
    width = (0, 1) if narrow else (WORDS, min(1, WORDS + CELL * len(heads)))
    layout = {
        "yaxis": row_axis(-head / ROW[narrow] - 0.2, last + 0.6),
        "xaxis": {**text_axis(width), "range": [-0.5, max(len(heads), 1) - 0.5]},
        "xaxis2": text_axis((0, WORDS)),
        "barmode": "overlay",
        "annotations": heads,
    }
    height = int((last + 0.8) * ROW[narrow] + head)
    return picture(data, layout, caption, height=height, narrow=narrow)


def _heads(columns: list[Row], narrow: bool) -> tuple[list[dict], int]:
    """The names of the columns, standing on the first row, and their height in pixels."""
    upright = len(columns) > LYING[narrow]
    width = UPRIGHT if upright else (54 if narrow else 108) // max(len(columns), 1 if narrow else 6)
    names = [wrapped(cohort(row), width) + ("" if row["n"] is None else f"<br>n = {row['n']}") for row in columns]
    lines = max((text.count("<br>") + 1 for text in names), default=0)
    longest = max((breadth(line) for text in names for line in text.split("<br>")), default=0)
    heads = [
        {
            "text": text, "x": x, "y": 0, "xref": "x", "yref": "y", "yanchor": "bottom", "showarrow": False,
            "textangle": -90 if upright else 0, "align": "left" if upright else "center",
            "font": {"size": SIZE["small"], "color": INK},
        }
        for x, text in enumerate(names)
    ]  # fmt: skip
    return heads, longest * 6 if upright else lines * 15


def _placed(rows: list[Band]) -> tuple[dict[Band, float], list[tuple[float, str]]]:
    """Height of each row, and of the name of each organ class above its first row."""
    ys, groups, at, last = {}, [], 0.0, None
    for one in rows:
        group = TOXICITY[one[0]].group
        if group != last:
            groups.append((at + 0.5, say(group)))
            at, last = at + 1.0, group
        ys[one] = at + 0.5
        at += 1.0
    return ys, groups


def _cells(grid: Grid, ys: dict[Band, float]) -> list[Cell]:
    """Every cell with its place: what stands in it, or why nothing does."""
    return [
        (x, ys[one], grid.cells[place][0] if place in grid.cells else grid.hidden.get(place) or _silence(one, row))
        for one in grid.rows
        for x, row in enumerate(grid.columns)
        for place in [(one, key(row))]
    ]


def _silence(one: Band, row: Row) -> str:
    return silence(one, row) or numbers.NOT_REPORTED


def _rectangles(cells: list[Cell], narrow: bool) -> list[dict]:
    """One trace a look: shaded, white (in words), hatched (not reported), grey (printed, but not shown here)."""
    return [
        {
            "type": "bar", "name": name, "x": [x for x, _, _ in found], "base": [y - _half(narrow) for _, y, _ in found],
            "y": [2 * _half(narrow)] * len(found), "width": 0.94, "hoverinfo": "skip", "showlegend": False,
            "marker": {"color": [fill or shade(one) for _, _, one in found],
                       "line": {"color": [ACCENT if _hollow(one) else LINE for _, _, one in found], "width": 1.2},
                       "pattern": {"shape": pattern, "bgcolor": "#ffffff", "size": 5} if pattern else {}},
        }
        for name, (fill, pattern) in LOOKS.items()
        if (found := [cell for cell in cells if _look(cell[2]) == name])
    ]  # fmt: skip


def _look(one: Event | str) -> str:
    if isinstance(one, Event):
        return "figure" if one.rate else IN_WORDS
    return one if one in LOOKS else ELSEWHERE


def shade(one: Event) -> str:
    """Darker with the percentage; white where there is none or a reader had a doubt."""
    percent = share(one)
    return "#ffffff" if percent is None else _colour(round(percent))


@cache
def _colour(percent: int) -> str:
    return sample_colorscale([list(stop) for stop in SHADE], percent / 100)[0]


def share(one: Event | str) -> float | None:
    """Percent of N that a cell is shaded by; None where there is none or a reader had a doubt."""
    return one.rate.percent if _look(one) == "figure" and not _hollow(one) else None


def _hollow(one: Event | str) -> bool:
    """White with a frame, as a mark is hollow on every page."""
    return isinstance(one, Event) and one.hollow


def _half(narrow: bool) -> float:
    """Half of a cell's height in rows; on a phone the words of the row stand above it."""
    return 0.31 if narrow else 0.43


def _marks(cells: list[Cell], narrow: bool) -> dict:
    """What can be pointed at and chosen: one square a figure, with what the cell prints."""
    known = [(x, y, one) for x, y, one in cells if isinstance(one, Event)]
    return {
        "type": "scatter", "mode": "markers+text", "name": "figure", "showlegend": False, "cliponaxis": False,
        "x": [x for x, _, _ in known], "y": [y for _, y, _ in known], "text": [_text(one) for _, _, one in known],
        "textposition": "middle center",
        "textfont": {
            "size": SIZE["small"],
            "color": ["#ffffff" if (share(one) or 0) >= DARK else INK for _, _, one in known],
        },
        "marker": {"symbol": "square", "size": 22, "opacity": 0},
        "customdata": [one.facts[0]["fact_id"] for _, _, one in known],
        "hovertext": ["<br>".join(plain(line) for line in hover(one)) for _, _, one in known],
        "hovertemplate": "%{hovertext}<extra></extra>",
    }  # fmt: skip


def _text(one: Event) -> str:
    if one.rate is None:
        return f"<i>{say('in words')}</i>"
    if one.rate.events is None and one.rate.percent is not None:
        return f"{cell(one)}{signs(one)}<br><span style='font-size:9px'>{say('n not printed')}</span>"
    return f"{cell(one)}{signs(one)}"


def _words(grid: Grid, ys: dict[Band, float], groups: list[tuple[float, str]], narrow: bool) -> list[dict]:
    axis, left, lift = ("x", -0.5, 0.5) if narrow else ("x2", 0, 0)
    names = [plain(shortened(named(one), ABOVE)) if narrow else wrapped(named(one), 46) for one in grid.rows]
    heads = [f"<b>{plain(name)}</b>" for _, name in groups]
    return [
        column(axis, left, [ys[one] - lift for one in grid.rows], names, "middle right"),
        column(axis, left, [at for at, _ in groups], heads, "middle right", MUTED, SIZE["small"] + 1),
    ]
