"""Words of the records that are the curators' own: common names of cohorts and times, read in the spoken language.

Anything else that a record says stays as it is: it is quoted.
"""

import re

from evidence.language import ENGLISH, mark, say, spoken
from evidence.reasons import Reason
from evidence.row import Row
from evidence.wording.reasons import words

#: Names of cohorts that say who was counted, not whom the source names.
COHORTS = (
    mark("All treated"), mark("All enrolled"), mark("All randomised"), mark("All randomised, interim"),
    mark("FLT3 mutated"), mark("FLT3-ITD present"), mark("Salvage chemotherapy"), mark("No maintenance"),
    mark("Evaluable for response"), mark("Both phases"),
)  # fmt: skip
#: Times without a number.
TIMES = (
    mark("first two cycles"), mark("first two weeks"), mark("four weeks"), mark("after induction"), mark("end of induction"),
    mark("after consolidation"), mark("after maintenance"), mark("induction and consolidation"), mark("final analysis"),
    mark("landmark analysis"), mark("at last visit"), mark("safety lead-in"), mark("before treatment"), mark("baseline"),
    mark("from start of treatment"), mark("after the four-week DLT window"), mark("after the DLT period"),
)  # fmt: skip
_N = r"(?P<n>\d+(?:\.\d+)?)"
#: Times with a number, each with its message.
_NUMBERED = tuple(
    (re.compile(pattern.replace("N", _N)), message)
    for pattern, message in (
        ("cycle N", mark("cycle {n}")), ("end of cycle N", mark("end of cycle {n}")),
        ("after cycle N", mark("after cycle {n}")),
        ("day N", mark("day {n}")), ("after N days", mark("after {n} days")), ("N days?", mark("{n} days")),
        ("N weeks?", mark("{n} weeks")), ("N months?", mark("{n} months")), ("N years?", mark("{n} years")),
        ("within N weeks", mark("within {n} weeks")), ("N cycles", mark("{n} cycles")),
        ("median follow-up N months", mark("median follow-up {n} months")),
        ("median follow-up N weeks", mark("median follow-up {n} weeks")),
        ("within N days of transplant", mark("within {n} days of transplant")),
        ("N days after transplant", mark("{n} days after transplant")),
        ("N years after transplant", mark("{n} years after transplant")),
        ("at least N years", mark("at least {n} years")), ("below N %", mark("below {n} %")),
    )
)  # fmt: skip


def named(label: str) -> str:
    """The name of a cohort: 'All treated' in the spoken language, a name from a source as it is."""
    return say(label)


def note_of(fact: Row) -> str:
    """What a reader noted of a figure, or that it is read the other way round; empty where there is nothing to note."""
    return words(fact["note"]) if isinstance(fact["note"], Reason) else fact["note"] or ""


def time(window: str | None) -> str:
    """A time as a record gives it, part by part: 'end of cycle 1, below 0.01 %'; empty where none is given."""
    if not window or spoken() == ENGLISH:
        return window or ""
    return say(", ").join(map(_part, window.split(", ")))


def _part(part: str) -> str:
    for pattern, message in _NUMBERED:
        if found := pattern.fullmatch(part):
            return say(message, n=found["n"])
    return say(part)
