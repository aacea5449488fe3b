"""Response: rates of an endpoint by cohort, and the composition of each cohort's response."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

from evidence.answers import Answer, Aside, Item, Rate, Rated, T, rated
from evidence.assessments import in_order as answers_first
from evidence.cohorts import ON_COHORTS, Key, ancestors, answering, by_key, by_match, by_strength, fits, key, shown
from evidence.questions.facts import ON_FIGURES, by_cohort, facts
from evidence.questions.headline.numbers import Headline, headline, setting_group
from evidence.questions.response import categories
from evidence.rates import as_asked, printed_rate
from evidence.reasons import because
from evidence.row import Cohort, Fact
from evidence.selection import View
from evidence.vocabulary import REMISSION, RESPONSE, SETTING

#: Terms that answer each endpoint, the first that a cohort prints is taken. Composites differ in what they count,
#: so each row names its own; one that a source prints is taken before one that would have to be added up.
TERMS = {
    "overall": ("ORR", "clinical response"),
    "CR": ("CR",),
    "CRi": ("CRc", "CR+CRi", "CR+CRp+CRi", "CR+CRp", "CR+CRh+CRi", "CR+CRh"),
    "MRD": ("MRD response", "complete MRD response"),
    "activity": ("clinical response", "HR", "BMR", "blast reduction", "any response", "morphologic response or PR",
                 "M1 remission", "aplastic marrow"),
    "molecular": ("CMR", "FLT3 molecular response", "partial molecular response"),
    "lasting": ("still in CR", "treatment-free remission"),
}  # fmt: skip
#: Terms whose name does not say what is counted: two of them are one definition only if their criteria say the same.
UNNAMED = ("ORR", "clinical response", "CRc", "MRD response", "complete MRD response")
#: The choice of an endpoint, and the order in which endpoints are asked for where as many cohorts print each.
ENDPOINT, STRICTEST = "endpoint", ("CR", "CRi", "overall", "MRD", "molecular", "lasting", "activity")
_LEUKAEMIA_FREE = re.compile(r"\bMLFS\b|leuka?emia-free", re.IGNORECASE)


_SETTINGS = (*SETTING, None)


#: So many randomised studies are named first.
TRIALS = 2


@dataclass(frozen=True, kw_only=True)
class Composition(Item):
    """One cohort's response by exclusive category; `unstated` is what the printed categories leave of `of`."""

    of: int
    population: str
    events: dict[str, int]

    @property
    def unstated(self) -> int:
        return self.of - sum(self.events.values())

    @property
    def remission(self) -> float:
        """The share of complete remissions, with or without full recovery, in percent."""
        return 100 * sum(self.events.get(group, 0) for group in ("CR", "CRi")) / self.of


def rates(version: str, view: View) -> Answer[Rated]:
    """The rate of the view's endpoint for each answering cohort, and the answer they belong to."""
    printed = _printed(version, view.only(ON_FIGURES, ["endpoint"]))
    answer = _counted_parts_first(version, view, printed)
    return answer.saying([rated(row, as_asked(printed[key(row)], row, view, version)) for row in answer.cohorts])


def with_endpoint(version: str, view: View) -> View:
    """The view with an endpoint: its own, else the one that most of its cohorts print so that it says what it counts."""
    if ENDPOINT in view.choices:
        return view
    asked = view.only((*ON_COHORTS, *ON_FIGURES), ("match", "carriers", "rows"))
    return view.with_choice(ENDPOINT, _most_printed(version, asked))


@lru_cache(maxsize=1024)
def _most_printed(version: str, view: View) -> str:
    """The endpoint of most cohorts that print n, N and what counts; else of most that print it; of as many the strictest."""
    return max(STRICTEST, key=lambda endpoint: _told(version, view.with_choice(ENDPOINT, endpoint)))


def _told(version: str, view: View) -> tuple[int, int, int]:
    """How many cohorts that fit count a remission and say what it is; how many of all do; how many print the endpoint."""
    printed = _printed(version, view.only(ON_FIGURES, [ENDPOINT]))
    rows = shown(version, view, printed)
    told = [row for row in rows if _is_told(printed[key(row)])]
    return sum(map(fits, told)), len(told), sum(map(fits, rows))


