"""Toxicity: dose-limiting events by dose level, adverse events by grade, changes of dose, early deaths."""

from collections.abc import Iterable
from dataclasses import replace

from dashboard.charts.adverse_events import COLUMNS, heatmap, roomy, scrolled
from dashboard.charts.dose_levels import doses, reported
from dashboard.charts.dose_response import plots
from dashboard.charts.events import by_dose, by_regimen, rates
from dashboard.charts.rows import first, limit
from dashboard.charts.side_effects import frequencies
from dashboard.figured import body, facts_of
from dashboard.panel import Body, Page, PanelOf, caption, kept, sources
from dashboard.session.frame import Frame
from evidence.answers import Answer, Item
from evidence.language import mark, say
from evidence.questions.adverse_events import numbers as toxicity
from evidence.questions.adverse_events import words
from evidence.questions.adverse_events.grid import Grid, fullest
from evidence.questions.deaths import numbers as mortality
from evidence.questions.deaths import words as mortality_words
from evidence.questions.dlt import numbers as dlt
from evidence.questions.dlt import words as dlt_words
from evidence.questions.dose_changes import words as dose_words
from evidence.questions.dose_levels import numbers as dose_levels
from evidence.questions.dose_levels import words as level_words
from evidence.questions.dose_levels.numbers import DoseLevels
from evidence.questions.dose_response import numbers as dose_response
from evidence.questions.dose_response import words as along
from evidence.questions.dose_response.numbers import Ladders
from evidence.questions.events import numbers as events
from evidence.questions.events.words import undrawn
from evidence.questions.one_event import numbers as regimens
from evidence.questions.one_event import words as regimen_words
from evidence.questions.side_effects import numbers as side_effects
from evidence.questions.side_effects import words as side_words
from evidence.questions.special_events import numbers as special_events
from evidence.questions.special_events import words as special_words
from evidence.wording.matching import answer, by_cohort, cohorts_of, title, with_match
from evidence.wording.selection import aside, silent
from evidence.wording.sentence import Sentence
from evidence.wording.worked import intervals, upper_bounds

#: So many rows stand at first in a drawing below another one.
_BELOW = 8
#: The choices that act on what is shown, beside how it is counted.
_GRADED = ("show", "extent", "grade", "organ")
SHOWN_WITH = {
    "effects": _GRADED, "dose": ("show", "extent"), "event": ("show", "extent", "event"), "changes": ("show",),
    "special": ("show", "extent", "grade"),
    "deaths": ("show", "extent"), "all": (*_GRADED, "event"),
}  # fmt: skip


def counted(here: Frame, wording, found, said: Sentence, chart=None, remarks=(), worked=()) -> Body:
    """A panel of events: the table has all that was found, the chart what is drawn of it."""
    computed = (*intervals(found, here.view), *upper_bounds(found), *worked)
    table, method = wording.table(found, here.view, here.base), wording.method(found, here.view)
    return body(here, found, said, table, chart, method, remarks, computed)


def below(here: Frame, wording, rows) -> tuple[tuple[str, ...], str]:
    """How some rows were counted, and what they rest on."""
    return tuple(wording.method(rows, here.view)), sources(here, [fact for row in rows for fact in row.facts])


def around(here: Frame, wording, drawn, found, of=by_cohort):
    """The caption of what is drawn of all that was found; it cites the sources of these rows alone."""
    method, cited = below(here, wording, drawn)
    titled = title(
        (drawn, found),
        lambda pair: wording.title(pair[0]) if wording is along else wording.title(*pair),
        lambda pair, kind: tuple(of(each, kind) for each in pair),
        lambda pair: cohorts_of(pair[1]),
    )
    return caption(here, titled, *method, cited)


def beside(here: Frame) -> Body:
    found, answered = side_effects.beside(here.base, here.view)
    said = answer(found.grid, words.each if found.picked else words.sentence, Grid.of)
    said = side_words.nobody(found) if found.picked and not found.arms else said
    terms = side_effects.leading(found, limit(here.view), said.facts)
    method, cited = side_words.method(found, here.view), sources(here, facts_of(found.grid))
    chart = frequencies(found, terms, caption(here, side_words.title(len(terms), found), *method, cited))
    asked = side_words.missing(found) if found.arms else "", side_words.sharing(found)
    rest = side_words.rows_left(len(terms), found), side_words.undrawn(found), side_words.others(found)
    remarks = (*asked, *rest, silent(answered, say("side effects")), aside(answered))
    table = side_words.table(found, here.view, here.base)
    return body(here, found.grid, said, table, chart, method, remarks, intervals(found.grid, here.view))


def limiting(here: Frame) -> Body:
    asked = (here.base, here.view)
    found = dlt.dose_limiting(*asked)
    rows = found.items
    own = dose_levels.of_drug(dose_levels.dose_levels(*asked), rows)
    studies = {row.cohort["study_id"] for row in own}
    after = dlt_words.later(dlt.after_the_window(*asked, studies), here.studies)
    named = dlt_words.named(dlt.doses_named(*asked, studies), here.studies)
    head = answer(own, dlt_words.sentence, whose=dlt.telling)
    drawn = dlt.fullest(own, limit(here.view, _BELOW), head.named(own))
    chart = by_dose(drawn, around(here, dlt_words, drawn, own))
    other = dlt_words.not_limiting(dlt.not_limiting(*asked), here.studies)
    quiet = silent(found, say("dose-limiting toxicity"))
    beside = dlt_words.other_drugs(rows, own)
    said = (dlt_words.remainder(own), undrawn(own, drawn, here.view), after, other, named, beside, quiet, aside(found))
    return counted(here, dlt_words, rows, head, chart, said)


