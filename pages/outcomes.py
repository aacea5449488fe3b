"""Outcomes: times, shares at a time point, transplants, printed comparisons, and what stands on no axis."""

from functools import partial

from dashboard.charts import outcomes as charts
from dashboard.charts.rows import drawn
from dashboard.panel import Body, Page, PanelOf, caption, kept, sources
from dashboard.session.frame import Frame
from evidence.language import mark, say
from evidence.questions.contrasts import words as contrasts
from evidence.questions.hazards import numbers as hazard_numbers
from evidence.questions.hazards import words as hazard_words
from evidence.questions.landmarks import words as landmark_words
from evidence.questions.landmarks.numbers import landmarks
from evidence.questions.shares import words as shares
from evidence.questions.times import numbers as outcomes
from evidence.questions.times import words
from evidence.wording.matching import answer, cohorts_of, with_match
from evidence.wording.matching import title as titled
from evidence.wording.printed import cut
from evidence.wording.selection import may_share, silent
from evidence.wording.sentence import Sentence
from evidence.wording.worked import intervals

#: Rows of each endpoint and of a figure that stand there at first.
FIRST = {"hazards": (4, 10), "times": (4, 8), "landmarks": (4, 8), "others": (8, 15)}
#: The choices that act on what is shown.
_ACTING = {"survival": ("times",), "all": ("times",)}


def first(here: Frame, rows: list, kind: str, said: Sentence) -> list:
    """The rows that the view asks a figure for; the first hold all that the answer names."""
    if here.view.choice("extent") != "first":
        return drawn(rows)
    return outcomes.leading(rows, *FIRST[kind], said.named(rows))


def around(here: Frame, title, method, rows, seen):
    """The caption of the rows that are drawn; it cites the sources of these alone."""
    facts = [fact for row in seen for fact in row.facts]
    return caption(here, titled(seen, title), *method, *cut(len(seen), len(rows)), sources(here, facts))


def hazards(here: Frame) -> Body:
    rows = hazard_numbers.hazard_ratios(here.base, here.view)
    said = answer(rows, hazard_words.sentence, others=hazard_words.sentence)
    seen = first(here, rows, "hazards", said)
    medians = {row.fact["fact_id"]: hazard_words.medians(here.base, here.view, row) for row in seen}
    method = tuple(hazard_words.method(rows))
    chart = charts.hazards(seen, medians, around(here, hazard_words.title, method, rows, seen))
    table = with_match(contrasts.table(rows, here.base), cohorts_of(rows))
    cited = sources(here, [row.fact for row in rows])
    return Body(said, table, chart, method, cited, more(here, rows, seen))


def more(here: Frame, rows: list, seen: list) -> tuple[str, ...]:
    """How many rows a first figure leaves for later."""
    return kept(words.left_out(rows, seen)) if here.view.choice("extent") == "first" else ()


def times(here: Frame) -> Body:
    found = outcomes.medians(here.base, here.view)
    rows = outcomes.lasting(found.items)
    sentence = partial(words.sentence, contrasts=outcomes.contrasts(here.base, here.view))
    said = answer(rows, sentence, others=sentence)
    method, seen = tuple(words.method(rows)), first(here, rows, "times", said)
    chart = charts.medians(seen, around(here, words.title, method, rows, seen))
    remarks = (*more(here, rows, seen), *kept(silent(found, say("time of this kind")), may_share(found)))
    table = with_match(words.table(rows, here.base), cohorts_of(rows))
    return Body(said, table, chart, method, sources(here, [row.fact for row in rows]), remarks)


def rates(here: Frame) -> Body:
    shared = outcomes.rates(here.base, here.view)
    rows = outcomes.surviving(shared.items)
    grid, said = landmarks(rows), answer(rows, shares.sentence, others=shares.sentence)
    seen = first(here, grid, "landmarks", said)
    method = (*landmark_words.method(rows, here.base), *shares.method(rows, here.view))
    chart = charts.landmarks(seen, here.base, around(here, landmark_words.title, method, grid, seen))
    remarks = (*more(here, grid, seen), *kept(silent(shared, say("share at a time point")), may_share(shared)))
    return shared_body(here, rows, said, shares.table, method, chart, remarks)


