"""Wherever an interval is shown its method stands beside it, and a printed interval is never called computed."""

import re

import pytest

from dashboard.site import PAGES
from evidence.answers import Rate
from evidence.questions.card.words import rate_line
from evidence.selection import choice_named
from evidence.statistics import INTERVAL_METHODS
from evidence.vocabulary import POPULATION
from tests.conftest import shown

#: Two ends in a cell or a sentence: '18.6 to 55.9'.
SPAN = re.compile(r"\d+\.\d to \d+\.\d")


def test_every_method_is_offered_on_every_page_that_computes_by_choice():
    choice = choice_named("interval")
    assert list(choice.options) == list(INTERVAL_METHODS) and "blaker" in choice.options
    assert {page.name for page in PAGES if "interval" in page.takes} == {"response", "toxicity", "outcomes"}


@pytest.mark.parametrize("method", ["clopper-pearson", "blaker"])
@pytest.mark.parametrize("page", ["response", "toxicity", "outcomes"])
def test_each_panel_with_intervals_names_the_chosen_method(open_page, page, method):
    text = shown(open_page(page, disease="AML" if page == "response" else "ALL", interval=method))
    tables = [table for table in re.findall(r"<table.*?</table>.*?(?=<table|$)", text, re.DOTALL) if SPAN.search(table)]
    computed = [table for table in tables if "Interval is" in table]
    assert computed and all(INTERVAL_METHODS[method] in table for table in computed)
    assert all(" CI " in table or "Interval" in table for table in tables if table not in computed)
    other = INTERVAL_METHODS["wilson"]
    assert other not in text


def test_mobilised_patients_name_the_method(open_page):
    text = shown(open_page("mobilisation"))
    assert not SPAN.search(text) or INTERVAL_METHODS["clopper-pearson"] in text


def test_a_printed_interval_is_not_called_computed():
    fact = {
        "low": 45.0,
        "high": 69.0,
        "interval": "ci95",
        "value": 58.0,
        "statistic": "percent",
        "percent_is": "share",
        "of_n": None,
        "events": None,
        "spread": None,
        "unit": "%",
        "printed": "58%",
        "domain": "response",
        "term": "CR",
    }
    cohort = {"n": 60}
    bare = Rate(None, None, 58.0, POPULATION["not stated"], 45.0, 69.0, facts=(fact,))
    assert (
        rate_line(bare, "clopper-pearson", cohort)
        == "?/? (denominator not defined), 58 % (95 % CI 45 to 69), interval as printed"
    )
    counted = Rate(10, 28, 35.7, POPULATION["enrolled"], 18.6, 55.9, facts=(fact,))
    assert rate_line(counted, "blaker", cohort) == "10/28 enrolled, 36 % (18.6 to 55.9), exact (Blaker) 95 %"
