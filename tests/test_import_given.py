"""What an arm of a registry record was given: drugs by their whole names, on the arm that the record links them to."""

import json

import pytest

from etl.drafts import read_draft
from etl.importing import bring
from etl.importing.draft import draft, numbered
from etl.importing.given import drug
from tests.test_import_registry import group, record

FLOW = {
    "groups": [group("FG000", "Arm I (Sorafenib)"), group("FG001", "Placebo (FAS)"), group("FG002", "Not treated")],
    "periods": [{"milestones": [{"type": "STARTED", "achievements": [
        {"groupId": "FG000", "numSubjects": "41"}, {"groupId": "FG001", "numSubjects": "39"}, {"groupId": "FG002", "numSubjects": "2"},
    ]}]}],
}  # fmt: skip
LONE = {"groups": [group("FG000", "Everybody")], "periods": FLOW["periods"]}


def arm(label: str, *names: str) -> dict:
    return {"label": label, "interventionNames": list(names)}


TWO = (
    arm("ARM I (sorafenib)", "Drug: SORAFENIB", "Drug: PKC412", "Drug: Sorafenib Tosylate", "Procedure: biopsy"),
    arm("Placebo", "Drug: Placebo"),
)


@pytest.fixture
def brought(tmp_path):
    def read(*arms: dict, flow: dict = FLOW):
        tree, path = record(flow=flow), tmp_path / "record.json"
        tree["protocolSection"]["armsInterventionsModule"] = {"armGroups": list(arms)}
        path.write_text(json.dumps(tree), encoding="utf-8")
        return bring(path).studies[0]

    return read


def given(study) -> dict[str, list[str]]:
    return {one.id: one.fields["regimen"]["drugs"] for one in study.groups if "regimen" in one.fields}


def left(study) -> dict[str, str]:
    return {row.what: row.why for row in study.left if row.where.startswith("Arms, ")}


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Sorafenib", "sorafenib"), ("GILTERITINIB", "gilteritinib"), ("pkc412", "midostaurin"),
        ("inotuzumab ozogamicin", "inotuzumab"), ("filgrastim", "g-csf"), ("Placebo", "placebo"),
        ("Sorafenib Tosylate", None), ("sorafenib and azacitidine", None), ("BiTE", None), ("AZA", None), ("", None),
    ],
)  # fmt: skip
def test_a_drug_is_known_by_its_whole_name(name, code):
    assert drug(name) == code


def test_an_arm_has_the_drugs_that_are_linked_to_it_and_the_rest_is_listed(brought):
    study = brought(*TWO)
    assert given(study) == {"arm-i-sorafenib": ["sorafenib", "midostaurin"], "placebo-fas": ["placebo"]}
    assert left(study) == {
        name: f"no drug of the vocabulary by its whole name; {name}"
        for name in ("Drug: Sorafenib Tosylate", "Procedure: biopsy")
    }
    assert "Arms, Placebo: Drug: Placebo" in numbered([study])


def test_an_arm_that_is_no_group_of_the_flow_gives_nobody_its_drugs(brought):
    study = brought(
        arm("Arm I", "Drug: Sorafenib"), arm("Placebo", "Drug: Placebo"), arm("placebo (ITT)", "Drug: Sorafenib")
    )
    assert given(study) == {}
    assert left(study) == {
        "Drug: Sorafenib": "another arm of the record has the title of its arm",
        "Drug: Placebo": "another arm of the record has the title of its arm",
    } and study.left[0].why == "no group of the participant flow has the title of its arm"  # fmt: skip


def test_the_only_arm_is_the_only_group_whatever_its_title(brought):
    assert given(brought(arm("Sorafenib 400 mg", "Drug: Sorafenib"), flow=LONE)) == {"all": ["sorafenib"]}
    assert given(brought(arm("Sorafenib 400 mg", "Drug: Sorafenib"))) == {}


def test_a_draft_shows_the_drugs_of_its_arms_and_states_no_class(brought):
    study = brought(*TWO)
    text, said = draft(study, "record.txt"), "SORAFENIB, PKC412, Sorafenib Tosylate, biopsy"
    assert f'regimen: {{name: "{said}", group: , drugs: [sorafenib, midostaurin]}}' in text
    read, wrong = read_draft("nct09999999.yaml", text.encode()).checked()
    assert read and not [one for one in wrong if "regimen" in one.field]
    regimens = {one.id: one.regimen for one in read.cohorts}
    assert regimens["not-treated"] is None and regimens["placebo-fas"].drugs == ("placebo",)
    assert regimens["arm-i-sorafenib"].group == "not stated"
