"""Filters on cohorts: how each cohort matches a view - exactly, among others, or by all filters but one."""

from collections import Counter, defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache

from evidence.cohorts.table import EXACT, Key, Match, by_key, by_match, closeness, cohorts, compared, key
from evidence.made import Made
from evidence.row import Cohort, Row, column
from evidence.selection import FILTERS, View
from evidence.vocabulary import MIXED, NOT_REPORTED, Code

#: Filters on cohorts, with the closed set whose broad terms find the narrow ones.
ON_COHORTS: dict[str, Mapping[str, Code]] = {one.name: one.codes or {} for one in FILTERS if not one.of_figures}
#: Who asks for one study wants no other.
NEVER_MISSED = ("study",)

Chosen = tuple[tuple[str, tuple[str, ...]], ...]


@dataclass(frozen=True)
class Finds:
    """The cohorts, as places in the base, that a value of a filter finds: wholly such, or holding such among others.

    `beside` are the controls of arms that were given the drug.
    """

    exact: frozenset[int] = frozenset()
    among: frozenset[int] = frozenset()
    beside: frozenset[int] = frozenset()

    def __or__(self, other: "Finds") -> "Finds":
        exact = self.exact | other.exact
        among = (self.among | other.among) - exact
        return Finds(exact, among, (self.beside | other.beside) - exact - among)

    @cached_property
    def every(self) -> frozenset[int]:
        return self.exact | self.among | self.beside

    @cached_property
    def fitting(self) -> frozenset[int]:
        """Cohorts that differ in nothing: exact ones, and controls of exact arms."""
        return self.exact | self.beside


NOTHING = Finds()


def values(cohort: Row, name: str) -> frozenset[str]:
    """The values of a filter that every patient of this cohort has: its own and every broader one."""
    if name == "drug":
        given: frozenset[str] = frozenset(cohort["drugs"]) - cohort["some_drugs"]
        return given
    own = cohort["study_id"] if name == "study" else cohort[name]
    codes, found = ON_COHORTS[name], set()
    while own is not None:
        found.add(own)
        own = codes[own].broader if own in codes else None
    return frozenset(found)


def held(cohort: Row, name: str) -> frozenset[str]:
    """The values of a filter that some patients of this cohort may have: narrower ones of its own, or any if it is mixed.

    Of a drug that only some of its parts got, some were given it. What is unselected or not reported says nothing.
    """
    if name == "drug":
        some: frozenset[str] = cohort["some_drugs"]
        return some
    own, codes = None if name == "study" else cohort[name], ON_COHORTS[name]
    if own is None:
        return frozenset()
    if own == MIXED:
        return frozenset(codes.keys() - {MIXED, NOT_REPORTED})
    return frozenset(code for code in codes if own in _above(codes, code))


def _above(codes: Mapping[str, Code], code: str) -> Iterator[str]:
    above = codes[code].broader
    while above is not None:
        yield above
        above = codes[above].broader


@lru_cache(maxsize=8)
def _found_by(version: str) -> dict[str, dict[str, Finds]]:
    """For each filter what each of its values finds."""
    exact: dict[str, dict[str, set[int]]] = {name: defaultdict(set) for name in ON_COHORTS}
    among: dict[str, dict[str, set[int]]] = {name: defaultdict(set) for name in ON_COHORTS}
    for place, row in enumerate(cohorts(version)):
        for name in ON_COHORTS:
            for kind, codes in ((exact, values(row, name)), (among, held(row, name))):
                for code in codes:
                    kind[name][code].add(place)
    beside = {"drug": _controls(version)}
    return {
        name: {
            code: NOTHING | Finds(*(frozenset(kind.get(name, {}).get(code, ())) for kind in (exact, among, beside)))
            for code in {*exact[name], *among[name], *beside.get(name, ())}
        }
        for name in ON_COHORTS
    }


def _controls(version: str) -> dict[str, set[int]]:
    """For each drug the places of the controls that stand beside an arm that was given it."""
    found: dict[str, set[int]] = defaultdict(set)
    for place, row in enumerate(cohorts(version)):
        for arm in compared(version).get(key(row), ()):
            for drug in arm["drugs"]:
                found[drug].add(place)
    return found


@lru_cache(maxsize=32)
def occurring(version: str, name: str) -> frozenset[str]:
    """The values that a filter's column has in any cohort, without their broader ones."""
    return frozenset(own for row in cohorts(version) if (own := column(row, name)) is not None)


def carried_by_all(cohort: Cohort) -> bool:
    """Every patient of the cohort carries its mutation: counted so, or the cohort is defined by it."""
    if cohort["mutation_n"] is not None:
        return cohort["mutation_n"] == cohort["mutation_of"]
    return cohort["mutation"] != "unselected" and cohort["mutation_from"] == cohort["cohort_id"]


def possible(version: str, view: View, name: str, printing: Container[Key]) -> set[str]:
    """The values of a filter that a cohort has, or may hold, which prints something and fits all other filters."""
    at = _places(version)
    rest = view.with_filter(name, ()).with_choice("match", "around")
    there = {at[place] for place in fitting(version, rest) if place in printing}
    found = _found_by(version)[name].items()
    return {code for code, one in found if not (there.isdisjoint(one.exact) and there.isdisjoint(one.among))}


def beside_an_arm(version: str, view: View) -> set[str]:
    """The studies with a control that may stand beside an arm with the drug that the view asks for."""
    names, found = _keys(version), _found_by(version)["drug"]
    return {names[place][0] for code in view.chosen("drug") for place in found.get(code, NOTHING).beside}


