"""Toxicity: the bound beside every zero, silence by dose level, bands that never merge, deaths on their own denominators."""

import re

import pytest

from dashboard.charts.adverse_events import heatmap, scrolled
from dashboard.charts.events import by_dose, by_regimen, rates
from dashboard.charts.values import BELOW, ELSEWHERE, FIGURE, IN_WORDS, INAPPLICABLE, SILENT, Caption
from dashboard.chrome.matrix import to_html
from dashboard.painters.plotly import draw
from dashboard.session.reading import read
from dashboard.site import page_named
from evidence.cohorts import key
from evidence.questions.adverse_events import numbers as toxicity
from evidence.questions.adverse_events import words
from evidence.questions.adverse_events.grid import frequent, fullest
from evidence.questions.deaths import numbers as mortality
from evidence.questions.deaths import words as mortality_words
from evidence.questions.dlt import numbers as dlt
from evidence.questions.dlt import words as dlt_words
from evidence.questions.dose_changes import words as dose_words
from evidence.questions.events.words import signs, what
from evidence.questions.one_event import numbers as regimens
from evidence.questions.one_event import words as regimen_words
from evidence.reasons import because
from evidence.selection import View
from evidence.wording.phrases import named
from tests.conftest import ALPHA, asked, panels_shown, shown, tell

TEXTS = Caption("t", "s", ("f",))

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
  - {cohort: all, term: rash, grade: any, events: 2, of: 9, population: treated, criteria: CTCAE 4.0, printed: "2/9", at: Table 2, source: main, readers: checked}
  - {cohort: low, term: rash, grade: any, events: 0, of: 3, population: treated, criteria: CTCAE 4.0, printed: "0/3", at: Table 2, source: main, readers: checked}
  - {cohort: high, term: rash, grade: any, events: 2, of: 6, population: treated, criteria: CTCAE 4.0, printed: "2/6", at: Table 2, source: main, readers: checked}
  - {cohort: high, term: rash, grade: 3-4, events: 1, of: 6, population: treated, printed: "1/6", at: Table 2, source: main, readers: once}
  - {cohort: all, term: fatigue, grade: any, percent: 44, printed: 44%, at: Results, source: main, readers: checked}
  - {cohort: all, term: anemia, grade: ">=3", statistic: words, printed: anemia was common, at: Results, source: main, readers: checked}
  - {cohort: ill, term: rash, grade: "5", events: 1, of: 2, population: subgroup, printed: "1", at: Results, source: main, readers: checked}
  - {cohort: one, term: sepsis, events: 1, of: 1, population: treated, printed: sepsis, at: Table 3, source: main, readers: checked}
  - {cohort: all, term: dose reduction, events: 3, printed: three patients, at: Results, source: main, readers: checked}
dlt:
  - {cohort: all, term: DLT, events: 0, window: 28 days, printed: none, at: Results, source: main, readers: checked}
mortality:
  - {cohort: all, term: died, events: 1, of: 9, population: treated, window: 4 weeks, printed: "1", at: Results, source: main, readers: checked}
  - {cohort: all, term: died of infection, events: 2, printed: two, at: Results, source: main, readers: checked, certain: no, note: Which patients is not said}
  - {cohort: one, term: died, statistic: single, value: 9, unit: days, printed: day 9, at: Table 3, source: main, readers: checked}
baseline:
  - {cohort: all, term: treated, events: 9, population: treated, printed: nine patients, at: Abstract, source: main, readers: checked}
