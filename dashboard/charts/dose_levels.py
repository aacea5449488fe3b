"""The doses of one drug from low to high, a column a question; and what each study reports of its doses."""

from collections import Counter
from collections.abc import Sequence

from dashboard.charts.matching import study_labelled
from dashboard.charts.values import COUNTS, FIGURE, IN_WORDS, SILENT, Caption, Cell, Head, Line, Matrix
from evidence.language import say
from evidence.questions.dose_levels import words
from evidence.questions.dose_levels.numbers import EVALUABLE, PATIENTS, QUESTIONS, Dose, DoseLevels
from evidence.row import known
from evidence.vocabulary import UNIT
from evidence.wording.matching import block
from evidence.wording.selection import cohort


def doses(found: DoseLevels, drawn: Sequence[Dose], caption: Caption) -> Matrix:
    """Rows are doses of which something is printed, grouped by their unit; a blank is never drawn as zero.

    Doses that read alike, as the strata of a study do, go by the whole names of their cohorts.
    """
    alike = Counter(map(words.row, drawn))
    names = [words.row(one) if alike[words.row(one)] == 1 else cohort(one.cohort) for one in drawn]
    lines = tuple(_line(one, name, found.questions) for one, name in zip(drawn, names, strict=True))
    return Matrix(caption, COUNTS, _heads(found.questions), lines, {})


def _heads(questions: tuple[str, ...]) -> tuple[Head, ...]:
    return tuple(Head(say(words.HEADS[question])) for question in questions)


def _line(one: Dose, label: str, questions: tuple[str, ...]) -> Line:
    unit, name = UNIT[known(one.cohort["dose_unit"])].label, block(one.cohort)
    group = say("{block}: {group}", block=name, group=unit) if name else unit
    cells = tuple(_cell(one, question) for question in questions)
    facts = tuple(fact for cell in cells for fact in cell.facts)
    return Line(group, label, cells, facts, study="" if facts else one.cohort["study_id"])


def _cell(one: Dose, question: str) -> Cell:
    text = words.cell(one, question) if one.prints(question) else ""
    if not text:
        return Cell(state=SILENT)
    items = () if question in (PATIENTS, EVALUABLE) else one.answers[question]
    first = items[0] if items else None
    shared = first.rate if first is not None and not first.is_hollow else None
    return Cell(
        text, FIGURE if first is None or first.rate else IN_WORDS, note=words.below(one, question),
        share=shared.percent if shared else None, hollow=first is not None and first.is_hollow,
        facts=tuple(fact["fact_id"] for item in items for fact in item.facts),
        hover=(words.row(one), *words.hover(one, question)),
    )  # fmt: skip


def reported(found: DoseLevels, drawn: int, caption: Caption) -> Matrix:
    """Rows are studies; a cell says of how many of its doses a study prints the question."""
    lines = tuple(_reported(own) for own in list(found.studies.values())[:drawn])
    return Matrix(caption, COUNTS, _heads(QUESTIONS), lines, {})


def _reported(own: list[Dose]) -> Line:
    row = own[0].cohort
    cells = []
    for question in QUESTIONS:
        n = sum(one.prints(question) for one in own)
        share = 100 * n / len(own)
        cells.append(Cell(f"{n}/{len(own)}", FIGURE, share=share) if n else Cell(state=SILENT))
    facts = tuple(fact["fact_id"] for one in own for item in one.items for fact in item.facts)
    label = study_labelled(row, row)
    return Line("", label, tuple(cells), facts, study="" if facts else row["study_id"])
