"""Outcomes: printed hazard ratios, medians on one axis in months, shares at fixed times and on an axis from 0 to 100 %."""

from collections.abc import Callable

from dashboard.charts.matching import banded, labelled
from dashboard.charts.rows import drawn
from dashboard.charts.values import (
    COUNTS,
    FIGURE,
    LINEAR,
    LOG,
    SILENT,
    Axis,
    Block,
    Caption,
    Cell,
    Forest,
    Head,
    Line,
    Matrix,
    Point,
    percent_axis,
)
from evidence.answers import Item, Rated, is_hollow
from evidence.language import say
from evidence.questions.hazards import words as hazard_words
from evidence.questions.landmarks import words as landmark_words
from evidence.questions.landmarks.numbers import LANDMARKS, Landmarks
from evidence.questions.response.words import remarks
from evidence.questions.shares import words as shares
from evidence.questions.times import words
from evidence.questions.times.numbers import TRANSPLANT, RowT, censored, group_of, in_months, leading
from evidence.row import Cohort, Fact, known
from evidence.selection import View
from evidence.vocabulary import UNIT
from evidence.wording import printed
from evidence.wording.arms import given, is_control
from evidence.wording.matching import block
from evidence.wording.phrases import time as time_of
from evidence.wording.printed import patients, short_patients, signs, span, with_caveats
from evidence.wording.rates import count, of_how_many, rate_text
from evidence.wording.reasons import note_of
from evidence.wording.selection import cohort
from evidence.wording.sentence import Sentence

#: The unit of the axis of times; what cannot be one of months ('cycles') has an axis of its own.
_MONTHS = "months"
#: Where the axis of hazard ratios begins and ends at least, and its ticks.
_RATIOS, _TICKS = (0.25, 2.0), (0.05, 0.1, 0.25, 0.5, 1, 2, 4, 10)

#: Rows of each endpoint and of a figure that stand there at first.
_FIRST = {"hazards": (4, 10), "times": (4, 8), "landmarks": (4, 8), "others": (8, 15)}


def first(
    rows: list[RowT], kind: str, said: Sentence, view: View, later: Callable[[RowT], bool] = lambda row: False
) -> list[RowT]:
    """The rows that a view asks a figure for; the first hold all that `said` above it names."""
    if view.choice("extent") != "first":
        return drawn(rows)
    return leading(rows, *_FIRST[kind], said.named(rows), later)


def medians(rows: list[Item], caption: Caption) -> Forest:
    """One row a cohort, grouped by endpoint, on one axis in months; what has no months stands in a block below."""
    return Forest(caption, tuple(_blocks(rows)))


def _blocks(rows: list[Item]) -> list[Block]:
    units: dict[str, list[Item]] = {}
    for row in sorted(rows, key=lambda row: _unit(row) != _MONTHS):
        units.setdefault(_unit(row), []).append(row)
    return [_block(own, unit) for unit, own in units.items()]


def _unit(row: Item) -> str:
    unit = row.fact["unit"]
    return _MONTHS if in_months(1, unit) is not None else known(unit)


def _block(rows: list[Item], unit: str) -> Block:
    """From zero to a little above the largest value."""
    high = max((x for row in rows for x in _span(row.fact) if x), default=1)
    heads = (say("Cohort"), say("Regimen"), say("Patients"), say("Median, {unit}", unit=UNIT[unit].label))
    axis = Axis(LINEAR, UNIT[unit].label, 0, high * 1.05)
    return Block(tuple(banded(_median(row), row.cohort) for row in rows), axis, heads)


def _span(fact: Fact) -> tuple[float | None, float | None, float | None]:
    """Value and both ends of the line in the unit of the axis."""
    low, high = printed.ends(fact)
    return _placed(fact["value"], fact), _placed(low, fact), _placed(high, fact)


def _placed(value: float | None, fact: Fact) -> float | None:
    """In months, or as printed where the unit is no time."""
    return value if in_months(1, fact["unit"]) is None else in_months(value, fact["unit"])


def _median(row: Item) -> Point:
    fact, cut = row.fact, censored(row.fact)
    said = with_caveats(f"{words.on_axis(fact)}{signs([fact])}", [fact])
    endpoint, name = words.endpoint(fact), cohort(row.cohort)
    label = say("{cohort}, {window}", cohort=name, window=time_of(fact["window"])) if fact["window"] else name
    in_full = say("{endpoint}: {time} {unit}", endpoint=endpoint, time=words.time(fact), unit=printed.unit(fact))
    value, low, high = _span(fact)
    counted = short_patients(fact, row.cohort)
    return Point(
        group=endpoint, label=label, detail=given(row.cohort),
        count=counted, value=said, phone=f"{label} · {counted} · {said}", facts=(fact["fact_id"],),
        hover=_hover(row.cohort, fact, in_full, say("patients: {patients}", patients=patients(row.fact, row.cohort))),
        x=low if cut else value, low=None if cut else low, high=high,
        line=None if cut or not span(fact) else fact["interval"] or "range", open_end=words.goes_on(fact),
        symbol="triangle-right" if cut else "square", hollow=cut or is_hollow([fact]),
        control=is_control(row.cohort),
    )  # fmt: skip


