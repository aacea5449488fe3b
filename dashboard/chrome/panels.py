"""Panels on the screen: sentence, figure, table, footnote and actions, always together.

What a panel sends to the browser is text, made once for a view and kept for all readers.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cache, partial
from html import escape
from typing import Any
from urllib.parse import urlencode

import streamlit as st

from dashboard.charts.lines import breadth, shortened
from dashboard.charts.values import Chart
from dashboard.chrome import figures
from dashboard.chrome.actions import actions
from dashboard.chrome.controls import choices
from dashboard.chrome.faults import told
from dashboard.chrome.tables import to_html
from dashboard.panel import Page, Panel, PanelOf
from dashboard.session.frame import Frame
from dashboard.session.kept import Kept
from dashboard.session.link import address, open_cards
from dashboard.session.naming import file_name
from dashboard.session.reading import study_of
from dashboard.session.viewport import chart_key
from evidence.language import say
from evidence.wording.table import Table
from evidence.wording.worked import Worked

#: A longer table folds, so that the next question stays in reach; sooner below a figure, which shows the same rows.
OPEN_ROWS, BELOW_FIGURE = 12, 8
#: Longer remarks fold, in columns: about three lines.
FOLD = 420


#: With so many questions a page begins with the list of them.
LONG = 4


def page_of(page: Page, here: Frame) -> None:
    """A page: its own screen, or its choices, the list of its questions if it is long, and its panels."""
    if page.screen:
        page.screen(page, here)
        return
    choices(here)
    contents(page, here)
    show(here, page.chosen(here.view))


def show(here: Frame, panels: Sequence[PanelOf]) -> None:
    """Draw panels, each as soon as it is known; one that fails says so in its place."""
    for one in panels:
        with told():
            asked = cache(partial(one.panel, here.closed()))
            if sent := KEPT.get((one.name, one.leads, here.all_that_decides()), lambda: _sent(here, asked())):  # noqa: B023
                draw(here, sent, asked)


def contents(page: Page, here: Frame) -> None:
    """What a long page answers: each question that is always there, in its order, a link to its place."""
    listed = [one for one in page.chosen(here.view) if not one.sometimes]
    if len(listed) < LONG:
        return
    ways = "".join(f"<li><a href='#{one.name}'>{escape(say(one.question))}</a></li>" for one in listed)
    st.html(f"<nav aria-label='{escape(say('On this page'))}'><ul class='contents'>{ways}</ul></nav>")


@dataclass(frozen=True)
class Fold:
    """A table under its caption: the line that is always there, the markup in it, the figures that its records rest on."""

    head: str
    inside: str
    is_short: bool
    facts: frozenset[str]


@dataclass(frozen=True)
class Sent:
    """A panel as it leaves for the browser; without records there is neither figure nor fold."""

    name: str
    question: str
    answer: str
    alt: str
    has_chart: bool
    has_table: bool
    small: str
    fold: Fold | None
    computed: tuple[tuple[str, Worked], ...]

    def __len__(self) -> int:
        return len(self.answer) + len(self.small) + (len(self.fold.inside) if self.fold else 0)


#: Panels by all that decides how one looks, None where the view has nothing of it. Bounded in letters.
KEPT: Kept[Sent | None] = Kept(32_000_000, lambda sent: len(sent) if sent else 1)


def _sent(here: Frame, panel: Panel | None) -> Sent | None:
    if panel is None:
        return None
    table = panel.table
    is_full = table is not None and bool(table.records)
    return Sent(
        panel.name, panel.question, f"<p class='answer'>{escape(panel.answer)}</p>", f"{panel.question} {panel.answer}",
        is_full and panel.chart is not None, table is not None,
        _lines(panel.remarks, _linked(here, panel) if is_full else escape),
        _fold(here, table, panel.below, BELOW_FIGURE if panel.chart else OPEN_ROWS) if table and is_full else None,
        tuple((_lines([one.formula, one.row]), one) for one in panel.computed) if is_full else (),
    )  # fmt: skip


def draw(here: Frame, sent: Sent, asked: Callable[[], Any]) -> None:
    """Draw one panel. Without records the sentence says why, and there is neither figure nor table.

    `asked` is the panel itself, for what is made only when it is taken.
    """
    st.subheader(sent.question, anchor=sent.name)
    st.html(sent.answer)
    if sent.fold is None:
        _html(sent.small)
        if sent.has_table and here.view.filters:
            st.caption(say("Remove a filter above, or choose Reset, to see more."))
        return
    drawn = False
    if sent.has_chart:
        with told("The figure"):
            _draw(here, sent, lambda: asked().chart)
            drawn = True
    _html(sent.small)
    file = file_name(here.page, sent.name, here.view, here.version)
    actions(here, sent.name, sent.question, drawn, lambda: asked().table, file)
    _unfold(here, sent.fold)
    _computed(sent.computed)


def folded(here: Frame, table: Table, method: Sequence[str] = ()) -> None:
    """A table under its caption; a long one folds, unless the link names one of its figures."""
    _unfold(here, _fold(here, table, method))


def _fold(here: Frame, table: Table, method: Sequence[str], most: int = OPEN_ROWS) -> Fold:
    way, rows = _address(here), len(table.records)
    return Fold(
        say("{caption} ({n})", caption=table.caption, n=rows),
        to_html(table, lambda facts: f"{way}&{urlencode({'fact': facts}, doseq=True)}", study_of(here)) + _lines(method),
        rows <= most,
        frozenset(fact for row in table.records for fact in row.get("fact_id") or ()),
    )


def _unfold(here: Frame, fold: Fold) -> None:
    with st.expander(fold.head, expanded=fold.is_short or not fold.facts.isdisjoint(here.view.facts)):
        st.html(fold.inside)


def _draw(here: Frame, sent: Sent, chart: Callable[[], Chart]) -> None:
    """The figure; a click on a mark opens the card of the figures behind it."""
    key = chart_key(sent.name, here.narrow)
    with st.container(key=f"figure_{sent.name}"):
        figures.show(here, sent.name, chart, sent.alt, key, partial(_mark_clicked, key))


def _mark_clicked(key: str) -> None:
    open_cards(st.session_state[key].facts)


def _computed(worked: Iterable[tuple[str, Worked]]) -> None:
    """The fold that teaches: formula, numbers that went in, the same in R and in Python."""
    if worked:
        with st.expander(say("How was this computed")):
            for said, one in worked:
                st.html(said)
                st.code(one.r, language="r", wrap_lines=True)
                st.code(one.python, language="python", wrap_lines=True)


def _html(markup: str) -> None:
    if markup:
        st.html(markup)


def _lines(lines: Sequence[str], linked: Callable[[str], str] = escape) -> str:
    """Lines below a figure; `linked` makes markup of one."""
    return "".join(_footnote(line, linked) for line in lines)


def _footnote(line: str, linked: Callable[[str], str]) -> str:
    """A line below a figure; a long one folds behind its beginning."""
    if breadth(line) <= FOLD:
        return f"<p class='footnote'>{linked(line)}</p>"
    begin = escape(shortened(line, FOLD // 2))
    return f"<details class='footnote'><summary>{begin}</summary>{linked(line)}</details>"


def _linked(frame: Frame, panel: Panel) -> Callable[[str], str]:
    """A line as markup, in which words that stand for figures lead to their cards."""

    def markup(line: str) -> str:
        said = escape(line)
        for words, facts in panel.ways:
            way = f"{_address(frame)}&{urlencode({'fact': facts}, doseq=True)}"
            said = said.replace(escape(words), f"<a href='{escape(way)}' target='_self'>{escape(words)}</a>", 1)
        return said

    return markup


def _address(frame: Frame) -> str:
    """The link of this view with no card open."""
    return address(frame.closed().view, frame.page, frame.data)
