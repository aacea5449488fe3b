"""Adverse events: a map of terms and grade bands against dose levels or cohorts; a cell prints its own n/N."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from dashboard.charts import values
from dashboard.charts.events import hover
from dashboard.charts.matching import labelled
from dashboard.charts.rows import SCROLLED
from dashboard.charts.values import COUNTS, FIGURE, INAPPLICABLE, SILENT, Caption, Cell, Head, Line, Matrix
from evidence.answers import Item, Named
from evidence.cohorts import by_match, key
from evidence.language import say
from evidence.questions.adverse_events.grid import Band, Grid, fullest
from evidence.questions.adverse_events.numbers import BELOW, ELSEWHERE, NOT_APPLICABLE, silence
from evidence.questions.adverse_events.words import row as named
from evidence.questions.events.words import cell, signs
from evidence.row import Cohort
from evidence.selection import View
from evidence.vocabulary import TOXICITY
from evidence.wording.numbers import NOT_REPORTED
from evidence.wording.printed import marked, told

#: So many columns still hold an n/N each, wide and on a phone.
COLUMNS = {False: 8, True: 4}
#: The kinds of silence; any other reason says that something is printed elsewhere.
_SILENCES = {
    NOT_REPORTED: SILENT, ELSEWHERE: values.ELSEWHERE, BELOW: values.BELOW, NOT_APPLICABLE: INAPPLICABLE
}  # fmt: skip


def roomy(grid: Grid, view: View, named: Sequence[Named]) -> Grid:
    """What a matrix that is scrolled has room for, first what is `named` above it."""
    return fullest(grid, *SCROLLED[view.choice("extent")], named)


def scrolled(grid: Grid, view: View, named: Sequence[Named]) -> Grid:
    """The same, its columns as they match, the fullest first and those of a study together."""
    drawn = roomy(grid, view, named)
    count = Counter(cohort for band, cohort in drawn.cells if band in drawn.rows)
    most: dict[str, int] = {}
    for row in drawn.columns:
        most[row["study_id"]] = max(most.get(row["study_id"], 0), count[key(row)])
    ordered = sorted(drawn.columns, key=lambda row: (by_match(row), -most[row["study_id"]], row["study_id"]))
    return replace(drawn, columns=ordered)


def heatmap(grid: Grid, caption: Caption) -> Matrix:
    """Rows grouped by organ class, columns in the order of studies and doses; a blank is never drawn as zero."""
    heads = (Head(labelled(row), "" if row["n"] is None else f"n = {row['n']}") for row in grid.columns)
    return Matrix(caption, COUNTS, tuple(heads), tuple(_line(grid, band) for band in grid.rows), {})


def _line(grid: Grid, band: Band) -> Line:
    cells = tuple(_cell(grid, band, row) for row in grid.columns)
    facts = tuple(fact for one in cells for fact in one.facts)
    return Line(say(TOXICITY[band[0]].group), named(band), cells, facts)


def _cell(grid: Grid, band: Band, row: Cohort) -> Cell:
    """What stands in a cell, or why nothing does."""
    place = (band, key(row))
    if place in grid.cells:
        return _event(grid.cells[place][0])
    why = grid.hidden.get(place) or silence(band, row) or NOT_REPORTED
    return Cell(state=_SILENCES.get(why, values.ELSEWHERE))


def _event(one: Item) -> Cell:
    """Shaded by its percentage, unless it is hollow as a mark is on every page.

    Who else prints a hollow one is said on pointing at it: a cell has no room for it beside its n/N.
    """
    bare = one.rate is not None and one.rate.events is None and one.rate.percent is not None
    return Cell(
        f"{cell(one)}{marked(one.facts, one.rate)}",
        FIGURE if one.rate else values.IN_WORDS,
        sign="" if one.rate else say("in words"),
        note=say("n not printed") if bare else "",
        share=one.rate.percent if one.rate and not one.is_hollow else None,
        hollow=one.is_hollow,
        facts=tuple(fact["fact_id"] for fact in one.facts),
        hover=(*hover(one), *([f"{cell(one)}{signs(one)}"] if told(one.facts) else [])),
    )
