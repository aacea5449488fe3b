"""What a question answers with, as values: a rate, an item, what is set aside and why, and the answer of them.

A rate's numerator, denominator and its name travel together; what is derived says so.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Generic, Protocol, TypeGuard, TypeVar

from evidence.reasons import Reason
from evidence.row import Cohort, Fact
from evidence.vocabulary import RESPONSE, Code

#: Kinds of source that are the study's own words; any other tells of it.
OWN_WORDS = ("journal article", "abstract")


@dataclass(frozen=True)
class Rate:
    """A response or event rate. Percentages run 0 to 100; None means not printed and not derivable.

    `derived` lists what was computed here; `kept` says why an asked denominator was not honoured; `others` are further
    assessments of the same endpoint.
    """

    events: int | None
    of: int | None
    percent: float | None
    population: Code
    low: float | None = None
    high: float | None = None
    derived: tuple[Reason, ...] = ()
    kept: Reason | None = None
    facts: tuple[Fact, ...] = ()
    others: tuple[Fact, ...] = ()

    @property
    def certain(self) -> bool:
        return all(fact["certain"] for fact in self.facts)

    @property
    def is_counted(self) -> bool:
        """Whether numerator and denominator are known, and a share: percentage and interval are computed from them."""
        return self.events is not None and bool(self.of) and not any(map(is_estimate, self.facts))

    @property
    def counts(self) -> tuple[int, int]:
        """Numerator and denominator. Raises ValueError where one is not known: ask `is_counted` first."""
        if self.events is None or self.of is None:
            raise ValueError(f"a rate of {self.events} of {self.of} has no counts; ask is_counted first")
        return self.events, self.of

    @property
    def is_borrowed(self) -> bool:
        """Whether N is not printed with the figure but taken from its cohort."""
        return self.of is not None and self.facts[0]["of_n"] is None

    @property
    def discrepancies(self) -> list[str]:
        return list(dict.fromkeys(id_ for fact in self.facts for id_ in fact["discrepancies"]))


def is_estimate(fact: Fact) -> bool:
    """Whether a percentage is a survival or incidence estimate at a time point and no share of patients."""
    return fact["percent_is"] == "estimate"


def is_hollow(facts: Iterable[Fact], rate: Rate | None = None) -> bool:
    """Whether a mark is drawn open, on every page alike.

    So are figures that are not printed in the study's own paper, that a reader doubts, or whose count and N are not
    printed; an estimate has no count that could be missing.
    """
    told = any(fact["source_kind"] not in OWN_WORDS or not fact["certain"] for fact in facts)
    if told or rate is None or (rate.is_counted and not rate.is_borrowed):
        return told
    return not all(map(is_estimate, rate.facts))


class OfCohort(Protocol):
    """A row of an answer: whose it is."""

    @property
    def cohort(self) -> Cohort: ...


#: A row by its ids: study and cohort, and the figures that are printed of it; none where its cohort is named alone.
Named = tuple[tuple[str, str], tuple[str, ...]]


class Figured(OfCohort, Protocol):
    """A row of an answer that tells which figures it shows."""

    @property
    def ids(self) -> tuple[str, ...]: ...


class OfFigure(Figured, Protocol):
    """A row of an answer with the figure that names its term."""

    @property
    def fact(self) -> Fact: ...


@dataclass(frozen=True)
class Item:
    """A cohort and what it prints: the first fact names the figure; without facts nothing is printed or shown.

    Without a rate the figure is no share of patients, or said in words only. `bound` is the one-sided exact 95 % upper
    bound in percent; `part` says that its patients are counted in another item of the cohort; `aside` why the item
    stands on no axis or, without facts, why what is printed is not shown.
    """

    cohort: Cohort
    facts: tuple[Fact, ...] = ()
    rate: Rate | None = None
    bound: float | None = None
    part: bool = False
    aside: Reason | None = None

    @property
    def fact(self) -> Fact:
        """The figure that names term, statistic and place."""
        return self.facts[0]

    @property
    def ids(self) -> tuple[str, ...]:
        """The id of that figure; none without figures."""
        return tuple(fact["fact_id"] for fact in self.facts[:1])

    @property
    def is_borrowed(self) -> bool:
        """Whether the denominator is not printed with the figure but taken from the cohort."""
        return self.rate is not None and self.rate.is_borrowed

    @property
    def is_hollow(self) -> bool:
        return is_hollow(self.facts, self.rate)

    @property
    def is_apart(self) -> bool:
        """Whether it is a response that is no remission by criteria: shown as what it is, never as such a rate."""
        return bool(self.facts) and all(
            fact["domain"] == "response" and RESPONSE[fact["term"]].group == "activity" for fact in self.facts
        )


class Rated(Item):
    """An item that is a share of patients, or an estimate of one."""

    rate: Rate


def rated(cohort: Cohort, rate: Rate) -> Rated:
    return Rated(cohort, rate.facts, rate)


def rate_of(item: Item) -> Rate:
    """The rate of an item that must have one. Raises ValueError where it has none: ask `is_rated` first."""
    if item.rate is None:
        ids = [fact["fact_id"] for fact in item.facts]
        raise ValueError(f"an item without a rate was asked for one; its figures are {ids}")
    return item.rate


def is_rated(item: Item) -> TypeGuard[Rated]:
    return item.rate is not None


def with_rate(items: Iterable[Item]) -> list[Rated]:
    """The items that have a rate."""
    return [item for item in items if is_rated(item)]


@dataclass(frozen=True)
class Aside:
    """What matches and must not stand beside the items shown, and why."""

    item: Item
    why: Reason

    @property
    def cohort(self) -> Cohort:
        return self.item.cohort


T = TypeVar("T", bound=Item)
U = TypeVar("U", bound=Item)


@dataclass(frozen=True)
class Answer(Generic[T]):
    """The items that answer, what is set aside from them, the cohorts that match and print nothing on the question.

    `likely` holds pairs of shown cohorts that may share patients, which no source prints.
    """

    items: list[T]
    aside: list[Aside] = field(default_factory=list)
    silent: list[Cohort] = field(default_factory=list)
    likely: list[tuple[Cohort, Cohort]] = field(default_factory=list)

    @property
    def cohorts(self) -> list[Cohort]:
        return [item.cohort for item in self.items]

    def saying(self, items: list[U]) -> "Answer[U]":
        """The same answer in other items: what its cohorts print on the question."""
        return Answer(items, self.aside, self.silent, self.likely)
