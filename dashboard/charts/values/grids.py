"""Rows by columns: cells that hold figures, marks or lights, how often each event was, a map of patients."""

from dataclasses import dataclass

from dashboard.charts.values.axes import Caption

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
    """A row of a matrix: group and name, cells, ids of the figures behind it, or of the study that it is about; an arm's
    `control` follows it."""

    group: str
    label: str
    cells: tuple[Cell, ...]
    facts: tuple[str, ...] = ()
    study: str = ""
    control: bool = False


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
