"""Outcomes: medians of times, rates at a time point, transplants, printed contrasts, and what stays off the axes."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import groupby
from typing import Any, TypeVar

from evidence.answers import Answer, Aside, Item, OfFigure, Rated, rated
from evidence.cohorts import Key, Match, by_match, by_strength, fits
from evidence.printed import says_not_reached
from evidence.questions.facts import ON_FIGURES, telling_of
from evidence.questions.mobilisation.numbers import is_about_mobilisation
from evidence.questions.printed import Fits, answered, matched, once
from evidence.rates import as_asked, printed_rate
from evidence.reasons import because, mark
from evidence.row import Fact
from evidence.selection import View
from evidence.vocabulary import DOMAIN, ESTIMATED, STATISTIC, TERM, Code

ItemT = TypeVar("ItemT", bound=Item)
RowT = TypeVar("RowT", bound=OfFigure)

TIME = "time to event"
#: Endpoints that come first, in their order; the others are variants of these or counts.
MAIN = ("OS", "EFS", "RFS", "DFS", "DOR")
TRANSPLANT = "transplant"
#: A transplant before the treatment describes the patients; one afterwards is an outcome.
TRANSPLANT_GROUPS = ("after", "before", "")
#: Answers kept at hand: the last panel of a page asks again for what the first three have found.
KEPT = 8
_CONTRASTS = ("hazard ratio", "odds ratio", "difference", "p value")
_RATES = ("count", "percent")
#: Why a figure stands on no axis: what it is, or that it compares nothing.
FORM = mark("{statistic}: neither a median nor a rate")
ALONE = mark("a share of one group: no comparison")
#: Months of a year of 365.25 days.
_MONTHS = {"day": 12 / 365.25, "week": 84 / 365.25, "month": 1.0, "year": 12.0}
HAZARD = "hazard ratio"


def not_reached(fact: Fact) -> bool:
    """A median that the source says was not reached, recorded as words or as a median without a value."""
    return fact["statistic"] in ("words", "median") and fact["value"] is None and says_not_reached(fact["printed"])


def censored(fact: Fact) -> bool:
    """A time that was still running: only its lower limit is printed ('5.6+')."""
    return fact["statistic"] == "limit" and fact["high"] is None


def _is_time(fact: Fact) -> bool:
    return fact["statistic"] in ("median", "range") or not_reached(fact) or censored(fact)


def order(fact: Fact) -> tuple[bool, int]:
    """Sorts the endpoints that trials are planned on before their variants, within these as the vocabulary has them."""
    return fact["term"] not in MAIN, list(TERM[fact["domain"]]).index(fact["term"])


def moment(window: str | None) -> tuple[float, str]:
    """A fixed time point in months and what it counts from, so that '2 years' and '24 months' are one question.

    Anything else ('median follow-up 62 weeks') is no time point. Only to sort and to group by.
    """
    found = re.match(r"(\d+(?:\.\d+)?)[ -](day|week|month|year)s?\b *(.*)", window or "")
    return (float(found[1]) * _MONTHS[found[2]], found[3]) if found else (0.0, "")


@lru_cache(maxsize=KEPT)
def medians(version: str, view: View) -> Answer[Item]:
    """Medians and ranges of times, each endpoint asked for on its own, in the unit that is printed."""
    return once(answered(version, view, (TIME,), _wanted(view, _is_time), order))


@lru_cache(maxsize=KEPT)
def rates(version: str, view: View) -> Answer[Rated]:
    """Shares alive, free of events, relapsed ... at a time point; each endpoint and time asked for on its own."""
    found = answered(version, view, (TIME,), _wanted(view, _is_rate), lambda fact: (*order(fact), *moment(fact["window"])))
    return _rated(version, view, found)


def _is_rate(fact: Fact) -> bool:
    return fact["statistic"] in _RATES


def in_months(value: float | None, unit: str | None) -> float | None:
    """A time in months; None where the unit is no time ('cycles') or there is no value. What was not reached has none."""
    factor = 1.0 if unit is None else _MONTHS.get(unit.rstrip("s"))
    return None if value is None or factor is None else value * factor


def is_exposure(fact: Fact) -> bool:
    """Whether a figure is on follow-up or time on drug, not on what became of patients."""
    return TERM[TIME][fact["term"]].group == "exposure"


def lasting(rows: Iterable[ItemT]) -> list[ItemT]:
    """Rows on what became of patients, endpoint by endpoint, the strongest evidence first."""
    return _by_strength(row for row in rows if not is_exposure(row.fact))


def surviving(rows: Iterable[ItemT]) -> list[ItemT]:
    """Of these the rows on survival, its events and responses."""
    return _by_strength(row for row in rows if TERM[TIME][row.fact["term"]].group in ("survival", "duration"))


def relapsing(rows: Iterable[ItemT]) -> list[ItemT]:
    """Of these the rows on relapse: cumulative incidences, which allow for death before it, then counts."""
    found = _by_strength(row for row in rows if TERM[TIME][row.fact["term"]].group == "relapse")
    return sorted(found, key=lambda row: (by_match(row.cohort), row.fact["term"] not in ESTIMATED))


def exposed(rows: Iterable[ItemT]) -> list[ItemT]:
    """Rows on follow-up and on time on the drug."""
    return _by_strength(row for row in rows if is_exposure(row.fact))


def _by_strength(rows: Iterable[ItemT]) -> list[ItemT]:
    """By match, endpoint and strength of evidence; arms of a study stay together, the treated one first."""
    rows = list(rows)
    best: dict[tuple[Any, ...], tuple[Any, ...]] = {}
    for row in rows:
        own = by_strength(row.cohort, row.fact["level"])
        best[_asked(row)] = min(best.get(_asked(row), own), own)
    return sorted(rows, key=lambda row: (by_match(row.cohort), order(row.fact), best[_asked(row)], row.cohort["study_id"],
                                         row.cohort["role"] == "control"))  # fmt: skip


def _asked(row: OfFigure) -> tuple[Any, ...]:
    return by_match(row.cohort), row.fact["term"], row.cohort["study_id"]


def leading(
    rows: Iterable[RowT], each: int, most: int, named: Iterable[RowT] = (), later: Callable[[RowT], bool] = lambda row: False
) -> list[RowT]:
    """The first rows, in their order: those `named`, then those of the largest studies, randomised ones before others.

    At most so many of `each` endpoint and match, and so many in all, unless more are named; never one arm without the
    others. Studies of which all rows are to come `later` follow all others.
    """
    known = {id(row) for row in named}
    studies = [(tuple(asked), list(own)) for (*asked, _), own in groupby(rows, key=_asked)]
    groups = list(dict.fromkeys(group for group, _ in studies))
    kept: list[int] = []
    taken: Counter[tuple[Any, ...]] = Counter()
    largest = sorted(
        range(len(studies)),
        key=lambda place: (all(map(later, studies[place][1])), groups.index(studies[place][0]), *_size(studies[place][1])),
    )
    told = {place for place, (_, arms) in enumerate(studies) if any(id(row) in known for row in arms)}
    for place in sorted(largest, key=lambda place: place not in told):
        group, arms = studies[place]
        total = taken.total() + len(arms)
        fits = (not taken[group] or taken[group] + len(arms) <= each) and (not kept or total <= most)
        if fits or place in told:
            kept.append(place)
            taken[group] += len(arms)
    return [row for place in sorted(kept) for row in studies[place][1]]


def _size(arms: Sequence[OfFigure]) -> tuple[bool, bool, int]:
    """Sorts the arms of a randomised study before others, whole cohorts before parts, and of these the larger one first."""
    first = arms[0].cohort
    return first["design"] != "randomised", first["kind"] == "subgroup", -max(row.cohort["n"] or 0 for row in arms)


def _wanted(view: View, fits: Fits) -> Fits:
    """Figures of the endpoints that the view asks for."""
    wanted = view.choice("times")
    return lambda fact: wanted in ("all", TERM[TIME][fact["term"]].group) and fits(fact)


@lru_cache(maxsize=KEPT)
def transplants(version: str, view: View) -> Answer[Rated]:
    """Patients transplanted, those afterwards first."""
    found = answered(
        version, view, (TRANSPLANT,), _is_rate, lambda fact: (TRANSPLANT_GROUPS.index(group_of(fact)), *order(fact))
    )
    return _rated(version, view, found)


def group_of(fact: Fact) -> str:
    return TERM[TRANSPLANT][fact["term"]].group


def _rated(version: str, view: View, found: Answer[Item]) -> Answer[Rated]:
    return found.saying(
        [rated(row.cohort, as_asked(printed_rate(row.fact), row.cohort, view, version)) for row in found.items]
    )


def _statistic(fact: Fact) -> Code:
    return STATISTIC[fact["statistic"]]


@lru_cache(maxsize=64)
def _printing(version: str, view: View) -> frozenset[Key]:
    return telling_of(version, view, DOMAIN, lambda fact: _belongs(fact, view))


def printing(version: str, view: View) -> frozenset[Key]:
    """The cohorts that print something of this page: a time of the kind asked for, a transplant, a comparison."""
    return _printing(version, view.only(ON_FIGURES, ["times"]))


def _belongs(fact: Fact, view: View) -> bool:
    asked = fact["domain"] in (TRANSPLANT, "association") or (fact["domain"] == TIME and _wanted(view, _any_form)(fact))
    return (asked or _compares(fact)) and not is_about_mobilisation(fact)


def _any_form(fact: Fact) -> bool:
    return fact["statistic"] not in _CONTRASTS


@lru_cache(maxsize=KEPT)
def contrasts(version: str, view: View) -> list[Item]:
    """Comparisons inside a study, as its source prints them: of any domain but mobilisation, which has its own page."""
    found = matched(version, view, DOMAIN, lambda fact: _compares(fact) and not is_about_mobilisation(fact))
    return sorted(map(_of_the_drug, found), key=lambda row: by_match(row.cohort))


def _of_the_drug(row: Item) -> Item:
    """A comparison of the arms of a trial is about the drug that one of them got, though the other did not."""
    match = row.cohort["match"]
    differs = tuple(one for one in match.differs if one[0] != "drug")
    if row.cohort["role"] != "mixed" or match.kind != Match.AMONG or differs == match.differs:
        return row
    kind = Match.AMONG if differs else Match.EXACT
    return replace(row, cohort=row.cohort | {"match": replace(match, kind=kind, differs=differs)})


def _compares(fact: Fact) -> bool:
    """A contrast, or an association that names its groups; a share of one group ('lost in 4 of 5') compares nothing."""
    share = fact["statistic"] in _RATES and fact["comparator"] is None
    return fact["statistic"] in _CONTRASTS or (fact["domain"] == "association" and not share)


def unplaced(version: str, view: View) -> list[Aside]:
    """Times, transplants and shares beside them that are printed and yet stand on no axis, each with its reason.

    By match, and in each what the axes set aside comes first. The nearest cohorts are heard where nothing on the page fits.
    """
    found = (medians(version, view), rates(version, view), transplants(version, view))
    off = (
        *matched(version, view, (TIME,), _wanted(view, _on_no_axis)),
        *matched(version, view, (TRANSPLANT,), _on_no_axis),
    )
    rest = [Aside(row, because(FORM, statistic=_statistic(row.fact))) for row in off]
    alone = matched(version, view, ("association",), lambda fact: not _compares(fact) and not is_about_mobilisation(fact))
    lone = [Aside(row, because(ALONE)) for row in alone]
    every = [one for answer in found for one in answer.aside] + rest + lone
    drawn = (row for answer in found for row in (*answer.items, *contrasts(version, view)))
    near = not any(fits(row.cohort) for row in (*every, *drawn))
    return sorted((one for one in every if near or fits(one.cohort)), key=lambda one: by_match(one.cohort))


def _on_no_axis(fact: Fact) -> bool:
    return not _is_time(fact) and fact["statistic"] not in (*_CONTRASTS, *_RATES)
