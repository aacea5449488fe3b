"""Single patients: white cells and blood blasts before treatment and after a week, each on an axis of its own from 0."""

from math import ceil, floor, log10

from dashboard.charts.patients import hover, named
from dashboard.charts.rows import ROW_LIMIT
from dashboard.charts.values import Caption, Mark, Measure, Pair, Pairs
from evidence.language import say
from evidence.questions.patients.counts_words import COUNTS
from evidence.questions.patients.numbers import Patient
from evidence.questions.patients.words import flag, name
from evidence.vocabulary import UNIT
from evidence.wording.numbers import number


def pairs(found: list[Patient], caption: Caption) -> Pairs:
    """One row a patient and one drawing a measure."""
    found = found[:ROW_LIMIT]
    measures = tuple(_measure(found, cells, unit, pair) for cells, unit, pair in COUNTS.values())
    return Pairs(caption, measures, (say("before"), say("after 7 days")))


def _measure(found: list[Patient], cells: str, unit: str, pair: tuple[str, str]) -> Measure:
    title = say("{cells}, {unit}", cells=say(cells), unit=UNIT[unit].label.replace("x10^9", "×10⁹"))
    highest = max((value for one in found for each in pair if (value := one.number(each))), default=1.0)
    ticks = _ticks(highest)
    return Measure(title, ticks[-1], ticks, tuple(_pair(one, pair) for one in found))


def _ticks(highest: float) -> tuple[float, ...]:
    """Round numbers from 0 to the first that reaches the highest value."""
    power = 10.0 ** floor(log10(highest / 4))
    step = next(power * nice for nice in (1, 2, 2.5, 5, 10) if 4 * power * nice >= highest)
    return tuple(step * at for at in range(ceil(highest / step) + 1))


def _pair(one: Patient, pair: tuple[str, str]) -> Pair:
    before, after = (_mark(one, each) for each in pair)
    return Pair(named(one, name(one)), before, after, _missing(one, pair))


def _mark(one: Patient, which: str) -> Mark | None:
    value, fact = one.number(which), one.fact(which)
    if value is None or fact is None:
        return None
    return Mark(value, (fact["fact_id"],), hover(one, which), number(value), flag(one, which), not fact["certain"])


def _missing(one: Patient, pair: tuple[str, str]) -> str:
    """What is not drawn, in words; a marrow count never stands for the blood."""
    before, after = (one.number(each) for each in pair)
    marrow = one.number("marrow_blasts_before") if pair[0] == "blasts_before" and before is None else None
    parts = [
        *([_before(marrow)] if before is None else []),
        *([say("after 7 days: not reported")] if after is None else []),
    ]
    return say("; ").join(parts)


def _before(marrow: float | None) -> str:
    if marrow is None:
        return say("before: not reported")
    return say("before: {percent} %, of the marrow", percent=number(marrow))
