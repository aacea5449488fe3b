"""Cohorts and their parts: sizes, denominators, patients, mutations, doses."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from itertools import pairwise

from etl.checks.finding import Finding, disputed, named
from evidence.records import Cohort, Figure, Study
from evidence.vocabulary import canonical

#: A dose that grows a hundredfold or more between neighbouring levels has lost a micro sign.
DOSE_JUMP = 100
#: What n counts, the widest first: an N of a wider kind may be larger than n.
_WIDTH = ("enrolled", "randomised", "treated", "evaluable", "dlt-evaluable", "responders")
#: Pairs of what no patient is at once. An earlier inhibitor is none of them: a part may be the whole at its next therapy.
_OPPOSITE = {
    "mutation": ({"flt3-wt"}, {"flt3-any", "flt3-itd", "flt3-tkd"}, {"ph-positive"}, {"ph-negative"}),
    "transplant": ({"none"}, {"prior-allo"}),
}


def parts_fit(study: Study) -> Iterator[Finding]:
    """No part of a cohort is larger than the cohort, no count larger than what it is counted among."""
    by_id = {cohort.id: cohort for cohort in study.cohorts}
    for index, cohort in enumerate(study.cohorts):
        above = _sized(cohort, by_id)
        if above and above.n is not None and cohort.n is not None and cohort.n > above.n:
            yield ("cohorts", index, "n"), f"n = {cohort.n} is more than the {above.n} of its parent {above.id!r}"
        for part, whole in (
            ("n_evaluable", "n"), ("mutation_n", "mutation_of"), ("transplant_n", "transplant_of"), ("mutation_of", "n"),
            ("transplant_of", "n"), ("mutation_n", "n"), ("transplant_n", "n"), ("prior_flt3_n", "prior_flt3_of"),
            ("prior_flt3_of", "n"), ("prior_flt3_n", "n"),
        ):  # fmt: skip
            a, b = getattr(cohort, part), getattr(cohort, whole)
            if a is not None and b is not None and a > b:
                yield ("cohorts", index, part), f"{part} = {a} is more than {whole} = {b}"


def _sized(cohort: Cohort, by_id: dict[str, Cohort]) -> Cohort | None:
    """The nearest cohort above whose size is printed."""
    above = by_id.get(cohort.parent or "")
    while above is not None and above.n is None:
        above = by_id.get(above.parent or "")
    return above


def siblings_fit(study: Study) -> Iterator[Finding]:
    """The parts of one split hold no more patients than their whole, since none of them stands in two."""
    by_id = {cohort.id: cohort for cohort in study.cohorts}
    looked_at = {fact.split("/")[1] for fact in disputed(study)}
    splits: dict[tuple[str, str | None], list[tuple[int, Cohort]]] = defaultdict(list)
    for index, cohort in enumerate(study.cohorts):
        if cohort.parent and cohort.parent in by_id and cohort.n is not None:
            splits[cohort.parent, cohort.split].append((index, cohort))
    for (parent, split), parts in splits.items():
        whole, ids = by_id[parent].n, {cohort.id for _, cohort in parts}
        total = sum(cohort.n for _, cohort in parts if cohort.n is not None)
        if whole is not None and total > whole and not ids & looked_at:
            yield (
                ("cohorts", parts[-1][0], "n"),
                f"the parts of {parent!r} by {split} add up to {total}, more than its {whole}; correct one, give who stands"
                " in two of them a split of its own with also_in, or register a discrepancy",
            )


def overlaps_fit(study: Study) -> Iterator[Finding]:
    """Who stands in another cohort too is of both, and neither holds the other."""
    by_id = {cohort.id: cohort for cohort in study.cohorts}
    for index, cohort in enumerate(study.cohorts):
        for other in cohort.also_in:
            place, found = ("cohorts", index, "also_in"), by_id.get(other.cohort)
            if found is None or found.id == cohort.id:
                yield place, f"{other.cohort!r} is no other cohort of this study"
            elif found.id in _line(cohort, by_id) or cohort.id in _line(found, by_id):
                yield place, f"{other.cohort!r} is above or below this cohort: parent says so already"
            elif (found.parent, found.split) == (cohort.parent, cohort.split):
                yield (
                    place,
                    f"{other.cohort!r} is a part of the same split, whose parts share nobody; give one another split",
                )
            elif other.n > min(n for n in (cohort.n, found.n, other.n) if n is not None):
                yield place, f"{other.n} patients in both are more than one of the two holds"


def _line(cohort: Cohort, by_id: dict[str, Cohort]) -> set[str]:
    """The cohorts above one."""
    found: set[str] = set()
    one: Cohort | None = cohort
    while one is not None and one.parent and one.parent not in found:
        found.add(one.parent)
        one = by_id.get(one.parent)
    return found


def denominators_fit(study: Study) -> Iterator[Finding]:
    """No N and no count is larger than the cohort, unless N is of a wider kind than what n counts."""
    by_id = {cohort.id: cohort for cohort in study.cohorts}
    known = disputed(study)
    entered = _entered(study)
    for path, domain, figure, name in named(study):
        cohort = by_id.get(figure.cohort)
        if cohort is None or name in known or figure.unit == "% of cycles":
            continue
        sized = cohort if cohort.n is not None else _sized(cohort, by_id)
        if sized is None or sized.n is None or canonical(domain, figure.term) in _NO_PATIENTS:
            continue
        most = max(sized.n, entered.get(sized.id, 0)) if _is_wider(domain, figure, sized) else sized.n
        if figure.of is not None and figure.of > most:
            yield (*path, "of"), f"of = {figure.of} is more than the {sized.n} of cohort {sized.id!r}{_hint(sized)}"
        elif figure.events is not None and figure.events > most:
            yield (
                (*path, "events"),
                f"events = {figure.events} is more than the {sized.n} of cohort {sized.id!r}{_hint(sized)}",
            )


#: Counts of something else than patients, or of patients who never came into the cohort.
_NO_PATIENTS = ("cycles given in total", "left out of the analysis", "not evaluable for response", "patients analysed")


def _hint(cohort: Cohort) -> str:
    return "" if cohort.population else "; if n counts fewer than N does, say with population what n counts"


def _is_wider(domain: str, figure: Figure, cohort: Cohort) -> bool:
    """Whether N, or what a baseline line counts, is of a wider kind than n: all who entered, while n may count fewer."""
    said = (figure.population, canonical(domain, figure.term) if domain == "baseline" else None)
    kinds = {kind for kind in said if kind in _WIDTH}
    own = _WIDTH.index(cohort.population) if cohort.population in _WIDTH else _WIDTH.index("treated")
    return bool(kinds) and min(map(_WIDTH.index, kinds)) < own


def _entered(study: Study) -> dict[str, int]:
    """How many entered each cohort, where a baseline figure prints it."""
    found: dict[str, int] = {}
    for figure in study.baseline:
        if canonical("baseline", figure.term) in ("enrolled", "randomised", "treated") and figure.events is not None:
            found[figure.cohort] = max(found.get(figure.cohort, 0), figure.events)
    return found


def patients_fit(study: Study) -> Iterator[Finding]:
    """Each listed patient has a number and a cohort of one that no other has."""
    for name in ("number", "cohort"):
        seen: Counter[int | str] = Counter()
        for index, patient in enumerate(study.patients):
            if seen[one := getattr(patient, name)]:
                yield ("patients", index, name), f"{name} {one} is that of another patient above; each has one of their own"
            seen[one] += 1
    for index, cohort in enumerate(study.cohorts):
        if cohort.kind == "patient" and cohort.n not in (None, 1):
            yield ("cohorts", index, "n"), f"a single patient, but n = {cohort.n}"


def carriers_fit(study: Study) -> Iterator[Finding]:
    """No part is what its whole excludes, and no more carry a mutation in a part than in its whole."""
    by_id = {cohort.id: cohort for cohort in study.cohorts}
    for index, cohort in enumerate(study.cohorts):
        for above in (by_id[name] for name in _line(cohort, by_id) if name in by_id):
            for field, sets in _OPPOSITE.items():
                own, whole = getattr(cohort, field), getattr(above, field)
                defined = getattr(above, f"{field}_n") in (None, getattr(above, f"{field}_of"))
                one, other = (next((at for at, some in enumerate(sets) if code in some), None) for code in (own, whole))
                if defined and one is not None and other is not None and one // 2 == other // 2 and one != other:
                    yield ("cohorts", index, field), f"{own!r} cannot be a part of {above.id!r}, which is {whole!r}"
            for field in ("mutation", "transplant"):
                if getattr(cohort, field) == getattr(above, field) and getattr(cohort, field) is not None:
                    own, whole = getattr(cohort, f"{field}_n"), getattr(above, f"{field}_n")
                    if own is not None and whole is not None and own > whole:
                        yield ("cohorts", index, f"{field}_n"), f"{own} are more than the {whole} of {above.id!r}"


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
