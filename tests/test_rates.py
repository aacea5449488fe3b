"""A rate from one printed figure: which count a percentage allows, what has none, which mark is drawn open."""

import pytest

from evidence.answers import is_hollow
from evidence.printed import decimals_of, is_bound
from evidence.questions.response import numbers as response
from evidence.rates import printed_rate, with_interval
from evidence.selection import View
from evidence.wording.printed import figure, measured, span
from evidence.wording.rates import count, rate_text, with_count

FACT = {
    "domain": "response", "term": "CR", "statistic": "percent", "events": None, "of_n": None, "value": None, "unit": "%",
    "low": None, "high": None, "interval": None, "printed": "", "population": "enrolled", "certain": True,
    "source_kind": "abstract", "discrepancies": [], "percent_is": "share", "spread": None,
}  # fmt: skip


def printed(characters: str, percent: float, of: int | None = None, **more: object) -> dict:
    return FACT | {"printed": characters, "value": percent, "of_n": of} | more


@pytest.mark.parametrize(
    ("characters", "percent", "of", "events"),
    [
        ("34.0% with drug A", 34.0, 247, 84),
        ("15.3%", 15.3, 124, 19),
        ("36%", 36, 28, 10),
        ("34%", 34, 247, None),
        ("64%", 64, 132, None),
        ("30.0%", 30, 33, None),
        ("30%", 30, 33, 10),
        ("<3%", 3, 30, None),
        ("less than 3%", 3, 30, None),
        ("about 50%", 50, 10, None),
        ("half of them", 50, 10, None),
        ("5 of 28 (18%)", 18, 28, 5),
    ],
)
def test_a_count_is_derived_where_one_integer_fits_the_printed_decimals(characters, percent, of, events):
    rate = printed_rate(printed(characters, percent, of))
    assert (rate.events, bool(rate.derived)) == (events, events is not None)


def test_decimals_are_those_of_the_characters():
    assert [decimals_of(34.0, text) for text in ("34.0%", "34%", ".34 or 34.00", "a third")] == [1, 0, 2, None]


def test_a_limit_is_told_by_what_stands_before_its_own_number():
    assert is_bound(3, "<3%") and is_bound(80, "at least 80 %") and is_bound(10, "up to 10%")
    assert not is_bound(34, "34% vs. 16%, P<0.001") and not is_bound(43, "an overall rate of 43%")


def test_an_estimate_of_survival_has_no_count_and_says_of_how_many_it_is():
    alone = printed("60%", 60, None, domain="time to event", term="OS", percent_is="estimate")
    counted = printed("37.0%", 37, 20, domain="time to event", term="OS", percent_is="estimate")
    assert [printed_rate(fact).events for fact in (alone, counted)] == [None, None]
    cohort = {"n": 20}
    assert [count(printed_rate(fact), cohort) for fact in (alone, counted)] == ["KM, cohort of 20", "KM, N 20"]
    assert count(printed_rate(alone | {"term": "cumulative incidence of relapse"}), cohort) == "estimate, cohort of 20"
    assert count(printed_rate(alone), {"n": None}) == "KM, N not printed"
    assert rate_text(printed_rate(counted)) == "37.0 %"


@pytest.mark.parametrize(
    ("fact", "n", "said"),
    [
        (printed("10 of 28 (36%)", 36, 28, events=10), 28, "sepsis 10/28, 36 % (18.6 to 55.9)"),
        (printed("19%", 19, 265), 268, "sepsis 19 % of 265"),
        (printed("19%", 19), 245, "sepsis 19 % (cohort of 245)"),
        (printed("19%", 19), None, "sepsis 19 % (N not printed)"),
        (printed("19%", 19, population="responders"), 245, "sepsis 19 % (N not printed)"),
        (
            printed("34% (28-40)", 34, 247, low=28.0, high=40.0, interval="ci95"),
            247,
            "sepsis 34 % of 247 (95 % CI 28 to 40)",
        ),
    ],
)
def test_a_percentage_in_a_sentence_says_of_how_many_it_is(fact, n, said):
    assert with_count("sepsis", with_interval(printed_rate(fact), "clopper-pearson"), {"n": n}) == said


def test_an_interval_without_upper_end_and_a_p_value_read_as_papers_print_them():
    open_end = printed("31.9 months (95%", 31.9, low=21.0, interval="ci95", note="Interval from 21.0 months")
    assert (figure(open_end), span(open_end)) == ("31.9", "95 % CI 21.0 to NE")
    assert span(open_end | {"interval": "range"}) == "range from 21.0"
    p = printed("P = .005", 0.005, statistic="p value", unit=None)
    assert measured(p) == "P = 0.005"
    assert measured(p | {"value": None, "high": 0.002, "printed": "all P ≤ .002"}) == "P ≤ 0.002"
    assert measured(p | {"value": None, "high": 0.001, "printed": "P < .001"}) == "P < 0.001"


def test_hollow_is_what_is_told_by_others_doubted_or_without_a_count():
    def hollow(fact):
        return is_hollow([fact], printed_rate(fact))

    whole = printed("5 of 28", 18, 28, events=5)
    assert not hollow(whole) and not hollow(printed("36%", 36, 28))
    assert all(hollow(whole | {"source_kind": kind}) for kind in ("news report", "citing article", "registry"))
    assert hollow(whole | {"certain": False})
    assert hollow(printed("64%", 64, 132)) and hollow(printed("64%", 64))
    assert not hollow(printed("60%", 60, 20, domain="time to event", term="OS", percent_is="estimate"))


def test_the_published_percentage_of_247_is_84(published):
    view = View(filters={"study": ("perl-2019",)}).with_choice("endpoint", "CRi")
    found = response.rates(published, view).items
    assert [(row.cohort["cohort_id"], row.rate.events, row.rate.of, len(row.rate.derived)) for row in found] == [
        ("gilt", 84, 247, 1),
        ("chemo", 19, 124, 1),
    ]
    assert [(round(row.rate.low, 1), round(row.rate.high, 1)) for row in found] == [(28.1, 40.3), (9.5, 22.9)]
