"""Outcomes: which times and shares stand on an axis, in which unit, with which line; what stays off it and why."""

from types import SimpleNamespace

import pytest

from dashboard.charts import outcomes as figures
from dashboard.charts.rows import ROW_LIMIT, drawn
from dashboard.charts.values import Caption
from dashboard.painters.plotly import draw
from evidence.questions.contrasts import words as contrasts
from evidence.questions.facts import facts
from evidence.questions.shares import words as shares
from evidence.questions.times import numbers as outcomes
from evidence.questions.times import words
from evidence.reasons import because
from evidence.selection import View
from evidence.vocabulary import INTERVAL
from evidence.wording.printed import cut, estimate, interval_name
from tests.conftest import shown

TEXTS = Caption("t", "s", ("f",))

DELTA = """\
id: delta-2004
label: Delta 2004
title: An invented single arm
phase: "2"
design: single arm
disease: AML
year: 2004
regimen: {name: drug D, group: flt3, drugs: [sorafenib]}
sources:
  - {id: main, kind: journal article, level: full text, citation: "Delta D. Invented J 2004;1:1", seen: 2026-11-20}
cohorts:
  - {id: all, kind: all, label: All treated, n: 20, n_evaluable: 16, mutation: flt3-itd, setting: relapsed, transplant: mixed, at: Methods}
  - {id: older, parent: all, split: age, kind: subgroup, label: Older, n: 12, at: Results}
  - {id: responders, parent: all, split: response, kind: subgroup, basis: outcome, label: Responders, n: 8, at: Results}
  - {id: nonresponders, parent: all, split: response, kind: subgroup, basis: outcome, label: Non-responders, n: 12, at: Results}
  - {id: patient-1, parent: all, split: patient, kind: patient, label: Patient 1, n: 1, at: Table 1}
time_to_event:
  - {cohort: all, term: OS, statistic: median, value: 6.2, low: 5.3, high: 7.2, interval: ci95, unit: months, population: treated, printed: 6.2 (5.3-7.2), at: Results, source: main, readers: checked}
  - {cohort: all, term: EFS, statistic: median, value: 3, low: 2, interval: ci95, unit: months, printed: 3 (2-NR), at: Results, source: main, readers: checked}
  - {cohort: all, term: RFS, statistic: words, printed: not reached, at: Results, source: main, readers: checked}
  - {cohort: all, term: DOR, statistic: limit, low: 5.6, unit: months, population: responders, printed: 5.6+ months, at: Results, source: main, readers: checked}
  - {cohort: all, term: follow-up, statistic: median, value: 24, low: 5, high: 71, interval: range, unit: weeks, printed: 24 (5-71) weeks, at: Results, source: main, readers: once, certain: no, note: A reader doubts the unit}
  - {cohort: all, term: treatment duration, statistic: words, printed: short, at: Results, source: main, readers: checked}
  - {cohort: older, term: OS, statistic: median, value: 4, unit: months, population: subgroup, printed: 4 months, at: Results, source: main, readers: checked}
  - {cohort: responders, term: OS, statistic: median, value: 9, unit: months, population: responders, printed: 9 months, at: Results, source: main, readers: checked}
  - {cohort: nonresponders, term: OS, statistic: median, value: 4.5, unit: months, population: subgroup, printed: 4.5 months, at: Results, source: main, readers: checked}
  - {cohort: patient-1, term: OS, statistic: single, value: 216, unit: days, printed: 216 days, at: Table 1, source: main, readers: checked}
  - {cohort: all, term: OS, percent: 40, of: 20, window: 2 years, population: treated, printed: 40%, at: Results, source: main, readers: checked}
  - {cohort: all, term: OS, percent: 60, low: 38, high: 79, interval: ci95, window: 1 year, population: treated, printed: 60% (38-79), at: Results, source: main, readers: checked}
  - {cohort: all, term: relapse, events: 3, of: 8, population: responders, printed: 3 of 8, at: Results, source: main, readers: checked}
transplant:
  - {cohort: all, term: prior allogeneic transplant, events: 5, of: 20, population: treated, printed: 5 of 20, at: Table 1, source: main, readers: checked}
  - {cohort: all, term: allogeneic transplant, events: 4, printed: Four patients, at: Results, source: main, readers: checked, note: Of how many is not printed}
association:
  - {cohort: all, term: OS by response, statistic: p value, value: 0.00004, comparator: responders against non-responders, printed: P = .00004, at: Results, source: main, readers: checked}
  - {cohort: all, term: CXCR4 expression and mobilisation, statistic: p value, value: 0.5, printed: P = .5, at: Results, source: main, readers: checked}
"""

