"""Overview: what is here, where the evidence lies, which studies it comes from, how to read it."""

from collections.abc import Callable, Iterator
from html import escape

import streamlit as st

from dashboard.charts import evidence_map as figures
from dashboard.charts.values import Caption
from dashboard.panel import Panel, show
from dashboard.session.frame import Frame, frame
from dashboard.session.link import address
from evidence.cohorts import KINDS
from evidence.language import say
from evidence.questions.evidence_map import numbers as overview
from evidence.questions.evidence_map import words
from evidence.questions.studies import words as listing
from evidence.row import Row
from evidence.wording.matching import answer, others, title, with_match
from evidence.wording.selection import selection


def about(here: Frame) -> Iterator[Panel]:
    found = overview.overview(here.version, here.view)
    yield Panel("overview", say(words.QUESTION), said(found, words.sentence))


def said(found: overview.Overview, sentence: Callable[[overview.Overview], str]) -> str:
    return answer(found, sentence, overview.Overview.of, _cohorts)


def _cohorts(found: overview.Overview) -> list[Row]:
    return [row.cohort for row in found.studies]


def evidence_map(here: Frame) -> Iterator[Panel]:
    found = overview.overview(here.version, here.view)
    kinds = [found.of(kind) for kind in KINDS]
    cells = [overview.cells(here.version, here.view, each.standing) for each in kinds]
    best, squares = next((pair for pair in zip(kinds, cells, strict=True) if pair[0].studies), (found, []))
    behind = [square for each in cells for square in each]
    titled = title(found, words.title, overview.Overview.of, _cohorts)
    classes = overview.regimen_classes(here.version)
    method, chosen = words.method(best, squares, here.studies, here.version), selection(here.view, here.studies)
    yield Panel(
        "evidence-map",
        say(words.MAP_QUESTION),
        said(found, lambda _: words.map_sentence(squares, classes)),
        with_match(words.map_table(behind, here.version), [row for square in behind for row in square.cohorts]),
        figures.evidence_map(squares, classes, Caption(titled, chosen, tuple(method))),
        method,
        [others(best.standing, found.standing), *words.remarks(found, here.view)],
    )


def studies(here: Frame) -> Iterator[Panel]:
    found = overview.overview(here.version, here.view)
    table = with_match(listing.table(found, here.view, here.version), _cohorts(found))
    yield Panel("studies", say(listing.QUESTION), said(found, listing.sentence), table)


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
