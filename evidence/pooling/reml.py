"""Two-step pooling of logits: tau2 by restricted maximum likelihood, error by the modified Hartung-Knapp method."""

import numpy as np
from scipy.optimize import brentq

from evidence.pooling.estimates import Estimate, NoEstimate, Numbers, logits
from evidence.reasons import Reason, because, mark

#: Points of the search for the best tau2, before its root is found to full precision.
_GRID = 400


def reml_hksj(events: Numbers, of: Numbers) -> Estimate:
    """Inverse-variance mean of the logits with REML tau2 and a Hartung-Knapp error never below the ordinary one.

    REML: Viechtbauer, J Educ Behav Stat 2005;30:261. Error: sqrt(max(1, q) / sum of weights), q the weighted residual
    variance: Knapp & Hartung, Stat Med 2003;22:2693, modified as in Röver, Knapp & Friede, BMC Med Res Methodol
    2015;15:99 (metafor test="adhoc"), because few unequal cohorts can make the plain one absurdly narrow.
    """
    values, variances = logits(events, of)
    tau2 = _tau2(values, variances)
    weights = 1 / (variances + tau2)
    mean = float(np.average(values, weights=weights))
    q = float((weights * (values - mean) ** 2).sum() / (len(values) - 1))
    return Estimate(mean, float(np.sqrt(max(1.0, q) / weights.sum())), tau2, _notes(events, of, tau2, q))


def _notes(events: Numbers, of: Numbers, tau2: float, q: float) -> tuple[Reason, ...]:
    added = int(((events == 0) | (events == of)).sum())
    said = []
    if added:
        halves = mark("half a patient added to both counts of {added} of {cohorts} cohorts, where events are 0 or all")
        said.append(because(halves, added=added, cohorts=len(of)))
    if events.sum() in (0, of.sum()):
        said.append(because("the estimate rests on these halves alone: do not print it as a rate"))
    if not tau2:
        said.append(because("no variance between cohorts was found (tau2 = 0)"))
    if q < 1:
        said.append(
            because("plain Hartung-Knapp error kept from shrinking by the factor {factor}", factor=f"{np.sqrt(q):.2f}")
        )
    return tuple(said)


def _tau2(values: Numbers, variances: Numbers) -> float:
    """The tau2 of the highest restricted likelihood: the best of a grid, then the root of the score beside it."""
    widest = np.ptp(values) ** 2
    if widest == 0:
        return 0.0
    grid = np.concatenate([[0.0], np.geomspace(1e-6, 10.0, _GRID) * widest])
    best = int(np.argmax([_loglik(point, values, variances) for point in grid]))
    if best == len(grid) - 1:
        raise NoEstimate(because("the REML variance did not converge; show the cohorts one by one"))
    low, high = grid[max(best - 1, 0)], grid[best + 1]
    if _score(low, values, variances) <= 0:
        return 0.0
    return float(brentq(_score, low, high, args=(values, variances), xtol=1e-14, rtol=1e-14))


def _loglik(tau2: float, values: Numbers, variances: Numbers) -> float:
    weights = 1 / (variances + tau2)
    residuals = values - np.average(values, weights=weights)
    return float(np.log(weights).sum() - np.log(weights.sum()) - (weights * residuals**2).sum()) / 2


def _score(tau2: float, values: Numbers, variances: Numbers) -> float:
    weights = 1 / (variances + tau2)
    residuals = values - np.average(values, weights=weights)
    return float((weights**2).sum() / weights.sum() - weights.sum() + (weights**2 * residuals**2).sum()) / 2
