"""Dose-limiting toxicity: what each dose level prints, in dose order, with the bound that a count still allows."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import lru_cache
from typing import Any

from evidence.answers import Answer, Item, Rate, with_rate
from evidence.cohorts import Key, ancestors, answering, by_key, by_match, cohorts, key, rounds
from evidence.questions.events.numbers import FILTERED, counted, every, said
from evidence.questions.facts import ON_FIGURES, by_cohort, facts, of_cohorts
from evidence.rates import as_asked, printed_rate
from evidence.reasons import because, mark
from evidence.row import Cohort, Fact
from evidence.selection import View
from evidence.statistics import upper_bound
from evidence.vocabulary import POPULATION

LEVEL = "dose level"
#: Where a denominator comes from that is not printed with the count, by the term of the figure that prints it.
BORROWED = {
    "enrolled": mark("denominator taken from enrolment; the number evaluable is not printed"),
    "treated": mark("denominator taken from the number treated; the number evaluable is not printed"),
}
#: Terms that name a dose, and those that their source does not call dose-limiting; every other term is an event.
DOSES = ("MTD", "RP2D", "dose for expansion")
NOT_LIMITING = ("significant toxicity",)
#: So many answers are kept at hand: several panels of a page, and lines of a comparison, ask the same.
KEPT = 16
#: The number of a dose level in its label: one dose can belong to two levels.
NUMBERED = re.compile(r"\blevels? ([-−]?\d+)", re.IGNORECASE)


@lru_cache(maxsize=KEPT)
def dose_limiting(version: str, view: View) -> Answer[Item]:
    """Each dose level with what it prints, silent ones included; the whole cohort where only that is counted."""
    asked: list[Answer[Item]] = []
    for passing in rounds(version, view):
        asked.append(_asked(version, view, passing))
        if asked[-1].items:
            return replace(asked[-1], silent=asked[0].silent)
    return asked[0]


def _asked(version: str, view: View, passing: Mapping[Key, Cohort]) -> Answer[Item]:
    printed, ever = _printed(version, view.only(ON_FIGURES)), _printed(version, View())
    levels = answering(version, view.with_choice("rows", LEVEL), _levels(version), passing)
    above = {
        key(row)
        for level in levels.cohorts
        if any(map(counted, printed.get(key(level), ())))
        for row in ancestors(version, level)
    }
    wide = {place for place in printed if by_key(version)[place]["kind"] != LEVEL} - above
    whole = answering(version, view.with_choice("rows", "highest"), wide, passing)
    rows = _in_dose_order([*whole.cohorts, *levels.cohorts])
    found = [one for row in rows for one in _events(row, printed.get(key(row), []), key(row) in ever, view, version)]
    shown = {row["study_id"] for row in rows}
    silent = [row for row in whole.silent if row["study_id"] not in shown]
    aside = [one for one in (*levels.aside, *whole.aside) if key(one.cohort) in printed]
    return Answer(found, aside, silent)


@lru_cache(maxsize=64)
def _printed(version: str, view: View) -> dict[Key, list[Fact]]:
    """Dose-limiting events, counted or said in words."""
    left_out = (*DOSES, *NOT_LIMITING)
    return by_cohort([fact for fact in facts(version, view, "dlt") if fact["term"] not in left_out and said(fact)])


@lru_cache(maxsize=8)
def _levels(version: str) -> frozenset[Key]:
    """Dose levels of the studies that count such events; where some print their own, those of the same split."""
    ever = _printed(version, View())
    studies = {study for study, _ in ever}
    levels = [row for row in cohorts(version) if row["kind"] == LEVEL and row["study_id"] in studies]
    families = {_family(row) for row in levels if key(row) in ever}
    split = {study for study, _, _ in families}
    return frozenset(key(row) for row in levels if row["study_id"] not in split or _family(row) in families)


def _family(row: Cohort) -> tuple[Any, ...]:
    return row["study_id"], row["parent"], row["split"]


def _in_dose_order(rows: list[Cohort]) -> list[Cohort]:
    """Drug by drug: whole cohorts, then the doses of all studies from low to high within a unit, by number within a dose."""
    return sorted(
        rows,
        key=lambda row: (
            by_match(row),
            row["drugs"][:1],
            row["kind"] == LEVEL,
            row["dose_unit"] or "",
            row["dose"] or 0,
            row["dose_first"] or 0,
            row["year"],
            row["study_id"],
            _level(row),
            row["place"],
        ),
    )


def _level(row: Cohort) -> int:
    """-1 of 'Dose level -1: 25 mg daily'; 0 where a label has no number."""
    found = NUMBERED.search(row["label"])
    return int(found[1].replace("−", "-")) if found else 0


def _events(cohort: Cohort, printed: list[Fact], ever: bool, view: View, version: str) -> list[Item]:
    if not printed:
        return [Item(cohort, aside=because(FILTERED) if ever else None)]
    wholes = {fact["fact_id"]: _whole(fact, printed) for fact in printed}
    found = []
    for fact in sorted(printed, key=lambda fact: (printed.index(wholes[fact["fact_id"]]), wholes[fact["fact_id"]] != fact)):
        one = _event(fact, cohort, view, version) if counted(fact) else Item(cohort, (fact,))
        found.append(replace(one, part=wholes[fact["fact_id"]] != fact))
    return found


def _whole(fact: Fact, printed: list[Fact]) -> Fact:
    """What the cohort counts as the total of a figure: any dose-limiting event, or the same event of any grade."""
    same = [row for row in printed if counted(row) and row["window"] == fact["window"]]
    for total in (("DLT", None), (fact["term"], "any")):
        for row in same:
            if (row["term"], row["grade"]) == total:
                return row
    return fact


def _event(fact: Fact, cohort: Cohort, view: View, version: str) -> Item:
    rate = as_asked(_on_cohort(fact, cohort, version), cohort, view, version)
    return Item(cohort, rate.facts, rate, _upper(rate))


def _on_cohort(fact: Fact, cohort: Cohort, version: str) -> Rate:
    """The printed rate. Without a printed denominator, that of the enrolled or treated whole, named by its figure.

    A reader's doubt forbids it: the number at risk may be another, as where phase 1 is a part of those treated.
    """
    rate = printed_rate(fact)
    printed = of_cohorts(version, View(), "baseline").get(key(cohort), ())
    n = cohort["n"]
    counts = [row for row in printed if row["term"] in BORROWED and row["events"] == n][:1]
    fits = fact["certain"] and cohort["kind"] == "all" and bool(counts)
    if rate.of is not None or rate.events is None or not fits or n is None or n < max(rate.events, 1):
        return rate
    derived = (*rate.derived, because(BORROWED[counts[0]["term"]]))
    name = POPULATION[counts[0]["term"]]
    return replace(rate, of=cohort["n"], population=name, derived=derived, facts=(fact, *counts))


def fullest(rows: list[Item], limit: int, named: Iterable[Item] = ()) -> list[Item]:
    """At most so many rows, in their order: those `named`, what the largest studies print, silent rows of whole studies."""
    known = {id(row) for row in named}
    largest: Counter[str] = Counter()
    for row in with_rate(rows):
        largest[row.cohort["study_id"]] = max(largest[row.cohort["study_id"]], row.rate.of or 0)
    telling = [row for row in rows if row.facts]
    kept = sorted(telling, key=lambda row: (id(row) not in known, -largest[row.cohort["study_id"]]))[:limit]
    silent = [row for row in rows if not row.facts]
    for study in dict.fromkeys(row.cohort["study_id"] for row in silent):
        own = [row for row in silent if row.cohort["study_id"] == study]
        kept += own if len(kept) + len(own) <= limit else []
    chosen = set(map(id, kept))
    return [row for row in rows if id(row) in chosen]


def telling(rows: list[Item]) -> list[Cohort]:
    """The cohort of each row that prints something; of every row where none does."""
    return [row.cohort for row in rows if row.facts] or [row.cohort for row in rows]


def _upper(rate: Rate) -> float | None:
    return None if rate.events is None or not rate.of else 100 * upper_bound(rate.events, rate.of)


def doses_named(version: str, view: View, studies: set[str]) -> list[Fact]:
    """What these studies print of the dose itself: maximum tolerated, recommended, chosen for expansion."""
    return [fact for fact in facts(version, view, "dlt", DOSES) if fact["study_id"] in studies]


def not_limiting(version: str, view: View) -> list[Fact]:
    """What matching cohorts count beside their dose without calling it dose-limiting."""
    return [one.facts[0] for one in every(version, view, "dlt", lambda fact: fact["term"] in NOT_LIMITING)]


def after_the_window(version: str, view: View, studies: set[str]) -> list[Fact]:
    """Toxicity that these studies place after the window in which events count as dose-limiting."""
    return [
        fact
        for fact in facts(version, view, "toxicity")
        if fact["study_id"] in studies and fact["window"] and "DLT window" in fact["window"]
    ]
