"""Checks: the coverage matrix, which study reports what, with silence drawn as a mark of its own."""

import plotly.graph_objects as go

from dashboard.charts.lines import lines
from dashboard.charts.rows import ROW_LIMIT
from dashboard.charts.values import Caption
from dashboard.painters.plotly.rows import column, headings, row_axis, text_axis
from dashboard.painters.plotly.theme import ACCENT, FAINT, INK, picture, plain, wrapped
from evidence.language import say
from evidence.questions.coverage.numbers import QUESTIONS, Coverage
from evidence.questions.coverage.words import STATES, heading, reporting, said

#: Symbol, size, line width and colour of each state; silence is an empty ring, so that holes are seen.
_MARKS = {
    "counts": ("square", 13, 0, ACCENT),
    "values": ("diamond", 13, 0, "#7aa6d2"),
    "words": ("line-ew-open", 11, 2.5, ACCENT),
    "nothing": ("circle-open", 9, 1, "#9aa3ad"),
}
#: Height of a row and of the heads of the columns in pixels, wide and on a phone.
ROW = {False: 28, True: 42}
HEAD = {False: 50, True: 180}
_WORDS, _MATRIX = (0.0, 0.26), {False: (0.26, 1.0), True: (0.0, 1.0)}


def matrix(rows: list[Coverage], caption: Caption, narrow: bool) -> go.Figure:
    """One row a study, one column a question; the heads count the studies that report it, of all that match."""
    drawn = rows[:ROW_LIMIT]
    data = [_lines(len(drawn)), *(_marks(drawn, state) for state in STATES)]
    data.append(_names(drawn, narrow))
    layout = {
        "yaxis": row_axis(-0.6 - HEAD[narrow] / ROW[narrow], len(drawn) - 0.4),
        "xaxis": {**text_axis(_MATRIX[narrow]), "range": [-0.5, len(QUESTIONS) - 0.5]},
        "annotations": headings([_head(rows, question, narrow) for question in QUESTIONS], -0.7, narrow),
    }
    if not narrow:
        layout["xaxis2"] = text_axis(_WORDS)
    height = HEAD[narrow] + len(drawn) * ROW[narrow]
    return picture(data, layout, caption, height=height, narrow=narrow, legend=len(STATES))


def _names(rows: list[Coverage], narrow: bool) -> dict:
    """The studies, left of the marks; on a phone above them."""
    if narrow:
        return column(
            "x", -0.45, [at - 0.4 for at in range(len(rows))], [plain(row.study["label"]) for row in rows], "middle right"
        )
    return column(
        "x2", 0, list(range(len(rows))), [wrapped(row.study["label"], 46) for row in rows], "middle right", INK, 11
    )


def _head(rows: list[Coverage], question: str, narrow: bool) -> str:
    name = heading(question) if narrow else "<br>".join(lines(heading(question), 13, cut=False))
    share = say("<b>{n}</b> of {of}", n=reporting(rows, question), of=len(rows))
    return f"{name}{' ' if narrow else '<br>'}{share}"


def _marks(rows: list[Coverage], state: str) -> dict:
    found = [
        (at, index, row, question)
        for index, row in enumerate(rows)
        for at, question in enumerate(QUESTIONS)
        if row.reported[question].state == state
    ]
    symbol, size, width, colour = _MARKS[state]
    return {
        "type": "scatter", "mode": "markers", "name": say(STATES[state]), "showlegend": True, "cliponaxis": False,
        "x": [at for at, *_ in found] or [None], "y": [index for _, index, *_ in found] or [None],
        "customdata": ["; ".join(row.reported[question].named) for *_, row, question in found],
        "marker": {"symbol": symbol, "size": size, "color": colour, "line": {"width": width, "color": colour}},
        "text": [_hover(row, question) for *_, row, question in found],
        "hovertemplate": "%{text}<extra></extra>",
    }  # fmt: skip


def _hover(row: Coverage, question: str) -> str:
    told = say("{question}: {figures}", question=heading(question), figures=said(question, row.reported[question]))
    return f"<b>{plain(row.study['label'])}</b><br>{told}"


def _lines(rows: int) -> dict:
    """A faint line through each row, so that the eye finds the study."""
    x, y = [], []
    for at in range(rows):
        x += [-0.5, len(QUESTIONS) - 0.5, None]
        y += [at, at, None]
    return {"type": "scatter", "mode": "lines", "name": "rows", "x": x, "y": y, "hoverinfo": "skip", "showlegend": False,
            "line": {"color": FAINT, "width": 1}}  # fmt: skip
