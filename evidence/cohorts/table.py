"""Every cohort of a data version, and what each is a part of."""

from dataclasses import dataclass
from functools import lru_cache
from typing import ClassVar

from evidence.database import ask
from evidence.row import Row

#: A cohort split off by this word holds the evaluable part of its parent; its n counts evaluable patients only.
EVALUABILITY = "evaluability"

Key = tuple[str, str]


@dataclass(frozen=True)
class Match:
    """How a cohort matches a view; rows of cohorts carry it as `match`.

    `differs` names each filter that it does not fit exactly and its own values (none: not reported); of a nearest
    cohort `missed` is the one filter that it does not fit at all.
    """

    EXACT: ClassVar = "exact"
    AMONG: ClassVar = "among others"
    NEAREST: ClassVar = "nearest"

    kind: str = EXACT
    differs: tuple[tuple[str, tuple[str, ...]], ...] = ()
    missed: str = ""


#: In the order in which rows stand.
KINDS = (Match.EXACT, Match.AMONG, Match.NEAREST)
EXACT = Match()

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
    return tuple(row | {"match": EXACT} for row in ask(version, _COHORTS))


@lru_cache(maxsize=8)
def parts(version: str) -> dict[tuple[str, str | None], dict[str | None, list[Row]]]:
    """The cohorts directly below a cohort of a study (None: those below none), by what it is split by, in file order."""
    found: dict[tuple[str, str | None], dict[str | None, list[Row]]] = {}
    for row in cohorts(version):
        found.setdefault((row["study_id"], row["parent"]), {}).setdefault(row["split"], []).append(row)
    return found


def exactly(row: Row) -> bool:
    """Whether a cohort fits every filter exactly."""
    return row["match"].kind == Match.EXACT


def fits(row: Row) -> bool:
    """Whether a cohort fits every filter, exactly or among others; the nearest do not."""
    return row["match"].kind != Match.NEAREST


def by_match(row: Row) -> int:
    """Sorts exact cohorts before those that hold such patients among others, and these before the nearest."""
    return KINDS.index(row["match"].kind)


def closeness(row: Row) -> tuple[int, int]:
    """Smaller is closer: how a cohort matches, then by how many filters it differs."""
    return by_match(row), len(row["match"].differs)


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


def disjoint(version: str, one: Row, other: Row) -> bool:
    """Whether two cohorts share no patient by what their records say: parts of one split, or of two studies."""
    if one["study_id"] != other["study_id"]:
        return True
    first, second = ([row, *ancestors(version, row)][::-1] for row in (one, other))
    for mine, theirs in zip(first, second, strict=False):
        if key(mine) != key(theirs):
            return mine["split"] == theirs["split"]
    return False
