"""Panels on the screen: sentence, figure, table, footnote and actions, always together, each one component.

What a panel sends to the browser is text, made once for a view and kept for all readers; panel/panel.js shows it.
"""

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, partial
from html import escape
from urllib.parse import urlencode

import streamlit as st

from dashboard.charts.lines import breadth, shortened
from dashboard.charts.values import Chart, Matrix
from dashboard.chrome import figures
from dashboard.chrome.actions import actions
from dashboard.chrome.controls import choices
from dashboard.chrome.faults import told
from dashboard.chrome.literal import bound
from dashboard.chrome.matrix import to_html as matrix_of
from dashboard.chrome.served import component
from dashboard.chrome.tables import to_html
from dashboard.panel import Page, Panel, PanelOf
from dashboard.session import collected
from dashboard.session.frame import Frame
from dashboard.session.kept import Kept
from dashboard.session.link import address, is_there, named_only, open_cards
from dashboard.session.naming import file_name
from dashboard.session.reading import at_once, study_of
from dashboard.session.viewport import layout
from evidence.language import as_spoken, say
from evidence.wording.table import Table
from evidence.wording.worked import Worked

#: A longer table folds, so that the next question stays in reach; sooner below a figure, which shows the same rows.
OPEN_ROWS, BELOW_FIGURE = 12, 8
#: What is folded and longer is fetched when it is opened.
HEAVY = 20_000
#: Longer remarks fold, in columns: about three lines.
FOLD = 420

#: A panel when it is asked for, once for a view.
Asked = Callable[[], Panel | None]

#: With so many questions a page begins with the list of them.
LONG = 4


def page_of(page: Page, here: Frame) -> None:
    """A page: its own screen, or its choices, the list of its questions if it is long, and its panels."""
    if page.screen:
        page.screen(page, here)
        return
    choices(page, here)
    contents(page, here)
    show(here, page.chosen(here.view))


def sent(here: Frame, panels: Sequence[PanelOf]) -> Iterator[bytes]:
    """What the panels of a view send to the browser, where none of it fails. Raises what fails."""
    for one in panels:
        asked = _asked(here, one)
        if found := _kept(here, one, asked):
            yield _whole(found, _figure(here, found, asked))


def show(here: Frame, panels: Sequence[PanelOf]) -> None:
    """Draw panels, each as soon as it is known; one that fails says so in its place."""
    for one in panels:
        with told():
            asked = _asked(here, one)
            if found := _kept(here, one, asked):
                draw(here, found, asked)


def _asked(here: Frame, one: PanelOf) -> Asked:
    return cache(partial(one.panel, here.closed()))


def _kept(here: Frame, one: PanelOf, asked: Asked) -> "Sent | None":
    return KEPT.get((one.name, one.leads, one.folds, here.all_that_decides()), lambda: _sent(here, asked(), one))


def _figure(here: Frame, found: "Sent", asked: Asked) -> bytes:
    return figures.made(here, found.name, partial(_chart, asked), found.alt).text if found.has_chart else b"null"


def _chart(asked: Asked) -> Chart:
    """Raises ValueError for a panel that draws nothing."""
    if (panel := asked()) is None or panel.chart is None:
        raise ValueError("expected a panel that draws something: the same view drew it when it was kept")
    return panel.chart


def _whole(found: "Sent", figure: bytes, is_named: bool = False) -> bytes:
    """A panel with its figure; `is_named` where the link names a figure of its table, which opens for it."""
    named = b'"named": true, ' if is_named else b""
    return b'{"figure": %s, %s' % (figure, named) + found.text[1:]


def contents(page: Page, here: Frame) -> None:
    """What a long page answers: each question that is always there, in its order, a link to its place.

    Folded panels are such a list themselves.
    """
    listed = [one for one in page.chosen(here.view) if not one.sometimes and not one.folds]
    if len(listed) < LONG:
        return
    ways = "".join(f"<li><a href='#{one.name}'>{escape(say(one.question))}</a></li>" for one in listed)
    st.html(f"<nav aria-label='{escape(say('On this page'))}'><ul class='contents'>{ways}</ul></nav>")


