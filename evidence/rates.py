"""Rates of printed figures: counts behind percentages, sums, denominators asked for, intervals."""

from dataclasses import replace

from evidence.answers import Rate, is_estimate
from evidence.cohorts import ENTERED, EVALUABILITY, ancestors, entered, key
from evidence.printed import decimals_of, is_bound
from evidence.reasons import Reason, because
from evidence.row import Cohort, Fact, known
from evidence.selection import View
from evidence.statistics import events_behind, interval
from evidence.vocabulary import POPULATION, REMISSION, RESPONSE, Code

#: Groups of response terms that count patients who responded.
RESPONDING = (*REMISSION, "residual", "activity", "molecular")


def printed_rate(fact: Fact) -> Rate:
    """The rate that one figure prints; a count is derived only where a single integer fits the printed percentage.

    An estimate has no count behind it: with censoring it is no share of N.
    """
    events, of, percent = fact["events"], fact["of_n"], fact["value"]
    derived: tuple[Reason, ...] = ()
    if events is None and of and percent is not None and not is_estimate(fact):
        events = _count_behind(percent, of, fact["printed"])
        derived = (because("count from the printed percentage"),) if events is not None else ()
    return Rate(events, of, percent, POPULATION[fact["population"]], derived=derived, facts=(fact,))


def _count_behind(percent: float, of: int, printed: str) -> int | None:
    """The only count that fits the percentage to the decimals that its source prints; a limit or a guess has none."""
    decimals = decimals_of(percent, printed)
    return None if decimals is None or is_bound(percent, printed) else events_behind(percent, of, decimals)


def summed_rate(facts: list[Fact]) -> Rate:
    """The sum of categories that exclude one another and share a denominator. Raises ValueError if they do not."""
    denominators = {(fact["of_n"], fact["population"]) for fact in facts}
    if len(denominators) != 1 or any(fact["events"] is None for fact in facts):
        raise ValueError(f"categories with denominators {denominators} cannot be added")
    terms = " + ".join(fact["term"] for fact in facts)
    return Rate(
        sum(known(fact["events"]) for fact in facts),
        facts[0]["of_n"],
        None,
        POPULATION[facts[0]["population"]],
        derived=(because("sum of {terms}", terms=terms),),
        facts=tuple(facts),
    )


def on_denominator(rate: Rate, cohort: Cohort, wanted: str, version: str) -> Rate:
    """The rate on the denominator asked for, or as printed with the reason why not.

    Only a response can be put on another denominator: who could not be evaluated did not respond, but may have died
    or had the side effect. Where the printed N is the number asked for already, its printed name stays.
    """
    if wanted == "printed":
        return rate
    number, name = _enrolled(cohort, version) if wanted == "enrolled" else (_evaluable(cohort), POPULATION[wanted])
    if number is not None and rate.of == number:
        return rate
    if not all(_is_response(fact) for fact in rate.facts):
        return replace(rate, kept=because("only responses can be put on another denominator"))
    if number is None:
        return replace(rate, kept=because("number {population} not printed", population=POPULATION[wanted]))
    if any(map(is_estimate, rate.facts)):
        return replace(rate, kept=because("an estimate keeps the number it was made on"))
    if rate.events is None:
        return replace(rate, kept=because("count not printed"))
    if rate.events > number:
        return replace(rate, kept=because("count is more than the {number} {population}", number=number, population=name))
    derived = (*rate.derived, because("on the {number} {population}", number=number, population=name))
    return replace(rate, of=number, percent=None, population=name, derived=derived)


def _is_response(fact: Fact) -> bool:
    return fact["domain"] == "response" and RESPONSE[fact["term"]].group in RESPONDING


def with_interval(rate: Rate, method: str) -> Rate:
    """The rate with percentage and 95 % interval computed from its counts.

    Without counts, and for an estimate, the printed percentage and interval stay. Of nobody there is no share.
    """
    if rate.is_counted:
        events, of = rate.counts
        low, high = interval(events, of, method)
        return replace(rate, percent=100 * events / of, low=100 * low, high=100 * high)
    fact = rate.facts[0]
    limits = fact["interval"] is not None and fact["spread"] is None
    return replace(rate, low=fact["low"], high=fact["high"]) if limits else rate


def as_asked(rate: Rate, cohort: Cohort, view: View, version: str) -> Rate:
    """The rate with its interval; on another denominator than the printed one the rate says why it stays."""
    return with_interval(on_denominator(rate, cohort, view.choice("denominator"), version), view.choice("interval"))


def _enrolled(cohort: Cohort, version: str) -> tuple[int | None, Code]:
    """How many entered the cohort, and what they are called; a part of the study has members, not enrolled patients.

    n says it only where that is what n counts; else a printed number of those enrolled or randomised does.
    """
    above = ancestors(version, cohort)
    whole = above[0] if cohort["split"] == EVALUABILITY else cohort
    if any(row["split"] == EVALUABILITY for row in above):
        return None, POPULATION["enrolled"]
    if whole["kind"] == "subgroup":
        return whole["n"], POPULATION["subgroup"]
    if whole["population"] in ENTERED:
        return whole["n"], POPULATION[whole["population"]]
    number, name = entered(version).get(key(whole), (None, "enrolled"))
    return number, POPULATION[name]


def _evaluable(cohort: Cohort) -> int | None:
    return cohort["n"] if cohort["split"] == EVALUABILITY else cohort["n_evaluable"]
