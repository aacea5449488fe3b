"""Shares of patients in words: alive, free of events or relapsed at a time point, and transplanted."""

from collections import Counter

from evidence.language import mark, say
from evidence.questions.printed import Printed
from evidence.questions.response.numbers import CohortRate
from evidence.questions.response.words import remarks
from evidence.questions.times.numbers import TIME, TRANSPLANT, group_of
from evidence.questions.times.words import NAMED, NO_COMPARISON, WHO, cohorts, endpoint, who
from evidence.selection import View
from evidence.statistics import INTERVAL_METHODS
from evidence.vocabulary import TERM
from evidence.wording.numbers import continued, listed, plural
from evidence.wording.printed import signs_explained
from evidence.wording.rates import RATE_COLUMNS, rate_record
from evidence.wording.table import Column, Table, trace, trace_without

QUESTION = mark("What share was alive, free of events or relapsed at a given time?")
TRANSPLANT_QUESTION = mark("How many patients had a transplant, before or afterwards?")
NO_WINDOW = mark("time not printed")
TRANSPLANT_GROUP = {
    "before": mark("Transplant before the treatment"),
    "after": mark("Transplant afterwards"),
    "": mark("Other figures on transplant"),
}


def title(rates: list[CohortRate]) -> str:
    return say("Shares at a time point: {figures}", figures=plural(len(rates), "figure"))


def sentence(rates: list[CohortRate]) -> str:
    if not rates:
        return say("No cohort of this selection prints a share of patients at a time point.")
    terms = dict.fromkeys(row.rate.facts[0]["term"] for row in rates)
    names = [TERM[TIME][term].label for term in terms]
    count = cohorts([Printed(row.cohort, row.rate.facts[0]) for row in rates])
    more = [say("{n} more", n=len(names) - NAMED)] if len(names) > NAMED else []
    said = listed([*(name[:1].lower() + name[1:] for name in names[:NAMED]), *more])
    figures = say("{figures} of {cohorts}: {endpoints}.", figures=plural(len(rates), "figure"),
                  cohorts=plural(count, "cohort"), endpoints=said)  # fmt: skip
    return continued([figures, say(NO_COMPARISON)])


def method(rates: list[CohortRate], view: View) -> list[str]:
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


def _is_printed(row: CohortRate) -> bool:
    return row.rate.low is not None and not row.rate.is_counted


def table(rates: list[CohortRate], view: View, version: str) -> Table:
    columns = (
        *WHO,
        Column("endpoint", "Endpoint", wide=True),
        Column("window", "Time"),
        *RATE_COLUMNS,
        *trace_without("regimen"),
    )
    return Table(say("Shares at a time point"), columns, [_rate(row, view, version) for row in rates])


def _rate(row: CohortRate, view: View, version: str) -> dict[str, object]:
    fact = row.rate.facts[0]
    return {
        **who(row.cohort),
        "when": say(TRANSPLANT_GROUP[group_of(fact)]) if fact["domain"] == TRANSPLANT else None,
        "endpoint": endpoint(fact),
        "window": fact["window"] or say("not printed"),
        **rate_record(row.rate, view.choice("interval"), row.cohort),
        **trace(row.rate.facts, version, *remarks(row.rate)),
    }


def transplant_title(rates: list[CohortRate]) -> str:
    return say("Transplant: {figures}", figures=plural(len(rates), "figure"))


def transplant_sentence(rates: list[CohortRate]) -> str:
    groups = [group_of(row.rate.facts[0]) for row in rates]
    if not groups:
        return say("No cohort of this selection counts patients with a transplant.")
    said = [
        say("{group} in {figures}", group=say(TRANSPLANT_GROUP[group]).lower(), figures=plural(count, "figure"))
        for group, count in Counter(groups).items()
    ]
    message = mark("Printed: {groups}. A transplant afterwards needs a patient who lived and responded long enough.")
    return say(message, groups=say("; ").join(said))


def transplant_table(rates: list[CohortRate], view: View, version: str) -> Table:
    columns = (
        *WHO,
        Column("when", "When"),
        Column("endpoint", "Counted", wide=True),
        Column("window", "Time"),
        *RATE_COLUMNS,
        *trace_without("regimen"),
    )
    return Table(say("Transplants"), columns, [_rate(row, view, version) for row in rates])
