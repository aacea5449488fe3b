"""Sources and checks: who reports what, where sources disagree, the codebook, how numbers come about."""

import streamlit as st

from dashboard.controls import choices
from dashboard.exports.tables import to_html
from dashboard.figures import checks as figures
from dashboard.figures.rows import ROW_LIMIT
from dashboard.frame import frame
from dashboard.panel import panel
from evidence.queries import checks
from evidence.wording import checks as words
from evidence.wording.selection import selection

here = frame()

rows = checks.coverage(here.version, here.view)
method = words.coverage_method(rows, min(len(rows), ROW_LIMIT), here.version)
panel(
    here,
    "coverage",
    question=words.COVERAGE_QUESTION,
    answer=words.coverage_sentence(rows),
    figure=figures.matrix(
        rows,
        title=words.coverage_title(rows),
        subtitle=selection(here.view, here.studies),
        foot=method,
        narrow=here.narrow,
    ),
    table=words.coverage_table(rows, here.view, here.version),
    method=method,
    remarks=[],
)

choices("sources")
register = checks.register(here.version, here.view, here.view.choice("kind"))
panel(
    here,
    "discrepancies",
    question=words.REGISTER_QUESTION,
    answer=words.register_sentence(register, here.view),
    figure=None,
    table=words.register_table(register, here.view, here.version),
    method=[],
    remarks=[],
)

build = checks.build(here.version)
st.subheader("How the numbers come about", anchor="method")
st.markdown("\n".join(f"- {line}" for line in (words.data(build), *words.COMPUTED)))
st.subheader("How to cite", anchor="cite")
st.markdown(words.citing(build))
st.subheader("Codebook", anchor="codebook")
for name, tables in words.codebook().items():
    with st.expander(name):
        st.html("".join(to_html(table) for table in tables))
