"""Which cohorts answer: the highest that match and print, no patient twice, outcomes never on the axis."""

import pytest

from evidence.cohorts import answering, cohorts, facet, fits, studies_told
from evidence.questions.facts import printing
from evidence.reasons import Name, because
from evidence.selection import View
from evidence.vocabulary import DRUG, MUTATION, SETTING
from tests.conftest import ALPHA

BETA = """\
id: beta-2002
label: Beta 2002
title: An invented report on some of the same patients
phase: "2"
design: single arm
disease: AML
year: 2002
regimen: {name: drug A, group: flt3, drugs: [sorafenib]}
sources:
  - {id: main, kind: abstract, citation: "Beta B. Invented J 2002;2:2", seen: 2026-11-20}
cohorts:
  - {id: all, kind: all, label: All, n: 4, mutation: flt3-itd, same_patients_as: [alpha-2001/all], at: Abstract}
  - {id: young, parent: all, split: age, kind: subgroup, label: Younger, at: Abstract}
  - {id: responders, parent: all, split: response, kind: subgroup, basis: outcome, label: Responders, n: 2, at: Abstract}
response:
  - {cohort: all, term: ORR, events: 2, of: 4, population: enrolled, printed: "2 of 4", at: Abstract, source: main, readers: once}
  - {cohort: responders, term: CR, events: 1, of: 2, population: responders, printed: "1 of 2", at: Abstract, source: main, readers: checked}
"""


def ids(answer):
    return [f"{row['study_id']}/{row['cohort_id']}" for row in answer.cohorts]


def view(**filters):
    return View({name: tuple(values) for name, values in filters.items()})


def responding(version, chosen=None):
    return answering(version, chosen or View(), printing(version, chosen or View(), ("response",)))


def test_the_whole_answers_for_its_parts(alpha):
    assert ids(responding(alpha)) == ["alpha-2001/all"]


def test_dose_levels_answer_on_request(alpha):
    chosen = View(choices={"rows": "dose level"})
    answer = answering(alpha, chosen, printing(alpha, chosen, ("dlt",)))
    assert ids(answer) == ["alpha-2001/dl1", "alpha-2001/dl2"]


def test_of_two_splits_the_first_in_the_file_answers_and_the_other_is_named(evidence_of):
    text = ALPHA.replace("response:\n", "  - {id: young, parent: all, split: age, kind: subgroup, label: Younger, n: 5, setting: relapsed, at: Table 4}\nresponse:\n", 1).replace("dlt:\n", '  - {cohort: young, term: ORR, events: 1, of: 5, population: subgroup, printed: "1 of 5", at: Table 4, source: main, readers: checked}\ndlt:\n', 1)  # fmt: skip
    version = evidence_of(text)
    answer = responding(version, view(setting=["relapsed"]))
    assert ids(answer) == ["alpha-2001/relapsed"]
    assert [(one.cohort["cohort_id"], one.why) for one in answer.aside] == [
        ("young", because("may hold some of the same patients as {cohorts}", cohorts=(Name("Relapsed"),)))
    ]


def test_a_cohort_that_prints_nothing_on_the_question_is_named(alpha):
    chosen = view(setting=["refractory"]).with_choice("match", "exact")
    answer = answering(alpha, chosen, printing(alpha, View(), ("mobilisation",)))
    assert answer.cohorts == [] and [row["cohort_id"] for row in answer.silent] == ["refractory"]


def test_the_fuller_of_two_reports_on_the_same_patients_answers(evidence_of):
    version = evidence_of(ALPHA, BETA)
    answer = responding(version)
    assert ids(answer) == ["alpha-2001/all"]
    assert ("all", because("the same patients as {cohorts}", cohorts="Alpha 2001")) in [
        (one.cohort["cohort_id"], one.why) for one in answer.aside
    ]


def test_a_cohort_defined_by_its_outcome_never_answers_and_is_named(evidence_of):
    version = evidence_of(BETA.replace(", same_patients_as: [alpha-2001/all]", ""))
    answer = responding(version)
    assert ids(answer) == ["beta-2002/all"]
    assert [(one.cohort["cohort_id"], one.why) for one in answer.aside] == [
        ("responders", because("defined by what happened later"))
    ]


