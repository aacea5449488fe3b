"""Patients: single patients of small series, from the first dose to what became of them."""

from functools import partial

from dashboard.figures.patients import swimmer
from dashboard.figures.patients_counts import pairs
from dashboard.frame import frame
from dashboard.panel import panel
from evidence.queries import patients
from evidence.wording import patients as words
from evidence.wording import patients_tables as tables
from evidence.wording.selection import selection
from evidence.wording.sources import cited

here = frame()
found = patients.patients(here.version, here.view)
facts = [fact for one in found for each in patients.SOURCE if (fact := one.fact(each))]


def show(name, question, answer, title, method, drawing, table, remarks):
    """One panel of this page."""
    method = [*method, cited(facts, here.studies, here.version)]
    texts = {"title": title, "subtitle": selection(here.view, here.studies), "foot": method, "narrow": here.narrow}
    panel(here, name, question=question, answer=answer, figure=drawing and drawing(**texts), table=table,
          method=method, remarks=remarks)  # fmt: skip


disputed = partial(patients.contradictions, here.version, found)
show("patients", words.QUESTION, words.sentence(found), words.title(found), words.method(found),
     partial(swimmer, found), tables.days_table(found, here.version),
     [words.after_transplant(found), *words.contradicted(disputed(words.DAYS))])  # fmt: skip
show("patients-counts", words.COUNTS_QUESTION, words.counts_sentence(found), words.counts_title(found),
     words.counts_method(found), partial(pairs, found), tables.counts_table(found, here.version),
     [words.not_blood(found)])  # fmt: skip
show("patients-table", words.TABLE_QUESTION, words.table_sentence(found), "", words.table_method(found), None,
     tables.table(found, here.version), words.contradicted(disputed(("age", "dose_low"))))  # fmt: skip
