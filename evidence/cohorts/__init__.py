"""Which cohorts answer a selection, without counting a patient twice."""

from evidence.cohorts.answering import Answer, Aside, answering, shown
from evidence.cohorts.matching import carried_by_all, count_by, facet, fitting, matching, occurring, patients
from evidence.cohorts.overlaps import overlaps
from evidence.cohorts.table import EVALUABILITY, Key, ancestors, by_key, cohorts, key

__all__ = [
    "EVALUABILITY", "Answer", "Aside", "Key", "ancestors", "answering", "by_key", "carried_by_all", "cohorts", "count_by",
    "facet", "fitting", "key", "matching", "occurring", "overlaps", "patients", "shown",
]  # fmt: skip
