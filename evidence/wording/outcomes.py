"""Outcomes in words: medians and ranges of times."""

from collections import Counter

from evidence.queries.outcomes import censored, not_reached
from evidence.queries.printed import Printed
from evidence.row import Row
from evidence.vocabulary import SETTING, STATISTIC, TERM, label
from evidence.wording import numbers
from evidence.wording.numbers import plural
from evidence.wording.printed import figure, interval_name, patients, signs_explained, span, with_span
from evidence.wording.selection import cohort
from evidence.wording.table import TRACE, Column, Table, trace

QUESTION = "How long did patients live, and responses last?"
NO_COMPARISON = "Nothing is compared across rows: patients, regimens and time zero differ."
#: So many endpoints a sentence names; the figure and the table have them all.
NAMED = 3


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
    value = "not reached" if not_reached(fact) else "" if fact["value"] is None else figure(fact)
    return with_span(value, fact)


def title(rows: list[Printed]) -> str:
    return f"Times as printed: {plural(len(rows), 'figure')} of {plural(cohorts(rows), 'cohort')}"


def sentence(rows: list[Printed]) -> str:
    """The first endpoints, each with its span of medians in one unit."""
    if not rows:
        return "No cohort of this selection prints a median time."
    terms = list(dict.fromkeys(row.fact["term"] for row in rows))
    said = [_spanned([row for row in rows if row.fact["term"] == term]) for term in terms[:NAMED]]
    return " ".join([*said, NO_COMPARISON])


def _spanned(rows: list[Printed]) -> str:
    known = [row for row in rows if row.fact["statistic"] == "median" and row.fact["value"] is not None]
    units = Counter(row.fact["unit"] for row in known)
    known = [row for row in known if row.fact["unit"] == units.most_common(1)[0][0]]
    name, open_ = endpoint(rows[0].fact), sum(not_reached(row.fact) for row in rows)
    other = "".join(f"; {count} in {unit}" for unit, count in units.most_common()[1:])
    more = (f"; not reached in {open_}" if open_ and known else "") + other
    if not known:
        return f"{name}: {'median not reached' if open_ else 'no median'} in {plural(cohorts(rows), 'cohort')}."
    low, high = min(known, key=_value), max(known, key=_value)
    if low is high:
        return f"{name}: median {numbers.number(_value(low))} {low.fact['unit']} ({cohort(low.cohort)}){more}."
    where = f"{high.fact['unit']} in {plural(cohorts(known), 'cohort')}"
    return f"{name}: medians from {numbers.number(_value(low))} to {numbers.number(_value(high))} {where}{more}."


def _value(row: Printed) -> float:
    return row.fact["value"]


def cohorts(rows: list[Printed]) -> int:
    return len({(row.cohort["study_id"], row.cohort["cohort_id"]) for row in rows})


def method(rows: list[Printed]) -> list[str]:
    """What each line stands for, of those in use."""
    facts = [row.fact for row in rows]
    codes = list(dict.fromkeys(fact["interval"] or "range" for fact in facts if span(fact)))
    drawn = {"range": "thin dotted, printed range (no interval)", "iqr": "dashed, printed IQR"}
    lines = [drawn.get(code, f"solid, printed {interval_name(code)}") for code in codes]
    arrows = any(goes_on(fact) or censored(fact) for fact in facts)
    return [
        f"Lines: {'; '.join(lines)}." if lines else "No interval or range is printed.",
        *(["Arrow: no upper end is printed or reached; NR, median not reached; +, still running."] if arrows else []),
        f"Units as printed, never converted. {NO_COMPARISON}",
        *signs_explained(facts),
    ]


def goes_on(fact: Row) -> bool:
    """Whether the line has no right end: a median not reached, or an upper limit that is not."""
    return not_reached(fact) or (fact["low"] is not None and fact["high"] is None and not censored(fact))


def table(rows: list[Printed], version: str) -> Table:
    columns = (
        *WHO,
        Column("endpoint", "Endpoint", wide=True),
        Column("statistic", "Statistic"),
        Column("value", "Value", lambda value: "none printed" if value is None else numbers.number(value), numeric=True),
        Column("low"),
        Column("high"),
        Column("unit", "Unit"),
        Column("span", "Range or interval", wide=True),
        Column("patients", "Patients", wide=True),
        Column("window", "Note on time"),
        *TRACE,
    )
    return Table("Times", columns, [{**who(row.cohort), **time_record(row), **trace([row.fact], version)} for row in rows])


def time_record(row: Printed) -> dict[str, object]:
    fact = row.fact
    return {
        "endpoint": endpoint(fact),
        "statistic": "not reached" if not_reached(fact) else STATISTIC[fact["statistic"]].label,
        "value": fact["value"],
        "low": fact["low"],
        "high": fact["high"],
        "unit": fact["unit"],
        "span": time(fact) if censored(fact) else span(fact) or "not printed",
        "patients": patients(row),
        "window": fact["window"],
    }
