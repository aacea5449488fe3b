"""The coverage matrix: which study reports what, with silence a state of its own."""

from dashboard.charts.matching import study_labelled
from dashboard.charts.values import REPORTED, Caption, Cell, Head, Line, Matrix
from evidence.language import say
from evidence.questions.coverage.numbers import QUESTIONS, Coverage
from evidence.questions.coverage.words import STATES, heading, reporting, said

#: So many studies are drawn: those that print most; the table has them all.
DRAWN = 20


def matrix(rows: list[Coverage], caption: Caption) -> Matrix:
    """One row a study, one column a question; the heads count the studies that report it, of all that match."""
    heads = tuple(Head(heading(one), filled=(reporting(rows, one), len(rows))) for one in QUESTIONS)
    names = {state: say(name) for state, name in STATES.items()}
    return Matrix(caption, REPORTED, heads, tuple(map(_line, rows[:DRAWN])), names)


def _line(row: Coverage) -> Line:
    cells = tuple(_cell(row, one) for one in QUESTIONS)
    return Line("", study_labelled(row.study, row.cohort), cells, study=row.study["study_id"])


def _cell(row: Coverage, question: str) -> Cell:
    found = row.reported[question]
    told = say("{question}: {figures}", question=heading(question), figures=said(question, found))
    text = "" if found.state == "nothing" else said(question, found)
    return Cell(text, found.state, facts=tuple(found.named), hover=(study_labelled(row.study, row.cohort), told))
