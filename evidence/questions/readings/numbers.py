"""Readings that two people made apart: those of one figure, and how often they agree in the whole base."""

from evidence.agreeing import Agreed, by_answer, by_field
from evidence.database import ask
from evidence.row import Row

_READINGS = "select * from reading where fact_id = $fact order by place"
_DECISION = "select * from decision where fact_id = $fact"
#: The two readings of each figure that two have read, side by side.
_PAIRS = """
select list(struct_pack(found := found, events := events, "of" := of_n, value := value, low := low, high := high,
                        spread := spread) order by place) as said, fact_id
from reading group by fact_id having count(*) > 1 order by fact_id
"""
#: The two answers to each question of an appraisal that two have answered.
_ANSWERS = """
select question, list(answer order by place) as said from appraisal_answer
group by study_id, question having count(*) > 1 order by question, study_id
"""


def readings(version: str, fact_id: str) -> list[Row]:
    """Who read the figure without seeing another reading, in the order of the file."""
    return ask(version, _READINGS, fact=fact_id)


def decision(version: str, fact_id: str) -> Row | None:
    """How a difference between the readings of a figure was decided."""
    return next(iter(ask(version, _DECISION, fact=fact_id)), None)


def agreed(version: str) -> list[Agreed]:
    """Agreement by domain and field over every figure of the base that two have read apart."""
    rows = ask(version, _PAIRS)
    return by_field((row["fact_id"].partition("/")[2], row["said"][0], row["said"][1]) for row in rows)


def agreed_on_appraisals(version: str) -> list[Agreed]:
    """Agreement by checklist over every question of an appraisal that two have answered apart."""
    return by_answer((row["question"], row["said"][0], row["said"][1]) for row in ask(version, _ANSWERS))


def undecided(version: str) -> int:
    """Figures of the base whose two readings differ in a number or in whether they are there, undecided."""
    pairs = ask(version, _PAIRS)
    decided = {row["fact_id"] for row in ask(version, "select fact_id from decision")}
    return sum(_differ(*row["said"][:2]) for row in pairs if row["fact_id"] not in decided)


def _differ(first: Row, second: Row) -> bool:
    return any(first[name] != second[name] for name in first if name == "found" or None not in (first[name], second[name]))
