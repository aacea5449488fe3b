"""Which cohorts answer a question.

Each study answers with its highest cohorts that match and print the figure asked for, exact ones before those that
hold such patients among others; the nearest are asked where no cohort answers. Siblings of one split share no patient
and may stand together; of two splits of the same patients the first in the file answers.
"""

from collections.abc import Container, Mapping
from dataclasses import replace
from itertools import combinations

from evidence.answers import Answer, Aside, Item
from evidence.cohorts.matching import among, rounds
from evidence.cohorts.overlaps import overlaps
from evidence.cohorts.table import Key, arms, by_key, by_match, closeness, compared, exactly, key, parts, study_called
from evidence.reasons import Name, Reason, because, mark
from evidence.row import Cohort
from evidence.selection import View

#: Why a group that was known only afterwards answers nothing.
LATER = mark("defined by what happened later")


def answering(
    version: str,
    view: View,
    printing: Container[Key],
    passing: Mapping[Key, Cohort] | None = None,
    *,
    overlapping: bool = False,
) -> Answer[Item]:
    """The cohorts that answer a view on a question that the `printing` cohorts print figures for, exact ones first.

    `passing` are the cohorts to ask: those that fit or, where none of them answers, the nearest; a caller that asks
    several times for one answer gives them. `overlapping` keeps reports of several studies on the same patients.
    """
    asked = [passing] if passing is not None else rounds(version, view)
    answers: list[Answer[Item]] = []
    for cohorts in asked:
        answers.append(_answer(version, cohorts, view.choice("rows"), printing, overlapping))
        if answers[-1].items:
            return replace(answers[-1], silent=answers[0].silent)
    return next((answer for answer in answers if answer.aside), answers[0])


def _answer(
    version: str, passing: Mapping[Key, Cohort], kind: str, printing: Container[Key], overlapping: bool
) -> Answer[Item]:
    able = among(passing, printing)
    shown: list[Cohort] = []
    aside: list[Aside] = []
    for study, rows in _by_study(able).items():
        found, others = _highest(version, (study, None), able, kind)
        shown += with_arms(version, found)
        aside += others + _outcomes(rows)
    silent = _silent(passing, able, shown)
    shown, twice = (shown, []) if overlapping else _once(version, shown)
    items = [Item(row) for row in sorted(shown, key=by_match)]
    return Answer(items, aside + twice, silent, _likely(version, shown))


def shown(version: str, view: View, printing: Container[Key], passing: Mapping[Key, Cohort] | None = None) -> list[Cohort]:
    """Only the cohorts that answer; for those who count them, or ask many questions at once."""
    for cohorts in rounds(version, view) if passing is None else [passing]:
        able, kind = among(cohorts, printing), view.choice("rows")
        studies = _by_study(able).items()
        found = [row for study, rows in studies for row in with_arms(version, _topmost(version, study, rows, able, kind))]
        if found:
            return sorted(_once(version, found)[0], key=by_match)
    return []


def _by_study(able: Mapping[Key, Cohort]) -> dict[str, list[Cohort]]:
    of_study: dict[str, list[Cohort]] = {}
    for (study, _), row in able.items():
        of_study.setdefault(study, []).append(row)
    return of_study


def _topmost(version: str, study: str, rows: list[Cohort], able: Mapping[Key, Cohort], kind: str) -> list[Cohort]:
    """The highest cohorts of a study; one that is alone able to answer needs no look at what it is a part of."""
    if len(rows) == 1:
        return rows if _may_answer(rows[0], kind) else []
    return _highest(version, (study, None), able, kind)[0]


def with_arms(version: str, shown: list[Cohort]) -> list[Cohort]:
    """The rows, controls of a drug asked for only where an arm that they are compared with stands beside them."""
    stand = {arms(version)[key(row)] for row in shown if not row["match"].beside}
    return [row for row in shown if not row["match"].beside or any(key(arm) in stand for arm in compared(version)[key(row)])]


def _outcomes(rows: list[Cohort]) -> list[Aside]:
    why = because(LATER)
    return [Aside(Item(row), why) for row in rows if row["basis"] == "outcome"]


def _may_answer(row: Cohort, kind: str) -> bool:
    asked = kind == "highest" or row["kind"] == kind
    return asked and row["basis"] == "baseline" and row["kind"] != "patient"


