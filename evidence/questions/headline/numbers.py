"""What is said first of the rows of a question: randomised evidence, the largest cohort, a range of what is alike."""

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar

from evidence.row import Row

#: Smaller cohorts are told apart: one patient more or less moves their rate by more than five points.
FEWEST = 20
#: Fewer cohorts than this are named, not spanned.
SPANNED = 3
#: So many randomised studies are named.
NAMED = 2


class Item(Protocol):
    """One row of an answer: a cohort and what it prints."""

    cohort: Row


T = TypeVar("T", bound=Item)


@dataclass(frozen=True)
class Headline(Generic[T]):
    """The rows that a first sentence names; every row stands in one place only.

    `randomised` holds the arm and the control of each study; `alike` are at least SPANNED cohorts of FEWEST
    patients or more with one definition, from the lowest value to the highest, those named already among them;
    `unlike` are large enough but of another definition or of arms together, `small` are too small.
    """

    randomised: tuple[tuple[T, T], ...]
    largest: T | None
    alike: tuple[T, ...]
    unlike: tuple[T, ...]
    small: tuple[T, ...]


def headline(
    rows: Sequence[T],
    size: Callable[[T], int | None],
    value: Callable[[T], float | None],
    definition: Callable[[T], Hashable | None],
) -> Headline[T]:
    """The headline of rows; one without a value or a number of patients is in none of its places.

    A control enters beside its arm only, never as a cohort treated. Rows without a definition have none in common.
    """
    known = [row for row in rows if size(row) is not None and value(row) is not None]
    large = [row for row in known if size(row) >= FEWEST]
    randomised = _randomised(large, size, definition)
    named = {id(row) for arms in randomised for row in arms}
    treated = [row for row in large if row.cohort["role"] not in ("control", "mixed")]
    rest = [row for row in treated if id(row) not in named]
    largest = max(rest, key=size, default=None)
    alike = _alike(treated, value, definition)
    placed = named | {id(row) for row in (*alike, largest)}
    return Headline(
        randomised=randomised,
        largest=largest,
        alike=alike,
        unlike=tuple(row for row in large if row.cohort["role"] != "control" and id(row) not in placed),
        small=tuple(row for row in known if size(row) < FEWEST),
    )


def _randomised(
    rows: Sequence[T], size: Callable[[T], int], definition: Callable[[T], Hashable | None]
) -> tuple[tuple[T, T], ...]:
    """The arms of the largest randomised studies that print both: the largest experimental one and its own control."""
    pairs = []
    for study in dict.fromkeys(row.cohort["study_id"] for row in rows if row.cohort["design"] == "randomised"):
        own = sorted((row for row in rows if row.cohort["study_id"] == study), key=size, reverse=True)
        tried = [row for row in own if row.cohort["role"] == "experimental"]
        found = [(one, other) for one in tried for other in own if _controls(one.cohort, other.cohort)
                 and definition(one) == definition(other)]  # fmt: skip
        pairs += found[:1]
    return tuple(sorted(pairs, key=lambda arms: sum(map(size, arms)), reverse=True)[:NAMED])


def _controls(arm: Row, other: Row) -> bool:
    """Whether another cohort is the control of an arm: split off from the same patients in the same way."""
    return other["role"] == "control" and (other["parent"], other["split"]) == (arm["parent"], arm["split"])


def _alike(rows: Sequence[T], value: Callable[[T], float], definition: Callable[[T], Hashable | None]) -> tuple[T, ...]:
    """The rows of the definition that most of them share, from the lowest value to the highest."""
    groups: dict[Hashable, list[T]] = {}
    for row in rows:
        if (shared := definition(row)) is not None:
            groups.setdefault(shared, []).append(row)
    most = max(groups.values(), key=len, default=[])
    return tuple(sorted(most, key=value)) if len(most) >= SPANNED else ()
