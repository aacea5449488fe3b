"""Where a drawing begins and ends on an axis that its medium draws itself."""

from math import floor, log10

from dashboard.charts.values import LOG, Axis, Point


def ends_of(axis: Axis) -> tuple[float, float]:
    """Both ends of the axis; a logarithmic one begins at a power of ten, where ticks stand, and ends at 1, 2 or 5 of one."""
    if axis.kind == LOG:
        power = 10.0 ** floor(log10(axis.high))
        return 10.0 ** floor(log10(axis.low)), next(power * nice for nice in (1, 2, 5, 10) if power * nice >= axis.high)
    return axis.low, axis.high


def span(point: Point, ends: tuple[float, float]) -> tuple[float, float] | None:
    """Where the line of a row begins and ends; None where nothing is printed."""
    high = ends[1] if point.open_end else point.high
    start = point.x if point.low is None else point.low
    if point.line is None or start is None or high is None:
        return None
    return max(start, ends[0]), min(high, ends[1])
