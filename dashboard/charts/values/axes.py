"""What every drawing has: the words around it, and its axis."""

from dataclasses import dataclass

#: What an axis may be: shares of patients from 0 to 100, a length from 0, or multiples that stand on a logarithm.
PERCENT, LINEAR, LOG = "percent", "linear", "log"


@dataclass(frozen=True)
class Caption:
    """What stands around a drawing: how much of what above it, the selection below that, what to know at its foot."""

    title: str
    subtitle: str
    foot: tuple[str, ...]


@dataclass(frozen=True)
class Axis:
    """A horizontal axis from `low` to `high`, in the unit of the data; `kind` is PERCENT, LINEAR or LOG.

    `ticks` are chosen ones; without them the painter chooses. `reference` is the value that means no change: it has an
    upright line.
    """

    kind: str
    title: str
    low: float
    high: float
    ticks: tuple[float, ...] = ()
    reference: float | None = None


def percent_axis(title: str) -> Axis:
    """Fixed to 0 to 100 % whatever the filter: a scale that moves with the data misleads."""
    return Axis(PERCENT, title, 0, 100, (0, 20, 40, 60, 80, 100))
