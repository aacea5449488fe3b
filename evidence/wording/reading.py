"""How figures were read, in words: once, once and checked by a second person, or twice."""

from collections import Counter
from collections.abc import Iterable, Mapping

from evidence.language import say
from evidence.row import Row
from evidence.vocabulary import READING
from evidence.wording.numbers import listed

_WEAKEST_FIRST = list(READING)


def readings(rows: Iterable[Row]) -> Counter[str]:
    """How many of the rows were read in each way."""
    return Counter(row["reading"] for row in rows)


def read_how(counts: Mapping[str, int]) -> str:
    """'1,629 read once and checked and 201 read once'; the strongest first, ways that do not occur left out."""
    found = [code for code in reversed(_WEAKEST_FIRST) if counts.get(code)]
    return listed([say("{n} {reading}", n=f"{counts[code]:,}", reading=READING[code].label.lower()) for code in found])


def weakest(rows: Iterable[Row]) -> str | None:
    """The way in which the least well read of the rows was read; None without rows."""
    return min((row["reading"] for row in rows), key=_WEAKEST_FIRST.index, default=None)


def reading(code: str | None) -> str:
    """A way of reading as a cell shows it."""
    return READING[code].label.lower() if code else ""
