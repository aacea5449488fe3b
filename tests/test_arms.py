"""An arm is not its trial: each has its own regimen and role, and its parts take both from it."""

import pytest

from dashboard.exports.views import panels
from dashboard.painters.look import ACCENT, MUTED
from dashboard.painters.plotly import draw
from dashboard.session.reading import read
from dashboard.site import WITH_DATA
from etl.check import check
from etl.read import read_study
from etl.tables import cohort_rows
from evidence.cohorts import by_key, by_kind, cohorts, fits, key
from evidence.cohorts.table import compared
from evidence.questions.evidence_map import numbers as evidence_map
from evidence.questions.response import numbers as response
from evidence.questions.times import numbers as times
from evidence.selection import View
from tests.conftest import ALPHA

#: Two arms, one with a part; a third cohort before randomisation, which belongs to neither arm.
TRIAL = """\
id: trial-2006
label: Trial 2006
title: Drug A against salvage chemotherapy
phase: "3"
design: randomised
disease: AML
year: 2006
regimen: {name: drug A or salvage chemotherapy, group: flt3, drugs: [sorafenib, chemotherapy]}
sources:
  - {id: main, kind: abstract, citation: "Trial T. Invented J 2006;1:1", seen: 2026-11-20}
cohorts:
  - {id: all, kind: all, label: All randomised, n: 30, dose: 100, dose_unit: mg daily, setting: relapsed, at: Abstract}
  - {id: drug, parent: all, split: arm, kind: arm, label: Drug A, n: 20, role: experimental, regimen: {name: drug A, group: flt3, drugs: [sorafenib]}, dose: 400, dose_unit: mg daily, at: Abstract}
  - {id: chemo, parent: all, split: arm, kind: arm, label: Chemotherapy, n: 10, role: control, regimen: {name: salvage chemotherapy, group: chemo, drugs: [chemotherapy]}, at: Abstract}
  - {id: chemo-young, parent: chemo, split: age, kind: subgroup, label: Chemotherapy under 60, n: 4, at: Abstract}
  - {id: marrow, parent: all, split: laboratory study, kind: subgroup, label: Marrow examined, n: 8, at: Abstract}
response:
  - {cohort: drug, term: CR, events: 8, of: 20, population: enrolled, printed: "8", at: Abstract, source: main, readers: checked}
  - {cohort: chemo, term: CR, events: 1, of: 10, population: enrolled, printed: "1", at: Abstract, source: main, readers: checked}
"""


def table_of(page, **query):
    """Records of the first table of a page."""
    return next(panel.table for panel in panels(read(page, query)) if panel.table).records


def study_of(text, tmp_path):
    path = tmp_path / "trial-2006.yaml"
    path.write_text(text, encoding="utf-8")
    return read_study(path)


def test_each_cohort_has_the_regimen_and_role_of_its_arm(tmp_path):
    rows = cohort_rows(study_of(TRIAL, tmp_path).study)
    assert [(row["cohort_id"], row["role"], row["regimen"], row["regimen_class"], row["drugs"]) for row in rows] == [
        ("all", "mixed", "drug A or salvage chemotherapy", "flt3", ["sorafenib", "chemotherapy"]),
        ("drug", "experimental", "drug A", "flt3", ["sorafenib"]),
        ("chemo", "control", "salvage chemotherapy", "chemo", ["chemotherapy"]),
        ("chemo-young", "control", "salvage chemotherapy", "chemo", ["chemotherapy"]),
        ("marrow", "mixed", "drug A or salvage chemotherapy", "flt3", ["sorafenib", "chemotherapy"]),
    ]


def test_the_dose_of_a_trial_is_not_that_of_an_arm_with_its_own_regimen(tmp_path):
    doses = {row["cohort_id"]: row["dose"] for row in cohort_rows(study_of(TRIAL, tmp_path).study)}
    assert doses == {"all": 100, "drug": 400, "chemo": None, "chemo-young": None, "marrow": 100}


def test_a_study_without_a_control_has_one_role(tmp_path):
    single = TRIAL.replace("design: randomised", "design: single arm").replace("role: control", "role: single").replace(
        "role: experimental", "role: single"
    )  # fmt: skip
    file = study_of(single, tmp_path)
    assert check([file]) == []
    assert {row["role"] for row in cohort_rows(file.study)} == {"single"}