"""


@pytest.fixture
def beta(evidence_of):
    return evidence_of(BETA)


def limits(version, **choices):
    return dlt.dose_limiting(version, View(choices=choices)).items


def cells(version, view=None):
    grid, _ = toxicity.grid(version, view or View())
    return {
        (*band[:2], cohort): [one.facts[0]["printed"] for one in found] for (band, (_, cohort)), found in grid.cells.items()
    }


def test_each_dose_level_carries_its_count_and_the_bound_that_it_leaves_open(alpha):
    rows = limits(alpha)
    assert [(row.cohort["cohort_id"], row.rate.events, row.rate.of, round(row.bound, 1)) for row in rows] == [
        ("dl1", 0, 3, 63.2),
        ("dl2", 2, 6, 72.9),
    ]
    said = dlt_words.sentence(rows).text
    assert "0 of 3 evaluable for dose-limiting toxicity, 28 days; the true rate could be as high as 63.2 %" in said


def test_levels_stand_in_dose_order_below_the_whole_cohort_and_say_that_they_are_silent(beta):
    rows = limits(beta)
    assert [(row.cohort["cohort_id"], bool(row.rate)) for row in rows] == [("all", True), ("high", False), ("low", False)]
    records = dlt_words.table(rows, View(), beta).records
    assert [record["fraction"] for record in records] == ["0/9", "not reported", "not reported"]


def test_doses_of_one_drug_rise_through_all_studies_and_each_heads_its_rows(evidence_of):
    between = ALPHA.replace("alpha-2001", "zeta-2000").replace("Alpha 2001", "Zeta 2000").replace("/alpha", "/zeta")
    between = between.replace("dose: 200", "dose: 300").replace("200 mg daily", "300 mg daily")
    other = ALPHA.replace("alpha-2001", "other-1999").replace("Alpha 2001", "Other 1999").replace("/alpha", "/other")
    other = other.replace("[sorafenib]", "[quizartinib]")
    rows = limits(evidence_of(ALPHA, between, other))
    assert [(row.cohort["drugs"], row.cohort["dose"], row.cohort["study_id"]) for row in rows] == [
        (["quizartinib"], 200, "other-1999"), (["quizartinib"], 400, "other-1999"),
        (["sorafenib"], 200, "alpha-2001"), (["sorafenib"], 300, "zeta-2000"),
        (["sorafenib"], 400, "alpha-2001"), (["sorafenib"], 400, "zeta-2000"),
    ]  # fmt: skip
    assert [(point.group, point.label) for point in by_dose(rows[2:], TEXTS).blocks[0].points][:2] == [
        ("200 mg daily", "Alpha 2001, 200 mg daily"), ("300 mg daily", "Zeta 2000, 300 mg daily"),
    ]  # fmt: skip


def test_missing_denominator_is_the_cohort_and_says_so(beta):
    rate = limits(beta)[0].rate
    assert (rate.events, rate.of, rate.population.code) == (0, 9, "treated")
    assert rate.derived == (because("denominator taken from the number treated; the number evaluable is not printed"),)
    assert [fact["printed"] for fact in rate.facts] == ["none", "nine patients"]


def test_a_borrowed_denominator_is_marked_and_drawn_hollow(beta):
    rows = limits(beta)
    assert rows[0].is_borrowed and rows[0].is_hollow and signs(rows[0]) == " †"
    said = dlt_words.sentence(rows).text
    assert "in 0 of 9 treated †" in said and "† denominator taken from the number treated" in said
    marks = next(trace for trace in draw(rates(rows, TEXTS)).data if trace.name == "value")
    assert marks.marker.symbol == "square-open"


def test_a_doubtful_count_borrows_no_denominator(evidence_of):
    doubt = "certain: no, note: The number in phase 1 is not printed"
    line = "{cohort: all, term: DLT, events: 0, window: 28 days, printed: none, at: Results, source: main, readers: checked"
    version = evidence_of(BETA.replace(line, f"{line}, {doubt}"))
    for choice in ("printed", "enrolled", "evaluable"):
        row = limits(version, denominator=choice)[0]
        assert (row.rate.events, row.rate.of, row.bound) == (0, None, None)
    assert "Beta 2002: dose-limiting toxicity in 0/?, N not printed." in dlt_words.sentence(limits(version)).text
    figure = draw(rates(limits(version), TEXTS))
    assert [trace for trace in figure.data if trace.name == "value"] == []


def test_doubtful_studies_of_the_base_read_no_denominator_and_never_the_best_bound(published):
    names = ("plerixafor-buflu-2012", "cooper-2017", "kiyoi-2020", "huselton-2021")
    rows = limits(published)
    counts = {row.cohort["study_id"]: row.rate.of for row in rows if row.rate and row.cohort["study_id"] in names}
    assert counts == dict.fromkeys(names)
    assert [row.cohort["study_id"] for row in rows if row.is_borrowed] == ["borthakur-2020"]
    zeros = [row.bound for row in rows if row.rate and row.rate.events == 0 and row.facts[0]["of_n"] is not None]
    assert f"could be as high as {min(zeros):.1f} to {max(zeros):.1f} %" in dlt_words.sentence(rows).text


def test_parts_follow_their_total_and_are_not_counted_again(published):
    rows = limits(published)
    own = [row for row in rows if row.cohort["study_id"] == "vonstackelberg-2016" and row.rate]
    assert [(row.rate.events, row.rate.of, row.part) for row in own] == [
        (4, 49, False), (3, 49, True), (1, 49, True), (1, 49, True), (2, 49, True),
    ]  # fmt: skip
    assert what(own[1]).startswith("of these: cytokine release syndrome")
    assert "4 of 49 treated" in dlt_words.sentence(own).text and "3 of 49" not in dlt_words.sentence(own).text


def test_two_levels_of_one_dose_stand_in_the_order_of_their_numbers(published):
    rows = dlt.dose_limiting(published, View({"study": ("fiedler-sunitinib-ic",)})).items
    assert [row.cohort["cohort_id"] for row in rows] == ["dlm1", "dl1"]


def test_a_cut_figure_keeps_what_is_printed_and_says_the_cut(published):
    rows = limits(published)
    drawn = dlt.fullest(rows, 60)
    assert len(drawn) <= 60 < len(rows)
    telling = [row for row in drawn if row.facts]
    assert len(telling) == 60 and telling == [row for row in rows if row.facts and row in telling]
    largest = max((row for row in rows if row.rate and row.rate.of), key=lambda row: row.rate.of)
    assert largest in dlt.fullest(rows, 1), "the one that the answer begins with is drawn"
    assert dlt_words.title(drawn, rows) == f"Dose-limiting toxicity by dose level: {len(drawn)} of {len(rows)} rows"


def test_on_a_phone_a_row_names_its_cohort_and_keeps_its_interval(published):
    rows = dlt.dose_limiting(published, View({"study": ("fiedler-sunitinib-ic", "inaba-2011")})).items
    phones = [point.phone for point in rates(rows, TEXTS).points]
    assert all(named(row.cohort["label"]) in phone for row, phone in zip(rows, phones, strict=True))
    assert any("1/6" in phone and "N evaluable for DLT" in phone and "≤" in phone for phone in phones)


def test_on_a_phone_a_regimen_with_one_event_names_its_study(published):
    points = by_regimen(regimens.by_regimen(published, View(choices={"event": "rash"})).items, TEXTS).points
    assert len(points) > 5 and all(point.phone.startswith(f"{point.label}: {point.count} · ") for point in points)


def test_counts_left_out_by_a_filter_are_not_called_unreported(evidence_of):
    version = evidence_of(ALPHA.replace('printed: "0", at: "Table 3, 200 mg", source: main, readers: checked', 'printed: "0", at: "Table 3, 200 mg", source: main, readers: once'))  # fmt: skip
    rows = dlt.dose_limiting(version, View({"readers": ("checked",)})).items
    assert dlt_words.table(rows, View(), version).records[0]["fraction"] == "left out by the filter on sources or readers"


def test_events_said_in_words_are_not_called_unreported(evidence_of):
    version = evidence_of(BETA.replace("dlt:\n", "dlt:\n  - {cohort: low, term: DLT, statistic: words, printed: DLTs were seen, at: Results, source: main, readers: checked}\n"))  # fmt: skip
    records = dlt_words.table(limits(version), View(), version).records
    assert [record["fraction"] for record in records] == ["0/9", "not reported", "named, no number"]


def test_dot_and_whisker_is_fixed_to_100_percent_and_hatches_silence(beta):
    figure = draw(rates(limits(beta), TEXTS))
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
    assert grid.hidden == {(("rash", "any", None), ("beta-2002", "all")): toxicity.ELSEWHERE}


def test_a_filter_on_readers_greys_a_cell_and_never_hatches_it(evidence_of):
    version = evidence_of(BETA.replace('printed: "0/3", at: Table 2, source: main, readers: checked', 'printed: "0/3", at: Table 2, source: main, readers: once').replace("- {cohort: all, term: rash", "- {cohort: low, term: fatigue, grade: any, events: 1, of: 3, printed: '1', at: Table 2, source: main, readers: checked}\n  - {cohort: all, term: rash"))  # fmt: skip
    grid, _ = toxicity.grid(version, View({"readers": ("checked",)}))
    assert grid.hidden[("rash", "any", None), ("beta-2002", "low")] == "left out by the filter on sources or readers"


def test_grade_bands_are_chosen_but_never_merged(beta):
    assert {key[:2] for key in cells(beta, View(choices={"grade": "severe"}))} == {("rash", "3-4"), ("anaemia", ">=3")}
    assert {key[:2] for key in cells(beta, View(choices={"grade": ">=3"}))} == {("anaemia", ">=3")}
    assert {key[:2] for key in cells(beta, View(choices={"organ": "skin"}))} == {("rash", "any"), ("rash", "3-4")}


def test_single_patients_and_outcome_groups_are_no_columns(beta):
    grid, answer = toxicity.grid(beta, View())
    assert [column["cohort_id"] for column in grid.columns] == ["all", "low", "high"]
    assert [(one.cohort["cohort_id"], one.why) for one in answer.aside] == [
        ("ill", because("defined by what happened later"))
    ]


def test_cells_print_their_count_and_tell_four_silences_apart(beta):
    grid, _ = toxicity.grid(beta, View())
    figure = draw(heatmap(grid, TEXTS), False)
    marks = next(trace for trace in figure.data if trace.name == "figure" and trace.type == "scatter")
    assert list(marks.text) == [
        "44 %<br><span style='font-size:9px'>n not printed</span>",
        "<i>in words</i>",
        "0/3",
        "2/6",
        "1/6",
    ]
    assert marks.marker.symbol == "square" and marks.customdata[2] == ["beta-2002/low/toxicity/rash/any"]
    assert "graded by: CTCAE 4.0" in marks.hovertext[2] and "0 % (0.0 to 70.8)" in marks.hovertext[2]
    looks = {trace.name: len(trace.x) for trace in figure.data if trace.type == "bar"}
    assert looks == {FIGURE: 4, IN_WORDS: 1, SILENT: 6, ELSEWHERE: 1}


def test_a_map_without_room_keeps_the_fullest_rows_and_says_what_is_left(beta):
    whole, _ = toxicity.grid(beta, View())
    drawn = fullest(whole, 2, 1)
    assert [column["cohort_id"] for column in drawn.columns] == ["all"]
    assert drawn.rows == [("fatigue", "any", None), ("anaemia", ">=3", None)]
    assert "the table has them" in words.left_out(whole, drawn) and words.left_out(whole, whole) == ""


def test_a_map_has_no_empty_column_and_says_how_many_it_leaves_out(beta):
    whole, _ = toxicity.grid(beta, View())
    drawn = fullest(whole, 1, 3)
    filled = {cohort for band, cohort in whole.cells if band in drawn.rows}
    assert {(column["study_id"], column["cohort_id"]) for column in drawn.columns} == filled
    bare = len(whole.columns) - len(drawn.columns)
    assert bare and f"nothing is printed in these rows: {bare} column" in words.left_out(whole, drawn)


def test_enrolled_is_never_put_below_a_side_effect(evidence_of):
    version = evidence_of(BETA)
    view = View(choices={"denominator": "enrolled"})
    reduced = toxicity.dose_changes(version, view)[0].rate
    assert (reduced.events, reduced.of, reduced.derived) == (3, None, ())
    assert reduced.kept
    assert dose_words.sentence(toxicity.dose_changes(version, View())).text == "Beta 2002: dose reduced, 3/?."


def test_a_window_is_a_row_of_its_own(evidence_of):
    cycle = "  - {cohort: all, term: fatigue, grade: any, percent: 10, window: cycle 1, printed: 10%, at: Results, source: main, readers: checked}\n"  # fmt: skip
    version = evidence_of(BETA.replace("dlt:\n", cycle + "dlt:\n"))
    grid, _ = toxicity.grid(version, View())
    assert [words.row(one) for one in grid.rows if one[0] == "fatigue"] == [
        "Fatigue, any grade",
        "Fatigue, any grade, cycle 1",
    ]
    assert all(len({one.facts[0]["window"] for one in found}) == 1 for found in grid.cells.values())


def test_a_cell_printed_for_another_window_is_grey_and_not_hatched(evidence_of):
    cycle = "  - {cohort: low, term: rash, grade: 3-4, events: 1, of: 3, window: cycle 1, printed: '1', at: Results, source: main, readers: checked}\n"  # fmt: skip
    grid, _ = toxicity.grid(evidence_of(BETA.replace("dlt:\n", cycle + "dlt:\n")), View())
    assert grid.hidden[("rash", "3-4", None), ("beta-2002", "low")] == toxicity.OTHER_WINDOW
    assert grid.hidden[("rash", "3-4", "cycle 1"), ("beta-2002", "high")] == toxicity.OTHER_WINDOW


def test_the_title_of_a_cut_map_says_so(beta):
    whole, _ = toxicity.grid(beta, View())
    assert "2 of 4 rows" in words.title(fullest(whole, 2, 1), whole)
    assert "1 of 3 columns" in words.title(fullest(whole, 2, 1), whole)


def test_a_part_of_those_counted_stands_in_the_table_and_the_evaluable_on_the_axis(published):
    rows = mortality.deaths(published, View({"study": ("vonstackelberg-2016", "ravandi-2013")})).items
    drawn = mortality_words.drawn(rows)
    assert {row.rate.of for row in drawn if row.cohort["study_id"] == "vonstackelberg-2016"} == {93}
    assert {row.rate.of for row in drawn if row.cohort["study_id"] == "ravandi-2013"} == {43, 37, None}
    assert "part of “All treated”" in mortality_words.doubled(rows)


def test_the_second_report_on_the_same_patients_is_set_aside(evidence_of):
    again = (
        BETA.replace("beta-2002", "gamma-2004")
        .replace("Beta 2002", "Gamma 2004")
        .replace(
            "setting: relapsed, transplant: none,", "setting: relapsed, transplant: none, same_patients_as: [beta-2002/all],"
        )
        .replace("year: 2002", "year: 2004")
    )
    rows = mortality.deaths(evidence_of(BETA, again), View()).items
    assert {row.cohort["study_id"] for row in mortality_words.drawn(rows)} == {"gamma-2004"}
    assert "Beta 2002, died, 4 weeks (the same patients as Gamma 2004)" in mortality_words.doubled(rows)


def test_many_deaths_are_said_by_one_kind_and_the_randomised_first(published):
    sentence = mortality_words.sentence(mortality.deaths(published, View()).items).text
    assert sentence.startswith("Death within a longer time. Randomised: ") and "18/360" in sentence and "19/357" in sentence


@pytest.mark.parametrize(
    ("window", "kind"),
    [("30 days", mortality.WINDOW), ("8 weeks", mortality.WINDOW), ("60 days", mortality.WINDOW), ("induction", mortality.WINDOW),
     ("210 days after transplant", mortality.LONGER), ("during treatment", mortality.LONGER), (None, mortality.FOLLOW_UP),
     ("median follow-up 22.4 months", mortality.FOLLOW_UP), ("from start of sorafenib", mortality.FOLLOW_UP)],
)  # fmt: skip
def test_only_a_death_within_two_months_is_early(window, kind):
    assert mortality.kind({"term": "died", "window": window}) == kind


def test_deaths_keep_their_own_denominators(published):
    rows = mortality.deaths(published, View({"study": ("ravandi-2013",)}, {"denominator": "evaluable"})).items
    drawn = mortality_words.drawn(rows)
    assert [(row.rate.events, row.rate.of, row.rate.population.code) for row in drawn] == [
        (4, 43, "enrolled"),
        (7, 43, "enrolled"),
        (1, 37, "evaluable"),
        (1, 37, "evaluable"),
        (6, None, "not stated"),
    ]
    assert drawn[0].rate.kept == because("only responses can be put on another denominator")
    assert [row.aside for row in rows if row not in drawn] == [because("cohort defined by what happened later")]


def test_doubtful_deaths_say_why_and_days_of_single_patients_are_no_counts(beta):
    rows = mortality.deaths(beta, View()).items
    assert [row.facts[0]["printed"] for row in rows] == ["1", "two"]
    assert mortality_words.doubts(rows) == [
        "Beta 2002: 2/? died of infection during treatment, doubtful. Which patients is not said."
    ]


def test_no_dlt_in_28_patients_and_silence_by_dose_level(published):
    whole, *levels = dlt.dose_limiting(published, View({"study": ("borthakur-2020",)})).items
    assert (whole.rate.events, whole.rate.of, whole.rate.population.code) == (0, 28, "enrolled")
    assert (round(whole.rate.high, 1), round(whole.bound, 1)) == (12.3, 10.1)
    assert [(row.cohort["dose"], row.rate) for row in levels] == [(400, None), (600, None), (800, None)]


def test_page_shows_bound_image_deaths_and_what_came_after_the_window(open_page):
    text = shown(open_page("toxicity", study=["ravandi-2013", "borthakur-2020"], show="all"))
    assert (
        "0 of 28 enrolled †, four weeks; later, hand-foot syndrome and rash led to dose reductions in most patients"
        " (no number printed); the true rate could be as high as 10.1 %"
    ) in text
    assert "Not called dose-limiting by the source, so not drawn: significant toxicity" in text
    assert "0.0 to 12.3" in text
    assert "After the window, so not counted as dose-limiting: hand-foot syndrome" in text
    assert "dose reductions in most patients" in text
    assert "Ravandi 2013: Table 3, an image in the source" in text
    for count in ("4/43", "7/43", "1/37"):
        assert count in text


def test_page_without_toxicity_says_so(open_page):
    text = shown(open_page("toxicity", study="safaian-2009", show="all"))
    assert "No cohort of this selection counts dose-limiting toxicity." in text
    assert "No cohort of this selection prints adverse events of this kind." in text
    assert "No cohort of this selection counts deaths" in text


def test_below_the_threshold_and_not_applicable_are_silences_of_their_own(evidence_of):
    text = BETA.replace("label: All treated, n: 9,", "label: All treated, n: 9, toxicity_from: 10,")
    line = "  - {cohort: other, term: GVHD, events: 0, of: 4, printed: none, at: Table 2, source: main, readers: checked}\n"
    other = "  - {id: other, kind: all, label: After transplant, n: 4, transplant: prior-allo, at: Table 1}\n"
    version = evidence_of(text.replace("toxicity:\n", other + "toxicity:\n" + line, 1))
    grid, _ = toxicity.grid(version, View())
    figure = draw(heatmap(grid, TEXTS), False)
    looks = {trace.name: len(trace.x) for trace in figure.data if trace.type == "bar"}
    assert looks[INAPPLICABLE] == 3, "no cohort without a transplant can have graft-versus-host disease"
    assert looks[BELOW] == 6 and looks[SILENT] == 4, "the other cohort states no threshold"
    patterns = {trace.name: trace.marker.pattern.shape for trace in figure.data if trace.type == "bar"}
    silent = (SILENT, BELOW, INAPPLICABLE)
    assert len({patterns[name] for name in silent}) == len(silent)


def test_one_event_by_regimen_keeps_grade_bands_apart_and_no_patient_twice(beta):
    rows = regimens.by_regimen(beta, View(choices={"event": "rash"})).items
    assert [(row.facts[0]["grade"], row.cohort["cohort_id"], row.rate.events, row.rate.of) for row in rows] == [
        ("any", "all", 2, 9),
        ("3-4", "high", 1, 6),
    ]
    figure = draw(by_regimen(rows, TEXTS))
    assert tuple(figure.layout.xaxis.range) == (0, 100)
    heads = [text for trace in figure.data for text in (trace.text or ()) if "<b>" in text]
    assert heads == ["<b>Any grade</b>", "<b>Grade 3-4</b>"]
    assert "Different grade bands" not in " ".join(regimen_words.method(rows, View()))
    assert regimen_words.sentence([]).text == "No cohort of this selection counts this event; choose another above."


def test_the_regimen_picker_sets_the_drug_filter(open_page):
    app = open_page("toxicity")
    picker = asked(app)["Regimens with"]
    assert "blinatumomab" in [value["code"] for value in picker["values"]]
    app = tell(app, "choices_toxicity", "pressed", {"turn": 1, "filters": {picker["name"]: ["blinatumomab"]}})
    assert not app.exception and app.session_state["session"].view.chosen("drug") == ("blinatumomab",)


def test_a_long_page_begins_with_links_to_its_questions_in_their_order(open_page):
    app = open_page("toxicity", show="dose")
    linked = re.findall(r"<li><a href='#([\w-]+)'>([^<]+)</a></li>", shown(app))
    drawn = [(name, one["question"]) for name, one in panels_shown(app).items()]
    assert len(linked) > 3
    assert linked == drawn[: len(linked)]


@pytest.mark.parametrize(("name", "choice"), [("toxicity", "show"), ("outcomes", "part")])
def test_of_a_whole_page_the_first_panel_stands_open_and_each_other_one_folds_under_its_answer(open_page, name, choice):
    first, *others = panels_shown(open_page(name, **{choice: "all"})).values()
    assert not first.get("folded") and len(others) > 6
    assert all(one["answer"] and one.get("folded") for one in others if one.get("fold"))


def test_a_scrolled_matrix_has_every_cell_of_its_rows_and_no_column_without_one(published):
    view = View({"disease": ("ALL",)})
    grid, _ = toxicity.grid(published, view)
    drawn = scrolled(grid, view, ())
    places = {(band, key(column)) for band in drawn.rows for column in drawn.columns}
    assert {place for place in grid.cells if place[0] in drawn.rows} == grid.cells.keys() & places
    assert all(any((band, key(column)) in grid.cells for band in drawn.rows) for column in drawn.columns)
    html = to_html(heatmap(drawn, TEXTS), lambda facts: f"/toxicity?fact={facts[0]}")
    shown_cells = [
        len(re.findall("<td class='figure", row)) for row in re.findall(r"<tr><th scope='row'>.*?</tr>", html, re.S)
    ]
    assert shown_cells == [sum((band, key(column)) in grid.cells for column in drawn.columns) for band in drawn.rows]


def test_what_changes_the_reading_of_a_number_stands_wherever_the_number_does(published):
    said = "later, hand-foot syndrome and rash led to dose reductions in most patients (no number printed)"
    view = View({"study": ("borthakur-2020",)})
    rows = dlt.dose_limiting(published, view).items
    point = rates(rows, TEXTS).blocks[0].points[0]
    assert said in point.value and said in point.phone and said in point.hover
    assert dlt_words.table(rows, view, published).records[0]["caveat"] == said
    assert said in dlt_words.sentence(rows).text


def test_what_a_source_does_not_call_dose_limiting_is_not_drawn_as_such(published):
    rows = dlt.dose_limiting(published, View({"drug": ("sorafenib",)})).items
    assert "ravandi-2013" not in {row.cohort["study_id"] for row in rows}
    said = dlt_words.sentence(rows).text
    assert "Ravandi" not in said and said.index("Crump 2010") < said.index("In combinations: Inaba 2011")
    assert [fact["printed"] for fact in dlt.not_limiting(published, View())] == ["without any significant toxicity"]


GAMMA = """\
id: gamma-2003
label: Gamma 2003
title: An invented trial and its registry record
phase: "2"
design: single arm
disease: ALL
year: 2003
regimen: {name: drug C, group: bispecific, drugs: [blinatumomab]}
sources:
  - {id: main, kind: journal article, level: full text, citation: "Gamma C. Invented J 2003;3:3", seen: 2026-11-20}
  - {id: registry, kind: registry, citation: ClinicalTrials.gov NCT09999999, registry: NCT09999999, seen: 2026-11-20}
