"""One patient, two to four regimens: for each line of the comparison the figure that answers, by a rule, and the rest.

Nothing is pooled, tested or ranked between regimens: the columns stand in the order asked for. Every figure comes from
the question whose page shows it, asked with the same filters and the drug of the column.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import combinations
from typing import Any

from evidence.cohorts import Match, by_match, by_strength, cohorts, key
from evidence.cohorts.matching import values
from evidence.questions.compare.lines import LINES, Told
from evidence.row import Cohort, column
from evidence.selection import OF_PATIENTS, View
from evidence.vocabulary import DRUG

#: The group of drugs that others are given together with.
BACKBONE = DRUG["chemotherapy"].group
#: The conditions that describe a patient; the nearest rows miss as few of them as can be.
CONDITIONS = (*OF_PATIENTS, "disease")
#: Those that change what a response or a survival means, so that a row says them where the reader does not.
OPEN = ("disease", "setting")
#: So many cells are kept at hand: what a base prints of one drug and line for any patient is asked again and again.
KEPT = 2048
#: What is compared where nobody says what.
DEFAULT = ("sorafenib", "gilteritinib")


@dataclass(frozen=True)
class Cell:
    """What answers one line for one regimen (several items: doses of a study, terms of an arm), and the rows passed over.

    Without items nothing that matches prints it; `passed_over` holds every other row in the order of the rule.
    """

    items: tuple[Told, ...] = ()
    passed_over: tuple[Told, ...] = ()

    @property
    def match(self) -> Match | None:
        return self.items[0].cohort["match"] if self.items else None


@dataclass(frozen=True)
class Comparison:
    """Cells by line and regimen; `best` is the strongest cohort of each regimen that matches and prints anything here."""

    regimens: tuple[str, ...]
    cells: dict[str, tuple[Cell, ...]]
    best: tuple[Cohort | None, ...]

    def items(self) -> list[tuple[str, str, Told]]:
        """Every row behind the comparison as (line, regimen, item), those that answer before those passed over."""
        return [
            (line, regimen, item)
            for line, cells in self.cells.items()
            for regimen, cell in zip(self.regimens, cells, strict=True)
            for item in (*cell.items, *cell.passed_over)
        ]


def compare(version: str, view: View, asked: tuple[str, ...]) -> Comparison:
    """The comparison of drugs, each its own column, for the patients that the view's filters describe."""
    view = _patient(version, view)
    columns = [{line: _cell(version, view, drug, line, partners(drug, asked)) for line in LINES} for drug in asked]
    cells = {line: tuple(column[line] for column in columns) for line in LINES}
    return Comparison(asked, cells, tuple(_best(column.values()) for column in columns))


def nearest(version: str, view: View, found: Comparison) -> list[tuple[str, str, Told | None]]:
    """For each empty cell as (line, regimen, item) the row that misses the fewest conditions; None: nobody prints it."""
    view = _patient(version, view)
    empty = [
        (drug, line)
        for place, drug in enumerate(found.regimens)
        for line, cells in found.cells.items()
        if not cells[place].items
    ]
    closest = {(drug, line): _closest(version, view, drug, line, partners(drug, found.regimens)) for drug, line in empty}
    return [(line, drug, closest[drug, line]) for line in LINES for drug in found.regimens if (drug, line) in closest]


def _patient(version: str, view: View) -> View:
    """What of a view cells depend on: neither the regimens beside a cell nor an open card."""
    return replace(of_leukaemia(version, view), facts=(), regimens=(), club="", step=0, part=1)


def of_leukaemia(version: str, view: View) -> View:
    """The view with the diseases in which the base knows the mutation asked for, where it names no disease itself.

    A row of another leukaemia that fits all but the mutation is no answer for a patient who has it.
    """
    mutation = view.chosen("mutation")
    if not mutation or view.chosen("disease"):
        return view
    held = {row["disease"] for row in cohorts(version) if not values(row, "mutation").isdisjoint(mutation)}
    return view.with_filter("disease", tuple(sorted(held)))


def _closest(version: str, view: View, drug: str, line: str, others: frozenset[str]) -> Told | None:
    """The first item of the line with as few conditions left out as it takes."""
    asked = [name for name in CONDITIONS if view.chosen(name)]
    if not _without(version, view, drug, line, others, tuple(asked)):
        return None
    ways = (left for count in range(1, len(asked) + 1) for left in combinations(asked, count))
    return next(item for left in ways if (item := _without(version, view, drug, line, others, left)))


def _without(
    version: str, view: View, drug: str, line: str, others: frozenset[str], left_out: tuple[str, ...]
) -> Told | None:
    """The item that answers with these conditions left out; its match names those that its cohort does not fit."""
    wider = view
    for name in left_out:
        wider = wider.with_filter(name, ())
    items = _cell(version, wider, drug, line, others).items
    if not items:
        return None
    row = items[0].cohort
    missed = [name for name in left_out if values(row, name).isdisjoint(view.chosen(name))]
    own = tuple((name, (column(row, name),) if column(row, name) else ()) for name in missed)
    match = Match(Match.NEAREST, (*row["match"].differs, *own), row["match"].missed or next(iter(missed), ""))
    return replace(items[0], cohort=row | {"match": match})


def strength(cohort: Cohort, drug: str, level: str) -> tuple[Any, ...]:
    """Sorts by the rule that answers a cell: match, the drug alone before combinations, design, level, N."""
    return (
        by_match(cohort),
        len(cohort["match"].differs),
        list(cohort["drugs"]) != [drug],
        *by_strength(cohort, level),
        cohort["year"],
        key(cohort),
    )


@lru_cache(maxsize=KEPT)
def _cell(version: str, view: View, drug: str, line: str, others: frozenset[str]) -> Cell:
    """The items of the strongest group, in their own order.

    Rows whose patients did not all get the drug are no answer, nor are those that got one of the `others` too.
    """
    find, several = LINES[line]
    asked = view.with_filter("drug", (drug,))
    unasked = tuple(name for name in OPEN if len(view.chosen(name)) != 1)
    found = [replace(item, unasked=unasked) for item in find(version, asked)
             if got(item.cohort, drug) and others.isdisjoint(item.cohort["drugs"])]  # fmt: skip
    ranked = sorted(found, key=lambda item: (*_second(item), *strength(item.cohort, drug, item.fact["level"])))
    if not ranked:
        return Cell()
    first = several(ranked[0])
    chosen = [item for item in found if several(item) == first]
    return Cell(tuple(chosen), tuple(item for item in ranked if several(item) != first))


def _second(item: Told) -> tuple[bool, bool]:
    """What never answers before the others: a response that is no rate of remission, a hazard ratio without a median."""
    return item.is_apart, item.fact["statistic"] == "hazard ratio"


def got(cohort: Cohort, drug: str) -> bool:
    """Whether the patients of a cohort were given the drug: not two arms together, of which one got it."""
    return drug in cohort["drugs"] and cohort["role"] != "mixed"


def partners(drug: str, asked: tuple[str, ...]) -> frozenset[str]:
    """The regimens asked for beside which chemotherapy is a part of their own arm, and no arm to compare them with."""
    if DRUG[drug].group != BACKBONE:
        return frozenset()
    return frozenset(other for other in asked if DRUG[other].group != BACKBONE)


def _best(column: Iterable[Cell]) -> Cohort | None:
    """The cohort of the strongest item of a regimen's cells."""
    items = [item for cell in column for item in cell.items]
    return min(
        (item.cohort for item in items),
        key=lambda row: (by_match(row), *by_strength(row, row["level"])),
        default=None,
    )
