"""Dose-limiting toxicity and response along the ordered doses of one study; isotonic estimates if asked for."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Any

from evidence.answers import Item, Rate, Rated, with_rate
from evidence.cohorts import Key, key
from evidence.questions.dlt.numbers import LEVEL, dose_limiting
from evidence.questions.response import numbers as response
from evidence.reasons import Reason, because, mark
from evidence.row import Cohort, known
from evidence.selection import View
from evidence.statistics import isotonic_rates
from evidence.vocabulary import UNIT

#: With one dose nothing can rise.
FEWEST = 2
ONE_DOSE = mark("one dose with a count")
NO_COUNT = mark("count or N not printed")
#: Cohorts that stand together for one reason.
Refused = tuple[tuple[Cohort, ...], Reason]


@dataclass(frozen=True, kw_only=True)
class Level(Item):
    """One dose: what it prints of toxicity and of response; `isotonic` is the estimate in percent, computed here.

    Its rate and bound are those of toxicity.
    """

    dlt: Rated | None
    response: Rated | None
    isotonic: float | None = None


@dataclass(frozen=True)
class Ladder:
    """Doses of one study, from low to high: the same drugs, schedule and unit, one cohort a dose."""

    levels: tuple[Level, ...]

    @property
    def both(self) -> bool:
        """Whether toxicity and response are counted at enough doses to stand on one axis."""
        return all(sum(each) >= FEWEST for each in zip(*((bool(x.dlt), bool(x.response)) for x in self.levels), strict=True))


@dataclass(frozen=True)
class Ladders:
    """Ladders with an isotonic estimate by `weights` or with both questions counted; for whom none was made, and why."""

    ladders: list[Ladder]
    refused: list[Refused]
    weights: str

    def of(self, kind: str) -> "Ladders":
        """The ladders of cohorts that match in one way alone."""
        own = [ladder for ladder in self.ladders if ladder.levels[0].cohort["match"].kind == kind]
        return replace(self, ladders=own)

    def __iter__(self) -> Iterator[Level]:
        return (level for ladder in self.ladders for level in ladder.levels)


def ladders(version: str, view: View) -> Ladders:
    """Toxicity and response by dose; nothing is estimated unless the view asks for it."""
    weights = view.choice("isotonic")
    said = [row for row in dose_limiting(version, view).items if _dose_limiting(row)]
    toxic = {key(row.cohort): row for row in with_rate(said) if _counted(row.rate)}
    responses = _responses(version, view)
    levels = _levels(toxic, responses)
    found: list[Ladder] = []
    refused: list[Refused] = [((row.cohort,), because(NO_COUNT)) for row in said if not _counted(row.rate)]
    for rows in _ladders(levels):
        if why := _why_not(rows):
            refused += [(tuple(row.cohort for row in rows), why)] if any(row.dlt for row in rows) else []
        else:
            found.append(Ladder(tuple(rows if weights == "off" else _estimated(rows, weights))))
    shown = [ladder for ladder in found if ladder.both or any(row.isotonic is not None for row in ladder.levels)]
    return Ladders(shown, refused if weights != "off" else [], weights)


def _dose_limiting(row: Item) -> bool:
    """Whether a dose level says how many had any dose-limiting event, not how many had one of a kind."""
    plain = bool(row.facts) and row.facts[0]["term"] == "DLT" and row.facts[0]["grade"] is None
    return plain and row.cohort["kind"] == LEVEL and row.cohort["dose"] is not None


def _counted(rate: Rate | None) -> bool:
    return rate is not None and rate.events is not None and bool(rate.of)


def _responses(version: str, view: View) -> dict[Key, Rated]:
    """Counted response by dose level; each study by the first endpoint that it counts at enough doses."""
    found: dict[Key, Rated] = {}
    for endpoint in response.TERMS:
        asked = view.with_choice("rows", LEVEL).with_choice("endpoint", endpoint)
        rows = [row for row in response.rates(version, asked).items if _counted(row.rate) and row.cohort["dose"] is not None]
        taken = {study for study, _ in found}
        for study, group in groupby(rows, key=lambda row: row.cohort["study_id"]):
            own = list(group)
            if study not in taken and len(own) >= FEWEST:
                found |= {key(row.cohort): row for row in own}
    return found


def _levels(toxic: dict[Key, Rated], responses: dict[Key, Rated]) -> list[Level]:
    cohorts = {place: row.cohort for place, row in (*toxic.items(), *responses.items())}
    return [_level(cohort, toxic.get(place), responses.get(place)) for place, cohort in cohorts.items()]


def _level(cohort: Cohort, dlt: Rated | None, response: Rated | None) -> Level:
    rates = [one.rate for one in (dlt, response) if one and one.rate]
    printed = tuple(fact for rate in rates for fact in rate.facts)
    rate, bound = (dlt.rate, dlt.bound) if dlt else (None, None)
    return Level(cohort, printed, rate, bound, dlt=dlt, response=response)


def _ladders(levels: Iterable[Level]) -> Iterator[list[Level]]:
    """Levels that may stand on one axis, from low to high."""

    def same(level: Level) -> tuple[Any, ...]:
        row = level.cohort
        return row["year"], row["study_id"], row["dose_unit"], row["schedule"] or "", *sorted(row["drugs"])

    for _, rows in groupby(sorted(levels, key=same), key=same):
        yield sorted(rows, key=lambda level: known(level.cohort["dose"]))


def _why_not(rows: list[Level]) -> Reason | None:
    doses = [known(row.cohort["dose"]) for row in rows]
    twice = sorted({dose for dose in doses if doses.count(dose) > 1})
    if twice:
        unit = UNIT[known(rows[0].cohort["dose_unit"])]
        return because("several cohorts at {dose} {unit}", dose=f"{twice[0]:g}", unit=unit)
    return because(ONE_DOSE) if sum(bool(row.dlt) for row in rows) < FEWEST else None


def _estimated(rows: list[Level], weights: str) -> list[Level]:
    """The levels with the isotonic rate of those that count dose-limiting events."""
    counted = [row for row in rows if row.dlt]
    counts = [row.dlt.rate.counts for row in rows if row.dlt]
    rates = isotonic_rates([events for events, _ in counts], [of for _, of in counts], weights)
    by_dose = {row.cohort["dose"]: 100 * rate for row, rate in zip(counted, rates, strict=True)}
    return [replace(row, isotonic=by_dose.get(row.cohort["dose"])) for row in rows]
