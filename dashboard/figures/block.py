"""What a forest draws, as values: rows of words and numbers, and the axis that they share."""

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
