"""Rows of a sheet for the handout: positions on the axis as shares of its width."""

from math import floor, log10

from dashboard.charts.values import LOG, Frequency
from dashboard.painters.axes import ends_of, span
from dashboard.painters.look import DARK_TONES, paired, scale, toned
from dashboard.painters.sheets import Arm, Box, Line, Sheet
from evidence.language import say

#: Kinds of lines that are no interval, as Typst names their dashes.
_DASHES = {"range": "dotted", "iqr": "dashed", "sd": "dash-dotted", "se": "dash-dotted", "prediction": "dashed"}
#: Size of type in points where there are many columns.
SMALL, MANY = 6.2, 6


def sheet(one: Sheet, lines: list[Line], size: float) -> dict[str, object]:
    """Some rows of a sheet as plain values; `size` is the largest type in points."""
    rows, shown = (sum(not line.group for line in some) for some in (one.lines, lines))
    ends = ends_of(one.axis) if one.axis else (0.0, one.longest)
    return {
        "heads": [
            {"text": head.text, "share": round(head.share, 4), "right": head.right, "over": head.over} for head in one.heads
        ],
        "drawing": -1 if one.drawing is None else one.drawing,
        "rows": [_row(line, one, ends) for line in lines],
        "ticks": [(_at(value, one, ends), f"{value:g}") for value in _ticks(one, ends)],
        "one": _at(one.axis.reference, one, ends) if one.axis and one.axis.reference is not None else None,
        "axis": one.axis.title if one.axis else one.unit,
        "left": say("{shown} of {rows} rows; the view has all", shown=shown, rows=rows) if shown < rows else "",
        "arms": [arm.column for arm in one.arms],
        "legend": [(series.name, toned(series.tone)) for series in one.series],
        "size": min(size, SMALL) if len(one.heads) > MANY else size,
    }


def first(lines: tuple[Line, ...], most: int) -> list[Line]:
    """At most so many rows, with the names of their groups, no name at the end."""
    kept, rows = [], 0
    for line in lines:
        if rows == most:
            break
        kept.append(line)
        rows += not line.group
    while kept and kept[-1].group:
        kept.pop()
    return kept


def _ticks(one: Sheet, ends: tuple[float, float]) -> list[float]:
    """Round numbers between the ends: powers of ten on a logarithmic axis, else fifths of it."""
    if one.drawing is None or (one.series and one.whole):
        return []
    if one.axis and one.axis.kind == LOG:
        return [10.0**power for power in range(round(log10(ends[0])), floor(log10(ends[1])) + 1)]
    step = _round((ends[1] - ends[0]) / 5)
    return [ends[0] + step * at for at in range(int((ends[1] - ends[0]) / step) + 1)]


def _round(step: float) -> float:
    """The next of 1, 2, 5, 10, 20, ... from a step on."""
    power = 10.0 ** int(f"{step:e}".partition("e")[2])
    return next(power * nice for nice in (1, 2, 5, 10) if power * nice >= step * 0.999)


def _at(value: float, one: Sheet, ends: tuple[float, float]) -> float:
    if one.axis and one.axis.kind == LOG:
        value, ends = log10(value), (log10(ends[0]), log10(ends[1]))
    return round(min(max((value - ends[0]) / (ends[1] - ends[0]), 0), 1), 4)


def _row(line: Line, one: Sheet, ends: tuple[float, float]) -> dict[str, object]:
    point, found = line.point, line.point and span(line.point, ends)

    def at(values):
        return values and [_at(value, one, ends) for value in values]

    return {
        "group": line.group,
        "cells": [_cell(cell) for cell in line.cells],
        "span": at(found),
        "dash": _DASHES.get(point.line or "", "solid") if point else "solid",
        "diamond": at(point and point.diamond),
        "bound": None if point is None or point.bound is None else _at(point.bound, one, ends),
        "mark": None if point is None or point.x is None else _at(point.x, one, ends),
        "goes_on": [] if point is None else ["left"] * point.open_start + ["right"] * point.open_end,
        "symbol": point.symbol if point else "",
        "scale": scale(point.area if point else None),
        "hollow": bool(point and point.hollow),
        "control": bool(point and point.control),
        "parts": _parts(line, one),
        "often": [_bars(said, arm) for said, arm in zip(line.often, one.arms, strict=False)],
    }


def _cell(cell: Box) -> dict[str, object]:
    return {"text": cell.text, "fill": cell.fill, "pattern": cell.pattern, "light": cell.light, "lead": cell.lead,
            "below": cell.below, "hollow": cell.hollow}  # fmt: skip


def _bars(said: Frequency, arm: Arm) -> list[tuple[float, str, bool]]:
    """The pale and the dark bar of an arm: length as a share of the width, colour, hollow; none without a percentage."""
    both = zip((said.any, said.severe), paired(arm.control), strict=True)
    return [(one.percent / 100, tone, one.hollow) for one, tone in both if one and one.percent is not None]


def _parts(line: Line, one: Sheet) -> list[dict[str, object]]:
    """Pieces of a bar from left to right, each with its number; one that is not printed takes no room."""
    whole = sum(filter(None, line.numbers)) if one.whole else one.longest
    pieces: list[dict[str, object]] = []
    start = 0.0
    for series, number in zip(one.series, line.numbers, strict=False):
        if number:
            ends = {"from": round(start / whole, 4), "to": round((start + number) / whole, 4)}
            look = {"fill": toned(series.tone), "light": series.tone in DARK_TONES}
            pieces.append({**ends, **look, "number": f"{number:g}"})
            start += number
    return pieces
