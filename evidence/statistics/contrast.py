"""Contrasts of two groups. Only inside one study: never between trials, never in a sort order or a colour."""

from collections.abc import Callable, Sequence
from math import comb, exp, hypot, inf, log
from typing import NamedTuple

from scipy.optimize import brentq

from evidence.statistics.proportion import interval, refuse_level


class Difference(NamedTuple):
    """Risk difference, first arm minus second, with its interval; fractions between -1 and 1."""

    difference: float
    low: float
    high: float


class Association(NamedTuple):
    """Odds ratio with its exact interval (0 and inf are possible) and two-sided P value."""

    odds_ratio: float
    low: float
    high: float
    p: float


def difference(e1: int, n1: int, e2: int, n2: int, level: float = 0.95) -> Difference:
    """Risk difference e1/n1 - e2/n2 with Newcombe's hybrid score interval (difference, low, high) as fractions.

    Only for the arms of one randomised trial; across trials or single-arm cohorts it must not be called.
    Newcombe RG, Stat Med 1998;17:873, method 10: the Wilson limits of both arms, no continuity correction.
    """
    (low1, high1), (low2, high2) = (interval(e, n, "wilson", level) for e, n in ((e1, n1), (e2, n2)))
    p1, p2 = e1 / n1, e2 / n2
    return Difference(p1 - p2, p1 - p2 - hypot(p1 - low1, high2 - p2), p1 - p2 + hypot(high1 - p1, p2 - low2))


def fisher(table: Sequence[Sequence[int]], level: float = 0.95) -> Association:
    """Association in a 2x2 table ((a, b), (c, d)) of counts: conditional odds ratio, exact interval, two-sided P.

    Only within one cohort, whose patients are all counted once. As R's fisher.test: conditional maximum likelihood,
    limits from the two tails of Fisher's noncentral hypergeometric distribution (Cornfield 1956), P the sum over
    tables no likelier than this one. Sums are exact integers, so that ties are ties.
    Raises ValueError for a table with an empty row or column: it carries no association.
    """
    (a, b), (c, d) = table
    if any(count < 0 or count % 1 for count in (a, b, c, d)) or not (a + b and c + d and a + c and b + d):
        raise ValueError(f"table {table} must hold whole counts, none below 0, no row and no column empty")
    refuse_level(level)
    least, most = max(0, a - d), min(a + b, a + c)
    ways = [comb(a + c, x) * comb(b + d, a + b - x) for x in range(least, most + 1)]
    seen, tail = a - least, (1 - level) / 2
    last = len(ways) - 1
    return Association(
        _odds(ways, lambda p: sum(x * w for x, w in enumerate(p)) - seen) if 0 < seen < last else inf if seen else 0.0,
        _odds(ways, lambda p: sum(p[seen:]) - tail) if seen else 0.0,
        _odds(ways, lambda p: tail - sum(p[: seen + 1])) if seen < last else inf,
        sum(way for way in ways if way <= ways[seen]) / sum(ways),
    )


def _odds(ways: list[int], rising: Callable[[list[float]], float]) -> float:
    """The odds ratio at which a function of the table's distribution, rising with the odds ratio, is zero."""
    logs = [log(way) for way in ways]

    def at(log_odds: float) -> float:
        top = max(way + x * log_odds for x, way in enumerate(logs))
        masses = [exp(way + x * log_odds - top) for x, way in enumerate(logs)]
        total = sum(masses)
        return rising([mass / total for mass in masses])

    edge = 1.0
    while at(-edge) > 0 or at(edge) < 0:
        edge *= 2
    return exp(brentq(at, -edge, edge, xtol=1e-13, rtol=1e-14))
