"""What forbids pooling, and what must stand beside it."""

import pytest

from evidence.pooling import Candidate, cautions, refusals
from evidence.questions.pooling.words import refusal
from evidence.wording.reasons import words


def row(study, cohort="all", definition="CR + CRi, IWG 2003", setting="relapsed-refractory", overlaps=False,
        regimen="drug A", design="prospective trial", criteria="IWG 2003"):  # fmt: skip
    return Candidate(study, cohort, definition, setting, regimen, design, criteria, overlaps)


ALLOWED = [row(study) for study in ("Alpha", "Beta", "Gamma", "Delta", "Epsilon")]


def test_five_like_cohorts_may_be_pooled():
    assert refusals(ALLOWED) == [] and cautions(ALLOWED) == []
    assert refusals([tuple(candidate) for candidate in ALLOWED]) == []


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        (ALLOWED[:2], "fewer than three cohorts: 2"),
        (
            [*ALLOWED, row("Zeta", definition="CR, ELN 2022")],
            "more than one response definition: CR + CRi, IWG 2003; CR, ELN 2022",
        ),
        ([*ALLOWED, row("Zeta", definition=None)], "response definition not reported: Zeta, all"),
        ([*ALLOWED, row("Zeta", setting="maintenance")], "more than one setting group: relapsed-refractory; maintenance"),
        ([*ALLOWED, row("Zeta", setting="")], "setting group not reported: Zeta, all"),
        ([*ALLOWED, row("Zeta", regimen="drug A + drug B")], "more than one regimen: drug A; drug A + drug B"),
        ([*ALLOWED, row("Zeta", design="cohort")], "more than one kind of study: prospective trial; cohort"),
        (
            [one._replace(criteria="") for one in ALLOWED[:3]],
            "response criteria not stated: Alpha, all; Beta, all; Gamma, all",
        ),
        ([*ALLOWED, row("Zeta", overlaps=True)], "the same patients twice: Zeta, all"),
        ([*ALLOWED, ALLOWED[0]], "the same patients twice: Alpha, all"),
    ],
)
def test_each_reason_is_said_alone(rows, said):
    assert list(map(refusal, refusals(rows))) == [said]


def test_all_reasons_are_said_at_once():
    rows = [row("Alpha", definition="CR", overlaps=True), row("Beta", setting=None)]
    assert len(refusals(rows)) == 4 and list(map(refusal, refusals([]))) == ["fewer than three cohorts: 0"]


def test_below_five_cohorts_and_for_parts_of_one_study_a_caution_stands_beside():
    rows = [row("Alpha", "relapsed"), row("Alpha", "refractory"), row("Beta"), row("Gamma")]
    few, several = map(words, cautions(rows))
    assert refusals(rows) == [] and "only 4 cohorts" in few and several.startswith("Alpha enters with more than one cohort")
