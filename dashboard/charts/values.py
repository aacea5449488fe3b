"""What a drawing shows, as values: read by slides and handouts, which draw it by their own means."""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Point:
    """One row. `x` None draws no mark; `open_end` leads the line to the end of the axis, where an arrow stands.

    `line` is the code of what `low` and `high` are, `kind` what the mark's `symbol` stands for. Words are escaped
    when they are drawn; `hover` is escaped already.
    """

    group: str
    label: str
    detail: str
    count: str
    value: str
    phone: str
    fact_id: str
    hover: str
    x: float | None
    low: float | None = None
    high: float | None = None
    line: str | None = None
    open_end: bool = False
    symbol: str = "square"
    hollow: bool = False
    kind: str = "value"


@dataclass(frozen=True)
class Block:
    """Rows that share an axis; `axis` makes it for a domain of the figure's width.

    `heads` stand above the label, detail, count and value of a wide figure.
    """

    points: list[Point]
    axis: Callable[[tuple[float, float]], dict]
    heads: tuple[str, str, str, str]


@dataclass(frozen=True)
class Forest:
    """Rows of points with lines, in the unit of the axis.

    `bounds` are one-sided upper bounds, one a row or none at all; `diamonds` belong to the last rows: low end,
    estimate and high end of what was pooled, None where it was not.
    """

    blocks: list[Block]
    bounds: tuple[float | None, ...] = ()
    diamonds: tuple[tuple[float, float, float] | None, ...] = ()


@dataclass(frozen=True)
class Series:
    """One category of stacked numbers, None where a row does not print it; without a colour it is hatched."""

    name: str
    colour: str
    numbers: list[float | None]


@dataclass(frozen=True)
class Bars:
    """Rows of stacked counts that add up to the N of their row, or, `whole` false, rows of plain lengths.

    `details` stand beside the labels; `facts` are the ids of the figures behind each row, joined by '; '.
    """

    labels: list[str]
    details: list[str]
    facts: list[str]
    series: list[Series]
    unit: str
    whole: bool = True


@dataclass(frozen=True)
class Cell:
    """`fill` is a colour or empty; `light` asks for white words.

    `pattern` marks one of the kinds of silence, as in the figures: '/' not reported, '.' below the reporting threshold,
    'x' not applicable.
    """

    text: str
    fill: str = ""
    pattern: str = ""
    light: bool = False


@dataclass(frozen=True)
class Line:
    """A row of a matrix: group and name, cells, ids of the figures behind it, or of the study that it is about."""

    group: str
    label: str
    cells: list[Cell]
    facts: str
    study: str = ""


@dataclass(frozen=True)
class Matrix:
    """A map of words and shades: heads of the columns, then the rows; `corner` says what the cells hold."""

    heads: list[str]
    lines: list[Line]
    corner: str = ""


Chart = Forest | Bars | Matrix
