"""A study in short: which numbers stand large, which shares share an axis, what no figure of the record says."""

import pytest

from dashboard.charts.in_short import ROWS, shares
from dashboard.charts.values import Caption
from evidence.questions.in_short import words
from evidence.questions.in_short.numbers import in_short
from evidence.questions.study.numbers import record
from tests.test_compare import TRIAL


@pytest.fixture
def trial(evidence_of):
    """An invented randomised trial: responses, median survival and its hazard ratio, severe events of one arm."""
    version = evidence_of(TRIAL)
    found = record(version, "trial-2003")
    return in_short(version, found), found


def test_large_numbers_are_a_response_and_times_each_beside_its_control(trial):
    found, _ = trial
    response, survival = found.outcomes
    assert (response.endpoint, response.lead.rate.counts, response.control.rate.counts) == ("CR", (30, 100), (10, 100))
    assert (survival.endpoint, survival.lead.cohort["cohort_id"]) == ("OS", "gilt")
    assert [one.fact["value"] for one in survival.lead.beside] == [0.6]
    first, second = words.numbers(found)
    assert (first.lead.value, first.lead.count) == ("30 % (21.2 to 40.0)", "30/100 enrolled")
    assert first.control[0] == "Chemotherapy (control arm)" and first.control[1].count == "10/100 enrolled"
    assert second.title == "Median overall survival" and second.lead.count.startswith("cohort of 100; HR 0.6")


def test_ratio_of_a_trial_stands_beside_its_arm_alone(trial):
    _, survival = words.numbers(trial[0])
    assert survival.control is None or "HR" not in survival.control[1].line


def test_the_largest_treated_cohort_leads_and_the_others_are_counted(alpha):
    found = in_short(alpha, record(alpha, "alpha-2001"))
    lead = found.outcomes[0]
    assert (lead.endpoint, lead.lead.rate.counts, lead.control) == ("CR", (2, 10), None)
    assert {endpoint: [row.rate.events for row in rows] for endpoint, rows in found.shares.items()} == {
        "CR": [2], "CRi": [4], "overall": [5],
    }  # fmt: skip


def test_silences_are_those_of_the_figures(alpha):
    found = record(alpha, "alpha-2001")
    said = [one.message for one in in_short(alpha, found).unsaid]
    assert {"age", "survival", "follow-up", "side effects", "early deaths", "criteria of response"} == set(said)
    silence, read = words.unsaid(in_short(alpha, found), found)
    assert silence.startswith("What was read of this study gives no figure on age, ") and read == "The full text was read."


def test_an_abstract_is_not_taken_for_its_paper(trial):
    found, whole = trial
    assert words.unsaid(found, whole)[1] == "Read: abstract. The paper itself may say more."


def test_age_and_earlier_treatment_are_said_where_figures_print_them(published):
    said = {row["what"]: row["said"] for row in words.card(record(published, "ravandi-2013")).records}
    assert said["Age"] == "64 years (range 24 to 87)" and "2 regimens (range 0 to 7)" in said["Prior therapy"]
    assert "Age" not in {row["what"] for row in words.card(record(published, "borthakur-2020")).records}


def test_shares_are_a_row_a_cohort_under_their_endpoint_up_to_what_a_card_holds(trial):
    found, _ = trial
    points = shares(found.shares, Caption("", "", ())).points
    assert [(point.group, point.label, point.x, point.control) for point in points] == [
        ("CR", "Gilteritinib", 30.0, False),
        ("CR", "Chemotherapy (control arm)", 10.0, True),
    ]
    assert all("N " in point.detail for point in points)
    said = " ".join(words.method(list(found.shares["CR"])))
    assert "exact (Clopper-Pearson)" in said and "without N it is the smallest" in said and "Grey: control arms" in said
    many = {"CR": found.shares["CR"] * ROWS}
    assert len(shares(many, Caption("", "", ())).points) == ROWS


def test_a_change_of_dose_says_to_what_its_source_puts_it_down(published):
    found = in_short(published, record(published, "kantarjian-2017"))
    stopped = next(line for line in words.price(found) if line.name == "Stopped for a side effect")
    counts = [said.count for whose, told in stopped.told for said in told if whose.startswith("Blinatumomab")]
    assert counts == ["33/267 treated", "19/267 treated; attributed to: treatment"]
