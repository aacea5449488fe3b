"""Changes of dose in words: reductions, pauses and discontinuations as printed."""

from collections.abc import Sequence
from typing import Any

from evidence.answers import Item, Rated, with_rate
from evidence.language import mark, say
from evidence.questions.events.table import event_table
from evidence.questions.events.words import signs_explained, term, told
from evidence.questions.headline.numbers import group, headline
from evidence.questions.headline.words import ends, sentences
from evidence.selection import View
from evidence.wording.numbers import clauses, continued
from evidence.wording.printed import with_caveats
from evidence.wording.rates import count, rate_alone, rate_text
from evidence.wording.selection import cohort, lower_first
from evidence.wording.sentence import Sentence, joined, naming, stated
from evidence.wording.table import Table

QUESTION = mark("Was the dose reduced or the treatment stopped?")
COLUMNS = ("label", "event", "attribution", "window")
#: So many figures are named one by one in the sentence.
NAMED = 4


def title(rows: list[Item]) -> str:
    return say("Changes of dose")


def sentence(rows: list[Item]) -> Sentence:
    """The first kind of change that a large cohort counts; else what is counted and what is only said."""
    shown = [one for one in rows if not one.aside]
    if not shown:
        return Sentence(say("No cohort of this selection prints reductions, pauses or discontinuations."))
    return _leading(with_rate(shown)) or _listed(shown)


def _leading(rows: list[Rated]) -> Sentence:
    """The randomised and the largest evidence on one kind of change; empty where no cohort is large enough."""
    for kind in dict.fromkeys(row.fact["term"] for row in rows):
        own = [row for row in rows if row.fact["term"] == kind]
        found = headline(own, lambda row: row.rate.of, lambda row: row.rate.percent, _definition)
        if said := sentences(found, _rated, _spanned):
            return stated(mark("{endpoint}. {said}"), endpoint=term(own[0].fact), said=joined(continued, said))
    return Sentence()


def _definition(row: Rated) -> tuple[Any, ...] | None:
    fact, alike = row.fact, group(row.cohort)
    return None if alike is None else (fact["term"], fact["window"], fact["attribution"], *alike)


def _spanned(rows: Sequence[Rated]) -> str:
    return ends(term(rows[0].fact), rows, lambda row: rate_alone(row.rate))


def _rated(row: Rated) -> str:
    """'33/267, 12.4 % (8.7 to 16.9)'."""
    return with_caveats(clauses([count(row.rate, row.cohort), rate_text(row.rate)]), row.facts)


def _listed(shown: list[Item]) -> Sentence:
    left = len(shown) - NAMED
    more = Sentence(say("{n} more in the table", n=left) if left > 0 else "")
    return stated(mark("{statement}."), statement=joined(say("; ").join, [*map(_one, shown[:NAMED]), more]))


def _one(one: Item) -> Sentence:
    event = lower_first(term(one.facts[0]))
    return naming(say("{cohort}: {event}, {count}", cohort=cohort(one.cohort), event=event, count=_said(one)), one)


def _said(one: Item) -> str:
    return say("“{printed}”", printed=one.facts[0]["printed"]) if one.rate is None else told(one)


def method(rows: list[Item], view: View) -> list[str]:
    return [
        say("As printed, one line a figure. Lines may hold the same patients and are never added up."),
        *signs_explained(rows),
    ]


def table(rows: list[Item], view: View, version: str) -> Table:
    return event_table(say("Changes of dose"), rows, view, version, COLUMNS, under=("window",))