@pytest.mark.parametrize(
    ("old", "new", "field", "line", "said"),
    [
        ("role: control, ", "", "cohorts.2.role", 14, "arm 'chemo' has no role; write role: experimental, role: control, or"),
        (", regimen: {name: salvage chemotherapy, group: chemo, drugs: [chemotherapy]}", "", "cohorts.2.regimen", 14,
         "arm 'chemo' has no regimen; write what its patients got, like regimen: {name: placebo"),
        ("label: Marrow examined", "label: M, regimen: {name: drug A, group: flt3, drugs: [sorafenib]}", "cohorts.4.role", 16,
         "subgroup 'marrow' has no role"),
        ("Chemotherapy under 60, ", "Young, role: experimental, ", "cohorts.3.role", 15,
         "'experimental' is a part of 'chemo', which is 'control'; leave role out"),
        ("role: experimental", "role: single", "cohorts.1.role", 13, "the study is randomised or has a control"),
        ("group: chemo,", "grp: chemo,", "cohorts.2.regimen.grp", 14, "unknown key; allowed: name, group, drugs"),
    ],
)  # fmt: skip
def test_an_arm_without_its_own_regimen_and_role_is_refused_at_its_line(tmp_path, old, new, field, line, said):
    problems = check([study_of(TRIAL.replace(old, new), tmp_path)])
    assert any((one.line, one.field) == (line, field) and one.message.startswith(said) for one in problems), problems


def test_a_control_needs_an_arm_that_it_is_compared_with(tmp_path):
    alone = TRIAL.replace("role: experimental", "role: mixed")
    assert [one.message for one in check([study_of(alone, tmp_path)])] == [
        "no cohort is compared with this control; give the arm that got the drug role: experimental"
    ]


def test_no_cohort_of_the_base_is_without_the_regimen_of_its_arm(published):
    rows = by_key(published)
    for row in cohorts(published):
        line = [row]
        while line[-1]["parent"]:
            line.append(rows[row["study_id"], line[-1]["parent"]])
        arm = next((one for one in line if one["kind"] == "arm"), None)
        own = next((one for one in line if "regimen" not in one["inherited"]), line[-1])
        assert row["regimen"] == own["regimen"] and row["drugs"] == own["drugs"], row
        assert arm is None or (arm["role"] == row["role"] != "mixed" and "regimen" not in arm["inherited"]), row


def test_the_arms_of_a_trial_carry_what_each_was_given(published):
    rows = by_key(published)
    assert [(rows["perl-2019", arm]["regimen"], rows["perl-2019", arm]["role"]) for arm in ("all", "gilt", "chemo")] == [
        ("gilteritinib or salvage chemotherapy", "mixed"),
        ("gilteritinib", "experimental"),
        ("salvage chemotherapy", "control"),
    ]


def test_every_row_of_a_page_names_the_arm_of_its_number(evidence_of):
    evidence_of(TRIAL)
    for page in ("response", "overview"):
        tables = [panel.table for panel in panels(read(page, {})) if panel.table]
        for table in tables:
            names = [column.name for column in table.columns]
            assert len(set(names)) == len(names), names
    rows = table_of("response", endpoint=["CR"])
    assert [(row["cohort_id"], row["regimen"], row["role"], row["drugs"]) for row in rows] == [
        ("drug", "drug A", "experimental", "sorafenib"),
        ("chemo", "salvage chemotherapy", "control", "chemotherapy"),
    ]


@pytest.mark.parametrize("page", [page.name for page in WITH_DATA])
def test_no_row_of_the_base_has_another_regimen_than_its_cohort(published, page):
    rows = by_key(published)
    for panel in panels(read(page, {})):
        for record in panel.table.records if panel.table else []:
            if record.get("cohort_id") and "role" in record:
                cohort = rows[record["study_id" if "study_id" in record else "study"], record["cohort_id"]]
                assert (record["regimen"], record["role"]) == (cohort["regimen"], cohort["role"])


def test_a_control_is_grey(evidence_of):
    evidence_of(TRIAL)
    chart = next(panel.chart for panel in panels(read("response", {"endpoint": ["CR"]})) if panel.chart)
    assert [(point.detail.partition(";")[0], point.control) for point in chart.blocks[0].points] == [
        ("drug A", False),
        ("salvage chemotherapy (control arm)", True),
    ]
    marks = [trace for trace in draw(chart).data if trace.mode == "markers"]
    assert [trace.marker.color for trace in marks] == [ACCENT, MUTED]