EPSILON = """\
id: epsilon-2005
label: Epsilon 2005
title: An invented randomised trial
phase: "3"
design: randomised
disease: AML
year: 2005
regimen: {name: drug E or placebo, group: flt3, drugs: [sorafenib, placebo]}
sources:
  - {id: main, kind: abstract, citation: "Epsilon E. Invented J 2005;1:1", seen: 2026-11-20}
cohorts:
  - {id: all, kind: all, label: All randomised, n: 100, mutation: flt3-itd, setting: newly-diagnosed, transplant: none, at: Abstract}
  - {id: drug, parent: all, split: arm, kind: arm, label: Drug E, n: 50, role: experimental, regimen: {name: drug E, group: flt3, drugs: [sorafenib]}, at: Abstract}
  - {id: placebo, parent: all, split: arm, kind: arm, label: Placebo, n: 50, role: control, regimen: {name: placebo, group: no-study-drug, drugs: [placebo]}, at: Abstract}
time_to_event:
  - {cohort: drug, term: OS, statistic: median, value: 20, unit: months, printed: 20 months, at: Abstract, source: main, readers: checked}
  - {cohort: placebo, term: OS, statistic: median, value: 10, unit: months, printed: 10 months, at: Abstract, source: main, readers: checked}
  - {cohort: all, term: OS, statistic: hazard ratio, value: 0.76, low: 0.42, high: 1.39, interval: ci95, comparator: drug E against placebo, printed: "HR, 0.76 (0.42-1.39)", at: Abstract, source: main, readers: checked}
  - {cohort: drug, term: OS, percent: 70, window: 12 months, printed: 70%, at: Abstract, source: main, readers: checked}
  - {cohort: placebo, term: OS, percent: 50, window: 12 months, printed: 50%, at: Abstract, source: main, readers: checked}
"""


@pytest.fixture
def delta(evidence_of):
    return evidence_of(DELTA)


@pytest.fixture
def both(evidence_of):
    return evidence_of(DELTA, EPSILON)


def named(rows):
    return [(row.cohort["cohort_id"], row.fact["term"], row.fact["value"]) for row in rows]


def fact_of(rows, term):
    return next(row.fact for row in rows if row.fact["term"] == term)


def of_kind(figure, name):
    return [one for one in figure.data if one.name == name]


def test_each_endpoint_is_answered_by_the_whole_cohort_in_clinical_order(delta):
    assert named(outcomes.medians(delta, View()).items) == [
        ("all", "OS", 6.2),
        ("all", "EFS", 3),
        ("all", "RFS", None),
        ("all", "DOR", None),
        ("all", "follow-up", 24),
    ]


def test_arms_answer_where_the_whole_trial_prints_nothing(both):
    rows = outcomes.medians(both, View({"study": ("epsilon-2005",)})).items
    assert named(rows) == [("drug", "OS", 20), ("placebo", "OS", 10)]


def test_asking_for_arms_leaves_out_whole_cohorts(both):
    rows = outcomes.medians(both, View(choices={"rows": "arm"})).items
    assert {row.cohort["cohort_id"] for row in rows} == {"drug", "placebo"}


