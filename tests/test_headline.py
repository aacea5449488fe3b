"""The first sentence: randomised and largest evidence by name, a range only of what is alike and large enough."""

from dataclasses import dataclass

from evidence.cohorts import Match
from evidence.questions.headline.numbers import headline


@dataclass(frozen=True)
class Row:
    name: str
    of: int | None
    percent: float | None
    what: str | None
    cohort: dict


def row(name, of, percent, what="CR", role="single", design="single arm", study=None, split=None):
    cohort = {
        "study_id": study or name,
        "role": role,
        "design": design,
        "parent": split and "all",
        "split": split,
        "match": Match(),
        "same_patients_as": [],
    }
    return Row(name, of, percent, what, cohort)


def said(*rows):
    found = headline(rows, lambda one: one.of, lambda one: one.percent, lambda one: one.what)
    return {
        "randomised": [(arm.name, control.name) for arm, control in found.randomised],
        "largest": found.largest and found.largest.name,
        "alike": [one.name for one in found.alike],
        "unlike": [one.name for one in found.unlike],
        "small": [one.name for one in found.small],
    }


ARM = row("arm", 60, 34.0, role="experimental", design="randomised", study="trial", split="arm")
CONTROL = row("control", 30, 15.0, role="control", design="randomised", study="trial", split="arm")


def test_the_arms_of_a_trial_come_first_and_its_control_is_no_cohort_treated():
    found = said(row("wide", 50, 20.0), CONTROL, ARM, row("other", 20, 40.0))
    assert found["randomised"] == [("arm", "control")] and found["largest"] == "wide"
    assert found["alike"] == ["wide", "arm", "other"] and found["unlike"] == []


def test_arms_that_count_different_things_are_no_pair():
    assert said(ARM, row("control", 30, 15.0, "CRi", "control", "randomised", "trial", "arm"))["randomised"] == []


def test_small_cohorts_and_rows_without_n_give_no_end_of_a_range():
    found = said(row("small", 19, 100.0), row("bare", None, 0.0), row("silent", 40, None),
                 row("a", 20, 10.0), row("b", 30, 20.0), row("c", 40, 30.0))  # fmt: skip
    assert found["alike"] == ["a", "b", "c"] and found["small"] == ["small"] and found["largest"] == "c"


def test_a_range_needs_three_cohorts_of_one_definition():
    found = said(row("a", 20, 10.0), row("b", 30, 20.0), row("c", 40, 30.0, "CRi"), row("d", 25, 5.0, None))
    assert found["alike"] == [] and found["largest"] == "c" and found["unlike"] == ["a", "b", "d"]


def test_arms_that_are_not_told_apart_are_not_the_largest_treated():
    found = said(row("whole", 200, 50.0, role="mixed"), row("a", 20, 10.0))
    assert found["largest"] == "a" and found["unlike"] == ["whole"]
