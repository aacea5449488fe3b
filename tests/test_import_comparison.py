"""A record beside its paper: like is compared with like, a difference is proposed and decided by nobody."""

import csv
import io
import json

import pytest

from etl.__main__ import main
from etl.importing import Refused, bring
from etl.read import read_study
from tests.test_import_registry import BOTH, EVENTS, cell, group, measure, record

STUDY = """\
id: alpha-2001
label: Alpha 2001
title: An invented trial
phase: "2"
design: randomised
disease: AML
year: 2001
regimen: {name: sorafenib, group: flt3, drugs: [sorafenib]}
sources:
  - {id: main, kind: abstract, citation: "Alpha A. Invented J 2001;1:1", registry: NCT09999999, seen: 2026-11-20}
cohorts:
  - {id: all, kind: all, label: All randomised, n: 80, at: Abstract}
  - {id: sor, parent: all, split: arm, kind: arm, label: Sorafenib arm, n: 41, role: experimental, regimen: {name: sorafenib, group: flt3, drugs: [sorafenib]}, at: Abstract}
  - {id: plc, parent: all, split: arm, kind: arm, label: Placebo arm, n: 39, role: control, regimen: {name: placebo, group: other, drugs: [placebo]}, at: Abstract}
  - {id: men, parent: sor, split: sex, kind: subgroup, label: Men, n: 20, at: Abstract}
response:
  - {cohort: sor, term: CR, events: 12, of: 40, percent: 30, printed: 12 (30%), at: Abstract, source: main, readers: once}
  - {cohort: plc, term: CR, percent: 20, of: 38, printed: 20%, at: Abstract, source: main, readers: once}
  - {cohort: sor, term: complete MRD response, events: 9, of: 40, printed: "9", at: Abstract, source: main, readers: once}
time_to_event:
  - {cohort: sor, term: OS, of: 40, statistic: median, value: 9.1, low: 7, high: 12, interval: ci95, unit: months, printed: 9.1 (7-12), at: Abstract, source: main, readers: once}
  - {cohort: men, term: OS, of: 20, statistic: median, value: 8, unit: months, printed: "8", at: Abstract, source: main, readers: once}
toxicity:
  - {cohort: sor, term: fever, grade: any, events: 34, of: 40, printed: "34", at: Table 1, source: main, readers: once}
"""
ARMS = [group("OG000", "Drug A: Sorafenib (FAS)"), group("OG001", "Placebo (FAS)")]
FLOW = {"groups": [group("FG000", "Drug A: Sorafenib"), group("FG001", "Placebo")], "periods": []}
COUNT = {"groups": ARMS, "paramType": "COUNT_OF_PARTICIPANTS", "unitOfMeasure": "Participants"}
TIME = {"groups": ARMS, "paramType": "MEDIAN", "unitOfMeasure": "months", "dispersionType": "95% Confidence Interval"}


@pytest.fixture
def compared(tmp_path):
    """The lines of a comparison by (verdict, term, fact), and the draft."""

    def read(outcomes, events=None):
        (tmp_path / "alpha-2001.yaml").write_text(STUDY)
        study = read_study(tmp_path / "alpha-2001.yaml")
        assert study.study, study.problems
        path = tmp_path / "record.json"
        path.write_text(json.dumps(record(outcomes, events, flow=FLOW)))
        brought = bring(path, studies=tmp_path).studies[0]
        lines = {(row["verdict"], row["term"], row["fact"]): row for row in csv.DictReader(io.StringIO(brought.comparison))}
        return lines, brought

    return read


def test_like_is_compared_with_like_to_the_decimals_that_are_printed(compared):
    lines, brought = compared([measure("CR", [cell("OG000", "12"), cell("OG001", "8")], BOTH, **COUNT)])
    assert ("agrees", "CR", "sor/response/CR") in lines
    assert lines["differs", "CR", "plc/response/CR"]["what"] == "21.0526 % and 20 %"
    assert (
        len(brought.discrepancies) == 1
        and brought.discrepancies[0]["shown"] is None
        and brought.discrepancies[0]["why"] is None
    )


def test_a_difference_in_a_limit_is_a_difference(compared):
    lines, brought = compared(
        [measure("Overall Survival", [cell("OG000", "9.1", lowerLimit="6.5", upperLimit="12")], BOTH, **TIME)]
    )
    assert lines["differs", "OS", "sor/time-to-event/OS/median"]["what"] == "low 6.5 and 7"
    assert (brought.discrepancies[0]["first"], brought.discrepancies[0]["second"]) == (
        "9.1 (7 to 12) months",
        "9.1 (6.5 to 12) months",
    )


def test_another_denominator_or_a_term_of_the_same_group_is_near_and_no_more(compared):
    lines, _ = compared([
        measure("Overall Survival", [cell("OG000", "9.1")], {"OG000": "41"}, **TIME),
        measure("MRD Response", [cell("OG000", "9")], BOTH, **COUNT),
    ])  # fmt: skip
    assert (
        lines["near", "OS", "sor/time-to-event/OS/median"]["what"]
        == "patients: sor of 41 against sor of 40; the numbers agree"
    )
    assert lines["near", "MRD response", "sor/response/complete-MRD-response"]["what"].startswith(
        "term: MRD response against complete"
    )


def test_serious_events_are_never_compared_with_graded_ones(compared):
    events = EVENTS | {
        "eventGroups": [{**EVENTS["eventGroups"][0], "title": "Drug A: Sorafenib (SS)"}, EVENTS["eventGroups"][1]]
    }
    lines, _ = compared([], events)
    assert ("only in the record", "fever", "") in lines and ("only in the study", "fever", "sor/toxicity/fever/any") in lines


def test_every_figure_of_both_stands_in_the_comparison_once(compared):
    lines, brought = compared([measure("CR", [cell("OG000", "12")], BOTH, **COUNT)])
    assert len([key for key in lines if key[2]]) == 6 and sum(verdict == "only in the study" for verdict, _, _ in lines) == 5
    assert len(lines) == 6 + len(brought.taken) - 1


def test_the_lines_carry_the_names_of_the_study_and_no_second_study_is_made(tmp_path, capsys):
    studies = tmp_path / "studies"
    studies.mkdir()
    (studies / "alpha-2001.yaml").write_text(STUDY)
    (tmp_path / "record.json").write_text(
        json.dumps(record([measure("CR", [cell("OG000", "12")], BOTH, **COUNT)], flow=FLOW))
    )
    assert main(["import", str(tmp_path / "record.json"), "--studies", str(studies), "--to", str(tmp_path / "drafts")]) == 0
    text = (tmp_path / "drafts" / "alpha-2001.yaml").read_text()
    assert "cohort: sor, term: CR" in text and "label:\n" not in text and "move them into its file" in text
    assert "alpha-2001 has this registry number" in capsys.readouterr().out
    assert (tmp_path / "drafts" / "alpha-2001.compare.csv").exists()


def test_of_two_studies_with_one_number_a_person_says_which(tmp_path):
    for name in ("alpha-2001", "beta-2002"):
        (tmp_path / f"{name}.yaml").write_text(STUDY.replace("alpha-2001", name))
    (tmp_path / "record.json").write_text(json.dumps(record(flow=FLOW)))
    with pytest.raises(Refused, match="its number is that of alpha-2001, beta-2002; say with --as"):
        bring(tmp_path / "record.json", studies=tmp_path)
    assert bring(tmp_path / "record.json", "beta-2002", studies=tmp_path).studies[0].comparison
    with pytest.raises(Refused, match="its number is that of"):
        bring(tmp_path / "record.json", "gamma-2003", studies=tmp_path)