def test_one_group_of_endpoints(delta):
    rows = outcomes.medians(delta, View(choices={"times": "exposure"})).items
    assert named(rows) == [("all", "follow-up", 24)]


def test_survival_of_responders_is_listed_with_its_reason_and_never_drawn(delta):
    view = View()
    times = outcomes.medians(delta, view)
    assert not {"responders", "nonresponders"} & {row.cohort["cohort_id"] for row in times.items}
    listed = contrasts.unplaced_table(outcomes.unplaced(delta, view), delta).records
    assert [(one["cohort"], one["value"], one["why"]) for one in listed] == [
        ("Responders", "9 months", "defined by what happened later"),
        ("Non-responders", "4.5 months", "defined by what happened later"),
        ("Older", "4 months", "part of, or a later analysis of, All treated"),
        ("All treated", "in words only", "stated in words: neither a median nor a rate"),
    ]
    assert "immortal time" in contrasts.UNPLACED_METHOD


def test_single_patients_stand_on_their_own_page(delta):
    everything = [*outcomes.medians(delta, View()).items, *outcomes.contrasts(delta, View())]
    assert all(row.cohort["kind"] != "patient" for row in everything)


@pytest.mark.parametrize(
    ("term", "said"),
    [
        ("OS", "6.2 (95 % CI 5.3 to 7.2)"),
        ("EFS", "3 (95 % CI 2 to NE)"),
        ("RFS", "not reached"),
        ("DOR", "5.6+"),
        ("follow-up", "24 (range 5 to 71)"),
    ],
)
def test_a_time_reads_as_it_is_printed(delta, term, said):
    assert words.time(fact_of(outcomes.medians(delta, View()).items, term)) == said


#: 71 weeks in months of a twelfth of 365.25 days.
LONGEST = 71 * 7 * 12 / 365.25


def test_all_times_stand_on_one_axis_in_months_and_say_what_is_printed(delta):
    rows = outcomes.medians(delta, View()).items
    chart = figures.medians(rows, TEXTS)
    assert [(block.axis.title, block.axis.low, block.axis.high) for block in chart.blocks] == [
        ("months", 0, pytest.approx(LONGEST * 1.05))
    ]
    followed = next(point for point in chart.points if point.group == "Follow-up")
    assert followed.x == pytest.approx(24 * 7 * 12 / 365.25)
    assert followed.value.startswith("5.5 †, printed 24 (range 5 to 71) weeks")
    assert words.on_axis(fact_of(rows, "OS")) == words.time(fact_of(rows, "OS"))


def test_cycles_are_no_months():
    assert outcomes.in_months(4, "cycles") is None and outcomes.in_months(None, "months") is None
    assert outcomes.in_months(2, "years") == 24 and outcomes.in_months(365.25, "days") == pytest.approx(12)


def test_interval_is_solid_range_is_dotted_and_an_open_end_is_an_arrow(delta):
    figure = draw(figures.medians(outcomes.medians(delta, View()).items, TEXTS))
    end = LONGEST * 1.05
    (interval,), (span,) = of_kind(figure, "ci95"), of_kind(figure, "range")
    assert list(interval.x) == [5.3, 7.2, None, 2, pytest.approx(end), None] and interval.line.dash == "solid"
    assert (list(span.x), span.line.dash) == ([pytest.approx(5 * 7 * 12 / 365.25), pytest.approx(LONGEST), None], "dot")
    (arrows,) = of_kind(figure, "goes on")
    assert [(text.strip(), x) for text, x in zip(arrows.text, arrows.x, strict=True)] == [
        ("", pytest.approx(end)),
        ("NR", pytest.approx(end)),
    ]


def test_a_running_time_is_an_open_arrow_and_a_doubt_is_hollow(delta):
    marks = {
        fact: one.marker.symbol
        for one in draw(figures.medians(outcomes.medians(delta, View()).items, TEXTS)).data
        if one.mode == "markers"
        for facts in one.customdata
        for fact in facts
    }
    assert {fact.split("/")[3]: symbol for fact, symbol in marks.items()} == {
        "OS": "square",
        "EFS": "square",
        "DOR": "triangle-right-open",
        "follow-up": "square-open",
    }


