"""Deaths in words: every count with its window and the name of its denominator."""

from collections.abc import Sequence
from typing import Any

from evidence.answers import Rated
from evidence.language import mark, say
from evidence.questions.deaths.numbers import KINDS, kind
from evidence.questions.events.table import event_table
from evidence.questions.events.words import cut, fraction, signs_explained, unlike, what
from evidence.questions.headline.numbers import group, headline
from evidence.questions.headline.words import ends, first, several
from evidence.questions.response.words import count_in_words
from evidence.row import Cohort
from evidence.selection import View
from evidence.statistics import INTERVAL_METHODS
from evidence.wording.numbers import continued, listed
from evidence.wording.printed import with_caveats
from evidence.wording.rates import rate_alone, with_count
from evidence.wording.reasons import note_of
from evidence.wording.reasons import words as reason
from evidence.wording.selection import cohort, lower_first, study_name, upper_first
from evidence.wording.sentence import Sentence, joined, naming, stated
from evidence.wording.table import Table

QUESTION = mark("How many died, and by when?")
COLUMNS = ("label", "event", "window")
#: So many counts are named one by one in the sentence.
NAMED = 6


def drawn(rows: list[Rated]) -> list[Rated]:
    """Rows of the axis: a cohort defined by what happened later stands in the table only."""
    return [row for row in rows if not row.aside]


def title(rows: list[Rated], all_: list[Rated]) -> str:
    return say("Deaths by window: {figures}", figures=cut(len(rows), len(drawn(all_)), mark("printed figure")))


def sentence(rows: list[Rated]) -> Sentence:
    """Each count on its own denominator; enrolled and evaluable patients are never merged."""
    known = [row for row in drawn(rows) if row.rate.of is not None]
    if not known:
        return Sentence(say("No cohort of this selection counts deaths on a printed denominator."))
    if len(known) > NAMED:
        return _first(known)
    by_cohort: dict[str, list[Sentence]] = {}
    for row in known:
        count = say("{count} ({event})", count=count_in_words(row.rate), event=lower_first(what(row)))
        by_cohort.setdefault(cohort(row.cohort), []).append(naming(count, row))
    message = mark("{cohort}: {counts}")
    said = [stated(message, cohort=name, counts=joined(listed, counts)) for name, counts in by_cohort.items()]
    return stated(mark("{statement}."), statement=joined(say("; ").join, said))


def _first(known: list[Rated]) -> Sentence:
    """Randomised and largest evidence of one kind, the first that a randomised study counts; kinds are never spanned."""
    by_kind = {one: [row for row in known if kind(row.facts[0]) == one] for one in KINDS}
    counted = [one for one in KINDS if by_kind[one]]
    named = min(counted, key=lambda one: all(row.cohort["design"] != "randomised" for row in by_kind[one]))
    rows = by_kind[named]
    found = headline(rows, lambda row: row.rate.of, lambda row: row.rate.percent, _definition)
    said = first(found, _counted, _spanned) or [stated(mark("{rows}."), rows=several(rows, _counted))]
    return stated(mark("{endpoint}. {said}"), endpoint=upper_first(say(named)), said=joined(continued, said))


def _definition(row: Rated) -> tuple[Any, ...] | None:
    fact, alike = row.facts[0], group(row.cohort)
    return None if alike is None or not fact["window"] else (fact["term"], fact["window"], fact["attribution"], *alike)


def _counted(row: Rated) -> str:
    """'died, 30 days 5/246, 2.0 % (0.7 to 4.7)'."""
    return with_caveats(with_count(lower_first(what(row)), row.rate, row.cohort), row.facts)


def _spanned(rows: Sequence[Rated]) -> str:
    return ends(what(rows[0]), rows, lambda row: rate_alone(row.rate))


def method(rows: list[Rated], view: View) -> list[str]:
    return [
        say(
            "95 % intervals: {interval}. Rows of one study may hold the same patients on different denominators: nothing is"
            " added up, and each denominator stays as printed.",
            interval=say(INTERVAL_METHODS[view.choice("interval")]),
        ),
        *unlike(rows, "same-patients"),
        *signs_explained(rows),
    ]


def patients(rows: list[Cohort]) -> str:
    """Where the days of death of single patients stand."""
    names = list(dict.fromkeys(study_name(row) for row in rows))
    message = mark("Days of death of single patients ({studies}) stand on the Patients page.")
    return say(message, studies=listed(names)) if names else ""


def doubts(rows: list[Rated]) -> list[str]:
    """Counts that a reader doubted, each with the reason."""
    message = mark("{cohort}: {count} {event}, doubtful. {note}.")
    return [
        say(message, cohort=cohort(row.cohort), count=fraction(row), event=lower_first(what(row)), note=note_of(fact))
        for row in drawn(rows)
        for fact in row.facts
        if not fact["certain"]
    ]


def table(rows: list[Rated], view: View, version: str) -> Table:
    return event_table(say("Deaths by window"), rows, view, version, COLUMNS)


def doubled(rows: list[Rated]) -> str:
    """Which counts stand in the table only because their patients are counted in another row; empty if none."""
    said = [
        say("{cohort}, {event} ({why})", cohort=cohort(row.cohort), event=lower_first(what(row)), why=reason(row.aside))
        for row in rows
        if row.aside and row.cohort["basis"] != "outcome"
    ]
    return say("In the table only: {figures}.", figures=say("; ").join(said)) if said else ""
