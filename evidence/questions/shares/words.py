"""Shares of patients in words: alive, free of events or relapsed at a time point, and transplanted."""

from collections.abc import Sequence
from typing import Any

from evidence.answers import Rated
from evidence.language import mark, say
from evidence.questions.headline.numbers import group, headline, patients
from evidence.questions.headline.words import ends, first, several
from evidence.questions.landmarks.numbers import is_landmark
from evidence.questions.response.words import remarks
from evidence.questions.times.numbers import TRANSPLANT, group_of, is_exposure
from evidence.questions.times.words import NAMED, WHO, endpoint, who
from evidence.selection import View
from evidence.statistics import INTERVAL_METHODS
from evidence.vocabulary import ESTIMATED
from evidence.wording.numbers import clauses, continued, plural
from evidence.wording.phrases import time as time_of
from evidence.wording.printed import signs_explained, with_caveats
from evidence.wording.rates import RATE_COLUMNS, count, is_bare, rate_alone, rate_record, rate_text, share, with_count
from evidence.wording.selection import lower_first
from evidence.wording.sentence import Sentence, joined, stated
from evidence.wording.table import Column, Table, trace, trace_without

QUESTION = mark("What share was alive, free of events or relapsed at a given time?")
COURSE_QUESTION = mark("How many patients completed, stopped or went on with treatment?")
TRANSPLANT_QUESTION = mark("How many patients had a transplant, before or afterwards?")
NO_WINDOW = mark("time not printed")
TRANSPLANT_GROUP = {
    "before": mark("Transplant before the treatment"),
    "after": mark("Transplant afterwards"),
    "": mark("Other figures on transplant"),
}


def title(rates: list[Rated]) -> str:
    return say("Shares at a time point: {figures}", figures=plural(len(rates), "figure"))


def sentence(rates: list[Rated], most: int | None = None) -> Sentence:
    """The first endpoints, each by its randomised and largest evidence, at a landmark if one is printed; at `most` so
    many sentences on each.
    """
    if not rates:
        return Sentence(say("No cohort of this selection prints a share of patients at a time point."))
    rates = [row for row in rates if is_landmark(row)] or rates
    terms = list(dict.fromkeys(row.fact["term"] for row in rates))
    own = ([row for row in rates if row.fact["term"] == term] for term in terms[:NAMED])
    return joined(continued, [_first(each, most) for each in own])


def relapse_title(rates: list[Rated]) -> str:
    return say("Relapse, cumulative incidences and counts: {figures}", figures=plural(len(rates), "figure"))


def relapse_sentence(rates: list[Rated]) -> Sentence:
    """Cumulative incidences first: a count at no printed time says how many had relapsed by then, no more."""
    if not rates:
        return Sentence(say("No cohort of this selection prints how many relapsed."))
    incidences = [row for row in rates if row.fact["term"] in ESTIMATED]
    return _first([row for row in incidences or rates if row.fact["term"] == (incidences or rates)[0].fact["term"]])


def course_title(rates: list[Rated]) -> str:
    return say("Course of treatment: {figures}", figures=plural(len(rates), "figure"))


def course_sentence(rates: list[Rated]) -> Sentence:
    if not rates:
        return Sentence(say("No cohort of this selection counts who completed, stopped or went on."))
    return _first([row for row in rates if row.fact["term"] == rates[0].fact["term"]])


def _first(rates: list[Rated], most: int | None = None) -> Sentence:
    found = headline(rates, _size, lambda row: row.rate.percent, _definition)
    said = first(found, _share, _spanned) or [stated(mark("{rows}."), rows=several(rates, _share))]
    return stated(mark("{endpoint}. {said}"), endpoint=endpoint(rates[0].fact), said=joined(continued, said[:most]))


def _size(row: Rated) -> int | None:
    return row.rate.of or patients(row.cohort, row.rate.facts[0])


def _definition(row: Rated) -> tuple[Any, ...] | None:
    """Endpoint, time and group of patients; without a time two shares have nothing in common."""
    fact, alike = row.rate.facts[0], group(row.cohort)
    return None if alike is None or not fact["window"] else (fact["term"], fact["window"], *alike)


