"""Changes of dose in words: reductions, pauses and discontinuations as printed."""

from evidence.queries.events import Event
from evidence.selection import View
from evidence.wording import events
from evidence.wording.events import fraction, signs_explained, term
from evidence.wording.selection import cohort, lower_first
from evidence.wording.table import Table

QUESTION = "Was the dose reduced or the treatment stopped?"
COLUMNS = ("label", "event", "window", "attribution")
#: So many figures are named one by one in the sentence.
NAMED = 4


def title(rows: list[Event]) -> str:
    return "Changes of dose"


def sentence(rows: list[Event]) -> str:
    """What is counted and what is only said, from cohorts that are no outcome themselves."""
    said = [f"{cohort(one.cohort)}: {lower_first(term(one.facts[0]))}, {_said(one)}" for one in rows if not one.aside]
    if not said:
        return "No cohort of this selection prints reductions, pauses or discontinuations."
    return "; ".join([*said[:NAMED], *([f"{len(said) - NAMED} more in the table"] if len(said) > NAMED else [])]) + "."


def _said(one: Event) -> str:
    return f"“{one.facts[0]['printed']}”" if one.rate is None else fraction(one)


def method(rows: list[Event], view: View) -> list[str]:
    return [
        "As printed, one line a figure. Lines may hold the same patients and are never added up.",
        *signs_explained(rows),
    ]


def table(rows: list[Event], view: View, version: str) -> Table:
    return events.table("Changes of dose", rows, view, version, COLUMNS)
