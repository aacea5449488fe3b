"""Events of harm: what a cohort prints of one, on which denominator; shared by dlt, toxicity and mortality."""

from collections.abc import Callable
from dataclasses import dataclass

from evidence.cohorts import fits, key, patients
from evidence.language import mark
from evidence.questions.facts import printing
from evidence.questions.printed import matched
from evidence.rates import Rate, as_asked, is_hollow, printed_rate
from evidence.reasons import Reason, because
from evidence.row import Row
from evidence.selection import View

FILTERED = mark("left out by the filter on sources or readers")
LATER = mark("cohort defined by what happened later")


@dataclass(frozen=True)
class Event:
    """What a cohort prints of one event: without a rate it is said in words only, without facts nothing is printed.

    `upper` is the one-sided exact 95 % bound in percent; `hidden` says why a printed figure is not shown; `aside` why
    a figure stands in a table but on no axis; `part` that its patients are counted in another row of the cohort.
    FILTERED and LATER read in English until they are shown.
    """

    cohort: Row
    facts: tuple[Row, ...] = ()
    rate: Rate | None = None
    upper: float | None = None
    hidden: str = ""
    aside: Reason | None = None
    part: bool = False

    @property
    def borrowed(self) -> bool:
        """Whether the denominator is not printed with the figure but taken from the cohort."""
        return self.rate is not None and self.rate.is_borrowed

    @property
    def hollow(self) -> bool:
        return is_hollow(self.facts, self.rate)


def counted(fact: Row) -> bool:
    """Whether a figure is a share of patients: a count, a percentage, or both."""
    return fact["statistic"] in ("count", "percent")


def said(fact: Row) -> bool:
    """Whether a figure is a share of patients or says in words that the event was seen; no limit, rate or P value."""
    return counted(fact) or fact["statistic"] == "words"


def event(fact: Row, cohort: Row, view: View, version: str) -> Event:
    """One printed figure as an event, on the denominator asked for where that holds."""
    rate = as_asked(printed_rate(fact), cohort, view, version) if counted(fact) else None
    return Event(cohort, (fact,), rate, aside=because(LATER) if cohort["basis"] == "outcome" else None)


def every(version: str, view: View, domain: str, wanted: Callable[[Row], bool]) -> list[Event]:
    """Every wanted figure of the cohorts that match, or of the nearest: for tables and rows where no patient is added up."""
    return [event(one.fact, one.cohort, view, version) for one in matched(version, view, [domain], wanted)]


def single_patients(version: str, view: View, domain: str) -> list[Row]:
    """Cohorts of one patient that match and print something of a domain: they never stand beside cohorts."""
    found = printing(version, view, (domain,))
    return [row for row in patients(version, view) if key(row) in found and fits(row)]
