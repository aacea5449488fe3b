"""Dose-limiting toxicity in words: the bound beside every zero, the dose named, what came after the window."""

from evidence.queries.events import Event
from evidence.row import Row
from evidence.selection import View
from evidence.statistics import INTERVAL_METHODS
from evidence.wording import events
from evidence.wording.events import NO_RANKING, cut, places, signs_explained, span, term, unlike, upper
from evidence.wording.numbers import listed, number, plural
from evidence.wording.response import count_in_words
from evidence.wording.selection import cohort, lower_first
from evidence.wording.table import Table

QUESTION = "Was there dose-limiting toxicity, and what does the count still allow?"
COLUMNS = ("label", "dose", "schedule", "patients", "evaluable", "event", "window", "upper")
#: So many counts are named one by one in the sentence.
NAMED = 3


def title(drawn: list[Event], rows: list[Event]) -> str:
    return f"Dose-limiting toxicity by dose level: {cut(len(drawn), len(rows))}"


def sentence(rows: list[Event]) -> str:
    """What is counted, what 0 of n still allows, how many dose levels print nothing."""
    counted = [row for row in rows if row.rate and not row.part]
    if not counted:
        return "No cohort of this selection counts dose-limiting toxicity."
    known = [row for row in counted if row.upper is not None]
    bare, silent = [row for row in counted if row.upper is None], sum(not row.facts and not row.hidden for row in rows)
    said = [
        "; ".join(map(_counted, known)) if len(known) <= NAMED else _many(known),
        "; ".join(map(_bare, bare)) if len(bare) <= NAMED else f"{plural(len(bare), 'count')} without a printed denominator",
        f"{plural(silent, 'dose level')} without a count of {'its' if silent == 1 else 'their'} own" if silent else "",
    ]
    return " ".join(f"{text}." for text in said if text)


def _many(counted: list[Event]) -> str:
    """The zeros among many counts, with the bounds that they leave open where their denominator is printed."""
    zeros = [row for row in counted if row.rate.events == 0]
    bounds = sorted(row.upper for row in zeros if not row.borrowed)
    said = [span(counted)]
    if bounds:
        ends = " to ".join(dict.fromkeys(f"{bound:.1f}" for bound in (bounds[0], bounds[-1])))
        one = len(bounds) == 1
        said.append(
            f"{len(bounds)} of them {'is' if one else 'are'} 0 of a printed N and still {'allows' if one else 'allow'}"
            f" {'up to ' if one else ''}{ends} % (one-sided 95 % bound)"
        )
    return "; ".join([*said, *(_counted(row) for row in zeros if row.borrowed)])


def _counted(row: Event) -> str:
    bound = "" if row.upper is None else f", which still allows up to {upper(row)} (one-sided 95 % bound)"
    return f"{cohort(row.cohort)}: {lower_first(term(row.facts[0]))} in {_patients(row)}{bound}"


def _bare(row: Event) -> str:
    return f"{cohort(row.cohort)}: {lower_first(term(row.facts[0]))} in {events.fraction(row)}, N not printed"


def _patients(row: Event) -> str:
    """'0 of 28 enrolled'; 'in the subgroup' needs its patients named."""
    said = count_in_words(row.rate).replace(" in the subgroup", " patients of the subgroup")
    return f"{said} † ({row.rate.derived[-1]})" if row.borrowed else said


def method(rows: list[Event], view: View) -> list[str]:
    return [
        f"Whisker: two-sided 95 % interval, {INTERVAL_METHODS[view.choice('interval')]}. Upright stroke and"
        " ≤: one-sided 95 % upper bound, exact. Hatched: not reported for this dose level, which is not zero.",
        f"Each study counts by its own definition and window. {NO_RANKING}",
        *unlike(rows, "dlt-windows"),
        *signs_explained(rows),
    ]


def later(facts: list[Row], studies: dict[str, str]) -> str:
    """What came after the window in which an event counts as dose-limiting; empty if nothing is printed."""
    return f"After the window, so not counted as dose-limiting: {places(facts, studies)}." if facts else ""


def named(facts: list[Row], studies: dict[str, str]) -> str:
    """The dose that a source names; empty if none."""
    said = [f"{lower_first(term(fact))} {_dose(fact)} ({studies[fact['study_id']]}, {fact['locator']})" for fact in facts]
    return f"Dose named by the source: {listed(said)}." if said else ""


def _dose(fact: Row) -> str:
    return f"“{fact['printed']}”" if fact["value"] is None else f"{number(fact['value'])} {fact['unit'] or ''}".strip()


def table(rows: list[Event], view: View, version: str) -> Table:
    return events.table("Dose-limiting toxicity by dose level", rows, view, version, COLUMNS)
