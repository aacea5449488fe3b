"""A table on its way out as CSV."""

import pandas as pd

from evidence.wording.table import Table, written

#: A cell that starts with one of these is run as a formula by spreadsheets.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")


def to_csv(table: Table) -> str:
    """Every record with every column, raw values; a missing value is an empty cell, a formula is neutralised."""
    names = [column.name for column in table.columns]
    records = [{name: safe(written(record[name])) for name in names} for record in table.records]
    return pd.DataFrame(records, columns=names, dtype=object).to_csv(index=False)


def safe(value: object) -> object:
    """A text that a spreadsheet would run as a formula gets an apostrophe; a lone carriage return would end the row."""
    if not isinstance(value, str):
        return value
    flat = value.replace("\r", " ")
    return f"'{flat}" if value.startswith(_FORMULA) or value.lstrip().startswith(_FORMULA) else flat
