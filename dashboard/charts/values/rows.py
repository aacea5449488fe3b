"""Rows on one axis: points with lines, and stacked counts."""

from dataclasses import dataclass

from dashboard.charts.values.axes import Axis, Caption


@dataclass(frozen=True)
class Point:
    """One row. `x` None draws no mark; `open_end` leads the line to the end of the axis, where an arrow stands;
    `open_start` stands for a value of 0, which a logarithmic axis cannot hold: an arrow at its start.

    `line` is the code of what `low` and `high` are, `kind` what the mark's `symbol` stands for. `bound` is a one-sided
    upper bound, `diamond` the low end, the estimate and the high end of what was pooled. A `silent` row reports
    nothing, a `control` row is grey. `hover` are the lines that a mark says of itself, the first is its name; `facts`
    the ids behind the row. `area` is that of the mark as a share of the largest, None where areas say nothing.
    """

    group: str
    label: str
    detail: str
    count: str
    value: str
    phone: str
    facts: tuple[str, ...]
    hover: tuple[str, ...]
    x: float | None
    low: float | None = None
    high: float | None = None
    line: str | None = None
    open_end: bool = False
    open_start: bool = False
    symbol: str = "square"
    hollow: bool = False
    kind: str = "value"
    bound: float | None = None
    diamond: tuple[float, float, float] | None = None
    silent: bool = False
    control: bool = False
    area: float | None = None


@dataclass(frozen=True)
class Block:
    """Rows that share an axis; `heads` stand above the label, detail, count and value of a wide drawing."""

    points: tuple[Point, ...]
    axis: Axis
    heads: tuple[str, str, str, str]


@dataclass(frozen=True)
class Forest:
    """Rows of points with lines, a block for each axis."""

    caption: Caption
    blocks: tuple[Block, ...]

    @property
    def points(self) -> tuple[Point, ...]:
        return tuple(point for block in self.blocks for point in block.points)


@dataclass(frozen=True)
class Bar:
    """A row of stacked counts: its name, the N that they add up to, the ids of the figures behind it."""

    label: str
    of: int
    facts: tuple[str, ...]


@dataclass(frozen=True)
class Series:
    """One category of stacked counts, a number and a hover a row, None where a row does not print it.

    `tone` is its place among ordered categories; what has no place among them has none, and is hatched.
    """

    name: str
    tone: int | None
    numbers: tuple[int | None, ...]
    hover: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Bars:
    """Rows of stacked counts, as shares of the N of their row."""

    caption: Caption
    rows: tuple[Bar, ...]
    series: tuple[Series, ...]
    axis: Axis
