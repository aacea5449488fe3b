"""What is said first of the rows of a question: randomised evidence, the largest cohort, a range of what is alike."""

from collections.abc import Callable, Container, Hashable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from evidence.answers import OfCohort
from evidence.cohorts import exactly
from evidence.row import Cohort, Fact
from evidence.vocabulary import SETTING

#: Smaller cohorts are told apart: one patient more or less moves their rate by more than five points.
FEWEST = 20
#: Fewer cohorts than this are named, not spanned.
SPANNED = 3


T = TypeVar("T", bound=OfCohort)


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
    trials: int = 1,
    untreated: Container[str] = ("control", "mixed"),
) -> Headline[T]:
    """The headline of rows, with at most so many randomised `trials`.

    A row without a value or a number of patients is in none of its places. Cohorts of the `untreated` roles are never the
    largest nor in a range: a control enters beside its arm only, and arms together were not treated alike. Rows without a
    definition have none in common. A range spans cohorts that fit the view exactly; the others are named with what differs.
    """

    def of(row: T) -> int:
        return size(row) or 0

    known = [row for row in rows if size(row) is not None and value(row) is not None]
    large = [row for row in known if of(row) >= FEWEST]
    randomised = _randomised(large, of, definition)[:trials]
    named = {id(row) for arms in randomised for row in arms}
    treated = [row for row in large if row.cohort["role"] not in untreated]
    rest = [row for row in treated if not any(_same_trial(row.cohort, arm.cohort) for arm, _ in randomised)]
    largest = max(rest, key=of, default=None)
    alike = _alike([row for row in treated if exactly(row.cohort)], lambda row: value(row) or 0.0, definition)
    placed = named | {id(row) for row in (*alike, largest)}
    return Headline(
        randomised=randomised,
        largest=largest,
        alike=alike,
        unlike=tuple(row for row in large if row.cohort["role"] != "control" and id(row) not in placed),
        small=tuple(row for row in known if of(row) < FEWEST),
    )


def _randomised(
    rows: Sequence[T], size: Callable[[T], int], definition: Callable[[T], Hashable | None]
) -> tuple[tuple[T, T], ...]:
    """The arms of randomised studies that print both, the largest study first: its largest arm and the control of that."""
    pairs = []
    for study in dict.fromkeys(row.cohort["study_id"] for row in rows if row.cohort["design"] == "randomised"):
        own = sorted((row for row in rows if row.cohort["study_id"] == study), key=size, reverse=True)
        tried = [row for row in own if row.cohort["role"] == "experimental"]
        found = [(one, other) for one in tried for other in own if _controls(one.cohort, other.cohort)
                 and definition(one) == definition(other)]  # fmt: skip
        pairs += found[:1]
    return tuple(sorted(pairs, key=lambda arms: sum(map(size, arms)), reverse=True))


def _same_trial(one: Cohort, other: Cohort) -> bool:
    """Whether two cohorts are of one study, or of two reports on the same patients."""
    reports = [name.partition("/")[0] for row in (one, other) for name in row["same_patients_as"]]
    return one["study_id"] == other["study_id"] or one["study_id"] in reports or other["study_id"] in reports


def _controls(arm: Cohort, other: Cohort) -> bool:
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


def setting_group(cohort: Cohort) -> str | None:
    """The setting of a cohort, a narrower one as its broader; None where it is mixed or not reported."""
    code = SETTING.get(cohort["setting"] or "")
    return None if code is None or code.code == "mixed" else code.broader or code.code


def patients(cohort: Cohort, fact: Fact) -> int | None:
    """Of how many patients a figure is: its printed N, else the size of its cohort where it is of all of them."""
    if fact["of_n"] is not None or fact["population"] == "responders":
        return fact["of_n"]
    return cohort["n"]


def group(cohort: Cohort) -> tuple[str, str] | None:
    """Disease and setting: patients of one group are alike enough for a range; None where the setting is not one."""
    setting = setting_group(cohort)
    return None if setting is None else (cohort["disease"], setting)
