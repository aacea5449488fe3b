"""The same view in the forms in which others read it: CSV, JSON, an Excel workbook."""

import json
from collections.abc import Callable
from io import BytesIO

import xlsxwriter

from dashboard.exports.tables import as_csv, cell, for_spreadsheet, plain, rows, safe
from dashboard.exports.views import panels
from dashboard.panel import Panel
from dashboard.session.reading import Reading
from dashboard.site import page_named
from evidence.language import mark
from evidence.questions.coverage.numbers import build
from evidence.questions.studies.words import study_names
from evidence.wording import api as words
from evidence.wording.reasons import words as reason
from evidence.wording.selection import selected
from evidence.wording.table import Table

#: A sheet of a workbook has a name of so many characters at most.
SHEET_NAME = 31
#: Width of a column in characters: as its content, within these bounds.
WIDTH = (8, 48)


def to_json(reading: Reading, table: str = "") -> bytes:
    tables = [
        {
            "name": panel.name,
            "question": panel.question,
            "answer": panel.answer.text,
            "method": panel.below,
            "remarks": panel.remarks,
            "rows": rows(panel.name, found, reading),
        }
        for panel, found in _with_tables(reading, table)
    ]
    return json.dumps(about(reading) | {"tables": tables}, ensure_ascii=False, default=plain).encode()


def to_csv(reading: Reading, table: str = "") -> bytes:
    """One table, or all of the page under one head; the column `table` tells them apart."""
    return as_csv(_rows(reading, table))


def to_excel_csv(reading: Reading, table: str = "") -> bytes:
    """The same, for a spreadsheet: it takes what has no byte order mark for another alphabet, and 3-4 for a day."""
    return for_spreadsheet(_rows(reading, table))


def _rows(reading: Reading, table: str) -> list[dict[str, object]]:
    return [row for panel, found in _with_tables(reading, table) for row in rows(panel.name, found, reading)]


def to_xlsx(reading: Reading, table: str = "") -> bytes:
    """A README sheet, then a sheet a table; numbers are numbers, texts never formulas."""
    target = BytesIO()
    with xlsxwriter.Workbook(target, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}) as book:
        bold, wrapped = book.add_format({"bold": True}), book.add_format({"text_wrap": True, "valign": "top"})
        found = _with_tables(reading, table)
        sheet = book.add_worksheet("README")
        sheet.set_column(0, 0, 22, bold)
        sheet.set_column(1, 1, 100, wrapped)
        for line, (what, said) in enumerate(
            words.readme(about(reading), [(each.name, each.question, each.answer.text) for each, _ in found])
        ):
            sheet.write_string(line, 0, what)
            sheet.write_string(line, 1, str(safe(said)))
        for panel, own in found:
            _sheet(book, panel.name, rows(panel.name, own, reading), bold)
    return target.getvalue()


def _sheet(book: xlsxwriter.Workbook, name: str, found: list[dict[str, object]], bold) -> None:
    sheet = book.add_worksheet(name[:SHEET_NAME])
    names = list(dict.fromkeys(name for row in found for name in row)) or list(words.CORE)
    cells = [[safe(cell(row.get(name))) for name in names] for row in found]
    sheet.write_row(0, 0, names, bold)
    for line, values in enumerate(cells, start=1):
        sheet.write_row(line, 0, values)
    for place, name in enumerate(names):
        longest = max([len(name), *(len(str(values[place])) for values in cells)])
        sheet.set_column(place, place, min(max(longest, WIDTH[0]), WIDTH[1]))
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, len(cells), len(names) - 1)


def _with_tables(reading: Reading, table: str) -> list[tuple[Panel, Table]]:
    """The panels of a page that have a table, or the one that is named, with it."""
    return [(panel, panel.table) for panel in panels(reading) if panel.table and table in ("", panel.name)]


def about(reading: Reading) -> dict[str, object]:
    """What a file says of itself."""
    return {
        "page": reading.page,
        "title": page_named(reading.page).title,
        "selection": selected(reading.view, study_names(reading.version), reading.base),
        "data_version": reading.version,
        "link": reading.address(),
        "citation": words.citation(build(reading.version), reading.address()),
        "renamed": list(map(reason, reading.renamed)),
        "columns": words.columns(),
    }


#: What each form is for, and how it is made: the ending of the address comes first.
FORMS: dict[str, tuple[str, str, Callable[[Reading, str], bytes]]] = {
    "csv": (mark("CSV: all tables of the page under one head, for R or Python; one with table="),
            "text/csv; charset=utf-8", to_csv),
    "excel.csv": (mark("CSV for a spreadsheet: the same, and no cell becomes a day"),
                  "text/csv; charset=utf-8", to_excel_csv),
    "json": (mark("JSON: each table with its question, answer and method"), "application/json", to_json),
    "xlsx": (mark("Excel workbook: a README and a sheet a table"),
             "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", to_xlsx),
}  # fmt: skip