def relapses(here: Frame) -> Body:
    rows = outcomes.relapsing(outcomes.rates(here.base, here.view).items)
    return shown(here, rows, shares.relapse_sentence, shares.table, shares.relapse_title)


def transplants(here: Frame) -> Body:
    moved = outcomes.transplants(here.base, here.view)
    remarks = kept(silent(moved, say("transplant")), may_share(moved))
    return shown(here, moved.items, shares.transplant_sentence, shares.transplant_table, shares.transplant_title, remarks)


def shown(here: Frame, rows, sentence, table, title, remarks=()) -> Body:
    """Shares of patients, with their drawing."""
    said = answer(rows, sentence, others=sentence)
    method, seen = tuple(shares.method(rows, here.view)), first(here, rows, "others", said)
    chart = charts.rates(seen, around(here, title, method, rows, seen))
    return shared_body(here, rows, said, table, method, chart, (*more(here, rows, seen), *remarks))


def shared_body(here: Frame, rows, said, table, method, chart, remarks) -> Body:
    made = with_match(table(rows, here.view, here.base), cohorts_of(rows))
    cited = sources(here, [fact for row in rows for fact in row.facts])
    return Body(said, made, chart, method, cited, remarks, tuple(intervals(rows, here.view)))


def exposure(here: Frame) -> Body:
    """Times and shares in one drawing; each has its own table, so the shares are a panel of their own beneath."""
    rows = outcomes.exposed(outcomes.medians(here.base, here.view).items)
    said = answer(rows, words.exposure_sentence, others=words.exposure_sentence)
    method, seen = tuple(words.method(rows)), first(here, rows, "others", said)
    chart = charts.medians(seen, around(here, words.title, method, rows, seen))
    table, cited = with_match(words.table(rows, here.base), cohorts_of(rows)), sources(here, [row.fact for row in rows])
    return Body(said, table, chart, method, cited, more(here, rows, seen))


def courses(here: Frame) -> Body:
    rows = outcomes.exposed(outcomes.rates(here.base, here.view).items)
    return shown(here, rows, shares.course_sentence, shares.table, shares.course_title)


def compared(here: Frame) -> Body:
    rows = outcomes.contrasts(here.base, here.view)
    cited = sources(here, [row.fact for row in rows])
    table = with_match(contrasts.table(rows, here.base), cohorts_of(rows))
    said = answer(rows, contrasts.sentence, others=contrasts.sentence)
    return Body(said, table, method=(say(contrasts.METHOD),), sources=cited)


def unplaced(here: Frame) -> Body | None:
    if not (rows := outcomes.unplaced(here.base, here.view)):
        return None
    said = answer(rows, contrasts.unplaced_sentence)
    table = with_match(contrasts.unplaced_table(rows, here.base), cohorts_of(rows))
    cited = sources(here, [one.item.fact for one in rows])
    return Body(said, table, method=(say(contrasts.UNPLACED_METHOD),), sources=cited)


PAGE = Page(
    "outcomes",
    mark("Outcomes"),
    (
        PanelOf("outcomes-hazards", hazard_words.QUESTION, hazards, under="survival"),
        PanelOf("outcomes", words.QUESTION, times, under="survival"),
        PanelOf("outcomes-rates", landmark_words.QUESTION, rates, under="survival"),
        PanelOf("outcomes-relapse", landmark_words.INCIDENCE_QUESTION, relapses, under="relapse"),
        PanelOf("outcomes-exposure", landmark_words.EXPOSURE_QUESTION, exposure, under="exposure"),
        PanelOf("outcomes-course", shares.COURSE_QUESTION, courses, under="exposure"),
        PanelOf("outcomes-transplant", shares.TRANSPLANT_QUESTION, transplants, under="transplant"),
        PanelOf("outcomes-contrasts", contrasts.QUESTION, compared, under="compared"),
        PanelOf("outcomes-unplaced", contrasts.UNPLACED_QUESTION, unplaced, sometimes=True, under="compared"),
    ),
    outcomes.printing,
    acting=lambda view: ("part", "extent", *_ACTING.get(view.choice("part"), ())),
    views="part",
    of_drugs=True,
    takes=("match", "carriers", "part", "extent", "times", "rows", "denominator", "interval"),
    found=("time to event", "transplant", "association"),
)