@dataclass(frozen=True)
class Sent:
    """A panel as it leaves for the browser, its figure apart: `text` is JSON, `alt` says the figure to those who do not
    see it. Its table rests on these `facts`, for whose cards it opens.
    """

    name: str
    question: str
    text: bytes
    alt: str = ""
    has_chart: bool = False
    facts: frozenset[str] = frozenset()

    def __len__(self) -> int:
        return len(self.text)


#: Panels by all that decides how one looks, None where the view has nothing of it. Bounded in bytes.
KEPT: Kept[Sent | None] = Kept(64_000_000, lambda sent: len(sent) if sent else 1)


#: What is folded and fetched when it is opened, by the panel and all that decides how it looks. Bounded in bytes.
FOLDS: Kept[bytes | None] = Kept(32_000_000, lambda inside: len(inside or b""))


def _sent(here: Frame, panel: Panel | None, of: PanelOf) -> Sent | None:
    if panel is None:
        return None
    table, said = panel.table, f"<p class='answer'>{bound(escape(panel.answer.text))}</p>"
    told: dict[str, object] = {"name": panel.name, "question": panel.question, "answer": said}
    told |= {"layout": layout(here.narrow), "view": at_once(here)}
    if table is None or not table.records:
        hint = say("Remove a filter above, or choose Reset, to see more.") if table is not None and here.view.filters else ""
        return Sent(panel.name, panel.question, _json(told | {"small": _lines(panel.remarks), "hint": hint}))
    file = file_name(here.page, panel.name, here.view, here.version)
    is_short = len(table.records) <= (BELOW_FIGURE if panel.chart else OPEN_ROWS)
    told |= {
        "small": _lines(panel.remarks, _linked(here, panel)),
        "actions": actions(here, panel.name, panel.name, file),
        "fold": _table(here, panel.name, table, panel.below, is_short),
        "open": is_short or of.opens,
        "computed": _computed(panel.computed),
        "matrix": _matrix(here, panel.scrolled) if panel.scrolled else "",
        "folded": say("Figure and table: {caption}", caption=panel.title or table.caption) if of.folds else "",
    }
    has_chart = panel.chart is not None and panel.scrolled is None
    return Sent(panel.name, panel.question, _json(told), f"{panel.question} {panel.answer.text}", has_chart, _facts(table))


def _matrix(here: Frame, matrix: Matrix) -> str:
    """The matrix, and behind a line how it is read."""
    foot = f"<summary>{escape(say('How to read this'))}</summary>{_lines(matrix.caption.foot)}"
    return f"{matrix_of(matrix, _card_of(here))}<details class='footnote'>{foot}</details>"


def _json(told: dict[str, object]) -> bytes:
    return json.dumps({name: one for name, one in told.items() if one}, ensure_ascii=False).encode()


def draw(here: Frame, found: Sent, asked: Asked) -> None:
    """Draw one panel, whole. Without records the sentence says why, and there is neither figure nor table.

    A figure that cannot be drawn is told above its panel, which stands without it. What the browser has is only named.
    """
    if is_there(here) and found.facts.isdisjoint(here.view.facts):
        _mount(here, found, named_only(here, found.name))
        return
    figure = b"null"
    with told("The figure"):
        figure = _figure(here, found, asked)
    _mount(here, found, _whole(found, figure, not found.facts.isdisjoint(here.view.facts)))


def _mount(here: Frame, sent: Sent, data: bytes) -> None:
    """The component of a panel; what it tells is a press on a mark of its figure, or that it goes into the meeting."""
    key = f"panel_{sent.name}"
    collect = as_spoken(partial(collected.add, here, sent.name, sent.question))
    component("panel", "panel.js")(
        data=data, key=key, on_facts_change=partial(_mark_clicked, key), on_collect_change=collect
    )


