"""Doses of one drug from low to high: what each prints, who could not be evaluated, what each study is silent on."""

import pytest

from dashboard.charts.dose_levels import doses, reported
from dashboard.charts.values import SILENT, Caption
from evidence.questions.dose_levels import words
from evidence.questions.dose_levels.numbers import (
    CHANGED,
    EVALUABLE,
    LIMITING,
    NAMED,
    PATIENTS,
    QUESTIONS,
    RESPONDED,
    dose_levels,
)
from evidence.selection import View

ESCALATION = """\
id: theta-2006
label: Theta 2006
title: An invented dose escalation
phase: "1"
design: dose escalation
disease: AML
year: 2006
regimen: {name: sorafenib, group: flt3, drugs: [sorafenib]}
sources:
  - {id: main, kind: journal article, level: full text, citation: "Theta T. Invented J 2006;6:6", seen: 2026-11-20}
cohorts:
  - {id: all, kind: all, label: All treated, n: 16, mutation: flt3-itd, setting: relapsed, transplant: none, at: Table 1}
  - {id: high, parent: all, split: dose level, kind: dose level, label: 400 mg twice daily, n: 7, dose: 400, dose_unit: mg twice daily, at: Table 1}
  - {id: low, parent: all, split: dose level, kind: dose level, label: 200 mg twice daily, n: 4, dose: 200, dose_unit: mg twice daily, at: Table 1}
  - {id: middle, parent: all, split: dose level, kind: dose level, label: 300 mg twice daily, dose: 300, dose_unit: mg twice daily, at: Table 1}
  - {id: part, parent: high, split: age, kind: dose level, label: "400 mg twice daily, over 60", n: 2, dose: 400, dose_unit: mg twice daily, at: Table 1}
dlt:
  - {cohort: low, term: DLT, events: 0, of: 3, population: dlt-evaluable, printed: "0/3", at: Table 2, source: main, readers: checked}
  - {cohort: high, term: DLT, events: 2, of: 6, population: dlt-evaluable, printed: "2/6", at: Table 2, source: main, readers: checked}
  - {cohort: low, term: RP2D, statistic: words, printed: recommended, at: Results, source: main, readers: checked}
response:
  - {cohort: high, term: CR, events: 1, of: 7, population: treated, printed: "1/7", at: Table 3, source: main, readers: checked}
toxicity:
  - {cohort: high, term: rash, grade: any, events: 3, of: 7, population: treated, printed: "3/7", at: Table 2, source: main, readers: checked}
  - {cohort: high, term: dose reduction, events: 4, of: 7, population: treated, printed: "4/7", at: Table 2, source: main, readers: checked}
"""


@pytest.fixture
def levels(evidence_of):
    return dose_levels(evidence_of(ESCALATION), View())


def test_doses_rise_and_a_part_of_a_dose_is_no_dose(levels):
    assert levels.drug == "sorafenib"
    assert [(one.cohort["cohort_id"], one.cohort["dose"]) for one in levels.doses] == [
        ("low", 200), ("middle", 300), ("high", 400),
    ]  # fmt: skip


def test_each_question_is_answered_by_its_own_figures(levels):
    low, middle, high = levels.doses
    printed = {question: [item.fact["printed"] for item in items] for question, items in high.answers.items()}
    assert printed == {CHANGED: ["4/7"], RESPONDED: ["1/7"], LIMITING: ["2/6"]}, "a rash of any grade is no severe event"
    assert [item.fact["term"] for item in low.answers[NAMED]] == ["RP2D"]
    assert not middle.answers and not middle.prints(PATIENTS)


def test_who_could_not_be_evaluated_is_said(levels):
    high = levels.doses[-1]
    assert [(one.evaluable, one.not_evaluable) for one in levels.doses] == [(3, 1), (None, None), (6, 1)]
    assert words.cell(high, EVALUABLE) == "6" and words.below(high, EVALUABLE) == "1 not evaluable"


def test_cells_carry_the_bound_and_silence_is_hatched(levels):
    chart = doses(levels, levels.telling[:3], Caption("t", "s", ()))
    cells = {line.label: dict(zip(levels.questions, line.cells, strict=True)) for line in chart.lines}
    low = cells["200 mg twice daily · Theta 2006"]
    assert (low[LIMITING].text, low[LIMITING].note, low[LIMITING].share) == ("0/3", "≤ 63.2 %", 0)
    assert low[RESPONDED].state == SILENT


def test_strata_of_one_dose_are_told_apart_by_their_names(published):
    found = dose_levels(published, View({"study": ("inaba-2011",)}))
    labels = [line.label for line in doses(found, found.telling, Caption("t", "s", ())).lines]
    assert len(labels) == len(set(labels)) > 2 and any("stratum one" in label for label in labels)


def test_a_dose_and_a_question_without_anything_printed_stand_in_a_line(levels):
    chart = doses(levels, levels.telling[:3], Caption("t", "s", ()))
    assert [line.label for line in chart.lines] == ["200 mg twice daily · Theta 2006", "400 mg twice daily · Theta 2006"]
    assert [head.text for head in chart.heads] == [
        "Patients", "Evaluable for DLT", "DLT", "Changes of dose", "Response", "Dose named",
    ]  # fmt: skip
    assert words.bare(levels) == (
        "Nothing printed of these doses, which have no row: 300 mg twice daily (Theta 2006)."
        " Printed of no dose, and without a column: severe side effects and pharmacodynamics."
    )


def test_the_sentence_gives_limiting_events_and_the_dose_named(levels):
    assert words.sentence(levels).text == (
        "Sorafenib, dose-limiting toxicity: 200 mg twice daily 0/3 (Theta 2006); 400 mg twice daily 2/6 (Theta 2006)."
        " Named: recommended phase 2 dose 200 mg twice daily (Theta 2006)."
    )


def test_what_a_study_reports_is_counted_over_its_doses(levels):
    (line,) = reported(levels, 9, Caption("t", "s", ())).lines
    texts = dict(zip(QUESTIONS, (cell.text for cell in line.cells), strict=True))
    assert (texts[PATIENTS], texts[EVALUABLE], texts[LIMITING], texts[RESPONDED], texts["severe"]) == (
        "2/3", "2/3", "2/3", "1/3", "",
    )  # fmt: skip


def test_the_table_has_every_figure_and_every_dose(levels, evidence_of):
    records = words.table(levels, View(), evidence_of(ESCALATION)).records
    assert [(record["dose"], record["event"], record["said"]) for record in records] == [
        ("200 mg twice daily", "Dose-limiting toxicity", "0/3"),
        ("200 mg twice daily", "Recommended phase 2 dose", "RP2D"),
        ("300 mg twice daily", None, None),
        ("400 mg twice daily", "Dose-limiting toxicity", "2/6"),
        ("400 mg twice daily", "Dose reduced", "4/7"),
        ("400 mg twice daily", "CR", "1/7"),
    ]


def test_the_drug_asked_for_is_shown_and_others_are_counted(published):
    found = dose_levels(published, View({"drug": ("gilteritinib",)}))
    assert found.drug == "gilteritinib" and all(one.cohort["drugs"][0] == "gilteritinib" for one in found.doses)
    every = dose_levels(published, View())
    assert every.others["gilteritinib"] and "Gilteritinib" in words.others(every)
