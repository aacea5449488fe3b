"""Notices about sources: retractions, expressions of concern, corrections, apart from the study files and dated."""

from typing import Annotated

from evidence import vocabulary
from evidence.fields import Day, Record, Slug, Text, member


class Notice(Record):
    """One notice about one source; `by` is the DOI or PubMed number of the notice itself, `day` its own day if known."""

    study: Slug
    source: Slug
    state: Annotated[str, member("state of a source", vocabulary.INTEGRITY)]
    by: Text
    day: Day | None = None


class Integrity(Record):
    """What a snapshot of a given day says of the sources of the base."""

    snapshot: Day
    of: Text
    notices: tuple[Notice, ...] = ()
