"""Every cohort of a data version, and what each is a part of."""

from functools import lru_cache

from evidence.database import ask
from evidence.row import Row

#: A cohort split off by this word holds the evaluable part of its parent; its n counts evaluable patients only.
EVALUABILITY = "evaluability"

Key = tuple[str, str]

_COHORTS = """
select c.*, s.label as study_label, s.regimen, s.regimen_class, s.phase, s.design, s.disease, s.year, s.level
from cohort c join study s using (study_id)
order by s.year, s.study_id, c.place
"""


def key(row: Row) -> Key:
    return row["study_id"], row["cohort_id"]


@lru_cache(maxsize=8)
def cohorts(version: str) -> tuple[Row, ...]:
    """Every cohort of a version with what its study says of it, in order of year, study and file."""
    return tuple(ask(version, _COHORTS))


@lru_cache(maxsize=8)
def by_study(version: str) -> dict[str, list[Row]]:
    """The cohorts of each study, in the order of its file."""
    groups: dict[str, list[Row]] = {}
    for row in cohorts(version):
        groups.setdefault(row["study_id"], []).append(row)
    return groups


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
