"""Toxicity: the bound beside every zero, silence by dose level, bands that never merge, deaths on their own denominators."""

import pytest

from dashboard.figures.events import rates
from dashboard.figures.toxicity import heatmap
from evidence.queries import dlt, mortality, toxicity
from evidence.selection import View
from evidence.wording import dlt as dlt_words
from evidence.wording import doses as dose_words
from evidence.wording import mortality as mortality_words
from evidence.wording import toxicity as words
from tests.conftest import ALPHA, shown

TEXTS = {"title": "t", "subtitle": "s", "foot": ["f"], "narrow": False}

BETA = """\
id: beta-2002
label: Beta 2002
title: An invented dose escalation with side effects
phase: "1"
design: dose escalation
disease: AML
year: 2002
regimen: {name: drug B, group: flt3, drugs: [sorafenib]}
sources:
  - {id: main, kind: journal article, level: full text, citation: "Beta B. Invented J 2002;2:2", seen: 2026-11-20}
cohorts:
  - {id: all, kind: all, label: All treated, n: 9, mutation: flt3-itd, setting: relapsed, transplant: none, at: Table 1}
  - {id: low, parent: all, split: dose level, kind: dose level, label: 100 mg daily, n: 3, dose: 100, dose_unit: mg daily, at: Table 1}
  - {id: high, parent: all, split: dose level, kind: dose level, label: 50 mg daily, n: 6, dose: 50, dose_unit: mg daily, at: Table 1}
  - {id: ill, parent: all, split: outcome, kind: subgroup, basis: outcome, label: Had rash, n: 2, at: Table 2}
  - {id: one, parent: low, split: patient, kind: patient, label: Patient 1, n: 1, at: Table 3}
toxicity:
  - {cohort: all, term: rash, grade: any, events: 2, of: 9, population: treated, criteria: CTCAE 4.0, printed: "2/9", at: Table 2, source: main, readers: 2}
  - {cohort: low, term: rash, grade: any, events: 0, of: 3, population: treated, criteria: CTCAE 4.0, printed: "0/3", at: Table 2, source: main, readers: 2}
  - {cohort: high, term: rash, grade: any, events: 2, of: 6, population: treated, criteria: CTCAE 4.0, printed: "2/6", at: Table 2, source: main, readers: 2}
  - {cohort: high, term: rash, grade: 3-4, events: 1, of: 6, population: treated, printed: "1/6", at: Table 2, source: main, readers: 1}
  - {cohort: all, term: fatigue, grade: any, percent: 44, printed: 44%, at: Results, source: main, readers: 2}
  - {cohort: all, term: anemia, grade: ">=3", statistic: words, printed: anemia was common, at: Results, source: main, readers: 2}
  - {cohort: ill, term: rash, grade: "5", events: 1, of: 2, population: subgroup, printed: "1", at: Results, source: main, readers: 2}
  - {cohort: one, term: sepsis, events: 1, of: 1, population: treated, printed: sepsis, at: Table 3, source: main, readers: 2}
  - {cohort: all, term: dose reduction, events: 3, printed: three patients, at: Results, source: main, readers: 2}
dlt:
  - {cohort: all, term: DLT, events: 0, window: 28 days, printed: none, at: Results, source: main, readers: 2}
mortality:
  - {cohort: all, term: died, events: 1, of: 9, population: treated, window: 4 weeks, printed: "1", at: Results, source: main, readers: 2}
  - {cohort: all, term: died of infection, events: 2, printed: two, at: Results, source: main, readers: 2, certain: no, note: Which patients is not said}
  - {cohort: one, term: died, statistic: single, value: 9, unit: days, printed: day 9, at: Table 3, source: main, readers: 2}
baseline:
  - {cohort: all, term: treated, events: 9, population: treated, printed: nine patients, at: Abstract, source: main, readers: 2}
"""


@pytest.fixture
def beta(evidence_of):
    return evidence_of(BETA)


def limits(version, **choices):
    return dlt.dose_limiting(version, View(choices=choices))[0]


def cells(version, view=None):
    grid, _ = toxicity.grid(version, view or View())
    return {(*band, cohort): [one.facts[0]["printed"] for one in found] for (band, (_, cohort)), found in grid.cells.items()}


def test_each_dose_level_carries_its_count_and_the_bound_that_it_leaves_open(alpha):
    rows = limits(alpha)
    assert [(row.cohort["cohort_id"], row.rate.events, row.rate.of, round(row.upper, 1)) for row in rows] == [
        ("dl1", 0, 3, 63.2),
        ("dl2", 2, 6, 72.9),
    ]
    assert "0 of 3 evaluable for dose-limiting toxicity, which still allows up to 63.2 %" in dlt_words.sentence(rows)


def test_levels_stand_in_dose_order_below_the_whole_cohort_and_say_that_they_are_silent(beta):
    rows = limits(beta)
    assert [(row.cohort["cohort_id"], bool(row.rate)) for row in rows] == [("all", True), ("high", False), ("low", False)]
    records = dlt_words.table(rows, View(), beta).records
    assert [record["fraction"] for record in records] == ["0/9", "not reported", "not reported"]


