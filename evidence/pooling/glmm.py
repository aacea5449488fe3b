"""Random-intercept logistic model of cohort rates by maximum likelihood.

events_i ~ Binomial(of_i, expit(mean + tau u_i)), u_i ~ N(0, 1): exact within cohorts, so no half patient is ever added.
Stijnen, Hamza & Ozdemir, Stat Med 2010;29:3046; as rma.glmm(measure="PLO", method="ML") of R's metafor.
"""

from functools import lru_cache
from typing import NamedTuple

import numpy as np
from scipy.optimize import minimize
from scipy.special import expit, logit

from evidence.pooling.estimates import Estimate, NoEstimate, Numbers
from evidence.reasons import because, mark

#: Points of the trapezoidal rule over a cohort's peak, down to exp(-_DEPTH) of its height. For smooth peaks that rule
#: converges geometrically (Trefethen & Weideman, SIAM Rev 2014;56:385). Adaptive Gauss-Hermite, the usual choice, is
#: off by 0.002 in the log likelihood even with 80 nodes where no patient has the event and tau is large.
_POINTS = 161
_DEPTH = 40.0

#: Starts for tau: the likelihood may have a second top. The best of these wins, if it beats tau = 0.
_STARTS = (0.3, 1.0, 3.0)

#: Logits. Beyond this the counts are all or nothing and the maximum runs away (0/10 and 10/10 have none).
_LARGEST_TAU = 30.0

#: A gain in log likelihood below this is rounding: the simpler model, no variance between cohorts, is kept.
_NO_GAIN = 1e-9

#: A last step longer than this (logits) means that the top was not reached.
_SETTLED = 1e-6

_NONE = mark("no variance between cohorts was found: the estimate is the crude rate of all patients")


class _Fit(NamedTuple):
    """Log likelihood with gradient and Hessian in (mean, tau)."""

    loglik: float
    gradient: Numbers
    hessian: Numbers


def glmm(events: Numbers, of: Numbers) -> Estimate:
    """Maximum-likelihood mean logit, tau2, and the standard error from the observed information of both.

    Without between-cohort variance this is the crude rate of all patients together.
    Raises NoEstimate where no patient, or every patient, has the event, and where the maximum is not found.
    """
    if events.sum() in (0, of.sum()):
        message = (
            mark("no patient of any cohort has the event, so the GLMM has no estimate; show each with its exact bound")
            if events.sum() == 0
            else mark(
                "every patient of any cohort has the event, so the GLMM has no estimate; show each with its exact bound"
            )
        )
        raise NoEstimate(because(message))
    rate = events.sum() / of.sum()
    crude = float(logit(rate))
    tops = [_climb(np.array([crude, start]), events, of) for start in _STARTS]
    height, best = max((_fit(top, events, of).loglik, tuple(top)) for top in tops)
    if height - _fit(np.array([crude, 0.0]), events, of).loglik < _NO_GAIN:
        return Estimate(crude, float(1 / np.sqrt(of.sum() * rate * (1 - rate))), 0.0, (because(_NONE),))
    mean, tau, error = _refined(np.array(best), events, of)
    if abs(tau) > _LARGEST_TAU or not np.isfinite(error):
        raise NoEstimate(
            because(
                "the GLMM did not converge (tau {tau} logits at the last step); show the cohorts one by one, or pool with"
                " 'reml-hksj'",
                tau=f"{abs(best[1]):.1f}",
            )
        )
    return Estimate(mean, error, tau**2)


def _climb(start: Numbers, events: Numbers, of: Numbers) -> Numbers:
    """A top of the likelihood near a start; the likelihood is even in tau, so its sign means nothing."""
    fit = lru_cache(lambda *at: _fit(np.array(at), events, of))
    found = minimize(
        lambda at: -fit(*at).loglik,
        start,
        jac=lambda at: -fit(*at).gradient,
        hess=lambda at: -fit(*at).hessian,
        method="trust-exact",
        options={"gtol": 1e-9, "maxiter": 60},
    )
    best: Numbers = found.x
    return best


