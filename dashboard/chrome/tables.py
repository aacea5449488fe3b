"""A table on the screen: semantic HTML."""

from collections.abc import Callable
from html import escape

from dashboard.session.short import inside
from evidence.language import say
from evidence.wording.table import Column, Table, written

#: Where the card of some figures opens: from their fact ids to a link.
CardOf = Callable[[tuple[str, ...]], str]

#: From so many characters on a text is long.
LONG = 90


def to_html(table: Table, card_of: CardOf | None = None) -> str:
    """A real table: caption, column heads and row heads with scope; every text of a record escaped.

    With `card_of` the head of each row leads to the card of the figures that the row rests on.
    """
    heads = "".join(f"<th scope='col'{_class(column)}>{escape(column.label)}</th>" for column in table.shown)
    rows = "".join(f"<tr{_anchor(table, record)}>{_cells(table.shown, record, card_of)}</tr>" for record in table.records)
    return (
        f"<div class='evidence-scroll' tabindex='0' role='region' aria-label='{escape(table.caption)}'>"
        f"<table class='evidence'><caption>{escape(table.caption)}</caption>"
        f"<thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table></div>"
    )


def _cells(columns: list[Column], record: dict[str, object], card_of: CardOf | None) -> str:
    cells = []
    said = escape(say("Where this number comes from"))
    facts = tuple(record.get("fact_id") or ())
    for index, column in enumerate(columns):
        text = _linked(escape(column.text(record[column.name])), column.href(record) if column.href else None)
        if index == 0 and facts and card_of and not column.href:
            text = f"<a class='card' href='{escape(card_of(facts))}' title='{said}'>{text}</a>"
        cells.append(f"<th scope='row'>{text}</th>" if index == 0 else f"<td{_class(column, text)}>{text}</td>")
    return "".join(cells)


def _anchor(table: Table, record: dict[str, object]) -> str:
    return f" id='{escape(str(written(record[table.anchor])))}'" if table.anchor else ""


def _linked(text: str, address: str | None) -> str:
    """The text as a link where the address is https or inside this site; any other address stays unlinked."""
    if address is None or not (inside(address) or address.startswith("https://")):
        return text
    away = "" if inside(address) else " target='_blank'"
    return f"<a href='{escape(address)}'{away} rel='noopener'>{text}</a>"


def _class(column: Column, text: str = "") -> str:
    """How a cell is laid out; a long text is broader, so that it does not stretch its row over half a screen."""
    if column.numeric:
        return " class='number'"
    return " class='long'" if len(text) > LONG else " class='wide'" if column.wide else ""