def hazards(rows: list[Item], medians: dict[str, str], caption: Caption) -> Forest:
    """A row a printed hazard ratio, grouped by what it is of; `medians` holds those of both arms by the figure's id."""
    if not rows:
        return Forest(caption, ())
    ends = [x for row in rows for x in (row.fact["value"], row.fact["low"], row.fact["high"]) if x]
    low, high = min(*ends, _RATIOS[0]) / 1.1, max(*ends, _RATIOS[1]) * 1.1
    axis = Axis(LOG, say(hazard_words.AXIS), low, high, tuple(tick for tick in _TICKS if low <= tick <= high), reference=1)
    heads = (say("Study"), say("Groups"), say("Median, months"), say("Hazard ratio"))
    return Forest(caption, (Block(tuple(banded(_hazard(row, medians), row.cohort) for row in rows), axis, heads),))


def _hazard(row: Item, medians: dict[str, str]) -> Point:
    fact, name = row.fact, cohort(row.cohort)
    said = with_caveats(f"{printed.estimate(fact)}{signs([fact])}", [fact])
    both = medians[fact["fact_id"]]
    detail = say("; ").join([hazard_words.detail(row), short_patients(fact, row.cohort)])
    lived = [say("medians {times} months", times=both)] if both else []
    counted = say("patients: {patients}", patients=patients(fact, row.cohort))
    return Point(
        group=hazard_words.group(row), label=name, detail=detail, count=both, value=said,
        phone=" · ".join([name, detail, *lived, said]), facts=(fact["fact_id"],),
        hover=_hover(row.cohort, fact, say("{what}: {said}", what=words.endpoint(fact), said=said), detail, *lived, counted),
        x=fact["value"], low=fact["low"], high=fact["high"], line=fact["interval"], hollow=is_hollow([fact]),
    )  # fmt: skip


def landmarks(found: list[Landmarks], version: str, caption: Caption) -> Matrix:
    """A row a cohort and endpoint, a column a time; a blank is never drawn as zero."""
    heads = tuple(Head(landmark_words.head(months)) for months in LANDMARKS)
    return Matrix(caption, COUNTS, heads, tuple(_line(row, version) for row in found), {})


def _line(row: Landmarks, version: str) -> Line:
    endpoint, name = words.endpoint(row.fact), block(row.cohort)
    group = say("{block}: {group}", block=name, group=endpoint) if name else endpoint
    cells = tuple(_cell(row.at.get(months, []), version) for months in LANDMARKS)
    facts = tuple(fact for cell in cells for fact in cell.facts)
    return Line(group, labelled(row.cohort), cells, facts, control=row.cohort["role"] == "control")


def _cell(rows: list[Rated], version: str) -> Cell:
    if not rows:
        return Cell(state=SILENT)
    first, more = rows[0], [rate_text(row.rate) for row in rows[1:]]
    rate, fact = first.rate, first.fact
    line = say("{event}: {count}, {rate}", event=words.endpoint(fact), count=count(rate, first.cohort), rate=rate_text(rate))
    told = _hover(
        first.cohort, fact, line, *landmark_words.hover(first, version), *printed.caveats(first.facts), *remarks(rate), *more
    )
    return Cell(
        landmark_words.cell(first, version), FIGURE, note=landmark_words.below(first, len(more)),
        share=None if first.is_hollow else rate.percent, hollow=first.is_hollow,
        facts=tuple(fact["fact_id"] for row in rows for fact in row.facts), hover=told,
    )  # fmt: skip


def _hover(group: Cohort, fact: Fact, *lines: str) -> tuple[str, ...]:
    said = [given(group), *lines, time_of(fact["window"]), printed.quoted(fact), note_of(fact)]
    return cohort(group), *(line for line in said if line)


def rates(rates: list[Rated], caption: Caption) -> Forest:
    """One row a printed share, grouped by endpoint or by when the transplant was, on a fixed axis."""
    points = tuple(banded(share_point(row), row.cohort) for row in rates)
    heads = (say("Cohort"), say("Event or window"), "n/N", say("% (95 % interval)"))
    return Forest(caption, (Block(points, percent_axis(say("% of patients")), heads),) if points else ())


def share_point(row: Rated) -> Point:
    rate, fact = row.rate, row.rate.facts[0]
    moved = fact["domain"] == TRANSPLANT
    said = with_caveats(f"{rate_text(rate)}{signs(rate.facts, rate)}", rate.facts)
    endpoint, counted = words.endpoint(fact), of_how_many(rate, row.cohort)
    line = say("{event}: {count}, {rate}", event=endpoint, count=counted, rate=rate_text(rate))
    what = endpoint if moved else time_of(fact["window"]) or say(shares.NO_WINDOW)
    return Point(
        group=say(shares.TRANSPLANT_GROUP[group_of(fact)]) if moved else endpoint, label=cohort(row.cohort),
        detail=what, count=counted, value=said,
        phone=f"{cohort(row.cohort)} · {what} · {counted} · {said}",
        facts=(fact["fact_id"],), hover=_hover(row.cohort, fact, line, *remarks(rate)), x=rate.percent,
        low=rate.low, high=rate.high, line="computed" if rate.is_counted else fact["interval"],
        hollow=is_hollow(rate.facts, rate), control=is_control(row.cohort),
    )  # fmt: skip
