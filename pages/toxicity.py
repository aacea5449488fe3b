"""Toxicity: dose-limiting events by dose level, adverse events by grade, changes of dose, early deaths."""

from collections.abc import Iterator

from dashboard.charts.adverse_events import COLUMNS, heatmap
from dashboard.charts.dose_response import plots as doses
from dashboard.charts.events import by_regimen, rates
from dashboard.charts.rows import ROW_LIMIT
from dashboard.charts.values import Caption
from dashboard.chrome.controls import choices, pick_drug
from dashboard.chrome.faults import told
from dashboard.panel import Panel, contents, show
from dashboard.session.frame import Frame, frame
from dashboard.site import page_named
from evidence.language import say
from evidence.questions.adverse_events import numbers as toxicity
from evidence.questions.adverse_events import words
from evidence.questions.adverse_events.numbers import Grid
from evidence.questions.deaths import numbers as mortality
from evidence.questions.deaths import words as mortality_words
from evidence.questions.dlt import numbers as dlt
from evidence.questions.dlt import words as dlt_words
from evidence.questions.dose_changes import words as dose_words
from evidence.questions.dose_response import numbers as dose_response
from evidence.questions.dose_response import words as along
from evidence.questions.dose_response.numbers import Ladders
from evidence.questions.events import numbers as events
from evidence.questions.events.words import undrawn
from evidence.questions.one_event import numbers as regimens
from evidence.questions.one_event import words as regimen_words
from evidence.wording.matching import answer, by_cohort, cohorts_of, title, with_match
from evidence.wording.selection import aside, selection, silent
from evidence.wording.sources import cited
from evidence.wording.worked import intervals, upper_bounds


def panel(here, name, wording, found, drawing, remarks, drawn=None, worked=(), of=by_cohort):
    """One panel of this page: the table has all that was found, the figure what is drawn of it.

    `of` gives what matches in one way alone.
    """

    def method(rows):
        facts = [fact for row in rows for fact in row.facts]
        return [*wording.method(rows, here.view), cited(facts, here.studies, here.version)]

    if drawing:
        chosen = selection(here.view, here.studies)
        titled = title(
            (drawn, found),
            lambda pair: wording.title(pair[0]) if wording is along else wording.title(*pair),
            lambda pair, kind: tuple(of(each, kind) for each in pair),
            lambda pair: cohorts_of(pair[1]),
        )
        caption = Caption(titled, chosen, tuple(method(drawn)))
        drawing = drawing(drawn, caption)
    table = with_match(wording.table(found, here.view, here.version), cohorts_of(found))
    said = answer(found, wording.sentence, of)
    return Panel(name, say(wording.QUESTION), said, table, drawing, method(found), remarks,
                 [*intervals(found, here.view), *upper_bounds(found), *worked])  # fmt: skip


def limiting(here: Frame) -> Iterator[Panel]:
    asked = (here.version, here.view)
    rows, found = dlt.dose_limiting(*asked)
    studies = {row.cohort["study_id"] for row in rows}
    after = dlt_words.later(dlt.after_the_window(*asked, studies), here.studies)
    named = dlt_words.named(dlt.doses_named(*asked, studies), here.studies)
    drawn = dlt.fullest(rows, ROW_LIMIT)
    rest = dlt_words.remainder(rows)
    other = dlt_words.not_limiting(dlt.not_limiting(*asked), here.studies)
    remarks = [rest, undrawn(rows, drawn), after, other, named, silent(found, say("dose-limiting toxicity")), aside(found)]
    yield panel(here, "dose-limiting-toxicity", dlt_words, rows, rates, remarks, drawn)


def by_dose(here: Frame) -> Iterator[Panel]:
    found = dose_response.ladders(here.version, here.view)
    remarks = [along.unplotted(found), along.refusals(found)]
    yield panel(here, "dose-response", along, found, doses, remarks, found, along.worked(found), Ladders.of)


def adverse_events(here: Frame) -> Iterator[Panel]:
    asked = (here.version, here.view)
    grid, found = toxicity.grid(*asked)
    drawn = toxicity.fullest(grid, ROW_LIMIT, COLUMNS[here.narrow])
    images = words.unextractable(toxicity.not_extractable(*asked))
    patients = words.patients(events.single_patients(*asked, "toxicity"))
    others = words.not_shares(toxicity.not_shares(*asked))
    quiet = silent(found, say("adverse events of this kind"))
    remarks = [words.left_out(grid, drawn), *images, patients, others, quiet, aside(found)]
    yield panel(here, "adverse-events", words, grid, heatmap, remarks, drawn, of=Grid.of)


def one_event(here: Frame) -> Iterator[Panel]:
    rows, found = regimens.by_regimen(here.version, here.view)
    drawn = rows[:ROW_LIMIT]
    remarks = [undrawn(rows, drawn), silent(found, regimen_words.counted(here.view)), aside(found)]
    yield panel(here, "one-event", regimen_words, rows, by_regimen, remarks, drawn)


def dose_changes(here: Frame) -> Iterator[Panel]:
    yield panel(here, "dose-changes", dose_words, toxicity.dose_changes(here.version, here.view), None, [])


def deaths(here: Frame) -> Iterator[Panel]:
    asked = (here.version, here.view)
    rows, found = mortality.deaths(*asked)
    axis = mortality_words.drawn(rows)
    drawn = axis[:ROW_LIMIT]
    patients = mortality_words.patients(events.single_patients(*asked, "mortality"))
    doubts, doubled = mortality_words.doubts(rows), mortality_words.doubled(rows)
    remarks = [undrawn(axis, drawn), doubled, *doubts, patients, silent(found, say("count of deaths"))]
    yield panel(here, "deaths", mortality_words, rows, rates, remarks, drawn)


def drug_of_regimens() -> None:
    here = frame()
    with told():
        pick_drug(here, page_named("toxicity").printing(here.version, here.view))


PANELS = (limiting, by_dose, adverse_events, one_event, dose_changes, deaths)
CONTENTS = (
    ("dose-limiting-toxicity", dlt_words.QUESTION),
    ("dose-response", along.QUESTION),
    ("adverse-events", words.QUESTION),
    ("one-event", regimen_words.QUESTION),
    ("dose-changes", dose_words.QUESTION),
    ("deaths", mortality_words.QUESTION),
)

if __name__ == "__main__":
    choices("toxicity", drug_of_regimens)
    contents(CONTENTS)
    show(PANELS)
