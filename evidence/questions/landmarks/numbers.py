"""Shares alive or free of events at fixed times, and how long the patients had been followed by then."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from evidence.answers import Rated
from evidence.cohorts import Key, ancestors, key
from evidence.questions.facts import facts
from evidence.questions.times.numbers import TIME, in_months, moment
from evidence.row import Cohort, Fact
from evidence.selection import View

#: Times at which shares are read beside each other, in months; None stands for any other, printed with its own.
LANDMARKS: tuple[int | None, ...] = (6, 12, 24, 36, None)


@dataclass(frozen=True)
class Landmarks:
    """What one cohort prints of one endpoint, by landmark; the first figure of each is drawn."""

    rows: tuple[Rated, ...]
    at: dict[float | None, list[Rated]]

    @property
    def is_placed(self) -> bool:
        """Whether one of the figures is of a landmark."""
        return any(map(is_landmark, self.rows))

    @property
    def cohort(self) -> Cohort:
        return self.rows[0].cohort

    @property
    def facts(self) -> tuple[Fact, ...]:
        return tuple(fact for row in self.rows for fact in row.facts)

    @property
    def fact(self) -> Fact:
        return self.rows[0].fact

    @property
    def ids(self) -> tuple[str, ...]:
        """The ids of the figures, row by row."""
        return tuple(id_ for row in self.rows for id_ in row.ids)


def landmarks(rows: Iterable[Rated]) -> list[Landmarks]:
    """The rows of each cohort and endpoint together, in their order."""
    groups: dict[tuple[Any, ...], list[Rated]] = {}
    for row in rows:
        groups.setdefault((key(row.cohort), row.fact["term"]), []).append(row)
    return [Landmarks(tuple(own), _at(own)) for own in groups.values()]


def _at(rows: list[Rated]) -> dict[float | None, list[Rated]]:
    found: dict[float | None, list[Rated]] = {}
    for row in rows:
        found.setdefault(landmark(row.fact) if is_landmark(row) else None, []).append(row)
    return found


def landmark(fact: Fact) -> float | None:
    """The fixed time of a share in months from the beginning; None where none is printed, or it counts from another day."""
    months, rest = moment(fact["window"])
    return None if not months or rest else months


def is_landmark(row: Rated) -> bool:
    """Whether a share is of one of the times that are read beside each other."""
    months = landmark(row.fact)
    return months is not None and months in LANDMARKS


def is_beyond(version: str, row: Rated) -> bool:
    """Whether the landmark lies beyond the median follow-up that is printed of these patients: few had come so far."""
    months, followed = landmark(row.fact), follow_up(version, row.cohort)
    return months is not None and followed is not None and months > followed


def follow_up(version: str, cohort: Cohort) -> float | None:
    """The median follow-up in months that is printed of a cohort or of what it is a part of; None where none is."""
    known = _followed(version)
    return next((known[key(row)] for row in (cohort, *ancestors(version, cohort)) if key(row) in known), None)


@lru_cache(maxsize=8)
def _followed(version: str) -> dict[Key, float]:
    found: dict[Key, float] = {}
    for fact in facts(version, View(), TIME, ("follow-up",)):
        months = in_months(fact["value"], fact["unit"])
        if fact["statistic"] == "median" and months is not None:
            found.setdefault(key(fact), months)
    return found
