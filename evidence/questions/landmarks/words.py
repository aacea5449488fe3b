"""Shares at landmarks in words: what a cell holds, and which of them few patients had reached."""

from collections.abc import Sequence

from evidence.answers import Rated
from evidence.language import mark, say
from evidence.questions.landmarks.numbers import Landmarks, follow_up, is_beyond, is_landmark, landmarks
from evidence.wording.numbers import half_up, plural
from evidence.wording.phrases import time as time_of
from evidence.wording.printed import marked
from evidence.wording.rates import count, rate_alone

QUESTION = mark("What share was alive, or free of events, at 6, 12, 24 and 36 months?")
INCIDENCE_QUESTION = mark("How often did the leukaemia come back?")
EXPOSURE_QUESTION = mark("How long were patients followed, and treated?")
BEYOND = "‡"
METHOD = mark(
    "Cells: shares as printed, shaded from 0 to 100 %; other times stand in the last column with their own. Hatched: not"
    " printed at that time."
)
_BEYOND = mark("‡ beyond the median follow-up that is printed of these patients: few had been followed so long.")
_UNKNOWN = mark("No ‡ where no follow-up is printed.")
_MORE = mark("+1: so many further figures of the cell, in the table.")


def title(found: Sequence[Landmarks]) -> str:
    return say("Shares at fixed times: {rows}", rows=plural(len(found), "row"))


def head(months: int | None) -> str:
    return say("other time") if months is None else say("{n} months", n=months)


def cell(row: Rated, version: str) -> str:
    """'37.1 %', '45 % ‡', '79.5 % †'."""
    return f"{rate_alone(row.rate)}{marked(row.facts, row.rate)}{f' {BEYOND}' if is_beyond(version, row) else ''}"


def below(row: Rated, more: int) -> str:
    """'KM, N 247', of another time with that time; how many further figures the table has of this cell."""
    when = [] if is_landmark(row) else [time_of(row.fact["window"]) or say("time not printed")]
    return say(", ").join([count(row.rate, row.cohort), *when, *([f"+{more}"] if more else [])])


def hover(row: Rated, version: str) -> list[str]:
    """What a cell says of the follow-up."""
    followed = follow_up(version, row.cohort)
    if followed is None:
        return []
    message = mark("median follow-up {n} months: the time lies beyond it") if is_beyond(version, row) else mark(
        "median follow-up {n} months")  # fmt: skip
    return [say(message, n=half_up(followed, 1))]


def method(rows: Sequence[Rated], version: str) -> list[str]:
    """How cells are read, and the marks in them, of those in use."""
    beyond = any(is_beyond(version, row) for row in rows)
    more = any(len(own) > 1 for line in landmarks(rows) for own in line.at.values())
    return [say(METHOD), *([say(_MORE)] if more else []), *([say(_BEYOND), say(_UNKNOWN)] if beyond else [])]
