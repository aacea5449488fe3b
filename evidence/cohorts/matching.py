"""Filters on cohorts: which values each cohort answers to, and which cohorts pass a view."""

from collections import Counter
from collections.abc import Iterable
from functools import lru_cache

from evidence.cohorts.table import Key, cohorts, key
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
def _values(version: str) -> dict[Key, dict[str, frozenset[str]]]:
    return {key(row): {name: values(row, name) for name in ON_COHORTS} for row in cohorts(version)}


def matches(cohort: Row, view: View) -> bool:
    """Whether a cohort passes all filters on cohorts."""
    offered = {name: values(cohort, name) for name in ON_COHORTS if view.chosen(name)}
    return _passes(cohort, offered, view)


def _passes(cohort: Row, offered: dict[str, frozenset[str]], view: View) -> bool:
    chosen = ((name, wanted) for name in ON_COHORTS if (wanted := view.chosen(name)))
    if any(offered[name].isdisjoint(wanted) for name, wanted in chosen):
        return False
    strict = view.chosen("mutation") and view.choice("carriers") == "every"
    return not strict or carried_by_all(cohort)


def carried_by_all(cohort: Row) -> bool:
    """Every patient of the cohort carries its mutation: counted so, or the cohort is defined by it."""
    if cohort["mutation_n"] is not None:
        return cohort["mutation_n"] == cohort["mutation_of"]
    return cohort["mutation_from"] == cohort["cohort_id"]


def fitting(version: str, view: View) -> frozenset[Key]:
    """The cohorts that pass all filters on cohorts."""
    chosen = tuple((name, view.chosen(name)) for name in ON_COHORTS)
    return _fitting(version, chosen, view.choice("carriers"))


@lru_cache(maxsize=64)
def _fitting(version: str, chosen: tuple[tuple[str, tuple[str, ...]], ...], carriers: str) -> frozenset[Key]:
    view = View(dict(chosen), {"carriers": carriers})
    offered = _values(version)
    return frozenset(key(row) for row in cohorts(version) if _passes(row, offered[key(row)], view))


def matching(version: str, view: View, printing: Iterable[Key]) -> list[Row]:
    """Baseline cohorts (no single patients) that pass the filters and print something on the question."""
    wanted = fitting(version, view) & set(printing)
    return [
        row for row in cohorts(version) if key(row) in wanted and row["basis"] == "baseline" and row["kind"] != "patient"
    ]


def patients(version: str, view: View) -> list[Row]:
    """The single patients that pass the filters, as their cohorts of one."""
    passing = fitting(version, view)
    return [row for row in cohorts(version) if row["kind"] == "patient" and key(row) in passing]


def count_by(version: str, name: str, rows: Iterable[Row]) -> Counter[str]:
    """How many of the rows each value of a filter finds."""
    offered = _values(version)
    return Counter(code for row in rows for code in offered[key(row)][name])


def facet(version: str, view: View, name: str, codes: Iterable[str], printing: Iterable[Key]) -> dict[str, int]:
    """How many of the matching cohorts each value of a filter would leave, all other filters kept."""
    pool = matching(version, view.with_filter(name, ()), printing)
    if name == "mutation" and view.choice("carriers") == "every":
        pool = [row for row in pool if carried_by_all(row)]
    left = count_by(version, name, pool)
    return {code: left[code] for code in codes}
