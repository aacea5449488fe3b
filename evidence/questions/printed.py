"""Printed figures with their cohorts: those that match a view, and of these the ones that may stand on an axis."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from evidence.answers import Answer, Aside, Item
from evidence.cohorts import (
    Key,
    ancestors,
    answering,
    by_match,
    by_strength,
    disjoint,
    exactly,
    fitting,
    key,
    rounds,
    with_arms,
)
from evidence.questions.facts import of_cohorts
from evidence.reasons import Name, because, mark
from evidence.row import Cohort, Fact
from evidence.selection import View

#: Which figures a caller wants.
Fits = Callable[[Fact], bool]
#: Why a further figure of one endpoint and one cohort stays off it: a data cut, or a part that has no cohort of its own.
ANOTHER = mark("another assessment, or another part, of the cohort on the axis")
#: Why a figure of a part, or of a later analysis, stays off it.
PART = mark("part of, or a later analysis of, {cohort}")


def anything(_: Fact) -> bool:
    """No figure is left out."""
    return True


def matched(version: str, view: View, domains: Iterable[str], fits: Fits = anything) -> list[Item]:
    """Every fitting figure of these domains whose cohort matches, best match and strongest study first; no single patients.

    Where no cohort that fits the view prints one, those of the nearest. Figures that hold such patients among others
    give way to an exact figure of the same term on some of the same patients.
    """
    return next(filter(None, _rounds(version, view, domains, fits)), [])


def _rounds(version: str, view: View, domains: Iterable[str], fits: Fits) -> Iterator[list[Item]]:
    """What cohorts that fit print, then what the nearest print."""
    for passing in rounds(version, view):
        found = [item for domain in domains for item in _of_domain(version, view, domain, passing, fits)]
        stand = {key(row) for row in with_arms(version, [row.cohort for row in found])}
        found = [row for row in found if key(row.cohort) in stand]
        yield _exact_first(version, _strongest_first(found))


def _strongest_first(rows: list[Item]) -> list[Item]:
    """By match, then by the strongest evidence of each study; the figures of a study together, in their order."""
    best: dict[tuple[int, str], tuple[int, ...]] = {}
    for row in rows:
        study, own = (by_match(row.cohort), row.cohort["study_id"]), by_strength(row.cohort, row.fact["level"])
        best[study] = min(own, best.get(study, own))
    places = {study: (study[0], own, study[1]) for study, own in best.items()}
    return sorted(rows, key=lambda row: places[by_match(row.cohort), row.cohort["study_id"]])


def _of_domain(version: str, view: View, domain: str, passing: Mapping[Key, Cohort], fits: Fits) -> list[Item]:
    """Every fitting figure of one domain whose cohort passes, a study's figures in the order of its file."""
    printed = of_cohorts(version, view, domain)
    found = [
        Item(passing[cohort], (fact,))
        for cohort in passing.keys() & printed.keys()
        if passing[cohort]["kind"] != "patient"
        for fact in printed[cohort]
        if fits(fact)
    ]
    return sorted(found, key=lambda item: item.fact["place"])


def _exact_first(version: str, found: list[Item]) -> list[Item]:
    exact: dict[tuple[Any, ...], list[Cohort]] = {}
    for row in found:
        if exactly(row.cohort):
            exact.setdefault(_about(row), []).append(row.cohort)
    return [
        row
        for row in found
        if exactly(row.cohort) or all(disjoint(version, row.cohort, one) for one in exact.get(_about(row), ()))
    ]


def _about(row: Item) -> tuple[Any, ...]:
    return row.cohort["study_id"], row.fact["domain"], row.fact["term"]


def answered(
    version: str, view: View, domains: Iterable[str], fits: Fits, question: Callable[[Fact], tuple[Any, ...]]
) -> Answer[Item]:
    """Ask each question on its own: a study may answer one with its whole cohort and another with its arms.

    `question` gives what a figure is about, as a tuple that sorts in the order of the axis. The nearest cohorts are
    asked where no cohort answers any of them.
    """
    found: list[Answer[Item]] = []
    for rows in _rounds(version, view, domains, fits):
        found.append(_answered(version, view, rows, question))
        if found[-1].items:
            return replace(found[-1], silent=found[0].silent)
    return next((one for one in found if one.aside), found[0])


def _answered(version: str, view: View, rows: list[Item], question: Callable[[Fact], tuple[Any, ...]]) -> Answer[Item]:
    passing = {key(row.cohort): row.cohort for row in rows}
    groups: dict[tuple[Any, ...], list[Item]] = {}
    for row in rows:
        groups.setdefault(question(row.fact), []).append(row)
    shown, aside, likely = [], [], []
    for asked in sorted(groups):
        of_cohort: dict[tuple[Any, ...], list[Item]] = {}
        for row in groups[asked]:
            of_cohort.setdefault(key(row.cohort), []).append(row)
        answer = answering(version, view, of_cohort, passing)
        shown += [row for cohort in answer.cohorts for row in of_cohort[key(cohort)]]
        aside += [Aside(row, one.why) for one in answer.aside for row in of_cohort[key(one.cohort)]]
        aside += _below(version, groups[asked], answer)
        likely += answer.likely
    silent = answering(version, view, passing, fitting(version, view)).silent
    return Answer(sorted(shown, key=lambda row: by_match(row.cohort)), aside, silent, likely)


def _below(version: str, rows: list[Item], answer: Answer[Item]) -> Iterator[Aside]:
    """Figures of matching cohorts below one that answers, or below one set aside, for the same reason as that one."""
    why = {key(one): because(PART, cohort=Name(one["label"])) for one in answer.cohorts}
    why |= {key(one.cohort): one.why for one in answer.aside}
    for row in rows:
        if key(row.cohort) not in why and row.cohort["basis"] == "baseline":
            above = next((key(one) for one in ancestors(version, row.cohort) if key(one) in why), None)
            if above:
                yield Aside(row, why[above])


def once(found: Answer[Item]) -> Answer[Item]:
    """Of several figures of one endpoint in one cohort (data cuts, parts) the first in its file stands on the axis."""
    first: dict[tuple[Any, ...], Item] = {}
    for row in found.items:
        first.setdefault((*key(row.cohort), row.fact["term"], row.fact["unit"]), row)
    shown = list(first.values())
    later = [Aside(row, because(ANOTHER)) for row in found.items if row not in shown]
    return replace(found, items=shown, aside=[*found.aside, *later])