def _refined(top: Numbers, events: Numbers, of: Numbers) -> tuple[float, float, float]:
    """Mean, tau and standard error of the mean after a last Newton step; the error is nan if this is no maximum."""
    for _ in range(2):
        fit = _fit(top, events, of)
        information = -fit.hessian
        if np.linalg.eigvalsh(information).min() <= 0:
            return float(top[0]), float(top[1]), np.nan
        step = np.linalg.solve(information, fit.gradient)
        top = top + step
    error = np.sqrt(np.linalg.inv(information)[0, 0]) if np.abs(step).max() < _SETTLED else np.nan
    return float(top[0]), float(top[1]), float(error)


def _fit(at: Numbers, events: Numbers, of: Numbers) -> _Fit:
    """Likelihood by quadrature over each cohort's peak; derivatives by Louis (JRSS B 1982;44:226)."""
    mean, tau = at
    x, n = events[:, None], of[:, None]
    left, right = _ends(mean, tau, x, n)
    u = left + (right - left) * np.linspace(0, 1, _POINTS)
    logs = _log_density(u, mean, tau, x, n)
    top = logs.max(axis=1, keepdims=True)
    mass = np.exp(logs - top)
    total = mass.sum(axis=1, keepdims=True)
    mass /= total
    rate = expit(mean + tau * u)
    residual, weight = x - n * rate, n * rate * (1 - rate)
    scores = np.stack([residual, residual * u])
    means = (mass * scores).sum(axis=2)
    spread = np.einsum("ij,aij,bij->ab", mass, scores, scores) - means @ means.T
    curve = (mass * weight * np.stack([np.ones_like(u), u, u**2])).sum(axis=(1, 2))
    area = top + np.log(total * (right - left) / (_POINTS - 1))
    return _Fit(float(area.sum()), means.sum(axis=1), spread - np.array([curve[:2], curve[1:]]))


def _log_density(u: Numbers, mean: float, tau: float, events: Numbers, of: Numbers) -> Numbers:
    """Log density of counts and random effect together, without the binomial coefficient; concave in u."""
    logits = mean + tau * u
    density: Numbers = events * logits - of * np.logaddexp(0, logits) - u**2 / 2 - np.log(2 * np.pi) / 2
    return density


def _ends(mean: float, tau: float, events: Numbers, of: Numbers) -> tuple[Numbers, Numbers]:
    """Where each cohort's density has fallen by _DEPTH on both sides of its mode (or just beyond), by bisection.

    The prior alone makes it fall by half the squared distance, so no end is farther from the mode than `reach`.
    """
    mode = _modes(mean, tau, events, of)
    floor = _log_density(mode, mean, tau, events, of) - _DEPTH
    reach = np.sqrt(2 * _DEPTH)
    ends = []
    for side in (-reach, reach):
        inner, outer = np.zeros_like(mode), np.ones_like(mode)
        for _ in range(20):
            middle = (inner + outer) / 2
            beyond = _log_density(mode + side * middle, mean, tau, events, of) < floor
            inner, outer = np.where(beyond, inner, middle), np.where(beyond, middle, outer)
        ends.append(mode + side * outer)
    return ends[0], ends[1]


def _modes(mean: float, tau: float, events: Numbers, of: Numbers) -> Numbers:
    """Most likely random effect of each cohort: Newton steps, kept inside a shrinking bracket."""
    low, high = np.sort([tau * (events - of), tau * events], axis=0)
    u = np.zeros_like(events)
    for _ in range(60):
        rate = expit(mean + tau * u)
        fall = u - tau * (events - of * rate)
        low, high = np.where(fall < 0, u, low), np.where(fall > 0, u, high)
        step = u - fall / (1 + tau**2 * of * rate * (1 - rate))
        u, before = np.where((step < low) | (step > high), (low + high) / 2, step), u
        if np.abs(u - before).max() < 1e-10:
            break
    return u
