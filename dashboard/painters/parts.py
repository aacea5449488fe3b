"""What goes into a document: panels in their frames, with the link of each, and one numbering of all their sources."""

from collections.abc import Sequence
from dataclasses import dataclass

from dashboard.painters.sheets.charts import of_chart
from dashboard.painters.sheets.values import Box
from dashboard.panel import Panel
from dashboard.session.frame import Frame
from evidence.questions.references.numbers import read_in
from evidence.questions.references.words import References, references, sources
from evidence.row import Row


@dataclass(frozen=True)
class Part:
    """One panel in its frame; a meeting puts its own question in front and its note behind."""

    here: Frame
    panel: Panel
    link: str
    question: str = ""
    note: str = ""


def numbered(found: Sequence[Part]) -> References:
    """The sources of all panels, numbered in the order in which the drawings, then the tables name them."""
    rows = [row for sources_in in (_drawn, sources_of) for part in found for row in sources_in(part)]
    return references(rows, {name: label for part in found for name, label in part.here.studies.items()})


def _drawn(part: Part) -> list[Row]:
    """The sources of a drawing, row by row."""
    chart = part.panel.whole or part.panel.chart
    lines = (line for sheet in of_chart(chart, lambda name, *_: Box(name)) for line in sheet.lines) if chart else ()
    return [row for line in lines for row in read_in(part.here.base, line.facts, line.studies)]


def sources_of(part: Part) -> list[Row]:
    """The sources of a panel's table; one that names none rests on the studies of the filter."""
    return sources_named(part) or read_in(part.here.base, studies=part.here.view.chosen("study"))


def sources_named(part: Part) -> list[Row]:
    return sources(part.panel.table, part.here.base) if part.panel.table else []
