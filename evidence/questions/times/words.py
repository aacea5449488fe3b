"""Outcomes in words: medians and ranges of times."""

from collections import Counter
from collections.abc import Sequence
from functools import partial
from math import inf
from typing import Any

from evidence.answers import Item, OfFigure
from evidence.language import mark, say
from evidence.questions.headline.numbers import group, headline
from evidence.questions.headline.numbers import patients as patients_of
from evidence.questions.headline.words import ends, first, several
from evidence.questions.times.numbers import HAZARD, censored, in_months, not_reached
from evidence.row import Cohort, Fact
from evidence.selection import View
from evidence.vocabulary import SETTING, STATISTIC, TERM, UNIT, label
from evidence.wording import numbers
from evidence.wording.numbers import continued, plural
from evidence.wording.phrases import regimen
from evidence.wording.phrases import time as time_of
from evidence.wording.printed import (
    estimate,
    figure,
    interval_name,
    patients,
    short_patients,
    signs_explained,
    span,
    unit,
    with_caveats,
    with_span,
)
from evidence.wording.selection import cohort, lower_first, study_name
from evidence.wording.sentence import Sentence, joined, stated
from evidence.wording.table import Column, Table, trace, trace_without

QUESTION = mark("How long did patients live, and responses last?")
CONVERTED = mark("† months computed here (a year of 365.25 days) from the printed time behind them.")
NO_COMPARISON = mark("Nothing is compared across rows: patients, regimens and time zero differ.")
#: So many endpoints a sentence names; the figure and the table have them all.
NAMED = 1
#: The unit of a time that was not reached.
_UNIT = "months"
#: How a line is drawn, by what it spans.
_LINES = {
    "range": mark("thin dotted, printed range (no interval)"), "iqr": mark("dashed, printed IQR"),
    "sd": mark("dash and dot, printed SD on each side"), "se": mark("dash and dot, printed SE on each side"),
}  # fmt: skip
_ARROWS = mark(
    "Arrow: no upper end is printed or reached; NE, upper limit not estimable; NR, median not reached; +, still running."
)

WHO = (
    Column("label", "Cohort"),
    Column("study"),
    Column("cohort"),
    Column("regimen", "Regimen", regimen, wide=True, under=True),
    Column("setting"),
)


def who(group: Cohort) -> dict[str, object]:
    return {
        "label": cohort(group),
        "study": study_name(group),
        "cohort": group["label"],
        "regimen": group["regimen"],
        "setting": label(SETTING, group["setting"]),
    }


def endpoint(fact: Fact) -> str:
    return TERM[fact["domain"]][fact["term"]].label


def time(fact: Fact) -> str:
    """'6.2 (95 % CI 5.3 to 7.2)', 'not reached (95 % CI from 29.5)', '5.6+', 'range 21 to 70'."""
    if censored(fact):
        return f"{figure(fact, 'low')}+"
    value = say("not reached") if not_reached(fact) else "" if fact["value"] is None else figure(fact)
    return with_span(value, fact)


def is_converted(fact: Fact) -> bool:
    """Whether a time is printed in another unit than months and can be one of months."""
    return fact["unit"] not in (None, "months") and in_months(1, fact["unit"]) is not None


def on_axis(fact: Fact) -> str:
    """'6.2 (95 % CI 5.3 to 7.2)'; of another unit '3.8 †, printed 16.4 weeks (range 2 to 30)'."""
    if not is_converted(fact):
        return time(fact)
    months = in_months(fact["low"] if censored(fact) else fact["value"], fact["unit"])
    printed = f"{time(fact)} {unit(fact)}"
    if months is None:
        return say("printed {time} †", time=printed)
    return say("{months} †, printed {time}", months=numbers.half_up(months, 1), time=printed)


def in_full(fact: Fact) -> str:
    """A time with its unit: '6.2 months (95 % CI 5.3 to 7.2)', 'not reached', '2.7 months †, printed 83 days'."""
    if not_reached(fact):
        return time(fact)
    months = in_months(fact["value"], fact["unit"]) if is_converted(fact) else None
    printed = estimate(fact)
    return printed if months is None else say("{n} months †, printed {time}", n=numbers.half_up(months, 1), time=printed)


def title(rows: list[Item]) -> str:
    return say("Times as printed: {figures} of {cohorts}", figures=plural(len(rows), "figure"),
               cohorts=plural(cohorts(rows), "cohort"))  # fmt: skip


def sentence(rows: list[Item], contrasts: Sequence[Item] = (), most: int | None = None) -> Sentence:
    """The first endpoints, each by its randomised and largest evidence; `contrasts` hold the printed hazard ratios.

    At `most` so many sentences on each, the strongest evidence first.
    """
    if not rows:
        return Sentence(say("No cohort of this selection prints a median time."))
    terms = list(dict.fromkeys(row.fact["term"] for row in rows))
    own = ([row for row in rows if row.fact["term"] == term] for term in terms[:NAMED])
    return joined(continued, [_first(each, contrasts, most=most) for each in own])


