"""Appraisal: a grid of lights, one a study and question, each with its sign inside; colour never alone, no sum."""

import plotly.graph_objects as go

from dashboard.charts.lines import lines
from dashboard.charts.rows import ROW_LIMIT
from dashboard.charts.values import Caption
from dashboard.painters.plotly.rows import column, headings, row_axis, text_axis
from dashboard.painters.plotly.theme import ACCENT, FAINT, INK, MUTED, picture, plain, wrapped
from evidence.language import say
from evidence.questions.appraisal.numbers import Appraised
from evidence.questions.appraisal.words import SIGNS
from evidence.vocabulary import ANSWER, APPRAISAL

#: Fill, edge and sign of each light: blue and orange stay apart for every kind of colour vision, and in grey.
_LIGHTS = {
    "yes": (ACCENT, ACCENT, "#ffffff"),
    "no": ("#e08214", "#b35806", INK),
    "unclear": ("#e6e9ec", "#9aa3ad", INK),
    "not applicable": ("#ffffff", "#9aa3ad", MUTED),
}
#: Height of a row and of the heads of the columns in pixels, wide and on a phone.
ROW = {False: 40, True: 58}
HEAD = {False: 46, True: 130}
_WORDS, _GRID = (0.0, 0.2), {False: (0.2, 1.0), True: (0.0, 1.0)}


def grid(rows: list[Appraised], caption: Caption, narrow: bool) -> go.Figure:
    """One row a study, one column a question in the order of the checklist; the reason stands behind each light."""
    rows = rows[:ROW_LIMIT]
    data = [_lights(rows, answer) for answer in ANSWER]
    names = [plain(row.study["label"]) for row in rows]
    ys = list(range(len(rows)))
    data.append(
        column("x", -0.45, [at - 0.42 for at in ys], names, "middle right")
        if narrow
        else column("x2", 0, ys, [wrapped(row.study["label"], 30) for row in rows], "middle right")
    )
    layout = {
        "yaxis": row_axis(-0.6 - HEAD[narrow] / ROW[narrow], len(rows) - 0.4),
        "xaxis": {**text_axis(_GRID[narrow]), "range": [-0.5, len(APPRAISAL) - 0.5]},
        "annotations": headings([_head(at, question, narrow) for at, question in enumerate(APPRAISAL, 1)], -0.62, narrow),
        "shapes": [_rule(at) for at in ys],
    }
    if not narrow:
        layout["xaxis2"] = text_axis(_WORDS)
    height = HEAD[narrow] + len(rows) * ROW[narrow]
    return picture(data, layout, caption, height=height, narrow=narrow)


def _head(number: int, question: str, narrow: bool) -> str:
    label = f"{number} {APPRAISAL[question].label}"
    return label if narrow else "<br>".join(lines(label, 13, cut=False))


def _lights(rows: list[Appraised], answer: str) -> dict:
    """All lights of one answer, with the sign inside."""
    questions = list(APPRAISAL)
    found = [
        (questions.index(one["question"]), at, row, one)
        for at, row in enumerate(rows)
        for one in row.answers
        if one["answer"] == answer
    ]
    fill, edge, ink = _LIGHTS[answer]
    return {
        "type": "scatter", "mode": "markers+text", "name": ANSWER[answer].label, "showlegend": False, "cliponaxis": False,
        "x": [x for x, *_ in found], "y": [y for _, y, *_ in found], "text": [SIGNS[answer]] * len(found),
        "textposition": "middle center", "textfont": {"size": 14 if len(SIGNS[answer]) == 1 else 11, "color": ink},
        "marker": {"symbol": "circle", "size": 25, "color": fill, "line": {"width": 1, "color": edge}},
        "hovertext": [_hover(row, one) for *_, row, one in found], "hovertemplate": "%{hovertext}<extra></extra>",
    }  # fmt: skip


def _hover(row: Appraised, one: dict) -> str:
    return "<br>".join(
        [
            f"<b>{plain(row.study['label'])}</b>",
            plain(APPRAISAL[one["question"]].definition),
            say("{answer}: {reason}", answer=ANSWER[one["answer"]].label, reason=wrapped(one["reason"], 60)),
            plain(one["locator"]),
        ]
    )


def _rule(at: int) -> dict:
    """A faint line under the lights of a study, so that the eye keeps its row."""
    return {"type": "line", "xref": "x", "yref": "y", "x0": -0.5, "x1": len(APPRAISAL) - 0.5, "y0": at, "y1": at,
            "line": {"color": FAINT, "width": 1}, "layer": "below"}  # fmt: skip
