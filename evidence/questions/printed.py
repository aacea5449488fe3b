"""Printed figures with their cohorts: those that match a view, and of these the ones that may stand on an axis."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from enum import Enum

from evidence.cohorts import (
    Answer,
    Aside,
    ancestors,
    answering,
    by_match,
    disjoint,
    exactly,
    fitting,
    key,
    rounds,
    with_arms,
)
from evidence.language import mark
from evidence.questions.facts import facts
from evidence.reasons import Reason, because
from evidence.row import Row
from evidence.selection import View

#: Which figures a caller wants.
Fits = Callable[[Row], bool]
#: Why a further figure of one endpoint and one cohort stays off it: a data cut, or a part that has no cohort of its own.
ANOTHER = mark("another assessment, or another part, of the cohort on the axis")


def anything(_: Row) -> bool:
    """No figure is left out."""
    return True


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


def matched(version: str, view: View, domains: Iterable[str], fits: Fits = anything) -> list[Printed]:
    """Every fitting figure of these domains whose cohort matches, best match and oldest study first; no single patients.

    Where no cohort that fits the view prints one, those of the nearest. Figures that hold such patients among others
    give way to an exact figure of the same term on some of the same patients.
    """
    return next(filter(None, _rounds(version, view, domains, fits)), [])


def _rounds(version: str, view: View, domains: Iterable[str], fits: Fits) -> Iterator[list[Printed]]:
    """What cohorts that fit print, then what the nearest print."""
    for passing in rounds(version, view):
        found = [
            Printed(row, fact)
            for domain in domains
            for fact in facts(version, view, domain)
            if (row := passing.get(key(fact))) and row["kind"] != "patient" and fits(fact)
        ]
        stand = {key(row) for row in with_arms(version, [row.cohort for row in found])}
        found = [row for row in found if key(row.cohort) in stand]
        found.sort(key=lambda row: (by_match(row.cohort), row.cohort["year"], row.cohort["study_id"]))
        yield _exact_first(version, found)


def _exact_first(version: str, found: list[Printed]) -> list[Printed]:
    exact: dict[tuple, list[Row]] = {}
    for row in found:
        if exactly(row.cohort):
            exact.setdefault(_about(row), []).append(row.cohort)
    return [
        row
        for row in found
        if exactly(row.cohort) or all(disjoint(version, row.cohort, one) for one in exact.get(_about(row), ()))
    ]


def _about(row: Printed) -> tuple:
    return row.cohort["study_id"], row.fact["domain"], row.fact["term"]


def answered(version: str, view: View, domains: Iterable[str], fits: Fits, question: Callable[[Row], tuple]) -> Answered:
    """Ask each question on its own: a study may answer one with its whole cohort and another with its arms.

    `question` gives what a figure is about, as a tuple that sorts in the order of the axis. The nearest cohorts are
    asked where no cohort answers any of them.
    """
    found: list[Answered] = []
    for rows in _rounds(version, view, domains, fits):
        found.append(_answered(version, view, rows, question))
        if found[-1].rows:
            return replace(found[-1], silent=found[0].silent)
    return next((one for one in found if one.aside), found[0])


def _answered(version: str, view: View, rows: list[Printed], question: Callable[[Row], tuple]) -> Answered:
    passing = {key(row.cohort): row.cohort for row in rows}
    groups: dict[tuple, list[Printed]] = {}
    for row in rows:
        groups.setdefault(question(row.fact), []).append(row)
    shown, aside, likely = [], [], []
    for asked in sorted(groups):
        of_cohort: dict[tuple, list[Printed]] = {}
        for row in groups[asked]:
            of_cohort.setdefault(key(row.cohort), []).append(row)
        answer = answering(version, view, of_cohort, passing)
        shown += [row for cohort in answer.shown for row in of_cohort[key(cohort)]]
        aside += [SetAside(row, one.why, _off(one)) for one in answer.aside for row in of_cohort[key(one.cohort)]]
        aside += _below(version, groups[asked], answer)
        likely += answer.likely
    silent = answering(version, view, passing, fitting(version, view)).silent
    return Answered(sorted(shown, key=lambda row: by_match(row.cohort)), aside, silent, likely)


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
