"""One adverse event by regimen: in each grade band and window the cohorts that print it, no patient twice."""

from collections.abc import Mapping
from typing import Any

from evidence.answers import Answer, Rated, with_rate
from evidence.attribution import any_cause
from evidence.cohorts import Key, answering, by_match, key, rounds, shown
from evidence.questions.events.numbers import counted, event
from evidence.questions.facts import facts
from evidence.row import Cohort, Fact
from evidence.selection import View
from evidence.vocabulary import GRADE, REGIMEN_CLASS

_GRADES, _CLASSES = [*GRADE, None], list(REGIMEN_CLASS)


def by_regimen(version: str, view: View) -> Answer[Rated]:
    """Shares of patients with the event that the view asks for, grade bands apart, regimens in their order of class."""
    bands: dict[tuple[int, str], dict[Key, Fact]] = {}
    for fact in sorted(facts(version, view, "toxicity", (view.choice("event"),)), key=_whole_first):
        if counted(fact):
            band = bands.setdefault((_GRADES.index(fact["grade"]), fact["window"] or ""), {})
            band.setdefault(key(fact), fact)
    printing = {cohort for band in bands.values() for cohort in band}
    answer = answering(version, view, printing)
    for passing in rounds(version, view):
        if rows := _rows(version, view, bands, passing):
            return answer.saying(rows)
    return answer.saying([])


def _rows(
    version: str, view: View, bands: Mapping[tuple[int, str], Mapping[Key, Fact]], passing: Mapping[Key, Cohort]
) -> list[Rated]:
    found: list[Rated] = []
    for band in sorted(bands):
        rows = shown(version, view, bands[band], passing)
        found += with_rate(event(bands[band][key(row)], row, view, version) for row in sorted(rows, key=_order))
    return sorted(found, key=lambda row: by_match(row.cohort))


def _whole_first(fact: Fact) -> tuple[Any, ...]:
    """Events of any cause before those that are put down to something, whatever the order of lines."""
    return not any_cause(fact["attribution"]), fact["fact_id"]


def _order(row: Cohort) -> tuple[Any, ...]:
    return _CLASSES.index(row["study_class"]), row["year"], row["study_id"]
