"""Printed figures of one domain, with what a reader needs to trace each: source, place, doubts, discrepancies, arm."""

from collections.abc import Callable, Collection, Iterable, Mapping
from functools import lru_cache
from typing import cast

from evidence.cohorts import Key, by_key, key
from evidence.database import ask, fetched
from evidence.reasons import because, mark
from evidence.row import Fact, Row, column
from evidence.selection import ON_FIGURES as ON_FIGURES
from evidence.selection import View
from evidence.vocabulary import DISCREPANCY_KIND, LEVEL, narrower

_FACTS = "select * from fact where domain = $domain order by study_id, place"
_SOURCES = "select study_id, source_id, citation, doi, pmid, level, kind as source_kind from source"
#: What a figure says of its cohort, and of the study of that.
_OF_COHORT = ("role", "regimen", "drugs", "year", "design", "unchecked")
_MARKED = """
select discrepancy_id, unnest(fact_ids) as fact_id from discrepancy where list_contains($kinds, kind::varchar) order by place
"""

#: Whether a figure `f` of a source `s` passes the filters on figures.
_PASSES = """(len($levels) = 0 or list_contains($levels, s.level::varchar))
    and (len($readings) = 0 or list_contains($readings, f.reading::varchar))"""
_NUMBERS = f"""
select f.study_id, f.cohort_id, f.reading::varchar as reading, count(*) as figures
from fact f join source s using (study_id, source_id)
where list_contains($domains, f.domain::varchar) and (len($terms) = 0 or list_contains($terms, f.term)) and {_PASSES}
group by all
"""
_NAMED = f"""
select f.fact_id, f.study_id, f.cohort_id
from fact f join source s using (study_id, source_id)
where f.fact_id in (select unnest($names)) and {_PASSES}
"""

#: What is said of a figure that is read the other way round, and which columns of the register it names.
INSTEAD = mark("the other of two contradicting figures, drawn at your request; otherwise shown: {first} ({place})")
_SHOWN = ("first", "place")

#: The shown figure gives way to the other one; it is drawn as doubtful and says what it replaces.
_OTHER = """
select other_fact as fact_id, other_events as events, other_of as of_n, other_value as value, other_low as low,
    other_high as high, second as printed, second_at as locator, false as certain, first, first_at as place
from discrepancy where other_fact is not null and list_contains($names, discrepancy_id)
"""


@lru_cache(maxsize=64)
def _of_domain(version: str, domain: str) -> tuple[Fact, ...]:
    """The figures of a domain, each a copy of what it shares with the others of its source and cohort, filled in."""
    marked, sources, of_cohort = _marked(version), _sources(version), _told_of_cohort(version)
    names, found = fetched(version, _FACTS, domain=domain)
    study, cohort, source, fact_id = map(names.index, ("study_id", "cohort_id", "source_id", "fact_id"))
    shared: dict[tuple[str, str, str], Fact] = {}
    rows = []
    for values in found:
        place = values[study], values[cohort], values[source]
        if place not in shared:
            said = sources[values[study], values[source]] | of_cohort[values[study], values[cohort]]
            shared[place] = Fact(dict.fromkeys(names) | said)
        row = cast(Fact, shared[place].copy())
        row.update(zip(names, values, strict=True))
        row["discrepancies"] = marked.get(values[fact_id], [])
        rows.append(row)
    return tuple(rows)


@lru_cache(maxsize=64)
def _sources(version: str) -> dict[tuple[str, str], Row]:
    """What a figure says of its source, by study and name of the source."""
    return {(row.pop("study_id"), row.pop("source_id")): row for row in ask(version, _SOURCES)}


@lru_cache(maxsize=64)
def _told_of_cohort(version: str) -> dict[Key, Row]:
    return {place: {name: column(row, name) for name in _OF_COHORT} for place, row in by_key(version).items()}


@lru_cache(maxsize=64)
def _marked(version: str) -> dict[str, list[str]]:
    """The contradictions that each figure stands in, in the order of the register."""
    kinds = [code.code for code in DISCREPANCY_KIND.values() if code.group == "contradiction"]
    found: dict[str, list[str]] = {}
    for row in ask(version, _MARKED, kinds=kinds):
        found.setdefault(row["fact_id"], []).append(row["discrepancy_id"])
    return found


