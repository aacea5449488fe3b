"""Patients: every number is that of the printed table, events without a day are words, a printed 0 is not lost."""

import pytest

from dashboard.charts.patients import swimmer
from dashboard.charts.patients_counts import pairs
from dashboard.charts.values import Caption
from dashboard.painters.plotly import draw
from evidence.cohorts import Match
from evidence.questions.patients import counts_words as counts
from evidence.questions.patients import numbers as queries
from evidence.questions.patients import tables_words as tables
from evidence.questions.patients import words
from evidence.selection import View
from tests.conftest import shown

TEXTS = Caption("t", "s", ("f",))

#: Metzelder 2009, Table 1 and the paragraphs on the patients: days on treatment, relapse and death, counts, age, ratio.
PRINTED = {
    1: (211, None, 216, 39.6, 1.5, 78, 14, 62, 11.4),
    2: (221, None, 221, 73.5, 2.45, 84, 0, 42, 1.15),
    3: (81, None, None, 18.6, 5.94, None, None, 46, 4.2),
    4: (50, None, 58, 44, 1.54, 91, 6, 56, 1.16),
    5: (13, None, None, 36.2, 0.6, 94, 40, 40, 0.8),
    6: (82, 71, None, 8, 8, 26, 1, 38, 0.39),
}
NUMBERS = ("treatment_days", "relapse_day", "death_day", "wbc_before", "wbc_day7", "blasts_before", "blasts_day7", "age",
           "flt3_itd_ratio")  # fmt: skip

GAMMA = """\
id: gamma-2003
label: Gamma 2003
title: Two invented patients
phase: compassionate use
design: case series
disease: AML
year: 2003
regimen: {name: drug C, group: flt3, drugs: [sorafenib]}
sources:
  - {id: main, kind: journal article, level: full text, citation: "Gamma C. Invented J 2003;3:3", seen: 2026-11-20}
cohorts:
  - {id: all, kind: all, label: All treated, n: 3, mutation: flt3-itd, setting: relapsed, transplant: none, at: Table 1}
  - {id: p1, parent: all, split: patient, kind: patient, label: Patient 1, n: 1, at: Table 1}
  - {id: p2, parent: all, split: patient, kind: patient, label: Patient 2, n: 1, setting: refractory, at: Table 1}
baseline:
  - {cohort: p1, term: WBC, statistic: single, value: 4, unit: x10^9/L, window: before, printed: "4", at: "Table 1, 1", source: main, readers: checked}
  - {cohort: p1, term: age, statistic: single, value: 50, unit: years, printed: "50", at: "Table 1, 1", source: main, readers: once}
  - {cohort: p2, term: WBC, statistic: single, value: 20, unit: x10^9/L, window: before, printed: "20", at: "Table 1, 2", source: main, readers: checked}
response:
  - {cohort: p1, term: WBC, statistic: single, value: 9, unit: x10^9/L, window: after 7 days, printed: "9", at: "Table 1, 1", source: main, readers: checked}
time_to_event:
  - {cohort: p1, term: treatment duration, statistic: single, value: 30, unit: days, printed: "30", at: "Table 1, 1", source: main, readers: checked}
patients:
  - {cohort: p1, number: 1, sex: male, status_before: relapse, treated: without transplant, best_response: [], side_effects: [], resistance: no, outcome: on treatment, course: on treatment, at: "Table 1, 1", source: main, readers: checked}
  - {cohort: p2, number: 2, sex: female, status_before: refractory, treated: without transplant, best_response: [], side_effects: [], resistance: no, outcome: stopped, course: stopped, at: "Table 1, 2", source: main, readers: checked}
"""


@pytest.fixture
def gamma(evidence_of):
    return evidence_of(GAMMA)


@pytest.fixture
def six(published):
    return queries.patients(published, View({"study": ("metzelder-2009",)}))


def trace_of(figure, name):
    return next(trace for trace in figure.data if trace.name == name)


def test_every_number_is_the_printed_one_with_its_place(six):
    assert {one.row["number"]: tuple(one.number(name) for name in NUMBERS) for one in six} == PRINTED
    for one in six:
        for name in NUMBERS:
            fact = one.fact(name)
            assert fact is None or f"patient {one.row['number']}" in fact["locator"]


def test_sentence_counts_who_is_shown_of_whom(six):
    assert words.sentence(six) == (
        "6 of 6 patients of Metzelder 2009: 3 died and 2 on treatment at last visit."
        " On treatment for 13 to 221 days. Deaths on days 58, 216 and 221."
        " Allogeneic transplant after the start of treatment: 2 patients of Metzelder 2009 (numbers 5 and 6)."
    )


def test_filters_apply_through_the_cohort_of_the_patient(published):
    found = queries.patients(published, View({"study": ("metzelder-2009",), "transplant": ("prior-allo",)}))
    assert [(one.row["number"], one.cohort["match"].kind) for one in found] == [
        (1, Match.EXACT), (2, Match.EXACT), (3, Match.EXACT), (5, Match.AMONG)]  # fmt: skip
    found = found[:3]
    assert "3 of 6 patients" in words.sentence(found)
    assert queries.patients(published, View({"study": ("safaian-2009",)})) == []


