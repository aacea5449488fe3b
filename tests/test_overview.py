"""Overview: patients are counted once, silence and the rest of a cohort are told, bubbles keep their area."""

import pytest

from dashboard.charts.evidence_map import evidence_map
from dashboard.charts.values import Caption
from dashboard.painters import plotly
from dashboard.session.reading import read
from dashboard.site import page_named
from evidence.cohorts import DESIGNS, Match
from evidence.questions.evidence_map import numbers as overview
from evidence.questions.evidence_map import words
from evidence.selection import View
from evidence.wording.matching import differs
from tests.conftest import ALPHA, shown
from tests.test_arms import TRIAL

#: A larger report that holds the relapsed patients of Alpha as well.
BETA = """\
id: beta-2005
label: Beta 2005
title: A longer report of the same patients
phase: "2"
design: single arm
disease: AML
year: 2005
regimen: {name: drug A, group: flt3, drugs: [sorafenib]}
sources:
  - {id: main, kind: journal article, level: abstract, citation: "Beta B. Invented J 2005;1:1", seen: 2026-11-20}
cohorts:
  - {id: all, kind: all, label: All enrolled, n: 25, setting: relapsed, same_patients_as: [alpha-2001/relapsed], at: Abstract}
response:
  - {cohort: all, term: CR, events: 3, of: 25, printed: "3", at: Abstract, source: main, readers: once}
"""

#: The whole prints no number, its two parts do.
GAMMA = """\
id: gamma-2010
label: Gamma 2010
title: A study known by its parts
phase: not stated
design: not stated
disease: AML
year: 2010
regimen: {name: drug B, group: bispecific, drugs: [blinatumomab]}
sources:
  - {id: main, kind: citing article, citation: "Gamma G. Invented J 2010;1:1", seen: 2026-11-20}
cohorts:
  - {id: all, kind: all, label: Both parts, setting: mixed, at: Abstract}
  - {id: first, parent: all, split: part, kind: subgroup, label: Untreated, n: 30, setting: newly-diagnosed, at: Abstract}
  - {id: second, parent: all, split: part, kind: subgroup, label: In relapse, n: 12, setting: relapsed, at: Abstract}
  - {id: later, parent: all, split: outcome, kind: subgroup, label: Responders, basis: outcome, n: 20, transplant: bridge, at: Abstract}
response:
  - {cohort: first, term: CR, events: 9, of: 30, printed: "9", at: Abstract, source: main, readers: checked}
  - {cohort: later, term: PR, events: 1, of: 20, printed: "1", at: Abstract, source: main, readers: checked}
"""

#: No cohort prints how many patients it holds.
DELTA = """\
id: delta-2012
label: Delta 2012
title: A study without a number
phase: not stated
design: not stated
disease: AML
year: 2012
regimen: {name: drug C, group: other, drugs: [plerixafor]}
sources:
  - {id: main, kind: citing article, citation: "Delta D. Invented J 2012;1:1", seen: 2026-11-20}
cohorts:
  - {id: all, kind: all, label: All, at: Abstract}
response:
  - {cohort: all, term: ORR, percent: 50, printed: 50%, at: Abstract, source: main, readers: checked}
"""


@pytest.fixture
def four(evidence_of):
    return evidence_of(ALPHA, BETA, GAMMA, DELTA)


def counted(version, **filters):
    view = View({name: tuple(values) for name, values in filters.items()})
    found = overview.overview(version, view)
    return found, overview.cells(version, view, found.standing), view


def test_patients_of_whole_cohorts_are_added_once(four):
    found, _, _ = counted(four)
    assert [(row.study["study_id"], row.patients, row.within) for row in found.studies] == [
        ("alpha-2001", 10, ("Beta 2005",)),
        ("beta-2005", 25, ()),
        ("gamma-2010", 42, ()),
        ("delta-2012", None, ()),
    ]
    assert overview.patients(found.counted) == 25 + 30 + 12


def test_same_patients_reach_parts_and_wholes_but_not_the_sibling(four):
    shared = overview.overlaps(four)[("beta-2005", "all")]
    assert shared == {("alpha-2001", "all"), ("alpha-2001", "relapsed")}
    found, _, _ = counted(four, setting=["refractory"])
    found = found.of(Match.EXACT)
    assert [(row["study_id"], row["cohort_id"]) for row in found.counted] == [("alpha-2001", "refractory")]


def test_sentence_says_at_least_where_a_number_is_missing(four):
    sentence = words.sentence(counted(four)[0])
    assert sentence.startswith("4 studies with at least 67 patients in 9 cohorts: 12 printed figures; 10 read once and")


def test_the_answer_names_who_was_treated_with_what(four):
    found, squares, _ = counted(four)
    assert words.known(found, squares).startswith(("Most patients: ", "Patients: "))
    assert "randomised" in words.known(found, squares) and words.known(found, []).startswith("No number of treated patients")