def test_missing_denominator_is_the_cohort_and_says_so(beta):
    rate = limits(beta)[0].rate
    assert (rate.events, rate.of, rate.population) == (0, 9, "treated")
    assert rate.derived == ("denominator not printed with the figure; treated patients of the cohort",)
    assert [fact["printed"] for fact in rate.facts] == ["none", "nine patients"]


def test_counts_left_out_by_a_filter_are_not_called_unreported(evidence_of):
    version = evidence_of(ALPHA.replace('printed: "0", at: "Table 3, 200 mg", source: main, readers: 2', 'printed: "0", at: "Table 3, 200 mg", source: main, readers: 1'))  # fmt: skip
    rows, _ = dlt.dose_limiting(version, View({"readers": ("2",)}))
    assert dlt_words.table(rows, View(), version).records[0]["fraction"] == "left out by the filter on sources or readers"


def test_events_said_in_words_are_not_called_unreported(evidence_of):
    version = evidence_of(BETA.replace("dlt:\n", "dlt:\n  - {cohort: low, term: DLT, statistic: words, printed: DLTs were seen, at: Results, source: main, readers: 2}\n"))  # fmt: skip
    records = dlt_words.table(limits(version), View(), version).records
    assert [record["fraction"] for record in records] == ["0/9", "not reported", "said in words"]


def test_dot_and_whisker_is_fixed_to_100_percent_and_hatches_silence(beta):
    figure = rates(limits(beta), **TEXTS)
    silent, bound = (
        next(t for t in figure.data if t.name == name) for name in ("not reported", "one-sided 95 % upper bound")
    )
    assert tuple(figure.layout.xaxis.range) == (0, 100)
    assert (len(silent.y), silent.marker.pattern.shape) == (2, "/")
    assert [round(x, 1) for x in bound.x] == [28.3]


def test_a_row_is_answered_by_dose_level_where_it_can_be_and_else_by_the_whole(beta):
    assert cells(beta) == {
        ("rash", "any", "low"): ["0/3"],
        ("rash", "any", "high"): ["2/6"],
        ("rash", "3-4", "high"): ["1/6"],
        ("fatigue", "any", "all"): ["44%"],
        ("anaemia", ">=3", "all"): ["anemia was common"],
    }


def test_the_whole_cohort_is_grey_where_its_levels_answer(beta):
    grid, _ = toxicity.grid(beta, View())
    assert grid.hidden == {(("rash", "any"), ("beta-2002", "all")): toxicity.ELSEWHERE}


def test_a_filter_on_readers_greys_a_cell_and_never_hatches_it(evidence_of):
    version = evidence_of(BETA.replace('printed: "0/3", at: Table 2, source: main, readers: 2', 'printed: "0/3", at: Table 2, source: main, readers: 1').replace("- {cohort: all, term: rash", "- {cohort: low, term: fatigue, grade: any, events: 1, of: 3, printed: '1', at: Table 2, source: main, readers: 2}\n  - {cohort: all, term: rash"))  # fmt: skip
    grid, _ = toxicity.grid(version, View({"readers": ("2",)}))
    assert grid.hidden[("rash", "any"), ("beta-2002", "low")] == "left out by the filter on sources or readers"


def test_grade_bands_are_chosen_but_never_merged(beta):
    assert {key[:2] for key in cells(beta, View(choices={"grade": "severe"}))} == {("rash", "3-4"), ("anaemia", ">=3")}
    assert {key[:2] for key in cells(beta, View(choices={"grade": ">=3"}))} == {("anaemia", ">=3")}
    assert {key[:2] for key in cells(beta, View(choices={"organ": "skin"}))} == {("rash", "any"), ("rash", "3-4")}


def test_single_patients_and_outcome_groups_are_no_columns(beta):
    grid, answer = toxicity.grid(beta, View())
    assert [column["cohort_id"] for column in grid.columns] == ["all", "low", "high"]
    assert [(one.cohort["cohort_id"], one.why) for one in answer.aside] == [("ill", "defined by what happened later")]


def test_cells_print_their_count_and_tell_four_silences_apart(beta):
    grid, _ = toxicity.grid(beta, View())
    figure = heatmap(grid, **TEXTS)
    marks = next(trace for trace in figure.data if trace.name == "figure" and trace.type == "scatter")
    assert list(marks.text) == [
        "44 % <br><span style='font-size:9px'>n not printed</span>",
        "<i>in words</i>",
        "0/3",
        "2/6",
        "1/6",
    ]
    assert marks.marker.symbol == "square" and marks.customdata[2] == "beta-2002/low/toxicity/rash/any"
    assert "graded by: CTCAE 4.0" in marks.hovertext[2] and "0 % (0.0 to 70.8)" in marks.hovertext[2]
    looks = {trace.name: len(trace.x) for trace in figure.data if trace.type == "bar"}
    assert looks == {"figure": 4, "said in words": 1, "not reported": 6, toxicity.ELSEWHERE: 1}


