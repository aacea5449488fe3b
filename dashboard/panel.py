"""A figure, its sentence, its table, its footnote, its actions: always together, as a value and drawn."""

import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from html import escape
from urllib.parse import urlencode

import plotly.graph_objects as go
import streamlit as st

from dashboard.charts.lines import breadth, shortened
from dashboard.charts.values import Chart
from dashboard.chrome.actions import actions
from dashboard.chrome.faults import told
from dashboard.exports.tables import to_html
from dashboard.painters import plotly
from dashboard.painters.plotly.sizes import SIZES, camera
from dashboard.session.frame import Frame, frame
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


@dataclass(frozen=True)
class Panel:
    """One question of a page as a value; a page is a tuple of functions, each from a frame to one panel or a few.

    `name` names the panel in downloads and in the page's markup. `chart` is what it draws. `method`
    (denominator, interval, criteria, sources, version) stands inside the picture and again under the table;
    `remarks` (who else matches, who was set aside) stand below the figure, `computed` (one number worked through for
    each method) in a fold at the end. Without a table it is only said.
    """

    name: str
    question: str
    answer: str
    table: Table | None = None
    chart: Chart | None = None
    method: list[str] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)
    computed: list[Worked] = field(default_factory=list)

    @property
    def title(self) -> str:
        """What the drawing shows, and how much of it; empty where there is none."""
        return self.chart.caption.title if self.chart else ""


def show(parts: Iterable[Callable[[Frame], Iterable[Panel]]]) -> None:
    """Draw the parts of a page, each panel as soon as it is known; a part that fails says so in its place."""
    ahead = True
    for part in parts:
        with told():
            for panel in part(frame()):
                draw(frame(), panel, ahead)
                ahead = False


def contents(questions: Iterable[tuple[str, str]]) -> None:
    """What a long page answers: name and question of each panel, in their order, each a link to its place."""
    ways = "".join(f"<li><a href='#{name}'>{escape(say(question))}</a></li>" for name, question in questions)
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
        if table is not None:
            st.caption(say("Remove a filter above, or choose Reset, to see more."))
        return
    file = file_name(frame.page, panel.name, frame.view, frame.version)
    figure = None
    if panel.chart:
        with told("The figure"):
            figure = plotly.draw(panel.chart, frame.narrow)
            _draw(figure, panel.name, file, frame.narrow, alt=f"{panel.question} {panel.answer}")
            if ahead:
                time.sleep(HEAD_START)
    _small(panel.remarks)
    actions(frame, panel.name, panel.question, figure, table, file)
    folded(frame, table, panel.method)
    _computed(panel.computed)


def folded(frame: Frame, table: Table, method: Sequence[str] = ()) -> None:
    """A table under its caption; a long one folds, unless the link names one of its figures."""
    named = any(row.get("fact_id") in frame.view.facts for row in table.records)
    head = say("{caption} ({n})", caption=table.caption, n=len(table.records))
    with st.expander(head, expanded=named or len(table.records) <= OPEN_ROWS):
        here = address(replace(frame.view, facts=()), frame.page, frame.data)
        st.html(to_html(table, lambda facts: f"{here}&{urlencode({'fact': facts}, doseq=True)}"))
        _small(method)


def _draw(figure: go.Figure, name: str, file: str, narrow: bool, alt: str) -> None:
    """The figure; a click on a mark opens the card of the figures behind it.

    A closed card starts a new chart, so that the same mark can be clicked again.
    """
    key = chart_key(f"{name}_{st.session_state.get('cards_closed', 0)}", narrow)
    with st.container(key=f"figure_{name}"):
        st.plotly_chart(
            figure,
            theme=None,
            key=key,
            config=_config(figure, file),
            alt=alt,
            on_select=partial(_mark_clicked, key),
            selection_mode="points",
        )


def _mark_clicked(key: str) -> None:
    points = st.session_state[key].selection.points
    if points and (fact := points[0].get("customdata")):
        open_cards(fact.split("; ") if isinstance(fact, str) else fact)


def _computed(worked: list[Worked]) -> None:
    """The fold that teaches: formula, numbers that went in, the same in R and in Python."""
    if worked:
        with st.expander(say("How was this computed")):
            for one in worked:
                _small([one.formula, one.row])
                st.code(one.r, language="r", wrap_lines=True)
                st.code(one.python, language="python", wrap_lines=True)


def _small(lines: Sequence[str]) -> None:
    if any(lines):
        st.html("".join(_footnote(line) for line in lines if line))


def _footnote(line: str) -> str:
    """A line below a figure; a long one folds behind its beginning."""
    if breadth(line) <= FOLD:
        return f"<p class='footnote'>{escape(line)}</p>"
    begin = escape(shortened(line, FOLD // 2))
    return f"<details class='footnote'><summary>{begin}</summary>{escape(line)}</details>"


def _config(figure: go.Figure, file: str) -> dict:
    return {
        "displaylogo": False,
        "displayModeBar": True,
        "modeBarButtons": [["toImage"]],
        "toImageButtonOptions": {"format": "png", "filename": file, **camera(figure, SIZES["slide"])},
    }
