"""Deaths by window: every printed count on its own denominator, never merged, no patient twice on one question."""

import re
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from evidence.answers import Answer, Rated, with_rate
from evidence.cohorts import EVALUABILITY, Key, ancestors, answering, key
from evidence.questions.events.numbers import counted, every
from evidence.questions.facts import facts
from evidence.questions.times.numbers import moment
from evidence.reasons import Name, Reason, because, mark
from evidence.row import Fact
from evidence.selection import View

FOLLOW_UP = mark("any death by the end of follow-up")
WINDOW = mark("early death within a window")
LONGER = mark("death within a longer time")
ONE_CAUSE = mark("death of one cause")
#: What a count of deaths is, by its term; every other term names one cause.
_BY_TERM = {
    "treatment-related death": mark("treatment-related death"),
    "fatal adverse event": mark("fatal adverse event"),
    "non-relapse mortality": mark("non-relapse mortality"),
    "died as first event": mark("death as first event"),
    "died after transplant": mark("death after transplant"),
    "died in CRi": mark("death in remission"),
    "stopped by death": mark("treatment ended by death"),
}
#: Months within which a death is called early, and windows without a number that are as short.
_EARLY, _SHORT = 2, ("early", "induction")
#: In the order in which they are named.
KINDS = (WINDOW, LONGER, *_BY_TERM.values(), ONE_CAUSE, FOLLOW_UP)


def kind(fact: Fact) -> str:
    """What a count of deaths is; kinds differ too much for one range."""
    if fact["term"] != "died":
        return _BY_TERM.get(fact["term"], ONE_CAUSE)
    window = fact["window"] or ""
    months, _ = moment(window)
    if not months and (not window or re.search("follow-up|from start of", window)):
        return FOLLOW_UP
    return WINDOW if window in _SHORT or 0 < months <= _EARLY else LONGER


def deaths(version: str, view: View) -> Answer[Rated]:
    """Counted deaths, a row a figure: enrolled and evaluable patients of one study stand side by side.

    A part beside its whole, or the second of two reports on the same patients, is set aside from the axis.
    """
    rows = view.choice("rows")
    counts = with_rate(every(version, view, "mortality", counted))
    found = [one for one in counts if rows in ("highest", one.cohort["kind"])]
    questions: dict[tuple[Any, ...], list[Rated]] = {}
    for one in found:
        questions.setdefault((one.facts[0]["term"], one.facts[0]["window"]), []).append(one)
    aside = {id(one): why for asked in questions.values() for one, why in _twice(version, view, asked)}
    found = [replace(one, aside=aside[id(one)]) if id(one) in aside else one for one in found]
    answer = answering(version, view, {key(fact) for fact in facts(version, view, "mortality") if counted(fact)})
    return Answer(found, silent=answer.silent)


def _twice(version: str, view: View, asked: list[Rated]) -> list[tuple[Rated, Reason]]:
    """Of figures on one question those whose patients another figure counts; the evaluable stand beside their whole."""
    found: list[tuple[Rated, Reason]] = []
    for evaluable in (False, True):
        own = [one for one in asked if not one.aside and (one.cohort["split"] == EVALUABILITY) == evaluable]
        passing = {key(one.cohort): one.cohort for one in own}
        answer = answering(version, view, passing, passing)
        shown, why = set(map(key, answer.cohorts)), {key(one.cohort): one.why for one in answer.aside}
        found += [
            (one, why.get(key(one.cohort)) or _above(version, one, shown)) for one in own if key(one.cohort) not in shown
        ]
    return found


def _above(version: str, one: Rated, shown: set[Key]) -> Reason:
    whole = next((Name(row["label"]) for row in ancestors(version, one.cohort) if key(row) in shown), because("another row"))
    return because("part of “{whole}”", whole=whole)


def leading(rows: list[Rated], limit: int, named: Iterable[Rated]) -> list[Rated]:
    """At most so many rows, in their order: those `named` with the other rows of their study on the same, then the first."""
    known = {_counted(row) for row in named}
    kept = {id(row) for row in sorted(rows, key=lambda row: _counted(row) not in known)[:limit]}
    return [row for row in rows if id(row) in kept]


def _counted(row: Rated) -> tuple[Any, ...]:
    fact = row.facts[0]
    return row.cohort["study_id"], fact["term"], fact["window"]
