"""Response: which share of patients responded, and how."""

from collections.abc import Iterator
from functools import partial

from dashboard.charts import response as figures
from dashboard.charts.values import Caption
from dashboard.chrome.controls import choices
from dashboard.panel import Panel, show
from dashboard.session.frame import Frame
from evidence.cohorts import Match
from evidence.language import say
from evidence.questions.pooling import words as pooled_words
from evidence.questions.pooling.numbers import pooling
from evidence.questions.response import numbers as response
from evidence.questions.response import words
from evidence.wording.matching import answer as answered
from evidence.wording.matching import by_cohort, cohorts_of, title, with_match
from evidence.wording.selection import aside, selection, silent
from evidence.wording.sources import cited
from evidence.wording.worked import intervals


def rates(here: Frame) -> Iterator[Panel]:
    chosen = selection(here.view, here.studies)
    rates, answer = response.rates(here.version, here.view)
    pooled = pooling(by_cohort(rates, Match.EXACT), here.view, here.version)
    table = with_match(words.table(rates, here.view, here.version), cohorts_of(rates))
    titled = title(rates, partial(words.title, view=here.view))
    facts = [fact for row in rates for fact in row.rate.facts]
    method = [*words.method(rates, here.view), *pooled_words.method(pooled), cited(facts, here.studies, here.version)]
    yield Panel(
        "response",
        say(words.QUESTION),
        answered(rates, partial(words.sentence, view=here.view, pooled=pooled_words.said(pooled))),
        pooled_words.with_pooled(table, pooled),
        figures.forest(rates, Caption(titled, chosen, tuple(method)), pooled),
        method,
        [*pooled_words.remarks(pooled), *words.apart(rates), silent(answer, say("response of this kind")), aside(answer)],
        [*intervals(rates, here.view), *pooled_words.worked(pooled)],
    )


def composition(here: Frame) -> Iterator[Panel]:
    chosen = selection(here.view, here.studies)
    rows, answer = response.compositions(here.version, here.view)
    facts = [fact for row in rows for fact in row.facts]
    method = [say(words.COMPOSITION_NOTE), cited(facts, here.studies, here.version)]
    yield Panel(
        "response-composition",
        say(words.COMPOSITION_QUESTION),
        answered(rows, words.composition_sentence),
        with_match(words.composition_table(rows, here.version), cohorts_of(rows)),
        figures.composition(rows, Caption(title(rows, words.composition_title), chosen, tuple(method))),
        method,
        [silent(answer, say("response by category")), aside(answer)],
    )


PANELS = (rates, composition)

if __name__ == "__main__":
    choices("response")
    show(PANELS)
