"""How the base was found and what it does not hold: searches, what was left out and why, and what is still wanted."""

from typing import Annotated

from pydantic import Field

from evidence import vocabulary
from evidence.fields import Day, Record, Slug, Text, member


class Found(Record):
    """One search: where, when, by which words (none: they were not kept), and the studies of the base that it brought."""

    id: Slug
    day: Day
    where: Text
    words: tuple[Text, ...] = ()
    studies: tuple[Slug, ...]
    note: Text | None = None


class LeftOut(Record):
    """A study that a search brought and that is not in the base."""

    search: Slug
    what: Text
    why: Text


class Wanted(Record):
    """Something known to exist that nobody has read: a paper, a label, a register's results.

    `study` is the study of the base that it belongs to; without one, the base does not hold what it reports, and `drugs`
    say where a reader would look for it.
    """

    what: Text
    why: Text
    study: Slug | None = None
    drugs: tuple[Annotated[str, member("drug", vocabulary.DRUG)], ...] = ()


class Search(Record):
    """The file of the search. Each study of the base stands in one search, so that the counts close."""

    searches: Annotated[tuple[Found, ...], Field(min_length=1)]
    left_out: tuple[LeftOut, ...] = ()
    wanted: tuple[Wanted, ...] = ()
