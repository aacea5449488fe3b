"""The same view in the forms in which others read it: CSV, JSON, an Excel workbook."""

import json
from collections.abc import Callable
from datetime import date
from io import BytesIO

import xlsxwriter

from dashboard.exports.tables import BYTE_ORDER_MARK, flat, safe
from dashboard.exports.views import panels
from dashboard.panel import Panel
from dashboard.session.reading import Reading
from dashboard.site import page_named
from evidence.language import mark
from evidence.questions.changes.numbers import figures
from evidence.questions.coverage.numbers import build
from evidence.questions.studies.numbers import study_labels
from evidence.wording import api as words
from evidence.wording.reasons import words as reason
from evidence.wording.selection import selection
from evidence.wording.table import written

#: A sheet of a workbook has a name of so many characters at most.
SHEET_NAME = 31
#: Width of a column in characters: as its content, within these bounds.
WIDTH = (8, 48)


def rows(panel: Panel, reading: Reading, part: slice = slice(None)) -> list[dict[str, object]]:
    """The records of a panel's table, or a part, each with the columns of every row of every page, values as they are."""
    known = figures(reading.version, reading.view.other)
    names = [column.name for column in panel.table.columns]
    found = []
    for record in panel.table.records[part]:
        facts = [known[fact_id].fact for fact_id in record.get("fact_id") or () if fact_id in known]
        row = words.complete(panel.name, {name: record[name] for name in names}, facts, reading.version)
        found.append({name: written(value) if isinstance(value, tuple) else value for name, value in row.items()})
    return found


def to_json(reading: Reading) -> bytes:
    tables = [
        {
            "name": panel.name,
            "question": panel.question,
            "answer": panel.answer,
            "method": panel.below,
            "remarks": panel.remarks,
            "rows": rows(panel, reading),
        }
        for panel in _with_tables(reading)
    ]
    return json.dumps(about(reading) | {"tables": tables}, ensure_ascii=False, default=plain).encode()


def to_csv(reading: Reading) -> bytes:
    """All tables of the page under one head; `table` tells them apart."""
    found = [row for panel in _with_tables(reading) for row in rows(panel, reading)]
    names = list(dict.fromkeys([*words.CORE, *(name for row in found for name in row)]))
    return flat([{name: _plain_cell(row.get(name)) for name in names} for row in found], names).encode()


def to_excel_csv(reading: Reading) -> bytes:
    """The same, for a spreadsheet that takes what has no byte order mark for another alphabet."""
    return BYTE_ORDER_MARK.encode() + to_csv(reading)


def to_xlsx(reading: Reading) -> bytes:
    """A README sheet, then a sheet a table; numbers are numbers, texts never formulas."""
    target = BytesIO()
    with xlsxwriter.Workbook(target, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}) as book:
        bold, wrapped = book.add_format({"bold": True}), book.add_format({"text_wrap": True, "valign": "top"})
        found = _with_tables(reading)
        sheet = book.add_worksheet("README")
        sheet.set_column(0, 0, 22, bold)
        sheet.set_column(1, 1, 100, wrapped)
        for line, (what, said) in enumerate(
            words.readme(about(reading), [(each.name, each.question, each.answer) for each in found])
        ):
            sheet.write_string(line, 0, what)
            sheet.write_string(line, 1, str(safe(said)))
        for panel in found:
            _sheet(book, panel.name, rows(panel, reading), bold)
    return target.getvalue()


def _sheet(book: xlsxwriter.Workbook, name: str, found: list[dict[str, object]], bold) -> None:
    sheet = book.add_worksheet(name[:SHEET_NAME])
    names = list(dict.fromkeys(name for row in found for name in row)) or list(words.CORE)
    cells = [[safe(_plain_cell(row.get(name))) for name in names] for row in found]
    sheet.write_row(0, 0, names, bold)
    for line, values in enumerate(cells, start=1):
        sheet.write_row(line, 0, values)
    for place, name in enumerate(names):
        longest = max([len(name), *(len(str(values[place])) for values in cells)])
        sheet.set_column(place, place, min(max(longest, WIDTH[0]), WIDTH[1]))
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, len(cells), len(names) - 1)


def _with_tables(reading: Reading) -> list[Panel]:
    return [panel for panel in panels(reading) if panel.table]


def about(reading: Reading) -> dict[str, object]:
    """What a file says of itself."""
    return {
        "page": reading.page,
        "title": page_named(reading.page).title,
        "selection": selection(reading.view, study_labels(reading.version)),
        "data_version": reading.version,
        "link": reading.address(),
        "citation": words.citation(build(reading.version), reading.address()),
        "renamed": list(map(reason, reading.renamed)),
        "columns": words.columns(),
    }


def plain(value: object) -> object:
    """Dates and the like as text."""
    return value.isoformat() if isinstance(value, date) else str(value)


def _plain_cell(value: object) -> object:
    """What a cell can hold: numbers, texts, truth, nothing; lists joined."""
    value = written(value)
    if value is None or isinstance(value, (str, int, float, bool)):
        return value
    return plain(value)


#: What each form is for, and how it is made: the ending of the address comes first.
FORMS: dict[str, tuple[str, str, Callable[[Reading], bytes]]] = {
    "csv": (mark("CSV: all tables of the page under one head, for R, Python or a spreadsheet"),
            "text/csv; charset=utf-8", to_csv),
    "excel.csv": (mark("CSV for Excel: the same with a byte order mark"), "text/csv; charset=utf-8", to_excel_csv),
    "json": (mark("JSON: each table with its question, answer and method"), "application/json", to_json),
    "xlsx": (mark("Excel workbook: a README and a sheet a table"),
             "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", to_xlsx),
}  # fmt: skip
