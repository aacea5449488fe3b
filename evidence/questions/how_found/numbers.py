"""How the base was found: studies by search, brought, left out and kept; what is known to exist and was not read."""

from collections import Counter
from dataclasses import dataclass
from functools import lru_cache

from evidence.database import ask
from evidence.row import Row
from evidence.vocabulary import LEVEL

_SEARCHES = """
select search.*, (select count(*) from left_out o where o.search_id = search.search_id) as omitted,
       (select list(s.level::varchar) from search_study f join study s using (study_id)
        where f.search_id = search.search_id) as levels
from search order by place
"""


@dataclass(frozen=True)
class Step:
    """One search: `brought` are all studies that it brought, `omitted` those left out, `kept` those of the base, of which
    `levels` says how many were read at each level. Brought = omitted + kept, and kept is the sum of the levels.
    """

    search: Row
    omitted: int
    levels: dict[str, int]

    @property
    def kept(self) -> int:
        return sum(self.levels.values())

    @property
    def brought(self) -> int:
        return self.omitted + self.kept


def steps(version: str) -> list[Step]:
    """The searches in the order of their file; none where the version does not say how it was found."""
    rows = ask(version, _SEARCHES)
    return [Step(row, int(row["omitted"]), _levels(row["levels"] or [])) for row in rows]


def _levels(read: list[str]) -> dict[str, int]:
    counts = Counter(read)
    return {level: counts[level] for level in LEVEL if counts[level]}


@lru_cache(maxsize=8)
def last_day(version: str) -> str | None:
    """The day of the latest search, as 2026-11-28; None where the version does not say how it was found."""
    day = ask(version, "select max(day) as day from search")[0]["day"]
    return str(day) if day else None


def total(found: list[Step]) -> Step:
    """All searches together."""
    levels = Counter(level for step in found for level in Counter(step.levels).elements())
    return Step({}, sum(step.omitted for step in found), _levels(list(levels.elements())))


def left_out(version: str) -> list[Row]:
    return ask(version, "select * from left_out order by place")


@lru_cache(maxsize=8)
def wanted(version: str) -> list[Row]:
    """What is known to exist and has not been read, in the order of the file."""
    return ask(version, "select w.*, s.label from wanted w left join study s using (study_id) order by w.place")


def not_held(version: str, drugs: tuple[str, ...]) -> list[Row]:
    """Of these drugs, what is known to exist and of which the base holds nothing."""
    return [row for row in wanted(version) if not row["study_id"] and set(row["drugs"] or ()) & set(drugs)]