def test_a_map_without_room_keeps_the_fullest_rows_and_says_what_is_left(beta):
    whole, _ = toxicity.grid(beta, View())
    drawn = toxicity.fullest(whole, 2, 1)
    assert [column["cohort_id"] for column in drawn.columns] == ["all"]
    assert drawn.rows == [("fatigue", "any"), ("anaemia", ">=3")]
    assert "the table has them" in words.left_out(whole, drawn) and words.left_out(whole, whole) == ""


def test_enrolled_is_honoured_only_where_no_denominator_is_printed(evidence_of):
    version = evidence_of(BETA)
    view = View(choices={"denominator": "enrolled"})
    reduced = toxicity.dose_changes(version, view)[0].rate
    assert (reduced.events, reduced.of, reduced.derived) == (3, 9, ("on the 9 enrolled",))
    assert dose_words.sentence(toxicity.dose_changes(version, View())) == "Beta 2002: dose reduced, 3/?."


def test_deaths_keep_their_own_denominators(published):
    rows, _ = mortality.deaths(published, View({"study": ("ravandi-2013",)}, {"denominator": "evaluable"}))
    drawn = mortality_words.drawn(rows)
    assert [(row.rate.events, row.rate.of, row.rate.population) for row in drawn] == [
        (4, 43, "enrolled"),
        (7, 43, "enrolled"),
        (1, 37, "evaluable for response"),
        (1, 37, "evaluable for response"),
        (6, None, "denominator not stated"),
    ]
    assert drawn[0].rate.kept == "events among the other patients are not known"
    assert [row.aside for row in rows if row not in drawn] == ["cohort defined by what happened later"]


def test_doubtful_deaths_say_why_and_days_of_single_patients_are_no_counts(beta):
    rows, _ = mortality.deaths(beta, View())
    assert [row.facts[0]["printed"] for row in rows] == ["1", "two"]
    assert mortality_words.doubts(rows) == [
        "Beta 2002: 2/? died of infection during treatment, doubtful. Which patients is not said."
    ]


def test_no_dlt_in_28_patients_and_silence_by_dose_level(published):
    whole, *levels = dlt.dose_limiting(published, View({"study": ("borthakur-2020",)}))[0]
    assert (whole.rate.events, whole.rate.of, whole.rate.population) == (0, 28, "enrolled")
    assert (round(whole.rate.high, 1), round(whole.upper, 1)) == (12.3, 10.1)
    assert [(row.cohort["dose"], row.rate) for row in levels] == [(400, None), (600, None), (800, None)]


def test_page_shows_bound_image_deaths_and_what_came_after_the_window(open_page):
    text = shown(open_page("toxicity", study=["ravandi-2013", "borthakur-2020"]))
    assert "0 of 28 enrolled, which still allows up to 10.1 %" in text and "0.0 to 12.3" in text
    assert "enrolled patients of the cohort" in text
    assert "After the window, so not counted as dose-limiting: hand-foot syndrome" in text
    assert "dose reductions in most patients" in text
    assert "Ravandi 2013: Table 3, an image in the source" in text
    for count in ("4/43", "7/43", "1/37"):
        assert count in text


def test_page_without_toxicity_says_so(open_page):
    text = shown(open_page("toxicity", study="safaian-2009"))
    assert "No cohort of this selection counts dose-limiting toxicity." in text
    assert "No cohort of this selection prints adverse events of this kind." in text
    assert "No cohort of this selection counts deaths" in text


def test_below_the_threshold_and_not_applicable_are_silences_of_their_own(evidence_of):
    text = BETA.replace("label: All treated, n: 9,", "label: All treated, n: 9, toxicity_from: 10,")
    line = "  - {cohort: other, term: GVHD, events: 0, of: 4, printed: none, at: Table 2, source: main, readers: 2}\n"
    other = "  - {id: other, kind: all, label: After transplant, n: 4, transplant: prior-allo, at: Table 1}\n"
    version = evidence_of(text.replace("toxicity:\n", other + "toxicity:\n" + line, 1))
    grid, _ = toxicity.grid(version, View())
    figure = heatmap(grid, **TEXTS)
    looks = {trace.name: len(trace.x) for trace in figure.data if trace.type == "bar"}
    assert looks[toxicity.NOT_APPLICABLE] == 3, "no cohort without a transplant can have graft-versus-host disease"
    assert looks[toxicity.BELOW] == 6 and looks["not reported"] == 4, "the other cohort states no threshold"
    patterns = {trace.name: trace.marker.pattern.shape for trace in figure.data if trace.type == "bar"}
    silent = ("not reported", toxicity.BELOW, toxicity.NOT_APPLICABLE)
    assert len({patterns[name] for name in silent}) == len(silent)
