"""Response categories fit into their denominator, and a rate that counts several of them holds each."""

from collections import defaultdict
from collections.abc import Iterator
from itertools import combinations

from etl.checks.finding import Finding, count_of, disputed, named, rounds_to
from etl.read import Path_
from evidence import vocabulary
from evidence.records import Figure, Study
from evidence.vocabulary.response import CATEGORIES, MADE_OF, exclude, holds

_CATEGORIES = frozenset(code.code for code in CATEGORIES)
#: What an overall response may count besides remissions; which of them, its source decides.
_SOMETIMES = ("MLFS",)
_REMISSIONS = ("CR", "CRh", "CRi", "CRp", "PR")

Counted = tuple[Path_, str, Figure]
#: Cohort, N, its kind, time, assessor, cycle.
Assessment = tuple[str | int | None, ...]


def exclusive_categories(study: Study) -> Iterator[Finding]:
    """Categories that exclude one another fit into their denominator together."""
    for rows in _assessments(study).values():
        of = rows[0][2].of
        if of is None:
            continue
        apart = largest_apart([(term, count_of(figure)) for _, term, figure in rows if term in _CATEGORIES])
        total = sum(events for _, events in apart)
        if total > of:
            parts = " + ".join(f"{term} {events}" for term, events in apart)
            yield rows[-1][0], f"{parts} = {total}, not {of}; correct a line or register a discrepancy"


def composites_hold(study: Study) -> Iterator[Finding]:
    """A term that counts several categories has at least as many patients as each, and no more than all of them.

    The overall response holds the remissions printed beside it; with partial remissions among them it is no more than
    these and, where printed, leukaemia-free states.
    """
    for rows in _assessments(study).values():
        by_term = {term: count_of(figure) for _, term, figure in rows}
        for path, term, figure in rows:
            if term in MADE_OF:
                yield from _against(
                    path, figure, {part: by_term[part] for part in holds(term) if part in by_term}, holds(term)
                )
            if term == "ORR":
                yield from _overall(path, figure, by_term)


def overall_percentages(study: Study) -> Iterator[Finding]:
    """An overall rate without a count is not below the remissions printed beside it."""
    known = disputed(study)
    counted = _assessments(study)
    for path, domain, figure, name in named(study):
        if domain != "response" or vocabulary.canonical(domain, figure.term) != "ORR" or name in known:
            continue
        if figure.events is not None or figure.percent is None or not figure.of:
            continue
        rows = counted.get(_assessment(figure), [])
        least = sum(n for _, n in largest_apart([(term, count_of(one)) for _, term, one in rows if term in _REMISSIONS]))
        exact = 100 * least / figure.of
        if exact > figure.percent and not rounds_to(exact, figure.percent, figure.printed):
            yield path, f"parts printed beside it add up to {least}; correct a line or register a discrepancy"


def _against(path: Path_, figure: Figure, printed: dict[str, int], parts: frozenset[str]) -> Iterator[Finding]:
    apart = largest_apart(list(printed.items()))
    least = sum(events for _, events in apart)
    if count_of(figure) < least:
        yield path, f"{figure.term} = {figure.events} is less than its parts, {_listed(apart)} = {least}"
    if set(printed) == parts and count_of(figure) > sum(printed.values()):
        yield path, f"{figure.term} = {figure.events} is more than its parts, {_listed(list(printed.items()))}"


def _overall(path: Path_, figure: Figure, by_term: dict[str, int]) -> Iterator[Finding]:
    remissions = [(term, by_term[term]) for term in _REMISSIONS if term in by_term]
    least = sum(events for _, events in largest_apart(remissions))
    if count_of(figure) < least:
        yield path, f"parts printed beside it add up to {least}; correct a line or register a discrepancy"
    most = sum(by_term.get(term, 0) for term in (*_REMISSIONS, *_SOMETIMES))
    whole = "CR" in by_term and "PR" in by_term
    if whole and count_of(figure) > most:
        yield path, f"parts printed beside it add up to {most} at most; correct a line or register a discrepancy"


def _listed(parts: list[tuple[str, int]]) -> str:
    return " + ".join(f"{term} {events}" for term, events in parts)


def _assessment(figure: Figure) -> Assessment:
    """What figures share that are of one assessment of the same people."""
    return figure.cohort, figure.of, figure.population, figure.time_said(), figure.assessor_code(), figure.cycle_number()


def _assessments(study: Study) -> dict[Assessment, list[Counted]]:
    """Counts of response by assessment, without those that a person has looked at."""
    known = disputed(study)
    found: dict[Assessment, list[Counted]] = defaultdict(list)
    for path, domain, figure, name in named(study):
        term = vocabulary.canonical(domain, figure.term) or figure.term
        if domain == "response" and figure.events is not None and figure.statistic is None and name not in known:
            found[_assessment(figure)].append((path, term, figure))
    return found


def largest_apart(rows: list[tuple[str, int]]) -> list[tuple[str, int]]:
    """Of counted categories those with most patients among whom none can be counted twice.

    A few categories only: every choice is tried.
    """
    rows = [row for row in rows if row[1]]
    best: list[tuple[str, int]] = []
    for size in range(len(rows), 0, -1):
        for chosen in combinations(rows, size):
            apart = all(exclude(one, other) for (one, _), (other, _) in combinations(chosen, 2))
            if apart and sum(n for _, n in chosen) > sum(n for _, n in best):
                best = list(chosen)
    return best
