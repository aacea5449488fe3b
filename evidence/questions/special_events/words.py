"""Special toxicities in words: what is asked, how much of it is drawn, what nobody prints."""

from evidence.answers import Rated
from evidence.language import mark, say
from evidence.questions.adverse_events import words as adverse_events
from evidence.questions.adverse_events.grid import Grid
from evidence.questions.events.table import event_table
from evidence.questions.events.words import cut
from evidence.questions.headline.words import named
from evidence.questions.special_events.numbers import largest, unprinted
from evidence.selection import View
from evidence.vocabulary import TOXICITY
from evidence.wording.numbers import clauses, listed
from evidence.wording.printed import with_caveats
from evidence.wording.rates import count, rate_text
from evidence.wording.selection import lower_first
from evidence.wording.sentence import Sentence, joined, stated
from evidence.wording.table import Table

QUESTION = mark("Which regimens have differentiation syndrome, QT prolongation, cytokine release and the like?")
method = adverse_events.method


def sentence(found: Grid) -> Sentence:
    """The first of these toxicities, each by the largest cohort that counts it; else what is said of any side effect."""
    said = [
        stated(mark("{event}: {row}"), event=TOXICITY[term].label, row=named(one, _counted)) for term, one in largest(found)
    ]
    return stated(mark("{rows}."), rows=joined(say("; ").join, said)) if said else adverse_events.sentence(found)


def _counted(one: Rated) -> str:
    """'11/319, 3.4 % (1.7 to 6.1), any grade'."""
    fact = one.fact
    banded = adverse_events.counted((fact["term"], fact["grade"], fact["window"]))
    return with_caveats(clauses([count(one.rate, one.cohort), rate_text(one.rate), banded]), one.facts)


def title(drawn: Grid, whole: Grid) -> str:
    columns = cut(len(drawn.columns), len(whole.columns), mark("column"))
    return say("Special toxicities: {rows}, {columns}", rows=cut(len(drawn.rows), len(whole.rows)), columns=columns)


def nobody(found: Grid) -> str:
    """'Printed by no cohort here: hepatotoxicity.'; empty if each is printed by one."""
    named = listed([lower_first(TOXICITY[term].label) for term in unprinted(found)])
    return say("Printed by no cohort here, which is not zero: {events}.", events=named) if named else ""


def table(found: Grid, view: View, version: str) -> Table:
    return event_table(say("Special toxicities"), list(found), view, version, adverse_events.COLUMNS)