def _highest(
    version: str, above: tuple[str, str | None], able: Mapping[Key, Cohort], kind: str
) -> tuple[list[Cohort], list[Aside]]:
    """The highest cohorts below one of a study that may answer; what is set aside for them.

    A part that matches better answers before its whole, and its split before another one.
    """
    shown: list[Cohort] = []
    aside: list[Aside] = []
    for children in parts(version).get(above, {}).values():
        found: list[Cohort] = []
        for child in children:
            own = able.get(key(child))
            if own and _may_answer(own, kind):
                answer, others = _or_closer_parts(version, own, able, kind)
            else:
                answer, others = _highest(version, key(child), able, kind)
            found += answer
            aside += others
        if shown and found and min(map(closeness, found)) < min(map(closeness, shown)):
            shown, found = found, shown
        if shown:
            aside += [Aside(Item(row), _why_not_both(version, row, shown)) for row in found]
        else:
            shown = found
    return shown, aside


def _why_not_both(version: str, row: Cohort, shown: list[Cohort]) -> Reason:
    """Why a cohort of another split does not stand beside those shown: who stands in both, as far as it is printed."""
    both = set(_also_in(row))
    both |= {(other["cohort_id"], n) for other in shown for name, n in _also_in(other) if name == row["cohort_id"]}
    labels = {other["cohort_id"]: Name(other["label"]) for other in shown}
    if told := [(labels[name], int(n)) for name, n in sorted(both) if name in labels]:
        return because("{shared} of its {n} patients stand in {cohorts} too", shared=sum(n for _, n in told),
                       n="?" if row["n"] is None else row["n"], cohorts=tuple(label for label, _ in told))  # fmt: skip
    names = tuple(Name(other["label"]) for other in shown)
    whole = by_key(version).get((row["study_id"], row["parent"] or ""))
    if whole and whole["n"] and sum(other["n"] or 0 for other in shown) >= whole["n"]:
        return because("the same patients as {cohorts}", cohorts=names)
    return because("may hold some of the same patients as {cohorts}", cohorts=names)


def _also_in(row: Cohort) -> list[tuple[str, str]]:
    return [(cohort, n) for cohort, n in (one.split("/") for one in row["also_in"])]


def _or_closer_parts(version: str, own: Cohort, able: Mapping[Key, Cohort], kind: str) -> tuple[list[Cohort], list[Aside]]:
    """A cohort that may answer, or its parts where one of them matches better."""
    if exactly(own):
        return [own], []
    below, others = _highest(version, key(own), able, kind)
    closer = below and min(map(closeness, below)) < closeness(own)
    return (below, others) if closer else ([own], [])


def _silent(passing: Mapping[Key, Cohort], able: Container[Key], shown: list[Cohort]) -> list[Cohort]:
    """The exact cohorts that print nothing, where a reader would look for them.

    Of a study that answers with an exact cohort, the other parts of that split of which no part answers either; of any
    other study the exact cohorts that are a part of none.
    """
    exact = {place: row for place, row in passing.items() if exactly(row) and not row["match"].beside}
    answered = {row["study_id"] for row in shown if exactly(row)}
    splits = {(row["study_id"], row["parent"], row["split"]) for row in shown if row["parent"]}
    spoken = {(row["study_id"], row["parent"]) for row in shown}
    return [
        row
        for place, row in exact.items()
        if row["basis"] == "baseline"
        and row["kind"] != "patient"
        and (
            place not in able and place not in spoken and (place[0], row["parent"], row["split"]) in splits
            if place[0] in answered
            else (place[0], row["parent"]) not in exact
        )
    ]


def _likely(version: str, shown: list[Cohort]) -> list[tuple[Cohort, Cohort]]:
    shared = overlaps(version, likely=True)
    sharing = [row for row in shown if shared[key(row)]]
    return [(one, other) for one, other in combinations(sharing, 2) if key(other) in shared[key(one)]]


def _once(version: str, shown: list[Cohort]) -> tuple[list[Cohort], list[Aside]]:
    """Of reports on the same patients the one that matches best answers, then the fuller (more patients, then the later)."""
    shared = overlaps(version)
    sharing = [row for row in shown if shared[key(row)]]
    kept: dict[Key, Cohort] = {}
    aside: dict[Key, Aside] = {}
    for row in sorted(sharing, key=lambda row: (-by_match(row), row["n"] or 0, row["year"]), reverse=True):
        double = next((other for place, other in kept.items() if place in shared[key(row)]), None)
        if double:
            aside[key(row)] = Aside(Item(row), because("the same patients as {cohorts}", cohorts=study_called(double)))
        else:
            kept[key(row)] = row
    return [row for row in shown if key(row) not in aside], list(aside.values())
