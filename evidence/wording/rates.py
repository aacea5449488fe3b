"""A rate in words and in a table, whether its interval is computed here from counts or printed by the source."""

from evidence.answers import Rate, is_estimate
from evidence.language import say
from evidence.row import Cohort, Fact, known
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
    of = whole(fact, cohort)
    return say("KM, {of}", of=of) if fact["term"] in KAPLAN_MEIER else say("estimate, {of}", of=of)


def of_how_many(rate: Rate, cohort: Cohort) -> str:
    """'10/28', '110/?', 'KM, N 247'; of a percentage alone 'N 152', 'cohort of 134'."""
    return whole(rate.facts[0], cohort) if is_bare(rate) and not is_estimate(rate.facts[0]) else count(rate, cohort)


def whole(fact: Fact, cohort: Cohort) -> str:
    """'N 247', 'cohort of 247': of how many a figure is, or may be where its N is not printed."""
    if fact["of_n"] is not None:
        return say("N {n}", n=f"{fact['of_n']:,}")
    if cohort["n"] is None or fact["population"] == "responders":
        return say("N not printed")
    return say("cohort of {n}", n=f"{cohort['n']:,}")


def with_count(what: str, rate: Rate, cohort: Cohort) -> str:
    """'CR 52/247, 21.1 % (16.1 to 26.7)'; 'sepsis 19 % of 265' where no count is printed: what a sentence says of a rate."""
    if is_bare(rate):
        return say("{what} {rate}", what=what, rate=share(rate, cohort))
    return say("{what} {count}, {rate}", what=what, count=count(rate, cohort), rate=rate_text(rate))


def is_bare(rate: Rate) -> bool:
    """Whether a percentage is printed and no count."""
    return rate.events is None and rate.percent is not None


def share(rate: Rate, cohort: Cohort) -> str:
    """A percentage without a count and whose it is: '33 % of 60 (95 % CI 22 to 45)', '19 % (cohort of 245)'.

    Of an estimate '37.1 % (95 % CI 31 to 43), KM, N 247'.
    """
    if is_estimate(rate.facts[0]):
        return say("{rate}, {count}", rate=rate_text(rate), count=count(rate, cohort))
    alone = rate_alone(rate)
    said = alone if rate.of is None else say("{share} of {n}", share=alone, n=f"{rate.of:,}")
    behind = [span(rate.facts[0]), *([whole(rate.facts[0], cohort)] if rate.of is None else [])]
    inside = say(", ").join(filter(None, behind))
    return say("{share} ({said})", share=said, said=inside) if inside else said


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
