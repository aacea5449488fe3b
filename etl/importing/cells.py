"""Sheets as cells: what is shown, what is held, how it was made and formatted, what was remarked, where it stands.

CSV and TSV hold only what is shown. Nothing is interpreted: a decimal mark, an empty cell and a code for "not reported"
mean what the map of the sheet says.
"""

import csv
import io
import re
import struct
import zipfile
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path

import openpyxl
from openpyxl.cell.cell import Cell as Held
from openpyxl.utils import get_column_letter
from openpyxl.utils.exceptions import InvalidFileException

from etl.importing.brought import Refused, size
from etl.importing.record_file import EXTREME, FORMULA

#: A sheet of studies has some hundred rows; a workbook is packed to a tenth.
SIZE_LIMIT, UNPACKED_LIMIT, CELL_LIMIT = 20_000_000, 8_000_000, 200_000
_ENTITY = re.compile(rb"<!(DOCTYPE|ENTITY)")
#: Formulas that reach out of their workbook.
_REACHING = re.compile(r"\b(HYPERLINK|WEBSERVICE|CALL|REGISTER|EXEC|DDE|IMPORT\w+)\s*\(|\|", re.IGNORECASE)
_DECIMALS = re.compile(r"0(?:\.(0+))?(%?)")


@dataclass(frozen=True)
class Cell:
    """`text` as a reader sees it; `raw` the number that the cell holds; `formula` with its sign; `comment` of its author."""

    text: str
    address: str
    raw: float | int | None = None
    formula: str = ""
    format: str = "General"
    comment: str = ""

    @property
    def percent(self) -> bool:
        return self.raw is not None and self.format.endswith("%")


@dataclass(frozen=True)
class Sheet:
    """A table of cells; rows are as long as the longest."""

    file: str
    name: str
    rows: tuple[tuple[Cell, ...], ...]

    def place(self, cell: Cell) -> str:
        """'review.xlsx, sheet All, AM8'."""
        return ", ".join(part for part in (self.file, self.name and f"sheet {self.name}", cell.address) if part)


def read_sheets(path: Path) -> list[Sheet]:
    """The sheets of a file. Raises Refused with the cell of what cannot be taken."""
    length = size(path, SIZE_LIMIT)
    found = _workbook(path) if path.suffix.lower() == ".xlsx" else [_table(path)]
    for sheet in found:
        for row in sheet.rows:
            for cell in row:
                if FORMULA.fullmatch(cell.text) or _REACHING.search(cell.formula):
                    raise Refused(
                        sheet.place(cell),
                        f"{(cell.formula or cell.text)[:40]!r} would be run by a spreadsheet; write the value",
                    )
                if EXTREME.fullmatch(cell.text) and cell.text.lower() != "nan":
                    raise Refused(sheet.place(cell), f"{cell.text[:40]!r} is no number that a study can print")
    if not any(sheet.rows for sheet in found):
        raise Refused(path.name, f"holds no cell in {length:,} bytes")
    return found


def _table(path: Path) -> Sheet:
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        raise Refused(f"{path.name}, byte {fault.start}", "is not UTF-8 text; save the sheet as CSV UTF-8") from None
    if "\0" in text:
        raise Refused(f"{path.name}, line {text[: text.index(chr(0))].count(chr(10)) + 1}", "holds a NUL; this is no table")
    sign = "\t" if path.suffix.lower() == ".tsv" else _separator(text)
    try:
        lines = list(csv.reader(io.StringIO(text, newline=""), delimiter=sign, strict=True))
    except csv.Error as fault:
        raise Refused(path.name, f"is no table of cells: {fault}") from None
    width = max(map(len, lines), default=0)
    _few(path.name, len(lines) * width)
    rows = tuple(
        tuple(Cell(line[at] if at < len(line) else "", f"{get_column_letter(at + 1)}{number}") for at in range(width))
        for number, line in enumerate(lines, 1)
    )
    return Sheet(path.name, "", rows)


