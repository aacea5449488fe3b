"""Deaths in words: every count with its window and the name of its denominator."""

from evidence.queries.events import Event
from evidence.row import Row
from evidence.selection import INTERVAL_METHODS, View
from evidence.wording import events
from evidence.wording.events import signs_explained, what
from evidence.wording.numbers import listed, plural
from evidence.wording.response import count_in_words
from evidence.wording.selection import cohort, lower_first
from evidence.wording.table import Table

QUESTION = "How many died, and by when?"
COLUMNS = ("label", "event", "window")
#: So many counts are named one by one in the sentence.
NAMED = 6


def drawn(rows: list[Event]) -> list[Event]:
    """Rows of the axis: a cohort defined by what happened later stands in the table only."""
    return [row for row in rows if not row.aside]


def title(rows: list[Event]) -> str:
    return f"Deaths by window: {plural(len(rows), 'printed count')}"


def sentence(rows: list[Event]) -> str:
    """Each count on its own denominator; enrolled and evaluable patients are never merged."""
    known = [row for row in drawn(rows) if row.rate.of is not None]
    if not known:
        return "No cohort of this selection counts deaths on a printed denominator."
    if len(known) > NAMED:
        return f"{events.span(known)}. Windows, causes and denominators differ: nothing is added up."
    by_cohort: dict[str, list[str]] = {}
    for row in known:
        by_cohort.setdefault(cohort(row.cohort), []).append(f"{count_in_words(row.rate)} ({lower_first(what(row))})")
    return "; ".join(f"{name}: {listed(said)}" for name, said in by_cohort.items()) + "."


def method(rows: list[Event], view: View) -> list[str]:
    return [
        f"95 % intervals: {INTERVAL_METHODS[view.choice('interval')]}. Rows of one study may hold the same patients on"
        " different denominators: nothing is added up, and each denominator stays as printed.",
        *signs_explained(rows),
    ]


def patients(rows: list[Row]) -> str:
    """Where the days of death of single patients stand."""
    names = list(dict.fromkeys(row["study_label"] for row in rows))
    return f"Days of death of single patients ({listed(names)}) stand on the Patients page." if names else ""


def doubts(rows: list[Event]) -> list[str]:
    """Counts that a reader doubted, each with the reason."""
    return [
        f"{cohort(row.cohort)}: {events.fraction(row)} {lower_first(what(row))}, doubtful. {fact['note']}."
        for row in drawn(rows)
        for fact in row.facts
        if not fact["certain"]
    ]


def table(rows: list[Event], view: View, version: str) -> Table:
    return events.table("Deaths by window", rows, view, version, COLUMNS)
