"""The table of events of harm: one for limits, side effects, changes of dose and deaths."""

from collections.abc import Callable, Sequence
from typing import Any

from evidence.answers import Item
from evidence.language import mark, say
from evidence.questions.events.words import band, fraction, named, notes
from evidence.selection import View
from evidence.wording.phrases import regimen, time, told
from evidence.wording.rates import RATE_COLUMNS, rate_record
from evidence.wording.selection import cohort, dose, study_name
from evidence.wording.table import Column, Table, trace, trace_without, whose

#: Columns before and after the rate; a column is shown where a table asks for it, and always goes into files.
_BEFORE = {
    "label": mark("Cohort"), "study": "", "cohort": "", "regimen": mark("Regimen"), "dose": mark("Dose"),
    "schedule": mark("Schedule"), "patients": mark("Patients in cohort"), "evaluable": mark("DLT-evaluable"),
    "event": mark("Event"), "grade": mark("Grade"),
}  # fmt: skip
_AFTER = {
    "attribution": mark("Attributed to"),
    "window": mark("Window"),
    "upper": mark("One-sided 95 % upper bound"),
    "criteria": mark("Criteria"),
}
_NUMERIC = ("patients", "evaluable", "upper")
#: What unfolds below a row.
UNDER = ("schedule", "patients", "evaluable", "attribution", "upper", "criteria")


def event_table(
    caption: str, events: Sequence[Item], view: View, version: str, shown: tuple[str, ...], under: tuple[str, ...] = UNDER
) -> Table:
    """One row a figure, or a dose level without any; `shown` names the columns beside the rate and its trace, `under`
    those of them that unfold.
    """
    before, after = (
        [
            Column(
                name,
                english if name in shown else "",
                _TOLD.get(name, _printed),
                numeric=name in _NUMERIC,
                wide=name == "schedule",
                under=name in under,
            )
            for name, english in names.items()
        ]
        for names in (_BEFORE, _AFTER)
    )
    return Table(
        caption, (*before, *RATE_COLUMNS, *after, *trace_without("regimen")), [_record(one, view, version) for one in events]
    )


def _window(text: str | None) -> str:
    return _printed(time(text))


def _printed(value: object) -> str:
    return say("not printed") if value in (None, "") else str(value)


def _phrase(text: str | None) -> str:
    return _printed(told(text))


def _bound(percent: float | None) -> str:
    return _printed(None) if percent is None else say("{n} %", n=f"{percent:.1f}")


#: How a value reads, where it is not said as it is.
_TOLD: dict[str, Callable[[Any], str]] = {
    "upper": _bound,
    "window": _window,
    "regimen": regimen,
    **dict.fromkeys(("schedule", "attribution", "criteria"), _phrase),
}


def _record(one: Item, view: View, version: str) -> dict[str, object]:
    rate, group, fact = one.rate, one.cohort, one.facts[0] if one.facts else None
    return {
        "label": cohort(group),
        "study": study_name(group),
        "cohort": group["label"],
        "dose": dose(group) or say("no single dose"),
        "schedule": group["schedule"],
        "patients": group["n"],
        "evaluable": fact["of_n"] if fact and fact["population"] == "dlt-evaluable" else None,
        "event": named(one) if fact else fraction(one),
        "grade": band(fact["grade"]) if fact else fraction(one),
        **{name: fact[name] if fact else None for name in ("window", "attribution", "criteria")},
        **(rate_record(rate, view.choice("interval"), group) if rate else _without_rate(one)),
        "upper": None if one.bound is None else round(one.bound, 4),
        **trace(one.facts, version, *notes(one)),
        **whose(group),
    }


def _without_rate(one: Item) -> dict[str, object]:
    missing = dict.fromkeys(column.name for column in RATE_COLUMNS)
    said = fraction(one)
    return missing | {"fraction": said, "population": said, "interval": said, "interval_method": said}
