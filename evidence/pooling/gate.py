"""What forbids pooling, in words. Plain values in, sentences out; whether to ask at all is the reader's own choice."""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple

#: With two cohorts the spread between cohorts rests on one difference; three is the least our house pools.
FEWEST = 3

#: Below five the spread between cohorts is hardly estimable (Röver, Knapp & Friede 2015): allowed, with a warning.
FEW = 5


class Candidate(NamedTuple):
    """A cohort that is to enter a pooled rate. Plain words, as they are shown.

    definition: the response definition with its criteria and window; setting: the setting group, the caller's own;
    None or empty where not reported. overlaps: whether patients of it are, or may be, in another row as well.
    """

    study: str
    cohort: str
    definition: str | None
    setting: str | None
    overlaps: bool = False


def refusals(cohorts: Iterable[Sequence]) -> list[str]:
    """Why these rows (study, cohort, definition, setting, overlaps) must not be pooled; empty if they may be.

    Silence is no agreement: a row without definition or setting is refused like one with another.
    """
    rows = [Candidate(*row) for row in cohorts]
    few = f"fewer than three cohorts: {len(rows)}" if len(rows) < FEWEST else ""
    reasons = [
        few,
        *_mixed("response definition", rows, [row.definition for row in rows]),
        *_mixed("setting group", rows, [row.setting for row in rows]),
        _twice(rows),
    ]
    return [reason for reason in reasons if reason]


def cautions(cohorts: Iterable[Sequence]) -> list[str]:
    """What must stand beside a pooled rate of these rows; empty if nothing."""
    rows = [Candidate(*row) for row in cohorts]
    several = [study for study, count in Counter(row.study for row in rows).items() if count > 1]
    few = f"only {len(rows)} cohorts: the spread between cohorts is hardly known, read the interval as a rough guide"
    return [
        *([few] if len(rows) < FEW else []),
        *(f"{study} enters with more than one cohort: they share centre and protocol" for study in several),
    ]


def _mixed(what: str, rows: Sequence[Candidate], values: Sequence[str | None]) -> list[str]:
    known = list(dict.fromkeys(value for value in values if value))
    silent = [_name(row) for row, value in zip(rows, values, strict=True) if not value]
    return [
        f"more than one {what}: {'; '.join(known)}" if len(known) > 1 else "",
        f"{what} not reported: {'; '.join(silent)}" if silent else "",
    ]


def _twice(rows: Sequence[Candidate]) -> str:
    seen = Counter((row.study, row.cohort) for row in rows)
    named = dict.fromkeys(_name(row) for row in rows if row.overlaps or seen[row.study, row.cohort] > 1)
    return f"the same patients twice: {'; '.join(named)}" if named else ""


def _name(row: Candidate) -> str:
    return f"{row.study}, {row.cohort}" if row.cohort else row.study
