"""Outcomes: times, shares at a time point, transplants, printed comparisons, and what stands on no axis."""

from dashboard.controls import choices
from dashboard.figures import outcomes as figures
from dashboard.figures.rows import drawn
from dashboard.frame import frame
from dashboard.panel import panel
from evidence.queries import outcomes
from evidence.wording import contrasts, shares
from evidence.wording import outcomes as words
from evidence.wording.printed import cut
from evidence.wording.selection import selection, silent
from evidence.wording.sources import cited

here = frame()
version, view = here.version, here.view
choices("outcomes")


def show(name, rows, facts, method, draw=None, title=None, **said):
    """One panel; its figure, if it has one, carries title, selection, method and the sources of what it draws."""
    figure = None
    if draw and rows:
        seen = drawn(rows)
        foot = [*method, *cut(len(seen), len(rows)), cited(facts[: len(seen)], here.studies, version)]
        chosen = selection(view, here.studies)
        figure = draw(seen, title=title(seen), subtitle=chosen, foot=foot, narrow=here.narrow)
    panel(here, name, figure=figure, method=[*method, cited(facts, here.studies, version)], **said)


times = outcomes.medians(version, view)
rows, facts = times.rows, [row.fact for row in times.rows]
show("outcomes", rows, facts, words.method(rows), figures.medians, words.title,
     question=words.QUESTION, answer=words.sentence(rows), table=words.table(rows, version),
     remarks=[silent(times, "time of this kind")])  # fmt: skip

rows, shared = outcomes.rates(version, view)
facts = [fact for row in rows for fact in row.rate.facts]
show("outcomes-rates", rows, facts, shares.method(rows, view), figures.rates, shares.title,
     question=shares.QUESTION, answer=shares.sentence(rows), table=shares.table(rows, view, version),
     remarks=[silent(shared, "share at a time point")])  # fmt: skip

rows, moved = outcomes.transplants(version, view)
facts = [fact for row in rows for fact in row.rate.facts]
show("outcomes-transplant", rows, facts, shares.method(rows, view), figures.rates, shares.transplant_title,
     question=shares.TRANSPLANT_QUESTION, answer=shares.transplant_sentence(rows),
     table=shares.transplant_table(rows, view, version), remarks=[silent(moved, "transplant")])  # fmt: skip

rows = outcomes.contrasts(version, view)
show("outcomes-contrasts", rows, [row.fact for row in rows], [contrasts.METHOD], question=contrasts.QUESTION,
     answer=contrasts.sentence(rows), table=contrasts.table(rows, version), remarks=[])  # fmt: skip

rows = outcomes.unplaced(version, view, (times, shared, moved))
if rows:
    show("outcomes-unplaced", rows, [one.row.fact for one in rows], [contrasts.UNPLACED_METHOD],
         question=contrasts.UNPLACED_QUESTION, answer=contrasts.unplaced_sentence(rows),
         table=contrasts.unplaced_table(rows, version), remarks=[])  # fmt: skip
