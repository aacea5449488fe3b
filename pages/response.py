"""Response: which share of patients responded, and how."""

from collections.abc import Iterator

from dashboard.charts import response as figures
from dashboard.charts.values import Caption
from dashboard.chrome.controls import choices
from dashboard.panel import Panel, show
from dashboard.session.frame import Frame
from evidence.language import say
from evidence.questions.pooling import words as pooled_words
from evidence.questions.pooling.numbers import pooling
from evidence.questions.response import numbers as response
from evidence.questions.response import words
from evidence.wording.selection import aside, selection, silent
from evidence.wording.sources import cited
from evidence.wording.worked import intervals


def rates(here: Frame) -> Iterator[Panel]:
    chosen = selection(here.view, here.studies)
    rates, answer = response.rates(here.version, here.view)
    pooled = pooling(rates, here.view, here.version)
    facts = [fact for row in rates for fact in row.rate.facts]
    method = [*words.method(rates, here.view), *pooled_words.method(pooled), cited(facts, here.studies, here.version)]
    yield Panel(
        "response",
        say(words.QUESTION),
        words.sentence(rates, here.view, pooled_words.said(pooled)),
        pooled_words.with_pooled(words.table(rates, here.view, here.version), pooled),
        figures.forest(rates, Caption(words.title(rates, here.view), chosen, tuple(method)), pooled),
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
        words.composition_sentence(rows),
        words.composition_table(rows, here.version),
        figures.composition(rows, Caption(words.composition_title(rows), chosen, tuple(method))),
        method,
        [silent(answer, say("response by category")), aside(answer)],
    )


PANELS = (rates, composition)

if __name__ == "__main__":
    choices("response")
    show(PANELS)