def test_a_filter_on_readers_counts_only_figures_read_twice(evidence_of):
    version = evidence_of(BETA.replace(", same_patients_as: [alpha-2001/all]", ""))
    assert ids(responding(version, view(readers=["checked"]))) == []
    assert ids(responding(version, view(readers=["once"]))) == ["beta-2002/all"]


def test_a_broad_value_finds_the_narrow_ones(alpha):
    assert ids(responding(alpha, view(setting=["relapsed-refractory"]))) == ["alpha-2001/relapsed", "alpha-2001/refractory"]
    assert ids(responding(alpha, view(mutation=["flt3-any"]))) == ["alpha-2001/all"]


def test_facets_count_what_each_value_would_leave(alpha):
    exact = View(choices={"match": "exact"})
    counts = facet(alpha, exact, "setting", SETTING, printing(alpha, View(), ("response",)))
    assert counts == {"newly-diagnosed": 0, "relapsed-refractory": 2, "relapsed": 1, "refractory": 1, "mrd-positive": 0,
                      "maintenance": 0, "mixed": 1}  # fmt: skip
    around = facet(alpha, View(), "setting", SETTING, printing(alpha, View(), ("response",)))
    assert around == counts | {"newly-diagnosed": 1, "mrd-positive": 1, "maintenance": 1}


@pytest.mark.parametrize(
    "chosen", [{}, {"drug": ["sorafenib"]}, {"setting": ["relapsed"], "drug": ["gilteritinib"]}], ids=str
)
def test_studies_are_counted_as_they_are_told(published, chosen):
    """Those with a control alone beside the arm of a drug are not among them."""
    some = printing(published, View(), ("response", "association"))
    for name, codes in (("drug", DRUG), ("mutation", MUTATION)):
        views = {code: view(**{**chosen, name: [code]}) for code in codes}
        told = {code: studies_told(published, one, some) for code, one in views.items()}
        counts = facet(published, view(**chosen), name, codes, some, studies_told)
        assert counts == {code: sum(map(fits, rows)) for code, rows in told.items()}


def test_parts_inherit_and_say_what(alpha):
    rows = {row["cohort_id"]: row for row in cohorts(alpha)}
    assert (rows["dl1"]["setting"], rows["dl1"]["mutation_n"], rows["dl1"]["mutation_from"]) == ("mixed", 9, "all")
    assert "setting" in rows["dl1"]["inherited"] and "setting" not in rows["relapsed"]["inherited"]
    assert rows["dl1"]["n"] == 3 and rows["all"]["dose"] is None


def test_ravandi_answers_as_evaluable_or_by_prior_treatment(published):
    assert "ravandi-2013/evaluable" in ids(responding(published))
    answer = responding(published, view(setting=["relapsed-refractory"], study=["ravandi-2013"]))
    assert sorted(ids(answer)) == ["ravandi-2013/refractory", "ravandi-2013/relapsed"]
    assert ids(responding(published, view(setting=["refractory"], study=["ravandi-2013"]))) == ["ravandi-2013/refractory"]


def test_a_likely_overlap_is_said_and_both_stand(evidence_of):
    version = evidence_of(ALPHA, BETA.replace("same_patients_as: [alpha-2001/all]", "may_share_with: [alpha-2001/all]"))
    answer = responding(version)
    assert ids(answer) == ["alpha-2001/all", "beta-2002/all"]
    assert [(one["study_id"], other["study_id"]) for one, other in answer.likely] == [("alpha-2001", "beta-2002")]


def test_a_silent_sibling_of_an_answering_part_is_named(evidence_of):
    version = evidence_of(ALPHA.replace("  - {cohort: relapsed, term: ORR", "  - {cohort: relapsed, term: MLFS"))
    answer = answering(version, view(setting=["relapsed-refractory"]), {("alpha-2001", "refractory")})
    assert (ids(answer), [row["cohort_id"] for row in answer.silent]) == (["alpha-2001/refractory"], ["relapsed"])
