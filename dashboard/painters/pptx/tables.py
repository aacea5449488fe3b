"""A native table on a slide: words of a sheet, row heights known beforehand, so that a chart can lie on a column."""

from collections.abc import Sequence
from dataclasses import dataclass

from lxml import etree
from pptx.enum.dml import MSO_PATTERN
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.oxml.ns import qn
from pptx.util import Inches, Pt

from dashboard.charts.lines import pieces
from dashboard.painters.look import ACCENT, FAINT, GREY, INK, LINE, MUTED
from dashboard.painters.pptx import fitting
from dashboard.painters.pptx.template import colour, typeset
from dashboard.painters.sheets import Box, Line, Sheet

#: Space beside and above the words of a cell, in inches.
PAD, GAP = 0.05, 0.025
#: A bold letter is so much wider; the name of a column has at most so many lines.
BOLD, HEAD_LINES = 1.08, 9
#: The names of many columns are set so small, in points, where their words would be torn otherwise.
_SMALLER = (11, 10)
#: The kinds of silence, as patterns of the file format.
PATTERNS = {"/": MSO_PATTERN.LIGHT_UPWARD_DIAGONAL, ".": MSO_PATTERN.PERCENT_10, "x": MSO_PATTERN.DIAGONAL_CROSS}
_PLAIN = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"  # PowerPoint's "No Style, No Grid"


@dataclass(frozen=True)
class Grid:
    """Where a sheet's columns and rows lie, in inches from the left and top of the slide; `size` in points, of heads too.

    The names of groups have the columns before `drawn`, so that nothing is drawn over them.
    """

    left: float
    top: float
    widths: tuple[float, ...]
    head: float
    size: float
    head_size: float
    drawn: int

    def right_of(self, column: int) -> float:
        return self.left + sum(self.widths[: column + 1])


def grid(sheet: Sheet, left: float, top: float, room: float, size: float) -> Grid:
    """Column widths and the height of the heads of a sheet in `room` inches."""
    widths = tuple(room * head.share for head in sheet.heads)
    named = [(head.text, width) for head, width in zip(sheet.heads, _rooms(sheet, widths), strict=True)]
    held = (small for small in (size, *_SMALLER) if all(_whole(text, small, width) for text, width in named))
    smaller = next(held, _SMALLER[-1])
    tall = max(_high(_head(text, smaller, width), smaller, width) for text, width in named)
    drawn = sheet.drawing if sheet.axis and sheet.drawing else len(widths)
    return Grid(left, top, widths, tall, size, smaller, drawn)


def _rooms(sheet: Sheet, widths: tuple[float, ...]) -> list[float]:
    """How broad the place of each head is, in inches."""
    return [sum(widths[at : at + head.over]) for at, head in enumerate(sheet.heads)]


def height(line: Line, place: Grid) -> float:
    """Height of a row: that of its tallest cell."""
    if line.group:
        return _high(line.group, place.size, sum(place.widths[: place.drawn])) + 0.04
    return max(_high(cell.whole or " ", place.size, width) for cell, width in zip(line.cells, place.widths, strict=True))


def unbroken(sheet: Sheet, place: Grid) -> bool:
    """Whether every word fits its column."""
    heads = zip([head.text for head in sheet.heads], _rooms(sheet, place.widths), strict=True)
    rows = (zip((cell.whole for cell in line.cells), place.widths, strict=False) for line in sheet.lines)
    named = all(_whole(text, place.head_size, room) for text, room in heads)
    return named and all(_whole(text, place.size, room) for row in rows for text, room in row)


def _whole(text: str, size: float, width: float) -> bool:
    """Whether no word of a text is torn in a column."""
    words = (word.rstrip() for word in pieces(text.replace("\n", " ")))
    return all(fitting.width(word, size * BOLD) <= width - 2 * PAD for word in words)


def _head(text: str, size: float, width: float) -> str:
    """The name of a column, cut where it is long: the notes have the whole."""
    return fitting.shortened(text, size * BOLD, width - 2 * PAD, HEAD_LINES)


def _high(text: str, size: float, width: float) -> float:
    return fitting.height(text, size, width - 2 * PAD) + 2 * GAP


