"""One study: all that it prints, whatever the filters on cohorts and figures say."""

from dataclasses import dataclass

from evidence.cohorts import cohorts
from evidence.database import ask
from evidence.questions.facts import facts
from evidence.questions.studies.numbers import discrepancies, sources, studies
from evidence.row import Cohort, Fact, Row
from evidence.selection import View
from evidence.vocabulary import DOMAIN


@dataclass(frozen=True)
class Record:
    """One study whole: `cohorts` as (depth in the tree, row), `figures` by domain in the order of the file."""

    study: Row
    sources: list[Row]
    cohorts: list[tuple[int, Cohort]]
    figures: dict[str, list[Fact]]
    patients: list[Row]
    discrepancies: list[Row]


def record(version: str, study: str) -> Record:
    """All of one study; domains without a figure are left out."""
    own = {domain: [fact for fact in facts(version, View(), domain) if fact["study_id"] == study] for domain in DOMAIN}
    return Record(
        next(row for row in studies(version) if row["study_id"] == study),
        sources(version, study),
        _tree([row for row in cohorts(version) if row["study_id"] == study]),
        {domain: rows for domain, rows in own.items() if rows},
        ask(version, "select * from patient where study_id = $study order by number", study=study),
        [row for row in discrepancies(version) if row["study_id"] == study],
    )


def _tree(rows: list[Cohort], parent: str | None = None, depth: int = 0) -> list[tuple[int, Cohort]]:
    """Each cohort followed by its parts, both in the order of the file."""
    found = []
    for row in rows:
        if row["parent"] == parent:
            found += [(depth, row), *_tree(rows, row["cohort_id"], depth + 1)]
    return found
