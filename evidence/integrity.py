"""Notices about sources: retractions, expressions of concern, corrections, apart from the study files and dated."""

import re
from typing import Annotated, Self

from pydantic import model_validator

from evidence import vocabulary
from evidence.fields import Day, Record, Slug, Text, member
from evidence.vocabulary import INTEGRITY

_STATES = {code.english.lower(): code.code for code in INTEGRITY.values()}
#: What a caveat says of the notice about its source, before what it says itself.
_TOLD = re.compile(rf"source ({'|'.join(_STATES)})(?: on (\d{{4}}-\d{{2}}-\d{{2}}))?(?:; (.*))?")


class Notice(Record):
    """One notice about one source; `by` is the DOI or PubMed number of the notice, or its place, `day` its own day if known.

    `seen` is the day on which somebody read of it on the page of the source; without one a snapshot brought it.
    """

    study: Slug
    source: Slug
    state: Annotated[str, member("state of a source", vocabulary.INTEGRITY)]
    by: Text
    day: Day | None = None
    seen: Day | None = None


class Integrity(Record):
    """What a snapshot of a given day says of the sources of the base, and what was read on their pages."""

    snapshot: Day | None = None
    of: Text | None = None
    notices: tuple[Notice, ...] = ()

    @model_validator(mode="after")
    def _dated(self) -> Self:
        if any(notice.seen is None for notice in self.notices) and not (self.snapshot and self.of):
            raise ValueError("a notice has neither seen nor a snapshot, so that nobody knows when it was found")
        return self


def told(state: str, day: str | None) -> str:
    """What a caveat says of a notice: 'source retracted on 2025-12-01'."""
    return f"source {INTEGRITY[state].english.lower()}" + (f" on {day}" if day else "")


def taken_apart(caveat: str) -> tuple[str | None, str | None, str]:
    """State and day of the notice that a caveat begins with, and the rest of it."""
    found = _TOLD.fullmatch(caveat)
    return (_STATES[found[1]], found[2], found[3] or "") if found else (None, None, caveat)
