"""Outcomes in words: medians and ranges of times."""

from collections import Counter

from evidence.language import mark, say
from evidence.questions.printed import Printed
from evidence.questions.times.numbers import censored, not_reached
from evidence.row import Row
from evidence.vocabulary import SETTING, STATISTIC, TERM, UNIT, label
from evidence.wording import numbers
from evidence.wording.numbers import continued, plural
from evidence.wording.printed import figure, interval_name, patients, signs_explained, span, unit, with_span
from evidence.wording.selection import cohort
from evidence.wording.table import Column, Table, trace, trace_without

QUESTION = mark("How long did patients live, and responses last?")
NO_COMPARISON = mark("Nothing is compared across rows: patients, regimens and time zero differ.")
#: So many endpoints a sentence names; the figure and the table have them all.
NAMED = 3
#: How a line is drawn, by what it spans.
_LINES = {
    "range": mark("thin dotted, printed range (no interval)"), "iqr": mark("dashed, printed IQR"),
    "sd": mark("dash and dot, printed SD on each side"), "se": mark("dash and dot, printed SE on each side"),
}  # fmt: skip
_ARROWS = mark("Arrow: no upper end is printed or reached; NR, median not reached; +, still running.")

WHO = (
    Column("label", "Cohort"),
    Column("study"),
    Column("cohort"),
    Column("regimen", "Regimen", wide=True),
    Column("setting"),
)


def who(group: Row) -> dict[str, object]:
    return {
        "label": cohort(group),
        "study": group["study_label"],
        "cohort": group["label"],
        "regimen": group["regimen"],
        "setting": label(SETTING, group["setting"]),
    }


def endpoint(fact: Row) -> str:
    return TERM[fact["domain"]][fact["term"]].label


def time(fact: Row) -> str:
    """'6.2 (95 % CI 5.3 to 7.2)', 'not reached (95 % CI from 29.5)', '5.6+', 'range 21 to 70'."""
    if censored(fact):
        return f"{figure(fact, 'low')}+"
    value = say("not reached") if not_reached(fact) else "" if fact["value"] is None else figure(fact)
    return with_span(value, fact)


def title(rows: list[Printed]) -> str:
    return say("Times as printed: {figures} of {cohorts}", figures=plural(len(rows), "figure"),
               cohorts=plural(cohorts(rows), "cohort"))  # fmt: skip


def sentence(rows: list[Printed]) -> str:
    """The first endpoints, each with its span of medians in one unit."""
    if not rows:
        return say("No cohort of this selection prints a median time.")
    terms = list(dict.fromkeys(row.fact["term"] for row in rows))
    said = [_spanned([row for row in rows if row.fact["term"] == term]) for term in terms[:NAMED]]
    return continued([*said, say(NO_COMPARISON)])


def _spanned(rows: list[Printed]) -> str:
    known = [row for row in rows if row.fact["statistic"] == "median" and row.fact["value"] is not None]
    units = Counter(row.fact["unit"] for row in known)
    known = [row for row in known if row.fact["unit"] == units.most_common(1)[0][0]]
    name, open_ = endpoint(rows[0].fact), sum(not_reached(row.fact) for row in rows)
    if not known:
        message = (
            mark("{endpoint}: median not reached in {cohorts}.") if open_ else mark("{endpoint}: no median in {cohorts}.")
        )
        return say(message, endpoint=name, cohorts=plural(cohorts(rows), "cohort"))
    other = "".join(say("; {n} in {unit}", n=count, unit=UNIT[code].label) for code, count in units.most_common()[1:])
    more = (say("; not reached in {n}", n=open_) if open_ else "") + other
    low, high = min(known, key=_value), max(known, key=_value)
    if low is high:
        return say("{endpoint}: median {value} {unit} ({cohort}){more}.", endpoint=name, cohort=cohort(low.cohort),
                   value=numbers.number(_value(low)), unit=unit(low.fact), more=more)  # fmt: skip
    return say("{endpoint}: medians from {low} to {high} {unit} in {cohorts}{more}.", endpoint=name, unit=unit(low.fact),
               low=numbers.number(_value(low)), high=numbers.number(_value(high)), more=more,
               cohorts=plural(cohorts(known), "cohort"))  # fmt: skip


def _value(row: Printed) -> float:
    return row.fact["value"]


def cohorts(rows: list[Printed]) -> int:
    return len({(row.cohort["study_id"], row.cohort["cohort_id"]) for row in rows})


def method(rows: list[Printed]) -> list[str]:
    """What each line stands for, of those in use."""
    facts = [row.fact for row in rows]
    codes = list(dict.fromkeys(fact["interval"] or "range" for fact in facts if span(fact)))
    solid = mark("solid, printed {interval}")
    lines = [say(_LINES[code]) if code in _LINES else say(solid, interval=interval_name(code)) for code in codes]
    arrows = any(goes_on(fact) or censored(fact) for fact in facts)
    return [
        say("Lines: {lines}.", lines=say("; ").join(lines)) if lines else say("No interval or range is printed."),
        *([say(_ARROWS)] if arrows else []),
        continued([say("Units as printed, never converted."), say(NO_COMPARISON)]),
        *signs_explained(([fact], None) for fact in facts),
    ]


def goes_on(fact: Row) -> bool:
    """Whether the line has no right end: a median not reached, or an upper limit that is not."""
    return not_reached(fact) or (fact["low"] is not None and fact["high"] is None and not censored(fact))


def table(rows: list[Printed], version: str) -> Table:
    columns = (
        *WHO,
        Column("endpoint", "Endpoint", wide=True),
        Column("statistic", "Statistic"),
        Column(
            "value", "Value", lambda value: say("none printed") if value is None else numbers.number(value), numeric=True
        ),
        Column("low"),
        Column("high"),
        Column("unit", "Unit"),
        Column("span", "Range or interval", wide=True),
        Column("patients", "Patients", wide=True),
        Column("window", "Note on time"),
        *trace_without("regimen"),
    )
    records = [{**who(row.cohort), **time_record(row), **trace([row.fact], version)} for row in rows]
    return Table(say("Times"), columns, records)


def time_record(row: Printed) -> dict[str, object]:
    fact = row.fact
    return {
        "endpoint": endpoint(fact),
        "statistic": say("not reached") if not_reached(fact) else STATISTIC[fact["statistic"]].label,
        "value": fact["value"],
        "low": fact["low"],
        "high": fact["high"],
        "unit": unit(fact) or None,
        "span": time(fact) if censored(fact) else span(fact) or say("not printed"),
        "patients": patients(row.fact, row.cohort),
        "window": fact["window"],
    }
