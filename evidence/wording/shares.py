"""Shares of patients in words: alive, free of events or relapsed at a time point, and transplanted."""

from evidence.queries.outcomes import TIME, TRANSPLANT, group_of
from evidence.queries.printed import Printed
from evidence.queries.response import CohortRate
from evidence.selection import View
from evidence.statistics import INTERVAL_METHODS
from evidence.vocabulary import TERM
from evidence.wording import numbers
from evidence.wording.numbers import plural
from evidence.wording.outcomes import NAMED, NO_COMPARISON, WHO, cohorts, endpoint, who
from evidence.wording.printed import signs_explained
from evidence.wording.rates import RATE_COLUMNS, is_counted, rate_record
from evidence.wording.response import remarks
from evidence.wording.table import TRACE, Column, Table, trace

QUESTION = "What share was alive, free of events or relapsed at a given time?"
TRANSPLANT_QUESTION = "How many patients had a transplant, before or afterwards?"
NO_WINDOW = "time not printed"
HOLLOW_SHARE = "Hollow: an estimate or a percentage without its count."
TRANSPLANT_GROUP = {
    "before": "Transplant before the treatment",
    "after": "Transplant afterwards",
    "": "Other figures on transplant",
}


def title(rates: list[CohortRate]) -> str:
    return f"Shares at a time point: {plural(len(rates), 'figure')}"


def sentence(rates: list[CohortRate]) -> str:
    if not rates:
        return "No cohort of this selection prints a share of patients at a time point."
    terms = dict.fromkeys(row.rate.facts[0]["term"] for row in rates)
    names = [TERM[TIME][term].label for term in terms]
    count = cohorts([Printed(row.cohort, row.rate.facts[0]) for row in rates])
    more = [f"{len(names) - NAMED} more"] if len(names) > NAMED else []
    said = numbers.listed([*(name[:1].lower() + name[1:] for name in names[:NAMED]), *more])
    return f"{plural(len(rates), 'figure')} of {plural(count, 'cohort')}: {said}. {NO_COMPARISON}"


def method(rates: list[CohortRate], view: View) -> list[str]:
    computed, printed = any(is_counted(row.rate) for row in rates), any(_is_printed(row) for row in rates)
    facts = [fact for row in rates for fact in row.rate.facts]
    return [
        "Denominators as printed, whichever is chosen for responses; "
        + "; ".join(
            [f"95 % intervals from counts: {INTERVAL_METHODS[view.choice('interval')]}"] * computed
            + ["of estimates without counts: as printed"] * printed
            + ["no interval where counts are not printed"] * (not computed and not printed)
        )
        + ".",
        *(["† derived here, see the table."] if any(row.rate.derived for row in rates) else []),
        *([HOLLOW_SHARE] if any(not is_counted(row.rate) for row in rates) else []),
        *signs_explained(facts),
    ]


def _is_printed(row: CohortRate) -> bool:
    return row.rate.low is not None and not is_counted(row.rate)


def table(rates: list[CohortRate], view: View, version: str) -> Table:
    columns = (*WHO, Column("endpoint", "Endpoint", wide=True), Column("window", "Time"), *RATE_COLUMNS, *TRACE)
    return Table("Shares at a time point", columns, [_rate(row, view, version) for row in rates])


def _rate(row: CohortRate, view: View, version: str) -> dict[str, object]:
    fact = row.rate.facts[0]
    return {
        **who(row.cohort),
        "when": TRANSPLANT_GROUP[group_of(fact)] if fact["domain"] == TRANSPLANT else None,
        "endpoint": endpoint(fact),
        "window": fact["window"] or "not printed",
        **rate_record(row.rate, view.choice("interval")),
        **trace(row.rate.facts, version, *remarks(row.rate)),
    }


def transplant_title(rates: list[CohortRate]) -> str:
    return f"Transplant: {plural(len(rates), 'figure')}"


def transplant_sentence(rates: list[CohortRate]) -> str:
    groups = [group_of(row.rate.facts[0]) for row in rates]
    if not groups:
        return "No cohort of this selection counts patients with a transplant."
    said = [
        f"{TRANSPLANT_GROUP[group].lower()} in {plural(groups.count(group), 'figure')}" for group in dict.fromkeys(groups)
    ]
    return f"Printed: {'; '.join(said)}. A transplant afterwards needs a patient who lived and responded long enough."


def transplant_table(rates: list[CohortRate], view: View, version: str) -> Table:
    columns = (
        *WHO,
        Column("when", "When"),
        Column("endpoint", "Counted", wide=True),
        Column("window", "Time"),
        *RATE_COLUMNS,
        *TRACE,
    )
    return Table("Transplants", columns, [_rate(row, view, version) for row in rates])