def test_the_answer_names_the_randomised_studies(published):
    view = View({"drug": ("quizartinib",)})
    known = overview.overview(published, view).of(Match.EXACT)
    told = words.known(known, overview.cells(published, view, known.standing))
    assert "Randomised: " in told and "QuANTUM-First" in told


def test_the_map_says_in_which_settings_nothing_was_found(four):
    _, squares, _ = counted(four)
    held = {square.setting for square in squares}
    told = words.map_sentence(squares, overview.regimen_classes(four))
    assert "newly-diagnosed" in held or "Nothing was found for newly diagnosed" in told
    assert "Nothing was found" not in words.map_sentence(squares, overview.regimen_classes(four), ("relapsed",))


def test_remarks_name_who_is_not_counted_and_why(four):
    found, _, view = counted(four)
    assert words.remarks(found, view)[:2] == [
        "Patients that may be the same are counted once, in the larger report: Alpha 2001 (with Beta 2005).",
        "Number of patients not printed, so not counted: Delta 2012.",
    ]
    view = View({"transplant": ("bridge",)}, {"match": "exact"})
    found = overview.overview(four, view)
    assert (found.counted, overview.cells(four, view, found.standing)) == ([], [])
    assert "defined by what happened later, so not counted: Gamma 2010." in words.remarks(found, view)[2]
    assert "no countable patients in 1 cohort" in words.sentence(found)


def test_partial_carriers_are_counted_whole_and_named(alpha):
    found, _, view = counted(alpha, mutation=["flt3-itd"])
    assert words.remarks(found, view)[3].endswith("Alpha 2001: 90 % FLT3-ITD (9 of 10).")


def test_an_unselected_cohort_with_counted_carriers_is_no_partial_carrier(published):
    view = View({"mutation": ("unselected",)})
    found = overview.overview(published, view)
    assert any(row["mutation_n"] is not None for row in found.counted)
    assert not any("only a part carries" in line for line in words.remarks(found, view))


def test_filters_on_figures_leave_out_cohorts_without_one(four):
    found, _, _ = counted(four, level=["secondary"], readers=["checked"])
    assert [(row.study["study_id"], row.cohorts, row.figures, row.readings) for row in found.studies] == [
        ("gamma-2010", 2, 2, {"checked": 2}),
        ("delta-2012", 1, 1, {"checked": 1}),
    ]


def test_rows_chosen_on_another_page_do_not_change_the_count(alpha):
    view = View(choices={"rows": "dose level"})
    assert [row["cohort_id"] for row in overview.overview(alpha, view).counted] == ["all"]


def test_mixed_cohort_stands_by_its_parts_and_the_rest_is_derived(evidence_of):
    version = evidence_of(ALPHA.replace("label: Primary refractory, n: 4", "label: Primary refractory, n: 3").replace(
        "events: 3, of: 4, population: subgroup, printed: \"3 of 4\"", "events: 3, of: 3, population: subgroup, printed: \"3 of 3\""))  # fmt: skip
    found, squares, _ = counted(version)
    assert [(square.setting, square.patients) for square in squares] == [("relapsed", 6), ("refractory", 3), ("mixed", 1)]
    table = words.map_table(squares, version)
    assert [record["derivation"] for record in table.records] == [
        "",
        "",
        "† the rest of 10: no single arm or setting printed",
    ]
    assert sum(square.patients for square in squares) == overview.patients(found.counted)


def test_arms_of_other_regimen_classes_stand_in_the_rows_of_theirs(evidence_of):
    one, other = "group: chemo, drugs: [chemotherapy]", "group: flt3-chemo, drugs: [sorafenib, chemotherapy]"
    arms = (
        TRIAL.replace("design: randomised", "design: single arm")
        .replace("role: experimental", "role: single")
        .replace("role: control", "role: single")
        .replace(one, other)
    )
    found, squares, _ = counted(evidence_of(arms.replace("label: All randomised,", "label: All randomised, role: single,")))
    assert [(square.regimen_class, square.treated) for square in squares] == [("flt3", 20), ("flt3-chemo", 10)]
    assert overview.patients(found.counted) == 30


def test_controls_stand_apart_from_the_treated_and_so_do_arms_not_told_apart(evidence_of):
    version = evidence_of(TRIAL.replace("label: All randomised, n: 30", "label: All randomised, n: 33"))
    found, squares, _ = counted(version)
    assert [(one.regimen_class, one.setting, one.treated, one.control, one.together) for one in squares] == [
        ("flt3", "relapsed", 20, 10, 3)
    ]
    assert squares[0].patients == overview.patients(found.counted) == 33
    records = words.map_table(squares, version).records
    assert [(one["cohort_id"], one["regimen"], one["role"], one["treated"], one["control"]) for one in records] == [
        ("drug", "drug A", "experimental", "20", None),
        ("chemo", "salvage chemotherapy", "control", None, "10"),
        ("all", "drug A or salvage chemotherapy", "mixed", None, None),
    ]
    assert words.by_role(squares) == (
        "20 patients treated with the regimen of their row, 10 on a control and 3 of arms that are not told apart."
    )