def _first(
    rows: list[Item],
    contrasts: Sequence[Item],
    untreated: Sequence[str] = ("control", "mixed"),
    most: int | None = None,
) -> Sentence:
    found = headline(rows, lambda row: patients_of(row.cohort, row.fact), _value, _definition, untreated=untreated)
    said = first(found, _timed, _spanned, partial(_hazard, contrasts))
    said = said or [stated(mark("{rows}."), rows=several(rows, _timed))]
    return stated(mark("{endpoint}. {said}"), endpoint=endpoint(rows[0].fact), said=joined(continued, said[:most]))


def _value(row: Item) -> float | None:
    """The time; one that was not reached is longer than any."""
    return inf if not_reached(row.fact) else row.fact["value"]


def _definition(row: Item) -> tuple[Any, ...] | None:
    patients = group(row.cohort)
    return None if patients is None else (row.fact["unit"] or _UNIT, row.fact["window"], *patients)


def _timed(row: Item) -> str:
    """'median 9.3 (95 % CI 7.7 to 10.7) months, n = 247', 'median 6.2 † months, printed 27.0 weeks, cohort of 16'."""
    fact = row.fact
    said = in_full(fact)
    name = STATISTIC[fact["statistic"]].label
    timed = said if fact["statistic"] != "median" else say("{what} {count}", what=name, count=said)
    return with_caveats(say("{rate}, {count}", rate=timed, count=short_patients(fact, row.cohort)), [fact])


def _spanned(rows: Sequence[Item]) -> str:
    """'Medians in months, relapsed or refractory: 5.6 to 9.3'."""
    what = say("Medians in {unit}", unit=UNIT[rows[0].fact["unit"] or _UNIT].label)
    return ends(what, rows, lambda row: say("not reached") if not_reached(row.fact) else figure(row.fact))


def _hazard(contrasts: Sequence[Item], arm: Item, control: Item) -> str:
    """The hazard ratio that the study prints of the two arms; empty if none."""
    place, term = (arm.cohort["study_id"], arm.cohort["parent"]), arm.fact["term"]
    for row in contrasts:
        fact = row.fact
        if (row.cohort["study_id"], row.cohort["cohort_id"], fact["term"]) == (*place, term) and fact["statistic"] == HAZARD:
            return with_caveats(say("{what} {count}", what=STATISTIC[HAZARD].label, count=estimate(fact)), [fact])
    return ""


def cohorts(rows: list[Item]) -> int:
    return len({(row.cohort["study_id"], row.cohort["cohort_id"]) for row in rows})


def exposure_sentence(rows: list[Item]) -> Sentence:
    """The follow-up of the largest cohort, arms together too: all its patients were followed."""
    if not rows:
        return Sentence(say("No cohort of this selection prints its follow-up or time on the drug."))
    return _first([row for row in rows if row.fact["term"] == rows[0].fact["term"]], (), untreated=("control",))


def left_out(rows: Sequence[OfFigure], seen: Sequence[OfFigure], view: View) -> str:
    """How many rows of which endpoints a first figure leaves for later, and the way to them; empty if none."""
    if view.choice("extent") != "first":
        return ""
    shown = Counter(endpoint(row.fact) for row in seen)
    left = Counter(endpoint(row.fact) for row in rows) - shown
    said = say("; ").join(say("{endpoint} {n}", endpoint=lower_first(name), n=n) for name, n in left.items())
    message = mark("The figure has the first rows; {rows} more ({endpoints}): choose All rows, or see the table.")
    return say(message, rows=plural(left.total(), "row"), endpoints=said) if left else ""


def method(rows: list[Item]) -> list[str]:
    """What each line stands for, of those in use."""
    facts = [row.fact for row in rows]
    codes = list(dict.fromkeys(fact["interval"] or "range" for fact in facts if span(fact)))
    solid = mark("solid, printed {interval}")
    lines = [say(_LINES[code]) if code in _LINES else say(solid, interval=interval_name(code)) for code in codes]
    arrows = any(goes_on(fact) or censored(fact) for fact in facts)
    return [
        say("Lines: {lines}.", lines=say("; ").join(lines)) if lines else say("No interval or range is printed."),
        *([say(_ARROWS)] if arrows else []),
        *([say(CONVERTED)] if any(map(is_converted, facts)) else []),
        say(NO_COMPARISON),
        *signs_explained(([fact], None) for fact in facts),
    ]


def goes_on(fact: Fact) -> bool:
    """Whether the line has no right end: a median not reached, or an upper limit that is not."""
    return not_reached(fact) or (fact["low"] is not None and fact["high"] is None and not censored(fact))


def table(rows: list[Item], version: str) -> Table:
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
        Column("months"),
        Column("span", "Range or interval", wide=True),
        Column("patients", "Patients", wide=True),
        Column("window", "Note on time", time_of, under=True),
        *trace_without("regimen"),
    )
    records = [{**who(row.cohort), **time_record(row), **trace([row.fact], version)} for row in rows]
    return Table(say("Times"), columns, records)


def time_record(row: Item) -> dict[str, object]:
    fact = row.fact
    return {
        "endpoint": endpoint(fact),
        "statistic": say("not reached") if not_reached(fact) else STATISTIC[fact["statistic"]].label,
        "value": fact["value"],
        "low": fact["low"],
        "high": fact["high"],
        "unit": unit(fact) or None,
        "months": in_months(fact["value"], fact["unit"]),
        "span": time(fact) if censored(fact) else span(fact) or say("not printed"),
        "patients": patients(row.fact, row.cohort),
        "window": fact["window"],
    }
