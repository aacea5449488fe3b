"""The blind form: which figure stands where, without what anybody has read there."""

from datetime import date
from pathlib import Path
from typing import Annotated

from pydantic import Field

from etl.lines import flow
from etl.read import Problem
from etl.readings.file import modelled
from evidence import vocabulary
from evidence.fields import Day, Record, Slug, Text
from evidence.readings import NUMBERS, Answered, Noted, Reader
from evidence.records import Figure, Study

HEAD = """\
# A reading of {study} by {reader}. Look at each place, write the numbers that are printed there and `printed`, the
# figure's own characters; leave other numbers blank. Where the figure is not there write found: absent; where the page
# can't be had, found: no-page. A figure that is missing here gets a line of its own below. Ask nobody for theirs.
"""
ANSWERS = """
# Of the study as a whole: answer {answers}, with your reason and its place; leave blank what you do not answer.
answers:
"""


class Form(Record):
    """A form as somebody has filled it in; `asked` of a line says in words what to look for, and is not kept."""

    study: Slug
    reader: Slug
    kind: Text
    date: Day
    figures: Annotated[tuple["Asked", ...], Field(min_length=1)]
    answers: tuple["Question", ...] = ()

    def reading(self) -> tuple[Reader, list[Noted]]:
        """Who read, and what they noted; lines that are still blank are left out."""
        filled = [line.filled() for line in self.figures if not line.is_blank()]
        noted = [Noted.model_validate({"reader": self.reader} | line) for line in filled]
        return Reader(id=self.reader, kind=self.kind, date=self.date), noted

    def answered(self) -> list[Answered]:
        """The answers to the questions of the appraisal; what is still blank is left out."""
        filled = [line.filled() for line in self.answers if line.answer]
        return [Answered.model_validate({"reader": self.reader} | line) for line in filled]


class Asked(Record):
    """One line of a form; every value is text until it is a reading."""

    fact: Text
    asked: Text | None = None
    found: Text | None = None
    events: Text | None = None
    of: Text | None = None
    percent: Text | None = None
    value: Text | None = None
    low: Text | None = None
    high: Text | None = None
    spread: Text | None = None
    printed: Text | None = None
    at: Text | None = None
    note: Text | None = None

    def filled(self) -> dict[str, str]:
        return {name: given for name, given in self if given is not None and name != "asked"}

    def is_blank(self) -> bool:
        return not (self.filled().keys() - {"fact", "at"})


class Question(Record):
    """One question of the appraisal on a form."""

    question: Text
    asked: Text | None = None
    answer: Text | None = None
    at: Text | None = None
    reason: Text | None = None

    def filled(self) -> dict[str, str]:
        return {name: given for name, given in self if given is not None and name != "asked"}


def blank(study: Study, reader: str, kind: str, today: date) -> str:
    """The form of every figure of a study: cohort, term, window and place, and no number of anybody.

    Of an appraised study the questions of its checklist stand first, without anybody's answer.
    """
    cohorts = {cohort.id: cohort.label for cohort in study.cohorts}
    lines = [HEAD.format(study=study.id, reader=reader)]
    lines += [
        f"study: {study.id}\n",
        f"reader: {reader}\n",
        f"kind: {kind}\n",
        f"date: {today.isoformat()}\n",
        *_appraisal(study),
        "\nfigures:\n",
    ]
    for name, (domain, _, figure) in zip(study.fact_ids, study.figures(), strict=True):
        asked = f"{cohorts[figure.cohort]}: {_what(domain, figure)}; {figure.source}, {figure.at}"
        numbers = [one for one in NUMBERS if one not in UNASKED[figure.statistic is None]]
        kept = {"fact": name.partition("/")[2], "asked": asked[:600], "found": None}
        lines.append(f"  - {flow(kept | dict.fromkeys([*numbers, 'printed', 'note']))}\n")
    return "".join(lines)


def _appraisal(study: Study) -> list[str]:
    """The questions of the checklist of an appraised study; a figure that a reader adds still stands at the end."""
    if not study.appraisal:
        return []
    asked = [{"question": one.question, "asked": vocabulary.APPRAISAL[one.question].meaning} for one in study.appraisal]
    lines = [f"  - {flow(one | dict.fromkeys(('answer', 'at', 'reason')))}\n" for one in asked]
    return [ANSWERS.format(answers=", ".join(vocabulary.ANSWER)), *lines]


#: Numbers that a figure does not have, by whether it is a rate.
UNASKED = {True: ("value", "spread"), False: ("events", "percent")}


def _what(domain: str, figure: Figure) -> str:
    """'Response, CR, within 28 days': what is asked, in the words of the line."""
    unit = vocabulary.UNIT[figure.unit].label if figure.unit else None
    parts = [vocabulary.DOMAIN[domain].label, figure.term, figure.statistic, unit]
    parts += [f"grade {figure.grade}" if figure.grade else None, figure.window, figure.comparator, figure.criteria]
    return ", ".join(part for part in parts if part)


def read_form(path: Path) -> tuple[Form | None, tuple[Problem, ...]]:
    """A form as filled in, or what is wrong with it."""
    form, _, problems = modelled(path, path.name, Form, lambda error: f"{error['msg']}; given {str(error['input'])[:60]!r}")
    return form, problems
