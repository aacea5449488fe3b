"""One adverse event by regimen in words: how often, on which denominators, in which grade bands."""

from evidence.language import mark, say
from evidence.questions.events import words as events
from evidence.questions.events.numbers import Event
from evidence.questions.events.table import event_table
from evidence.questions.events.words import NO_RANKING, band, criteria, cut, signs_explained, unlike
from evidence.selection import View, choice_named
from evidence.statistics import INTERVAL_METHODS
from evidence.wording.numbers import plural
from evidence.wording.selection import lower_first
from evidence.wording.table import Table

QUESTION = mark("How often does each regimen have one side effect?")
COLUMNS = ("label", "regimen", "event", "grade", "window", "attribution", "criteria")


def asked(view: View) -> str:
    """The event that the reader chose, as people read it."""
    return choice_named("event").options[view.choice("event")]


def counted(view: View) -> str:
    """What the silent cohorts do not print."""
    return say("count of {event}", event=asked(view).lower())


def title(drawn: list[Event], found: list[Event]) -> str:
    rows = cut(len(drawn), len(found))
    if not found:
        return say("by regimen and grade band: {rows}", rows=rows)
    return say("{event}, by regimen and grade band: {rows}", event=events.term(found[0].facts[0]), rows=rows)


def sentence(rows: list[Event]) -> str:
    """What is printed of the event, without a range: the rows differ in grade, window and patients."""
    if not rows:
        return say("No cohort of this selection counts this event; choose another above.")
    studies = len({row.cohort["study_id"] for row in rows})
    bands = list(dict.fromkeys(lower_first(band(row.facts[0]["grade"])) for row in rows))
    return say(
        "{event} is counted in {studies}, {rows}; bands kept apart: {bands}.",
        event=events.term(rows[0].facts[0]),
        studies=plural(studies, "study", "studies"),
        rows=plural(len(rows), "row"),
        bands=say(", ").join(bands),
    )


def method(rows: list[Event], view: View) -> list[str]:
    return [
        say(
            "95 % intervals: {interval}. Grade bands as printed, never merged. {no_ranking}",
            interval=say(INTERVAL_METHODS[view.choice("interval")]),
            no_ranking=say(NO_RANKING),
        ),
        *unlike(rows, "ctcae-versions", "attribution"),
        criteria(rows),
        *signs_explained(rows),
    ]


def table(rows: list[Event], view: View, version: str) -> Table:
    return event_table(say("One adverse event by regimen"), rows, view, version, COLUMNS)