cohorts:
  - {id: all, kind: all, label: All treated, n: 20, toxicity_from: 10, at: Table 1}
toxicity:
  - {cohort: all, term: fever, grade: any, events: 18, of: 20, population: treated, printed: "18", at: Table 2, source: main, readers: once}
  - {cohort: all, term: fever, grade: serious, events: 4, of: 20, printed: 4/20, at: "Serious adverse events, Pyrexia", source: registry, readers: once}
  - {cohort: all, term: fever, grade: not serious, events: 17, of: 20, printed: 17/20, at: "Other adverse events, Pyrexia", source: registry, readers: once}
  - {cohort: all, term: any adverse event, grade: not serious, statistic: limit, value: 5, unit: "%", printed: 5 %, at: "Other adverse events, frequency threshold", source: registry, readers: once, note: Of the list of other events alone}
"""
DELTA = (
    GAMMA.replace("gamma-2003", "delta-2004")
    .replace("NCT09999999", "NCT09999998")
    .replace("Gamma 2003", "Delta 2004")
    .replace("NCT09999999", "NCT08888888")
    .replace("term: fever", "term: rash")
    .replace(", toxicity_from: 10", "")
)


def test_serious_events_are_rows_of_their_own_and_are_never_added(evidence_of):
    version = evidence_of(GAMMA)
    grid, _ = toxicity.grid(version, View())
    assert grid.rows == [("fever", "any", None), ("fever", "serious", None), ("fever", "not serious", None)]
    assert [(one.facts[0]["events"], one.facts[0]["of_n"]) for one in grid] == [(18, 20), (4, 20), (17, 20)]
    serious, _ = toxicity.grid(version, View(choices={"grade": "serious"}))
    assert serious.rows == [("fever", "serious", None)]


def test_the_threshold_of_a_registry_is_that_of_its_other_events_alone(evidence_of):
    """What the first study does not list as other lies below its threshold; its serious list has none, nor has the second's paper."""
    version = evidence_of(GAMMA, DELTA)
    grid, _ = toxicity.grid(version, View())
    gamma = next(row for row in grid.columns if row["study_id"] == "gamma-2003")
    place = ("gamma-2003", "all")
    assert grid.hidden[("rash", "not serious", None), place] == toxicity.BELOW
    assert (("rash", "serious", None), place) not in grid.hidden and toxicity.silence(
        ("rash", "serious", None), gamma
    ) is None
    assert toxicity.silence(("rash", "any", None), gamma) == toxicity.BELOW, "the paper's own threshold"


