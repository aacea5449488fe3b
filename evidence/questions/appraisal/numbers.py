"""Appraisal: the answers of the checklist for each study that has some, and the studies that have none."""

from dataclasses import dataclass
from functools import lru_cache

from evidence.cohorts import by_key, by_match, closest, telling
from evidence.database import ask
from evidence.questions.studies.numbers import studies
from evidence.row import Row
from evidence.selection import View


@dataclass(frozen=True)
class Appraised:
    """A study with its answers, one row a question in the order of the checklist."""

    study: Row
    answers: tuple[Row, ...]
    #: The cohort by which the study matches best.
    cohort: Row


def appraised(version: str, view: View) -> tuple[list[Appraised], list[Row]]:
    """The appraised studies among those with a matching cohort, and the others of them."""
    closest_of = closest(telling(version, view, by_key(version)).values())
    matched = [study for study in studies(version) if study["study_id"] in closest_of]
    matched.sort(key=lambda study: by_match(closest_of[study["study_id"]]))
    every, names = _answers(version), [study["study_id"] for study in matched]
    found = [
        Appraised(study, every[name], closest_of[name]) for name, study in zip(names, matched, strict=True) if name in every
    ]
    return found, [study for study in matched if study["study_id"] not in every]


def answers(version: str, study: str) -> tuple[Row, ...]:
    """The answers of one study in the order of the checklist; none where nobody has appraised it."""
    return _answers(version).get(study, ())


@lru_cache(maxsize=8)
def _answers(version: str) -> dict[str, tuple[Row, ...]]:
    found: dict[str, tuple[Row, ...]] = {}
    for row in ask(version, "select * from appraisal order by study_id, question"):
        found[row["study_id"]] = (*found.get(row["study_id"], ()), row)
    return found
