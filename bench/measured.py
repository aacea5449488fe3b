"""One measured figure, its goal, and how a list of times becomes a figure."""

import math
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from statistics import median


@dataclass(frozen=True)
class Measured:
    """One line of the table; `goal` is the most that is allowed, in the unit of `value`; None: there was no answer."""

    what: str
    value: float | None
    unit: str
    goal: float | None = None

    @property
    def met(self) -> bool | None:
        return None if self.goal is None else self.value is not None and self.value <= self.goal


def p95(times: Sequence[float]) -> float:
    """The smallest time that at least 95 % of them do not exceed."""
    return sorted(times)[math.ceil(0.95 * len(times)) - 1]


def milliseconds(what: str, times: Sequence[float], goal: float | None = None) -> list[Measured]:
    """Median (which the goal is about) and p95 of times in ms."""
    return [Measured(f"{what}, median", median(times), "ms", goal), Measured(f"{what}, p95", p95(times), "ms")]


def timed(work: Callable[[], object]) -> float:
    """Milliseconds of one call."""
    began = time.perf_counter()
    work()
    return 1000 * (time.perf_counter() - began)


def interleaved(works: dict[str, Callable[[], object]], rounds: int) -> dict[str, list[float]]:
    """Milliseconds of each work, taken in turns so that a busy moment meets all of them; the first round is dropped."""
    times: dict[str, list[float]] = {name: [] for name in works}
    for lap in range(rounds + 1):
        for name, work in works.items():
            spent = timed(work)
            if lap:
                times[name].append(spent)
    return times
