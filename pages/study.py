"""Study: everything that one study prints, each figure under its own anchor."""

from html import escape

import streamlit as st

from dashboard.chrome import study_card
from dashboard.chrome.faults import told
from dashboard.chrome.literal import literal
from dashboard.chrome.panels import folded, take_away
from dashboard.chrome.tables import to_html
from dashboard.panel import Body, Page, PanelOf, kept, printing
from dashboard.session import link
from dashboard.session.frame import Frame
from dashboard.session.naming import file_name
from dashboard.session.reading import study_of
from evidence.cohorts.asked import asked_of_study
from evidence.language import mark, say
from evidence.questions.coverage import words as checks
from evidence.questions.evidence_map.numbers import overview
from evidence.questions.studies import words as listing
from evidence.questions.studies.numbers import study_labels
from evidence.questions.study import figures_words as figures
from evidence.questions.study import words
from evidence.questions.study.numbers import Record, record
from evidence.wording.selection import strongest


def picked(here: Frame) -> str:
    """The study to show: the first of the filter, else the oldest."""
    return next(iter(here.view.chosen("study")), next(iter(here.studies)))


def own(here: Frame) -> str:
    """What is asked about the study to show: all of it, whatever the other filters say."""
    return asked_of_study(here.version, picked(here))


def figures_of(here: Frame) -> Body:
    found = record(own(here), picked(here))
    return Body(words.sentence(found), figures.every(found, own(here)), asked=found.study["label"])


def cohorts(here: Frame) -> Body:
    found = record(own(here), picked(here))
    return Body(words.treated(found), words.cohorts(found.cohorts))


def patients(here: Frame) -> Body | None:
    found = record(own(here), picked(here))
    return Body(words.sentence(found), words.patients(found.patients)) if found.patients else None


def discrepancies(here: Frame) -> Body | None:
    found = record(own(here), picked(here))
    if not found.discrepancies:
        return None
    return Body(words.sentence(found), checks.register_table(found.discrepancies, own(here)))


def screen(_: Page, here: Frame) -> None:
    """A box in which studies are searched, which sets the filter; below it the one that is picked, or the list of all."""
    chosen = next(iter(here.view.chosen("study")), None)
    with told():
        st.session_state.picked_study = chosen
        offered = study_labels(here.base) | dict.fromkeys(here.view.chosen("study"))
        st.selectbox(say("Study"), list(offered), format_func=here.studies.__getitem__, key="picked_study", width=420,
                     placeholder=say("Type a name, or choose"),
                     on_change=lambda: link.set_filter("study", kept(st.session_state.picked_study or "")))  # fmt: skip
        if chosen is None:
            every(here)
        else:
            draw(here, record(own(here), chosen))


def every(here: Frame) -> None:
    """The studies that match the filters, each with the way to its page."""
    found = listing.table(overview(here.base, here.view), here.base)
    st.subheader(say(listing.QUESTION), anchor="studies")
    said = "".join(f"<p class='answer'>{escape(line)}</p>" for line in kept(say(words.CHOOSE), strongest(here.base)))
    st.html(said + to_html(found, study_of=study_of(here)))


def draw(here: Frame, found: Record) -> None:
    """What a reader asks of a study on one card, and everything that it prints behind it."""
    st.subheader(literal(found.study["label"]), anchor="study")
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
    st.html(f"<p class='answer'>{escape(words.sentence(found))}</p><p class='footnote'>{escape(say(words.WHOLE))}</p>")
    st.html(to_html(words.about(found.study)))
    st.subheader(say(words.COHORTS_QUESTION), anchor="cohorts")
    folded(here, words.cohorts(found.cohorts))
    st.subheader(say(words.FIGURES_QUESTION), anchor="figures")
    file, label = file_name("study", "", here.view.with_filter("study", (picked(here),)), here.version), found.study["label"]
    take_away(here, "study", label, "study", file)
    for table in figures.by_domain(found, own(here)):
        folded(here, table)
    if found.patients:
        folded(here, words.patients(found.patients))
    if found.discrepancies:
        st.subheader(say(words.DISCREPANCIES_QUESTION), anchor="discrepancies")
        folded(here, checks.register_table(found.discrepancies, own(here), named=False))


PAGE = Page(
    "study",
    mark("Study"),
    (
        PanelOf("study", words.FIGURES_QUESTION, figures_of),
        PanelOf("study-cohorts", words.COHORTS_QUESTION, cohorts),
        PanelOf("study-patients", mark("Single patients"), patients, sometimes=True),
        PanelOf("study-discrepancies", words.DISCREPANCIES_QUESTION, discrepancies, sometimes=True),
    ),
    printing(),
    screen=screen,
    found=("study",),
    at_once=False,
)
