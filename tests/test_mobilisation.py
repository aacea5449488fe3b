"""Mobilisation: which folds stand on the axis, under which mark, and what a missing figure looks like."""

import pytest

from dashboard.charts.mobilisation import folds as drawing
from dashboard.charts.mobilisation import shares as shares_drawing
from dashboard.charts.values import Caption
from dashboard.painters.plotly import draw
from evidence.questions.associations import words as associations
from evidence.questions.mobilisation import numbers as mobilisation
from evidence.questions.mobilisation import words
from evidence.selection import View
from tests.conftest import ALPHA, shown

TEXTS = Caption("t", "s", ("f",))

BETA = """\
id: beta-2002
label: Beta 2002
title: An invented mobilisation
phase: "1"
design: single arm
disease: AML
year: 2002
regimen: {name: drug B + plerixafor + G-CSF, group: flt3-mobilisation, drugs: [sorafenib, plerixafor, g-csf]}
sources:
  - {id: main, kind: abstract, citation: "Beta B. Invented J 2002;1:1", seen: 2026-11-20}
  - {id: news, kind: news report, citation: "A reporter on Beta 2002", seen: 2026-11-20}
cohorts:
  - {id: all, kind: all, label: All enrolled, n: 10, mutation: flt3-itd, setting: relapsed, transplant: mixed, at: Abstract}
  - {id: dl1, parent: all, split: dose level, kind: dose level, label: 200 mg, n: 3, dose: 200, dose_unit: mg, at: Abstract}
mobilisation:
  - {cohort: all, term: blasts, statistic: fold mean, value: 3, unit: fold, printed: 3-fold, at: Abstract, source: main, readers: checked}
  - {cohort: all, term: CD34+, statistic: fold mean, value: 12.5, unit: fold, window: week 1, printed: "12.5", at: "News, para 2", source: news, readers: once, certain: no, note: Printed only in the news report}
  - {cohort: all, term: CD44+, statistic: words, printed: also rose, at: Abstract, source: main, readers: checked}
  - {cohort: dl1, term: blasts, statistic: fold mean, value: 2, unit: fold, printed: 2-fold, at: Abstract, source: main, readers: checked}
association:
  - {cohort: all, term: CXCR4 expression and mobilisation, statistic: p value, high: 0.002, comparator: "negative correlation, all pairs", printed: "all P ≤ .002", at: Abstract, source: main, readers: checked}
  - {cohort: all, term: OS by response, statistic: p value, value: 0.01, printed: P = .01, at: Abstract, source: main, readers: checked}
"""

GAMMA = """\
id: gamma-2003
label: Gamma 2003
title: An invented mobilisation, counted
phase: "2"
design: single arm
disease: AML
year: 2003
regimen: {name: plerixafor, group: mobilisation, drugs: [plerixafor]}
sources:
  - {id: main, kind: journal article, level: full text, citation: "Gamma C. Invented J 2003;1:1", seen: 2026-11-20}
cohorts:
  - {id: all, kind: all, label: All treated, n: 9, mutation: unselected, setting: relapsed, transplant: none, at: Methods}
mobilisation:
  - {cohort: all, term: blasts, statistic: fold median, of: 9, value: 4, low: 0.5, high: 20, interval: range, unit: fold, population: treated, printed: 4 (0.5-20), at: Results, source: main, readers: checked}
  - {cohort: all, term: blasts, events: 6, of: 9, population: treated, printed: 6 of 9, at: Results, source: main, readers: checked}
  - {cohort: all, term: VLA4+, statistic: fold median, value: 0, unit: fold, printed: "0", at: Results, source: main, readers: once}
"""


@pytest.fixture
def beta(evidence_of):
    return evidence_of(BETA)


@pytest.fixture
def both(evidence_of):
    return evidence_of(BETA, GAMMA)


def trace(figure, name):
    return next(one for one in figure.data if one.name == name)


def test_the_whole_cohort_answers_highest_first(beta):
    found = mobilisation.folds(beta, View())
    assert [(row.fact["term"], row.fact["value"]) for row in found.items] == [("CD34+", 12.5), ("blasts", 3)]


