"""Survival: printed hazard ratios before everything, shares at fixed times with the follow-up that carries them."""

import pytest

from dashboard.charts import outcomes as charts
from dashboard.charts.values import SILENT, Caption
from dashboard.session.reading import read
from dashboard.site import page_named
from evidence.questions.hazards import words as hazard_words
from evidence.questions.hazards.numbers import hazard_ratios
from evidence.questions.landmarks import words as landmark_words
from evidence.questions.landmarks.numbers import LANDMARKS, follow_up, is_beyond, landmarks
from evidence.questions.times import numbers as times
from evidence.questions.times import words
from evidence.selection import View

TRIAL = """\
id: eta-2005
label: Eta 2005
title: An invented randomised trial
phase: "3"
design: randomised
disease: AML
year: 2005
regimen: {name: sorafenib or placebo, group: flt3, drugs: [sorafenib]}
sources:
  - {id: main, kind: journal article, level: full text, citation: "Eta E. Invented J 2005;5:5", seen: 2026-11-20}
cohorts:
  - {id: all, kind: all, label: All randomised, n: 80, mutation: flt3-itd, setting: relapsed, transplant: none, role: mixed, at: Table 1}
  - {id: sora, parent: all, split: arm, kind: arm, label: sorafenib, n: 40, role: experimental, regimen: {name: sorafenib, group: flt3, drugs: [sorafenib]}, at: Table 1}
  - {id: plac, parent: all, split: arm, kind: arm, label: placebo, n: 40, role: control, regimen: {name: placebo, group: other, drugs: [placebo]}, at: Table 1}
  - {id: young, parent: all, split: age, kind: subgroup, label: Under 60, n: 30, at: Table 2}
  - {id: cr, parent: all, split: outcome, kind: subgroup, basis: outcome, label: In remission, n: 20, at: Table 2}
time_to_event:
  - {cohort: all, term: OS, statistic: hazard ratio, value: 0.6, low: 0.4, high: 0.9, interval: ci95, comparator: sorafenib against placebo, printed: "0.60 (0.40-0.90)", at: Results, source: main, readers: checked}
  - {cohort: all, term: RFS, statistic: hazard ratio, value: 0.7, comparator: sorafenib against placebo, printed: "0.7", at: Results, source: main, readers: checked}
  - {cohort: young, term: OS, statistic: hazard ratio, value: 0.5, comparator: sorafenib against placebo, printed: "0.5", at: Results, source: main, readers: checked}
  - {cohort: cr, term: OS, statistic: hazard ratio, value: 0.3, comparator: sorafenib against placebo, printed: "0.3", at: Results, source: main, readers: checked}
  - {cohort: sora, term: OS, statistic: median, value: 9.3, unit: months, printed: "9.3 months", at: Results, source: main, readers: checked}
  - {cohort: plac, term: OS, statistic: median, value: 60, unit: weeks, printed: "60 weeks", at: Results, source: main, readers: checked}
  - {cohort: all, term: follow-up, statistic: median, value: 78, unit: weeks, printed: "78 weeks", at: Results, source: main, readers: checked}
  - {cohort: sora, term: OS, percent: 45, percent_is: estimate, window: 1 year, printed: "45%", at: Results, source: main, readers: checked}
  - {cohort: sora, term: OS, percent: 30, percent_is: estimate, window: 24 months, printed: "30%", at: Results, source: main, readers: checked}
  - {cohort: sora, term: OS, percent: 20, percent_is: estimate, window: 5 years, printed: "20%", at: Results, source: main, readers: checked}
  - {cohort: plac, term: OS, percent: 25, percent_is: estimate, window: 1 year, printed: "25%", at: Results, source: main, readers: checked}
  - {cohort: plac, term: cumulative incidence of relapse, percent: 50, percent_is: estimate, window: 1 year, printed: "50%", at: Results, source: main, readers: checked}
"""
TEXTS = Caption("t", "s", ())


@pytest.fixture
def trial(evidence_of):
    return evidence_of(TRIAL)


def test_whole_trials_stand_before_their_parts_and_groups_known_later_not_at_all(trial):
    rows = hazard_ratios(trial, View())
    assert [(row.cohort["cohort_id"], row.fact["term"], row.fact["value"]) for row in rows] == [
        ("all", "OS", 0.6), ("all", "RFS", 0.7), ("young", "OS", 0.5),
    ]  # fmt: skip
    assert [hazard_words.group(row) for row in rows] == [
        "Overall survival", "Relapse-free survival", "Overall survival, part of a randomised study",
    ]  # fmt: skip


