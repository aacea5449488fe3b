"""Patients: single patients of small series, from the first dose to what became of them."""

from collections.abc import Iterator
from functools import partial

from dashboard.charts.patients import swimmer
from dashboard.charts.patients_counts import pairs
from dashboard.charts.values import Caption
from dashboard.panel import Panel, show
from dashboard.session.frame import Frame
from evidence.language import say
from evidence.questions.patients import counts_words as counts
from evidence.questions.patients import numbers as patients
from evidence.questions.patients import tables_words as tables
from evidence.questions.patients import words
from evidence.wording.matching import answer, title
from evidence.wording.selection import selection
from evidence.wording.sources import cited

#: The numbers that the figure of counts draws.
COUNTED = tuple(name for *_, pair in counts.COUNTS.values() for name in pair)


def panels(here: Frame) -> Iterator[Panel]:
    found = patients.patients(here.version, here.view)
    facts = [fact for one in found for each in patients.SOURCE if (fact := one.fact(each))]
    sources, chosen = cited(facts, here.studies, here.version), selection(here.view, here.studies)
    disputed = partial(patients.contradictions, here.version, found)

    method = [*words.method(found), sources]
    yield Panel(
        "patients",
        say(words.QUESTION),
        answer(found, words.sentence),
        tables.days_table(found, here.version),
        swimmer(found, Caption(title(found, words.title), chosen, tuple(method))),
        method,
        [words.after_transplant(found), *words.contradicted(disputed(words.DAYS))],
    )

    method = [*counts.method(found), sources]
    yield Panel(
        "patients-counts",
        say(counts.QUESTION),
        answer(found, counts.sentence),
        tables.counts_table(found, here.version),
        pairs(found, Caption(title(found, counts.title), chosen, tuple(method))),
        method,
        [counts.not_blood(found), *words.contradicted(disputed(COUNTED))],
    )

    table, remarks = tables.table(found, here.version), words.contradicted(disputed(("age", "dose_low", "treatment_days")))
    yield Panel("patients-table", say(words.TABLE_QUESTION), answer(found, words.table_sentence), table,
                method=[*words.table_method(found), sources], remarks=remarks)  # fmt: skip


PANELS = (panels,)

if __name__ == "__main__":
    show(PANELS)
