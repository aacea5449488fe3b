"""Overview: what is here, where the evidence lies, which studies it comes from, how to read it."""

from html import escape

import streamlit as st

from dashboard.figures import overview as figures
from dashboard.frame import frame
from dashboard.panel import panel
from evidence.queries import overview
from evidence.wording import overview as words
from evidence.wording.selection import selection

here = frame()
found = overview.overview(here.version, here.view)
squares = overview.cells(here.version, here.view, found.counted)
method = words.method(found, squares, here.studies, here.version)
classes = overview.regimen_classes(here.version)

st.subheader(words.QUESTION, anchor="overview")
st.html(f"<p class='answer'>{escape(words.sentence(found))}</p>")
how = "".join(f"<li><b>{escape(what)}</b>: {escape(why)}</li>" for what, why in words.HOW_TO_READ)
st.html(f"<ul class='footnote'>{how}</ul>")

panel(
    here,
    "evidence-map",
    question=words.MAP_QUESTION,
    answer=words.map_sentence(squares, classes),
    figure=figures.evidence_map(
        squares,
        classes,
        title=words.title(found),
        subtitle=selection(here.view, here.studies),
        foot=method,
        narrow=here.narrow,
    ),
    table=words.map_table(squares, here.version),
    method=method,
    remarks=words.remarks(found, here.view),
)

panel(
    here,
    "studies",
    question=words.STUDIES_QUESTION,
    answer=words.studies_sentence(found),
    figure=None,
    table=words.studies_table(found, here.view, here.version),
    method=[],
    remarks=[],
)
