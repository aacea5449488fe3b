"""Filters on cohorts: which values each cohort answers to, and which cohorts pass a view."""

from collections import Counter, defaultdict
from collections.abc import Container, Iterable, Mapping
from functools import lru_cache

from evidence.cohorts.table import Key, by_key, cohorts, key
from evidence.row import Row
from evidence.selection import View
from evidence.vocabulary import MUTATION, SETTING, TRANSPLANT, Code

#: Filters on cohorts, with the closed set whose broad terms find the narrow ones; level and readers filter figures.
ON_COHORTS: dict[str, dict[str, Code]] = {
    "mutation": MUTATION, "setting": SETTING, "transplant": TRANSPLANT, "disease": {}, "phase": {}, "study": {}, "drug": {},
}  # fmt: skip


def values(cohort: Row, name: str) -> frozenset[str]:
    """The values of a filter that find this cohort: its own and every broader one."""
    if name == "drug":
        return frozenset(cohort["drugs"])
    own = cohort["study_id"] if name == "study" else cohort[name]
    codes, found = ON_COHORTS[name], set()
    while own is not None:
        found.add(own)
        own = codes[own].broader if own in codes else None
    return frozenset(found)


@lru_cache(maxsize=8)
def _found_by(version: str) -> dict[str, dict[str, set[int]]]:
    """For each filter the cohorts that each of its values finds, as their places in the base."""
    found: dict[str, dict[str, set[int]]] = {name: defaultdict(set) for name in ON_COHORTS}
    for place, row in enumerate(cohorts(version)):
        for name in ON_COHORTS:
            for code in values(row, name):
                found[name][code].add(place)
    return found


@lru_cache(maxsize=32)
def occurring(version: str, name: str) -> frozenset[str]:
    """The values that a filter's column has in any cohort, without their broader ones."""
    return frozenset(row[name] for row in cohorts(version) if row[name] is not None)


def carried_by_all(cohort: Row) -> bool:
    """Every patient of the cohort carries its mutation: counted so, or the cohort is defined by it."""
    if cohort["mutation_n"] is not None:
        return cohort["mutation_n"] == cohort["mutation_of"]
    return cohort["mutation"] != "unselected" and cohort["mutation_from"] == cohort["cohort_id"]


def fitting(version: str, view: View) -> Mapping[Key, Row]:
    """The cohorts that pass all filters on cohorts, by their keys, in the order of the base."""
    carriers = view.choice("carriers") if view.chosen("mutation") else ""
    return _fitting(version, tuple((name, chosen) for name in ON_COHORTS if (chosen := view.chosen(name))), carriers)


@lru_cache(maxsize=256)
def _fitting(version: str, chosen: tuple[tuple[str, tuple[str, ...]], ...], carriers: str) -> Mapping[Key, Row]:
    rows, found = cohorts(version), _found_by(version)
    if not chosen:
        return by_key(version)
    passing = [set().union(*(found[name].get(code, ()) for code in wanted)) for name, wanted in chosen]
    smallest, *others = sorted(passing, key=len)
    left = (rows[place] for place in sorted(smallest.intersection(*others)))
    return {key(row): row for row in left if carriers != "every" or carried_by_all(row)}


def matching(version: str, view: View, printing: Container[Key]) -> list[Row]:
    """Baseline cohorts (no single patients) that pass the filters and print something on the question."""
    passing = fitting(version, view).items()
    return [row for place, row in passing if place in printing and row["basis"] == "baseline" and row["kind"] != "patient"]


def patients(version: str, view: View) -> list[Row]:
    """The single patients that pass the filters, as their cohorts of one."""
    return [row for row in fitting(version, view).values() if row["kind"] == "patient"]


def count_by(name: str, rows: Iterable[Row]) -> Counter[str]:
    """How many of the rows each value of a filter finds."""
    return Counter(code for row in rows for code in values(row, name))


def facet(version: str, view: View, name: str, codes: Iterable[str], printing: Container[Key]) -> dict[str, int]:
    """How many of the matching cohorts each value of a filter would leave, all other filters kept."""
    pool = matching(version, view.with_filter(name, ()), printing)
    if name == "mutation" and view.choice("carriers") == "every":
        pool = [row for row in pool if carried_by_all(row)]
    left = count_by(name, pool)
    return {code: left[code] for code in codes}
