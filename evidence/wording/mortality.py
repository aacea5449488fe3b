"""Deaths in words: every count with its window and the name of its denominator."""

from collections import Counter

from evidence.queries.events import LATER, Event
from evidence.queries.mortality import KINDS, kind
from evidence.row import Row
from evidence.selection import View
from evidence.statistics import INTERVAL_METHODS
from evidence.wording import events
from evidence.wording.events import cut, signs_explained, unlike, what
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


def title(rows: list[Event], all_: list[Event]) -> str:
    return f"Deaths by window: {cut(len(rows), len(drawn(all_)), 'printed figure')}"


def sentence(rows: list[Event]) -> str:
    """Each count on its own denominator; enrolled and evaluable patients are never merged."""
    known = [row for row in drawn(rows) if row.rate.of is not None]
    if not known:
        return "No cohort of this selection counts deaths on a printed denominator."
    if len(known) > NAMED:
        kinds = Counter(kind(row.facts[0]) for row in known)
        said = [f"{one} ({kinds[one]})" for one in KINDS if kinds[one]]
        counted = plural(len(known), "figure")
        studies = plural(len({row.cohort["study_id"] for row in known}), "study", "studies")
        return (
            f"{counted} with a printed N in {studies}, by kind: {listed(said)}."
            " Windows, causes and denominators differ: nothing is added up, and no range spans the kinds."
        )
    by_cohort: dict[str, list[str]] = {}
    for row in known:
        by_cohort.setdefault(cohort(row.cohort), []).append(f"{count_in_words(row.rate)} ({lower_first(what(row))})")
    return "; ".join(f"{name}: {listed(said)}" for name, said in by_cohort.items()) + "."


def method(rows: list[Event], view: View) -> list[str]:
    return [
        f"95 % intervals: {INTERVAL_METHODS[view.choice('interval')]}. Rows of one study may hold the same patients on"
        " different denominators: nothing is added up, and each denominator stays as printed.",
        *unlike(rows, "same-patients"),
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


def doubled(rows: list[Event]) -> str:
    """Which counts stand in the table only because their patients are counted in another row; empty if none."""
    said = [
        f"{cohort(row.cohort)}, {lower_first(what(row))} ({row.aside})" for row in rows if row.aside and row.aside != LATER
    ]
    return f"In the table, not on the axis: {'; '.join(said)}." if said else ""
