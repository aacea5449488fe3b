"""A part is not larger than its whole, and doses rise in steps that a person would give."""

from collections import defaultdict
from collections.abc import Iterator
from itertools import pairwise

from etl.checks.finding import Finding, disputed, placed
from evidence.records import Study, fact_id

#: A dose that grows a hundredfold or more between neighbouring levels has lost a micro sign.
DOSE_JUMP = 100
#: Denominators that count patients of the cohort itself.
OWN = ("enrolled", "evaluable", "treated")


def parts_fit(study: Study) -> Iterator[Finding]:
    """No part of a cohort is larger than the cohort, no count larger than what it is counted among."""
    by_id = {cohort.id: cohort for cohort in study.cohorts}
    for index, cohort in enumerate(study.cohorts):
        parent = by_id.get(cohort.parent or "")
        if parent and cohort.n is not None and parent.n is not None and cohort.n > parent.n:
            yield ("cohorts", index, "n"), f"n = {cohort.n} is more than the {parent.n} of its parent {parent.id!r}"
        for part, whole in (("n_evaluable", "n"), ("mutation_n", "mutation_of"), ("transplant_n", "transplant_of")):
            a, b = getattr(cohort, part), getattr(cohort, whole)
            if a is not None and b is not None and a > b:
                yield ("cohorts", index, part), f"{part} = {a} is more than {whole} = {b}"


def denominators_fit(study: Study) -> Iterator[Finding]:
    """A denominator of the cohort's own patients is not larger than the cohort."""
    size = {cohort.id: cohort.n for cohort in study.cohorts}
    known = disputed(study)
    for path, domain, figure in placed(study):
        n = size.get(figure.cohort)
        counted = figure.of is not None and n is not None and figure.population in OWN
        if counted and figure.of > n and fact_id(study.id, domain, figure) not in known:
            yield (*path, "of"), f"of = {figure.of} is more than the {n} of cohort {figure.cohort!r}"


def dose_steps(study: Study) -> Iterator[Finding]:
    """Neighbouring dose levels of one drug do not differ by a unit prefix."""
    levels = defaultdict(list)
    for index, cohort in enumerate(study.cohorts):
        if cohort.kind == "dose level" and cohort.dose:
            levels[cohort.parent, cohort.split, cohort.dose_unit].append((cohort.dose, index))
    for doses in levels.values():
        for (lower, _), (upper, index) in pairwise(sorted(doses)):
            if upper >= DOSE_JUMP * lower:
                yield (
                    ("cohorts", index, "dose"),
                    f"{upper:g} is {upper / lower:g} times the level below ({lower:g}); was a micro sign lost?",
                )
