"""Where a drawing begins and ends on an axis that its medium draws itself."""

from math import ceil, floor, log10

from dashboard.charts.values import LOG, Axis, Point


def ends_of(axis: Axis) -> tuple[float, float]:
    """Both ends of the axis; of a logarithmic one the powers of ten around them, where ticks stand."""
    if axis.kind == LOG:
        return 10.0 ** floor(log10(axis.low)), 10.0 ** ceil(log10(axis.high))
    return axis.low, axis.high


def span(point: Point, ends: tuple[float, float]) -> tuple[float, float] | None:
    """Where the line of a row begins and ends; None where nothing is printed."""
    high = ends[1] if point.open_end else point.high
    start = point.x if point.low is None else point.low
    if point.line is None or start is None or high is None:
        return None
    return max(start, ends[0]), min(high, ends[1])
