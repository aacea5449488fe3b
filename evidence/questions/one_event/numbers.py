"""One adverse event by regimen: in each grade band and window the cohorts that print it, no patient twice."""

from evidence.cohorts import Answer, Key, answering, key
from evidence.questions.events.numbers import Event, counted, event
from evidence.questions.facts import facts
from evidence.row import Row
from evidence.selection import View
from evidence.vocabulary import GRADE, REGIMEN_CLASS

_GRADES, _CLASSES = [*GRADE, None], list(REGIMEN_CLASS)


def by_regimen(version: str, view: View) -> tuple[list[Event], Answer]:
    """Shares of patients with the event that the view asks for, grade bands apart, regimens in their order of class."""
    bands: dict[tuple[int, str], dict[Key, Row]] = {}
    for fact in facts(version, view, "toxicity", (view.choice("event"),)):
        if counted(fact):
            band = bands.setdefault((_GRADES.index(fact["grade"]), fact["window"] or ""), {})
            band.setdefault(key(fact), fact)
    rows: list[Event] = []
    for band in sorted(bands):
        shown = answering(version, view, bands[band]).shown
        shown = sorted(shown, key=lambda row: (_CLASSES.index(row["study_class"]), row["year"], row["study_id"]))
        rows += [event(bands[band][key(row)], row, view, version) for row in shown]
    return rows, answering(version, view, {cohort for band in bands.values() for cohort in band})
