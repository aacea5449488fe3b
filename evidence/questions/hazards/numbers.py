"""Printed hazard ratios of groups that were known at the beginning, with the medians of both arms."""

from typing import Any

from evidence.answers import Item
from evidence.cohorts import by_match, by_strength, cohorts, key
from evidence.questions.facts import facts
from evidence.questions.times.numbers import HAZARD, TIME, contrasts, not_reached, order
from evidence.row import Fact
from evidence.selection import View

#: What was compared: all patients of a randomised study, a part of them, patients whom nobody randomised.
WHOLE, PART, NOT_RANDOMISED = range(3)


def hazard_ratios(version: str, view: View) -> list[Item]:
    """Randomised studies whole, then parts of them, then the others; within these by endpoint and strength of evidence."""
    found = [
        row
        for row in contrasts(version, view)
        if row.fact["statistic"] == HAZARD and row.fact["domain"] == TIME and row.cohort["basis"] == "baseline"
    ]
    return sorted(found, key=_place)


def _place(row: Item) -> tuple[Any, ...]:
    return by_match(row.cohort), compared(row), order(row.fact), *by_strength(row.cohort, row.fact["level"])


def compared(row: Item) -> int:
    if row.cohort["design"] != "randomised":
        return NOT_RANDOMISED
    return WHOLE if row.cohort["kind"] == "all" else PART


def median_of(version: str, view: View, row: Item, role: str) -> Fact | None:
    """The median that the source of a contrast prints of one of its arms; None where it prints none, or of several."""
    place = row.cohort["study_id"], row.cohort["cohort_id"]
    arms = {key(one) for one in cohorts(version) if (one["study_id"], one["parent"]) == place and one["role"] == role}
    found = [
        fact
        for fact in facts(version, view, TIME, (row.fact["term"],))
        if key(fact) in arms and not fact["window"] and (fact["statistic"] == "median" or not_reached(fact))
    ]
    return found[0] if len({key(fact) for fact in found}) == 1 else None
