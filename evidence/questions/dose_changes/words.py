"""Changes of dose in words: reductions, pauses and discontinuations as printed."""

from evidence.answers import Item
from evidence.language import mark, say
from evidence.questions.events.table import event_table
from evidence.questions.events.words import signs_explained, term, told
from evidence.selection import View
from evidence.wording.selection import cohort, lower_first
from evidence.wording.sentence import Sentence, joined, naming, stated
from evidence.wording.table import Table

QUESTION = mark("Was the dose reduced or the treatment stopped?")
COLUMNS = ("label", "event", "window", "attribution")
#: So many figures are named one by one in the sentence.
NAMED = 4


def title(rows: list[Item]) -> str:
    return say("Changes of dose")


def sentence(rows: list[Item]) -> Sentence:
    """What is counted and what is only said, from cohorts that are no outcome themselves."""
    shown = [one for one in rows if not one.aside]
    if not shown:
        return Sentence(say("No cohort of this selection prints reductions, pauses or discontinuations."))
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
    return event_table(say("Changes of dose"), rows, view, version, COLUMNS)
