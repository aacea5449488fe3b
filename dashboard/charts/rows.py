"""How many rows a drawing holds."""

from collections.abc import Iterable, Sequence
from typing import TypeVar

from evidence.selection import FIRST, View

T = TypeVar("T")
#: More rows than this no longer paint at once, nor read well; the table has them all.
ROW_LIMIT = 60
#: Rows and columns of a matrix that is scrolled: at first, and at most, which a browser still lays out at once.
SCROLLED = {"first": (40, 100), "all": (400, 100)}


def limit(view: View, first: int = FIRST) -> int:
    """How many rows the view asks a drawing for; `first` where it asks for the first ones alone."""
    return first if view.choice("extent") == "first" else ROW_LIMIT


def first(rows: Sequence[T], most: int, named: Iterable[T]) -> list[T]:
    """So many rows at most, in their order: those `named` above the drawing, then the first."""
    told = {id(row) for row in named}
    kept = {id(row) for row in sorted(rows, key=lambda row: id(row) not in told)[:most]}
    return [row for row in rows if id(row) in kept]


def drawn(rows: list, most: int = ROW_LIMIT) -> list:
    """The first rows that a drawing holds, never one arm of a study without the others; rows have a `cohort`."""
    if len(rows) <= most:
        return rows
    left_out = rows[most].cohort["study_id"]
    kept = rows[:most]
    while kept and kept[-1].cohort["study_id"] == left_out:
        kept.pop()
    return kept or rows[:most]
