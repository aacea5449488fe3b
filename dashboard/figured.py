"""Panels of rows: the table has all that was found, the figure what it has room for, first what is named above it."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any, Protocol

from dashboard.charts.values import Caption, Chart
from dashboard.panel import Body, caption, kept, sources
from dashboard.session.frame import Frame
from evidence.answers import OfCohort
from evidence.row import Fact
from evidence.wording.matching import cohorts_of, title, with_match
from evidence.wording.printed import cut
from evidence.wording.sentence import Sentence
from evidence.wording.table import Table
from evidence.wording.worked import Worked


class Shown(OfCohort, Protocol):
    """A row of an answer and the figures that it rests on."""

    @property
    def facts(self) -> tuple[Fact, ...]: ...


def body(
    here: Frame,
    rows: Iterable[Shown],
    said: Sentence,
    table: Table,
    chart: Chart | None = None,
    method: Iterable[str] = (),
    remarks: Iterable[str] = (),
    computed: Iterable[Worked] = (),
) -> Body:
    """The panel of these rows, one a record of the table, which says how each matches; it cites the sources of all."""
    rows = list(rows)
    matched, cited = with_match(table, cohorts_of(rows)), sources(here, facts_of(rows))
    return Body(said, matched, chart, tuple(method), cited, kept(*remarks), tuple(computed))


def around(
    here: Frame, titled: Callable[[Any], str], method: Iterable[str], rows: Sequence[Shown], seen: Sequence[Shown]
) -> Caption:
    """The caption of the rows that are drawn; it cites the sources of these alone."""
    return caption(here, title(seen, titled), *method, *cut(len(seen), len(rows)), sources(here, facts_of(seen)))


def facts_of(rows: Iterable[Shown]) -> list[Fact]:
    """The figures behind some rows."""
    return [fact for row in rows for fact in row.facts]
