"""Compare: one patient, two to four regimens, one screen."""

from html import escape

import streamlit as st

from dashboard.chrome import comparison
from dashboard.chrome.faults import told
from dashboard.chrome.panels import folded, take_away
from dashboard.panel import Body, Brief, Page, PanelOf, kept, printing, sources, unread
from dashboard.session.frame import Frame
from dashboard.session.naming import file_name
from evidence.language import mark, say
from evidence.questions.compare import brief, tables, words
from evidence.questions.compare.lines import Told
from evidence.questions.compare.numbers import Comparison, compare, nearest, of_leukaemia
from evidence.selection import View
from evidence.wording.sentence import Sentence


def found(here: Frame) -> Comparison:
    return compare(here.base, here.view, comparison.regimens(here))


def patient(here: Frame) -> View:
    """The view that cells are asked with."""
    return of_leukaemia(here.base, here.view)


def answers(here: Frame) -> Body:
    compared = found(here)
    return Body(
        Sentence(words.sentence(compared)),
        tables.table(compared),
        method=kept(
            say(words.NO_RANKING),
            say(words.AGE),
            say(words.RULE),
            say(words.TOGETHER),
            say(words.DISPUTED),
            say(words.NOT_BOLD),
            words.converted(compared),
            words.implied(here.view, patient(here)),
        ),
        sources=sources(here, [fact for _, _, item in compared.items() for fact in item.facts]),
        remarks=kept(*words.missing(compared), unread(here, compared.regimens)),
        asked=words.asked(compared, here.view),
        brief=Brief(brief.table(compared), brief.caveats(compared)),
    )


def closest(here: Frame) -> list[tuple[str, str, Told | None]]:
    return nearest(here.base, here.view, found(here))


def near(here: Frame) -> Body:
    rows = closest(here)
    facts = [fact for _, _, item in rows if item for fact in item.facts]
    table = tables.nearest(rows, here.base)
    return Body(Sentence(words.exact(found(here))), table, remarks=kept(*words.unheld(rows)), sources=sources(here, facts))


def rows(here: Frame) -> Body:
    compared = found(here)
    return Body(Sentence(words.sentence(compared)), tables.rows(compared, here.view, here.base))


def screen(page: Page, here: Frame) -> None:
    """The question as lists, the comparison as cells that open their cards, the rule, and every row as a table."""
    comparison.asked(here)
    with told():
        shown, lacking, behind = page.panels(here)
        st.subheader(shown.question, anchor=shown.name)
        st.html(f"<p class='answer compared'>{escape(shown.answer.text)}</p>{comparison.grid(found(here), here)}")
        st.html("".join(f"<p class='footnote'>{escape(line)}</p>" for line in (*shown.remarks, *shown.method)))
        comparison.nearest(lacking, closest(here), here)
        file = file_name(shown.name, "", here.view, here.version)
        if (table := behind.table) is not None:
            take_away(here, shown.name, shown.question, behind.name, file)
            folded(here, table, (shown.sources or "",))


PAGE = Page(
    "compare",
    mark("Compare"),
    (
        PanelOf("compare", words.QUESTION, answers),
        PanelOf("compare-nearest", words.NEAREST_QUESTION, near, behind=True),
        PanelOf("compare-rows", words.ROWS_QUESTION, rows, behind=True),
    ),
    printing(),
    sidebar=False,
    screen=screen,
    takes=("regimen",),
    found=("regimens",),
)
