"""Isotonic rates over dose levels: estimates that cannot fall where the dose rises."""

from collections.abc import Sequence

from evidence.reasons import mark
from evidence.statistics.proportion import refuse_counts

#: Ways to weigh the levels, with the words that name the estimate wherever it is shown.
ISOTONIC_WEIGHTS = {
    "n": mark("isotonic, weighted by patients"),
    "boin": mark("isotonic as in BOIN (0.05 of 0.1 patients added, inverse posterior variance)"),
}

#: BOIN's Beta(0.05, 0.05) prior: half a tenth of a patient with and half without the event (Yan et al. 2020).
_PRIOR = 0.05


def isotonic_rates(events: Sequence[int], of: Sequence[int], weights: str = "n") -> list[float]:
    """Non-decreasing rates (fractions), one a dose level from low to high, by pooling adjacent violators.

    n: events/of weighted by of (Barlow et al. 1972). boin: posterior mean (x + 0.05) / (n + 0.1) weighted by inverse
    posterior variance, as the R package BOIN estimates in select.mtd (Yan et al., J Stat Softw 2020;94:13), without
    its 1e-10 a level that breaks ties. The two differ much in small levels: print which. Only for one drug, one
    schedule, one trial. A level nobody was treated at has no rate and is refused: leave it out.
    """
    if weights not in ISOTONIC_WEIGHTS:
        raise ValueError(f"weights {weights!r} are unknown; allowed: {', '.join(ISOTONIC_WEIGHTS)}")
    if len(events) != len(of) or not len(of):
        raise ValueError(f"{len(events)} counts for {len(of)} dose levels; expected one count a level, at least one level")
    for x, n in zip(events, of, strict=True):
        refuse_counts(x, n)
    if weights == "n":
        levels = [(x / n, float(n)) for x, n in zip(events, of, strict=True)]
    else:
        levels = [_posterior(x, n) for x, n in zip(events, of, strict=True)]
    from scipy.optimize import isotonic_regression  # a quarter of a second that a build need not wait

    rates, weight = zip(*levels, strict=True)
    return [float(rate) for rate in isotonic_regression(rates, weights=weight, increasing=True).x]


def _posterior(events: int, of: int) -> tuple[float, float]:
    """Mean and inverse variance of the beta posterior of one level."""
    with_event, total = events + _PRIOR, of + 2 * _PRIOR
    return with_event / total, total**2 * (total + 1) / (with_event * (total - with_event))
