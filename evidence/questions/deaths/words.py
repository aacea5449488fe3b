"""Deaths in words: every count with its window and the name of its denominator."""

from collections import Counter

from evidence.language import mark, say
from evidence.questions.deaths.numbers import KINDS, kind
from evidence.questions.events import words as events
from evidence.questions.events.numbers import Event
from evidence.questions.events.table import event_table
from evidence.questions.events.words import cut, signs_explained, unlike, what
from evidence.questions.response.words import count_in_words
from evidence.row import Row
from evidence.selection import View
from evidence.statistics import INTERVAL_METHODS
from evidence.wording.numbers import listed, plural
from evidence.wording.reasons import words as reason
from evidence.wording.selection import cohort, lower_first
from evidence.wording.table import Table

QUESTION = mark("How many died, and by when?")
COLUMNS = ("label", "event", "window")
#: So many counts are named one by one in the sentence.
NAMED = 6


def drawn(rows: list[Event]) -> list[Event]:
    """Rows of the axis: a cohort defined by what happened later stands in the table only."""
    return [row for row in rows if not row.aside]


def title(rows: list[Event], all_: list[Event]) -> str:
    return say("Deaths by window: {figures}", figures=cut(len(rows), len(drawn(all_)), mark("printed figure")))


def sentence(rows: list[Event]) -> str:
    """Each count on its own denominator; enrolled and evaluable patients are never merged."""
    known = [row for row in drawn(rows) if row.rate.of is not None]
    if not known:
        return say("No cohort of this selection counts deaths on a printed denominator.")
    if len(known) > NAMED:
        return _by_kind(known)
    by_cohort: dict[str, list[str]] = {}
    for row in known:
        count = say("{count} ({event})", count=count_in_words(row.rate), event=lower_first(what(row)))
        by_cohort.setdefault(cohort(row.cohort), []).append(count)
    said = [say("{cohort}: {counts}", cohort=name, counts=listed(counts)) for name, counts in by_cohort.items()]
    return say("{statement}.", statement=say("; ").join(said))


def _by_kind(known: list[Event]) -> str:
    kinds = Counter(kind(row.facts[0]) for row in known)
    return say(
        "{figures} with a printed N in {studies}, by kind: {kinds}. Windows, causes and denominators differ: nothing is"
        " added up, and no range spans the kinds.",
        figures=plural(len(known), "figure"),
        studies=plural(len({row.cohort["study_id"] for row in known}), "study", "studies"),
        kinds=listed([say("{kind} ({n})", kind=say(one), n=kinds[one]) for one in KINDS if kinds[one]]),
    )


def method(rows: list[Event], view: View) -> list[str]:
    return [
        say(
            "95 % intervals: {interval}. Rows of one study may hold the same patients on different denominators: nothing is"
            " added up, and each denominator stays as printed.",
            interval=say(INTERVAL_METHODS[view.choice("interval")]),
        ),
        *unlike(rows, "same-patients"),
        *signs_explained(rows),
    ]


def patients(rows: list[Row]) -> str:
    """Where the days of death of single patients stand."""
    names = list(dict.fromkeys(row["study_label"] for row in rows))
    message = mark("Days of death of single patients ({studies}) stand on the Patients page.")
    return say(message, studies=listed(names)) if names else ""


def doubts(rows: list[Event]) -> list[str]:
    """Counts that a reader doubted, each with the reason."""
    message = mark("{cohort}: {count} {event}, doubtful. {note}.")
    return [
        say(message, cohort=cohort(row.cohort), count=events.fraction(row), event=lower_first(what(row)), note=fact["note"])
        for row in drawn(rows)
        for fact in row.facts
        if not fact["certain"]
    ]


def table(rows: list[Event], view: View, version: str) -> Table:
    return event_table(say("Deaths by window"), rows, view, version, COLUMNS)


def doubled(rows: list[Event]) -> str:
    """Which counts stand in the table only because their patients are counted in another row; empty if none."""
    said = [
        say("{cohort}, {event} ({why})", cohort=cohort(row.cohort), event=lower_first(what(row)), why=reason(row.aside))
        for row in rows
        if row.aside and row.cohort["basis"] != "outcome"
    ]
    return say("In the table, not on the axis: {figures}.", figures=say("; ").join(said)) if said else ""
