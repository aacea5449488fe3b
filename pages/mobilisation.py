"""Mobilisation: how far cells were brought into the blood, in how many patients, and what goes with it."""

from collections.abc import Iterator

from dashboard.charts import mobilisation as figures
from dashboard.charts.rows import drawn
from dashboard.charts.values import Caption
from dashboard.panel import Panel, show
from dashboard.session.frame import Frame
from evidence.language import say
from evidence.questions.associations import words as association_words
from evidence.questions.mobilisation import numbers as mobilisation
from evidence.questions.mobilisation import words
from evidence.wording.matching import answer, cohorts_of, title, with_match
from evidence.wording.printed import cut
from evidence.wording.selection import aside, selection, silent
from evidence.wording.sources import cited
from evidence.wording.worked import intervals


def folds(here: Frame) -> Iterator[Panel]:
    chosen = selection(here.view, here.studies)
    found = mobilisation.folds(here.version, here.view)
    rows, facts, left = found.rows, [row.fact for row in found.rows], cut(len(drawn(found.rows)), len(found.rows))
    method = [*words.method(rows), *left, cited(facts, here.studies, here.version)]
    yield Panel(
        "mobilisation",
        say(words.QUESTION),
        answer(rows, words.sentence),
        with_match(words.table(rows, here.version), cohorts_of(rows)),
        figures.folds(rows, Caption(title(rows, words.title), chosen, tuple(method))),
        method,
        [silent(found, say("fold change")), aside(found)],
    )


def shares(here: Frame) -> Iterator[Panel]:
    chosen = selection(here.view, here.studies)
    rates, shared = mobilisation.shares(here.version, here.view)
    method = [*words.shares_method(), cited([fact for row in rates for fact in row.rate.facts], here.studies, here.version)]
    if rates:
        yield Panel(
            "mobilisation-patients",
            say(words.SHARES_QUESTION),
            answer(rates, words.shares_sentence),
            with_match(words.shares_table(rates, here.version), cohorts_of(rates)),
            figures.shares(rates, Caption(title(rates, words.shares_title), chosen, tuple(method))),
            method,
            [aside(shared)],
            intervals(rates, here.view),
        )


def associations(here: Frame) -> Iterator[Panel]:
    rows = mobilisation.associations(here.version, here.view)
    method = [say(association_words.METHOD), cited([row.fact for row in rows], here.studies, here.version)]
    said = answer(rows, association_words.sentence)
    table = with_match(association_words.table(rows, here.version), cohorts_of(rows))
    yield Panel("mobilisation-associations", say(association_words.QUESTION), said, table, method=method)


PANELS = (folds, shares, associations)

if __name__ == "__main__":
    show(PANELS)
