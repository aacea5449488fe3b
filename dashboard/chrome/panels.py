"""Panels on the screen: sentence, figure, table, footnote and actions, always together."""

import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from html import escape
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
from dashboard.session.link import address, open_cards
from dashboard.session.naming import file_name
from dashboard.session.viewport import chart_key
from evidence.language import say
from evidence.wording.table import Table
from evidence.wording.worked import Worked

#: A longer table folds, so that the next question stays in reach.
OPEN_ROWS = 12
#: Longer remarks fold, in columns: about three lines.
FOLD = 420
#: Seconds in which the first figure leaves for the browser, which then draws it alone instead of with the whole page:
#: Streamlit sends every 5 ms and its browser side gathers for 10.
HEAD_START = 0.02


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
    ahead = True
    for one in panels:
        with told():
            if panel := one.panel(here):
                draw(here, panel, ahead)
                ahead = False


def contents(page: Page, here: Frame) -> None:
    """What a long page answers: each question that is always there, in its order, a link to its place."""
    listed = [one for one in page.chosen(here.view) if not one.sometimes]
    if len(listed) < LONG:
        return
    ways = "".join(f"<li><a href='#{one.name}'>{escape(say(one.question))}</a></li>" for one in listed)
    st.html(f"<nav aria-label='{escape(say('On this page'))}'><ul class='contents'>{ways}</ul></nav>")


def draw(frame: Frame, panel: Panel, ahead: bool = False) -> None:
    """Draw one panel. Without records the sentence says why, and there is neither figure nor table.

    `ahead` sends sentence and figure on their way before anything else of the page is made.
    """
    st.subheader(panel.question, anchor=panel.name)
    st.html(f"<p class='answer'>{escape(panel.answer)}</p>")
    table = panel.table
    if table is None or not table.records:
        _small(panel.remarks)
        if table is not None and frame.view.filters:
            st.caption(say("Remove a filter above, or choose Reset, to see more."))
        return
    file = file_name(frame.page, panel.name, frame.view, frame.version)
    drawn = False
    if panel.chart:
        with told("The figure"):
            _draw(frame, panel.name, panel.chart, f"{panel.question} {panel.answer}")
            drawn = True
            if ahead:
                time.sleep(HEAD_START)
    _small(panel.remarks, _linked(frame, panel))
    actions(frame, panel.name, panel.question, drawn, table, file)
    folded(frame, table, panel.below)
    _computed(panel.computed)


def folded(frame: Frame, table: Table, method: Sequence[str] = ()) -> None:
    """A table under its caption; a long one folds, unless the link names one of its figures."""
    named = any(not set(row.get("fact_id") or ()).isdisjoint(frame.view.facts) for row in table.records)
    head = say("{caption} ({n})", caption=table.caption, n=len(table.records))
    with st.expander(head, expanded=named or len(table.records) <= OPEN_ROWS):
        here = _address(frame)
        st.html(to_html(table, lambda facts: f"{here}&{urlencode({'fact': facts}, doseq=True)}"))
        _small(method)


def _draw(here: Frame, name: str, chart: Chart, alt: str) -> None:
    """The figure; a click on a mark opens the card of the figures behind it."""
    key = chart_key(name, here.narrow)
    with st.container(key=f"figure_{name}"):
        figures.show(here, name, chart, alt, key, partial(_mark_clicked, key))


def _mark_clicked(key: str) -> None:
    open_cards(st.session_state[key].facts)


def _computed(worked: Sequence[Worked]) -> None:
    """The fold that teaches: formula, numbers that went in, the same in R and in Python."""
    if worked:
        with st.expander(say("How was this computed")):
            for one in worked:
                _small([one.formula, one.row])
                st.code(one.r, language="r", wrap_lines=True)
                st.code(one.python, language="python", wrap_lines=True)


def _small(lines: Sequence[str], linked: Callable[[str], str] = escape) -> None:
    """Lines below a figure; `linked` makes markup of one."""
    if lines:
        st.html("".join(_footnote(line, linked) for line in lines))


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
    return address(replace(frame.view, facts=()), frame.page, frame.data)