def test_side_effects_are_said_by_their_most_frequent_severe_ones(published):
    grid, _ = toxicity.grid(published, View({"study": ("kantarjian-2017",)}))
    said = words.sentence(grid).text
    assert "neutropenia 101/267 (grade 3 or higher), infection" in said and "any adverse event" not in said
    assert [one.cohort["cohort_id"] for one in frequent(grid, (">=3",))] == ["blina-safety", "chemo-safety"]
    same, _ = toxicity.grid(published, View({"study": ("xuan-2020",)}))
    alike = "infection 25/100, acute GVHD 23/100, chronic GVHD 18/99 (grade 3-4, within 210 days of transplant), against"
    assert alike in words.sentence(same).text, "what all of an arm have in common is said once"


def test_what_went_well_is_no_side_effect(published):
    grid, _ = toxicity.grid(published, View({"study": ("aydin-2022",)}))
    assert "reversible adverse event" not in {term for term, *_ in grid.rows}
    changes = toxicity.dose_changes(published, View({"study": ("aydin-2022",)}))
    assert "reversible adverse event" in {one.facts[0]["term"] for one in changes}


def test_the_drawing_of_limiting_events_has_one_drug_and_the_table_has_all(published):
    here = read("toxicity", {"show": ["dose"]}).frame()
    panel = page_named("toxicity").named("dose-limiting-toxicity", here)
    drugs = {row["drugs"].partition(";")[0] for row in panel.table.records}
    drawn = {fact.split("/")[0] for block in panel.chart.blocks for point in block.points for fact in point.facts}
    shown_drugs = {row["drugs"].partition(";")[0] for row in panel.table.records if row["study_id"] in drawn}
    assert len(drugs) > 5 and len(shown_drugs) == 1
    assert sum("Rows of other drugs, in the table:" in line for line in panel.remarks) == 1
