"""Events of harm: what a cohort prints of one, on which denominator; shared by dlt, toxicity and mortality."""

from collections.abc import Callable

from evidence.answers import Item
from evidence.cohorts import fits, key, patients
from evidence.questions.facts import printing
from evidence.questions.printed import matched
from evidence.rates import as_asked, printed_rate
from evidence.reasons import because, mark
from evidence.row import Cohort, Fact
from evidence.selection import View

FILTERED = mark("left out by the filter on sources or readers")
LATER = mark("cohort defined by what happened later")


def counted(fact: Fact) -> bool:
    """Whether a figure is a share of patients: a count, a percentage, or both."""
    return fact["statistic"] in ("count", "percent")


def said(fact: Fact) -> bool:
    """Whether a figure is a share of patients or says in words that the event was seen; no limit, rate or P value."""
    return counted(fact) or fact["statistic"] == "words"


def event(fact: Fact, cohort: Cohort, view: View, version: str) -> Item:
    """One printed figure as an event, on the denominator asked for where that holds."""
    rate = as_asked(printed_rate(fact), cohort, view, version) if counted(fact) else None
    return Item(cohort, (fact,), rate, aside=because(LATER) if cohort["basis"] == "outcome" else None)


def every(version: str, view: View, domain: str, wanted: Callable[[Fact], bool]) -> list[Item]:
    """Every wanted figure of the cohorts that match, or of the nearest: for tables and rows where no patient is added up."""
    return [event(one.fact, one.cohort, view, version) for one in matched(version, view, [domain], wanted)]


def single_patients(version: str, view: View, domain: str) -> list[Cohort]:
    """Cohorts of one patient that match and print something of a domain: they never stand beside cohorts."""
    found = printing(version, view, (domain,))
    return [row for row in patients(version, view) if key(row) in found and fits(row)]