def test_every_kind_of_interval_has_a_short_name():
    assert all(name.endswith(("CI", "interval", "range", "IQR", "SD", "SE")) for name in map(interval_name, INTERVAL))


def test_a_share_of_survival_gets_no_count_and_no_computed_interval(delta):
    rates = outcomes.rates(delta, View()).items
    assert [(row.rate.facts[0]["window"], row.rate.events, row.rate.percent, row.rate.low) for row in rates] == [
        ("1 year", None, 60, 38),
        ("2 years", None, 40, None),
        (None, 3, 37.5, pytest.approx(8.5, abs=0.05)),
    ]
    records = shares.table(rates, View(), delta).records
    assert [(one["fraction"], one["interval_method"]) for one in records] == [
        ("KM, cohort of 20", "95 % CI as printed"),
        ("KM, N 20", ""),
        ("3/8", "exact (Clopper-Pearson)"),
    ]


def test_a_year_and_twelve_months_are_one_question(both):
    rates = outcomes.rates(both, View()).items
    assert [(row.cohort["cohort_id"], row.rate.facts[0]["window"]) for row in rates][:4] == [
        ("drug", "12 months"),
        ("placebo", "12 months"),
        ("all", "1 year"),
        ("all", "2 years"),
    ], "the randomised study first"


def test_transplant_before_stands_apart_and_a_missing_n_stays_missing(delta):
    rates = outcomes.transplants(delta, View()).items
    assert [(shares.TRANSPLANT_GROUP[outcomes.group_of(row.rate.facts[0])], row.rate.of) for row in rates] == [
        ("Transplant afterwards", None),
        ("Transplant before the treatment", 20),
    ]
    assert (round(rates[1].rate.low, 1), round(rates[1].rate.high, 1)) == (8.7, 49.1)
    figure = draw(figures.rates(rates, TEXTS))
    assert tuple(figure.layout.xaxis.range) == (0, 100)
    marks = [fact for one in figure.data if one.mode == "markers" for facts in one.customdata for fact in facts]
    assert marks == ["delta-2004/all/transplant/prior-allogeneic-transplant"]
    assert any("N not printed" in one.text for one in figure.data if one.mode == "text")


def test_a_transplant_keeps_its_printed_denominator(delta):
    rates = outcomes.transplants(delta, View(choices={"denominator": "enrolled"})).items
    rate = rates[0].rate
    assert (rate.events, rate.of, rate.kept) == (4, None, because("only responses can be put on another denominator"))


def test_printed_comparisons_stay_as_printed_and_mobilisation_has_its_own_page(both):
    records = contrasts.table(outcomes.contrasts(both, View()), both).records
    assert [(one["study"], one["contrast"], one["statistic"], one["estimate"]) for one in records] == [
        ("Epsilon 2005", "Overall survival", "hazard ratio", "0.76 (95 % CI 0.42 to 1.39)"),
        ("Delta 2004", "Overall survival by response", "P value", "0.00004"),
    ]
    assert "immortal time" in records[1]["caution"] and records[0]["caution"] == ""
    assert contrasts.sentence(outcomes.contrasts(both, View())).text == (
        "Randomised: Epsilon 2005: overall survival, hazard ratio 0.76 (95 % CI 0.42 to 1.39), cohort of 100, drug E against placebo."
    )


