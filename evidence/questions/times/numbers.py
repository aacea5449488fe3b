"""Outcomes: medians of times, rates at a time point, transplants, printed contrasts, and what stays off the axes."""

import re
from collections.abc import Callable
from functools import lru_cache

from evidence.questions.mobilisation.numbers import is_about_mobilisation
from evidence.questions.printed import Answered, Off, Printed, SetAside, answered, matched, once
from evidence.questions.response.numbers import CohortRate
from evidence.rates import as_asked, printed_rate
from evidence.reasons import because
from evidence.row import Row
from evidence.selection import View
from evidence.vocabulary import DOMAIN, STATISTIC, TERM, Code

TIME = "time to event"
TRANSPLANT = "transplant"
#: A transplant before the treatment describes the patients; one afterwards is an outcome.
TRANSPLANT_GROUPS = ("before", "after", "")
#: Answers kept at hand: the last panel of a page asks again for what the first three have found.
KEPT = 8
_CONTRASTS = ("hazard ratio", "odds ratio", "difference", "p value")
_RATES = ("count", "percent")
_NOT_REACHED = re.compile(
    r"\b(NR|NE)\b|\bn\.r\.|\u221e"
    r"|(?i:\b(not|never) (yet |been )*(reached|attained|achieved|estimable|evaluable)\b|\bunreached\b)"
)
_MONTHS = {"day": 1 / 30.4, "week": 7 / 30.4, "month": 1, "year": 12}


def not_reached(fact: Row) -> bool:
    """A median that the source says was not reached, recorded as words or as a median without a value."""
    return fact["statistic"] in ("words", "median") and fact["value"] is None and bool(_NOT_REACHED.search(fact["printed"]))


def censored(fact: Row) -> bool:
    """A time that was still running: only its lower limit is printed ('5.6+')."""
    return fact["statistic"] == "limit" and fact["high"] is None


def _is_time(fact: Row) -> bool:
    return fact["statistic"] in ("median", "range") or not_reached(fact) or censored(fact)


def _order(fact: Row) -> int:
    return list(TERM[fact["domain"]]).index(fact["term"])


def _moment(window: str | None) -> tuple[float, str]:
    """A fixed time point in months and what it counts from, so that '2 years' and '24 months' are one question.

    Anything else ('median follow-up 62 weeks') is no time point. Only to sort and to group by: a printed time is
    never converted.
    """
    found = re.match(r"(\d+(?:\.\d+)?)[ -](day|week|month|year)s?\b *(.*)", window or "")
    return (float(found[1]) * _MONTHS[found[2]], found[3]) if found else (0.0, "")


@lru_cache(maxsize=KEPT)
def medians(version: str, view: View) -> Answered:
    """Medians and ranges of times, each endpoint asked for on its own, in the unit that is printed."""
    rows = [row for row in _times(version, view) if _is_time(row.fact)]
    return once(answered(version, view, rows, lambda fact: (_order(fact),)))


@lru_cache(maxsize=KEPT)
def rates(version: str, view: View) -> tuple[list[CohortRate], Answered]:
    """Shares alive, free of events, relapsed ... at a time point; each endpoint and time asked for on its own."""
    rows = [row for row in _times(version, view) if row.fact["statistic"] in _RATES]
    return _rates(version, view, rows, lambda fact: (_order(fact), *_moment(fact["window"])))


def _times(version: str, view: View) -> list[Printed]:
    """Figures of the endpoints that the view asks for."""
    wanted = view.choice("times")
    return [row for row in matched(version, view, (TIME,)) if wanted in ("all", TERM[TIME][row.fact["term"]].group)]


@lru_cache(maxsize=KEPT)
def transplants(version: str, view: View) -> tuple[list[CohortRate], Answered]:
    """Patients transplanted, those before the treatment first."""
    rows = [row for row in matched(version, view, (TRANSPLANT,)) if row.fact["statistic"] in _RATES]
    return _rates(version, view, rows, lambda fact: (TRANSPLANT_GROUPS.index(group_of(fact)), _order(fact)))


def group_of(fact: Row) -> str:
    return TERM[TRANSPLANT][fact["term"]].group


def _rates(
    version: str, view: View, rows: list[Printed], question: Callable[[Row], tuple]
) -> tuple[list[CohortRate], Answered]:
    found = answered(version, view, rows, question)
    rates = [CohortRate(row.cohort, as_asked(printed_rate(row.fact), row.cohort, view, version)) for row in found.rows]
    return rates, found


def _statistic(fact: Row) -> Code:
    return STATISTIC[fact["statistic"]]


def contrasts(version: str, view: View) -> list[Printed]:
    """Comparisons inside a study, as its source prints them: of any domain but mobilisation, which has its own page."""
    return [row for row in matched(version, view, DOMAIN) if _compares(row.fact) and not is_about_mobilisation(row)]


def _compares(fact: Row) -> bool:
    """A contrast, or an association that names its groups; a share of one group ('lost in 4 of 5') compares nothing."""
    share = fact["statistic"] in _RATES and fact["comparator"] is None
    return fact["statistic"] in _CONTRASTS or (fact["domain"] == "association" and not share)


def unplaced(version: str, view: View) -> list[SetAside]:
    """Times, transplants and shares beside them that are printed and yet stand on no axis, each with its reason.

    What the axes set aside comes first.
    """
    found = (medians(version, view), rates(version, view)[1], transplants(version, view)[1])
    rest = [
        SetAside(row, because("{statistic}: neither a median nor a rate", statistic=_statistic(row.fact)), Off.FORM)
        for row in (*_times(version, view), *matched(version, view, (TRANSPLANT,)))
        if not _is_time(row.fact) and row.fact["statistic"] not in (*_CONTRASTS, *_RATES)
    ]
    lone = [
        SetAside(row, because("a share of one group: no comparison"), Off.ALONE)
        for row in matched(version, view, ("association",))
        if not _compares(row.fact) and not is_about_mobilisation(row)
    ]
    return [one for answer in found for one in answer.aside] + rest + lone
