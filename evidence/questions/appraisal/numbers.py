"""Appraisal: the answers of its checklist for each study that has some, and the studies that have none."""

from dataclasses import dataclass
from functools import lru_cache

from evidence.cohorts import by_key, by_match, closest, telling
from evidence.database import ask
from evidence.questions.studies.numbers import studies
from evidence.row import Cohort, Row
from evidence.selection import View
from evidence.vocabulary import fitting


@dataclass(frozen=True)
class Appraised:
    """A study with its answers, one row a question in the order of the checklist."""

    study: Row
    answers: tuple[Row, ...]
    #: The cohort by which the study matches best.
    cohort: Cohort


def appraised(version: str, view: View, checklist: str) -> tuple[list[Appraised], list[Row]]:
    """The appraised studies among those with a matching cohort that a checklist fits, and the others of them."""
    closest_of, asked = closest(telling(version, view, by_key(version)).values()), fitted(version)
    matched = [one for one in studies(version) if one["study_id"] in closest_of and asked[one["study_id"]] == checklist]
    matched.sort(key=lambda study: by_match(closest_of[study["study_id"]]))
    every, names = _answers(version), [study["study_id"] for study in matched]
    found = [
        Appraised(study, every[name], closest_of[name]) for name, study in zip(names, matched, strict=True) if name in every
    ]
    return found, [study for study in matched if study["study_id"] not in every]


@lru_cache(maxsize=8)
def fitted(version: str) -> dict[str, str]:
    """The checklist that each study is asked by."""
    compared = {row["study_id"] for row in ask(version, "select distinct study_id from cohort where role = 'control'")}
    return {study["study_id"]: fitting(study["design"], study["study_id"] in compared) for study in studies(version)}


def answers(version: str, study: str) -> tuple[Row, ...]:
    """The answers of one study in the order of the checklist; none where nobody has appraised it."""
    return _answers(version).get(study, ())


@lru_cache(maxsize=8)
def _answers(version: str) -> dict[str, tuple[Row, ...]]:
    found: dict[str, tuple[Row, ...]] = {}
    for row in ask(version, "select * from appraisal order by study_id, question"):
        found[row["study_id"]] = (*found.get(row["study_id"], ()), row)
    return found


@lru_cache(maxsize=8)
def apart(version: str) -> dict[tuple[str, str], tuple[list[Row], Row | None]]:
    """What readers answered without seeing each other, by study and question, and the ruling where they differed."""
    ruled = {(row["study_id"], row["question"]): row for row in ask(version, "select * from appraisal_ruling")}
    given: dict[tuple[str, str], list[Row]] = {}
    for row in ask(version, "select * from appraisal_answer order by study_id, place"):
        given.setdefault((row["study_id"], row["question"]), []).append(row)
    return {key: (rows, ruled.get(key)) for key, rows in given.items()}
