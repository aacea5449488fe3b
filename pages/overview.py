"""Overview: what is here, where the evidence lies, which studies it comes from, how to read it."""

from collections.abc import Callable
from html import escape

import streamlit as st

from dashboard.charts import evidence_map as charts
from dashboard.chrome import comparison
from dashboard.chrome.panels import show
from dashboard.panel import Body, Page, PanelOf, caption, kept, printing
from dashboard.session.frame import Frame
from dashboard.session.reading import address
from evidence.cohorts import KINDS
from evidence.language import mark, say
from evidence.questions.evidence_map import numbers as overview
from evidence.questions.evidence_map import words
from evidence.questions.studies import words as listing
from evidence.row import Cohort
from evidence.selection import View
from evidence.wording.matching import answer, others, title, with_match
from evidence.wording.sentence import Sentence, plain

#: Ways in for a first visit: what is asked, page, filters.
START = (
    (mark("After a transplant, FLT3-ITD AML: sorafenib or gilteritinib?"), "compare",
     View({"disease": ("AML",), "mutation": ("flt3-itd",), "setting": ("relapsed-refractory",),
           "transplant": ("prior-allo",)}, regimens=("sorafenib", "gilteritinib"))),
    (mark("Relapsed or refractory AML with FLT3-ITD: who responded?"), "response",
     View({"disease": ("AML",), "mutation": ("flt3-itd",), "setting": ("relapsed-refractory",)})),
    (mark("Cells driven out of the marrow: what was the fold rise in the blood?"), "mobilisation", View()),
    (mark("Sorafenib: side effects, and dose-limiting toxicity per dose level"), "toxicity", View({"drug": ("sorafenib",)})),
    (mark("After an allogeneic transplant: how long did patients live?"), "outcomes",
     View({"transplant": ("prior-allo",)})),
)  # fmt: skip


def about(here: Frame) -> Body:
    found = overview.overview(here.base, here.view)
    told = answered(found, lambda part: words.known(part, overview.cells(here.base, here.view, part.standing)))
    best = next((part for kind in KINDS if (part := found.of(kind)).studies), None)
    return Body(told, remarks=(words.sentence(best),) if best else ())


def answered(found: overview.Overview, sentence: Callable[[overview.Overview], str]) -> Sentence:
    return answer(found, plain(sentence), overview.Overview.of, _cohorts)


def _cohorts(found: overview.Overview) -> list[Cohort]:
    return [row.cohort for row in found.studies]


def evidence_map(here: Frame) -> Body:
    found = overview.overview(here.base, here.view)
    kinds = [found.of(kind) for kind in KINDS]
    cells = [overview.cells(here.base, here.view, each.standing) for each in kinds]
    best, squares = next((pair for pair in zip(kinds, cells, strict=True) if pair[1]), (found, []))
    behind = [square for each in cells for square in each]
    titled = title(found, words.title, overview.Overview.of, _cohorts)
    classes = overview.regimen_classes(here.base)
    said = words.map_sentence(squares, classes, here.view.chosen("setting"))
    method, cited = tuple(words.method(best, squares)), words.sources(best, here.studies, here.version)
    return Body(
        answer(found, plain(lambda _: said), overview.Overview.of, lambda part: part.standing),
        with_match(words.map_table(behind, here.base), [row for square in behind for row in square.cohorts]),
        charts.evidence_map(squares, classes, caption(here, titled, *method, cited)),
        method,
        cited,
        kept(others(best.standing, found.standing), *words.remarks(found, here.view)),
    )


def studies(here: Frame) -> Body:
    found = listing.by_strength(overview.overview(here.base, here.view))
    table = with_match(listing.table(found, here.base), _cohorts(found))
    return Body(answered(found, listing.sentence), table)


def screen(page: Page, here: Frame) -> None:
    """The first visit is shown ways in; how to read stands below the map."""
    comparison.ask(here)
    show(here, page.panels_of[:1])
    if not here.view.filters:
        ways = "".join(
            f"<li><a href='{escape(address(view, name, here.data))}' target='_self'>{escape(say(what))}</a></li>"
            for what, name, view in START
        )
        st.html(f"<nav aria-label='{escape(say('Ways in'))}'><ul class='start'>{ways}</ul></nav>")
    show(here, page.panels_of[1:2])
    how = "".join(
        f"<li>{say('{what}: {said}', what=f'<b>{escape(say(what))}</b>', said=escape(say(why)))}</li>"
        for what, why in words.HOW_TO_READ
    )
    st.html(f"<ul class='footnote'>{how}</ul>")
    show(here, page.panels_of[2:])


PAGE = Page(
    "overview",
    mark("Overview"),
    (
        PanelOf("overview", words.QUESTION, about, is_said=True),
        PanelOf("evidence-map", words.MAP_QUESTION, evidence_map),
        PanelOf("studies", listing.QUESTION, studies),
    ),
    printing(),
    screen=screen,
    takes=("match", "carriers"),
)