def narrow(view: View) -> bool:
    """Whether the view asks for exact matches alone."""
    return view.choice("match") == EXACT.kind


def _chosen(view: View) -> tuple[Chosen, bool]:
    """The filters that are set, and whether every patient must carry the mutation."""
    chosen = tuple((name, found) for name in ON_COHORTS if (found := view.chosen(name)))
    return chosen, bool(view.chosen("mutation")) and view.choice("carriers") == "every"


def fitting(version: str, view: View) -> Mapping[Key, Cohort]:
    """The cohorts that fit all filters exactly or hold such patients among others, by key, in the order of the base."""
    return _fitting(version, *_chosen(view), narrow(view))


def nearest(version: str, view: View) -> Mapping[Key, Cohort]:
    """The cohorts that miss exactly one filter; none where exact matches alone are asked for."""
    return {} if narrow(view) else _nearest(version, *_chosen(view))


def rounds(version: str, view: View) -> Iterator[Mapping[Key, Cohort]]:
    """The cohorts to ask, in turn, until some answer: those that fit, then the nearest."""
    yield fitting(version, view)
    if near := nearest(version, view):
        yield near


@lru_cache(maxsize=256)
def _fitting(version: str, chosen: Chosen, every: bool, exactly: bool) -> Mapping[Key, Cohort]:
    if not chosen:
        return by_key(version)
    found = _finds(version, chosen, every)
    if exactly:
        return _rows(version, found, frozenset.intersection(*(one.fitting for one in found.values())))
    return _rows(version, found, frozenset.intersection(*(one.every for one in found.values())))


@lru_cache(maxsize=256)
def _nearest(version: str, chosen: Chosen, every: bool) -> Mapping[Key, Cohort]:
    found = _finds(version, chosen, every)
    every_place = frozenset(range(len(cohorts(version))))
    missing: Counter[int] = Counter()
    for name, one in found.items():
        left_out = every_place - one.every
        missing.update(dict.fromkeys(left_out, 2 if name in NEVER_MISSED else 1))
    return _rows(version, found, frozenset(place for place, many in missing.items() if many == 1))


def _finds(version: str, chosen: Chosen, every: bool) -> dict[str, Finds]:
    """What each filter finds; a cohort with carriers of the mutation besides others holds them among others."""
    by_value, rows = _found_by(version), cohorts(version)
    found = {}
    for name, wanted in chosen:
        found[name] = NOTHING
        for code in wanted:
            found[name] |= by_value[name].get(code, NOTHING)
    if every:
        partly = frozenset(place for place in found["mutation"].exact if not carried_by_all(rows[place]))
        found["mutation"] = Finds(found["mutation"].exact - partly, found["mutation"].among | partly)
    return found


def _rows(version: str, found: Mapping[str, Finds], places: frozenset[int]) -> Mapping[Key, Cohort]:
    """The cohorts at these places, in the order of the base; how one matches is told when it is asked for."""
    names, rows, at = _keys(version), cohorts(version), _places(version)
    return Made((names[place] for place in sorted(places)), lambda name: _matched(rows[at[name]], at[name], found))


@lru_cache(maxsize=8)
def _keys(version: str) -> tuple[Key, ...]:
    return tuple(map(key, cohorts(version)))


@lru_cache(maxsize=8)
def _places(version: str) -> dict[Key, int]:
    return {name: place for place, name in enumerate(_keys(version))}


def among(passing: Mapping[Key, Cohort], printing: Container[Key]) -> dict[Key, Cohort]:
    """Those of the cohorts that print something."""
    return {place: passing[place] for place in passing if place in printing}


def _matched(row: Cohort, place: int, found: Mapping[str, Finds]) -> Cohort:
    missed, beside, differs = "", False, []
    for name, one in found.items():
        if place in one.beside:
            beside = True
        elif place not in one.exact:
            differs.append((name, _own(row, name)))
            missed = missed or ("" if place in one.among else name)
    kind = Match.NEAREST if missed else Match.AMONG if differs else Match.EXACT
    return row | {"match": Match(kind, tuple(differs), missed, beside)} if differs or beside else row


def _own(row: Row, name: str) -> tuple[str, ...]:
    """A cohort's own values of a filter; none where it is not reported."""
    if name == "drug":
        return tuple(row["drugs"])
    return () if row[name] is None else (row[name],)


def telling(version: str, view: View, printing: Container[Key]) -> dict[Key, Cohort]:
    """The matching cohorts and patients of the studies that print something: of each study those of its best match.

    Where no study that fits prints anything, the nearest.
    """
    return next(filter(None, (best_matches(passing, printing) for passing in rounds(version, view))), {})


def best_matches(passing: Mapping[Key, Cohort], printing: Container[Key]) -> dict[Key, Cohort]:
    """The same of the cohorts of one round."""
    best: dict[str, int] = {}
    for (study, _), row in among(passing, printing).items():
        best[study] = min(by_match(row), best.get(study, by_match(row)))
    return {place: row for place in passing if place[0] in best and by_match(row := passing[place]) == best[place[0]]}


def closest(rows: Iterable[Cohort]) -> dict[str, Cohort]:
    """Of each study the cohort that matches best; whole cohorts before their parts."""
    found: dict[str, Cohort] = {}
    for row in sorted(rows, key=closeness):
        found.setdefault(row["study_id"], row)
    return found


def patients(version: str, view: View) -> list[Cohort]:
    """The single patients that fit, as their cohorts of one; where none does, the nearest."""
    for passing in rounds(version, view):
        found = [row for row in passing.values() if row["kind"] == "patient"]
        if found:
            return sorted(found, key=by_match)
    return []