def _mark_clicked(key: str) -> None:
    open_cards(st.session_state[key].facts)


def take_away(here: Frame, panel: str, question: str, table: str, file: str) -> None:
    """The row of buttons alone, for a panel that its page draws itself; `table` names the rows of its CSV."""
    _mount(here, Sent(panel, question, b""), _json({"name": panel, "actions": actions(here, panel, table, file)}))


def folded(here: Frame, table: Table, method: Sequence[str] = ()) -> None:
    """A table under its caption; a long one folds, unless the link names one of its figures."""
    head, inside = _fold(here, table, method)
    is_open = len(table.records) <= OPEN_ROWS or not _facts(table).isdisjoint(here.view.facts)
    st.html(f"<details class='fold'{' open' if is_open else ''}><summary>{escape(head)}</summary>{inside}</details>")


def _fold(here: Frame, table: Table, method: Sequence[str]) -> tuple[str, str]:
    """The line that is always there, and the markup behind it."""
    head = say("{caption} ({n})", caption=table.caption, n=len(table.records))
    inside = to_html(table, _card_of(here), study_of(here))
    return head, inside + _lines(method)


def _table(here: Frame, panel: str, table: Table, method: Sequence[str], is_short: bool) -> dict[str, str]:
    """The fold of a panel: the line that is always there, and what is behind it or where that is."""
    head, inside = _fold(here, table, method)
    if is_short or len(inside) < HEAVY:
        return {"head": head, "inside": inside}
    FOLDS.get((panel, here.all_that_decides()), inside.encode)
    return {"head": head, "at": at_once(here, panel), "late": say("The table has not come; close and open it to ask again.")}


def behind(here: Frame, page: Page, panel: str) -> bytes | None:
    """What is folded in a panel of a view as markup; None where the page has no such panel, or it no table."""

    def made() -> bytes | None:
        found = page.named(panel, here)
        return _fold(here, found.table, found.below)[1].encode() if found and found.table else None

    return FOLDS.get((panel, here.all_that_decides()), made)


def _facts(table: Table) -> frozenset[str]:
    """The figures that its records rest on."""
    return frozenset(fact for row in table.records for fact in row.get("fact_id") or ())


def _computed(worked: Sequence[Worked]) -> dict[str, object] | None:
    """The fold that teaches: formula, numbers that went in, the same in R and in Python."""
    if not worked:
        return None
    steps = [(_lines([one.formula, one.row]), one.r, one.python) for one in worked]
    return {"head": say("How was this computed"), "copy": say("Copy"), "copied": say("Copied"), "worked": steps}


def _lines(lines: Sequence[str], linked: Callable[[str], str] = escape) -> str:
    """Lines below a figure; `linked` makes markup of one."""
    return bound("".join(_footnote(line, linked) for line in lines))


def _footnote(line: str, linked: Callable[[str], str]) -> str:
    """A line below a figure; a long one folds behind its beginning."""
    if breadth(line) <= FOLD:
        return f"<p class='footnote'>{linked(line)}</p>"
    begin = escape(shortened(line, FOLD // 2))
    return f"<details class='footnote'><summary>{begin}</summary>{linked(line)}</details>"


def _card_of(here: Frame) -> Callable[[tuple[str, ...]], str]:
    """From the ids of figures to the link that opens their cards over this view."""
    way = _address(here)
    return lambda facts: f"{way}&{urlencode({'fact': facts}, doseq=True)}"


def _linked(frame: Frame, panel: Panel) -> Callable[[str], str]:
    """A line as markup, in which words that stand for figures lead to their cards."""

    card_of = _card_of(frame)

    def markup(line: str) -> str:
        said = escape(line)
        for words, facts in panel.ways:
            way = escape(card_of(facts))
            said = said.replace(escape(words), f"<a href='{way}' target='_self'>{escape(words)}</a>", 1)
        return said

    return markup


def _address(frame: Frame) -> str:
    """The link of this view with no card open."""
    return address(frame.closed().view, frame.page, frame.data)
