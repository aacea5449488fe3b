"""Mobilisation: fold changes on a logarithmic axis with a line at 1, and patients with cells mobilised."""

import plotly.graph_objects as go

from dashboard.charts.values import Block, Point
from dashboard.painters.plotly.forests import kinds, stacked
from dashboard.painters.plotly.rows import drawn, log_axis, percent_axis
from dashboard.painters.plotly.theme import INK, picture, plain
from evidence.language import say
from evidence.questions.mobilisation import words
from evidence.questions.printed import Printed
from evidence.questions.response.numbers import CohortRate
from evidence.questions.response.words import count_in_words, remarks
from evidence.rates import is_hollow
from evidence.vocabulary import TERM
from evidence.wording.printed import ends, patients, quoted, short_patients, signs
from evidence.wording.rates import count, rate_text
from evidence.wording.selection import cohort

#: A mark for each way to average: never one mark for two quantities.
SYMBOLS = {"fold mean": "circle", "fold median": "square", "fold geometric mean": "diamond", "fold": "triangle-up"}
TICKS = [0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10000]


def folds(rows: list[Printed], *, title: str, subtitle: str, foot: list[str], narrow: bool) -> go.Figure:
    """One row a cell population, grouped by cohort; the mark says which average, hollow what is in doubt."""
    blocks = fold_blocks(rows)
    points = [point for block in blocks for point in block.points]
    data, layout, height = stacked(blocks, narrow)
    layout["shapes"] = [{"type": "line", "xref": "x", "yref": "paper", "x0": 1, "x1": 1, "y0": 0, "y1": 1,
                         "line": {"color": INK, "width": 1}, "layer": "below"}]  # fmt: skip
    return picture(
        data, layout, title=title, subtitle=subtitle, foot=foot, height=height, narrow=narrow, legend=kinds(points)
    )


def fold_blocks(rows: list[Printed]) -> list[Block]:
    """The rows of the fold changes on their axis, without the drawing."""
    rows = drawn(rows)
    points = [_fold(row) for row in rows]
    title = say("{statistic} (log scale, 1 = no change)", statistic=words.statistic(rows))
    heads = (say("Cells"), say("Window"), say("Patients"), say("Fold change"))
    return [Block(points, _axis(points, title), heads)] if points else []


def _axis(points: list[Point], name: str):
    """From below 1, or the lowest end if that is lower, to above the highest; 1 is always on it."""
    ends = [x for point in points for x in (point.x, point.low, point.high) if x is not None and x > 0]
    low, high = min([1.0, *ends]) / 1.25, max([2.0, *ends]) * 1.25
    return lambda domain: log_axis(domain, name, low, high, [tick for tick in TICKS if low <= tick <= high])


def _fold(row: Printed) -> Point:
    fact = row.fact
    value = fact["value"] if fact["value"] and fact["value"] > 0 else None
    window = fact["window"] or say(words.NO_WINDOW)
    said = f"{words.fold(row)}{signs([fact])}"
    return Point(
        group=say("{cohort}: {drugs}", cohort=cohort(row.cohort), drugs=words.given(row)),
        label=words.population(row), detail=window, count=short_patients(row.fact, row.cohort), value=said,
        phone=f"{words.population(row)} · {window} · {said}", fact_id=fact["fact_id"], hover=_hover(row, window),
        x=value, low=ends(fact)[0], high=ends(fact)[1], line=fact["interval"], symbol=SYMBOLS[fact["statistic"]],
        hollow=is_hollow([fact]), kind=words.kind(row),
    )  # fmt: skip


def _hover(row: Printed, window: str) -> str:
    lines = [
        say("{cells}: {fold}, {statistic}", cells=words.population(row), fold=words.fold(row), statistic=words.kind(row)),
        say("patients: {patients}", patients=patients(row.fact, row.cohort)),
        window,
        say("against: {comparator}", comparator=row.fact["comparator"] or say("not printed")),
        quoted(row.fact),
        row.fact["note"] or "",
    ]
    return "<br>".join([f"<b>{plain(cohort(row.cohort))}</b>", *(plain(line) for line in lines if line)])


def shares(rates: list[CohortRate], *, title: str, subtitle: str, foot: list[str], narrow: bool) -> go.Figure:
    """Patients with cells mobilised, as a share of a fixed axis."""
    data, layout, height = stacked(share_blocks(rates), narrow)
    return picture(data, layout, title=title, subtitle=subtitle, foot=foot, height=height, narrow=narrow)


def share_blocks(rates: list[CohortRate]) -> list[Block]:
    """The rows of the shares, without the drawing."""
    points = [_share(row) for row in drawn(rates)]
    heads = (say("Cohort"), say("Window"), "n/N", say("% (95 % interval)"))
    return [Block(points, percent_axis, heads)] if points else []


def _share(row: CohortRate) -> Point:
    rate, fact = row.rate, row.rate.facts[0]
    term, said = TERM["mobilisation"][fact["term"]].label, rate_text(rate)
    counted = say("{count}: {rate}", count=count_in_words(rate), rate=said)
    return Point(
        group=term, label=cohort(row.cohort), detail=fact["window"] or say(words.NO_WINDOW),
        count=count(rate, row.cohort), value=f"{said}{signs(rate.facts, rate)}",
        phone=f"{cohort(row.cohort)} · {count(rate, row.cohort)} · {said}", fact_id=fact["fact_id"],
        hover="<br>".join([f"<b>{plain(cohort(row.cohort))}</b>", *map(plain, [counted, quoted(fact), *remarks(rate)])]),
        x=rate.percent, low=rate.low, high=rate.high, line="computed", hollow=is_hollow(rate.facts, rate),
    )  # fmt: skip
