"""Shares at landmarks in words: what a cell holds, and which of them few patients had reached."""

from collections.abc import Sequence

from evidence.answers import Rated
from evidence.language import mark, say
from evidence.questions.landmarks.numbers import LANDMARKS, Landmarks, follow_up, is_beyond, landmark
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


def title(found: Sequence[Landmarks]) -> str:
    return say("Shares at fixed times: {rows}", rows=plural(len(found), "row"))


def head(months: int | None) -> str:
    return say("other time") if months is None else say("{n} months", n=months)


def cell(row: Rated, version: str) -> str:
    """'37.1 %', '45 % ‡', '79.5 % †'."""
    return f"{rate_alone(row.rate)}{marked(row.facts, row.rate)}{f' {BEYOND}' if is_beyond(version, row) else ''}"


def below(row: Rated, more: int) -> str:
    """'KM, N 247' or, of another time, that time; how many further figures the table has of this cell."""
    said = count(row.rate, row.cohort) if landmark(row.fact) in LANDMARKS else time_of(row.fact["window"])
    return say("{said}, +{n}", said=said or say("time not printed"), n=more) if more else said or say("time not printed")


def hover(row: Rated, version: str) -> list[str]:
    """What a cell says of the follow-up."""
    followed = follow_up(version, row.cohort)
    if followed is None:
        return []
    message = mark("median follow-up {n} months: the time lies beyond it") if is_beyond(version, row) else mark(
        "median follow-up {n} months")  # fmt: skip
    return [say(message, n=half_up(followed, 1))]


def method(rows: Sequence[Rated], version: str) -> list[str]:
    """How cells are read, and the mark of those beyond the follow-up if there are any."""
    beyond = [say(_BEYOND)] if any(is_beyond(version, row) for row in rows) else []
    return [say(METHOD), *beyond, say(_UNKNOWN)]
