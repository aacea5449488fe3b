"""One adverse event by regimen in words: how often, on which denominators, in which grade bands."""

from evidence.queries.events import Event
from evidence.selection import View, choice_named
from evidence.statistics import INTERVAL_METHODS
from evidence.wording import events
from evidence.wording.events import NO_RANKING, band, criteria, signs_explained, unlike
from evidence.wording.numbers import plural
from evidence.wording.selection import lower_first
from evidence.wording.table import Table

QUESTION = "How often does each regimen have one side effect?"
COLUMNS = ("label", "event", "grade", "window", "attribution", "criteria")


def asked(view: View) -> str:
    """The event that the reader chose, as people read it."""
    return choice_named("event").options[view.choice("event")]


def title(drawn: list[Event], found: list[Event]) -> str:
    cut = f"{len(drawn)} of {plural(len(found), 'row')}" if len(drawn) < len(found) else plural(len(found), "row")
    return f"{_named(found)}by regimen and grade band: {cut}"


def _named(found: list[Event]) -> str:
    return f"{events.term(found[0].facts[0])}, " if found else ""


def sentence(rows: list[Event]) -> str:
    """What is printed of the event, without a range: the rows differ in grade, window and patients."""
    if not rows:
        return "No cohort of this selection counts this event; choose another above."
    studies = len({row.cohort["study_id"] for row in rows})
    bands = list(dict.fromkeys(lower_first(band(row.facts[0]["grade"])) for row in rows))
    return (
        f"{events.term(rows[0].facts[0])} is counted in {plural(studies, 'study', 'studies')}, {plural(len(rows), 'row')};"
        f" bands kept apart: {', '.join(bands)}."
    )


def method(rows: list[Event], view: View) -> list[str]:
    return [
        f"95 % intervals: {INTERVAL_METHODS[view.choice('interval')]}. Grade bands as printed, never merged. {NO_RANKING}",
        *unlike(rows, "ctcae-versions", "attribution"),
        criteria(rows),
        *signs_explained(rows),
    ]


def table(rows: list[Event], view: View, version: str) -> Table:
    return events.table("One adverse event by regimen", rows, view, version, COLUMNS)
