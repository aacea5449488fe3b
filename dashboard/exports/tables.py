"""Records on their way out as CSV."""

import csv
import re
from collections.abc import Callable, Mapping
from datetime import date
from io import StringIO

from dashboard.session.frame import Frame
from dashboard.session.reading import Reading
from evidence.questions.changes.numbers import figures
from evidence.wording import api as words
from evidence.wording.table import Table, written

#: Tells a spreadsheet that a text is UTF-8.
BYTE_ORDER_MARK = "\N{ZERO WIDTH NO-BREAK SPACE}"
#: Two numbers that a spreadsheet reads as day and month, or month and year.
_LIKE_A_DAY = re.compile(r"\d{1,4}[/-]\d{1,4}")
#: A cell that starts with one of these is run as a formula by spreadsheets.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")


def rows(name: str, table: Table, here: Reading | Frame, part: slice = slice(None)) -> list[dict[str, object]]:
    """The records of a panel's table, or a part, as files carry them: values as they are, lists in one text."""
    return [in_cells(row) for row in listed(name, table, here, part)]


def listed(name: str, table: Table, here: Reading | Frame, part: slice = slice(None)) -> list[dict[str, object]]:
    """The records of a panel's table, or a part, each with the columns of every row of every page; a list is a list."""
    base = here.base
    known = figures(base, here.view.other)
    names = [column.name for column in table.columns]
    found = []
    for record in table.records[part]:
        facts = [known[fact_id].fact for fact_id in record.get("fact_id") or () if fact_id in known]
        found.append(words.complete(name, {name: record[name] for name in names}, facts, base))
    return found


def in_cells(row: Mapping[str, object]) -> dict[str, object]:
    """A row as files carry it: its lists in one text each."""
    return {name: written(value) if isinstance(value, tuple) else value for name, value in row.items()}


def as_csv(found: list[dict[str, object]]) -> bytes:
    """Rows under one head, for programs: the columns of every row first, cells in their own characters."""
    return _flat(found, safe).encode()


def for_spreadsheet(found: list[dict[str, object]]) -> bytes:
    """The same with a byte order mark, and without cells that a spreadsheet makes days of."""
    return (BYTE_ORDER_MARK + _flat(found, lambda value: undated(safe(value)))).encode()


def _flat(found: list[dict[str, object]], kept: Callable[[object], object]) -> str:
    names = list(dict.fromkeys([*words.CORE, *(name for row in found for name in row)]))
    flat = StringIO()
    lines = csv.writer(flat, lineterminator="\n")
    lines.writerow(names)
    lines.writerows([kept(cell(row.get(name))) for name in names] for row in found)
    return flat.getvalue()


def undated(value: object) -> object:
    """'6/7' as '6 of 7' and '3-4' with an en dash: a spreadsheet makes the 6th of July of the one, of April of the other."""
    if not isinstance(value, str) or not _LIKE_A_DAY.fullmatch(value):
        return value
    return value.replace("/", " of ") if "/" in value else value.replace("-", "\N{EN DASH}")


def safe(value: object) -> object:
    """A text that a spreadsheet would run as a formula gets an apostrophe; a lone carriage return would end the row."""
    if not isinstance(value, str):
        return value
    flat = value.replace("\r", " ")
    return f"'{flat}" if value.startswith(_FORMULA) or value.lstrip().startswith(_FORMULA) else flat


def plain(value: object) -> object:
    """Dates and the like as text."""
    return value.isoformat() if isinstance(value, date) else str(value)


def cell(value: object) -> object:
    """What a cell can hold: numbers, texts, truth, nothing; lists joined."""
    value = written(value)
    if value is None or isinstance(value, (str, int, float, bool)):
        return value
    return plain(value)
