"""Intervals, bounds and isotonic rates. Pure functions of counts; every rate is a fraction of 1.

proportion: one rate; blaker: its shorter exact interval; isotonic: dose levels.
Every method is pinned to R in tests/reference.
"""

from evidence.statistics.isotonic import ISOTONIC_WEIGHTS, isotonic_rates
from evidence.statistics.proportion import INTERVAL_METHODS, events_behind, interval, refuse_counts, upper_bound

__all__ = [
    "INTERVAL_METHODS",
    "ISOTONIC_WEIGHTS",
    "events_behind",
    "interval",
    "isotonic_rates",
    "refuse_counts",
    "upper_bound",
]