def _is_told(rate: Rate) -> bool:
    """Whether a rate is a count of remissions whose source or name says what is counted."""
    fact = rate.facts[0]
    named = fact["term"] not in UNNAMED or fact["criteria"] is not None
    return named and rate.is_counted and RESPONSE[fact["term"]].group in REMISSION


def in_order(rates: list[T], view: View) -> list[T]:
    """Rows by the order asked for: those that match better first, remissions before other responses.

    Arms of a study stay together where its best treated one belongs, controls last; by setting each stands for itself.
    """
    aside = any(not row.is_apart for row in rates)

    def block(row: Item) -> tuple[int, bool]:
        return by_match(row.cohort), aside and row.is_apart

    if view.choice("sort") == "setting":
        return sorted(rates, key=lambda row: (*block(row), _SETTINGS.index(row.cohort["setting"])))
    first = _ORDERS[view.choice("sort")]
    leads: dict[tuple[Any, ...], tuple[float, ...]] = {}
    for row in sorted(rates, key=lambda row: (row.cohort["role"] == "control", first(row))):
        leads.setdefault((*block(row), row.cohort["study_id"]), first(row))

    def place(row: Item) -> tuple[Any, ...]:
        group, study = block(row), row.cohort["study_id"]
        return *group, leads[*group, study], study, row.cohort["role"] == "control", first(row)

    return sorted(rates, key=place)


def leading(rates: list[Rated], most: int, named: Iterable[Rated] = ()) -> list[Rated]:
    """At most so many rates of each kind of match, in their order: those of the studies `named`, then the first others.

    No arm stands without the others of its study, so one study may have more.
    """
    told = {_report(row) for row in named}
    kept, taken = set(told), Counter(row.cohort["match"].kind for row in rates if _report(row) in told)
    for report, arms in Counter(map(_report, rates)).items():
        kind, _ = report
        if report not in told:
            if not taken[kind] or taken[kind] + arms <= most:
                kept.add(report)
            taken[kind] += arms
    return [row for row in rates if _report(row) in kept]


def _report(row: Rated) -> tuple[str, str]:
    """How the cohort matches, and its study."""
    return row.cohort["match"].kind, row.cohort["study_id"]


def _strength(row: Item) -> tuple[float, ...]:
    return by_strength(row.cohort, row.facts[0]["level"])


def _highest(row: Item) -> tuple[float, ...]:
    share = row.remission if isinstance(row, Composition) else row.rate.percent if row.rate else None
    return (1.0 if share is None else -share,)


def _newest(row: Item) -> tuple[float, ...]:
    return -row.cohort["year"], *_strength(row)


_ORDERS = {"strength": _strength, "rate": _highest, "year": _newest}


def _counted_parts_first(version: str, view: View, printed: Mapping[Key, Rate]) -> Answer[Item]:
    """The answer, in which a percentage without count and N gives way to parts of its cohort that print both."""
    given_way = _giving_way(version, view, printed, shown(version, view, printed.keys()))
    answer = answering(version, view, printed.keys() - {key(row) for row in given_way})
    why = because("a percentage without count and N; its parts print both")
    return replace(answer, aside=[*answer.aside, *(Aside(Item(row), why) for row in given_way)])


def _giving_way(version: str, view: View, printed: Mapping[Key, Rate], first: list[Cohort]) -> list[Cohort]:
    """Of the cohorts that would answer those with a percentage alone although parts of them print count and N."""
    bare = [row for row in first if _is_bare(printed[key(row)])]
    places = {key(row) for row in bare}
    if not places & _wholes(version, view.only(ON_FIGURES, [ENDPOINT])):
        return []
    rest = shown(version, view, printed.keys() - places)
    told = {above["study_id"] for row in rest if printed[key(row)].is_counted
            for above in ancestors(version, row) if key(above) in places}  # fmt: skip
    return [row for row in bare if row["study_id"] in told]


