"""Which of several assessments answers, what is added up, what N is: on small tables, whatever the order of lines."""

import itertools

import pytest

from evidence.cohorts import by_key
from evidence.database import ask
from evidence.questions.response.numbers import compositions, rates
from evidence.questions.response.words import definition, remarks
from evidence.rates import on_denominator, printed_rate, with_interval
from evidence.selection import View
from evidence.wording.rates import rate_text
from tests.test_checks import with_lines, with_responses


def answers(version: str, endpoint: str = "CR") -> tuple[int | None, int | None]:
    found = rates(version, View().with_choice("endpoint", endpoint)).items
    row = next(row for row in found if row.cohort["cohort_id"] == "all")
    return row.rate.events, row.rate.of


CYCLES = (
    "term: CR, events: 2, of: 10, window: after cycle 1, printed: '2'",
    "term: CR, events: 5, of: 10, window: any time on study, printed: '5'",
    "term: CR, events: 4, of: 10, window: after cycle 2, printed: '4'",
)


@pytest.mark.parametrize("lines", list(itertools.permutations(CYCLES)))
def test_the_best_response_answers_whatever_the_order_of_lines(evidence_of, lines):
    version = evidence_of(with_responses(*lines))
    assert answers(version) == (5, 10)
    found = rates(version, View().with_choice("endpoint", "CR")).items
    assert definition(found[0].rate) == "CR (any time on study)"
    said = remarks(found[0].rate)[-1]
    assert said.startswith("assessed besides: ") and "after cycle 1: 2/10" in said and "after cycle 2: 4/10" in said


@pytest.mark.parametrize(
    ("lines", "events"),
    [
        (["events: 2, window: after cycle 1", "events: 4, window: after cycle 2"], 4),
        (["events: 2, window: after cycle 1, assessed: primary", "events: 4, window: after cycle 2"], 2),
        (["events: 7, window: end of induction, assessed: before treatment", "events: 4, window: after cycle 2"], 4),
        (["events: 7, window: after transplant, assessed: after next therapy", "events: 4, window: after cycle 2"], 4),
        (["events: 4, assessor: investigator", "events: 3, assessor: central"], 3),
        (["events: 4, window: investigator", "events: 3, window: central review"], 3),
        (["events: 3, window: 8 weeks", "events: 4, window: 6 months"], 4),
    ],
)
def test_the_rule_of_several_assessments(evidence_of, lines, events):
    lines = [f"term: CR, of: 10, {line}, printed: '{line.split(',')[0].split()[1]}'" for line in lines]
    for text in (with_responses(*lines), with_responses(*reversed(lines))):
        assert answers(evidence_of(text)) == (events, 10)


def test_what_was_seen_before_treatment_is_no_response(evidence_of):
    version = evidence_of(with_responses("term: CR, events: 7, of: 10, window: at baseline, printed: '7'"))
    assert rates(version, View().with_choice("endpoint", "CR")).items == []


def counted(*terms: tuple[str, int]) -> str:
    return with_responses(*(f"term: {term}, events: {n}, of: 10, printed: '{n}'" for term, n in terms))


def test_a_subtotal_is_not_added_to_its_parts(evidence_of):
    assert answers(evidence_of(counted(("CR", 3), ("CRi+CRp", 2), ("CRi", 1), ("CRp", 1))), "CRi") == (5, 10)


def test_what_may_overlap_is_not_added_up(evidence_of):
    version = evidence_of(counted(("CR", 3), ("CRh", 1), ("CRi", 2)))
    assert rates(version, View().with_choice("endpoint", "CRi")).items == []


def test_categories_of_two_assessments_are_not_added_up(evidence_of):
    text = with_responses("term: CR, events: 3, of: 10, assessor: central, printed: '3'",
                          "term: CRi, events: 2, of: 10, assessor: investigator, printed: '2'")  # fmt: skip
    assert rates(evidence_of(text), View().with_choice("endpoint", "CRi")).items == []


def test_a_composite_that_counts_leukaemia_free_states_comes_last(evidence_of):
    text = with_responses("term: CRc, events: 6, of: 10, criteria: CR + CRi + CRp + MLFS, printed: '6'",
                          "term: CR+CRi, events: 4, of: 10, printed: '4'")  # fmt: skip
    assert answers(evidence_of(text), "CRi") == (4, 10)


