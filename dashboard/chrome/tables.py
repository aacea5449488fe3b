"""A table on the screen: semantic HTML; browser/tables.js sorts it by its heads and unfolds what stands below a row."""

from collections.abc import Callable
from html import escape
from typing import Any

from dashboard.charts.lines import breadth
from dashboard.session.short import inside
from evidence.language import say
from evidence.wording.table import Column, Table, written

#: Where the card of some figures opens: from their fact ids to a link.
CardOf = Callable[[tuple[str, ...]], str]
#: Where all that a study prints is shown: from its id to a link.
StudyOf = Callable[[str], str]

#: From so many characters on a text is long, up to so many columns it is short.
LONG, SHORT = 90, 18


def to_html(table: Table, card_of: CardOf | None = None, study_of: StudyOf | None = None) -> str:
    """A real table: caption, column heads and row heads with scope; every text of a record escaped.

    Each record is a group of rows: what stands side by side, and what unfolds. With `card_of` the head of each row
    leads to the card of the figures that the row rests on, with `study_of` the name of a study to all that it prints.
    """
    heads = "".join(_head(column, len(table.records) > 1) for column in table.row)
    groups = "".join(f"<tbody>{_rows(table, record, card_of, study_of)}</tbody>" for record in table.records)
    return (
        f"<div class='evidence-scroll' tabindex='0' role='region' aria-label='{escape(table.caption)}'>"
        f"<table class='evidence'><caption>{escape(table.caption)}</caption>"
        f"<thead><tr>{heads}</tr></thead>{groups}</table></div>"
    )


def _head(column: Column, sorts: bool) -> str:
    """The head of a column; a press on it sorts the table."""
    label = escape(column.label)
    said = f"<button class='sort' type='button'>{label}</button>" if sorts else label
    return f"<th scope='col'{_class(column)}>{said}</th>"


def _rows(table: Table, record: dict[str, object], card_of: CardOf | None, study_of: StudyOf | None) -> str:
    """The row of a record, and below it what it unfolds."""
    below = "".join(_said(column, record, study_of) for column in table.unfolded)
    row = f"<tr{_anchor(table, record)}>{_cells(table.row, record, card_of, study_of, bool(below))}</tr>"
    return row + (f"<tr class='under' hidden><td colspan='{len(table.row)}'><dl>{below}</dl></td></tr>" if below else "")


def _said(column: Column, record: dict[str, object], study_of: StudyOf | None) -> str:
    """One value that unfolds, under its name; nothing where there is none."""
    value = record[column.name]
    text = "" if value in (None, "", ()) else column.text(value)
    if not text:
        return ""
    return f"<div><dt>{escape(column.label)}</dt><dd>{_linked(escape(text), _way(column, record, study_of))}</dd></div>"


def _way(column: Column, record: dict[str, Any], study_of: StudyOf | None) -> str | None:
    """Where a value leads."""
    if column.study and study_of:
        return study_of(str(record["study_id"]))
    return column.href(record) if column.href else None


def _cells(
    columns: list[Column], record: dict[str, Any], card_of: CardOf | None, study_of: StudyOf | None, unfolds: bool
) -> str:
    cells = []
    said, more = escape(say("Where this number comes from")), escape(say("More on this row"))
    facts: tuple[str, ...] = tuple(record.get("fact_id") or ())
    for index, column in enumerate(columns):
        text = _linked(escape(column.text(record[column.name])), _way(column, record, study_of))
        if index == 0 and facts and card_of and not (column.href or column.study):
            text = f"<a class='card' href='{escape(card_of(facts))}' title='{said}'>{text}</a>"
        if index == 0 and unfolds:
            text = f"<button class='unfold' type='button' aria-expanded='false' aria-label='{more}'></button>{text}"
        key = _key(column, record)
        name, scope, kind = ("td", "", _class(column, text)) if index else ("th", " scope='row'", _class(column))
        cells.append(f"<{name}{scope}{kind}{key}>{text}</{name}>")
    return "".join(cells)


def _key(column: Column, record: dict[str, object]) -> str:
    """By what a cell is sorted where that is not its text: a number, or nothing, which comes last."""
    value = record.get(column.sort or column.name)
    if value is None:
        return " data-key=''"
    is_number = isinstance(value, (int, float)) and not isinstance(value, bool)
    return f" data-key='{value}'" if is_number else ""


def _anchor(table: Table, record: dict[str, object]) -> str:
    return f" id='{escape(str(written(record[table.anchor])))}'" if table.anchor else ""


def _linked(text: str, address: str | None) -> str:
    """The text as a link where the address is https or inside this site; any other address stays unlinked."""
    if address is None or not (inside(address) or address.startswith("https://")):
        return text
    away = "" if inside(address) else " target='_blank'"
    return f"<a href='{escape(address)}'{away} rel='noopener'>{text}</a>"


def _class(column: Column, text: str = "") -> str:
    """How a cell is laid out: a long text is broader, so that it does not stretch its row over half a screen; a short
    one stays on a line where there is room.
    """
    if column.numeric:
        return " class='number'"
    if len(text) > LONG:
        return " class='long'"
    return " class='wide'" if column.wide else " class='short'" if text and breadth(text) <= SHORT else ""