def _share(row: Rated) -> str:
    """'1 year: 37.1 %, KM, cohort of 247'."""
    rate, fact = row.rate, row.rate.facts[0]
    counted = say("{rate}, {count}", rate=rate_text(rate), count=count(rate, row.cohort))
    said = share(rate, row.cohort) if is_bare(rate) else counted
    window = time_of(fact["window"])
    if not window:
        return with_caveats(said if is_exposure(fact) else clauses([said, say(NO_WINDOW)]), row.rate.facts)
    return with_caveats(say("{cohort}: {said}", cohort=window, said=said), row.rate.facts)


def _spanned(rates: Sequence[Rated]) -> str:
    """'2 years, maintenance: 53.3 % to 85.0 %'."""
    return ends(time_of(rates[0].rate.facts[0]["window"]), rates, lambda row: rate_alone(row.rate))


def method(rates: list[Rated], view: View) -> list[str]:
    computed, printed = any(row.rate.is_counted for row in rates), any(_is_printed(row) for row in rates)
    method = say(INTERVAL_METHODS[view.choice("interval")])
    intervals = [
        *([say("95 % intervals from counts: {interval}", interval=method)] if computed else []),
        *([say("of estimates without counts: as printed")] if printed else []),
    ]
    return [
        say(
            "Denominators as printed, whichever is chosen for responses; {intervals}.",
            intervals=say("; ").join(intervals) or say("no interval where counts are not printed"),
        ),
        *signs_explained((row.rate.facts, row.rate) for row in rates),
    ]


def _is_printed(row: Rated) -> bool:
    return row.rate.low is not None and not row.rate.is_counted


def table(rates: list[Rated], view: View, version: str) -> Table:
    columns = (
        *WHO,
        Column("endpoint", "Endpoint", wide=True),
        Column("window", "Time", time_of),
        *RATE_COLUMNS,
        *trace_without("regimen"),
    )
    return Table(say("Shares at a time point"), columns, [_rate(row, view, version) for row in rates])


def _rate(row: Rated, view: View, version: str) -> dict[str, object]:
    fact = row.rate.facts[0]
    return {
        **who(row.cohort),
        "when": say(TRANSPLANT_GROUP[group_of(fact)]) if fact["domain"] == TRANSPLANT else None,
        "endpoint": endpoint(fact),
        "window": time_of(fact["window"]) or say("not printed"),
        **rate_record(row.rate, view.choice("interval"), row.cohort),
        **trace(row.rate.facts, version, *remarks(row.rate)),
    }


def transplant_title(rates: list[Rated]) -> str:
    return say("Transplant: {figures}", figures=plural(len(rates), "figure"))


def transplant_sentence(rates: list[Rated]) -> Sentence:
    """Those transplanted afterwards by their randomised and largest evidence, else those transplanted before."""
    if not rates:
        return Sentence(say("No cohort of this selection counts patients with a transplant."))
    after = [row for row in rates if group_of(row.rate.facts[0]) == "after"] or rates
    found = headline(after, lambda row: row.rate.of, lambda row: row.rate.percent, _transplanted)
    said = first(found, _moved, _moved_span) or [stated(mark("{rows}."), rows=several(after, _moved))]
    who_lived = say("A transplant afterwards needs a patient who lived and responded long enough.")
    return joined(continued, [*said, Sentence(who_lived)])


def _transplanted(row: Rated) -> tuple[Any, ...] | None:
    fact, alike = row.rate.facts[0], group(row.cohort)
    return None if alike is None else (fact["term"], fact["window"], fact["population"], *alike)


def _moved(row: Rated) -> str:
    """'went on to allogeneic transplant 63/247, 25.5 % (20.2 to 31.4)'."""
    said = with_count(lower_first(endpoint(row.rate.facts[0])), row.rate, row.cohort)
    return with_caveats(said, row.rate.facts)


def _moved_span(rates: Sequence[Rated]) -> str:
    return ends(endpoint(rates[0].rate.facts[0]), rates, lambda row: rate_alone(row.rate))


def transplant_table(rates: list[Rated], view: View, version: str) -> Table:
    columns = (
        *WHO,
        Column("when", "When"),
        Column("endpoint", "Counted", wide=True),
        Column("window", "Time", time_of),
        *RATE_COLUMNS,
        *trace_without("regimen"),
    )
    return Table(say("Transplants"), columns, [_rate(row, view, version) for row in rates])
