"""Every closed set of the product, once: code, label, meaning, order, broader term, synonyms."""

from functools import lru_cache

from evidence.vocabulary import figures, outcomes, patients, reports
from evidence.vocabulary.appraisal import ANSWER, APPRAISAL, CHECKLIST, QUESTIONS, checklist_of, fitting
from evidence.vocabulary.baseline import BASELINE
from evidence.vocabulary.code import Code, label, narrower, slug, worded
from evidence.vocabulary.drugs import DRUG, REGIMEN_CLASS
from evidence.vocabulary.figures import (
    ASSAY,
    ASSESSED,
    ASSESSOR,
    DOMAIN,
    GRADE,
    INTERVAL,
    PERCENT_IS,
    PRINTED_IS,
    STATISTIC,
    UNIT,
    WORST,
)
from evidence.vocabulary.outcomes import ESTIMATED, KAPLAN_MEIER
from evidence.vocabulary.patients import (
    BASIS,
    COHORT_KIND,
    DISEASE,
    MIXED,
    MUTATION,
    NOT_REPORTED,
    POPULATION,
    PRIOR_FLT3,
    ROLE,
    SETTING,
    SEX,
    TRANSPLANT,
)
from evidence.vocabulary.reports import (
    DESIGN,
    DISCREPANCY_KIND,
    FOUND,
    INTEGRITY,
    LEVEL,
    LEVEL_OF_KIND,
    PHASE,
    READER,
    READERS,
    READING,
    SOURCE_KIND,
)
from evidence.vocabulary.response import COMPOSITION, REMISSION, RESPONSE
from evidence.vocabulary.toxicity import DLT, TOXICITY

#: The terms that each domain allows.
TERM: dict[str, dict[str, Code]] = {
    "response": RESPONSE,
    "time to event": outcomes.TIME_TO_EVENT,
    "mobilisation": outcomes.MOBILISATION,
    "toxicity": TOXICITY,
    "dlt": DLT,
    "mortality": outcomes.MORTALITY,
    "transplant": outcomes.TRANSPLANT_TERM,
    "pharmacodynamic": outcomes.PHARMACODYNAMIC,
    "association": outcomes.ASSOCIATION,
    "baseline": BASELINE,
}

_SETS = {**vars(patients), **vars(reports), **vars(figures)}
#: The closed sets that become enums of the built file, in clinical order.
ENUMS = {name.lower(): _SETS[name] for name in (
    "DOMAIN", "MUTATION", "SETTING", "TRANSPLANT", "PRIOR_FLT3", "DISEASE", "PHASE", "DESIGN", "LEVEL",
    "SOURCE_KIND",
    "COHORT_KIND", "ROLE", "BASIS", "POPULATION", "GRADE", "STATISTIC", "INTERVAL", "UNIT", "SEX", "READING",
    "DISCREPANCY_KIND",
    "ASSAY", "INTEGRITY", "ASSESSOR", "ASSESSED", "PERCENT_IS", "PRINTED_IS", "READER", "FOUND",
)} | {"appraisal": APPRAISAL, "answer": ANSWER}  # fmt: skip


@lru_cache(maxsize=10_000)
def canonical(domain: str, written: str) -> str | None:
    """The code that a record's term stands for: itself, or the term it is a synonym of."""
    terms = TERM[domain]
    if written in terms:
        return written
    return next((code.code for code in terms.values() if written in code.synonyms), None)


__all__ = [
    "ANSWER",
    "APPRAISAL",
    "ASSAY",
    "ASSESSED",
    "ASSESSOR",
    "BASELINE",
    "BASIS",
    "CHECKLIST",
    "COHORT_KIND",
    "COMPOSITION",
    "DESIGN",
    "DISCREPANCY_KIND",
    "DISEASE",
    "DLT",
    "DOMAIN",
    "DRUG",
    "ENUMS",
    "ESTIMATED",
    "FOUND",
    "GRADE",
    "INTEGRITY",
    "INTERVAL",
    "KAPLAN_MEIER",
    "LEVEL",
    "LEVEL_OF_KIND",
    "MIXED",
    "MUTATION",
    "NOT_REPORTED",
    "PERCENT_IS",
    "PHASE",
    "POPULATION",
    "PRINTED_IS",
    "PRIOR_FLT3",
    "QUESTIONS",
    "READER",
    "READERS",
    "READING",
    "REGIMEN_CLASS",
    "REMISSION",
    "RESPONSE",
    "ROLE",
    "SETTING",
    "SEX",
    "SOURCE_KIND",
    "STATISTIC",
    "TERM",
    "TOXICITY",
    "TRANSPLANT",
    "UNIT",
    "WORST",
    "Code",
    "canonical",
    "checklist_of",
    "fitting",
    "label",
    "narrower",
    "slug",
    "worded",
]  # fmt: skip
