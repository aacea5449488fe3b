"""What a drawing shows, as values: painters draw it on a page, a slide or paper, each by its own means."""

from dataclasses import dataclass

#: What an axis may be: shares of patients from 0 to 100, a length from 0, or multiples that stand on a logarithm.
PERCENT, LINEAR, LOG = "percent", "linear", "log"


@dataclass(frozen=True)
class Caption:
    """What stands around a drawing: how much of what above it, the selection below that, what to know at its foot."""

    title: str
    subtitle: str
    foot: tuple[str, ...]


@dataclass(frozen=True)
class Axis:
    """A horizontal axis from `low` to `high`, in the unit of the data; `kind` is PERCENT, LINEAR or LOG.

    `ticks` are chosen ones; without them the painter chooses. `reference` is a value that has an upright line.
    """

    kind: str
    title: str
    low: float
    high: float
    ticks: tuple[float, ...] = ()
    reference: float | None = None


def percent_axis(title: str) -> Axis:
    """Fixed to 0 to 100 % whatever the filter: a scale that moves with the data misleads."""
    return Axis(PERCENT, title, 0, 100, (0, 20, 40, 60, 80, 100))


@dataclass(frozen=True)
class Point:
    """One row. `x` None draws no mark; `open_end` leads the line to the end of the axis, where an arrow stands.

    `line` is the code of what `low` and `high` are, `kind` what the mark's `symbol` stands for. `bound` is a one-sided
    upper bound, `diamond` the low end, the estimate and the high end of what was pooled. A `silent` row reports
    nothing, a `control` row is grey. `hover` are the lines that a mark says of itself, the first is its name; `facts`
    the ids behind the row.
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
    symbol: str = "square"
    hollow: bool = False
    kind: str = "value"
    bound: float | None = None
    diamond: tuple[float, float, float] | None = None
    silent: bool = False
    control: bool = False


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
