"""Each rule: a pair that triggers it, a pair that does not, and the sentence that the figure prints."""

import pytest

from evidence.comparability import RULES, findings
from evidence.wording.comparability import SEVERITY, sentence

COHORT = {
    "study_id": "a",
    "cohort_id": "all",
    "parent": None,
    "label": "All",
    "study_label": "Alpha",
    "same_patients_as": [],
    "unchecked": False,
}
FACT = {
    "domain": "response",
    "term": "CR",
    "grade": None,
    "statistic": "count",
    "window": None,
    "criteria": None,
    "assay": None,
    "threshold": None,
    "attribution": None,
}


def mark(**changes):
    cohort = {key: value for key, value in changes.items() if key in COHORT}
    fact = {key: value for key, value in changes.items() if key in FACT}
    return COHORT | cohort, FACT | fact


TOXICITY = {"domain": "toxicity", "term": "rash"}
FOLD = {"domain": "mobilisation", "term": "blasts"}
PAIRS = {
    "composite-beside-part": (mark(term="CR+CRi"), mark(term="CR")),
    "composites-differ": (mark(term="CR+CRi"), mark(term="CR+CRp")),
    "composite-cytogenetic": (mark(domain="other", term="CRc"), mark(domain="other", term="CRc cytogenetic")),
    "grade-bands": (mark(**TOXICITY, grade="3-4"), mark(**TOXICITY, grade=">=3")),
    "fold-statistics": (mark(**FOLD, statistic="fold mean"), mark(**FOLD, statistic="fold median")),
    "ctcae-versions": (mark(**TOXICITY, grade="3", criteria="CTCAE 3"), mark(**TOXICITY, grade="3", criteria="CTCAE 5")),
    "dlt-windows": (mark(domain="dlt", term="DLT", window="28 days"), mark(domain="dlt", term="DLT")),
    "assessment-windows": (mark(window="end of cycle 1"), mark()),
    "mrd-assays": (mark(term="MRD response", assay="flow cytometry"), mark(term="MRD response")),
    "attribution": (mark(**TOXICITY, attribution="treatment-related"), mark(**TOXICITY)),
    "part-beside-whole": (mark(cohort_id="young", parent="all", label="Younger"), mark()),
    "same-patients": (mark(study_id="b", study_label="Beta", same_patients_as=["a/all"]), mark()),
}


def test_every_rule_has_a_pair():
    assert set(PAIRS) == {rule.id for rule in RULES} and len(PAIRS) == len(RULES)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_a_pair_triggers_its_rule_alone_and_the_figure_says_so(rule):
    found = findings(list(PAIRS[rule.id]))
    assert [finding.rule.id for finding in found] == [rule.id]
    said = sentence(found[0])
    assert said.startswith(rule.what) and rule.why in said
    assert said.endswith(SEVERITY.get(rule.severity, rule.why))


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_one_mark_alone_or_two_alike_are_silent(rule):
    one, _ = PAIRS[rule.id]
    assert findings([one]) == [] and findings([one, one]) == []
