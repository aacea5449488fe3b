"""Patients: single patients of small series, from the first dose to what became of them."""

from dashboard.charts.patients import swimmer
from dashboard.charts.patients_counts import pairs
from dashboard.panel import Body, Page, PanelOf, caption, kept, printing, sources
from dashboard.session.frame import Frame
from evidence.cohorts import patients_told
from evidence.language import mark, say
from evidence.questions.patients import counts_words as counts
from evidence.questions.patients import numbers as patients
from evidence.questions.patients import tables_words as tables
from evidence.questions.patients import words
from evidence.questions.patients.numbers import Patient
from evidence.wording.matching import answer, title
from evidence.wording.sentence import plain


def days(here: Frame) -> Body:
    found = patients.patients(here.base, here.view)
    method, cited = tuple(words.method(found)), _sources(here, found)
    drawing = swimmer(found, caption(here, title(found, words.title), *method, say(words.MARKS), cited))
    remarks = kept(words.after_transplant(found), *_contradicted(here, found, words.DAYS))
    return Body(answer(found, plain(words.sentence)), tables.days_table(found, here.base), drawing, method, cited, remarks)


def cells(here: Frame) -> Body:
    found = patients.patients(here.base, here.view)
    method, cited = tuple(counts.method(found)), _sources(here, found)
    drawing = pairs(found, caption(here, title(found, counts.title), *method, cited))
    counted = tuple(name for *_, pair in counts.COUNTS.values() for name in pair)
    remarks = kept(counts.not_blood(found), *_contradicted(here, found, counted))
    said = answer(found, plain(counts.sentence))
    return Body(said, tables.counts_table(found, here.base), drawing, method, cited, remarks)


def everybody(here: Frame) -> Body:
    found = patients.patients(here.base, here.view)
    said, table = answer(found, plain(words.table_sentence)), tables.table(found, here.base)
    remarks = kept(*_contradicted(here, found, ("age", "dose_low", "treatment_days")))
    return Body(said, table, method=tuple(words.table_method(found)), sources=_sources(here, found), remarks=remarks)


def _sources(here: Frame, found: list[Patient]) -> str:
    return sources(here, [fact for one in found for each in patients.SOURCE if (fact := one.fact(each))])


def _contradicted(here: Frame, found: list[Patient], names: tuple[str, ...]) -> list[str]:
    return words.contradicted(patients.contradictions(here.base, found, names))


PAGE = Page(
    "patients",
    mark("Patients"),
    (
        PanelOf("patients", words.QUESTION, days),
        PanelOf("patients-counts", counts.QUESTION, cells),
        PanelOf("patients-table", words.TABLE_QUESTION, everybody),
    ),
    printing(*patients.DOMAINS),
    unit=(mark("single patient"), ""),
    counted=patients_told,
    takes=("match", "carriers"),
)
