"""Which cohorts answer a selection, without counting a patient twice.

Each study answers with its highest cohorts that match all filters and print the figure asked for. Siblings of
one split share no patient and may stand together; of two splits of the same patients the first in the file answers.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from evidence.database import ask
from evidence.row import Row
from evidence.selection import View
from evidence.vocabulary import MUTATION, SETTING, TRANSPLANT, narrower

#: A cohort split off by this word holds the evaluable part of its parent; its n counts evaluable patients only.
EVALUABILITY = "evaluability"

Key = tuple[str, str]

_COHORTS = """
select c.*, s.label as study_label, s.regimen, s.regimen_class, s.phase, s.design, s.disease, s.year, s.level
from cohort c join study s using (study_id)
order by s.year, s.study_id, c.place
"""


@dataclass(frozen=True)
class Aside:
    """A cohort that matches but must not stand beside those shown, and why."""

    cohort: Row
    why: str


@dataclass(frozen=True)
class Answer:
    """The cohorts that answer, those that match and print nothing on the question, those set aside."""

    shown: list[Row]
    silent: list[Row]
    aside: list[Aside]


def key(row: Row) -> Key:
    return row["study_id"], row["cohort_id"]


@lru_cache(maxsize=8)
def cohorts(version: str) -> tuple[Row, ...]:
    """Every cohort of a version with what its study says of it, in order of year, study and file."""
    return tuple(ask(version, _COHORTS))


@lru_cache(maxsize=8)
def _by_key(version: str) -> dict[Key, Row]:
    return {key(row): row for row in cohorts(version)}


def ancestors(version: str, cohort: Row) -> list[Row]:
    """The cohorts that a cohort is a part of, nearest first."""
    by_key = _by_key(version)
    found = []
    while cohort["parent"]:
        cohort = by_key[cohort["study_id"], cohort["parent"]]
        found.append(cohort)
    return found


def matches(cohort: Row, view: View) -> bool:
    """Whether a cohort passes all filters on cohorts."""
    wanted = {name: view.chosen(name) for name in ("mutation", "setting", "transplant", "disease", "phase", "study", "drug")}
    for name, codes in (("mutation", MUTATION), ("setting", SETTING), ("transplant", TRANSPLANT)):
        if wanted.get(name) and not any(cohort[name] in narrower(codes, value) for value in wanted[name]):
            return False
    if wanted.get("mutation") and view.choice("carriers") == "every" and not carried_by_all(cohort):
        return False
    if any(wanted.get(name) and cohort[name] not in wanted[name] for name in ("disease", "phase")):
        return False
    if wanted.get("study") and cohort["study_id"] not in wanted["study"]:
        return False
    return not wanted.get("drug") or any(drug in cohort["drugs"] for drug in wanted["drug"])


def carried_by_all(cohort: Row) -> bool:
    """Every patient of the cohort carries its mutation: counted so, or the cohort is defined by it."""
    if cohort["mutation_n"] is not None:
        return cohort["mutation_n"] == cohort["mutation_of"]
    return cohort["mutation_from"] == cohort["cohort_id"]


def answering(version: str, view: View, printing: Iterable[Key], *, overlapping: bool = False) -> Answer:
    """The cohorts that answer a view on a question that the `printing` cohorts print figures for.

    `overlapping` keeps reports of several studies on the same patients, for a caller that counts them itself.
    """
    printing = set(printing)
    by_study: dict[str, list[Row]] = {}
    for cohort in cohorts(version):
        by_study.setdefault(cohort["study_id"], []).append(cohort)
    shown, silent, aside = [], [], []
    for rows in by_study.values():
        fitting = {row["cohort_id"] for row in rows if matches(row, view)}
        found, others = _highest(rows, None, fitting, printing, view.choice("rows"))
        shown += found
        aside += others
        if not found and fitting:
            silent += _topmost(rows, fitting)
        aside += [
            Aside(row, "defined by what happened later")
            for row in rows
            if row["basis"] == "outcome" and row["cohort_id"] in fitting and key(row) in printing
        ]
    shown, twice = (shown, []) if overlapping else _once(version, shown)
    return Answer(shown, silent, aside + twice)


def _may_answer(row: Row, fitting: set[str], printing: set[Key], kind: str) -> bool:
    asked = kind == "highest" or row["kind"] == kind
    axis = row["basis"] == "baseline" and row["kind"] != "patient"
    return asked and axis and row["cohort_id"] in fitting and key(row) in printing


def _highest(
    rows: list[Row], parent: str | None, fitting: set[str], printing: set[Key], kind: str
) -> tuple[list[Row], list[Aside]]:
    splits: dict[str | None, list[Row]] = {}
    for row in rows:
        if row["parent"] == parent:
            splits.setdefault(row["split"], []).append(row)
    shown: list[Row] = []
    aside: list[Aside] = []
    for children in splits.values():
        found: list[Row] = []
        for child in children:
            if _may_answer(child, fitting, printing, kind):
                found.append(child)
            else:
                below, others = _highest(rows, child["cohort_id"], fitting, printing, kind)
                found += below
                aside += others
        if shown:
            names = ", ".join(row["label"] for row in shown)
            aside += [Aside(row, f"the same patients as {names}") for row in found]
        else:
            shown = found
    return shown, aside


def _topmost(rows: list[Row], fitting: set[str]) -> list[Row]:
    """Of the matching cohorts those whose parent does not match: what a reader would look for."""
    return [
        row
        for row in rows
        if row["cohort_id"] in fitting
        and row["parent"] not in fitting
        and row["basis"] == "baseline"
        and row["kind"] != "patient"
    ]


def _once(version: str, shown: list[Row]) -> tuple[list[Row], list[Aside]]:
    """Of reports on the same patients the fuller one (more patients, then the later) answers."""
    fullest_first = sorted(shown, key=lambda row: (row["n"] or 0, row["year"]), reverse=True)
    kept: list[Row] = []
    aside: list[Aside] = []
    for row in fullest_first:
        double = next((other for other in kept if _same_patients(version, row, other)), None)
        if double:
            aside.append(Aside(row, f"the same patients as {double['study_label']}"))
        else:
            kept.append(row)
    return [row for row in shown if row in kept], aside


def _same_patients(version: str, one: Row, other: Row) -> bool:
    """Whether two cohorts of different studies are said to share patients, themselves or by what they are part of."""
    if one["study_id"] == other["study_id"]:
        return False
    lineage = [{"/".join(key(row)): row for row in (cohort, *ancestors(version, cohort))} for cohort in (one, other)]
    return any(
        set(row["same_patients_as"]) & set(other_line)
        for line, other_line in (lineage, lineage[::-1])
        for row in line.values()
    )


def matching(version: str, view: View, printing: Iterable[Key]) -> list[Row]:
    """Baseline cohorts (no single patients) that pass the filters and print something on the question."""
    printing = set(printing)
    return [
        row
        for row in cohorts(version)
        if key(row) in printing and row["basis"] == "baseline" and row["kind"] != "patient" and matches(row, view)
    ]


def facet(version: str, view: View, name: str, values: Iterable[str], printing: Iterable[Key]) -> dict[str, int]:
    """How many of the matching cohorts each value of a filter would leave, all other filters kept."""
    rest = view.with_filter(name, ())
    pool = matching(version, rest, printing)
    return {value: sum(matches(row, rest.with_filter(name, (value,))) for row in pool) for value in values}
