"""A panel as rows of words with a place for its drawing: what slides and handouts set, each by its own means."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from dashboard.charts.lines import breadth, pieces, shortened
from dashboard.charts.values import Axis, Bars, Block, Cell, Forest, Matrix, Point, Series
from dashboard.exports.drawings import drawing
from dashboard.panel import Panel
from evidence.language import say
from evidence.questions.references.numbers import read_in
from evidence.questions.references.words import References, behind
from evidence.wording.table import TRACE, Column

#: Columns of a table that stand as numbered references and in the notes instead.
_TRACED = {column.name for column in TRACE if column.english}
#: Characters of a cell that still help on a slide; the whole text stands in the table of the page.
_CELL = 110
#: Characters across a slide in the smallest type; the longest word that a column keeps whole; the widest wish.
_ACROSS, _WORD, _WIDE = 150, 18, 40


@dataclass(frozen=True)
class Head:
    """A column: its name, its share of the width, whether numbers stand in it."""

    text: str
    share: float
    right: bool = False


@dataclass(frozen=True)
class Line:
    """A row: its words, what is drawn beside them, the ids of the figures and the studies behind it.

    A row with `group` is the name of the rows that follow and nothing else.
    """

    cells: tuple[Cell, ...] = ()
    group: str = ""
    facts: tuple[str, ...] = ()
    studies: tuple[str, ...] = ()
    point: Point | None = None
    numbers: tuple[float | None, ...] = ()


@dataclass(frozen=True)
class Sheet:
    """Heads and lines; `drawing` is the place of the drawn column, none in a plain table.

    `axis` is that of a forest; `series` are the colours of bars, `unit` what their lengths are.
    """

    heads: tuple[Head, ...]
    lines: tuple[Line, ...]
    drawing: int | None = None
    axis: Axis | None = None
    series: tuple[Series, ...] = ()
    unit: str = ""
    whole: bool = True


def sheets(panel: Panel, known: References, version: str) -> list[Sheet]:
    """The sheets of a panel: one for each axis of a forest, else one; none where there is nothing to show."""
    if panel.table is None or not panel.table.records:
        return []

    def marked(label: str, facts: tuple[str, ...], study: str = "") -> Cell:
        """The name of a row with the numbers of its references."""
        return Cell(f"{label} {known.marks(read_in(version, facts, (study,)))}".strip())

    chart = drawing(panel)
    if isinstance(chart, Forest):
        return list(_forest(chart, marked))
    if isinstance(chart, Bars):
        return [_bars(chart, marked)]
    if isinstance(chart, Matrix):
        return [_matrix(chart, marked)]
    return [_table(panel, known, version)]


def _ids(facts: str) -> tuple[str, ...]:
    return tuple(filter(None, facts.split("; ")))


def _forest(chart: Forest, marked) -> Iterator[Sheet]:
    for block in chart.blocks:
        label, detail, count, value = block.heads
        heads = (Head(label, 0.25), Head(detail, 0.2), Head(count, 0.1, True), Head("", 0.26), Head(value, 0.19))
        yield Sheet(heads, tuple(_points(block, marked)), drawing=3, axis=block.axis)


def _points(block: Block, marked) -> Iterator[Line]:
    group = None
    for point in block.points:
        if point.group != group:
            group = point.group
            yield Line(group=group)
        words = (marked(point.label, point.facts), *map(Cell, (point.detail, point.count, "", point.value)))
        yield Line(words, facts=point.facts, point=point)


def _bars(chart: Bars, marked) -> Sheet:
    heads = (Head(say("Cohort") if chart.whole else say("Patient"), 0.28), Head("", 0.08 if chart.whole else 0.22),
             Head("", 0.64 if chart.whole else 0.5))  # fmt: skip
    rows = enumerate(zip(chart.labels, chart.details, chart.facts, strict=True))
    lines = [
        Line((marked(label, _ids(facts)), Cell(detail), Cell("")), facts=_ids(facts),
             numbers=tuple(series.numbers[at] for series in chart.series))
        for at, (label, detail, facts) in rows
    ]  # fmt: skip
    return Sheet(heads, tuple(lines), 2, series=tuple(chart.series), unit=chart.unit, whole=chart.whole)


def _matrix(chart: Matrix, marked) -> Sheet:
    first = 0.2
    share = min((1 - first) / max(len(chart.heads), 1), 0.2)
    heads = (Head(chart.corner, first), *(Head(text, share) for text in chart.heads))
    lines, group = [], ""
    for line in chart.lines:
        if line.group != group:
            group = line.group
            lines.append(Line(group=group))
        words = (marked(line.label, _ids(line.facts), line.study), *line.cells)
        lines.append(Line(words, facts=_ids(line.facts), studies=(line.study,)))
    return Sheet(heads, tuple(lines))


def _table(panel: Panel, known: References, version: str) -> Sheet:
    """The columns that answer; place, source and note are references and notes."""
    columns = [column for column in panel.table.shown if column.name not in _TRACED]
    rows = [_record(record, columns, known, version) for record in panel.table.records]
    columns, shares = _shares(columns, rows)
    heads = [Head(column.label, share, column.numeric) for column, share in zip(columns, shares, strict=True)]
    return Sheet(tuple(heads), tuple(replace(row, cells=row.cells[: len(columns)]) for row in rows))


def _record(record: dict[str, object], columns: list[Column], known: References, version: str) -> Line:
    texts = [_cut(column.text(record[column.name])) for column in columns]
    texts[0] = f"{texts[0]} {known.marks(behind(record, version))}".strip()
    facts, study = _ids(str(record.get("fact_id") or record.get("figures") or "")), str(record.get("study_id") or "")
    return Line(tuple(map(Cell, texts)), facts=facts, studies=() if facts else (study,))


def _cut(text: str) -> str:
    return shortened(text, _CELL)


def _shares(columns: list[Column], rows: list[Line]) -> tuple[list[Column], list[float]]:
    """As many columns as fit with their words whole, and their shares of the width: what is left goes to long texts."""
    least, wished = [], []
    for at, column in enumerate(columns):
        texts = [column.label, *(row.cells[at].text for row in rows)]
        least.append(min(_WORD, max(breadth(word.rstrip()) for text in texts for word in pieces(text) or [""])) + 3)
        wished.append(max(least[-1], min(_WIDE, sorted(map(breadth, texts))[int(0.9 * (len(texts) - 1))] + 2)))
    kept = max((n for n in range(1, len(columns) + 1) if sum(least[:n]) <= _ACROSS), default=1)
    least, wished = least[:kept], wished[:kept]
    spare = (_ACROSS - sum(least)) / max(sum(wished) - sum(least), 1)
    widths = [low + spare * (high - low) for low, high in zip(least, wished, strict=True)]
    return columns[:kept], [width / sum(widths) for width in widths]
