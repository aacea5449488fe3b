"""A figure, its sentence, its table, its footnote, its actions: always together."""

from dataclasses import replace
from functools import partial
from html import escape
from textwrap import shorten
from urllib.parse import urlencode

import plotly.graph_objects as go
import streamlit as st

from dashboard.actions import actions
from dashboard.exports.tables import to_html
from dashboard.figures.theme import camera
from dashboard.frame import Frame
from dashboard.link import address, open_cards
from evidence.wording.table import Table

#: A longer table folds, so that the next question stays in reach.
OPEN_ROWS = 12
#: Longer remarks fold, in characters: about three lines.
FOLD = 420


def panel(
    frame: Frame,
    name: str,
    *,
    question: str,
    answer: str,
    figure: go.Figure | None,
    table: Table,
    method: list[str],
    remarks: list[str],
) -> None:
    """Draw one panel. Without records the sentence says why, and there is neither figure nor table.

    `name` names the panel in downloads and in the page's markup. `method` (denominator, interval, criteria, sources,
    version) stands inside the picture and again under the table; `remarks` (who else matches, who was set aside)
    stand below the figure.
    """
    st.subheader(question, anchor=name)
    st.html(f"<p class='answer'>{escape(answer)}</p>")
    if table.records:
        file = file_name(frame, name)
        if figure is not None:
            _draw(figure, name, file, alt=f"{question} {answer}")
        _small(remarks)
        actions(frame, name, figure, table, file)
        with st.expander(f"{table.caption} ({len(table.records)})", expanded=len(table.records) <= OPEN_ROWS):
            here = address(replace(frame.view, facts=()), frame.page, frame.version)
            st.html(to_html(table, lambda facts: f"{here}&{urlencode({'fact': facts}, doseq=True)}"))
            _small(method)
    else:
        _small(remarks)
        st.caption("Remove a filter above, or choose Reset, to see more.")


def _draw(figure: go.Figure, name: str, file: str, alt: str) -> None:
    """The figure; a click on a mark opens the card of the figures behind it.

    A closed card starts a new chart, so that the same mark can be clicked again.
    """
    key = f"chart_{name}_{st.session_state.get('cards_closed', 0)}"
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
        open_cards(tuple(fact.split("; ")) if isinstance(fact, str) else tuple(fact))


def _small(lines: list[str]) -> None:
    if any(lines):
        st.html("".join(_footnote(line) for line in lines if line))


def _footnote(line: str) -> str:
    """A line below a figure; a long one folds behind its beginning."""
    if len(line) <= FOLD:
        return f"<p class='footnote'>{escape(line)}</p>"
    begin = escape(shorten(line, FOLD // 2, placeholder=" …"))
    return f"<details class='footnote'><summary>{begin}</summary>{escape(line)}</details>"


def _config(figure: go.Figure, file: str) -> dict:
    return {
        "displaylogo": False,
        "displayModeBar": True,
        "modeBarButtons": [["toImage"]],
        "toImageButtonOptions": camera(figure, file, "png"),
        "responsive": True,
    }


def file_name(frame: Frame, name: str) -> str:
    """A telling name: what, for whom, which data: 'response-flt3-itd-relapsed-refractory-7e01c897'."""
    codes = [code for chosen in frame.view.filters.values() for code in chosen][:4]
    return "-".join([name, *codes, frame.version[:8]]).replace("/", "-").replace(" ", "-")