def standing(version, **filters):
    """Rows of the response page for CR: cohort, how it matches, whether only beside its arm."""
    view = View({name: (value,) for name, value in filters.items()}, {"endpoint": "CR"})
    rows = response.rates(version, view).items
    return [(row.cohort["cohort_id"], row.cohort["match"].kind, row.cohort["match"].beside) for row in rows]


def test_a_drug_keeps_the_control_beside_its_arm_and_finds_no_control_as_treated(evidence_of):
    version = evidence_of(TRIAL)
    assert standing(version, drug="sorafenib") == [("drug", "exact", False), ("chemo", "exact", True)]
    assert standing(version, drug="chemotherapy") == [("chemo", "exact", False)]
    files = {row["cohort_id"]: row for row in table_of("response", endpoint=["CR"], drug=["sorafenib"])}
    assert [(files[one]["match"], files[one]["match_why"], files[one]["role"]) for one in ("drug", "chemo")] == [
        ("exact", "", "experimental"),
        ("comparator", "control of an arm with the drug", "control"),
    ]
    beside = View({"drug": ("sorafenib",)}, {"endpoint": "CR"})
    shown = [row.cohort for row in response.rates(version, beside).items]
    assert by_kind(shown) == {"exact": 1, "comparator": 1} and [fits(row) for row in shown] == [True, False]


def test_a_control_without_its_arm_answers_no_question_about_the_drug(evidence_of):
    arm = next(line for line in TRIAL.splitlines() if "{cohort: drug" in line)
    version = evidence_of(TRIAL.replace(f"{arm}\n", ""))
    assert standing(version, drug="sorafenib") == []
    assert standing(version) == [("chemo", "exact", False)]


def test_arms_that_are_not_told_apart_hold_the_drug_among_others(evidence_of):
    together = TRIAL.replace("cohort: drug, term: CR, events: 8, of: 20", "cohort: all, term: CR, events: 9, of: 30")
    together = together.replace("cohort: chemo, term: CR", "cohort: chemo, term: PR").replace('printed: "8"', 'printed: "9"')
    assert standing(evidence_of(together), drug="sorafenib") == [("all", "among others", False)]


def test_what_only_a_part_of_a_cohort_got_is_among_others(evidence_of):
    text = ALPHA.replace("label: 200 mg daily,", "label: 200 mg daily, regimen: {name: A + B, group: flt3-hma,"
                         " drugs: [sorafenib, azacitidine]},").replace("drugs: [sorafenib]}\nsources",
                         "drugs: [sorafenib, azacitidine]}\nsources").replace(
        "label: 400 mg daily,", "label: 400 mg daily, regimen: {name: A, group: flt3, drugs: [sorafenib]},")  # fmt: skip
    version = evidence_of(text)
    assert standing(version, drug="azacitidine") == [("all", "among others", False)]
    assert standing(version, drug="sorafenib") == [("all", "exact", False)]


def test_every_control_of_the_base_has_an_arm_to_stand_beside(published):
    controls = {key(row) for row in cohorts(published) if row["role"] == "control"}
    assert controls and all(compared(published)[place] for place in controls)


def test_the_map_counts_the_controls_of_a_drug_apart(published):
    view = View({"drug": ("gilteritinib",), "setting": ("relapsed-refractory",)})
    squares = evidence_map.cells(published, view, evidence_map.overview(published, view).standing)
    assert {row["cohort_id"] for square in squares for row in square.of("control")} == {"chemo"}
    assert all("gilteritinib" in row["drugs"] for square in squares for row in square.of("treated"))


def test_what_compares_the_arms_of_a_trial_is_about_the_drug_of_one_of_them(evidence_of):
    ratio = "  - {cohort: all, term: OS, statistic: hazard ratio, value: 0.64, low: 0.49, high: 0.83, interval: ci95, comparator: drug A against chemotherapy, printed: 0.64 (0.49 to 0.83), at: Abstract, source: main, readers: once}\n"
    version = evidence_of(f"{TRIAL}time_to_event:\n{ratio}")
    found = times.contrasts(version, View({"drug": ("sorafenib",)}))
    assert [(row.cohort["cohort_id"], row.cohort["match"].kind) for row in found] == [("all", "exact")]
    found = times.contrasts(version, View({"drug": ("sorafenib",), "mutation": ("flt3-itd",)}))
    assert [(row.cohort["match"].kind, row.cohort["match"].missed) for row in found] == [("nearest", "mutation")]
