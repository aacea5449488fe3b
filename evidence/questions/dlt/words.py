"""Dose-limiting toxicity in words: the bound beside every zero, the dose named, what came after the window."""

from dataclasses import replace

from evidence.language import mark, say
from evidence.questions.events import words as events
from evidence.questions.events.numbers import Event
from evidence.questions.events.table import event_table
from evidence.questions.events.words import NO_RANKING, cut, places, signs_explained, span, term, unlike, upper
from evidence.questions.response.words import count_in_words
from evidence.row import Row
from evidence.selection import View
from evidence.statistics import INTERVAL_METHODS
from evidence.vocabulary import POPULATION, Code
from evidence.wording.numbers import continued, interval, listed, number, plural
from evidence.wording.reasons import words as reason
from evidence.wording.selection import cohort, lower_first
from evidence.wording.table import Table

QUESTION = mark("Was there dose-limiting toxicity, and what does the count still allow?")
COLUMNS = ("label", "dose", "schedule", "patients", "evaluable", "event", "window", "upper")
#: How N of a subgroup is named in a sentence.
PART = Code("subgroup", mark("patients of the subgroup"))
#: So many counts are named one by one in the sentence.
NAMED = 3


def title(drawn: list[Event], rows: list[Event]) -> str:
    return say("Dose-limiting toxicity by dose level: {rows}", rows=cut(len(drawn), len(rows)))


def sentence(rows: list[Event]) -> str:
    """What is counted and what 0 of n still allows; where it is little, also what is not counted."""
    known, bare, _ = _sorted(rows)
    if not known and not bare:
        return say("No cohort of this selection counts dose-limiting toxicity.")
    if len(known) > NAMED:
        return say("{statement}.", statement=_many(known))
    return _statements([say("; ").join(map(_counted, known)), *_uncounted(rows)])


def remainder(rows: list[Event]) -> str:
    """What the sentence leaves out where there is much: zeros of a borrowed N, counts without N, silent dose levels."""
    known, _, _ = _sorted(rows)
    if len(known) <= NAMED:
        return ""
    borrowed = [_counted(row) for row in known if row.rate.events == 0 and row.borrowed]
    return _statements([say("; ").join(borrowed), *_uncounted(rows)])


def _sorted(rows: list[Event]) -> tuple[list[Event], list[Event], int]:
    """Counts with a bound, counts without, and how many dose levels print none."""
    counted = [row for row in rows if row.rate and not row.part]
    known, bare = ([row for row in counted if (row.upper is not None) is bound] for bound in (True, False))
    return known, bare, sum(not row.facts and not row.hidden for row in rows)


def _uncounted(rows: list[Event]) -> list[str]:
    _, bare, silent = _sorted(rows)
    named = say("; ").join(map(_bare, bare)) if len(bare) <= NAMED else _without_n(len(bare))
    return [named, _without_count(silent) if silent else ""]


def _statements(said: list[str]) -> str:
    return continued(say("{statement}.", statement=text) for text in said if text)


def _without_n(counts: int) -> str:
    return say("{n} counts without a printed denominator", n=f"{counts:,}")


def _without_count(silent: int) -> str:
    own = mark("{levels} without a count of its own") if silent == 1 else mark("{levels} without a count of their own")
    return say(own, levels=plural(silent, "dose level"))


def _many(counted: list[Event]) -> str:
    """The zeros among many counts, with the bounds that they leave open where their denominator is printed."""
    zeros = [row for row in counted if row.rate.events == 0]
    bounds = sorted(row.upper for row in zeros if not row.borrowed)
    said = [span(counted)]
    if bounds:
        message = (
            mark("{n} of them is 0 of a printed N and still allows up to {bounds} % (one-sided 95 % bound)")
            if len(bounds) == 1
            else mark("{n} of them are 0 of a printed N and still allow {bounds} % (one-sided 95 % bound)")
        )
        ends = [f"{bound:.1f}" for bound in (bounds[0], bounds[-1])]
        said.append(say(message, n=len(bounds), bounds=ends[0] if ends[0] == ends[1] else interval(bounds[0], bounds[-1])))
    return say("; ").join(said)


def _counted(row: Event) -> str:
    message = (
        mark("{cohort}: {event} in {patients}")
        if row.upper is None
        else mark("{cohort}: {event} in {patients}, which still allows up to {bound} (one-sided 95 % bound)")
    )
    return say(message, cohort=cohort(row.cohort), event=lower_first(term(row.facts[0])), patients=_patients(row),
               bound=upper(row))  # fmt: skip


def _bare(row: Event) -> str:
    return say("{cohort}: {event} in {count}, N not printed", cohort=cohort(row.cohort),
               event=lower_first(term(row.facts[0])), count=events.fraction(row))  # fmt: skip


def _patients(row: Event) -> str:
    """'0 of 28 enrolled'; 'in the subgroup' needs its patients named."""
    part = row.rate.population == POPULATION["subgroup"]
    rate = replace(row.rate, population=PART) if part else row.rate
    said = count_in_words(rate)
    return say("{patients} † ({why})", patients=said, why=reason(rate.derived[-1])) if row.borrowed else said


def method(rows: list[Event], view: View) -> list[str]:
    return [
        say(
            "Whisker: two-sided 95 % interval, {interval}. Upright stroke and ≤: one-sided 95 % upper bound, exact."
            " Hatched: not reported for this dose level, which is not zero.",
            interval=say(INTERVAL_METHODS[view.choice("interval")]),
        ),
        say("Each study counts by its own definition and window. {no_ranking}", no_ranking=say(NO_RANKING)),
        *unlike(rows, "dlt-windows"),
        *signs_explained(rows),
    ]


def later(facts: list[Row], studies: dict[str, str]) -> str:
    """What came after the window in which an event counts as dose-limiting; empty if nothing is printed."""
    message = mark("After the window, so not counted as dose-limiting: {events}.")
    return say(message, events=places(facts, studies)) if facts else ""


def named(facts: list[Row], studies: dict[str, str]) -> str:
    """The dose that a source names; empty if none."""
    message = mark("{dose} {printed} ({study}, {place})")
    said = [
        say(message, dose=lower_first(term(fact)), printed=_dose(fact), study=studies[fact["study_id"]],
            place=fact["locator"])
        for fact in facts
    ]  # fmt: skip
    return say("Dose named by the source: {doses}.", doses=listed(said)) if said else ""


def _dose(fact: Row) -> str:
    if fact["value"] is None:
        return say("“{printed}”", printed=fact["printed"])
    return f"{number(fact['value'])} {fact['unit'] or ''}".strip()


def table(rows: list[Event], view: View, version: str) -> Table:
    return event_table(say("Dose-limiting toxicity by dose level"), rows, view, version, COLUMNS)