@pytest.mark.parametrize(
    ("statistic", "printed", "given", "said"),
    [
        ("count", "Four out of five", {"events": 4, "of_n": 5}, "4/5"),
        ("count", "Four", {"events": 4}, "4/?"),
        ("p value", "P < .001", {"high": 0.001}, "< 0.001"),
        ("p value", "all P ≤ .002", {"high": 0.002}, "≤ 0.002"),
        ("limit", "more than 100", {"low": 100}, "above 100"),
        ("limit", "≥1 dose", {"low": 1}, "at least 1"),
    ],
)
def test_a_count_and_a_limit_read_as_printed(statistic, printed, given, said):
    nothing = dict.fromkeys(("value", "low", "high", "events", "of_n", "unit", "interval"))
    assert estimate(nothing | {"statistic": statistic, "printed": printed} | given) == said


def test_a_figure_never_shows_one_arm_without_the_other():
    row = [SimpleNamespace(cohort={"study_id": f"study-{index // 2}"}) for index in range(1, 80)]
    kept = drawn(row)
    assert len(kept) == ROW_LIMIT - 1 and row[len(kept)].cohort != kept[-1].cohort
    assert drawn(row[:5]) == row[:5]
    assert cut(len(kept), len(row)) == [f"{len(kept)} of 79 rows are drawn; the table has them all. A filter makes room."]


def test_page_shows_times_transplants_comparisons_and_what_is_off_the_axis(open_page):
    text = shown(open_page("outcomes", study="ravandi-2013", part="all"))
    assert (
        "Largest: Ravandi 2013, evaluable for response: median 6.2 months, cohort of 37; said to be counted from diagnosis"
        in text
    )
    assert "Transplant before the treatment" in text and "7/?" in text
    assert "responders against non-responders" in text
    assert "7.8 months" in text and "defined by what happened later" in text


def test_page_without_an_answer_says_so(open_page):
    text = shown(open_page("outcomes", disease="MDS", match="exact", part="all"))
    assert "No cohort of this selection prints a median time." in text
    assert "No cohort of this selection counts patients with a transplant." in text
    assert "Other printed figures" not in text


def test_a_time_keeps_the_decimals_that_its_source_prints(published):
    printed = {fact["fact_id"]: words.time(fact) for fact in facts(published, View(), "time to event")}
    assert printed["uy-2017/itd/time-to-event/OS/median"].startswith("15.0 (95 % CI 10.4 to 20.1)")
    assert "22.0" in printed["gokbuget-2018/ph-neg/time-to-event/OS/median/final-analysis-median-follow-up-59.8-months"]


TWO_PARTS = """\
id: parts-2001
label: Parts 2001
title: An invented single arm in two parts
phase: "2"
design: single arm
disease: AML
year: 2001
regimen: {name: drug D, group: flt3, drugs: [sorafenib]}
sources:
  - {id: main, kind: journal article, level: full text, citation: "Parts D. Invented J 2001;1:1", seen: 2026-11-20}
cohorts:
  - {id: all, kind: all, label: All treated, n: 50, mutation: flt3-itd, setting: mixed, at: Methods}
  - {id: relapsed, parent: all, split: setting, kind: subgroup, label: Relapsed, n: 30, setting: relapsed, at: Results}
  - {id: mixed, parent: all, split: setting, kind: subgroup, label: Others, n: 20, setting: mixed, at: Results}
transplant:
  - {cohort: relapsed, term: allogeneic transplant, events: 2, of: 10, population: subgroup, printed: 2 of 10, at: Results, source: main, readers: once}
  - {cohort: mixed, term: allogeneic transplant, events: 5, of: 20, population: subgroup, printed: 5 of 20, at: Results, source: main, readers: once}
"""


def test_parts_of_a_study_that_match_unlike_stand_once_each_though_another_study_stands_between(evidence_of):
    items = outcomes.transplants(evidence_of(TWO_PARTS, DELTA), View({"setting": ("relapsed",)})).items
    found = [
        (item.cohort["study_id"], item.cohort["cohort_id"]) for item in items if item.fact["term"] == "allogeneic transplant"
    ]
    assert found == [("parts-2001", "relapsed"), ("delta-2004", "all"), ("parts-2001", "mixed")]