def draw(slide, sheet: Sheet, lines: list[Line], place: Grid, heights: list[float]) -> None:
    """Set heads and lines as one table."""
    rows, columns = len(lines) + 1, len(sheet.heads)
    total = place.head + sum(heights)
    shape = slide.shapes.add_table(
        rows, columns, Inches(place.left), Inches(place.top), Inches(sum(place.widths)), Inches(total)
    )
    table = shape.table
    shape._element.graphic.graphicData.tbl[0].find(qn("a:tableStyleId")).text = _PLAIN
    table.horz_banding = False
    for at, width in enumerate(place.widths):
        table.columns[at].width = Inches(width)
    for row, tall in zip(table.rows, [place.head, *heights], strict=True):
        row.height = Inches(tall)
    cells = [list(row.cells) for row in table.rows]
    for at, (cell, head, width) in enumerate(zip(cells[0], sheet.heads, _rooms(sheet, place.widths), strict=True)):
        if head.over > 1:
            cell.merge(cells[0][at + head.over - 1])
        words = Box(_head(head.text, place.head_size, width))
        _set(cell, words, place.head_size, head.right, MUTED, bold=True, under=INK)
    for row, line in zip(cells[1:], lines, strict=True):
        _line(row, line, sheet, place)


def _line(row: list, line: Line, sheet: Sheet, place: Grid) -> None:
    if line.group:
        row[0].merge(row[place.drawn - 1])
        for cell in (row[0], *row[place.drawn :]):
            _set(cell, Box(line.group if cell is row[0] else ""), place.size, False, MUTED, bold=True, under=LINE)
        return
    for cell, words, head in zip(row, line.cells, sheet.heads, strict=True):
        _set(cell, words, place.size, head.right, "#ffffff" if words.light else INK, under=FAINT)


def _set(cell, words: Box, size: float, right: bool, ink: str, bold: bool = False, under: str = LINE) -> None:
    cell.margin_left = cell.margin_right = Inches(PAD)
    cell.margin_top = cell.margin_bottom = Inches(GAP)
    cell.vertical_anchor = MSO_ANCHOR.MIDDLE
    for at, runs in enumerate(_lines(words, bold)):
        paragraph = cell.text_frame.add_paragraph() if at else cell.text_frame.paragraphs[0]
        paragraph.alignment = PP_ALIGN.RIGHT if right else PP_ALIGN.LEFT
        for said, strong in runs:
            run = paragraph.add_run()
            run.text = said
            typeset(run.font, size, colour(ink), strong)
        paragraph._p.append(paragraph._p.makeelement(qn("a:endParaRPr"), {"sz": str(Pt(size).centipoints)}))
    if words.pattern:
        cell.fill.patterned()
        cell.fill.pattern = PATTERNS[words.pattern]
        cell.fill.fore_color.rgb, cell.fill.back_color.rgb = colour(GREY), colour("#ffffff")
    elif words.fill:
        cell.fill.solid()
        cell.fill.fore_color.rgb = colour(words.fill)
    if words.hollow:
        _edge(cell, ("lnL", "lnR", "lnT", "lnB"), ACCENT, 1.5)
    else:
        _edge(cell, ("lnB",), under, 0.75)


def _lines(words: Box, bold: bool) -> list[list[tuple[str, bool]]]:
    """The words of a cell line by line, and which of them are bold; an empty cell has one line."""
    runs = [(said, strong) for said, strong in ((words.lead, True), (words.text, bold)) if said]
    below = [[(words.below, True)]] if words.below else []
    return [runs, *below] if runs or not below else below


def _edge(cell, sides: Sequence[str], ink: str, size: float) -> None:
    """Lines at some sides of a cell, `size` in points."""
    properties = cell._tc.get_or_add_tcPr()
    for at, side in enumerate(sides):
        line = properties.makeelement(qn(f"a:{side}"), {"w": str(Pt(size))})
        fill = etree.SubElement(line, qn("a:solidFill"))
        etree.SubElement(fill, qn("a:srgbClr"), val=ink.lstrip("#"))
        properties.insert(at, line)
