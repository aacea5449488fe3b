"""A sheet as a value: heads, lines of boxes, and what is drawn beside the words."""

from dataclasses import dataclass

from dashboard.charts.values import Axis, Frequency, Point, Series


@dataclass(frozen=True)
class Head:
    """A column: its name, its share of the width, whether numbers stand in it; the name stands over so many columns."""

    text: str
    share: float
    right: bool = False
    over: int = 1


@dataclass(frozen=True)
class Box:
    """The words of a cell, its fill (a colour or empty) and pattern; `light` asks for white words, `lead` is bold before.

    `pattern` is one of the kinds of silence: '/' not reported, '.' below the reporting threshold, 'x' not applicable.
    `below` stands under the words, bold. One that is in doubt is `hollow`: it has an edge in place of a fill.
    """

    text: str
    fill: str = ""
    pattern: str = ""
    light: bool = False
    lead: str = ""
    below: str = ""
    hollow: bool = False

    @property
    def whole(self) -> str:
        return "\n".join(filter(None, (f"{self.lead}{self.text}", self.below)))


@dataclass(frozen=True)
class Line:
    """A row: its words, what is drawn beside them, the ids of the figures and the studies behind it.

    A row with `group` is the name of the rows that follow and nothing else. A `control` stays with the row before it.
    """

    cells: tuple[Box, ...] = ()
    group: str = ""
    facts: tuple[str, ...] = ()
    studies: tuple[str, ...] = ()
    point: Point | None = None
    numbers: tuple[float | None, ...] = ()
    often: tuple[Frequency, ...] = ()
    control: bool = False


@dataclass(frozen=True)
class Arm:
    """A drawn column of an arm, with a dark bar on a pale one in each row, both from 0 to 100 %; a control is grey."""

    column: int
    control: bool


@dataclass(frozen=True)
class Sheet:
    """Heads and lines; `drawing` is the place of the drawn column, none in a plain table.

    `axis` is that of a forest; `series` are the colours of bars, `unit` what their lengths are. `arms` are columns of
    pairs of bars, `names` what the pale and the dark one are.
    """

    heads: tuple[Head, ...]
    lines: tuple[Line, ...]
    drawing: int | None = None
    axis: Axis | None = None
    series: tuple[Series, ...] = ()
    unit: str = ""
    whole: bool = True
    arms: tuple[Arm, ...] = ()
    names: tuple[str, str] = ("", "")

    @property
    def is_drawn(self) -> bool:
        """Whether something is drawn beside the words."""
        return self.drawing is not None or bool(self.arms)

    @property
    def is_even(self) -> bool:
        """Whether its rows are equally high, as bars stand at equal distances."""
        return bool(self.series or self.arms)

    @property
    def longest(self) -> float:
        """The length of the longest row of plain bars; 1 where none is printed."""
        return max((sum(filter(None, line.numbers)) for line in self.lines), default=0) or 1

    @property
    def drawn(self) -> int:
        """The place of the drawn column. Raises ValueError for a plain table."""
        if self.drawing is None:
            raise ValueError(f"a plain table has no drawn column; its heads are {[head.text for head in self.heads]}")
        return self.drawing
