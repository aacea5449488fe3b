"""A long drawing in pieces, one after the other: rows in their order, every piece with the same heads and axes."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Any

from dashboard.charts.values import Bars, Chart, Doses, Forest, Frequencies, Lanes, Map, Matrix, Pairs

#: Rows from one number up to another, without the latter.
Rows = slice


def pieces(chart: Chart, count: int) -> list[Chart]:
    """The chart in so many pieces of about equally many rows, at most one a row."""
    rows = _ROWS[type(chart)](chart)
    count = max(1, min(count, rows))
    ends = [round(rows * at / count) for at in range(count + 1)]
    return [_TAKERS[type(chart)](chart, slice(*both)) for both in pairwise(ends)]


def _forest(chart: Forest, rows: Rows) -> Forest:
    """Blocks keep their axes; one without a row in this piece is left out."""
    blocks, first = [], 0
    for block in chart.blocks:
        kept = block.points[max(rows.start - first, 0) : max(rows.stop - first, 0)]
        first += len(block.points)
        blocks += [replace(block, points=kept)] if kept else []
    return replace(chart, blocks=tuple(blocks))


def _bars(chart: Bars, rows: Rows) -> Bars:
    series = tuple(replace(one, numbers=one.numbers[rows], hover=one.hover[rows]) for one in chart.series)
    return replace(chart, rows=chart.rows[rows], series=series)


def _pairs(chart: Pairs, rows: Rows) -> Pairs:
    return replace(chart, measures=tuple(replace(one, pairs=one.pairs[rows]) for one in chart.measures))


def _part(name: str) -> Callable[[Any, Rows], Any]:
    return lambda chart, rows: replace(chart, **{name: getattr(chart, name)[rows]})


def _long(name: str) -> Callable[[Any], int]:
    return lambda chart: len(getattr(chart, name))


def _longest(found: Sequence[Any]) -> int:
    return max((len(one.pairs) for one in found), default=1)


#: How many rows a chart has, and how some of them are taken. A map is never cut: its rows are read against each other.
_ROWS: dict[type, Callable[[Any], int]] = {
    Forest: _long("points"), Bars: _long("rows"), Lanes: _long("lanes"), Doses: _long("ladders"), Matrix: _long("lines"),
    Frequencies: _long("rows"), Pairs: lambda chart: _longest(chart.measures), Map: lambda _: 1,
}  # fmt: skip
_TAKERS: dict[type, Callable[[Any, Rows], Chart]] = {
    Forest: _forest, Bars: _bars, Lanes: _part("lanes"), Doses: _part("ladders"), Matrix: _part("lines"),
    Frequencies: _part("rows"), Pairs: _pairs, Map: lambda chart, _: chart,
}  # fmt: skip
