"""Any chart as sheets: a row of words for each of its marks, beside the place where the marks are drawn."""

from collections.abc import Callable, Iterator

from dashboard.charts.lines import breadth
from dashboard.charts.values import (
    COUNTS,
    FIGURE,
    LINEAR,
    Axis,
    Bars,
    Block,
    Cell,
    Chart,
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
from dashboard.painters.sheets.values import Arm, Box, Head, Line, Sheet
from evidence.language import say

#: A column of a matrix has at most this share of the width; many divide it by their longest words, or so many
#: letters, and the space beside these.
_WIDEST, _SHORTEST, _BESIDE = 0.2, 8, 3
#: The share of the names of events, that of an arm which its bars take, and as how many arms fewer are set.
_EVENTS, _BARS, _ARMS = 0.16, 0.42, 2
#: The name of a row with the numbers of its references, from its words, figures and study.
Marked = Callable[..., Box]


def of_chart(chart: Chart, marked: Marked) -> list[Sheet]:
    """The sheets of a chart: one for each axis of a forest, else one."""
    return _SETTERS[type(chart)](chart, marked)


def _forest(block: Block, marked: Marked) -> Sheet:
    label, detail, count, value = block.heads
    heads = (Head(label, 0.24), Head(detail, 0.24), Head(count, 0.09, True), Head("", 0.25), Head(value, 0.18))
    return Sheet(heads, tuple(_points(block, marked)), drawing=3, axis=block.axis)


def _points(block: Block, marked: Marked) -> Iterator[Line]:
    group = ""
    for point in block.points:
        if point.group != group and point.group:
            yield Line(group=point.group)
        group = point.group
        words = (marked(point.label, point.facts), *map(Box, (point.detail, point.count, "", point.value)))
        yield Line(words, facts=point.facts, point=point, control=point.control)


def _bars(chart: Bars, marked: Marked) -> Sheet:
    heads = (Head(say("Cohort"), 0.28), Head("", 0.08), Head("", 0.64))
    lines = [
        Line((marked(row.label, row.facts), Box(f"N = {row.of:,}"), Box("")), facts=row.facts,
             numbers=tuple(series.numbers[at] for series in chart.series))
        for at, row in enumerate(chart.rows)
    ]  # fmt: skip
    return Sheet(heads, tuple(lines), 2, series=chart.series, unit=chart.axis.title)


def _lanes(chart: Lanes, marked: Marked) -> Sheet:
    """The lengths of the lanes; what became of each patient stands beside, in the words of the page."""
    heads = (Head(say("Patient"), 0.28), Head("", 0.22), Head(chart.length, 0.5))
    tones = {lane.response: lane.tone for lane in chart.lanes}
    lines = [
        Line((marked(_who(lane), lane.facts), Box(lane.outcome), Box("")), facts=lane.facts,
             numbers=tuple(lane.length.x if lane.length and lane.response == name else None for name in tones))
        for lane in chart.lanes
    ]  # fmt: skip
    series = tuple(Series(name, tone, (), ()) for name, tone in tones.items())
    return Sheet(heads, tuple(lines), 2, series=series, unit=chart.length, whole=False)


def _who(lane: Lane) -> str:
    return say("{study}, {patient}", study=lane.study, patient=lane.label)


def _matrix(chart: Matrix, marked: Marked) -> Sheet:
    lines, group = [], ""
    for row in chart.lines:
        if row.group != group:
            group = row.group
            lines.append(Line(group=group))
        words = (marked(row.label, row.facts, row.study), *(_box(cell, chart.kind) for cell in row.cells))
        lines.append(Line(words, facts=row.facts, studies=(row.study,), control=row.control))
    heads = [_sized(head.text, head.size) for head in chart.heads]
    return Sheet(_columns("", heads, [[cell.text for cell in row.cells] for row in chart.lines]), tuple(lines))


def _box(cell: Cell, kind: str) -> Box:
    """A cell by its state: shaded by its share, hatched where a source is silent, grey where it is printed elsewhere."""
    text = say("; ").join(filter(None, (cell.text, cell.note)))
    if pattern := PATTERNS.get((kind, cell.state)):
        return Box(text, pattern=pattern)
    fill = shade(cell.share) if (kind, cell.state) == (COUNTS, FIGURE) else FILLS.get((kind, cell.state), "")
    return Box(text, fill, light=(cell.share or 0) >= DARK, hollow=cell.hollow)


def _frequencies(chart: Frequencies, marked: Marked) -> Sheet:
    """A row an event, two columns an arm: its bars, and beside them n/N and percentage in words."""
    lines = []
    for row in chart.rows:
        facts = tuple(fact for said in row.arms for one in said.amounts for fact in one.facts)
        words = (box for said in row.arms for box in (Box(""), _often(said)))
        lines.append(Line((marked(row.label, facts), *words), facts=facts, often=row.arms))
    share = (1 - _EVENTS) / max(len(chart.arms), _ARMS)
    heads = [Head(say("{any}: pale; {severe}: dark", any=chart.names[0], severe=chart.names[1]), _EVENTS)]
    for arm in chart.arms:
        heads += [Head(_sized(arm.text, arm.size), share * _BARS, over=2), Head("", share * (1 - _BARS))]
    arms = tuple(Arm(2 * at + 1, control) for at, control in enumerate(chart.controls))
    return Sheet(tuple(heads), tuple(lines), arms=arms, names=chart.names)


def _sized(text: str, size: str) -> str:
    """'Alpha 2020, n = 28'."""
    return say("{first}, {second}", first=text, second=size) if size else text


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
    texts = [[box.text for box in line.cells[1:]] for line in lines]
    return Sheet(_columns(chart.corner, list(chart.columns), texts), tuple(lines))


def _doses(chart: Doses, marked: Marked) -> Sheet:
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


def _pairs(chart: Pairs, marked: Marked) -> list[Sheet]:
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


def _columns(corner: str, names: list[str], texts: list[list[str]]) -> tuple[Head, ...]:
    """Heads, and how broad their columns are; `texts` are those of the cells, row by row."""
    first = 0.2
    if len(names) * _WIDEST < 1 - first:
        return (Head(corner, first), *(Head(name, _WIDEST) for name in names))
    columns = [[name, *(row[at] for row in texts)] for at, name in enumerate(names)]
    words = [max(_SHORTEST, *(breadth(word) for text in own for word in text.split())) + _BESIDE for own in columns]
    return (Head(corner, first), *map(Head, names, [(1 - first) * word / sum(words) for word in words]))


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