def levels(here: Frame) -> Body:
    found = dose_levels.dose_levels(here.base, here.view)
    said = answer(found, level_words.sentence, DoseLevels.of, DoseLevels.cohorts)
    drawn = first(found.telling, limit(here.view), said.named(found.telling))
    method, cited = below(here, level_words, found)
    titled = caption(here, level_words.title(len(drawn), found), *method, cited)
    remarks = kept(level_words.left_out(found, len(drawn)), level_words.bare(found), level_words.others(found))
    table = with_match(level_words.table(found, here.view, here.base), level_words.whose_rows(found))
    return Body(said, table, doses(found, drawn, titled), method, cited, remarks)


def reporting(here: Frame) -> Body:
    found = dose_levels.dose_levels(here.base, here.view)
    drawn = min(limit(here.view), len(found.studies))
    cited = sources(here, [fact for one in found for fact in one.facts])
    titled = caption(here, level_words.reported_title(drawn), say(level_words.REPORTED_METHOD), cited)
    table = level_words.reported_table(found, here.base)
    chart = reported(found, drawn, titled)
    said = answer(found, level_words.reported_sentence, DoseLevels.of, DoseLevels.cohorts)
    return Body(said, table, chart, (say(level_words.REPORTED_METHOD),), cited)


def ladders(here: Frame) -> Body:
    found = dose_response.ladders(here.base, here.view)
    chart = plots(found, around(here, along, found, found, Ladders.of))
    remarks = (along.unplotted(found), along.refusals(found))
    made = counted(here, along, found, answer(found, along.sentence, Ladders.of), chart, remarks, along.worked(found))
    return made if found.ladders else replace(made, table=None, chart=None)


def adverse_events(here: Frame) -> Body:
    asked = (here.base, here.view)
    images = words.unextractable(toxicity.not_extractable(*asked))
    patients = words.patients(events.single_patients(*asked, "toxicity"))
    return matrix(
        here, words, *toxicity.grid(*asked), more=(*images, patients, words.not_shares(toxicity.not_shares(*asked)))
    )


def special(here: Frame) -> Body:
    grid, found = special_events.grid(here.base, here.view)
    return matrix(here, special_words, grid, found, special_words.nobody(grid), large=roomy)


def matrix(
    here: Frame, wording, grid: Grid, found: Answer[Item], before: str = "", more: Iterable[str] = (), large=scrolled
) -> Body:
    """A map of events: a small one for slides and paper, a `large` one to scroll in on the screen."""
    said = answer(grid, wording.sentence, Grid.of)
    drawn = fullest(grid, limit(here.view), COLUMNS[here.narrow], said.rows)
    wide = large(grid, here.view, said.rows)
    quiet = silent(found, say("adverse events of this kind"))
    chart = heatmap(drawn, around(here, wording, drawn, grid, Grid.of))
    made = counted(here, wording, grid, said, chart, (before, words.left_out(grid, wide), *more, quiet, aside(found)))
    return replace(made, scrolled=heatmap(wide, around(here, wording, wide, grid, Grid.of)))


def one_event(here: Frame) -> Body:
    found = regimens.by_regimen(here.base, here.view)
    rows = found.items
    said = answer(rows, regimen_words.sentence)
    drawn = first(rows, limit(here.view), said.named(rows))
    chart = by_regimen(drawn, around(here, regimen_words, drawn, rows))
    remarks = (undrawn(rows, drawn, here.view), silent(found, regimen_words.counted(here.view)), aside(found))
    return counted(here, regimen_words, rows, said, chart, remarks)


def dose_changes(here: Frame) -> Body:
    found = toxicity.dose_changes(here.base, here.view)
    return counted(here, dose_words, found, answer(found, dose_words.sentence))


def deaths(here: Frame) -> Body:
    asked = (here.base, here.view)
    found = mortality.deaths(*asked)
    rows = found.items
    axis = mortality_words.drawn(rows)
    said = answer(rows, mortality_words.sentence)
    drawn = mortality.leading(axis, limit(here.view), said.named(axis))
    chart = rates(drawn, around(here, mortality_words, drawn, rows))
    patients = mortality_words.patients(events.single_patients(*asked, "mortality"))
    doubts, doubled = mortality_words.doubts(rows), mortality_words.doubled(rows)
    remarks = (undrawn(axis, drawn, here.view), doubled, *doubts, patients, silent(found, say("count of deaths")))
    return counted(here, mortality_words, rows, said, chart, remarks)


PAGE = Page(
    "toxicity",
    mark("Toxicity"),
    (
        PanelOf("side-effects", side_words.QUESTION, beside, under="effects"),
        PanelOf("dose-levels", level_words.QUESTION, levels, under="dose"),
        PanelOf("dose-limiting-toxicity", dlt_words.QUESTION, limiting, under="dose"),
        PanelOf("dose-response", along.QUESTION, ladders, under="dose"),
        PanelOf("dose-reporting", level_words.REPORTED_QUESTION, reporting, under="dose"),
        PanelOf("special-toxicities", special_words.QUESTION, special, under="special"),
        PanelOf("one-event", regimen_words.QUESTION, one_event, under="event"),
        PanelOf("dose-changes", dose_words.QUESTION, dose_changes, under="changes", opens=True),
        PanelOf("deaths", mortality_words.QUESTION, deaths, under="deaths"),
        PanelOf("adverse-events", words.QUESTION, adverse_events, under="all"),
    ),
    toxicity.printing,
    acting=lambda view: SHOWN_WITH[view.choice("show")],
    views="show",
    of_drugs=True,
    takes=("match", "carriers", *SHOWN_WITH["all"], "arm", "rows", "denominator", "interval", "isotonic"),
    found=("toxicity", "dlt", "mortality"),
)
