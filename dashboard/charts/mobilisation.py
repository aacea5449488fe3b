"""Mobilisation: fold changes on a logarithmic axis with a line at 1, and patients with cells mobilised."""

from dashboard.charts.matching import banded
from dashboard.charts.rows import drawn
from dashboard.charts.values import LOG, Axis, Block, Caption, Forest, Point, percent_axis
from evidence.answers import Item, Rated, is_hollow
from evidence.language import say
from evidence.questions.mobilisation import words
from evidence.questions.response.words import count_in_words, remarks
from evidence.vocabulary import TERM
from evidence.wording.phrases import comparison
from evidence.wording.printed import ends, patients, quoted, short_patients, signs, with_caveats
from evidence.wording.rates import count, rate_text
from evidence.wording.reasons import note_of
from evidence.wording.selection import cohort

#: A mark for each way to average: never one mark for two quantities.
SYMBOLS = {"fold mean": "circle", "fold median": "square", "fold geometric mean": "diamond", "fold": "triangle-up"}
TICKS = [0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10000]


def folds(rows: list[Item], caption: Caption) -> Forest:
    """One row a cell population, grouped by cohort; the mark says which average, hollow what is in doubt."""
    rows = drawn(rows)
    points = tuple(banded(_fold(row), row.cohort) for row in rows)
    title = say("{statistic} (log scale, 1 = no change)", statistic=words.statistic(rows))
    heads = (say("Cells"), say("Window"), say("Patients"), say("Fold change"))
    return Forest(caption, (Block(points, _axis(points, title), heads),) if points else ())


def _axis(points: tuple[Point, ...], title: str) -> Axis:
    """From 1, or from below the lowest end if that is lower, to above the highest."""
    ends = [x for point in points for x in (point.x, point.low, point.high) if x is not None and x > 0]
    fell = min([1.0, *ends]) < 1 or any(point.open_start for point in points)
    low, high = min([1.0, *ends]) / 1.25 if fell else 1.0, max([2.0, *ends]) * 1.25
    return Axis(LOG, title, low, high, tuple(tick for tick in TICKS if low <= tick <= high), reference=1)


def _fold(row: Item) -> Point:
    fact = row.fact
    value = fact["value"] if fact["value"] and fact["value"] > 0 else None
    window = words.window(row)
    said = with_caveats(f"{words.fold(row)}{signs([fact])}", [fact])
    counted = short_patients(fact, row.cohort)
    return Point(
        group=say("{cohort}: {drugs}", cohort=cohort(row.cohort), drugs=words.given(row)),
        label=words.population(row), detail=window, count=counted, value=said,
        phone=f"{words.population(row)} · {window} · {counted} · {said}", facts=(fact["fact_id"],),
        hover=_hover(row, window), x=value, low=ends(fact)[0], high=ends(fact)[1],
        line=fact["interval"], symbol=SYMBOLS[fact["statistic"]], open_start=fact["value"] == 0,
        hollow=is_hollow([fact]), kind=words.kind(row),
    )  # fmt: skip


def _hover(row: Item, window: str) -> tuple[str, ...]:
    lines = [
        say("{cells}: {fold}, {statistic}", cells=words.population(row), fold=words.fold(row), statistic=words.kind(row)),
        say("patients: {patients}", patients=patients(row.fact, row.cohort)),
        window,
        say("against: {comparator}", comparator=comparison(row.fact["comparator"]) or say("not printed")),
        quoted(row.fact),
        note_of(row.fact),
    ]
    return cohort(row.cohort), *(line for line in lines if line)


def shares(rates: list[Rated], caption: Caption) -> Forest:
    """Patients with cells mobilised, as a share of a fixed axis."""
    points = tuple(banded(_share(row), row.cohort) for row in drawn(rates))
    heads = (say("Cohort"), say("Window"), "n/N", say("% (95 % interval)"))
    return Forest(caption, (Block(points, percent_axis(say("% of patients")), heads),) if points else ())


def _share(row: Rated) -> Point:
    rate, fact = row.rate, row.rate.facts[0]
    term, said = TERM["mobilisation"][fact["term"]].label, rate_text(rate)
    counted = say("{count}: {rate}", count=count_in_words(rate), rate=said)
    return Point(
        group=term, label=cohort(row.cohort), detail=words.window(row),
        count=count(rate, row.cohort), value=with_caveats(f"{said}{signs(rate.facts, rate)}", rate.facts),
        phone=f"{cohort(row.cohort)} · {count(rate, row.cohort)} · {said}", facts=(fact["fact_id"],),
        hover=(cohort(row.cohort), counted, quoted(fact), *remarks(rate)),
        x=rate.percent, low=rate.low, high=rate.high, line="computed", hollow=is_hollow(rate.facts, rate),
    )  # fmt: skip
