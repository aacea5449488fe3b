"""The drawing of a panel as values: the same rows that the page draws, handed to whoever draws them by other means."""

from dashboard.charts import adverse_events as toxicity
from dashboard.charts import appraisal, patients, response
from dashboard.charts import coverage as checks
from dashboard.charts import evidence_map as overview
from dashboard.charts.rows import ROW_LIMIT
from dashboard.charts.values import Bars, Cell, Chart, Forest, Line, Matrix, Series
from dashboard.painters.plotly.theme import SEQUENCE
from dashboard.panel import Panel
from evidence.cohorts import key
from evidence.language import say
from evidence.questions.adverse_events import words as toxicity_words
from evidence.questions.adverse_events.numbers import Grid, silence
from evidence.questions.appraisal import words as appraisal_words
from evidence.questions.appraisal.numbers import Appraised
from evidence.questions.coverage import words as checks_words
from evidence.questions.coverage.numbers import QUESTIONS, Coverage
from evidence.questions.events.numbers import Event
from evidence.questions.events.words import cell, signs
from evidence.questions.evidence_map import words as overview_words
from evidence.questions.evidence_map.numbers import Cell as Square
from evidence.questions.patients import words as patients_words
from evidence.questions.patients.numbers import Patient
from evidence.questions.response.numbers import Composition
from evidence.vocabulary import ANSWER, APPRAISAL, COMPOSITION, REGIMEN_CLASS, SETTING, TOXICITY, label
from evidence.wording import numbers
from evidence.wording.selection import cohort

#: A cell that holds something, where no percentage gives it a shade; one that holds something printed elsewhere.
_HELD, _ELSEWHERE = "#e6eef7", "#eef1f4"


def drawing(panel: Panel) -> Chart | None:
    """What the panel draws; None where its table is all that it shows."""
    if panel.chart is None or isinstance(panel.chart, Forest):
        return panel.chart
    return _CHARTS[panel.chart.func](*panel.chart.args[:-1]) if panel.chart.func in _CHARTS else None


def title(panel: Panel) -> str:
    """The title inside the panel's picture: how much of what it shows."""
    if panel.chart is None:
        return ""
    return panel.chart.caption.title if isinstance(panel.chart, Forest) else panel.chart.args[-1].title


def _composition(rows: list[Composition]) -> Bars:
    rows = rows[:ROW_LIMIT]
    series = [
        Series(say(name), colour, [row.events.get(group) for row in rows])
        for (group, name), colour in zip(COMPOSITION.items(), SEQUENCE, strict=True)
        if any(row.events.get(group) for row in rows)
    ]
    if any(row.unstated for row in rows):
        series.append(Series(say("Not stated"), "", [row.unstated for row in rows]))
    facts = ["; ".join(fact["fact_id"] for fact in row.facts) for row in rows]
    return Bars([cohort(row.cohort) for row in rows], [f"N = {row.of}" for row in rows], facts, series, say("% of patients"))


def _lanes(found: list[Patient]) -> Bars:
    """Days on treatment as lengths; what became of each patient stands beside, in the words of the page."""
    rows = found[:ROW_LIMIT]
    labels = [say("{study}, {patient}", study=one.series["study_label"], patient=patients_words.who(one)) for one in rows]
    days = Series(say("Days on treatment"), SEQUENCE[2], [one.number("treatment_days") for one in rows])
    facts = ["; ".join(fact["fact_id"] for each in patients_words.DAYS if (fact := one.fact(each))) for one in rows]
    return Bars(labels, [one.row["outcome"] for one in rows], facts, [days], say("days on treatment"), whole=False)


def _adverse_events(grid: Grid) -> Matrix:
    """The map as it is drawn: n/N and shade in a cell, hatched where a source is silent, grey where it is elsewhere."""
    heads = [cohort(row) + ("" if row["n"] is None else f", n = {row['n']}") for row in grid.columns]
    lines = []
    for band in grid.rows:
        found = [grid.cells.get((band, key(column)), [None])[0] for column in grid.columns]
        silent = [grid.hidden.get((band, key(column))) or silence(band, column) for column in grid.columns]
        facts = "; ".join(fact["fact_id"] for one in found if one for fact in one.facts)
        cells = [_event(one, why) for one, why in zip(found, silent, strict=True)]
        lines.append(Line(say(TOXICITY[band[0]].group), toxicity_words.row(band), cells, facts))
    return Matrix(heads, lines)


def _event(one: Event | None, why: str) -> Cell:
    """A figure, or the mark of its kind of silence; what is printed but not shown here is grey."""
    if one is None:
        pattern = toxicity.LOOKS.get(why or numbers.NOT_REPORTED, (None, ""))[1]
        return Cell("", pattern=pattern) if pattern else Cell("", _ELSEWHERE)
    return Cell(f"{cell(one)}{signs(one)}", toxicity.shade(one) if one.rate else "",
                light=(toxicity.share(one) or 0) >= toxicity.DARK)  # fmt: skip


def _evidence_map(squares: list[Square], classes: tuple[str, ...]) -> Matrix:
    """Patients and cohorts by regimen class and setting; an empty square is no evidence, not zero patients."""
    settings = overview_words.map_settings(squares)
    by_place = {(square.regimen_class, square.setting): square for square in squares}
    heads = [SETTING[code].label if code else say("Setting not reported") for code in settings]
    lines = [
        Line("", label(REGIMEN_CLASS, one), [_square(by_place.get((one, setting))) for setting in settings], "")
        for one in classes
    ]
    return Matrix(heads, lines, say("Patients treated (cohorts) + control"))


def _square(square: Square | None) -> Cell:
    if square is None:
        return Cell("")
    patients = overview_words.treated(square).replace("?", "○")
    derived = "†" if any(map(overview_words.is_rest, square.cohorts)) else ""
    said = [f"{patients}{derived} ({len(square.cohorts)})", *overview_words.others(square)]
    return Cell(" ".join(said), _HELD)


def _coverage(rows: list[Coverage]) -> Matrix:
    """One row a study, one column a question; silence is hatched."""
    heads = [checks_words.heading(question) for question in QUESTIONS]
    return Matrix(heads, [
        Line("", row.study["label"], [_reported(question, row) for question in QUESTIONS], "", row.study["study_id"])
        for row in rows[:ROW_LIMIT]
    ])  # fmt: skip


def _reported(question: str, row: Coverage) -> Cell:
    found = row.reported[question]
    if found.state == "nothing":
        return Cell("", pattern="/")
    return Cell(checks_words.said(question, found), _HELD if found.state == "counts" else "")


def _appraisal(rows: list[Appraised]) -> Matrix:
    """One row a study, one column a question of the checklist, its sign and answer in words."""
    heads = [f"{number} {APPRAISAL[question].label}" for number, question in enumerate(APPRAISAL, start=1)]
    lines = []
    for row in rows[:ROW_LIMIT]:
        said = {one["question"]: _judged(one["answer"]) for one in row.answers}
        lines.append(Line("", row.study["label"], [Cell(said.get(one, "")) for one in APPRAISAL], "", row.study["study_id"]))
    return Matrix(heads, lines)


def _judged(answer: str) -> str:
    return f"{appraisal_words.SIGNS[answer]} {ANSWER[answer].label.lower()}"


#: How each drawing of the pages becomes values; before and after of single patients is read in its table.
_CHARTS = {
    response.composition: _composition,
    toxicity.heatmap: _adverse_events,
    patients.swimmer: _lanes,
    overview.evidence_map: _evidence_map,
    checks.matrix: _coverage,
    appraisal.grid: _appraisal,
}