def test_dose_levels_asked_for_on_another_page_do_not_move_this_one(beta):
    found = mobilisation.folds(beta, View(choices={"rows": "dose level"}))
    assert {row.cohort["cohort_id"] for row in found.items} == {"all"}


def test_one_kind_of_average_needs_no_legend_and_names_itself(beta):
    rows = mobilisation.folds(beta, View()).items
    figure = draw(drawing(rows, TEXTS))
    assert figure.layout.showlegend is False
    assert figure.layout.xaxis.title.text == "arithmetic mean fold change (log scale, 1 = no change)"
    assert "All are printed as arithmetic mean fold change." in words.method(rows)[0]


def test_means_and_medians_have_different_marks_and_the_foot_says_so(both):
    rows = mobilisation.folds(both, View()).items
    figure = draw(drawing(rows, TEXTS))
    symbols = {one.name: one.marker.symbol for one in figure.data if one.mode == "markers" and one.showlegend}
    assert symbols == {"arithmetic mean fold change": "circle", "median fold change": "square"}
    assert figure.layout.showlegend is True
    assert words.NO_AVERAGES_MIXED in words.method(rows)[0]
    said = words.sentence(rows).text
    assert said.startswith("Beta 2002 (10 patients): arithmetic mean fold change from 3 (") and "Gamma 2003 (9" in said
    assert "median fold change from 0 (VLA4+) to 4" in said


def test_the_same_cells_at_two_times_are_told_by_their_times(evidence_of):
    times = [f"  - {{cohort: all, term: blasts, statistic: fold mean, value: {value}, unit: fold, window: day {day}, printed: '{value}', at: Abstract,"
             " source: main, readers: once}\n" for day, value in ((2, 3.01), (7, 1.51))]  # fmt: skip
    rows = mobilisation.folds(evidence_of(BETA.split("mobilisation:")[0] + "mobilisation:\n" + "".join(times)), View()).items
    said = "arithmetic mean fold change (blasts, absolute count) from 1.51 (day 7) to 3.01 (day 2)"
    assert said in words.sentence(rows).text


def test_axis_is_logarithmic_with_a_line_at_no_change(both):
    figure = draw(drawing(mobilisation.folds(both, View()).items, TEXTS))
    low, high = figure.layout.xaxis.range
    assert figure.layout.xaxis.type == "log"
    assert 10**low == pytest.approx(0.5 / 1.25) and 10**high == pytest.approx(20 * 1.25)
    assert list(figure.layout.xaxis.tickvals) == [0.5, 1, 2, 5, 10, 20]
    assert [(line.x0, line.x1) for line in figure.layout.shapes] == [(1, 1)]


def test_no_line_is_drawn_that_was_not_printed(both):
    figure = draw(drawing(mobilisation.folds(both, View()).items, TEXTS))
    lines = [one for one in figure.data if one.mode == "lines"]
    assert [(one.name, list(one.x), one.line.dash) for one in lines] == [("range", [0.5, 20, None], "dot")]


def test_a_fold_of_zero_has_no_place_on_a_log_axis_but_keeps_its_row(both):
    rows = mobilisation.folds(both, View()).items
    figure = draw(drawing(rows, TEXTS))
    marked = {fact for one in figure.data if one.mode == "markers" for facts in one.customdata for fact in facts}
    assert "gamma-2003/all/mobilisation/VLA4pos/fold-median" not in marked
    assert [record["value"] for record in words.table(rows, both).records] == [4, 0, 12.5, 3]


def test_what_only_the_news_report_prints_is_hollow_and_says_so(beta):
    rows = mobilisation.folds(beta, View()).items
    figure = draw(drawing(rows, TEXTS))
    marks = {one.customdata[0][0]: one.marker.symbol for one in figure.data if one.mode == "markers"}
    assert marks == {
        "beta-2002/all/mobilisation/CD34pos/fold-mean/week-1": "circle-open",
        "beta-2002/all/mobilisation/blasts/fold-mean": "circle",
    }
    texts = [text for one in figure.data if one.mode == "text" for text in one.text]
    assert "12.5 ○, news report only" in texts and "3" in texts and "window not printed" in texts
    assert "<b>Beta 2002: sorafenib + plerixafor + G-CSF</b>" in texts
    assert words.table(rows, beta).records[0]["printed_in"] == "News report only"


