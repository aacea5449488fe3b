"""Appraisal: a grid of lights, one a study and question, each with its sign; no sum."""

from collections.abc import Iterable

from dashboard.charts.lines import lines
from dashboard.charts.matching import study_labelled
from dashboard.charts.rows import ROW_LIMIT
from dashboard.charts.values import LIGHTS, Caption, Cell, Head, Line, Matrix
from evidence.language import say
from evidence.questions.appraisal.numbers import Appraised
from evidence.questions.appraisal.words import SIGNS
from evidence.vocabulary import ANSWER, APPRAISAL, QUESTIONS
from evidence.wording.phrases import remark

#: Characters to a line of a reason.
REASON = 60


def grid(rows: list[Appraised], checklist: str, caption: Caption) -> Matrix:
    """One row a study, one column a question in the order of the checklist; the reason stands behind each light."""
    asked = QUESTIONS[checklist]
    heads = tuple(Head(f"{number} {question.label}") for number, question in enumerate(asked.values(), start=1))
    names = {answer: code.label for answer, code in ANSWER.items()}
    return Matrix(caption, LIGHTS, heads, tuple(_line(row, asked) for row in rows[:ROW_LIMIT]), names)


def _line(row: Appraised, asked: Iterable[str]) -> Line:
    given = {one["question"]: one for one in row.answers}
    cells = tuple(_light(row, given[one]) if one in given else Cell() for one in asked)
    return Line("", study_labelled(row.study, row.cohort), cells, study=row.study["study_id"])


def _light(row: Appraised, one: dict) -> Cell:
    answer = one["answer"]
    reason = say("{answer}: {reason}", answer=ANSWER[answer].label, reason=remark(one["reason"]))
    definition = APPRAISAL[one["question"]].definition
    told = (study_labelled(row.study, row.cohort), definition, *lines(reason, REASON), one["locator"])
    return Cell(f"{SIGNS[answer]} {ANSWER[answer].label.lower()}", answer, SIGNS[answer], hover=told)
