"""A table on its way out as CSV."""

import re

import pandas as pd

from evidence.wording.table import Table, written

#: Tells a spreadsheet that a text is UTF-8.
BYTE_ORDER_MARK = "\N{ZERO WIDTH NO-BREAK SPACE}"
#: Two numbers that a spreadsheet reads as day and month, or month and year.
_LIKE_A_DAY = re.compile(r"\d{1,4}[/-]\d{1,4}")
#: A cell that starts with one of these is run as a formula by spreadsheets.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")


def to_csv(table: Table) -> str:
    """Every record with every column, raw values; a missing value is an empty cell, a formula is neutralised.

    It begins with a byte order mark: who takes the file of one table opens it in a spreadsheet.
    """
    names = [column.name for column in table.columns]
    return BYTE_ORDER_MARK + flat([{name: written(record[name]) for name in names} for record in table.records], names)


def flat(records: list[dict[str, object]], names: list[str]) -> str:
    """Records as CSV that no spreadsheet reads as something else: neither formulas nor days."""
    cells = [[undated(safe(record.get(name))) for name in names] for record in records]
    return pd.DataFrame(cells, columns=names, dtype=object).to_csv(index=False)


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
