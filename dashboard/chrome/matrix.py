"""A matrix of counts on the screen: a real table that scrolls in its own area, its heads and its first column in sight."""

from html import escape
from itertools import groupby

from dashboard.charts.values import BELOW, ELSEWHERE, FIGURE, IN_WORDS, INAPPLICABLE, SILENT, Cell, Head, Line, Matrix
from dashboard.chrome.tables import CardOf
from dashboard.painters.look import DARK, shade

#: The class of each kind of silence; one that is not reported is the look of an empty cell.
_SILENT = {SILENT: "", ELSEWHERE: "elsewhere", BELOW: "below", INAPPLICABLE: "inapplicable"}


def to_html(matrix: Matrix, card_of: CardOf) -> str:
    """Its title and the table in its area; a cell with figures leads to their cards.

    The rows of one group follow each other under its name. Every text is escaped.
    """
    title = escape(matrix.caption.title)
    heads = "".join(_head(one) for one in matrix.heads)
    groups = "".join(
        _group(name, list(members), len(matrix.heads), card_of)
        for name, members in groupby(matrix.lines, key=lambda one: one.group)
    )
    return (
        f"<p class='title'><b>{title}</b> <span>{escape(matrix.caption.subtitle)}</span></p>"
        f"<div class='matrix-scroll' tabindex='0' role='region' aria-label='{title}'>"
        f"<table class='matrix'><caption>{title}</caption>"
        f"<thead><tr><td></td>{heads}</tr></thead>{groups}</table></div>"
    )


def _head(one: Head) -> str:
    size = f"<span>{escape(one.size)}</span>" if one.size else ""
    return f"<th scope='col' title='{escape(one.text)}'><div>{escape(one.text)}</div>{size}</th>"


def _group(name: str, lines: list[Line], columns: int, card_of: CardOf) -> str:
    head = f"<tr><th scope='rowgroup'>{escape(name)}</th><td colspan='{columns}'></td></tr>"
    return f"<tbody>{head}{''.join(_row(line, card_of) for line in lines)}</tbody>"


def _row(line: Line, card_of: CardOf) -> str:
    cells = "".join(_cell(one, card_of) for one in line.cells)
    return f"<tr><th scope='row'>{escape(line.label)}</th>{cells}</tr>"


def _cell(one: Cell, card_of: CardOf) -> str:
    """A count on the shade of its share; a cell in doubt has no shade and a frame. Its note is said on pointing at it."""
    if one.state not in (FIGURE, IN_WORDS):
        name = _SILENT[one.state]
        return f"<td class='{name}'></td>" if name else "<td></td>"
    dark = " dark" if (one.share or 0) >= DARK else ""
    looks = f"figure{' hollow' if one.hollow else ''}{dark}"
    said = escape("\n".join([*one.hover, *([one.note] if one.note else [])]))
    link = f"<a class='card' href='{escape(card_of(one.facts))}' title='{said}'>{escape(one.sign or one.text)}</a>"
    return f"<td class='{looks}' style='background:{shade(one.share)}'>{link}</td>"
