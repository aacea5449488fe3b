"""Study: everything that one study prints, each figure under its own anchor."""

from dataclasses import replace
from html import escape

import streamlit as st

from dashboard import link
from dashboard.actions import actions
from dashboard.exports.tables import to_html
from dashboard.frame import Frame, frame
from dashboard.panel import OPEN_ROWS, file_name
from evidence.queries.study import record
from evidence.wording import checks
from evidence.wording import study as words
from evidence.wording.table import Table


def picked(here: Frame) -> str:
    """The study to show: the first of the filter, else the oldest; the box sets the filter."""
    chosen = next(iter(here.view.chosen("study")), next(iter(here.studies)))
    st.session_state.picked_study = chosen
    st.selectbox("Study", list(here.studies), format_func=here.studies.get, key="picked_study", width=420,
                 on_change=lambda: link.set_filter("study", (st.session_state.picked_study,)))  # fmt: skip
    return chosen


def folded(here: Frame, table: Table) -> None:
    """A table under its caption; a long one folds, unless the link names one of its figures."""
    named = any(row.get("fact_id") in here.view.facts for row in table.records)
    with st.expander(f"{table.caption} ({len(table.records)})", expanded=named or len(table.records) <= OPEN_ROWS):
        st.html(to_html(table, lambda facts: link.address(replace(here.view, facts=facts), here.page, here.version)))


here = frame()
found = record(here.version, picked(here))
st.subheader(found.study["label"], anchor="study")
st.html(f"<p class='answer'>{escape(words.sentence(found))}</p><p class='footnote'>{escape(words.WHOLE)}</p>")
st.html(to_html(words.about(found.study)) + to_html(words.sources(found.sources)))
st.subheader("Whom it treated", anchor="cohorts")
folded(here, words.cohorts(found.cohorts))
st.subheader("What it prints", anchor="figures")
actions(here, "study", None, words.all_figures(found, here.version), file_name(here, f"study-{found.study['study_id']}"))
for table in words.figures(found, here.version):
    folded(here, table)
if found.patients:
    folded(here, words.patients(found.patients))
if found.discrepancies:
    st.subheader("Where its sources disagree", anchor="discrepancies")
    folded(here, checks.register_table(found.discrepancies, here.view, here.version, named=False))
