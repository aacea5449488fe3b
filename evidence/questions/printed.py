"""Printed figures with their cohorts: those that match a view, and of these the ones that may stand on an axis."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from enum import Enum

from evidence.cohorts import Answer, Aside, ancestors, answering, fitting, key
from evidence.language import mark
from evidence.questions.facts import facts
from evidence.reasons import Reason, because
from evidence.row import Row
from evidence.selection import View

#: Why a further figure of one endpoint and one cohort stays off it: a data cut, or a part that has no cohort of its own.
ANOTHER = mark("another assessment, or another part, of the cohort on the axis")


class Off(Enum):
    """Kinds of reasons for staying off an axis.

    PART: of a cohort that answers, or a later analysis of it; ALONE: a share of one group, which compares nothing.
    """

    LATER, SAME, PART, ANOTHER, FORM, ALONE = range(6)


@dataclass(frozen=True)
class Printed:
    """One printed figure and the cohort that it is of."""

    cohort: Row
    fact: Row


@dataclass(frozen=True)
class SetAside:
    """A printed figure that must not stand on the axis, and why: in words, and as a kind to count by."""

    row: Printed
    why: Reason
    off: Off

    @property
    def cohort(self) -> Row:
        return self.row.cohort


@dataclass(frozen=True)
class Answered:
    """Rows for an axis, rows set aside from it, the cohorts that match and print nothing on the question.

    `likely` holds pairs of shown cohorts that may share patients, which no source prints.
    """

    rows: list[Printed]
    aside: list[SetAside]
    silent: list[Row]
    likely: list[tuple[Row, Row]]


def matched(version: str, view: View, domains: Iterable[str]) -> list[Printed]:
    """Every figure of these domains whose cohort passes the filters, oldest study first; no single patients."""
    passing = {place: row for place, row in fitting(version, view).items() if row["kind"] != "patient"}
    found = [
        Printed(passing[key(fact)], fact)
        for domain in domains
        for fact in facts(version, view, domain)
        if key(fact) in passing
    ]
    return sorted(found, key=lambda row: (row.cohort["year"], row.cohort["study_id"]))


def answered(version: str, view: View, rows: list[Printed], question: Callable[[Row], tuple]) -> Answered:
    """Ask each question on its own: a study may answer one with its whole cohort and another with its arms.

    `question` gives what a figure is about, as a tuple that sorts in the order of the axis.
    """
    groups: dict[tuple, list[Printed]] = {}
    for row in rows:
        groups.setdefault(question(row.fact), []).append(row)
    shown, aside, likely = [], [], []
    for asked in sorted(groups):
        of_cohort: dict[tuple, list[Printed]] = {}
        for row in groups[asked]:
            of_cohort.setdefault(key(row.cohort), []).append(row)
        answer = answering(version, view, of_cohort)
        shown += [row for cohort in answer.shown for row in of_cohort[key(cohort)]]
        aside += [SetAside(row, one.why, _off(one)) for one in answer.aside for row in of_cohort[key(one.cohort)]]
        aside += _below(version, groups[asked], answer)
        likely += answer.likely
    return Answered(shown, aside, answering(version, view, {key(row.cohort) for row in rows}).silent, likely)


def _below(version: str, rows: list[Printed], answer: Answer) -> Iterator[SetAside]:
    """Figures of matching cohorts below one that answers, or below one set aside, for the same reason as that one."""
    message = mark("part of, or a later analysis of, {cohort}")
    why = {key(one): (because(message, cohort=one["label"]), Off.PART) for one in answer.shown}
    why |= {key(one.cohort): (one.why, _off(one)) for one in answer.aside}
    for row in rows:
        if key(row.cohort) not in why and row.cohort["basis"] == "baseline":
            above = next((key(one) for one in ancestors(version, row.cohort) if key(one) in why), None)
            if above:
                yield SetAside(row, *why[above])


def _off(one: Aside) -> Off:
    return Off.LATER if one.cohort["basis"] == "outcome" else Off.SAME


def once(found: Answered) -> Answered:
    """Of several figures of one endpoint in one cohort (data cuts, parts) the first in its file stands on the axis."""
    first: dict[tuple, Printed] = {}
    for row in found.rows:
        first.setdefault((*key(row.cohort), row.fact["term"], row.fact["unit"]), row)
    shown = list(first.values())
    later = [SetAside(row, because(ANOTHER), Off.ANOTHER) for row in found.rows if row not in shown]
    return Answered(shown, [*found.aside, *later], found.silent, found.likely)