@lru_cache(maxsize=64)
def _other_readings(version: str, discrepancies: tuple[str, ...]) -> dict[str, Row]:
    """The numbers that stand in for a figure when these discrepancies are read the other way, by fact id."""
    found = ask(version, _OTHER, names=list(discrepancies))
    return {
        row.pop("fact_id"): row | {"note": because(INSTEAD, **{name: row.pop(name) for name in _SHOWN})} for row in found
    }


def facts(version: str, view: View, domain: str, terms: tuple[str, ...] = ()) -> tuple[Fact, ...]:
    """Figures of a domain (of these terms; none means all) that pass the filters on source level and readers."""
    return _passing(version, view.only(ON_FIGURES), domain, terms)


@lru_cache(maxsize=256)
def _passing(version: str, view: View, domain: str, terms: tuple[str, ...]) -> tuple[Fact, ...]:
    levels, readers = narrower(LEVEL, *view.chosen("level")), view.chosen("readers")
    other = _other_readings(version, view.other) if view.other else {}
    return tuple(
        row | other[row["fact_id"]] if row["fact_id"] in other else row
        for row in _of_domain(version, domain)
        if (not terms or row["term"] in terms)
        and (not levels or row["level"] in levels)
        and (not readers or row["reading"] in readers)
    )


def of_cohorts(version: str, view: View, domain: str) -> Mapping[Key, list[Fact]]:
    """The same figures grouped by (study, cohort), each group in the order of its file."""
    return _of_cohorts(version, view.only(ON_FIGURES), domain)


@lru_cache(maxsize=256)
def _of_cohorts(version: str, view: View, domain: str) -> Mapping[Key, list[Fact]]:
    return by_cohort(facts(version, view, domain))


def by_cohort(rows: Iterable[Fact]) -> dict[Key, list[Fact]]:
    """Rows of facts grouped by (study, cohort), each group in the order of its file."""
    groups: dict[Key, list[Fact]] = {}
    for row in rows:
        groups.setdefault(key(row), []).append(row)
    return groups


def printing(version: str, view: View, domains: tuple[str, ...], terms: tuple[str, ...] = ()) -> frozenset[Key]:
    """The cohorts that print at least one figure of these domains (and terms)."""
    return _printing(version, view.only(ON_FIGURES), domains, terms)


@lru_cache(maxsize=256)
def _printing(version: str, view: View, domains: tuple[str, ...], terms: tuple[str, ...]) -> frozenset[Key]:
    return frozenset(map(key, numbers_of(version, view, domains, terms)))


def numbers_of(version: str, view: View, domains: Iterable[str], terms: Iterable[str] = ()) -> tuple[Row, ...]:
    """How many figures of these domains (and terms) each cohort prints, by `reading`: figures that `facts` would give."""
    return _numbers_of(version, view.only(ON_FIGURES), tuple(domains), tuple(terms))


@lru_cache(maxsize=256)
def _numbers_of(version: str, view: View, domains: tuple[str, ...], terms: tuple[str, ...]) -> tuple[Row, ...]:
    return tuple(ask(version, _NUMBERS, domains=list(domains), terms=list(terms), **_bound(view)))


def passing(version: str, view: View, names: Collection[str]) -> list[Row]:
    """The figures of these ids that pass the filters on figures, with study and cohort."""
    return ask(version, _NAMED, names=list(names), **_bound(view)) if names else []


def _bound(view: View) -> dict[str, list[str]]:
    """The values that _PASSES asks for."""
    return {"levels": list(narrower(LEVEL, *view.chosen("level"))), "readings": list(view.chosen("readers"))}


def telling_of(version: str, view: View, domains: Iterable[str], wanted: Callable[[Fact], bool]) -> frozenset[Key]:
    """The cohorts, no single patients, that print a wanted figure of these domains."""
    found = {key(row) for domain in domains for row in facts(version, view, domain) if wanted(row)}
    return frozenset(place for place in found if by_key(version)[place]["kind"] != "patient")
