"""A rate in words and in a table, whether its interval is computed here from counts or printed by the source."""

from evidence.answers import Rate, is_estimate
from evidence.language import say
from evidence.row import Cohort, known
from evidence.statistics import INTERVAL_METHODS
from evidence.vocabulary import KAPLAN_MEIER
from evidence.wording import numbers
from evidence.wording.printed import figure, interval_name, span
from evidence.wording.table import Column, said_or_not

RATE_COLUMNS = (
    Column("fraction", "n/N", numeric=True, sort="of"),
    Column("events"),
    Column("of"),
    Column("population", "N is", under=True),
    Column("percent", "%", lambda value: say("not computable") if value is None else f"{value:.1f}", numeric=True),
    Column("low"),
    Column("high"),
    Column("interval", "Interval", numeric=True, sort="low"),
    Column("interval_method", "Interval is", under=True),
    Column("derived"),
)


def count(rate: Rate, cohort: Cohort) -> str:
    """'10/28', '?/50'; of an estimate 'KM, N 247', or of a cohort of how many it is."""
    fact = rate.facts[0]
    if not is_estimate(fact):
        return numbers.fraction(rate.events, rate.of)
    if fact["of_n"] is not None:
        of = say("N {n}", n=fact["of_n"])
    elif cohort["n"] is not None and fact["population"] != "responders":
        of = say("cohort of {n}", n=cohort["n"])
    else:
        of = say("N not printed")
    return say("KM, {of}", of=of) if fact["term"] in KAPLAN_MEIER else say("estimate, {of}", of=of)


def rate_text(rate: Rate) -> str:
    """'36 % (18.6 to 55.9)' from counts; '47.9 % (95 % CI 33 to 47)' as printed; else what is missing."""
    if rate.is_counted:
        return numbers.rate(rate)
    if rate.of == 0:
        return say("nobody evaluable")
    if rate.percent is None:
        return say("N not printed") if rate.of is None else say(numbers.NOT_REPORTED)
    said = span(rate.facts[0])
    share = say("{n} %", n=figure(rate.facts[0]))
    return say("{share} ({said})", share=share, said=said) if said else share


def rate_alone(rate: Rate) -> str:
    """'36 %', '37.1 %': without its interval."""
    return numbers.percent(rate.percent, rate.of) if rate.is_counted else say("{n} %", n=figure(rate.facts[0]))


def rate_record(rate: Rate, method: str, cohort: Cohort) -> dict[str, object]:
    """The values of RATE_COLUMNS; `method` is the code of the interval that is computed from counts."""
    return {
        "fraction": count(rate, cohort),
        "events": rate.events,
        "of": rate.of,
        "population": rate.population.label,
        "percent": None if rate.percent is None else round(rate.percent, 4),
        "low": None if rate.low is None else round(rate.low, 4),
        "high": None if rate.high is None else round(rate.high, 4),
        "interval": numbers.interval(rate.low, rate.high) or say("not printed"),
        "interval_method": _method(rate, method),
        "derived": said_or_not(bool(rate.derived)),
    }


def _method(rate: Rate, method: str) -> str:
    if rate.low is None:
        return "" if rate.is_counted or is_estimate(rate.facts[0]) else say("count or N not printed")
    if rate.is_counted:
        return say(INTERVAL_METHODS[method])
    return say("{interval} as printed", interval=interval_name(known(rate.facts[0]["interval"])))
