"""Which cohorts answer a selection, without counting a patient twice."""

from evidence.cohorts.answering import LATER, answering, shown, with_arms
from evidence.cohorts.counting import by_kind, cohorts_shown, facet, how_many, patients_told, studies_told, way
from evidence.cohorts.matching import (
    ON_COHORTS,
    carried_by_all,
    closest,
    fitting,
    nearest,
    occurring,
    patients,
    rounds,
    telling,
)
from evidence.cohorts.overlaps import overlaps
from evidence.cohorts.table import (
    BESIDE,
    ENTERED,
    EVALUABILITY,
    EXACT,
    KINDS,
    Key,
    Match,
    ancestors,
    by_key,
    by_match,
    by_strength,
    cohorts,
    disjoint,
    entered,
    exactly,
    fits,
    key,
    unchecked,
)

__all__ = [
    "BESIDE", "ENTERED", "EVALUABILITY", "EXACT", "KINDS", "LATER", "ON_COHORTS", "Key", "Match",
    "ancestors", "answering", "by_key", "by_kind", "by_match", "by_strength", "carried_by_all", "closest",
    "cohorts", "cohorts_shown", "disjoint", "entered", "exactly", "facet", "fits", "fitting", "how_many", "key", "nearest",
    "occurring", "overlaps", "patients", "patients_told", "rounds", "shown", "studies_told", "telling", "unchecked", "way",
    "with_arms",
]  # fmt: skip
