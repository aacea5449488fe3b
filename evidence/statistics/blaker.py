"""Blaker's exact interval of a proportion by root finding: no step size, no search, no hang at extreme counts.

Blaker H. Confidence curves and improved exact confidence intervals for discrete distributions. Can J Stat 2000;28:783.
Klaschka J. BlakerCI: an algorithm and R package for the Blaker's binomial confidence limits calculation. 2010.
"""

import math
from collections.abc import Callable

from scipy.special import bdtr, bdtrik, betainc, betaincc, betaincinv

#: Limits near 1e-6 (1 of a million) keep nine digits; scipy's own 2e-12 would leave six.
_TOLERANCE = 1e-17


def lower_limit(events: int, of: int, alpha: float) -> float:
    """The smallest rate (fraction) whose acceptability reaches alpha; 0 without events.

    The acceptability of a rate p is P(X >= events) + P(X <= y), y the largest count whose lower tail is below the
    upper tail of `events`. It falls and rises while y stays, and leaps over alpha where y moves up. The Clopper-Pearson
    limit never lies above the answer; from there the answer is the crossing before the first leap, else the leap.
    The set of accepted rates may have gaps: its outermost point is taken, which keeps coverage (Klaschka 2010).
    """
    if events == 0:
        return 0.0
    start = beta_quantile(events, of - events + 1, alpha / 2)
    below = _binomial_quantile(of, start, alpha / 2) - 1
    leap = _root(lambda p: _at_least(events, of, p) - _at_most(below + 1, of, p), start, events / of)

    def excess(p: float) -> float:
        return _at_least(events, of, p) + _at_most(below, of, p) - alpha

    return _root(excess, start, leap) if excess(leap) > 0 else leap


def beta_quantile(a: float, b: float, p: float) -> float:
    """Where the beta distribution reaches p. `scipy.stats` has it too, and costs every start of a process half a second."""
    return float(betaincinv(a, b, p))


def _binomial_quantile(of: int, rate: float, p: float) -> int:
    """The smallest count whose lower tail reaches p; what inverts the tail may round to one above it."""
    count = math.ceil(float(bdtrik(p, of, rate)))
    return count - 1 if count and bdtr(count - 1, of, rate) >= p else count


def _at_least(count: int, of: int, p: float) -> float:
    return float(betainc(count, of - count + 1, p))


def _at_most(count: int, of: int, p: float) -> float:
    return float(betaincc(count + 1, of - count, p)) if count >= 0 else 0.0


def _root(rising: Callable[[float], float], low: float, high: float) -> float:
    """Where a function that rises from low to high crosses zero; the end itself if rounding put the zero just outside."""
    if rising(low) >= 0:
        return low
    from scipy.optimize import brentq  # a quarter of a second that a build need not wait

    return high if rising(high) <= 0 else brentq(rising, low, high, xtol=_TOLERANCE, rtol=1e-14)
