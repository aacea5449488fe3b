"""Every cohort of a data version, and what each is a part of."""

from functools import lru_cache

from evidence.database import ask
from evidence.row import Row

#: A cohort split off by this word holds the evaluable part of its parent; its n counts evaluable patients only.
EVALUABILITY = "evaluability"

Key = tuple[str, str]

_COHORTS = """
select c.*, s.label as study_label, s.regimen_class as study_class, s.phase, s.design, s.disease, s.year, s.level
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
def parts(version: str) -> dict[tuple[str, str | None], dict[str | None, list[Row]]]:
    """The cohorts directly below a cohort of a study (None: those below none), by what it is split by, in file order."""
    found: dict[tuple[str, str | None], dict[str | None, list[Row]]] = {}
    for row in cohorts(version):
        found.setdefault((row["study_id"], row["parent"]), {}).setdefault(row["split"], []).append(row)
    return found


@lru_cache(maxsize=8)
def by_key(version: str) -> dict[Key, Row]:
    return {key(row): row for row in cohorts(version)}


def ancestors(version: str, cohort: Row) -> list[Row]:
    """The cohorts that a cohort is a part of, nearest first."""
    rows = by_key(version)
    found = []
    while cohort["parent"]:
        cohort = rows[cohort["study_id"], cohort["parent"]]
        found.append(cohort)
    return found
