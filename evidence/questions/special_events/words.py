"""Special toxicities in words: what is asked, how much of it is drawn, what nobody prints."""

from evidence.language import mark, say
from evidence.questions.adverse_events import words as adverse_events
from evidence.questions.adverse_events.grid import Grid
from evidence.questions.events.table import event_table
from evidence.questions.events.words import cut
from evidence.questions.special_events.numbers import unprinted
from evidence.selection import View
from evidence.vocabulary import TOXICITY
from evidence.wording.numbers import listed
from evidence.wording.selection import lower_first
from evidence.wording.table import Table

QUESTION = mark("Which regimens have differentiation syndrome, QT prolongation, cytokine release and the like?")
sentence, method = adverse_events.sentence, adverse_events.method


def title(drawn: Grid, whole: Grid) -> str:
    columns = cut(len(drawn.columns), len(whole.columns), mark("column"))
    return say("Special toxicities: {rows}, {columns}", rows=cut(len(drawn.rows), len(whole.rows)), columns=columns)


def nobody(found: Grid) -> str:
    """'Printed by no cohort here: hepatotoxicity.'; empty if each is printed by one."""
    named = listed([lower_first(TOXICITY[term].label) for term in unprinted(found)])
    return say("Printed by no cohort here, which is not zero: {events}.", events=named) if named else ""


def table(found: Grid, view: View, version: str) -> Table:
    return event_table(say("Special toxicities"), list(found), view, version, adverse_events.COLUMNS)
