"""Which cohorts answer a selection, without counting a patient twice."""

from evidence.cohorts.answering import Answer, Aside, answering
from evidence.cohorts.matching import carried_by_all, facet, matches, matching
from evidence.cohorts.overlaps import overlaps
from evidence.cohorts.table import EVALUABILITY, Key, ancestors, cohorts, key

__all__ = [
    "EVALUABILITY", "Answer", "Aside", "Key", "ancestors", "answering", "carried_by_all", "cohorts", "facet", "key",
    "matches", "matching", "overlaps",
]  # fmt: skip
