"""Study: everything that one study prints, each figure under its own anchor; until one is chosen, the list of all."""

from collections.abc import Callable
from functools import partial
from html import escape

import streamlit as st

from dashboard.chrome import pickers, study_card
from dashboard.chrome.controls import offer
from dashboard.chrome.faults import told
from dashboard.chrome.literal import literal
from dashboard.chrome.panels import folded, take_away
from dashboard.chrome.tables import to_html
from dashboard.panel import Body, Page, Panel, PanelOf, printing
from dashboard.session.frame import Frame
from dashboard.session.naming import file_name
from dashboard.session.reading import study_of
from evidence.cohorts.asked import asked_of_studies
from evidence.language import mark, say
from evidence.questions.coverage import words as checks
from evidence.questions.studies import words as listing
from evidence.questions.study import figures_words as figures
from evidence.questions.study import words
from evidence.questions.study.numbers import Record, record
from evidence.wording.selection import study_name
from evidence.wording.sentence import Sentence
from pages import overview


def picked(here: Frame) -> str | None:
    """The study to show: the first of the filter."""
    return next(iter(here.view.chosen("study")), None)


def own(here: Frame, study: str) -> str:
    """What is asked about the study to show: all of it, whatever the other filters say."""
    return asked_of_studies(here.version, (study,))


def studies(here: Frame) -> Body | None:
    """Until a study is chosen, those that match the filters, each with the way to its page."""
    return None if picked(here) else overview.studies(here)


def of_study(body: Callable[[Record, str], Body | None], here: Frame) -> Body | None:
    """What a body says of the study that is chosen, from its record and the version that is asked."""
    study = picked(here)
    return body(record(own(here, study), study), own(here, study)) if study else None


def figures_of(found: Record, version: str) -> Body:
    return Body(Sentence(words.sentence(found)), figures.every(found, version), asked=study_name(found.study))


def cohorts(found: Record, _: str) -> Body:
    return Body(Sentence(words.treated(found)), words.cohorts(found.cohorts))


def patients(found: Record, _: str) -> Body | None:
    return Body(Sentence(words.sentence(found)), words.patients(found.patients)) if found.patients else None


def discrepancies(found: Record, version: str) -> Body | None:
    if not found.discrepancies:
        return None
    said = Sentence(checks.register_sentence(found.discrepancies))
    return Body(said, checks.register_table(found.discrepancies, version))


def screen(_: Page, here: Frame) -> None:
    """A box in which studies are searched, which sets the filter; below it the one that is picked, or the list of all."""
    chosen = picked(here)
    with told():
        offer(here, [pickers.study(here)])
        if chosen is None:
            every(here, PAGE.named("study-list", here))
        else:
            draw(here, record(own(here, chosen), chosen))


def every(here: Frame, found: Panel | None) -> None:
    """The list of studies, open: it is what the page is for until one is chosen."""
    if found and found.table:
        st.subheader(found.question, anchor=found.name)
        said = "".join(f"<p class='answer'>{escape(line)}</p>" for line in (found.answer.text, *found.remarks))
        st.html(said + to_html(found.table, study_of=study_of(here)))


def draw(here: Frame, found: Record) -> None:
    """What a reader asks of a study on one card, and everything that it prints behind it."""
    st.subheader(literal(study_name(found.study)), anchor="study")
    card, printed = say("In short"), say("Everything printed")
    first, second = st.tabs([card, printed], default=printed if here.view.facts else card)
    with first:
        short(here, found)
    with second:
        whole(here, found)


def short(here: Frame, found: Record) -> None:
    """Who was treated with what and compared with whom, what came of it, and what the paper does not say."""
    study_card.card(here, found)
    st.html(to_html(words.sources(found.sources)))


def whole(here: Frame, found: Record) -> None:
    """Every cohort, figure, patient and discrepancy of the study."""
    study, label = found.study["study_id"], study_name(found.study)
    version = own(here, study)
    st.html(f"<p class='answer'>{escape(words.sentence(found))}</p><p class='footnote'>{escape(say(words.WHOLE))}</p>")
    st.html(to_html(words.about(found.study)))
    st.subheader(say(words.COHORTS_QUESTION), anchor="cohorts")
    folded(here, words.cohorts(found.cohorts))
    st.subheader(say(words.FIGURES_QUESTION), anchor="figures")
    file = file_name("study", "", here.view.with_filter("study", (study,)), here.version)
    take_away(here, "study", label, "study", file)
    for table in figures.by_domain(found, version):
        folded(here, table)
    if found.patients:
        folded(here, words.patients(found.patients))
    if found.discrepancies:
        st.subheader(say(words.DISCREPANCIES_QUESTION), anchor="discrepancies")
        folded(here, checks.register_table(found.discrepancies, version, named=False))


PAGE = Page(
    "study",
    mark("Study"),
    (
        PanelOf("study-list", listing.QUESTION, studies, sometimes=True),
        PanelOf("study", words.FIGURES_QUESTION, partial(of_study, figures_of), sometimes=True),
        PanelOf("study-cohorts", words.COHORTS_QUESTION, partial(of_study, cohorts), sometimes=True),
        PanelOf("study-patients", mark("Single patients"), partial(of_study, patients), sometimes=True),
        PanelOf("study-discrepancies", words.DISCREPANCIES_QUESTION, partial(of_study, discrepancies), sometimes=True),
    ),
    printing(),
    screen=screen,
    found=("study",),
    at_once=False,
)