def test_a_word_on_mobilisation_stands_with_the_associations(beta):
    records = associations.table(mobilisation.associations(beta, View()), beta).records
    assert [(record["marker"], record["value"], record["printed"]) for record in records] == [
        ("CD44+", "in words only", "also rose"),
        ("CXCR4 expression", "≤ 0.002", "all P ≤ .002"),
    ]
    assert records[1]["outcome"].startswith("mobilisation of CD34+/38−")


def test_patients_with_cells_mobilised_have_an_exact_interval(both):
    rates = mobilisation.shares(both, View(choices={"interval": "wilson"})).items
    assert [(row.rate.events, row.rate.of) for row in rates] == [(6, 9)]
    assert (round(rates[0].rate.low, 1), round(rates[0].rate.high, 1)) == (29.9, 92.5)
    assert tuple(draw(shares_drawing(rates, TEXTS)).layout.xaxis.range) == (0, 100)


def test_borthakur_prints_seven_arithmetic_means_five_of_them_in_the_news_only(published):
    rows = mobilisation.folds(published, View({"study": ("borthakur-2020",)})).items
    assert [(row.fact["term"], row.fact["value"]) for row in rows] == [
        ("CD34+", 98.6),
        ("CD34+/38-/CD123+", 77.5),
        ("CXCR4+", 70.6),
        ("blasts", 58.4),
        ("CD34+/38-", 47),
        ("CD44+", 37),
        ("VLA4+", 31.2),
    ]
    assert {row.fact["statistic"] for row in rows} == {"fold mean"}
    hollow = [one for one in draw(drawing(rows, TEXTS)).data if one.mode == "markers" and one.marker.symbol == "circle-open"]
    assert [len(one.x) for one in hollow] == [5]


@pytest.mark.parametrize("narrow", [False, True])
def test_words_stand_inside_the_picture(both, narrow):
    figure = draw(drawing(mobilisation.folds(both, View()).items, TEXTS), narrow)
    left = 10 ** figure.layout.xaxis.range[0]
    texts = [one for one in figure.data if one.mode == "text"]
    assert all(min(one.x) >= (left if narrow else 0) for one in texts)


def test_page_shows_folds_associations_and_their_places(open_page):
    text = shown(open_page("mobilisation", mutation="flt3-itd"))
    assert "arithmetic mean fold change from 31.2 (VLA4+) to 98.6 (CD34+). 5 of 7 figures" in text
    assert "News report only" in text and "News, para 5" in text
    assert "VLA4 expression" in text and "P ≤ 0.002" in text and "negative correlation, all pairs" in text
    assert "window not printed" not in text and "not printed; cohort of 28" in text


def test_page_without_an_answer_says_so(open_page):
    text = shown(open_page("mobilisation", disease="MDS", match="exact"))
    assert "No cohort of this selection prints a fold change of cells in the blood." in text
    assert "No cohort of this selection prints an association with mobilisation." in text


def test_a_fold_of_nothing_is_an_arrow_at_the_start_of_the_axis(evidence_of):
    text = ALPHA + (
        "mobilisation:\n  - {cohort: all, term: blasts, statistic: fold median, value: 0, low: 0, high: 12, interval: range,"
        " unit: fold, comparator: day 0, printed: 0 (0-12), at: Table 5, source: main, readers: once}\n"
    )
    rows = mobilisation.folds(evidence_of(text), View()).items
    chart = drawing(rows, Caption("", "", ()))
    point = chart.blocks[0].points[0]
    assert (point.x, point.low, point.high, point.open_start, point.open_end) == (None, 0, 12, True, False)
    arrow = next(trace for trace in draw(chart).data if trace.name == "goes on")
    assert arrow.marker.symbol == "triangle-left-open" and list(arrow.text) == [" 0"]
    assert list(arrow.x) == [chart.blocks[0].axis.low]
