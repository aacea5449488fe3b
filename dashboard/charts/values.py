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

    `ticks` are chosen ones; without them the painter chooses. `reference` is the value that means no change: it has an
    upright line.
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


@dataclass(frozen=True)
class Mark:
    """Something printed at `x`; a hollow one is in doubt. `text` stands beside it, `sign` behind that."""

    x: float
    facts: tuple[str, ...]
    hover: tuple[str, ...]
    text: str = ""
    sign: str = ""
    hollow: bool = False


#: What may happen on a lane.
RELAPSE, DEATH, TRANSPLANT, ONGOING, RESPONSE = "relapse", "death", "transplant", "ongoing", "response"


@dataclass(frozen=True)
class Lane:
    """A patient from the first dose on: who, two lines about them, how long the bar is, and what became of them.

    `length` is the bar, None where it is not printed; `said` are its words. `events` are marks by their kind; `undated`
    are lines at the end of the bar on what the source does not date. `facts` are the ids of all figures of the lane.
    `response` is the best one, which colours the bar by its `tone` among ordered categories.
    """

    group: str
    study: str
    label: str
    about: tuple[str, str]
    said: str
    outcome: str
    length: Mark | None
    events: dict[str, Mark]
    undated: tuple[str, ...]
    facts: tuple[str, ...]
    response: str = ""
    tone: int | None = None


@dataclass(frozen=True)
class Lanes:
    """Lanes on an axis from 0; `longest` is the largest number on it, `names` what each kind of event is called."""

    caption: Caption
    lanes: tuple[Lane, ...]
    longest: float
    length: str
    axis: str
    names: dict[str, str]


@dataclass(frozen=True)
class Pair:
    """A row with a number before and one after; `missing` says what is not drawn."""

    label: str
    before: Mark | None
    after: Mark | None
    missing: str


@dataclass(frozen=True)
class Measure:
    """Pairs of one measure, on a linear axis from 0 to `high` with its `ticks`."""

    title: str
    high: float
    ticks: tuple[float, ...]
    pairs: tuple[Pair, ...]


@dataclass(frozen=True)
class Pairs:
    """The same rows in several measures, each with its own axis; `ends` are what both numbers of a pair are called."""

    caption: Caption
    measures: tuple[Measure, ...]
    ends: tuple[str, str]


@dataclass(frozen=True)
class Share:
    """A percentage with the ends of its interval, n/N and percentage in words."""

    mark: Mark
    low: float
    high: float
    counted: str
    said: str


@dataclass(frozen=True)
class Dose:
    """A dose level: its dose, n/N in words, toxicity and response as printed, and the estimate along the doses."""

    label: str
    counts: str
    toxicity: Share | None
    response: Share | None
    estimate: Mark | None


@dataclass(frozen=True)
class Ladder:
    """The dose levels of one study from low to high, at even distance; `axis` is the title of their axis."""

    title: str
    unit: str
    axis: str
    doses: tuple[Dose, ...]


@dataclass(frozen=True)
class Doses:
    """A small plot a ladder, one scale from 0 to 100 % for all; `names` of toxicity, response and estimate."""

    caption: Caption
    ladders: tuple[Ladder, ...]
    names: tuple[str, str, str]


#: What a cell of a map of counts holds: a count, or one of the kinds of silence.
FIGURE, IN_WORDS, SILENT, ELSEWHERE, BELOW, INAPPLICABLE = (
    "figure", "in words", "not reported", "elsewhere", "below the threshold", "not applicable"
)  # fmt: skip
#: What the cells of a matrix are: counts shaded by their share, marks of what is reported, or lights of a judgement.
COUNTS, REPORTED, LIGHTS = "counts", "reported", "lights"


@dataclass(frozen=True)
class Cell:
    """`state` is the code of what a cell holds, `share` the percentage that shades it, `sign` its short form.

    A hollow cell is in doubt; `note` is a small second line.
    """

    text: str = ""
    state: str = ""
    sign: str = ""
    note: str = ""
    share: float | None = None
    hollow: bool = False
    facts: tuple[str, ...] = ()
    hover: tuple[str, ...] = ()


@dataclass(frozen=True)
class Head:
    """A column of a matrix: its name, a second line about its size, and how many of how many rows fill it."""

    text: str
    size: str = ""
    filled: tuple[int, int] | None = None


@dataclass(frozen=True)
class Line:
    """A row of a matrix: group and name, cells, ids of the figures behind it, or of the study that it is about."""

    group: str
    label: str
    cells: tuple[Cell, ...]
    facts: tuple[str, ...] = ()
    study: str = ""


@dataclass(frozen=True)
class Matrix:
    """Rows and columns of cells of one `kind`; `names` say in a legend what each state is."""

    caption: Caption
    kind: str
    heads: tuple[Head, ...]
    lines: tuple[Line, ...]
    names: dict[str, str]


@dataclass(frozen=True)
class Amount:
    """A bar: its length in percent, None where it cannot be computed, and the words at its end."""

    percent: float | None
    text: str
    hollow: bool = False
    facts: tuple[str, ...] = ()
    hover: tuple[str, ...] = ()


@dataclass(frozen=True)
class Frequency:
    """How often an arm had an event, at any grade and at a severe one; without both `silence` stands in their place.

    `tag` says what sets these bars apart from the others of the arm.
    """

    any: Amount | None = None
    severe: Amount | None = None
    tag: str = ""
    silence: str = ""

    @property
    def amounts(self) -> tuple[Amount, ...]:
        return tuple(one for one in (self.any, self.severe) if one)


@dataclass(frozen=True)
class Often:
    """A row: one event in each arm."""

    label: str
    arms: tuple[Frequency, ...]


@dataclass(frozen=True)
class Frequencies:
    """Events by arms, a pair of bars each; `controls` are grey, `names` what a pale and a dark bar are."""

    caption: Caption
    arms: tuple[Head, ...]
    controls: tuple[bool, ...]
    rows: tuple[Often, ...]
    names: tuple[str, str]


@dataclass(frozen=True)
class Square:
    """Where a row and a column of a map meet, by their numbers: patients as a bubble whose area is their number.

    `patients` None where `known` are there without a number. `total` counts the `others` too, who are drawn behind.
    `text` is the number in words, `derived` where it is not printed as such; `lines` stand below it, `short` in their
    stead where room is small; `words` are all in one.
    """

    row: int
    column: int
    name: str
    patients: int | None
    known: bool
    total: int | None
    others: bool
    text: str
    derived: bool
    lines: tuple[str, ...]
    short: tuple[str, ...]
    words: str
    hover: tuple[str, ...]


@dataclass(frozen=True)
class Map:
    """Rows by columns; an empty square is no evidence, not zero patients.

    `key` names the samples of sizes, `corner` says what the words of the squares are.
    """

    caption: Caption
    rows: tuple[str, ...]
    columns: tuple[str, ...]
    squares: tuple[Square, ...]
    key: str
    corner: str


Chart = Forest | Bars | Lanes | Pairs | Doses | Matrix | Map | Frequencies
