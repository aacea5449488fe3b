"""One adverse event by regimen in words: how often, on which denominators, in which grade bands."""

from collections.abc import Sequence
from typing import Any

from evidence.answers import Rated
from evidence.language import mark, say
from evidence.questions.adverse_events.grid import SEVERE
from evidence.questions.events import words as events
from evidence.questions.events.table import event_table
from evidence.questions.events.words import NO_RANKING, band, criteria, cut, signs_explained, unlike
from evidence.questions.headline.numbers import group, headline
from evidence.questions.headline.words import ends, first, several
from evidence.row import Fact
from evidence.selection import View, choice_named
from evidence.statistics import INTERVAL_METHODS
from evidence.wording.numbers import clauses, continued
from evidence.wording.phrases import time as time_of
from evidence.wording.printed import with_caveats
from evidence.wording.rates import is_bare, rate_alone, share, with_count
from evidence.wording.selection import lower_first, upper_first
from evidence.wording.sentence import Sentence, joined, stated
from evidence.wording.table import Table

QUESTION = mark("How often does each regimen have one side effect?")
COLUMNS = ("label", "regimen", "event", "grade", "window", "attribution", "criteria")


def asked(view: View) -> str:
    """The event that the reader chose, as people read it."""
    return choice_named("event").options[view.choice("event")]


def counted(view: View) -> str:
    """What the silent cohorts do not print."""
    return say("count of {event}", event=lower_first(asked(view)))


def title(drawn: list[Rated], found: list[Rated]) -> str:
    rows = cut(len(drawn), len(found))
    if not found:
        return say("by regimen and grade band: {rows}", rows=rows)
    return say("{event}, by regimen and grade band: {rows}", event=events.term(found[0].facts[0]), rows=rows)


def sentence(rows: list[Rated]) -> Sentence:
    """The event in randomised arms and in the largest other cohort, the first band first; bands are never merged."""
    if not rows:
        return Sentence(say("No cohort of this selection counts this event; choose another above."))
    severest = [row for row in rows if row.facts[0]["grade"] in SEVERE] or rows
    found = headline(severest, lambda row: row.rate.of, lambda row: row.rate.percent, _definition)
    said = first(found, _counted, _spanned) or [stated(mark("{rows}."), rows=several(severest, _counted))]
    return stated(mark("{endpoint}. {said}"), endpoint=events.term(rows[0].facts[0]), said=joined(continued, said))


def _definition(row: Rated) -> tuple[Any, ...] | None:
    fact, alike = row.facts[0], group(row.cohort)
    return None if alike is None else (fact["grade"], fact["window"], fact["attribution"], *alike)


def _counted(row: Rated) -> str:
    """'grade 3 or higher 10/121, 8 % (4.0 to 14.7)'."""
    fact = row.facts[0]
    if is_bare(row.rate):
        return with_caveats(clauses([_banded(fact), share(row.rate, row.cohort)]), row.facts)
    return with_caveats(with_count(_banded(fact), row.rate, row.cohort), row.facts)


def _banded(fact: Fact) -> str:
    named = lower_first(band(fact["grade"]))
    return say("{what}, {more}", what=named, more=time_of(fact["window"])) if fact["window"] else named


def _spanned(rows: Sequence[Rated]) -> str:
    return ends(upper_first(_banded(rows[0].facts[0])), rows, lambda row: rate_alone(row.rate))


def method(rows: list[Rated], view: View) -> list[str]:
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


def table(rows: list[Rated], view: View, version: str) -> Table:
    return event_table(say("One adverse event by regimen"), rows, view, version, COLUMNS)