def composed(version: str) -> tuple[dict[str, int], int]:
    row = compositions(version, View()).items[0]
    return row.events, row.unstated


def test_the_composition_shows_every_category_that_excludes_the_others(evidence_of):
    version = evidence_of(counted(("CR", 2), ("MLFS", 2), ("PR", 1), ("stable disease", 5)))
    assert composed(version) == ({"CR": 2, "MLFS": 2, "PR": 1, "SD": 5}, 0)
    version = evidence_of(counted(("CR", 3), ("CRi+CRp", 2), ("CRi", 1), ("CRp", 1)))
    assert composed(version) == ({"CR": 3, "CRi": 2}, 5)
    version = evidence_of(counted(("CR", 3), ("CRh", 1), ("CRi", 2), ("NR", 2)))
    assert composed(version) == ({"CR": 3, "CRi": 2, "NR": 2}, 3)


def test_stable_disease_beside_no_response_is_a_part_of_it_unless_all_make_up_n(evidence_of):
    version = evidence_of(counted(("CR", 3), ("MLFS", 1), ("stable disease", 2), ("NR", 4)))
    assert composed(version) == ({"CR": 3, "MLFS": 1, "SD": 2, "NR": 4}, 0)
    version = evidence_of(counted(("CR", 3), ("stable disease", 2), ("NR", 4)))
    assert composed(version) == ({"CR": 3, "NR": 4}, 3)


ESTIMATES = (
    "cohort: all, term: acute GVHD, grade: 2-4, percent: 20, of: 10, window: day 100, criteria: cumulative incidence,"
    " printed: 20%",
)


def test_an_estimate_keeps_its_limits_and_has_no_count(evidence_of):
    version = evidence_of(with_lines("toxicity", *ESTIMATES))
    fact = ask(version, "select *, []::varchar[] as discrepancies from fact where term = 'acute GVHD'")[0]
    assert (fact["percent_is"], printed_rate(fact).events) == ("estimate", None)
    text = with_lines("mortality", "cohort: all, term: non-relapse mortality, percent: 20, of: 10, window: 1 year, low: 6,"
                                   " high: 28, interval: ci95, printed: 20% (95% CI 6-28)")  # fmt: skip
    fact = ask(evidence_of(text), "select *, []::varchar[] as discrepancies from fact where domain = 'mortality'")[0]
    rate = with_interval(printed_rate(fact), "clopper-pearson")
    assert (rate.events, rate.percent, rate.low, rate.high, rate.is_counted) == (None, 20, 6, 28, False)
    assert rate_text(rate) == "20 % (95 % CI 6 to 28)"


def test_enrolled_is_said_only_where_it_is_printed_or_what_n_counts(evidence_of):
    line = "term: CR, events: 3, of: 8, population: evaluable, printed: '3'"

    def asked(text: str):
        version = evidence_of(text)
        fact = ask(version, "select *, []::varchar[] as discrepancies from fact where term = 'CR'")[0]
        rate = on_denominator(printed_rate(fact), by_key(version)["alpha-2001", "all"], "enrolled", version)
        return rate.of, rate.population.code, rate.kept is not None

    text = with_responses(line)
    assert asked(text) == (10, "enrolled", False)
    treated = text.replace("population: enrolled, n_evaluable", "population: treated, n_evaluable")
    assert asked(treated) == (8, "evaluable", True)
    assert asked(text.replace("population: enrolled, n_evaluable", "n_evaluable")) == (8, "evaluable", True)
    printed = (
        "baseline:\n  - {cohort: all, term: enrolled, events: 12, printed: '12', at: Text, source: main, readers: once}\n"
    )
    assert asked(treated + printed) == (12, "enrolled", False)


def test_nobody_evaluable_is_said_and_has_no_percentage(evidence_of):
    version = evidence_of(with_responses("term: CR, events: 0, of: 0, population: evaluable, printed: 0/0"))
    fact = ask(version, "select *, []::varchar[] as discrepancies from fact where term = 'CR'")[0]
    rate = with_interval(printed_rate(fact), "clopper-pearson")
    assert (rate.percent, rate.low, rate_text(rate)) == (None, None, "nobody evaluable")
