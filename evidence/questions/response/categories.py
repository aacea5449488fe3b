"""What may be added up: categories of response of one assessment that exclude one another by the vocabulary."""

from collections.abc import Iterable

from evidence.answers import Rate
from evidence.assessments import in_order
from evidence.rates import summed_rate
from evidence.row import Fact, column, known
from evidence.vocabulary import COMPOSITION, RESPONSE
from evidence.vocabulary.response import NARROWER, exclude, holds

#: What figures share that are of one assessment of the same people.
_ONE_ASSESSMENT = ("of_n", "population", "window", "assessor", "cycle")

Composed = tuple[int, str, dict[str, int], tuple[Fact, ...]]


def remission(rows: list[Fact]) -> Rate | None:
    """CR and incomplete recovery added up; None where a patient may be counted twice or nothing but CR is counted."""
    complete = next((row for row in rows if row["term"] == "CR" and row["events"] is not None), None)
    if complete is None:
        return None
    beside = _beside(complete, rows)
    added = _topmost([row for row in beside if row["term"] == "CR" or RESPONSE[row["term"]].group == "CRi"])
    return summed_rate(added) if len(added) > 1 and _sure(added) == added else None


def composition(rows: list[Fact]) -> Composed | None:
    """N, its name, patients by exclusive category, and the figures behind them; None with fewer than two categories.

    All printed categories where together they make up N, so that none can be part of another; else those of them that
    cannot hold the same patients.
    """
    counted = [row for row in in_order(rows) if RESPONSE[row["term"]].group in COMPOSITION and row["of_n"]]
    every = _topmost(max((_beside(first, counted) for first in counted), key=len, default=[]))
    chosen = every if every and sum(known(row["events"]) for row in every) == every[0]["of_n"] else _sure(every)
    events = dict.fromkeys((group for group in COMPOSITION if group in map(_group, chosen)), 0)
    for row in chosen:
        events[_group(row)] += known(row["events"])
    if len(chosen) < 2 or sum(events.values()) > (of := known(chosen[0]["of_n"])):
        return None
    return of, chosen[0]["population"], events, tuple(chosen)


def _group(row: Fact) -> str:
    return RESPONSE[row["term"]].group


def _beside(one: Fact, rows: Iterable[Fact]) -> list[Fact]:
    """The counts of the same assessment, the first of each term."""
    same = [
        row
        for row in rows
        if row["events"] is not None and all(column(row, name) == column(one, name) for name in _ONE_ASSESSMENT)
    ]
    first: dict[str, Fact] = {}
    for row in same:
        first.setdefault(row["term"], row)
    return list(first.values())


def _topmost(rows: list[Fact]) -> list[Fact]:
    """The rows without those that a subtotal among them holds."""
    return [row for row in rows if not any(holds(row["term"]) < holds(other["term"]) for other in rows)]


def _sure(rows: list[Fact]) -> list[Fact]:
    """The rows that no patient shares: of two that may overlap the wider one stays."""
    kept: list[Fact] = []
    for row in sorted(rows, key=lambda row: row["term"] in NARROWER):
        if all(exclude(row["term"], other["term"]) for other in kept):
            kept.append(row)
    return [row for row in rows if row in kept]
