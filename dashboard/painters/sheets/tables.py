"""A table as a sheet: as many columns as fit, or the brief one whole, with references as numbers."""

from dataclasses import replace
from typing import Any

from dashboard.charts.lines import breadth, pieces, shortened
from dashboard.painters.sheets.values import Box, Head, Line, Sheet
from dashboard.panel import Brief
from evidence.questions.references.numbers import read_in
from evidence.questions.references.words import References, behind
from evidence.wording.table import ABREAST, TRACE, Column, Table, ids

#: Columns of a table that stand as numbered references and in the notes instead.
_TRACED = {column.name for column in TRACE if column.english}
#: Characters of a cell that still help on a slide; the whole text stands in the table of the page.
_CELL = 180
#: A table of few columns has room for so many times as much.
_FEW, _AMPLE = 5, 4
#: The share of the names of lines beside short cells.
_FIRST = 0.13
#: Characters across a page and a slide in the smallest type; the longest word that a column keeps whole; the widest wish.
_ACROSS, _WORD, _WIDE = {False: 150, True: 112}, 18, 40


def of_table(table: Table, known: References, version: str, is_slide: bool = False) -> Sheet:
    """The columns that answer; place, source and note are references and notes.

    A slide is broader than a screen: it has one column more, the time of what is compared beside what differs.
    """
    shown = [column for column in table.shown if not column.under][: ABREAST + 1] if is_slide else table.shown
    columns = [column for column in shown if column.name not in _TRACED]
    rows = [_record(record, columns, known, version) for record in table.records]
    columns, shares = _shares(columns, rows, _ACROSS[is_slide])
    heads = [Head(column.label, share, column.numeric) for column, share in zip(columns, shares, strict=True)]
    return Sheet(tuple(heads), tuple(replace(row, cells=row.cells[: len(columns)]) for row in rows))


def _record(record: dict[str, object], columns: list[Column], known: References, version: str) -> Line:
    most = _CELL * (_AMPLE if len(columns) <= _FEW else 1)
    texts = [shortened(column.text(record[column.name]), most) for column in columns]
    texts[0] = f"{texts[0]} {known.marks(behind(record, version))}".strip()
    facts, study = ids(record), str(record.get("study_id") or "")
    return Line(tuple(map(Box, texts)), facts=facts, studies=() if facts else (study,))


def of_brief(brief: Brief, known: References, version: str) -> Sheet:
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


def _shares(columns: list[Column], rows: list[Line], across: int) -> tuple[list[Column], list[float]]:
    """As many columns as fit with their words whole, and their shares of the width: what is left goes to long texts."""
    least, wished = [], []
    for at, column in enumerate(columns):
        texts = [column.label, *(row.cells[at].text for row in rows)]
        least.append(min(_WORD, max(breadth(word.rstrip()) for text in texts for word in pieces(text) or [""])) + 3)
        wished.append(max(least[-1], min(_WIDE, sorted(map(breadth, texts))[int(0.9 * (len(texts) - 1))] + 2)))
    kept = max((n for n in range(1, len(columns) + 1) if sum(least[:n]) <= across), default=1)
    least, wished = least[:kept], wished[:kept]
    spare = (across - sum(least)) / max(sum(wished) - sum(least), 1)
    widths = [low + spare * (high - low) for low, high in zip(least, wished, strict=True)]
    return columns[:kept], [width / sum(widths) for width in widths]
