"""What is asked: a data version whole, or of one that is too large for a page some of its studies."""

from collections.abc import Sequence
from hashlib import sha256

#: The tables of the built file that hold rows of studies; every other one is asked whole.
OF_STUDIES = ("study", "source", "cohort", "fact", "patient", "discrepancy", "appraisal")
_ROWS = "{table} as (select * from main.{table} where study_id in (select unnest($asked_studies)))"
_BEFORE = "with " + ", ".join(_ROWS.format(table=table) for table in OF_STUDIES)


class Excerpt(str):
    """Some studies of a version, asked as if there were no others; of `fitting` that pass the filters the strongest, then of
    `near` that miss one.

    It is the name under which all that is made of them is kept, so that whoever asks a version can ask an excerpt.
    """

    version: str
    studies: tuple[str, ...]
    fitting: int
    near: int

    def __new__(cls, version: str, studies: Sequence[str], fitting: int, near: int = 0) -> "Excerpt":
        made = super().__new__(cls, f"{version}.{sha256('/'.join(studies).encode()).hexdigest()[:16]}")
        made.version, made.studies, made.fitting, made.near = version, tuple(studies), fitting, near
        return made


def narrowed(sql: str) -> str:
    """A question on a version as one on the studies $asked_studies alone."""
    head, _, rest = sql.lstrip().partition(" ")
    return f"{_BEFORE}, {rest}" if head == "with" else f"{_BEFORE} {sql}"