def test_a_hazard_ratio_has_its_direction_and_the_medians_of_both_arms(trial):
    rows = hazard_ratios(trial, View())
    medians = {row.fact["fact_id"]: hazard_words.medians(trial, View(), row) for row in rows}
    (block,) = charts.hazards(rows, medians, TEXTS).blocks
    first, second, _ = block.points
    assert (first.detail, first.count, first.x, first.low, first.high) == (
        "sorafenib against placebo; cohort of 80", "9.3 v 60 weeks", 0.6, 0.4, 0.9,
    )  # fmt: skip
    assert second.count == "" and (second.low, second.high) == (None, None)
    assert block.axis.reference == 1 and "group named first" in block.axis.title
    assert block.axis.low < 0.4 and block.axis.high > 0.9


def test_shares_stand_at_their_times_and_beyond_the_follow_up_with_a_mark(trial):
    found = landmarks(times.surviving(times.rates(trial, View()).items))
    assert [(one.cohort["cohort_id"], {at: [row.rate.percent for row in rows] for at, rows in one.at.items()})
            for one in found] == [("sora", {12: [45], 24: [30], None: [20]}), ("plac", {12: [25]})]  # fmt: skip
    assert follow_up(trial, found[0].cohort) == pytest.approx(78 * 7 * 12 / 365.25)
    assert [is_beyond(trial, row) for row in found[0].rows] == [False, True, True]
    cells = {line.label: line.cells for line in charts.landmarks(found, trial, TEXTS).lines}
    texts = [cell.text or cell.state for cell in cells["Eta 2005, sorafenib"]]
    assert texts == [SILENT, "45 %", "30 % ‡", SILENT, "20 % ‡"]
    assert cells["Eta 2005, sorafenib"][LANDMARKS.index(None)].note == "KM, cohort of 40, 5 years"
    assert any("‡" in line for line in landmark_words.method(found[0].rows, trial))


def test_without_a_printed_follow_up_nothing_is_marked(evidence_of):
    trial = evidence_of("\n".join(line for line in TRIAL.splitlines() if "follow-up" not in line) + "\n")
    assert not any(is_beyond(trial, row) for row in times.rates(trial, View()).items)


def test_survival_relapse_and_follow_up_stand_apart(trial):
    shares = times.rates(trial, View()).items
    assert [row.fact["term"] for row in times.relapsing(shares)] == ["cumulative incidence of relapse"]
    medians = times.medians(trial, View()).items
    assert {row.fact["term"] for row in times.lasting(medians)} == {"OS"}
    assert [row.fact["term"] for row in times.exposed(medians)] == ["follow-up"]
    assert len(times.lasting(medians)) + len(times.exposed(medians)) == len(medians)


def test_the_first_rows_keep_arms_together_and_say_what_is_left(trial):
    rows = times.lasting(times.medians(trial, View()).items)
    assert times.leading(rows, 1, 1) == rows, "arms of one study are never cut apart"
    ratios = hazard_ratios(trial, View())
    seen = times.leading(ratios, 1, 5)
    assert [row.fact["value"] for row in seen] == [0.6, 0.7]
    assert times.leading(ratios, 1, 1, ratios[-1:]) == ratios[-1:], "what is named goes before the rest"
    assert times.leading(ratios, 0, 0, ratios) == ratios, "whatever is named is drawn"
    assert words.left_out(ratios, seen, View()).startswith("The figure has the first rows; 1 row more (overall survival 1)")
    assert words.left_out(rows, rows, View()) == words.left_out(ratios, seen, View(choices={"extent": "all"})) == ""


def test_panels_hold_every_share_and_every_median_once(published):
    here = read("outcomes", {}).frame()
    panels = {panel.name: panel for panel in page_named("outcomes").every(here)}

    def figures(*names):
        return sorted(fact for name in names for row in panels[name].table.records for fact in row["fact_id"])

    medians = times.medians(published, View()).items
    assert figures("outcomes", "outcomes-exposure") == sorted(row.fact["fact_id"] for row in medians)
    shares = times.rates(published, View()).items
    assert figures("outcomes-rates", "outcomes-relapse", "outcomes-course") == sorted(
        fact["fact_id"] for row in shares for fact in row.facts
    )


def test_a_link_made_before_shows_every_part(published):
    view = read("outcomes", {"times": ["all"], "rows": ["highest"], "data": [published]}).view
    assert (view.choice("part"), view.choice("extent")) == ("all", "all")
    assert read("outcomes", {}).view.choice("part") == "survival"


def test_the_first_rows_are_those_printed_at_a_landmark(published):
    chart = page_named("outcomes").named("outcomes-rates", read("outcomes", {}).frame()).chart
    assert chart.lines and all(any(cell.text for cell in line.cells[:-1]) for line in chart.lines)
