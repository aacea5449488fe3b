"""Overview: what is here, where the evidence lies, which studies it comes from, how to read it."""

from collections.abc import Iterator
from html import escape

import streamlit as st

from dashboard.charts import evidence_map as figures
from dashboard.charts.values import Caption
from dashboard.panel import Panel, show
from dashboard.session.frame import Frame, frame
from dashboard.session.link import address
from evidence.language import say
from evidence.questions.evidence_map import numbers as overview
from evidence.questions.evidence_map import words
from evidence.questions.studies import words as listing
from evidence.wording.selection import selection


def about(here: Frame) -> Iterator[Panel]:
    found = overview.overview(here.version, here.view)
    yield Panel("overview", say(words.QUESTION), words.sentence(found))


def evidence_map(here: Frame) -> Iterator[Panel]:
    found = overview.overview(here.version, here.view)
    squares = overview.cells(here.version, here.view, found.standing)
    classes = overview.regimen_classes(here.version)
    method, chosen = words.method(found, squares, here.studies, here.version), selection(here.view, here.studies)
    yield Panel(
        "evidence-map",
        say(words.MAP_QUESTION),
        words.map_sentence(squares, classes),
        words.map_table(squares, here.version),
        figures.evidence_map(squares, classes, Caption(words.title(found), chosen, tuple(method))),
        method,
        words.remarks(found, here.view),
    )


def studies(here: Frame) -> Iterator[Panel]:
    found = overview.overview(here.version, here.view)
    table = listing.table(found, here.view, here.version)
    yield Panel("studies", say(listing.QUESTION), listing.sentence(found), table)


PANELS = (about, evidence_map, studies)

if __name__ == "__main__":
    show((about,))
    here = frame()
    if not here.view.filters:
        ways = "".join(
            f"<li><a href='{escape(address(view, page, here.data))}' target='_self'>{escape(say(what))}</a></li>"
            for what, page, view in words.START
        )
        st.html(f"<nav aria-label='{escape(say('Ways in'))}'><ul class='start'>{ways}</ul></nav>")
    how = "".join(f"<li><b>{escape(say(what))}</b>: {escape(say(why))}</li>" for what, why in words.HOW_TO_READ)
    st.html(f"<ul class='footnote'>{how}</ul>")
    show((evidence_map, studies))
