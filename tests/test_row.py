"""Types of rows: the columns that they name are those that questions are answered with, and hold what the types say."""

from typing import get_args

import pytest

from evidence import row as types
from evidence.cohorts import cohorts
from evidence.database import ask
from evidence.questions.facts import facts
from evidence.selection import View
from evidence.vocabulary import DOMAIN

KINDS = {"Text": str, "Whole": int, "List": list, "MaybeText": str, "MaybeWhole": int, "MaybeNumber": (int, float)}
#: Columns with a type of their own.
OTHERS = {"Fact": {"certain", "note", "unchecked"}, "Cohort": {"match", "some_drugs", "unchecked"}}


def columns(row: str) -> dict[str, str]:
    """The columns of a type of rows, each with its kind."""
    return {column: kind for kind in KINDS for column in get_args(getattr(types, row + kind))}


@pytest.mark.parametrize("row", ["Fact", "Cohort"])
def test_columns_are_those_of_the_type_and_hold_what_it_says(published, row):
    domains = [facts(published, View(), domain) for domain in DOMAIN]
    rows = cohorts(published) if row == "Cohort" else [fact for found in domains for fact in found]
    known = columns(row)
    assert all(set(one) == {*known, *OTHERS[row]} for one in rows)
    for column, kind in known.items():
        values = [one[column] for one in rows]
        assert kind.startswith("Maybe") or None not in values, column
        assert all(isinstance(value, KINDS[kind]) for value in values if value is not None), column


@pytest.mark.parametrize("row", ["Fact", "Cohort"])
def test_what_may_be_missing_is_what_the_schema_says(published, row):
    told = ask(
        published,
        "select column_name, is_nullable from information_schema.columns where table_name = $name",
        name=row.lower(),
    )
    maybe = {column["column_name"] for column in told if column["is_nullable"] == "YES"} - OTHERS[row]
    assert maybe - {"fact_id"} == {column for column, kind in columns(row).items() if kind.startswith("Maybe")} - {
        "doi",
        "pmid",
    }
