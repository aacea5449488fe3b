"""What forbids pooling. Plain values in, reasons out; whether to ask at all is the reader's own choice."""

from collections import Counter
from collections.abc import Hashable, Iterable, Sequence
from typing import Any, NamedTuple

from evidence.reasons import Name, Reason, because, mark

#: With two cohorts the spread between cohorts rests on one difference; three is the least our house pools.
FEWEST = 3

#: Below five the spread between cohorts is hardly estimable (Röver, Knapp & Friede 2015): allowed, with a warning.
FEW = 5

#: What is said where there is more than one of these, and where one is missing.
_DEFINITION = mark("more than one response definition"), mark("response definition not reported")
_SETTING = mark("more than one setting group"), mark("setting group not reported")
_REGIMEN = mark("more than one regimen"), mark("regimen not reported")
_DESIGN = mark("more than one kind of study"), mark("kind of study not reported")


class Candidate(NamedTuple):
    """A cohort that is to enter a pooled rate; study and cohort as they are shown.

    definition: the response definition with its criteria and window; setting, regimen, design: the group of each, the
    caller's own values, equal where they are alike; criteria: the response criteria. None or empty where not reported.
    overlaps: whether patients of it are, or may be, in another row as well.
    """

    study: str
    cohort: str
    definition: Hashable | None
    setting: Hashable | None
    regimen: Hashable | None
    design: Hashable | None
    criteria: str | None
    overlaps: bool = False


class Refusal(NamedTuple):
    """A reason not to pool, and what it is about: names of cohorts, numbers, or the caller's groups."""

    reason: str
    named: tuple[Hashable, ...]


def refusals(cohorts: Iterable[Sequence[Any]]) -> list[Refusal]:
    """Why these rows, in the order of a Candidate, must not be pooled; empty if they may be.

    Silence is no agreement: a row without one of these is refused like one with another. Criteria may be silent in
    some rows, which is a caution, but not in all.
    """
    rows = [Candidate(*row) for row in cohorts]
    return [
        *([Refusal(mark("fewer than three cohorts"), (len(rows),))] if len(rows) < FEWEST else []),
        *_mixed(_DEFINITION, rows, [row.definition for row in rows]),
        *_mixed(_SETTING, rows, [row.setting for row in rows]),
        *_mixed(_REGIMEN, rows, [row.regimen for row in rows]),
        *_mixed(_DESIGN, rows, [row.design for row in rows]),
        *_unstated(rows),
        *_twice(rows),
    ]


def cautions(cohorts: Iterable[Sequence[Any]]) -> list[Reason]:
    """What must stand beside a pooled rate of these rows; empty if nothing."""
    rows = [Candidate(*row) for row in cohorts]
    several = [study for study, count in Counter(row.study for row in rows).items() if count > 1]
    few = mark("only {n} cohorts: the spread between cohorts is hardly known, read the interval as a rough guide")
    return [
        *([because(few, n=len(rows))] if len(rows) < FEW else []),
        *(
            because("{study} enters with more than one cohort: they share centre and protocol", study=study)
            for study in several
        ),
    ]


def _mixed(said: tuple[str, str], rows: Sequence[Candidate], values: Sequence[Hashable | None]) -> list[Refusal]:
    several, missing = said
    known = list(dict.fromkeys(value for value in values if value))
    silent = [_name(row) for row, value in zip(rows, values, strict=True) if not value]
    return [
        *([Refusal(several, tuple(known))] if len(known) > 1 else []),
        *([Refusal(missing, tuple(silent))] if silent else []),
    ]


def _unstated(rows: Sequence[Candidate]) -> list[Refusal]:
    if not rows or any(row.criteria for row in rows):
        return []
    return [Refusal(mark("response criteria not stated"), tuple(dict.fromkeys(map(_name, rows))))]


def _twice(rows: Sequence[Candidate]) -> list[Refusal]:
    seen = Counter((row.study, row.cohort) for row in rows)
    named = dict.fromkeys(_name(row) for row in rows if row.overlaps or seen[row.study, row.cohort] > 1)
    return [Refusal(mark("the same patients twice"), tuple(named))] if named else []


def _name(row: Candidate) -> Reason | str:
    return because("{study}, {cohort}", study=row.study, cohort=Name(row.cohort)) if row.cohort else row.study
