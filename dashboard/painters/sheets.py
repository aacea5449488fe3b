"""A panel as rows of words with a place for its drawing: what slides and handouts set, each by its own means."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from dashboard.charts.lines import breadth, pieces, shortened
from dashboard.charts.values import (
    COUNTS,
    FIGURE,
    LINEAR,
    Axis,
    Bars,
    Block,
    Cell,
    Dose,
    Doses,
    Forest,
    Frequencies,
    Frequency,
    Ladder,
    Lane,
    Lanes,
    Map,
    Matrix,
    Measure,
    Pair,
    Pairs,
    Point,
    Series,
    percent_axis,
)
from dashboard.painters.look import DARK, FILLS, HELD, PATTERNS, shade
from dashboard.panel import Brief, Panel
from evidence.language import say
from evidence.questions.references.numbers import read_in
from evidence.questions.references.words import References, behind
from evidence.wording.table import TRACE, Column, Table, ids

#: Columns of a table that stand as numbered references and in the notes instead.
_TRACED = {column.name for column in TRACE if column.english}
#: Characters of a cell that still help on a slide; the whole text stands in the table of the page.
_CELL = 110
#: A table of few columns has room for so many times as much.
_FEW, _AMPLE = 5, 4
#: The share of the names of events, that of an arm which its bars take, and as how many arms fewer are set.
_EVENTS, _BARS, _ARMS = 0.16, 0.42, 2
#: The share of the names of lines beside short cells.
_FIRST = 0.13
#: Characters across a slide in the smallest type; the longest word that a column keeps whole; the widest wish.
_ACROSS, _WORD, _WIDE = 150, 18, 40


@dataclass(frozen=True)
class Head:
    """A column: its name, its share of the width, whether numbers stand in it; the name stands over so many columns."""

    text: str
    share: float
    right: bool = False
    over: int = 1


@dataclass(frozen=True)
class Box:
    """The words of a cell, its fill (a colour or empty) and pattern; `light` asks for white words, `lead` is bold before.

    `pattern` is one of the kinds of silence: '/' not reported, '.' below the reporting threshold, 'x' not applicable.
    `below` stands under the words, bold.
    """

    text: str
    fill: str = ""
    pattern: str = ""
    light: bool = False
    lead: str = ""
    below: str = ""

    @property
    def whole(self) -> str:
        return "\n".join(filter(None, (f"{self.lead}{self.text}", self.below)))


@dataclass(frozen=True)
class Line:
    """A row: its words, what is drawn beside them, the ids of the figures and the studies behind it.

    A row with `group` is the name of the rows that follow and nothing else.
    """

    cells: tuple[Box, ...] = ()
    group: str = ""
    facts: tuple[str, ...] = ()
    studies: tuple[str, ...] = ()
    point: Point | None = None
    numbers: tuple[float | None, ...] = ()
    often: tuple[Frequency, ...] = ()


@dataclass(frozen=True)
class Arm:
    """A drawn column of an arm, with a dark bar on a pale one in each row, both from 0 to 100 %; a control is grey."""

    column: int
    control: bool


@dataclass(frozen=True)
class Sheet:
    """Heads and lines; `drawing` is the place of the drawn column, none in a plain table.

    `axis` is that of a forest; `series` are the colours of bars, `unit` what their lengths are. `arms` are columns of
    pairs of bars, `names` what the pale and the dark one are.
    """

    heads: tuple[Head, ...]
    lines: tuple[Line, ...]
    drawing: int | None = None
    axis: Axis | None = None
    series: tuple[Series, ...] = ()
    unit: str = ""
    whole: bool = True
    arms: tuple[Arm, ...] = ()
    names: tuple[str, str] = ("", "")

    @property
    def is_drawn(self) -> bool:
        """Whether something is drawn beside the words."""
        return self.drawing is not None or bool(self.arms)

    @property
    def is_even(self) -> bool:
        """Whether its rows are equally high, as bars stand at equal distances."""
        return bool(self.series or self.arms)

    @property
    def longest(self) -> float:
        """The length of the longest row of plain bars; 1 where none is printed."""
        return max((sum(filter(None, line.numbers)) for line in self.lines), default=0) or 1

    @property
    def drawn(self) -> int:
        """The place of the drawn column. Raises ValueError for a plain table."""
        if self.drawing is None:
            raise ValueError(f"a plain table has no drawn column; its heads are {[head.text for head in self.heads]}")
        return self.drawing


def sheets(panel: Panel, known: References, version: str) -> list[Sheet]:
    """The sheets of a panel: one for each axis of a forest, else one; none where there is nothing to show."""
    if panel.table is None or not panel.table.records:
        return []

    def marked(label: str, facts: tuple[str, ...], study: str = "") -> Box:
        """The name of a row with the numbers of its references."""
        return Box(f"{label} {known.marks(read_in(version, facts, (study,)))}".strip())

    if panel.brief:
        return [_brief(panel.brief, known, version)]
    if panel.chart is None:
        return [_table(panel.table, known, version)]
    return _SETTERS[type(panel.chart)](panel.chart, marked)


def _forest(block: Block, marked) -> Sheet:
    label, detail, count, value = block.heads
    heads = (Head(label, 0.25), Head(detail, 0.2), Head(count, 0.1, True), Head("", 0.26), Head(value, 0.19))
    return Sheet(heads, tuple(_points(block, marked)), drawing=3, axis=block.axis)


def _points(block: Block, marked) -> Iterator[Line]:
    group = None
    for point in block.points:
        if point.group != group:
            group = point.group
            yield Line(group=group)
        words = (marked(point.label, point.facts), *map(Box, (point.detail, point.count, "", point.value)))
        yield Line(words, facts=point.facts, point=point)


def _bars(chart: Bars, marked) -> Sheet:
    heads = (Head(say("Cohort"), 0.28), Head("", 0.08), Head("", 0.64))
    lines = [
        Line((marked(row.label, row.facts), Box(f"N = {row.of}"), Box("")), facts=row.facts,
             numbers=tuple(series.numbers[at] for series in chart.series))
        for at, row in enumerate(chart.rows)
    ]  # fmt: skip
    return Sheet(heads, tuple(lines), 2, series=chart.series, unit=chart.axis.title)


def _lanes(chart: Lanes, marked) -> Sheet:
    """The lengths of the lanes; what became of each patient stands beside, in the words of the page."""
    heads = (Head(say("Patient"), 0.28), Head("", 0.22), Head("", 0.5))
    lines = [
        Line((marked(_who(lane), lane.facts), Box(lane.outcome), Box("")), facts=lane.facts,
             numbers=(lane.length.x if lane.length else None,))
        for lane in chart.lanes
    ]  # fmt: skip
    series = (Series(say("Days on treatment"), 2, (), ()),)
    return Sheet(heads, tuple(lines), 2, series=series, unit=chart.length, whole=False)


def _who(lane: Lane) -> str:
    return say("{study}, {patient}", study=lane.study, patient=lane.label)


def _matrix(chart: Matrix, marked) -> Sheet:
    lines, group = [], ""
    for row in chart.lines:
        if row.group != group:
            group = row.group
            lines.append(Line(group=group))
        words = (marked(row.label, row.facts, row.study), *(_box(cell, chart.kind) for cell in row.cells))
        lines.append(Line(words, facts=row.facts, studies=(row.study,)))
    heads = [f"{head.text}, {head.size}" if head.size else head.text for head in chart.heads]
    return Sheet(_columns("", heads), tuple(lines))


def _box(cell: Cell, kind: str) -> Box:
    """A cell by its state: shaded by its share, hatched where a source is silent, grey where it is printed elsewhere."""
    if pattern := PATTERNS.get((kind, cell.state)):
        return Box(cell.text, pattern=pattern)
    fill = shade(cell.share) if (kind, cell.state) == (COUNTS, FIGURE) else FILLS.get((kind, cell.state), "")
    return Box(cell.text, fill, light=(cell.share or 0) >= DARK)


def _frequencies(chart: Frequencies, marked) -> Sheet:
    """A row an event, two columns an arm: its bars, and beside them n/N and percentage in words."""
    lines = []
    for row in chart.rows:
        facts = tuple(fact for said in row.arms for one in said.amounts for fact in one.facts)
        words = (box for said in row.arms for box in (Box(""), _often(said)))
        lines.append(Line((marked(row.label, facts), *words), facts=facts, often=row.arms))
    share = (1 - _EVENTS) / max(len(chart.arms), _ARMS)
    heads = [Head(say("{any}: pale; {severe}: dark", any=chart.names[0], severe=chart.names[1]), _EVENTS)]
    for arm in chart.arms:
        name = f"{arm.text}, {arm.size}" if arm.size else arm.text
        heads += [Head(name, share * _BARS, over=2), Head("", share * (1 - _BARS))]
    arms = tuple(Arm(2 * at + 1, control) for at, control in enumerate(chart.controls))
    return Sheet(tuple(heads), tuple(lines), arms=arms, names=chart.names)


def _often(said: Frequency) -> Box:
    """Any grade, below it the severe one in bold; or why nothing is there."""
    if not said.amounts:
        return Box(said.silence)
    told = [said.any.text if said.any else "", said.tag]
    return Box(say("; ").join(filter(None, told)), below=said.severe.text if said.severe else "")


def _map(chart: Map, _) -> Sheet:
    """Rows by columns; an empty square is no evidence, not zero patients."""
    held = {(one.row, one.column): Box(one.words, HELD) for one in chart.squares}
    lines = [
        Line((Box(name), *(held.get((row, column), Box("")) for column in range(len(chart.columns)))), studies=("",))
        for row, name in enumerate(chart.rows)
    ]
    return Sheet(_columns(chart.corner, list(chart.columns)), tuple(lines))


def _doses(chart: Doses, marked) -> Sheet:
    """A row a dose and question, grouped by study: its interval, or the estimate along the doses."""
    points = [point for ladder in chart.ladders for dose in ladder.doses for point in _dose(chart, ladder, dose)]
    heads = (say("Dose"), "", "n/N", say("% (95 % interval)"))
    return _forest(Block(tuple(points), percent_axis(say("% of patients")), heads), marked)


def _dose(chart: Doses, ladder: Ladder, dose: Dose) -> Iterator[Point]:
    label = f"{dose.label} {ladder.unit}"
    for name, share, symbol in zip(chart.names[:2], (dose.toxicity, dose.response), ("square", "circle"), strict=True):
        if share:
            yield Point(ladder.title, label, name, share.counted, share.said, "", share.mark.facts, (), share.mark.x,
                        share.low, share.high, "computed", symbol=symbol, hollow=share.mark.hollow, kind=name)  # fmt: skip
    if dose.estimate:
        said = say("{n} %", n=f"{dose.estimate.x:.1f}")
        yield Point(ladder.title, label, chart.names[2], "", said, "", (), (), dose.estimate.x, symbol="diamond",
                    hollow=True, kind=chart.names[2])  # fmt: skip


def _pairs(chart: Pairs, marked) -> list[Sheet]:
    """A sheet a measure: a line from the number before to the one after, where the mark is."""
    return [_forest(_measure(chart, one), marked) for one in chart.measures]


def _measure(chart: Pairs, measure: Measure) -> Block:
    heads = (say("Patient"), *chart.ends, "")
    axis = Axis(LINEAR, measure.title, 0, measure.high)
    return Block(tuple(_pair(pair, measure.title, chart.ends[1]) for pair in measure.pairs), axis, heads)


def _pair(pair: Pair, title: str, kind: str) -> Point:
    """A line from the one number to the other."""
    both = [mark for mark in (pair.before, pair.after) if mark]
    drawn = [mark.x for mark in both]
    before, now = (f"{mark.text} {mark.sign}".strip() if mark else "–" for mark in (pair.before, pair.after))
    facts = tuple(fact for mark in both for fact in mark.facts)
    after = pair.after.x if pair.after else None
    line = "computed" if len(drawn) == 2 else None
    return Point(title, pair.label, before, now, pair.missing, "", facts, (), after, min(drawn, default=None),
                 max(drawn, default=None), line, hollow=bool(pair.after and pair.after.hollow), kind=kind)  # fmt: skip


def _columns(corner: str, names: list[str]) -> tuple[Head, ...]:
    first = 0.2
    share = min((1 - first) / max(len(names), 1), 0.2)
    return (Head(corner, first), *(Head(name, share) for name in names))


def _table(table: Table, known: References, version: str) -> Sheet:
    """The columns that answer; place, source and note are references and notes."""
    columns = [column for column in table.shown if column.name not in _TRACED]
    rows = [_record(record, columns, known, version) for record in table.records]
    columns, shares = _shares(columns, rows)
    heads = [Head(column.label, share, column.numeric) for column, share in zip(columns, shares, strict=True)]
    return Sheet(tuple(heads), tuple(replace(row, cells=row.cells[: len(columns)]) for row in rows))


def _record(record: dict[str, object], columns: list[Column], known: References, version: str) -> Line:
    most = _CELL * (_AMPLE if len(columns) <= _FEW else 1)
    texts = [shortened(column.text(record[column.name]), most) for column in columns]
    texts[0] = f"{texts[0]} {known.marks(behind(record, version))}".strip()
    facts, study = ids(record), str(record.get("study_id") or "")
    return Line(tuple(map(Box, texts)), facts=facts, studies=() if facts else (study,))


def _brief(brief: Brief, known: References, version: str) -> Sheet:
    """Every column and line; the references stand in the cells that they belong to."""
    first, *others = brief.table.shown
    share = (1 - _FIRST) / len(others)
    heads = (Head(first.label, _FIRST), *(Head(column.label, share) for column in others))

    def line(record: dict[str, Any]) -> Line:
        cited = {name: known.marks(read_in(version, facts)) for name, facts in record["cited"].items()}
        cells = [
            _short(column.text(record[column.name]), cited.get(column.name, ""), column.name in record["hollow"])
            for column in brief.table.shown
        ]
        return Line(tuple(cells), facts=ids(record))

    return Sheet(heads, tuple(map(line, brief.table.records)))


def _short(text: str, marks: str, hollow: bool) -> Box:
    """The number first, bold if it is not hollow; behind it, in the same line, what it is of and its references."""
    lead, _, rest = text.partition("\n")
    if not rest:
        return Box(text)
    more = f" · {rest} {marks}".rstrip()
    return Box(lead + more) if hollow else Box(more, lead=lead)


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


#: How each kind of chart is set.
_SETTERS = {
    Forest: lambda chart, marked: [_forest(block, marked) for block in chart.blocks],
    Bars: lambda chart, marked: [_bars(chart, marked)],
    Lanes: lambda chart, marked: [_lanes(chart, marked)],
    Pairs: _pairs,
    Doses: lambda chart, marked: [_doses(chart, marked)],
    Matrix: lambda chart, marked: [_matrix(chart, marked)],
    Map: lambda chart, marked: [_map(chart, marked)],
    Frequencies: lambda chart, marked: [_frequencies(chart, marked)],
}
