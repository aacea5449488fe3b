"""A table on its way out: semantic HTML for the page, CSV for everything else."""

from html import escape

import pandas as pd

from evidence.wording.table import Column, Table

#: A cell that starts with one of these is run as a formula by spreadsheets.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def to_html(table: Table) -> str:
    """A real table: caption, column heads and row heads with scope; every text of a record escaped."""
    heads = "".join(f"<th scope='col'{_class(column)}>{escape(column.label)}</th>" for column in table.shown)
    rows = "".join(f"<tr>{_cells(table.shown, record)}</tr>" for record in table.records)
    return (
        f"<div class='evidence-scroll' tabindex='0' role='region' aria-label='{escape(table.caption)}'>"
        f"<table class='evidence'><caption>{escape(table.caption)}</caption>"
        f"<thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table></div>"
    )


def _cells(columns: list[Column], record: dict[str, object]) -> str:
    cells = []
    for index, column in enumerate(columns):
        text = escape(column.text(record[column.name]))
        cells.append(f"<th scope='row'>{text}</th>" if index == 0 else f"<td{_class(column)}>{text}</td>")
    return "".join(cells)


def _class(column: Column) -> str:
    return " class='number'" if column.numeric else " class='wide'" if column.wide else ""


def to_csv(table: Table) -> str:
    """Every record with every column, raw values; a missing value is an empty cell, a formula is neutralised."""
    names = [column.name for column in table.columns]
    records = [{name: _safe(record[name]) for name in names} for record in table.records]
    return pd.DataFrame(records, columns=names, dtype=object).to_csv(index=False)


def _safe(value: object) -> object:
    return f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA) else value