def _separator(text: str) -> str:
    """The sign between cells: of comma, semicolon and tab the one that most stands in the first line outside quotes."""
    first = re.sub(r'"[^"]*"', "", text.partition("\n")[0])
    return max((",", ";", "\t"), key=first.count)


def _few(place: str, cells: int) -> None:
    if cells > CELL_LIMIT:
        raise Refused(place, f"spans {cells:,} cells; a sheet of studies has at most {CELL_LIMIT:,}. Delete what is far out")


def _workbook(path: Path) -> list[Sheet]:
    try:
        _harmless(path)
        formulas = openpyxl.load_workbook(path, keep_links=False)
        values = openpyxl.load_workbook(path, keep_links=False, data_only=True)
    except (zipfile.BadZipFile, InvalidFileException, KeyError, ValueError, OSError, SyntaxError) as fault:
        raise Refused(
            path.name, f"is no workbook that can be opened ({type(fault).__name__}); save it anew as .xlsx"
        ) from None
    found = []
    for sheet in formulas.worksheets:
        _few(f"{path.name}, sheet {sheet.title}, {get_column_letter(sheet.max_column)}{sheet.max_row}",
             sheet.max_row * sheet.max_column)  # fmt: skip
        rows = zip(sheet.iter_rows(), values[sheet.title].iter_rows(), strict=True)
        found.append(Sheet(path.name, sheet.title, tuple(tuple(map(_cell, *pair)) for pair in rows)))
    return [sheet for sheet in found if any(cell.text for row in sheet.rows for cell in row)]


def _harmless(path: Path) -> None:
    """Refuse what a workbook of studies never has: a bomb, links to other files, macros, declarations."""
    with zipfile.ZipFile(path) as parts:
        unpacked = sum(part.file_size for part in parts.infolist())
        if unpacked > UNPACKED_LIMIT or len(parts.infolist()) > 1000:
            raise Refused(path.name, f"unpacks to {unpacked:,} bytes; a sheet of studies has at most {UNPACKED_LIMIT:,}")
        for part in parts.infolist():
            if part.filename.startswith("xl/externalLinks/"):
                raise Refused(f"{path.name}, {part.filename}", "takes values from another file; paste them as values first")
            if part.filename.endswith("vbaProject.bin"):
                raise Refused(f"{path.name}, {part.filename}", "holds macros; save it as .xlsx without them")
            if part.filename.endswith((".xml", ".rels")) and _ENTITY.search(parts.read(part)[:2000]):
                raise Refused(f"{path.name}, {part.filename}", "declares its own entities, which no spreadsheet writes")


def _cell(held: Held, value: Held) -> Cell:
    formula = held.value if held.data_type == "f" else ""
    formula = formula if isinstance(formula, str) else getattr(formula, "text", "") or "="
    number = value.value if isinstance(value.value, int | float) and not isinstance(value.value, bool) else None
    remark = " ".join(held.comment.text.split()) if held.comment else ""
    if number is not None and not abs(number) < 1e15:
        number, text = None, str(value.value)
    else:
        text = shown(number, held.number_format) if number is not None else _text(value.value)
    return Cell(text, held.coordinate, number, formula, held.number_format, remark)


def _text(value: object) -> str:
    return "" if value is None else str(value).strip() if isinstance(value, str) else str(value)


def shown(number: float | int, form: str) -> str:
    """A number as its cell shows it, for the plain formats; else with the digits that it was typed with."""
    exact = Decimal(short(number))
    if not (found := _DECIMALS.fullmatch(form)):
        return f"{exact.normalize():f}" if exact else "0"
    places, percent = len(found[1] or ""), found[2]
    rounded = (exact * 100 if percent else exact).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    return f"{rounded:f}{percent}"


def short(number: float | int) -> str:
    """The digits that a number was typed with: 0.5899999737739563 is 0.59 that was kept in 32 bits."""
    for digits in (7, 15):
        text = f"{number:.{digits}g}"
        if digits == 7 and struct.unpack("f", struct.pack("f", float(text)))[0] == number:
            return text
    return text if float(text) == number else repr(number)
