"""Which source each figure was read in."""

from functools import lru_cache

from evidence.database import ask
from evidence.questions.studies.numbers import sources
from evidence.row import Row

_READ_IN = """
select f.fact_id, f.study_id, s.citation, s.doi, s.pmid, s.level, s.kind
from fact f join source s using (study_id, source_id)
"""


@lru_cache(maxsize=8)
def _by_figure(version: str) -> dict[str, Row]:
    return {row["fact_id"]: row for row in ask(version, _READ_IN)}


@lru_cache(maxsize=8)
def _by_study(version: str) -> dict[str, Row]:
    """The first source of each study, for what rests on a study as a whole."""
    names = {row["study_id"] for row in _by_figure(version).values()}
    return {name: sources(version, name)[0] for name in sorted(names)}


def read_in(version: str, figures: tuple[str, ...] = (), studies: tuple[str, ...] = ()) -> list[Row]:
    """The sources of some figures, by their ids, and the first source of some studies; unknown ids have none."""
    by_figure, by_study = _by_figure(version), _by_study(version)
    return [by_figure[name] for name in figures if name in by_figure] + [
        by_study[name] for name in studies if name in by_study
    ]
