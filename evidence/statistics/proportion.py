"""Intervals and bounds for a single proportion. Pure functions of counts; every rate is a fraction of 1."""

from functools import lru_cache
from math import sqrt
from statistics import NormalDist

from evidence.reasons import mark
from evidence.statistics.blaker import beta_quantile, lower_limit

#: Methods by code, with the name that is printed wherever an interval is shown. The first is the default.
INTERVAL_METHODS = {
    "clopper-pearson": mark("exact (Clopper-Pearson)"),
    "wilson": mark("Wilson score"),
    "jeffreys": mark("Jeffreys"),
    "agresti-coull": mark("Agresti-Coull"),
    "blaker": mark("exact (Blaker)"),
}


@lru_cache(maxsize=4096)
def interval(events: int, of: int, method: str = "clopper-pearson", level: float = 0.95) -> tuple[float, float]:
    """Two-sided interval of events/of as fractions (low, high).

    clopper-pearson: beta quantiles (Clopper & Pearson 1934); blaker: acceptability inverted (Blaker 2000, outermost
    points after Klaschka 2010), never wider than the former; wilson: score without continuity correction
    (Wilson 1927); jeffreys: equal-tailed Beta(1/2, 1/2) posterior, its end set to 0 or 1 where events are
    0 or all (Brown, Cai & DasGupta 2001); agresti-coull: adjusted Wald cut to [0, 1] (Agresti & Coull 1998).
    With no event the low end is 0, with all of them the high end is 1, whatever the method.
    Raises ValueError for counts that are no proportion or an unknown method.
    """
    refuse_counts(events, of)
    refuse_level(level)
    if method not in INTERVAL_METHODS:
        raise ValueError(f"method {method!r} is unknown; allowed: {', '.join(INTERVAL_METHODS)}")
    tail = (1 - level) / 2
    if method == "clopper-pearson":
        low, high = beta_quantile(events, of - events + 1, tail), beta_quantile(events + 1, of - events, 1 - tail)
    elif method == "blaker":
        low, high = lower_limit(events, of, 1 - level), 1 - lower_limit(of - events, of, 1 - level)
    elif method == "jeffreys":
        low, high = (beta_quantile(events + 0.5, of - events + 0.5, end) for end in (tail, 1 - tail))
    else:
        low, high = _score(events, of, NormalDist().inv_cdf(1 - tail), method)
    return (max(low, 0.0) if events else 0.0), (min(high, 1.0) if events < of else 1.0)


def _score(events: int, of: int, z: float, method: str) -> tuple[float, float]:
    centre = (events + z * z / 2) / (of + z * z)
    if method == "wilson":
        half = z * sqrt(events * (of - events) / of + z * z / 4) / (of + z * z)
    else:
        half = z * sqrt(centre * (1 - centre) / (of + z * z))
    return centre - half, centre + half


@lru_cache(maxsize=4096)
def upper_bound(events: int, of: int, level: float = 0.95) -> float:
    """One-sided exact (Clopper-Pearson) upper bound of events/of as a fraction: what 0 of n still allows."""
    refuse_counts(events, of)
    refuse_level(level)
    return beta_quantile(events + 1, of - events, level) if events < of else 1.0


def events_behind(percent: float, of: int, decimals: int = 0) -> int | None:
    """The only count that a printed percentage of `of` patients can stand for; None if two counts fit, or none.

    36 % of 28 can only be 10; 64 % of 132 may be 84 or 85, so it stays unknown.
    """
    half = 0.5 * 10**-decimals + 1e-9
    near = range(max(0, int(of * (percent - half) / 100) - 1), min(of, int(of * (percent + half) / 100) + 1) + 1)
    fitting = [events for events in near if abs(100 * events / of - percent) <= half]
    return fitting[0] if len(fitting) == 1 else None


def refuse_counts(events: int, of: int) -> None:
    """Raises ValueError unless events/of is a proportion of whole patients."""
    if not 0 <= events <= of or of < 1 or events % 1 or of % 1:
        raise ValueError(f"{events} of {of} is no proportion; expected whole counts, 0 <= events <= of and of >= 1")


def refuse_level(level: float) -> None:
    """Raises ValueError unless a confidence level is a fraction."""
    if not 0 < level < 1:
        raise ValueError(f"level {level} must lie between 0 and 1")
