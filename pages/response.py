"""Response: which share of patients responded, and how."""

from functools import partial

from dashboard.charts import response as charts
from dashboard.charts.rows import drawn, limit
from dashboard.charts.values import Forest
from dashboard.panel import COHORTS, Body, Page, PanelOf, caption, kept, sources
from dashboard.session.frame import Frame
from evidence.answers import Rated
from evidence.cohorts import Match
from evidence.language import mark, say
from evidence.questions.events.words import undrawn
from evidence.questions.pooling import words as pooled_words
from evidence.questions.pooling.numbers import pooling
from evidence.questions.response import numbers as response
from evidence.questions.response import words
from evidence.wording.matching import answer, by_cohort, cohorts_of, title, with_match
from evidence.wording.printed import cut
from evidence.wording.selection import aside, silent
from evidence.wording.worked import intervals


def rates(here: Frame) -> Body:
    found = response.rates(here.base, here.view)
    rates = response.in_order(found.items, here.view)
    pooled = pooling(by_cohort(rates, Match.EXACT), here.view, here.base)
    table = with_match(words.table(rates, here.view, here.base), cohorts_of(rates))
    titled = title(rates, partial(words.title, view=here.view))
    sentence, named = partial(words.sentence, view=here.view), by_cohort(rates, Match.EXACT) or rates
    said = answer(rates, partial(sentence, pooled=pooled_words.said(pooled)), others=sentence)
    method = (*words.method(rates, here.view), *pooled_words.method(pooled))
    cited = sources(here, [fact for row in rates for fact in row.rate.facts])
    on_axis = [row for row in rates if row.rate.percent is not None]
    view = here.view.with_choice("extent", "all") if pooled else here.view
    first = response.leading(on_axis, limit(view), said.named(on_axis))
    seen, whole = drawn(first), drawn(on_axis)

    def forest(rows: list[Rated]) -> Forest:
        """Rows under the title of all; it says how many of them, how they are read, and cites the sources of these alone."""
        below = *words.method(rows, here.view), *pooled_words.method(pooled), *cut(len(rows), len(on_axis))
        cites = sources(here, [fact for row in rows for fact in row.rate.facts])
        of = words.of_all(titled, len(rows), len(on_axis))
        return charts.forest(rows, caption(here, of, *below, cites), pooled, here.view.choice("sort"))

    return Body(
        said,
        pooled_words.with_pooled(table, pooled),
        forest(seen),
        method,
        cited,
        kept(
            undrawn(on_axis, seen, view),
            *pooled_words.remarks(pooled),
            *words.apart(named),
            words.undrawn(rates),
            silent(found, say("response of this kind")),
            aside(found),
        ),
        (*intervals(rates, here.view), *pooled_words.worked(pooled)),
        ways=words.undrawn_rows(rates),
        whole=forest(whole) if len(seen) < len(whole) else None,
    )


def composition(here: Frame) -> Body:
    found = response.compositions(here.base, here.view)
    rows = found.items
    note, cited = say(words.COMPOSITION_NOTE), sources(here, [fact for row in rows for fact in row.facts])
    return Body(
        answer(rows, words.composition_sentence),
        with_match(words.composition_table(rows, here.base), cohorts_of(rows)),
        charts.composition(rows, caption(here, title(rows, words.composition_title), note, cited)),
        (note,),
        cited,
        kept(silent(found, say("response by category")), aside(found)),
    )


PAGE = Page(
    "response",
    mark("Response"),
    (
        PanelOf("response", words.QUESTION, rates),
        PanelOf("response-composition", words.COMPOSITION_QUESTION, composition),
    ),
    response.printing,
    unit=COHORTS,
    counted=response.answers,
    topic=("response",),
    of_drugs=True,
    takes=("match", "carriers", "endpoint", "extent", "rows", "denominator", "interval", "pool", "sort"),
    found=("response",),
)
