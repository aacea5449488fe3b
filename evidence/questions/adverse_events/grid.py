"""A map of adverse events as a value: rows, columns and cells, the part that is drawn, the most frequent events."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TypeVar

from evidence.answers import Item, Named, Rated, with_rate
from evidence.cohorts import Key, key
from evidence.made import Made
from evidence.row import Cohort, Row

T = TypeVar("T")

#: A row of the map: a term, a grade band and a window as printed (None: no grade, no window printed).
Band = tuple[str, str | None, str | None]
Place = tuple[Band, Key]
#: The items of each cell; of a large map most cells are out of sight.
Cells = Made[Place, list[Item]]

#: Bands of severe events, as printed; how many events of a column are named.
SEVERE, MOST = (">=3", "3-4"), 3
#: What counts patients with any of several events names none.
SUMS = ("any adverse event", "treatment-related adverse event", "serious adverse event")


@dataclass(frozen=True)
class Grid:
    """Adverse events by row and column; the first figure of a cell is drawn.

    `hidden`: why a cell is blank although its source prints the figure, or leaves it out for being rare.
    """

    rows: list[Band]
    columns: list[Cohort]
    cells: Cells
    hidden: dict[Place, str] = field(default_factory=dict)

    def of(self, kind: str) -> "Grid":
        """The columns that match in one way alone, and the rows that they fill."""
        columns = [row for row in self.columns if row["match"].kind == kind]
        if len(columns) == len(self.columns):
            return self
        kept = {key(row) for row in columns}
        cells = Made((place for place in self.cells if place[1] in kept), self.cells.__getitem__)
        filled = {band for band, _ in cells}
        return replace(self, rows=[row for row in self.rows if row in filled], columns=columns, cells=cells)

    def __iter__(self) -> Iterator[Item]:
        """Every figure, row by row, in the order of the columns."""
        return iter(self._items)

    @cached_property
    def _items(self) -> list[Item]:
        rows = {band: at for at, band in enumerate(self.rows)}
        columns = {key(column): at for at, column in enumerate(self.columns)}
        shown = [place for place in self.cells if place[0] in rows and place[1] in columns]
        shown.sort(key=lambda place: (rows[place[0]], columns[place[1]]))
        return [one for place in shown for one in self.cells[place]]

    def of_column(self, column: Key) -> list[Band]:
        """The rows that a column fills."""
        return self._filled.get(column, [])

    @cached_property
    def _filled(self) -> dict[Key, list[Band]]:
        rows = {band: at for at, band in enumerate(self.rows)}
        filled: dict[Key, list[Band]] = {}
        for band, column in self.cells:
            if band in rows:
                filled.setdefault(column, []).append(band)
        return {column: sorted(bands, key=rows.__getitem__) for column, bands in filled.items()}


def fullest(whole: Grid, rows: int, columns: int, named: Sequence[Named] = ()) -> Grid:
    """So many rows and columns of a map at most, unless more are named; in their clinical order and none of them empty.

    The columns are the `named` ones, then those that fill most of the rows that most columns fill; the rows those of the
    figures named, then those that most of these columns fill. A column that is named alone finds room as others do.
    """
    told = [(band, cohort) for band, cohort, id_ in _first_figures(whole) if any(id_ in own for _, own in named)]
    common = _first(whole.rows, Counter(band for band, _ in whole.cells), rows)
    filled = Counter(cohort for band, cohort in whole.cells if band in common)
    with_figures = list(dict.fromkeys(cohort for _, cohort in told))
    asked = [*with_figures, *(cohort for cohort, own in named if not own and cohort not in with_figures)]
    best = _first([key(column) for column in whole.columns], filled, max(columns, len(with_figures)), asked)
    count = Counter(band for band, cohort in whole.cells if cohort in best)
    bands = dict.fromkeys(band for band, _ in told)
    bands |= dict.fromkeys(_fills(whole, cohort, count) for cohort in asked if cohort in best and cohort not in with_figures)
    drawn = _first(whole.rows, count, max(rows, len(bands)), bands)
    shown = {cohort for band, cohort in whole.cells if band in drawn and cohort in best}
    return replace(whole, rows=drawn, columns=[column for column in whole.columns if key(column) in shown])


def _first_figures(whole: Grid) -> Iterator[tuple[Band, Key, str]]:
    """Row, column and id of the figure that each cell draws."""
    return ((band, cohort, id_) for (band, cohort), found in whole.cells.items() for id_ in found[0].ids)


def _fills(whole: Grid, cohort: Key, count: Mapping[Band, int]) -> Band:
    """Of the rows that a column fills the one that most columns do."""
    return max((band for band in whole.rows if (band, cohort) in whole.cells), key=lambda band: count[band])


def _first(names: list[T], count: Mapping[T, int], most: int, asked: Iterable[T] = ()) -> list[T]:
    """At most so many names that count for anything, those `asked` for, then those that count most; in their own order."""
    told = [name for name in asked if name in names]
    others = sorted((name for name in names if count[name] and name not in told), key=lambda name: -count[name])
    kept = [*told, *others][:most]
    return [name for name in names if name in kept]


def empty(whole: Grid, drawn: Grid) -> list[Row]:
    """The columns of a map that fill none of the rows drawn."""
    filled = {cohort for band, cohort in whole.cells if band in drawn.rows}
    return [column for column in whole.columns if key(column) not in filled]


@dataclass(frozen=True)
class Frequent:
    """The events of one column that have a rate, the most frequent first."""

    cohort: Cohort
    bands: tuple[Band, ...]
    events: tuple[Rated, ...]

    def most(self) -> list[tuple[Band, Rated]]:
        """The first few, each event once in its first band."""
        once: dict[str, tuple[Band, Rated]] = {}
        for band, found in zip(self.bands, self.events, strict=True):
            once.setdefault(band[0], (band, found))
        return list(once.values())[:MOST]

    @property
    def ids(self) -> tuple[str, ...]:
        """The ids of these first few."""
        return tuple(id_ for _, one in self.most() for id_ in one.ids)


def frequent(grid: Grid, grades: tuple[str, ...] = ()) -> list[Frequent]:
    """What is most frequent in each column, of these bands (none means all); columns without a rate are left out."""
    found = []
    for column in grid.columns:
        known = [
            (band, one)
            for band in grid.of_column(key(column))
            for one in with_rate(grid.cells[band, key(column)][:1])
            if (not grades or band[1] in grades) and band[0] not in SUMS and one.rate.percent is not None
        ]
        known.sort(key=lambda pair: pair[1].rate.percent or 0.0, reverse=True)
        if known:
            found.append(Frequent(column, tuple(band for band, _ in known), tuple(one for _, one in known)))
    return found
