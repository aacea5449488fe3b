"""How an interval was computed: one row worked through, with a line of R and of Python that gives the same number."""

from collections.abc import Iterable
from dataclasses import dataclass

from evidence.answers import Item, Rated, with_rate
from evidence.language import mark, say
from evidence.selection import View
from evidence.statistics import INTERVAL_METHODS
from evidence.vocabulary import TERM
from evidence.wording import numbers
from evidence.wording.selection import cohort, lower_first


@dataclass(frozen=True)
class Worked:
    """`formula` names the method and says it, `row` gives the numbers that went in and what came out.

    `r` and `python` each print what came out, in percent; R needs no package unless the line names it.
    """

    formula: str
    row: str
    r: str
    python: str


#: Formula, line of R, line of Python for x of n; limits in percent.
_LIMITS = {
    "clopper-pearson": (
        mark("low: the 2.5 % quantile of Beta(x, n - x + 1); high: the 97.5 % quantile of Beta(x + 1, n - x)"
        " (Clopper & Pearson 1934)"),
        "100 * binom.test({x}, {n})$conf.int",
        "from scipy.stats import binomtest; ci = binomtest({x}, {n}).proportion_ci(); print(100 * ci.low, 100 * ci.high)",
    ),
    "wilson": (
        mark("the rates p with |x/n - p| = 1.96 · √(p(1 - p)/n), without continuity correction (Wilson 1927)"),
        "100 * prop.test({x}, {n}, correct = FALSE)$conf.int",
        "from scipy.stats import binomtest; ci = binomtest({x}, {n}).proportion_ci(method='wilson');"
        " print(100 * ci.low, 100 * ci.high)",
    ),
    "jeffreys": (
        mark("the 2.5 % and 97.5 % quantiles of Beta(x + 1/2, n - x + 1/2); 0 where x = 0, 100 % where x = n"
        " (Brown, Cai & DasGupta 2001)"),
        "x <- {x}; n <- {n}; 100 * c(if (x == 0) 0 else qbeta(.025, x + .5, n - x + .5),"
        " if (x == n) 1 else qbeta(.975, x + .5, n - x + .5))",
        "from scipy.stats import beta; x, n = {x}, {n}; ends = beta.ppf([.025, .975], x + .5, n - x + .5);"
        " print(100 * ends[0] if x else 0, 100 * ends[1] if x < n else 100)",
    ),
    "agresti-coull": (
        mark("p ± 1.96 · √(p(1 - p)/m) with m = n + 1.96² and p = (x + 1.96²/2)/m, cut to 0 and 100 %"
             " (Agresti & Coull 1998)"),
        "z <- qnorm(.975); m <- {n} + z^2; p <- ({x} + z^2 / 2) / m;"
        " 100 * pmin(1, pmax(0, p + c(-1, 1) * z * sqrt(p * (1 - p) / m)))",
        "from statistics import NormalDist; z = NormalDist().inv_cdf(.975); m = {n} + z**2; p = ({x} + z**2 / 2) / m;"
        " half = z * (p * (1 - p) / m)**.5; print(100 * max(0, p - half), 100 * min(1, p + half))",
    ),
    "blaker": (
        mark("the rates p at which P(X ≥ x), plus the largest lower tail not above it (or the mirror image), reaches 5 %"
        " (Blaker 2000, outermost points after Klaschka 2010)"),
        "100 * BlakerCI::binom.blaker.limits({x}, {n})",
        "from evidence.statistics import interval; low, high = interval({x}, {n}, 'blaker'); print(100 * low, 100 * high)",
    ),
}  # fmt: skip


def intervals(rows: Iterable[Item], view: View) -> list[Worked]:
    """The interval of one row, worked through; empty where no row has counts."""
    row = example(rows)
    return [interval(row, view.choice("interval"))] if row else []


def example(rows: Iterable[Item]) -> Rated | None:
    """The first row with some but not all patients, else the first with counts."""
    counted = [row for row in with_rate(rows) if row.rate.is_counted]
    inner = (row for row in counted if 0 < row.rate.counts[0] < row.rate.counts[1])
    return next(inner, counted[0] if counted else None)


def _named(row: Rated) -> str:
    """'Borthakur 2020, overall response'."""
    fact = row.rate.facts[0]
    term = lower_first(TERM[fact["domain"]][fact["term"]].label)
    return say("{cohort}, {term}", cohort=cohort(row.cohort), term=term)


def interval(row: Rated, method: str) -> Worked:
    formula, r, python = _LIMITS[method]
    rate = row.rate
    counts = {"x": rate.events, "n": rate.of}
    return Worked(
        say("95 % interval, {method}: {formula}.", method=say(INTERVAL_METHODS[method]), formula=say(formula)),
        say("{row}: x = {x}, n = {n} ({population}) gives {rate}.", row=_named(row), population=rate.population.label,
            rate=numbers.rate(rate), **counts),
        r.format(**counts),
        python.format(**counts),
    )  # fmt: skip


def upper_bounds(rows: Iterable[Item]) -> list[Worked]:
    """The one-sided bound of one row with a `bound`; empty where none has it. A row without events teaches most."""
    bounded = [(row, row.bound) for row in with_rate(rows) if row.bound is not None]
    if not bounded:
        return []
    row, bound = next((one for one in bounded if one[0].rate.events == 0), bounded[0])
    x, n = row.rate.counts
    return [
        Worked(
            say("One-sided 95 % upper bound, exact: the 95 % quantile of Beta(x + 1, n - x), 100 % where x = n."),
            say("{row}: x = {x}, n = {n} ({population}) gives ≤ {bound} %.", row=_named(row), x=x, n=n,
                population=row.rate.population.label, bound=f"{bound:.1f}"),
            f"100 * binom.test({x}, {n}, alternative = 'less')$conf.int[2]",
            f"from scipy.stats import binomtest; print(100 * binomtest({x}, {n}, alternative='less').proportion_ci().high)",
        )
    ]  # fmt: skip