def _is_bare(rate: Rate) -> bool:
    return rate.of is None and rate.events is None


@lru_cache(maxsize=64)
def _wholes(version: str, view: View) -> frozenset[Key]:
    """The cohorts of which a part prints count and N of the endpoint."""
    rows, printed = by_key(version), _printed(version, view)
    return frozenset(
        key(above) for place, rate in printed.items() if rate.is_counted for above in ancestors(version, rows[place])
    )


def answers(version: str, view: View, printing: AbstractSet[Key]) -> list[Cohort]:
    """The cohorts that answer: one for each row of the drawing."""
    printed = _printed(version, view.only(ON_FIGURES, [ENDPOINT]))
    first = shown(version, view, printed.keys())
    given_way = _giving_way(version, view, printed, first)
    if not given_way and printing == printed.keys():
        return first
    return shown(version, view, printing - {key(row) for row in given_way})


def first_said(rates: list[Rated]) -> Headline[Rated]:
    """The headline of these rates; responses that are no remission by criteria are in none of its places."""
    by_criteria = [row for row in rates if not row.is_apart]
    return headline(by_criteria, lambda row: row.rate.of, lambda row: row.rate.percent, _definition, TRIALS)


def _definition(row: Rated) -> tuple[Any, ...] | None:
    """What a row counts, when and in which patients; None where its source does not say what is counted, or in whom."""
    fact, setting = row.rate.facts[0], setting_group(row.cohort)
    criteria = fact["criteria"] if fact["term"] in UNNAMED else ""
    if criteria is None or setting is None:
        return None
    return tuple(one["term"] for one in row.rate.facts), fact["window"], criteria, row.cohort["disease"], setting


def printing(version: str, view: View) -> AbstractSet[Key]:
    """The cohorts that print the endpoint asked for."""
    return _printed(version, view.only(ON_FIGURES, ["endpoint"])).keys()


@lru_cache(maxsize=64)
def _printed(version: str, view: View) -> Mapping[Key, Rate]:
    """The rate of the endpoint in every cohort that prints it."""
    groups = by_cohort(facts(version, view, "response"))
    return {cohort: rate for cohort, rows in groups.items() if (rate := _endpoint(rows, view.choice("endpoint")))}


def _endpoint(rows: list[Fact], endpoint: str) -> Rate | None:
    """The rate of an endpoint: of several assessments the one that the rule of `assessments` names, the others with it."""
    rates = [row for row in rows if row["statistic"] in ("count", "percent")]
    found = answers_first(rates)
    plain, wider = [row for row in found if not _is_wider(row)], [row for row in found if _is_wider(row)]
    for some in (plain, wider):
        for term in TERMS[endpoint]:
            for row in some:
                if row["term"] == term:
                    others = tuple(other for other in rates if other["term"] == term and other is not row)
                    return replace(printed_rate(row), others=others)
        if endpoint == "CRi" and some is plain and (rate := categories.remission(found)):
            return rate
    return None


def _is_wider(row: Fact) -> bool:
    """Whether a composite counts leukaemia-free states too, as its source defines it: more than a remission."""
    return row["term"] == "CRc" and bool(_LEUKAEMIA_FREE.search(row["criteria"] or ""))


def compositions(version: str, view: View) -> Answer[Composition]:
    """The exclusive categories of each answering cohort that prints counts of them on one denominator, in order."""
    found = _composed(version, view.only(ON_FIGURES))
    answer = answering(version, view, found)
    return answer.saying(in_order([_composition(row, *found[key(row)]) for row in answer.cohorts], view))


def _composition(cohort: Cohort, of: int, population: str, events: dict[str, int], rows: tuple[Fact, ...]) -> Composition:
    return Composition(cohort, rows, of=of, population=population, events=events)


@lru_cache(maxsize=64)
def _composed(version: str, view: View) -> Mapping[Key, tuple[Any, ...]]:
    """The exclusive categories of every cohort that prints counts of them on one denominator."""
    groups = by_cohort(facts(version, view, "response"))
    return {cohort: made for cohort, rows in groups.items() if (made := categories.composition(rows))}
