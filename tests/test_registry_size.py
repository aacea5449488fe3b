"""The invented base of the benches has the shape of the real one, so that the product answers from it."""

from bench.registry import COHORT, write_registry
from evidence.database import ask
from evidence.questions.response.numbers import rates
from evidence.questions.side_effects.numbers import beside
from evidence.selection import View

STUDIES = 60


def test_the_product_answers_from_an_invented_registry(tmp_path, monkeypatch):
    monkeypatch.setenv("EVIDENCE_BUILD", str(tmp_path))
    version = write_registry(tmp_path, STUDIES)
    rows = ask(version, "select domain, count(*) as rows from fact group by domain order by domain")
    assert [(row["domain"], row["rows"]) for row in rows] == [("response", 600), ("toxicity", 8000)]
    found = rates(version, View().with_choice("endpoint", "CR")).items
    assert {row.rate.of for row in found} == {COHORT}
    printed = {row["study_id"]: row["events"] for row in ask(
        version, "select study_id, events from fact where domain = 'response' and term = 'CR' and cohort_id = 'all'")}  # fmt: skip
    assert {row.cohort["study_id"]: row.rate.events for row in found if row.cohort["cohort_id"] == "all"} == printed
    arms, _ = beside(version, View())
    assert arms.pairs
