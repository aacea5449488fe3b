"""Which cohorts answer a question.

Each study answers with its highest cohorts that match all filters and print the figure asked for. Siblings of
one split share no patient and may stand together; of two splits of the same patients the first in the file answers.
"""

from collections.abc import Container, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from itertools import combinations, groupby
from operator import itemgetter

from evidence.cohorts.matching import fitting
from evidence.cohorts.overlaps import overlaps
from evidence.cohorts.table import Key, key, parts
from evidence.reasons import Reason, because
from evidence.row import Row
from evidence.selection import View


@dataclass(frozen=True)
class Aside:
    """A cohort that matches but must not stand beside those shown, and why."""

    cohort: Row
    why: Reason


@dataclass(frozen=True)
class Answer:
    """The cohorts that answer, those that match and print nothing on the question, those set aside.

    `likely` holds pairs of shown cohorts that may share patients, which no source prints.
    """

    shown: list[Row]
    silent: list[Row]
    aside: list[Aside]
    likely: list[tuple[Row, Row]] = field(default_factory=list)


def answering(version: str, view: View, printing: Container[Key], *, overlapping: bool = False) -> Answer:
    """The cohorts that answer a view on a question that the `printing` cohorts print figures for.

    `overlapping` keeps reports of several studies on the same patients, for a caller that counts them itself.
    """
    passing, kind = fitting(version, view), view.choice("rows")
    able = {place for place in passing if place in printing}
    quiet, telling = passing.keys() - able, {study for study, _ in able}
    shown, silent, aside = [], [], []
    for study, rows in groupby(passing.values(), key=itemgetter("study_id")):
        own, found = list(rows), []
        if study in telling:
            found, others = _highest(version, (study, None), able, kind)
            shown += found
            aside += others + _outcomes(own, able)
        silent += _silent_siblings(own, quiet, found) if found else _topmost(own, passing)
    shown, twice = (shown, []) if overlapping else _once(version, shown)
    return Answer(shown, silent, aside + twice, _likely(version, shown))


def shown(version: str, view: View, printing: Container[Key]) -> list[Row]:
    """Only the cohorts that answer; for those who count them."""
    passing, kind = fitting(version, view), view.choice("rows")
    able = {place for place in passing if place in printing}
    telling = {study for study, _ in able}
    studies = dict.fromkeys(study for study, _ in passing if study in telling)
    return _once(version, [row for study in studies for row in _highest(version, (study, None), able, kind)[0]])[0]


def _outcomes(rows: list[Row], able: AbstractSet[Key]) -> list[Aside]:
    why = because("defined by what happened later")
    return [Aside(row, why) for row in rows if row["basis"] == "outcome" and key(row) in able]


def _may_answer(row: Row, able: AbstractSet[Key], kind: str) -> bool:
    asked = kind == "highest" or row["kind"] == kind
    return asked and row["basis"] == "baseline" and row["kind"] != "patient" and key(row) in able


def _highest(
    version: str, above: tuple[str, str | None], able: AbstractSet[Key], kind: str
) -> tuple[list[Row], list[Aside]]:
    """The highest cohorts below one of a study that may answer; what is set aside for them."""
    shown: list[Row] = []
    aside: list[Aside] = []
    for children in parts(version).get(above, {}).values():
        found: list[Row] = []
        for child in children:
            if _may_answer(child, able, kind):
                found.append(child)
            else:
                below, others = _highest(version, key(child), able, kind)
                found += below
                aside += others
        if shown:
            names = tuple(row["label"] for row in shown)
            aside += [Aside(row, because("the same patients as {cohorts}", cohorts=names)) for row in found]
        else:
            shown = found
    return shown, aside


def _topmost(rows: list[Row], passing: Mapping[Key, Row]) -> list[Row]:
    """Of the matching cohorts those whose parent does not match: what a reader would look for."""
    return [
        row
        for row in rows
        if key(row) in passing
        and (row["study_id"], row["parent"]) not in passing
        and row["basis"] == "baseline"
        and row["kind"] != "patient"
    ]


def _silent_siblings(rows: list[Row], quiet: AbstractSet[Key], shown: list[Row]) -> list[Row]:
    """Cohorts of the same split as a shown one that match and print nothing, nor does any part of them."""
    splits = {(row["parent"], row["split"]) for row in shown if row["parent"]}
    spoken = {row["parent"] for row in shown}
    return [
        row
        for row in rows
        if key(row) in quiet
        and (row["parent"], row["split"]) in splits
        and row["cohort_id"] not in spoken
        and row["basis"] == "baseline"
        and row["kind"] != "patient"
    ]


def _likely(version: str, shown: list[Row]) -> list[tuple[Row, Row]]:
    shared = overlaps(version, likely=True)
    sharing = [row for row in shown if shared[key(row)]]
    return [(one, other) for one, other in combinations(sharing, 2) if key(other) in shared[key(one)]]


def _once(version: str, shown: list[Row]) -> tuple[list[Row], list[Aside]]:
    """Of reports on the same patients the fuller one (more patients, then the later) answers."""
    shared = overlaps(version)
    sharing = [row for row in shown if shared[key(row)]]
    kept: dict[Key, Row] = {}
    aside: dict[Key, Aside] = {}
    for row in sorted(sharing, key=lambda row: (row["n"] or 0, row["year"]), reverse=True):
        double = next((other for place, other in kept.items() if place in shared[key(row)]), None)
        if double:
            aside[key(row)] = Aside(row, because("the same patients as {cohorts}", cohorts=double["study_label"]))
        else:
            kept[key(row)] = row
    return [row for row in shown if key(row) not in aside], list(aside.values())
