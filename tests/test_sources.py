"""Sources and checks: who reports what, with silence seen; the register; the codebook."""

import pytest

from dashboard.charts.coverage import DRAWN, matrix
from dashboard.charts.values import Caption
from dashboard.painters.plotly import draw
from evidence import vocabulary
from evidence.questions.coverage import numbers as checks
from evidence.questions.coverage import words
from evidence.questions.studies.numbers import discrepancies
from evidence.selection import View
from evidence.wording.codebook import codebook
from tests.conftest import ALPHA, shown

EMPTY_HANDED = """\
id: beta-2005
label: Beta 2005
title: Words, limits and time on treatment
phase: not stated
design: not stated
disease: ALL
year: 2005
regimen: {name: drug B, group: bispecific, drugs: [blinatumomab]}
sources:
  - {id: main, kind: abstract, citation: "Beta B. Invented J 2005;1:1", seen: 2026-11-20}
cohorts:
  - {id: all, kind: all, label: All, setting: relapsed, at: Abstract}
response:
  - {cohort: all, term: "CR definition: marrow blasts", statistic: limit, high: 5, unit: "%", printed: below 5%, at: Methods, source: main, readers: once}
time_to_event:
  - {cohort: all, term: treatment duration, statistic: median, value: 3, unit: months, printed: 3 months, at: Abstract, source: main, readers: once}
toxicity:
  - {cohort: all, term: rash, percent: 20, printed: 20%, at: Abstract, source: main, readers: once}
"""


@pytest.fixture
def two(evidence_of):
    return evidence_of(ALPHA, EMPTY_HANDED)


def states(version, **filters):
    rows = checks.coverage(version, View({name: tuple(values) for name, values in filters.items()}))
    return {row.study["study_id"]: {question: one.state for question, one in row.reported.items()} for row in rows}


def test_counts_values_words_and_silence_are_told_apart(two):
    found = states(two)
    assert (found["alpha-2001"]["response"], found["alpha-2001"]["toxicity"]) == ("counts", "nothing")
    beta = found["beta-2005"]
    assert (beta["response"], beta["toxicity"], beta["dlt"]) == ("words", "values", "nothing")


def test_time_on_treatment_is_no_survival(two):
    assert states(two)["beta-2005"]["time to event"] == "nothing"


def test_coverage_follows_the_filters(two):
    assert states(two, setting=["refractory"]) == {
        "alpha-2001": dict.fromkeys(checks.QUESTIONS, "nothing") | {"response": "counts"}
    }


def test_each_state_has_its_own_mark_and_silence_is_a_ring(two):
    rows = checks.coverage(two, View())
    figure = draw(matrix(rows, Caption("t", "s", ("f",))), False)
    marks = {trace.name: trace for trace in figure.data if trace.name in words.STATES.values()}
    assert len({trace.marker.symbol for trace in marks.values()}) == len(words.STATES)
    silence = marks[words.STATES["nothing"]]
    assert silence.marker.symbol == "circle-open" and (2, 0) in zip(silence.x, silence.y, strict=True)
    assert sum(len(trace.x) for trace in marks.values()) == 2 * len(checks.QUESTIONS)
    counts = marks[words.STATES["counts"]]
    assert counts.customdata[0][0] == "alpha-2001/all/response/ORR" and len(counts.customdata[0]) > 1
    assert "Alpha 2001" in counts.text[0] and "6 figures, 6 with counts" in counts.text[0]


def test_matrix_is_capped_and_says_so(two):
    rows = checks.coverage(two, View()) * 40
    figure = draw(matrix(rows, Caption("t", "s", ("f",))), True)
    assert max(y for trace in figure.data if trace.name in words.STATES.values() for y in trace.y) == DRAWN - 1
    assert "Drawn: the first 20 of 80 studies" in words.coverage_method(rows, DRAWN)[1]


def test_studies_that_print_on_most_questions_come_first(published):
    found = [row.answered for row in checks.coverage(published, View())]
    assert found == sorted(found, reverse=True) and found[0] > found[-1]


def test_heads_count_the_studies_that_report(two):
    rows = checks.coverage(two, View())
    assert words.coverage_sentence(rows).startswith("Response is reported by 2 of 2 studies, toxicity by 1")


def test_register_holds_all_and_follows_study_cohort_and_kind(published):
    every = checks.register(published, View())
    assert [row["discrepancy_id"] for row in every] == [row["discrepancy_id"] for row in discrepancies(published)]
    assert {row["kind"] for row in checks.register(published, View(), "impossible")} == {"impossible"}
    one = checks.register(published, View({"study": ("safaian-2009",)}))
    assert [row["topic"] for row in one] == ["Kind of transplant", "Depth of the molecular remission"]
    untreated = checks.register(published, View({"study": ("ravandi-2013",), "setting": ("newly-diagnosed",)}))
    assert 0 < len(untreated) < sum(row["study_id"] == "ravandi-2013" for row in every)
    assert checks.register(published, View({"mutation": ("flt3-itd",), "drug": ("blinatumomab",)}, {"match": "exact"})) == []


def test_codebook_lists_every_term_with_its_meaning():
    tables = [table for group in codebook().values() for table in group]
    codes = [record["code"] for table in tables for record in table.records]
    assert set(vocabulary.RESPONSE) <= set(codes) and "relapsed-refractory" in codes
    meanings = {record["code"]: record["meaning"] for table in tables for record in table.records}
    assert meanings["refractory"] == "narrower than Relapsed or refractory"


def test_page_shows_register_codebook_and_build(open_page, published):
    app = open_page("sources", kind="impossible")
    text = shown(app)
    view = View(choices={"kind": "impossible"})
    assert words.register_sentence(checks.register(published, view, "impossible"), view.choice("kind")) in text
    assert "Percentages of toxicity" in text and "Make-up of the response rate" not in text
    assert any(words.data(checks.build(published)) in block.value for block in app.markdown)
    assert "CR with incomplete haematological recovery" in text


def test_page_without_a_match_says_so(open_page):
    text = shown(open_page("sources", mutation="flt3-itd", drug="blinatumomab", match="exact"))
    assert "No study matches the filters." in text
    assert "No discrepancy is registered for this selection." in text
