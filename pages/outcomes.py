"""Outcomes: times, shares at a time point, transplants, printed comparisons, and what stands on no axis."""

from collections.abc import Iterable
from functools import partial

from dashboard.charts import outcomes as charts
from dashboard.figured import around, body
from dashboard.panel import Body, Page, PanelOf
from dashboard.session.frame import Frame
from evidence.answers import Item, Rated
from evidence.language import mark, say
from evidence.questions.contrasts import words as contrasts
from evidence.questions.hazards import numbers as hazard_numbers
from evidence.questions.hazards import words as hazard_words
from evidence.questions.landmarks import words as landmark_words
from evidence.questions.landmarks.numbers import landmarks
from evidence.questions.shares import words as shares
from evidence.questions.times import numbers as outcomes
from evidence.questions.times import words
from evidence.wording.matching import answer
from evidence.wording.selection import may_share, silent
from evidence.wording.sentence import Sentence
from evidence.wording.worked import intervals

#: The choices that act on what is shown.
_ACTING = {"survival": ("times",), "all": ("times",)}
#: So many sentences say what cohorts print that hold such patients among others.
_OTHERS = 1


def hazards(here: Frame) -> Body:
    rows = hazard_numbers.hazard_ratios(here.base, here.view)
    said = answer(rows, hazard_words.sentence, others=hazard_words.sentence)
    seen, method = charts.first(rows, "hazards", said, here.view), hazard_words.method(rows)
    medians = {row.fact["fact_id"]: hazard_words.medians(here.base, here.view, row) for row in seen}
    chart = charts.hazards(seen, medians, around(here, hazard_words.title, hazard_words.method(seen), rows, seen))
    remarks = words.left_out(rows, seen, here.view), contrasts.outside(rows)
    return body(here, rows, said, contrasts.table(rows, here.base), chart, method, remarks)


def times(here: Frame) -> Body:
    found = outcomes.medians(here.base, here.view)
    rows = outcomes.lasting(found.items)
    sentence = partial(words.sentence, contrasts=outcomes.contrasts(here.base, here.view))
    quiet = silent(found, say("time of this kind")), may_share(found)
    return timed(here, rows, answer(rows, sentence, others=partial(sentence, most=_OTHERS)), "times", quiet)


def exposure(here: Frame) -> Body:
    """Times and shares in one drawing; each has its own table, so the shares are a panel of their own beneath."""
    rows = outcomes.exposed(outcomes.medians(here.base, here.view).items)
    return timed(here, rows, answer(rows, words.exposure_sentence, others=words.exposure_sentence), "others")


def timed(here: Frame, rows: list[Item], said: Sentence, kind: str, remarks: Iterable[str] = ()) -> Body:
    """Times, with their drawing."""
    seen, method = charts.first(rows, kind, said, here.view), words.method(rows)
    chart = charts.medians(seen, around(here, words.title, words.method(seen), rows, seen))
    left = words.left_out(rows, seen, here.view)
    return body(here, rows, said, words.table(rows, here.base), chart, method, [left, *remarks])


def rates(here: Frame) -> Body:
    shared = outcomes.rates(here.base, here.view)
    rows = outcomes.surviving(shared.items)
    grid, said = landmarks(rows), answer(rows, shares.sentence, others=partial(shares.sentence, most=_OTHERS))
    seen = charts.first(grid, "landmarks", said, here.view, later=lambda line: not line.is_placed)
    method = (*landmark_words.method(rows, here.base), *shares.method(rows, here.view))
    own = [row for line in seen for row in line.rows]
    read = *landmark_words.method(own, here.base), *shares.method(own, here.view)
    chart = charts.landmarks(seen, here.base, around(here, landmark_words.title, read, grid, seen))
    remarks = words.left_out(grid, seen, here.view), silent(shared, say("share at a time point")), may_share(shared)
    made = shares.table(rows, here.view, here.base)
    return body(here, rows, said, made, chart, method, remarks, intervals(rows, here.view))


def relapses(here: Frame) -> Body:
    rows = outcomes.relapsing(outcomes.rates(here.base, here.view).items)
    return shown(here, rows, shares.relapse_sentence, shares.table, shares.relapse_title)


def courses(here: Frame) -> Body:
    rows = outcomes.exposed(outcomes.rates(here.base, here.view).items)
    return shown(here, rows, shares.course_sentence, shares.table, shares.course_title)


def transplants(here: Frame) -> Body:
    moved = outcomes.transplants(here.base, here.view)
    quiet = silent(moved, say("transplant")), may_share(moved)
    return shown(here, moved.items, shares.transplant_sentence, shares.transplant_table, shares.transplant_title, quiet)


def shown(here: Frame, rows: list[Rated], sentence, table, title, remarks: Iterable[str] = ()) -> Body:
    """Shares of patients, with their drawing."""
    said, method = answer(rows, sentence, others=sentence), shares.method(rows, here.view)
    seen = charts.first(rows, "others", said, here.view)
    chart = charts.rates(seen, around(here, title, shares.method(seen, here.view), rows, seen))
    left = words.left_out(rows, seen, here.view)
    made = table(rows, here.view, here.base)
    return body(here, rows, said, made, chart, method, [left, *remarks], intervals(rows, here.view))


def compared(here: Frame) -> Body:
    rows = outcomes.contrasts(here.base, here.view)
    said = answer(rows, contrasts.sentence, others=contrasts.sentence)
    table, remarks = contrasts.table(rows, here.base), [contrasts.outside(rows)]
    return body(here, rows, said, table, method=[say(contrasts.METHOD)], remarks=remarks)


def unplaced(here: Frame) -> Body | None:
    if not (rows := outcomes.unplaced(here.base, here.view)):
        return None
    said, table = answer(rows, contrasts.unplaced_sentence), contrasts.unplaced_table(rows, here.base)
    return body(here, [one.item for one in rows], said, table, method=[say(contrasts.UNPLACED_METHOD)])


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
        PanelOf("outcomes-contrasts", contrasts.QUESTION, compared, under="compared", opens=True),
        PanelOf("outcomes-unplaced", contrasts.UNPLACED_QUESTION, unplaced, sometimes=True, under="compared"),
    ),
    outcomes.printing,
    acting=lambda view: ("part", "extent", *_ACTING.get(view.choice("part"), ())),
    views="part",
    of_drugs=True,
    takes=("match", "carriers", "part", "extent", "times", "rows", "denominator", "interval"),
    found=("time to event", "transplant", "association"),
)
