"""One number: where it is printed, who read it, what contradicts it, what it would be on another denominator."""

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from typing import cast

from evidence.answers import Rate
from evidence.cohorts import by_key, key
from evidence.cohorts.asked import asked_of_studies
from evidence.database import ask
from evidence.questions.readings.numbers import decision, readings
from evidence.rates import on_denominator, printed_rate, with_interval
from evidence.row import Cohort, Fact, Row

#: The studies whose names differ in the fewest letters.
_LIKE = "select study_id from study order by levenshtein(study_id, $own), study_id limit 50"
_FACT = """
select f.*, s.citation, s.doi, s.pmid, s.registry, s.level, s.kind as source_kind, s.seen
from fact f join source s using (study_id, source_id)
where f.fact_id = $fact
"""
_DISCREPANCIES = "select * from discrepancy where list_contains(fact_ids, $fact) order by place"


@dataclass(frozen=True)
class Provenance:
    """All that is known of one figure. `rates` holds its rate on each denominator; empty if it is no rate.

    `readings` are those made without seeing another one, `decision` how a difference between them was settled.
    """

    fact: Fact
    cohort: Cohort
    discrepancies: list[Row]
    rates: dict[str, Rate]
    readings: Sequence[Row] = ()
    decision: Row | None = None


def provenance(version: str, fact_id: str, method: str) -> Provenance | None:
    """The figure of that name, with intervals by `method`; None if this version has no such figure."""
    found = ask(version, _FACT, fact=fact_id)
    if not found:
        return None
    fact = cast(Fact, found[0])
    base = asked_of_studies(version, (fact["study_id"],))
    cohort = by_key(base)[key(fact)]
    discrepancies = ask(version, _DISCREPANCIES, fact=fact_id)
    rates = {}
    if fact["statistic"] in ("count", "percent"):
        fact = fact | {"discrepancies": [row["discrepancy_id"] for row in discrepancies]}
        printed = printed_rate(fact)
        rates = {
            wanted: with_interval(on_denominator(printed, cohort, wanted, base), method)
            for wanted in ("printed", "enrolled", "evaluable")
        }
    return Provenance(fact, cohort, discrepancies, rates, readings(version, fact_id), decision(version, fact_id))


def nearest(version: str, fact_id: str) -> str | None:
    """The figure whose name is most like one that does not exist (any more), in the study that is most like its own."""
    own = fact_id.partition("/")[0]
    studies = [row["study_id"] for row in ask(version, _LIKE, own=own)]
    study = next(iter(get_close_matches(own, studies, n=1, cutoff=0.5)), None)
    names = [row["fact_id"] for row in ask(version, "select fact_id from fact where study_id = $study", study=study)]
    return next(iter(get_close_matches(fact_id, names, n=1, cutoff=0.5)), None)
