"""Which of several assessments of one response answers: a rule that does not know the order of lines.

The best response at any time; else the assessment that the protocol asks for; else the last one. What was seen before
the treatment, or after the next therapy, is no response to it and never answers. Of two assessors central review comes
first.
"""

import re
from collections.abc import Iterable
from typing import Any

from evidence.row import Fact
from evidence.vocabulary import ASSESSED, ASSESSOR

_UNITS = {"day": 1, "week": 7, "month": 30.4, "year": 365.25}
_AT = re.compile(r"\b(\d+(?:\.\d+)?)[ -](day|week|month|year)s?\b|\b(day|week|month|year) (\d+)\b", re.IGNORECASE)
_NEVER = ("before treatment", "after next therapy")
#: Days that a treatment cycle has, to order cycles among days.
_CYCLE = 28


def is_response(fact: Fact) -> bool:
    """Whether an assessment is one of this treatment: neither before it nor after the next."""
    return fact["assessed"] not in _NEVER


def time_of(window: str | None, cycle: int | None) -> float | None:
    """Days from the start of treatment to an assessment, to order it by; None where nothing tells."""
    if cycle is not None:
        return float(cycle * _CYCLE)
    if not (found := _AT.search(window or "")):
        return None
    number, unit = (found[1], found[2]) if found[1] else (found[4], found[3])
    return float(number) * _UNITS[unit.lower()]


def kind(fact: Fact) -> str | None:
    """'best', 'primary', ...; a response without a time is the best one, one at a time is none of these."""
    bare = fact["window"] is None and fact["cycle"] is None
    return fact["assessed"] or ("best" if bare else None)


def in_order(facts: Iterable[Fact]) -> list[Fact]:
    """Assessments of this treatment, the one that answers first; the same whatever order they come in."""
    return sorted(filter(is_response, facts), key=_rank)


def _rank(fact: Fact) -> tuple[Any, ...]:
    kinds, assessors = list(ASSESSED), [*ASSESSOR, None]
    said, at = kind(fact), time_of(fact["window"], fact["cycle"])
    counted = fact["events"] is None or fact["of_n"] is None
    return (
        kinds.index(said) if said else len(kinds),
        -(at if at is not None else -1),
        assessors.index(fact["assessor"]),
        counted,
        -(fact["of_n"] or 0),
        fact["fact_id"],
    )
