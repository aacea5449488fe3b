"""Sources and checks: who reports what, where sources disagree, the codebook, how numbers come about."""

from functools import partial

import streamlit as st

from dashboard.charts import appraisal as appraisals
from dashboard.charts import coverage as charts
from dashboard.chrome.controls import choices
from dashboard.chrome.faults import told
from dashboard.chrome.panels import show
from dashboard.chrome.programs import how_to_read
from dashboard.chrome.tables import to_html
from dashboard.panel import Body, Page, PanelOf, caption, kept, printing
from dashboard.session.frame import Frame
from evidence.language import mark, say
from evidence.questions.appraisal import numbers as appraisal
from evidence.questions.appraisal import words as judged
from evidence.questions.coverage import numbers as checks
from evidence.questions.coverage import words
from evidence.questions.how_found import numbers as how_found
from evidence.questions.how_found import words as found_words
from evidence.questions.readings import numbers as readings
from evidence.questions.readings import words as read
from evidence.row import Row
from evidence.wording.codebook import codebook
from evidence.wording.matching import answer, cohorts_of, title, with_match
from evidence.wording.sentence import Sentence, plain
from evidence.wording.sources import sources_drawn

#: The panels of appraisals, each by the checklist for one kind of study.
APPRAISALS = {
    "appraisal-randomised": "randomised",
    "appraisal-compared": "quasi-experimental",
    "appraisal": "case series",
}


def coverage(here: Frame) -> Body:
    rows = checks.coverage(here.base, here.view)
    method, cited = tuple(words.coverage_method(rows, min(len(rows), charts.DRAWN))), sources_drawn(here.version)
    table = with_match(words.coverage_table(rows, here.base), cohorts_of(rows))
    matrix = charts.matrix(rows, caption(here, title(rows, words.coverage_title), *method, cited))
    return Body(answer(rows, plain(words.coverage_sentence)), table, matrix, method, cited)


def appraised(checklist: str, here: Frame) -> Body | None:
    """By one checklist. That for case series always stands there; the others where a study of theirs is asked for."""
    found, others = appraisal.appraised(here.base, here.view, checklist)
    if not found and not others and checklist != "case series":
        return None
    method, cited = tuple(judged.method(checklist)), sources_drawn(here.version)
    lights = appraisals.grid(found, checklist, caption(here, title(found, judged.title), *method, cited))
    said = answer(found, plain(partial(judged.sentence, checklist=checklist, others=others)))
    cohorts = [row.cohort for row in found for _ in row.answers]
    table = with_match(judged.table(found, checklist, here.base), cohorts)
    return Body(said, table, lights, method, cited, kept(judged.not_appraised(others)))


def discrepancies(here: Frame) -> Body:
    register = checks.register(here.base, here.view, here.view.choice("kind"))
    cohorts = partial(checks.whose, here.base, here.view)

    def of(rows: list[Row], kind: str) -> list[Row]:
        return [row for row, cohort in zip(rows, cohorts(rows), strict=True) if cohort["match"].kind == kind]

    table = with_match(words.register_table(register, here.base), cohorts(register))
    return Body(
        answer(register, plain(partial(words.register_sentence, chosen=here.view.choice("kind"))), of, cohorts), table
    )


def agreement(here: Frame) -> Body:
    """Of the whole base, whatever the filters: how far a number may be trusted does not hang on the patient asked for."""
    rows = [*readings.agreed(here.version), *readings.agreed_on_appraisals(here.version)]
    said = Sentence(read.sentence(rows, readings.undecided(here.version)))
    if not rows:
        return Body(said)
    return Body(said, read.table(rows, here.version), method=(say(read.METHOD),))


def searched(here: Frame) -> Body:
    """Of the whole base, whatever the filters: how it was found does not hang on the patient asked for."""
    found, wanted = how_found.steps(here.version), how_found.wanted(here.version)
    said = Sentence(found_words.sentence(found, wanted))
    if not found:
        return Body(said)
    remarks = (*found_words.left_out(how_found.left_out(here.version)), *found_words.wanted(wanted))
    return Body(said, found_words.table(found, here.version), method=(say(found_words.METHOD),), remarks=kept(*remarks))


def screen(page: Page, here: Frame) -> None:
    """The choice of a kind belongs to the register; below it how well readers agree and how the numbers come about."""
    show(here, page.panels_of[:4])
    choices(page, here)
    show(here, page.panels_of[4:])
    with told():
        colophon(here)


def colophon(here: Frame) -> None:
    """How the numbers come about, how to cite and to read them, and the codebook."""
    build = checks.build(here.version)
    st.subheader(say("How the numbers come about"), anchor="method")
    st.markdown("\n".join(f"- {line}" for line in (words.data(build), *map(say, words.COMPUTED))))
    st.subheader(say("How to cite"), anchor="cite")
    st.markdown(words.citing(build))
    how_to_read()
    st.subheader(say("Codebook"), anchor="codebook")
    for name, tables in codebook().items():
        with st.expander(name):
            st.html("".join(to_html(table) for table in tables))


PAGE = Page(
    "sources",
    mark("Sources and checks"),
    (
        PanelOf("coverage", words.COVERAGE_QUESTION, coverage),
        *(
            PanelOf(
                name, judged.QUESTION[checklist], partial(appraised, checklist), sometimes=name != "appraisal", folds=True
            )
            for name, checklist in APPRAISALS.items()
        ),
        PanelOf("discrepancies", words.REGISTER_QUESTION, discrepancies),
        PanelOf("agreement", read.QUESTION, agreement),
        PanelOf("how-found", found_words.QUESTION, searched, folds=True),
    ),
    printing(),
    screen=screen,
    takes=("match", "carriers", "kind"),
)
