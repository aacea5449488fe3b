"""Mobilisation: how far cells were brought into the blood, in how many patients, and what goes with it."""

from dashboard.charts import mobilisation as charts
from dashboard.charts.rows import drawn
from dashboard.panel import COHORTS, Body, Page, PanelOf, caption, kept, sources
from dashboard.session.frame import Frame
from evidence.cohorts import cohorts_shown
from evidence.language import mark, say
from evidence.questions.associations import words as association_words
from evidence.questions.mobilisation import numbers as mobilisation
from evidence.questions.mobilisation import words
from evidence.wording.matching import answer, cohorts_of, title, with_match
from evidence.wording.printed import cut
from evidence.wording.selection import aside, silent
from evidence.wording.worked import intervals


def folds(here: Frame) -> Body:
    found = mobilisation.folds(here.base, here.view)
    rows = found.items
    method = (*words.method(rows), *cut(len(drawn(rows)), len(rows)))
    cited = sources(here, [row.fact for row in rows])
    return Body(
        answer(rows, words.sentence),
        with_match(words.table(rows, here.base), cohorts_of(rows)),
        charts.folds(rows, caption(here, title(rows, words.title), *method, cited)),
        method,
        cited,
        kept(silent(found, say("fold change")), aside(found)),
    )


def shares(here: Frame) -> Body | None:
    found = mobilisation.shares(here.base, here.view)
    if not (rates := found.items):
        return None
    method, cited = tuple(words.shares_method()), sources(here, [fact for row in rates for fact in row.rate.facts])
    return Body(
        answer(rates, words.shares_sentence),
        with_match(words.shares_table(rates, here.base), cohorts_of(rates)),
        charts.shares(rates, caption(here, title(rates, words.shares_title), *method, cited)),
        method,
        cited,
        kept(aside(found)),
        tuple(intervals(rates, here.view)),
    )


def associations(here: Frame) -> Body:
    rows = mobilisation.associations(here.base, here.view)
    table = with_match(association_words.table(rows, here.base), cohorts_of(rows))
    said, cited = answer(rows, association_words.sentence), sources(here, [row.fact for row in rows])
    return Body(said, table, method=(say(association_words.METHOD),), sources=cited)


PAGE = Page(
    "mobilisation",
    mark("Mobilisation"),
    (
        PanelOf("mobilisation", words.QUESTION, folds),
        PanelOf("mobilisation-patients", words.SHARES_QUESTION, shares, sometimes=True),
        PanelOf("mobilisation-associations", association_words.QUESTION, associations),
    ),
    mobilisation.printing,
    unit=COHORTS,
    counted=cohorts_shown,
    topic=("mobilisation", "association"),
    takes=("match", "carriers"),
    found=("mobilisation",),
)