def test_marks_stand_on_printed_days_only(six):
    figure = draw(swimmer(six, TEXTS), False)
    assert list(trace_of(figure, "died").x) == [216, 221, 58]
    assert list(trace_of(figure, "relapse").x) == [71]
    bars = {trace.name: list(trace.x) for trace in figure.data if trace.type == "bar"}
    assert bars == {
        "best response CMR, CR": [81], "best response HR, BMR, CMR": [13], "best response HR, BMR": [211, 221, 50],
        "best response HR": [82],
    }  # fmt: skip
    assert list(bars)[-1] == "best response HR", "the deepest first"
    assert list(trace_of(figure, "allo-SCT, day not printed").x) == [82, 13]
    arrows = trace_of(figure, "on treatment at last visit")
    assert arrows.showlegend is not False and arrows.x[0] == 81 and arrows.x[1] > 13
    assert all("printed “" in text for text in trace_of(figure, "died").hovertext)


def test_a_doubtful_duration_is_hollow(six):
    bars = [trace for trace in draw(swimmer(six, TEXTS), False).data if trace.type == "bar"]
    hollow = {
        days for trace in bars for days, colour in zip(trace.x, trace.marker.color, strict=True) if colour == "#ffffff"
    }
    assert hollow == {13}


def test_a_response_has_no_later_beginning_than_its_source_allows(six):
    begun = trace_of(draw(swimmer(six, TEXTS), False), "responded by this day")
    assert list(begun.x) == [pytest.approx(2 * 365.25 / 12), 14]
    assert (begun.marker.symbol, begun.marker.color) == ("circle", "#ffffff")


def test_relapse_counted_from_transplant_is_said_not_drawn(six):
    assert words.after_transplant(six) == (
        "Relapse that the source counts from transplant, so not on this axis:"
        " patient 5, 111 days after allo-SCT (Table 1, patient 5, outcome)."
    )


def test_13_against_14_days_carries_the_flag(published, six):
    patient = next(one for one in six if one.row["number"] == 5)
    assert words.flag(patient, "treatment_days") == "○⚑"
    lines = words.contradicted(queries.contradictions(published, six, words.DAYS))
    assert any("Treatment days of patient 5: 13 " in line and "14 days" in line for line in lines)


def test_signs_in_the_table_are_explained_and_their_contradiction_is_printed(six, open_page):
    assert any("⚑ sources disagree" in line for line in words.table_method(six))
    text = shown(open_page("patients", study="metzelder-2009"))
    assert text.count("13 (Table 1, patient 5) against 14 days") == 2


def test_counts_lie_on_axes_from_0_and_a_printed_zero_stands_on_its_place(six):
    figure = draw(pairs(six, TEXTS), False)
    assert (figure.layout.xaxis.type, figure.layout.xaxis2.type) == (None, None)
    assert tuple(figure.layout.xaxis2.tickvals) == (0, 25, 50, 75, 100)
    after = [trace for trace in figure.data if trace.name == "after 7 days"][1]
    zero = list(after.customdata).index(["metzelder-2009/patient-2/response/blasts-in-peripheral-blood/single/after-7-days"])
    assert (after.x[zero], after.marker.symbol[zero], after.text[zero].strip()) == (0, "square", "0")
    assert "8 before and after" in "".join(figure.data[2].text)


def test_marrow_blasts_are_not_drawn_as_blood_blasts(six):
    before = [trace for trace in draw(pairs(six, TEXTS), False).data if trace.name == "before"][1]
    assert 80 not in before.x and len(before.x) == 5
    assert "patient 3, 80 % in the marrow before treatment" in counts.not_blood(six)


def test_counts_that_fell_are_counted_among_pairs(six, gamma):
    assert counts.sentence(six).startswith("White blood cells fell in 5 of the 6 patients with both values printed")
    assert "fell in 0 of the 1 patient" in counts.sentence(queries.patients(gamma, View()))


def test_what_is_not_printed_is_not_reported(gamma):
    found = queries.patients(gamma, View())
    records = tables.table(found, gamma).records
    assert [(record["age"], record["days"], record["side_effects"]) for record in records] == [
        ("50", "30", "not reported"),
        ("not reported", "not reported", "not reported"),
    ]
    assert "2 of 3 patients of Gamma 2003" in words.sentence(found)
    assert list(trace_of(draw(swimmer(found, TEXTS), False), "best response not reported").x) == [30]


def test_a_number_that_a_filter_leaves_out_is_not_shown(gamma):
    found = queries.patients(gamma, View({"readers": ("checked",)}))
    assert (found[0].number("age"), found[0].number("wbc_before")) == (None, 4)


def test_page_shows_patients_their_places_and_the_other_reading(open_page):
    text = shown(open_page("patients", study="metzelder-2009"))
    assert "6 of 6 patients of Metzelder 2009" in text and "age, FLT3-ITD ratio: Results, patient 1 paragraph" in text
    assert "13 (Table 1, patient 5) against 14 days" in text


def test_page_without_patients_says_so(open_page):
    assert "No single patient of this selection is described." in shown(open_page("patients", study="safaian-2009"))
