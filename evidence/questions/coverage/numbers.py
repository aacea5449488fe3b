"""Checks: the discrepancy register, who reports what, and what the built file is."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from evidence.cohorts import Key, by_match, closest, key, telling
from evidence.database import ask
from evidence.questions.facts import facts, numbers_of, passing, printing
from evidence.questions.studies.numbers import discrepancies, studies
from evidence.reasons import mark
from evidence.row import Cohort, Row
from evidence.selection import View
from evidence.vocabulary import DOMAIN, TERM

PATIENTS = "patients"
#: Follow-up and time on treatment are no outcome.
EXPOSURE = "exposure"
#: So many figures open at once where a mark stands for many.
NAMED = 3
#: The questions of the coverage matrix, each a domain of figures; the last asks for single patients.
QUESTIONS = {
    "response": mark("Response"),
    "mobilisation": mark("Mobilisation"),
    "toxicity": mark("Toxicity"),
    "dlt": mark("Dose-limiting toxicity"),
    "time to event": mark("Survival or duration"),
    "transplant": mark("Transplant"),
    "mortality": mark("Mortality"),
    "pharmacodynamic": mark("Pharmacodynamics"),
    PATIENTS: mark("Single patients"),
}


@dataclass(frozen=True)
class Reported:
    """What a study prints on one question: `state` is counts, values, words (or definitions and limits) or nothing.

    `named` are the ids of the first figures, those with counts before others.
    """

    state: str
    figures: int = 0
    counts: int = 0
    named: tuple[str, ...] = ()


@dataclass(frozen=True)
class Coverage:
    study: Row
    reported: dict[str, Reported]
    #: The cohort by which the study matches best.
    cohort: Cohort

    @property
    def answered(self) -> int:
        """How many of the questions something is printed on."""
        return sum(one.state != "nothing" for one in self.reported.values())


def register(version: str, view: View, kind: str = "any") -> list[Row]:
    """Discrepancies that touch a figure that passes the filters; one on no figure goes with its study."""
    able = telling(version, view, printing(version, view, tuple(DOMAIN)))
    closest_of = closest(able.values())
    every = discrepancies(version)
    names = {name for row in every for name in row["fact_ids"]}
    concerned = {row["fact_id"] for row in passing(version, view, names) if key(row) in able}
    present = {row["study_id"] for row in numbers_of(version, view, DOMAIN) if key(row) in able}
    found = [
        row
        for row in every
        if kind in ("any", row["kind"])
        and (not concerned.isdisjoint(row["fact_ids"]) if row["fact_ids"] else row["study_id"] in present)
    ]
    return sorted(found, key=lambda row: by_match(closest_of[row["study_id"]]))


def whose(version: str, view: View, rows: Iterable[Row]) -> list[Cohort]:
    """For each discrepancy the cohort by which its study matches best."""
    closest_of = closest(telling(version, view, printing(version, view, tuple(DOMAIN))).values())
    return [closest_of[row["study_id"]] for row in rows]


def coverage(version: str, view: View) -> list[Coverage]:
    """What the cohorts of each study that match best print on each question, exact matches first, of these the studies
    that print on most questions.

    Studies that print nothing at all are left out.
    """
    passing = telling(version, view, printing(version, view, tuple(DOMAIN)))
    closest_of = closest(passing.values())
    printed = {domain: _by_study(facts(version, view, domain), passing) for domain in DOMAIN}
    single = _by_study(_patients(version), passing)
    rows = [
        Coverage(
            study,
            {question: _reported(question, printed, single, study["study_id"]) for question in QUESTIONS},
            closest_of[study["study_id"]],
        )
        for study in studies(version)
        if study["study_id"] in closest_of
    ]
    return sorted(rows, key=lambda row: (by_match(row.cohort), -row.answered))


def _by_study(rows: Iterable[Row], passing: Mapping[Key, Cohort]) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = {}
    for row in rows:
        if key(row) in passing:
            found.setdefault(row["study_id"], []).append(row)
    return found


def _reported(question: str, printed: dict[str, dict[str, list[Row]]], single: dict[str, list[Row]], study: str) -> Reported:
    if question == PATIENTS:
        number = len(single.get(study, ()))
        return Reported("counts", number, number) if number else Reported("nothing")
    rows = [row for row in printed[question].get(study, []) if TERM[question][row["term"]].group != EXPOSURE]
    if not rows:
        return Reported("nothing")
    counted = [row for row in rows if row["events"] is not None]
    words = all(row["statistic"] in ("words", "limit") for row in rows)
    named = tuple(row["fact_id"] for row in (counted or rows)[:NAMED])
    return Reported("counts" if counted else "words" if words else "values", len(rows), len(counted), named)


@lru_cache(maxsize=8)
def _patients(version: str) -> tuple[Row, ...]:
    return tuple(ask(version, "select study_id, cohort_id, number from patient order by study_id, number"))


def build(version: str) -> Row:
    """What the built file says of itself: version, studies, facts, schema_version."""
    return ask(version, "select * from build")[0]
