"""Invented studies that add up are refused none; with one thing wrong in them all are refused."""

import pytest
from hypothesis import given

from etl.build import publish
from etl.check import check
from etl.read import StudyFile
from evidence.records import Study
from tests.fuzzing import cases
from tests.invented import PLANTS, spoilt, studies


def found(tree: dict) -> list[str]:
    """What the checks say of a study, or why it is no study at all."""
    try:
        study = Study.model_validate(tree)
    except ValueError as fault:
        return [str(fault)]
    return [problem.message for problem in check([StudyFile(f"{study.id}.yaml", study, {})])]


@cases(100)
@given(studies())
def test_a_study_that_adds_up_is_refused_nothing(tree):
    assert found(tree) == []


@cases(100)
@given(spoilt())
def test_a_study_with_one_thing_wrong_is_refused(case):
    wrong, tree = case
    assert found(tree), wrong


@pytest.mark.parametrize("name", PLANTS)
def test_each_thing_that_can_be_wrong_is_found(name):
    @cases(3)
    @given(studies())
    def refused(tree):
        if PLANTS[name](tree):
            assert found(tree), name

    refused()


@cases(4)
@given(studies())
def test_what_the_checks_pass_can_be_stored(tmp_path, tree):
    file = StudyFile("made-2020.yaml", Study.model_validate(tree), {})
    assert check([file]) == []
    version, rows = publish([file], tmp_path)
    assert version and rows["fact"] == len(file.study.fact_ids)