def test_ring_around_a_bubble_holds_everybody_of_the_square(evidence_of):
    _, _, figure = draw(evidence_of(TRIAL))
    ring, bubble = (next(trace for trace in figure.data if trace.name == name) for name in ("controls", "patients"))
    assert bubble.marker.size[0] ** 2 / ring.marker.size[0] ** 2 == pytest.approx(20 / 30)


def draw(version, narrow=False):
    _, squares, _ = counted(version)
    classes = overview.regimen_classes(version)
    return squares, classes, plotly.draw(evidence_map(squares, classes, Caption("t", "s", ("f",))), narrow)


@pytest.mark.parametrize("narrow", [False, True])
def test_area_is_proportional_to_patients_in_bubbles_and_key(four, narrow):
    squares, _, figure = draw(four, narrow)
    bubbles = next(trace for trace in figure.data if trace.name == "patients")
    samples = next(trace for trace in figure.data if trace.name == "size key")
    printed = [
        (size**2 / square.patients) for size, square in zip(bubbles.marker.size, squares, strict=True) if square.patients
    ]
    key = [size**2 / sample for size, sample in zip(samples.marker.size, (5, 10, 20), strict=True)]
    assert printed + key == pytest.approx([printed[0]] * (len(printed) + 3))


def test_unprinted_number_is_a_ring_and_empty_squares_stay_empty(four):
    squares, classes, figure = draw(four)
    bubbles = next(trace for trace in figure.data if trace.name == "patients")
    assert dict(zip(bubbles.ids, bubbles.marker.symbol, strict=True)) == {
        "flt3/relapsed": "circle",
        "bispecific/newly-diagnosed": "circle",
        "bispecific/relapsed": "circle",
        "other/not reported": "circle-open",
    }
    assert "Delta 2012, All: number not reported" in bubbles.text[-1]
    assert classes == ("flt3", "bispecific", "other")
    assert "of 3: relapsed 2, newly diagnosed 1" in words.map_sentence(squares, classes)


def test_page_says_what_is_here_and_links_to_each_study(open_page, published):
    text = shown(open_page("overview"))
    assert words.sentence(counted(published)[0]) in text
    assert f"href='/study?study=borthakur-2020&amp;data={published}'" in text
    assert "not medical advice" in text


def test_page_keeps_the_filters_in_its_links_and_counts_them(open_page, published):
    text = shown(open_page("overview", mutation="flt3-itd", setting="relapsed-refractory"))
    found, _, _ = counted(published, mutation=["flt3-itd"], setting=["relapsed-refractory"])
    assert words.sentence(found.of(Match.EXACT)) in text
    assert "/study?mutation=flt3-itd&amp;setting=relapsed-refractory&amp;study=ravandi-2013" in text
    assert "City of Hope 2022" not in text


def test_page_without_a_study_says_so(open_page):
    text = shown(open_page("overview", mutation="flt3-itd", drug="blinatumomab", match="exact"))
    assert text.count("No study matches the filters.") == 2


@pytest.mark.parametrize(
    ("study", "patients"),
    [("borthakur-2020", 28), ("ravandi-2013", 43), ("ravandi-2010", 10 + 51), ("aldoss-2022", 132), ("metzelder-2009", 6)],
)
def test_patients_of_known_studies(published, study, patients):
    found, squares, _ = counted(published, study=[study])
    assert found.studies[0].patients == patients == sum(square.patients for square in squares)


def test_map_of_the_whole_base_adds_up_to_its_cohorts(published):
    found, squares, _ = counted(published)
    assert sum(square.patients or 0 for square in squares) == overview.patients(found.standing)


def test_an_overlap_that_is_only_likely_leaves_no_gap_on_the_map_and_counts_once(published):
    found, squares, _ = counted(published, study=["borthakur-2020", "yilmaz-2020"])
    assert {(square.regimen_class, square.patients) for square in squares} >= {("flt3-mobilisation", 28)}
    assert overview.patients(found.standing) - overview.patients(found.counted) == 28
    assert any("count once in the total" in line for line in words.method(found, squares))


def test_the_list_of_studies_begins_with_the_strongest_and_says_of_each_what_differs(published):
    here = read("study", {"mutation": ["ph-positive"], "drug": ["plerixafor"]}).frame()
    records = page_named("study").named("study-list", here).table.records
    apart = {row.study["study_id"]: differs(row.cohort) for row in overview.overview(here.base, here.view).studies}
    assert len(set(apart.values())) > 3 and {one["study_id"]: one["match_why"] for one in records} == apart
    assert [one["design"] for one in records] == sorted((one["design"] for one in records), key=DESIGNS.index)
