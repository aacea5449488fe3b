"""Mobilisation: how many times as many cells are in the blood, in how many patients, and what goes with it."""

from functools import lru_cache
from typing import Any

from evidence.answers import Answer, Item, Rated, rated
from evidence.cohorts import Key, by_match, by_strength, key
from evidence.questions.facts import ON_FIGURES, telling_of
from evidence.questions.printed import answered, matched
from evidence.rates import printed_rate, with_interval
from evidence.row import Fact
from evidence.selection import View
from evidence.statistics import INTERVAL_METHODS
from evidence.vocabulary import TERM

#: How a fold change is averaged; a mean of ratios, a median and a geometric mean are not the same quantity.
FOLDS = ("fold mean", "fold median", "fold geometric mean", "fold")
_RATES = ("count", "percent")
#: This page offers no choice of method, so none may come from another page.
INTERVAL_METHOD = next(iter(INTERVAL_METHODS))


def folds(version: str, view: View) -> Answer[Item]:
    """The fold changes of each answering cohort, the strongest evidence first; within a cohort the highest first."""
    found = answered(version, _whole(view), ("mobilisation",), lambda fact: fact["statistic"] in FOLDS, lambda fact: ())
    best: dict[Key, tuple[int, ...]] = {}
    for row in found.items:
        own = by_strength(row.cohort, row.fact["level"])
        best[key(row.cohort)] = min(best.get(key(row.cohort), own), own)

    def place(row: Item) -> tuple[Any, ...]:
        return by_match(row.cohort), best[key(row.cohort)], key(row.cohort), -(row.fact["value"] or 0)

    return found.saying(sorted(found.items, key=place))


def printing(version: str, view: View) -> frozenset[Key]:
    """The cohorts that print a fold change."""
    return _printing(version, view.only(ON_FIGURES))


@lru_cache(maxsize=64)
def _printing(version: str, view: View) -> frozenset[Key]:
    return telling_of(version, view, ("mobilisation",), lambda fact: fact["statistic"] in FOLDS)


def shares(version: str, view: View) -> Answer[Rated]:
    """In how many patients cells were mobilised, for each answering cohort that counts them."""
    found = answered(
        version, _whole(view), ("mobilisation",), lambda fact: fact["statistic"] in _RATES, lambda fact: (fact["term"],)
    )
    return found.saying([rated(row.cohort, with_interval(printed_rate(row.fact), INTERVAL_METHOD)) for row in found.items])


def associations(version: str, view: View) -> list[Item]:
    """What the sources print on mobilisation beside folds and counts: correlations, P values, statements."""
    others = (*FOLDS, *_RATES)
    return matched(
        version,
        view,
        ("mobilisation", "association"),
        lambda fact: fact["statistic"] not in others and is_about_mobilisation(fact),
    )


def is_about_mobilisation(fact: Fact) -> bool:
    """Whether an association, or any figure of the domain, belongs to this question."""
    domain = fact["domain"]
    return domain == "mobilisation" or TERM[domain][fact["term"]].group == "mobilisation"


def _whole(view: View) -> View:
    """Dose levels and arms are asked for on other pages; here each study answers with its highest cohorts."""
    return view.with_choice("rows", "highest")
