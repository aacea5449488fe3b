"""A panel as rows of words with a place for its drawing: what slides and handouts set, each by its own means."""

from dashboard.painters.sheets.charts import of_chart
from dashboard.painters.sheets.tables import of_brief, of_table
from dashboard.painters.sheets.values import Arm, Box, Head, Line, Sheet
from dashboard.panel import Panel
from evidence.questions.references.numbers import read_in
from evidence.questions.references.words import References

__all__ = ["Arm", "Box", "Head", "Line", "Sheet", "sheets"]


def sheets(panel: Panel, known: References, version: str, is_slide: bool = False) -> list[Sheet]:
    """The sheets of a panel: one for each axis of a forest, else one; none where there is nothing to show.

    A table on a slide has the columns that stand in a row on the screen.
    """
    if panel.table is None or not panel.table.records:
        return []

    def marked(label: str, facts: tuple[str, ...], study: str = "") -> Box:
        """The name of a row with the numbers of its references."""
        return Box(f"{label} {known.marks(read_in(version, facts, (study,)))}".strip())

    if panel.brief:
        return [of_brief(panel.brief, known, version)]
    if panel.chart is None:
        return [of_table(panel.table, known, version, is_slide)]
    return of_chart(panel.whole or panel.chart, marked)
