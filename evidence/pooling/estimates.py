"""What an estimate of a pooled rate consists of, and how its failure is said. All on the logit scale."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from evidence.reasons import Reason

Numbers = NDArray[np.float64]


class NoEstimate(ValueError):
    """The method has no trustworthy answer for these counts; `why` says it, and what to do instead."""

    def __init__(self, why: Reason) -> None:
        super().__init__(why.message)
        self.why = why


class Estimate(NamedTuple):
    """Mean logit, its standard error, between-cohort variance (all in logits), and what was done."""

    mean: float
    error: float
    tau2: float
    notes: tuple[Reason, ...] = ()


def logits(events: Numbers, of: Numbers) -> tuple[Numbers, Numbers]:
    """Observed logits and their variances; half a patient is added to both counts only where events are 0 or all.

    As metafor's escalc(measure="PLO", add=1/2, to="only0"); the variance is 1/events + 1/non-events.
    """
    half = np.where((events == 0) | (events == of), 0.5, 0.0)
    with_event, without = events + half, of - events + half
    return np.log(with_event / without), 1 / with_event + 1 / without


def inconsistency(variances: Numbers, tau2: float) -> float:
    """I2 as a fraction: tau2 / (tau2 + typical within-cohort variance).

    Higgins & Thompson, Stat Med 2002;21:1539, from tau2 rather than from Q, as metafor and Cochrane (2024) do.
    """
    weights = 1 / variances
    typical = (len(weights) - 1) / (weights.sum() - (weights**2).sum() / weights.sum())
    return float(tau2 / (tau2 + typical))
