"""Outcomes: times, shares at a time point, transplants, printed comparisons, and what stands on no axis."""

from functools import partial

from dashboard.charts import outcomes as charts
from dashboard.charts.rows import drawn
from dashboard.panel import Body, Page, PanelOf, caption, kept, sources
from dashboard.session.frame import Frame
from evidence.language import mark, say
from evidence.questions.contrasts import words as contrasts
from evidence.questions.shares import words as shares
from evidence.questions.times import numbers as outcomes
from evidence.questions.times import words
from evidence.wording.matching import answer, by_fit, cohorts_of, with_match
from evidence.wording.matching import title as titled
from evidence.wording.printed import cut
from evidence.wording.selection import may_share, silent
from evidence.wording.worked import intervals


def around(here: Frame, title, method, rows, facts):
    """The caption of the rows that are drawn; it cites the sources of these alone."""
    seen = drawn(rows)
    return caption(here, titled(seen, title), *method, *cut(len(seen), len(rows)), sources(here, facts[: len(seen)]))


def times(here: Frame) -> Body:
    found = outcomes.medians(here.version, here.view)
    rows, facts = found.items, [row.fact for row in found.items]
    method = tuple(words.method(rows))
    chart = charts.medians(drawn(rows), around(here, words.title, method, rows, facts))
    remarks = kept(silent(found, say("time of this kind")), may_share(found))
    ratios = partial(words.sentence, contrasts=outcomes.contrasts(here.version, here.view))
    said, table = answer(rows, ratios, by_fit), with_match(words.table(rows, here.version), cohorts_of(rows))
    return Body(said, table, chart, method, sources(here, facts), remarks)


def rates(here: Frame) -> Body:
    shared = outcomes.rates(here.version, here.view)
    rows = shared.items
    said, table = answer(rows, shares.sentence, by_fit), shares.table(rows, here.view, here.version)
    remarks = kept(silent(shared, say("share at a time point")), may_share(shared))
    return shown(here, rows, said, table, shares.title, remarks)


def transplants(here: Frame) -> Body:
    moved = outcomes.transplants(here.version, here.view)
    rows = moved.items
    said, table = answer(rows, shares.transplant_sentence, by_fit), shares.transplant_table(rows, here.view, here.version)
    return shown(here, rows, said, table, shares.transplant_title, kept(silent(moved, say("transplant")), may_share(moved)))


def shown(here: Frame, rows, said, table, title, remarks) -> Body:
    """Shares of patients, with their drawing."""
    facts, method = [fact for row in rows for fact in row.rate.facts], tuple(shares.method(rows, here.view))
    chart = charts.rates(drawn(rows), around(here, title, method, rows, facts))
    table = with_match(table, cohorts_of(rows))
    return Body(said, table, chart, method, sources(here, facts), remarks, tuple(intervals(rows, here.view)))


def compared(here: Frame) -> Body:
    rows = outcomes.contrasts(here.version, here.view)
    cited = sources(here, [row.fact for row in rows])
    table = with_match(contrasts.table(rows, here.version), cohorts_of(rows))
    return Body(answer(rows, contrasts.sentence, by_fit), table, method=(say(contrasts.METHOD),), sources=cited)


def unplaced(here: Frame) -> Body | None:
    if not (rows := outcomes.unplaced(here.version, here.view)):
        return None
    said = answer(rows, contrasts.unplaced_sentence)
    table = with_match(contrasts.unplaced_table(rows, here.version), cohorts_of(rows))
    cited = sources(here, [one.item.fact for one in rows])
    return Body(said, table, method=(say(contrasts.UNPLACED_METHOD),), sources=cited)


PAGE = Page(
    "outcomes",
    mark("Outcomes"),
    (
        PanelOf("outcomes", words.QUESTION, times),
        PanelOf("outcomes-rates", shares.QUESTION, rates),
        PanelOf("outcomes-transplant", shares.TRANSPLANT_QUESTION, transplants),
        PanelOf("outcomes-contrasts", contrasts.QUESTION, compared),
        PanelOf("outcomes-unplaced", contrasts.UNPLACED_QUESTION, unplaced, sometimes=True),
    ),
    outcomes.printing,
)
