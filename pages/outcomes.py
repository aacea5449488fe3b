"""Outcomes: times, shares at a time point, transplants, printed comparisons, and what stands on no axis."""

from collections.abc import Iterator

from dashboard.charts import outcomes as figures
from dashboard.charts.rows import drawn
from dashboard.charts.values import Caption
from dashboard.chrome.controls import choices
from dashboard.panel import Panel, contents, show
from dashboard.session.frame import Frame
from evidence.language import say
from evidence.questions.contrasts import words as contrasts
from evidence.questions.shares import words as shares
from evidence.questions.times import numbers as outcomes
from evidence.questions.times import words
from evidence.wording.matching import answer, cohorts_of, with_match
from evidence.wording.matching import title as titled
from evidence.wording.printed import cut
from evidence.wording.selection import may_share, selection, silent
from evidence.wording.sources import cited
from evidence.wording.worked import intervals


def panel(here, name, rows, facts, method, drawing=None, title=None, **said):
    """One panel of this page; its figure, if it has one, cites the sources of what it draws."""
    if drawing:
        seen = drawn(rows)
        foot = [*method, *cut(len(seen), len(rows)), cited(facts[: len(seen)], here.studies, here.version)]
        drawing = drawing(seen, Caption(titled(seen, title), selection(here.view, here.studies), tuple(foot)))
    table = with_match(said.pop("table"), cohorts_of(rows))
    sources = cited(facts, here.studies, here.version)
    return Panel(name, table=table, chart=drawing, method=[*method, sources], **said)


def times(here: Frame) -> Iterator[Panel]:
    version, view = here.version, here.view
    times = outcomes.medians(version, view)
    rows, facts = times.rows, [row.fact for row in times.rows]
    yield panel(here, "outcomes", rows, facts, words.method(rows), figures.medians, words.title,
                question=say(words.QUESTION), answer=answer(rows, words.sentence), table=words.table(rows, version),
                remarks=[silent(times, say("time of this kind")), may_share(times)])  # fmt: skip


def rates(here: Frame) -> Iterator[Panel]:
    version, view = here.version, here.view
    rows, shared = outcomes.rates(version, view)
    facts = [fact for row in rows for fact in row.rate.facts]
    yield panel(here, "outcomes-rates", rows, facts, shares.method(rows, view), figures.rates, shares.title,
                question=say(shares.QUESTION), answer=answer(rows, shares.sentence), table=shares.table(rows, view, version),
                computed=intervals(rows, view),
                remarks=[silent(shared, say("share at a time point")), may_share(shared)])  # fmt: skip


def transplants(here: Frame) -> Iterator[Panel]:
    version, view = here.version, here.view
    rows, moved = outcomes.transplants(version, view)
    facts = [fact for row in rows for fact in row.rate.facts]
    yield panel(here, "outcomes-transplant", rows, facts, shares.method(rows, view), figures.rates,
                shares.transplant_title, question=say(shares.TRANSPLANT_QUESTION),
                answer=answer(rows, shares.transplant_sentence),
                table=shares.transplant_table(rows, view, version), computed=intervals(rows, view),
                remarks=[silent(moved, say("transplant")), may_share(moved)])  # fmt: skip


def compared(here: Frame) -> Iterator[Panel]:
    rows = outcomes.contrasts(here.version, here.view)
    yield panel(here, "outcomes-contrasts", rows, [row.fact for row in rows], [say(contrasts.METHOD)],
                question=say(contrasts.QUESTION), answer=answer(rows, contrasts.sentence),
                table=contrasts.table(rows, here.version))  # fmt: skip


def unplaced(here: Frame) -> Iterator[Panel]:
    if rows := outcomes.unplaced(here.version, here.view):
        yield panel(here, "outcomes-unplaced", rows, [one.row.fact for one in rows], [say(contrasts.UNPLACED_METHOD)],
                    question=say(contrasts.UNPLACED_QUESTION), answer=answer(rows, contrasts.unplaced_sentence),
                    table=contrasts.unplaced_table(rows, here.version))  # fmt: skip


PANELS = (times, rates, transplants, compared, unplaced)
CONTENTS = (
    ("outcomes", words.QUESTION),
    ("outcomes-rates", shares.QUESTION),
    ("outcomes-transplant", shares.TRANSPLANT_QUESTION),
    ("outcomes-contrasts", contrasts.QUESTION),
)

if __name__ == "__main__":
    choices("outcomes")
    contents(CONTENTS)
    show(PANELS)
