"""Outcomes: medians on a linear axis from zero for each unit, and rates on an axis from 0 to 100 %."""

from dashboard.charts.matching import banded
from dashboard.charts.rows import drawn
from dashboard.charts.values import LINEAR, Axis, Block, Caption, Forest, Point, percent_axis
from evidence.answers import Item, Rated, is_hollow
from evidence.cohorts import by_match
from evidence.language import say
from evidence.questions.response.words import remarks
from evidence.questions.shares import words as shares
from evidence.questions.times import words
from evidence.questions.times.numbers import TRANSPLANT, censored, group_of
from evidence.vocabulary import UNIT
from evidence.wording import printed
from evidence.wording.arms import given, is_control
from evidence.wording.phrases import note_of
from evidence.wording.phrases import time as time_of
from evidence.wording.printed import patients, short_patients, signs, span, with_caveats
from evidence.wording.rates import count, rate_text
from evidence.wording.selection import cohort

#: Units of time, the commonest first; a median that was not reached has none and stands with the months.
_FIRST = "months"


def medians(rows: list[Item], caption: Caption) -> Forest:
    """One row a cohort, grouped by endpoint, a block of its own for each unit, exact cohorts first."""
    blocks: dict[tuple, list[Item]] = {}
    for row in sorted(drawn(rows), key=_place):
        blocks.setdefault(_place(row), []).append(row)
    return Forest(caption, tuple(_block(own, _unit(own[0])) for own in blocks.values()))


def _place(row: Item) -> tuple[int, bool, int]:
    unit = _unit(row)
    return by_match(row.cohort), unit != _FIRST, list(UNIT).index(unit)


def _unit(row: Item) -> str:
    return row.fact["unit"] or _FIRST


def _block(rows: list[Item], unit: str) -> Block:
    """From zero to a little above the largest value."""
    high = max((x for row in rows for x in (row.fact["value"], *printed.ends(row.fact)) if x), default=1)
    heads = (say("Cohort"), say("Regimen"), say("Patients"), say("Median, as printed"))
    axis = Axis(LINEAR, UNIT[unit].label, 0, high * 1.05)
    return Block(tuple(banded(_median(row, unit), row.cohort) for row in rows), axis, heads)


def _median(row: Item, unit: str) -> Point:
    fact, cut = row.fact, censored(row.fact)
    said = with_caveats(f"{words.time(fact)}{signs([fact])}", [fact])
    endpoint, name = words.endpoint(fact), cohort(row.cohort)
    label = say("{cohort}, {window}", cohort=name, window=time_of(fact["window"])) if fact["window"] else name
    in_full = say("{endpoint}: {time} {unit}", endpoint=endpoint, time=words.time(fact), unit=printed.unit(fact))
    return Point(
        group=say("{endpoint}, {unit}", endpoint=endpoint, unit=UNIT[unit].label), label=label, detail=given(row.cohort),
        count=short_patients(row.fact, row.cohort), value=said, phone=f"{label} · {said}", facts=(fact["fact_id"],),
        hover=_hover(row.cohort, fact, in_full, say("patients: {patients}", patients=patients(row.fact, row.cohort))),
        x=fact["low"] if cut else fact["value"], low=None if cut else printed.ends(fact)[0], high=printed.ends(fact)[1],
        line=None if cut or not span(fact) else fact["interval"] or "range", open_end=words.goes_on(fact),
        symbol="triangle-right" if cut else "square", hollow=cut or is_hollow([fact]),
        control=is_control(row.cohort),
    )  # fmt: skip


def _hover(group: dict, fact: dict, *lines: str) -> tuple[str, ...]:
    said = [given(group), *lines, time_of(fact["window"]), printed.quoted(fact), note_of(fact)]
    return cohort(group), *(line for line in said if line)


def rates(rates: list[Rated], caption: Caption) -> Forest:
    """One row a printed share, grouped by endpoint or by when the transplant was, on a fixed axis."""
    points = tuple(banded(_rate(row), row.cohort) for row in drawn(rates))
    heads = (say("Cohort"), say("Event or window"), "n/N", say("% (95 % interval)"))
    return Forest(caption, (Block(points, percent_axis(say("% of patients")), heads),) if points else ())


def _rate(row: Rated) -> Point:
    rate, fact = row.rate, row.rate.facts[0]
    moved = fact["domain"] == TRANSPLANT
    said = with_caveats(f"{rate_text(rate)}{signs(rate.facts, rate)}", rate.facts)
    endpoint, counted = words.endpoint(fact), count(rate, row.cohort)
    line = say("{event}: {count}, {rate}", event=endpoint, count=counted, rate=rate_text(rate))
    what = endpoint if moved else time_of(fact["window"]) or say(shares.NO_WINDOW)
    return Point(
        group=say(shares.TRANSPLANT_GROUP[group_of(fact)]) if moved else endpoint, label=cohort(row.cohort),
        detail=what, count=counted, value=said,
        phone=f"{cohort(row.cohort)} · {what} · {counted} · {rate_text(rate)}",
        facts=(fact["fact_id"],), hover=_hover(row.cohort, fact, line, *remarks(rate)), x=rate.percent,
        low=rate.low, high=rate.high, line="computed" if rate.is_counted else fact["interval"],
        hollow=is_hollow(rate.facts, rate), control=is_control(row.cohort),
    )  # fmt: skip
