"""What is asked: a data version whole, or of one that is too large for a page some of its studies."""

from collections.abc import Sequence
from hashlib import sha256

#: The tables of the built file that hold rows of studies; every other one is asked whole.
OF_STUDIES = ("study", "source", "cohort", "fact", "patient", "discrepancy", "appraisal")
_ROWS = "{table} as (select * from main.{table} where study_id in (select unnest($asked_studies)))"
#: Figures have many columns: their rows are found by one of them first, and the others read of these rows alone.
_FIGURES = """fact as (
    select * from main.fact
    where rowid in (select rowid from main.fact where study_id in (select unnest($asked_studies)))
)"""
_BEFORE = "with " + ", ".join(_FIGURES if table == "fact" else _ROWS.format(table=table) for table in OF_STUDIES)


class Excerpt(str):
    """Some studies of a version, asked as if there were no others: of `fitting`, then of `near` that come close.

    It is the name under which all that is made of them is kept, so that whoever asks a version can ask an excerpt.
    `said` tells a reader what was left out, a message with fitting, near, shown and beside (shown that come close);
    `shown` are those of the studies that were found so, the rest was asked for by name, or is one of the
    `checked`: of a version with drafts they are all asked.
    """

    version: str
    studies: tuple[str, ...]
    said: str
    fitting: int
    near: int
    shown: int
    checked: int

    def __new__(
        cls,
        version: str,
        studies: Sequence[str],
        said: str,
        fitting: int,
        near: int = 0,
        shown: int | None = None,
        checked: int = 0,
    ) -> "Excerpt":
        made = super().__new__(cls, f"{version}.{sha256('/'.join(studies).encode()).hexdigest()[:16]}")
        made.version, made.studies, made.said, made.fitting, made.near = version, tuple(studies), said, fitting, near
        made.shown, made.checked = len(studies) if shown is None else shown, checked
        return made

    @property
    def is_all(self) -> bool:
        """Whether no study that can answer was left out."""
        return self.fitting + self.near <= self.shown


def narrowed(sql: str) -> str:
    """A question on a version as one on the studies $asked_studies alone."""
    head, _, rest = sql.lstrip().partition(" ")
    return f"{_BEFORE}, {rest}" if head == "with" else f"{_BEFORE} {sql}"


def version_of(base: str) -> str:
    """The data version that is asked, whole or in part."""
    return base.version if isinstance(base, Excerpt) else base
