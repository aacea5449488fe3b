"""A pooled rate with its interval and prediction interval; fractions of 1."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.special import expit, stdtrit

from evidence.pooling.estimates import inconsistency, logits
from evidence.pooling.glmm import glmm
from evidence.pooling.reml import reml_hksj
from evidence.reasons import Reason, because, mark
from evidence.statistics import refuse_counts

_ESTIMATORS = {"glmm": glmm, "reml-hksj": reml_hksj}

#: Methods by code, with the name that is printed wherever a pooled rate is shown. The first is the default.
POOLING_METHODS = {
    "glmm": mark("random-intercept logistic model (maximum likelihood), t interval"),
    "reml-hksj": mark("random-effects mean of logits (REML), modified Hartung-Knapp interval"),
}

#: With two cohorts t has one degree of freedom (12.7 at 95 %): correct, and of no use.
_TWO = mark("two cohorts: one degree of freedom, the intervals say next to nothing")

#: A variance between cohorts below this is none: the estimate lies on its lower bound.
NO_SPREAD = 1e-6
_WITHHELD = mark(
    "no prediction interval: τ² is estimated as 0, so it would only repeat the interval, while few cohorts say little of τ²"
)


@dataclass(frozen=True)
class PooledRate:
    """The rate of the typical (median) cohort, not the mean over patients. Fractions; tau2 in squared logits.

    low, high: 95 % interval of that rate. prediction_low, prediction_high: where the rate of a further cohort is
    expected. i2: share of the variance of logits that lies between cohorts. k: cohorts. notes: what was done.
    """

    estimate: float
    low: float
    high: float
    prediction_low: float
    prediction_high: float
    tau2: float
    i2: float
    k: int
    method: str
    notes: tuple[Reason, ...] = ()

    @property
    def predicts(self) -> bool:
        """Whether its prediction interval may be shown: without a variance between cohorts it only repeats the other."""
        return self.tau2 >= NO_SPREAD


def pool(events: Sequence[int], of: Sequence[int], method: str = "glmm", level: float = 0.95) -> PooledRate:
    """Pooled rate of k independent cohorts. Ask `refusals` first: this only computes.

    Both intervals use t with k - 1 degrees of freedom on the logit: mean +- t SE, and for prediction
    mean +- t sqrt(tau2 + SE2) (Higgins, Thompson & Spiegelhalter, JRSS A 2009;172:137, with k - 1 as metafor). With
    tau2 = 0 the latter is the former again and no promise about a further cohort: see `PooledRate.predicts`.
    Raises ValueError for fewer than two cohorts or impossible counts; NoEstimate where the method has no answer.
    """
    _refuse(events, of, method, level)
    x, n = np.array(events, dtype=float), np.array(of, dtype=float)
    found = _ESTIMATORS[method](x, n)
    quantile = float(stdtrit(len(x) - 1, (1 + level) / 2))
    half, wide = quantile * found.error, quantile * np.hypot(found.error, np.sqrt(found.tau2))
    ends = expit(found.mean + np.array([0, -half, half, -wide, wide]))
    two, withheld = (because(_TWO),) * (len(x) == 2), (because(_WITHHELD),) * (found.tau2 < NO_SPREAD)
    estimate, low, high, prediction_low, prediction_high = map(float, ends)
    return PooledRate(
        estimate,
        low,
        high,
        prediction_low,
        prediction_high,
        tau2=found.tau2,
        i2=inconsistency(logits(x, n)[1], found.tau2),
        k=len(x),
        method=method,
        notes=(*found.notes, *two, *withheld),
    )


def _refuse(events: Sequence[int], of: Sequence[int], method: str, level: float) -> None:
    if method not in _ESTIMATORS:
        raise ValueError(f"method {method!r} is unknown; allowed: {', '.join(_ESTIMATORS)}")
    if len(events) != len(of) or len(events) < 2:
        raise ValueError(f"{len(events)} counts for {len(of)} cohorts; expected one count a cohort, at least two cohorts")
    if not 0 < level < 1:
        raise ValueError(f"level {level} must lie between 0 and 1")
    for x, n in zip(events, of, strict=True):
        refuse_counts(x, n)
