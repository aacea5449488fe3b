"""Studies, their sources and their discrepancies."""

from collections.abc import Iterable
from functools import lru_cache

from evidence.database import ask
from evidence.row import Row

#: Every name begins with that of its study, by which the figures of a large version are soon found.
_NAMES = """
with own as (select study_id from study where study_id in (select unnest($studies))),
named as (
    select study_id as name from own
    union all select fact_id from fact where study_id in (select study_id from own)
    union all select discrepancy_id from discrepancy where study_id in (select study_id from own)
    union all select study_id || '/' || cohort_id from cohort where study_id in (select study_id from own)
)
select name from named where lower(name) in (select unnest($texts))
"""


@lru_cache(maxsize=8)
def study_labels(version: str) -> dict[str, str]:
    """Label of each study by its id, oldest first."""
    rows = ask(version, "select study_id, label from study order by year, study_id")
    return {row["study_id"]: row["label"] for row in rows}


@lru_cache(maxsize=8)
def studies(version: str) -> tuple[Row, ...]:
    """Every study, oldest first."""
    return tuple(ask(version, "select * from study order by year, study_id"))


def names(version: str, texts: Iterable[str]) -> frozenset[str]:
    """The names of studies, figures, discrepancies and cohorts (study/cohort) that one of the texts is, in any capitals.

    Names are ASCII; a text that is not, and may be no text at all, is none of them.
    """
    return _names(version, frozenset(text.casefold() for text in texts if text.isascii()))


@lru_cache(maxsize=256)
def _names(version: str, texts: frozenset[str]) -> frozenset[str]:
    studies = {text.partition("/")[0] for text in texts}
    return frozenset(row["name"] for row in ask(version, _NAMES, studies=list(studies), texts=list(texts)))


@lru_cache(maxsize=64)
def schema_of(version: str) -> int:
    """The number of the shape in which a version was built."""
    number: int = ask(version, "select schema_version from build")[0]["schema_version"]
    return number


def sources(version: str, study: str) -> list[Row]:
    """Where figures of a study were read, as far as possible from its own papers: journal article first."""
    return ask(version, "select * from source where study_id = $study order by level, kind, source_id", study=study)


@lru_cache(maxsize=8)
def discrepancies(version: str) -> tuple[Row, ...]:
    """The discrepancy register, studies oldest first, each in the order of its file."""
    return tuple(
        ask(
            version,
            """
            select d.*, s.label as study_label, s.unchecked from discrepancy d join study s using (study_id)
            order by s.year, d.study_id, d.place
            """,
        )
    )
