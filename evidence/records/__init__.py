"""What a study file says: the shape of a record, with every printed figure on one line.

Nothing here is derived. A field that the source does not print is left out, never filled in.
"""

from evidence.records.cohorts import Cohort, Overlap, Regimen, Source
from evidence.records.figures import CAVEAT_LIMIT, PRINTED_LIMIT, Discrepancy, Figure, Patient, Reading
from evidence.records.study import APART, Apart, Study, fact_id, section

__all__ = [
    "APART",
    "CAVEAT_LIMIT",
    "PRINTED_LIMIT",
    "Apart",
    "Cohort",
    "Discrepancy",
    "Figure",
    "Overlap",
    "Patient",
    "Reading",
    "Regimen",
    "Source",
    "Study",
    "fact_id",
    "section",
]
