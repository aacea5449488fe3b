"""Study: everything that one study prints, each figure under its own anchor."""

from collections.abc import Iterator
from html import escape

import streamlit as st

from dashboard.chrome.actions import actions
from dashboard.chrome.faults import told
from dashboard.chrome.literal import literal
from dashboard.exports.tables import to_html
from dashboard.panel import Panel, folded
from dashboard.session import link
from dashboard.session.frame import Frame, frame
from dashboard.session.naming import file_name
from evidence.language import say
from evidence.questions.coverage import words as checks
from evidence.questions.study import figures_words as figures
from evidence.questions.study import words
from evidence.questions.study.numbers import Record, record


def picked(here: Frame) -> str:
    """The study to show: the first of the filter, else the oldest."""
    return next(iter(here.view.chosen("study")), next(iter(here.studies)))


def panels(here: Frame) -> Iterator[Panel]:
    found = record(here.version, picked(here))
    said = words.sentence(found)
    yield Panel("study", found.study["label"], said, figures.every(found, here.version))
    yield Panel("study-cohorts", say(words.COHORTS_QUESTION), said, words.cohorts(found.cohorts))
    if found.patients:
        yield Panel("study-patients", say("Single patients"), said, words.patients(found.patients))
    if found.discrepancies:
        table = checks.register_table(found.discrepancies, here.view, here.version)
        yield Panel("study-discrepancies", say(words.DISCREPANCIES_QUESTION), said, table)


def choose(here: Frame) -> None:
    """The box of all studies; it sets the filter."""
    st.session_state.picked_study = picked(here)
    st.selectbox(say("Study"), list(here.studies), format_func=here.studies.get, key="picked_study", width=420,
                 on_change=lambda: link.set_filter("study", (st.session_state.picked_study,)))  # fmt: skip


def draw(here: Frame, found: Record) -> None:
    st.subheader(literal(found.study["label"]), anchor="study")
    st.html(f"<p class='answer'>{escape(words.sentence(found))}</p><p class='footnote'>{escape(say(words.WHOLE))}</p>")
    st.html(to_html(words.about(found.study)) + to_html(words.sources(found.sources)))
    st.subheader(say(words.COHORTS_QUESTION), anchor="cohorts")
    folded(here, words.cohorts(found.cohorts))
    st.subheader(say(words.FIGURES_QUESTION), anchor="figures")
    file, label = file_name("study", "", here.view.with_filter("study", (picked(here),)), here.version), found.study["label"]
    actions(here, "study", label, None, figures.every(found, here.version), file)
    for table in figures.by_domain(found, here.version):
        folded(here, table)
    if found.patients:
        folded(here, words.patients(found.patients))
    if found.discrepancies:
        st.subheader(say(words.DISCREPANCIES_QUESTION), anchor="discrepancies")
        folded(here, checks.register_table(found.discrepancies, here.view, here.version, named=False))


PANELS = (panels,)

if __name__ == "__main__":
    with told():
        choose(frame())
        draw(frame(), record(frame().version, picked(frame())))
