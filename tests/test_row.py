"""Types of rows: the columns that they name are those that questions are answered with, no more and no fewer."""

from typing import get_args

from evidence.cohorts import cohorts
from evidence.questions.facts import facts
from evidence.row import CohortColumn, FactColumn
from evidence.selection import View


def test_columns_of_a_figure_are_those_of_its_type(alpha):
    assert set(facts(alpha, View(), "response")[0]) == set(get_args(FactColumn))


def test_columns_of_a_cohort_are_those_of_its_type(alpha):
    assert set(cohorts(alpha)[0]) == set(get_args(CohortColumn))
