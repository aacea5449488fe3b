"""Sources and checks: who reports what, where sources disagree, the codebook, how numbers come about."""

from collections.abc import Iterator
from functools import partial

import streamlit as st

from dashboard.charts import appraisal as appraisals
from dashboard.charts import coverage as figures
from dashboard.charts.rows import ROW_LIMIT
from dashboard.charts.values import Caption
from dashboard.chrome import share
from dashboard.chrome.controls import choices
from dashboard.chrome.faults import told
from dashboard.exports.tables import to_html
from dashboard.panel import Panel, show
from dashboard.session.frame import Frame, frame
from evidence.language import say
from evidence.questions.appraisal import numbers as appraisal
from evidence.questions.appraisal import words as judged
from evidence.questions.coverage import numbers as checks
from evidence.questions.coverage import words
from evidence.wording.codebook import codebook
from evidence.wording.matching import answer, cohorts_of, title, with_match
from evidence.wording.selection import selection


def coverage(here: Frame) -> Iterator[Panel]:
    rows = checks.coverage(here.version, here.view)
    method = words.coverage_method(rows, min(len(rows), ROW_LIMIT), here.version)
    chosen = selection(here.view, here.studies)
    table = with_match(words.coverage_table(rows, here.view, here.version), cohorts_of(rows))
    matrix = figures.matrix(rows, Caption(title(rows, words.coverage_title), chosen, tuple(method)))
    yield Panel("coverage", say(words.COVERAGE_QUESTION), answer(rows, words.coverage_sentence), table, matrix, method)


def appraised(here: Frame) -> Iterator[Panel]:
    found, others = appraisal.appraised(here.version, here.view)
    said = answer(found, partial(judged.sentence, others=others))
    table = judged.table(found, here.view, here.version)
    table = with_match(table, [row.cohort for row in found for _ in row.answers])
    method = judged.method(here.version)
    chosen = selection(here.view, here.studies)
    lights = appraisals.grid(found, Caption(title(found, judged.title), chosen, tuple(method)))
    yield Panel("appraisal", say(judged.QUESTION), said, table, lights, method, [judged.not_appraised(others)])


def discrepancies(here: Frame) -> Iterator[Panel]:
    register = checks.register(here.version, here.view, here.view.choice("kind"))
    said, table = words.register_sentence(register, here.view), words.register_table(register, here.view, here.version)
    yield Panel("discrepancies", say(words.REGISTER_QUESTION), said, table)


def colophon(here: Frame) -> None:
    """How the numbers come about, how to cite and to read them, and the codebook."""
    build = checks.build(here.version)
    st.subheader(say("How the numbers come about"), anchor="method")
    st.markdown("\n".join(f"- {line}" for line in (words.data(build), *map(say, words.COMPUTED))))
    st.subheader(say("How to cite"), anchor="cite")
    st.markdown(words.citing(build))
    share.how_to_read()
    st.subheader(say("Codebook"), anchor="codebook")
    for name, tables in codebook().items():
        with st.expander(name):
            st.html("".join(to_html(table) for table in tables))


PANELS = (coverage, appraised, discrepancies)

if __name__ == "__main__":
    show((coverage, appraised))
    choices("sources")
    show((discrepancies,))
    with told():
        colophon(frame())
