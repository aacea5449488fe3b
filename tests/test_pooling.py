"""Pooled rates against R's metafor, direct integration and their own definition."""

from dataclasses import FrozenInstanceError
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.integrate import quad
from scipy.special import expit
from scipy.stats import binom, norm
from scipy.stats import t as student

from evidence.pooling import POOLING_METHODS, NoEstimate, pool
from evidence.pooling import glmm as model
from evidence.pooling.estimates import logits
from evidence.wording.reasons import words
from tests.reference import agrees, pinned, rates

METHODS = list(POOLING_METHODS)


def noted(found):
    """What was done, in words."""
    return "; ".join(map(words, found.notes))


GRADED = [4, 3, 2, 1], [10, 20, 30, 40]
SPARSE = [0, 1, 0, 2], [6, 12, 9, 20]

cohort = st.integers(1, 60).flatmap(lambda of: st.tuples(st.integers(0, of), st.just(of)))
cohorts = st.lists(cohort, min_size=2, max_size=9).map(lambda rows: tuple(zip(*rows, strict=True)))


@pytest.mark.parametrize(("given", "method", "pins"), pinned("pool"))
def test_pooled_rate_agrees_with_r(given, method, pins):
    found = pool(*rates(given), method)
    for name, pin in pins.items():
        assert agrees(getattr(found, name), pin), name


def test_graded_rates_as_noted():
    first, second = pool(*GRADED), pool(*GRADED, "reml-hksj")
    assert (round(100 * first.estimate, 1), round(first.tau2, 3)) == (10.4, 0.907)
    assert [round(100 * end, 1) for end in (first.low, first.high)] == [1.7, 43.9]
    assert [round(100 * end, 1) for end in (first.prediction_low, first.prediction_high)] == [0.3, 80.7]
    assert (round(100 * second.estimate, 1), round(second.tau2, 3)) == (12.1, 1.194)
    assert [round(100 * end, 1) for end in (second.low, second.high)] == [1.6, 54.0]
    assert first.method == "glmm" and first.k == 4 and first.notes == ()


def test_few_events_do_not_make_an_absurdly_narrow_interval():
    found = pool(*SPARSE, "reml-hksj")
    assert [round(100 * end, 1) for end in (found.low, found.high)] == [1.7, 32.6]
    assert "half a patient added to both counts of 2 of 4 cohorts" in noted(found) and "0.28" in noted(found)
    assert round(100 * pool(*SPARSE).estimate, 1) == 6.4


@settings(deadline=None, max_examples=60)
@given(cohorts, st.sampled_from(METHODS))
def test_intervals_hold_their_estimate_and_prediction_holds_both(counts, method):
    try:
        found = pool(*counts, method)
    except NoEstimate:
        return
    assert found.predicts == ("no prediction interval" not in noted(found))
    ends = (found.prediction_low, found.low, found.estimate, found.high, found.prediction_high)
    assert all(low <= high + 1e-12 for low, high in pairwise(ends))
    assert ends[0] >= 0 and ends[-1] <= 1 and found.tau2 >= 0 and 0 <= found.i2 <= 1 and found.k == len(counts[0])


@settings(deadline=None, max_examples=60)
@given(cohorts, st.sampled_from(METHODS))
def test_neither_order_nor_the_side_counted_matters(counts, method):
    events, of = counts
    try:
        found = pool(events, of, method)
    except NoEstimate:
        return
    other = pool([n - x for x, n in zip(events, of, strict=True)][::-1], of[::-1], method)
    expected = (1 - found.estimate, 1 - found.high, 1 - found.low, found.i2)
    assert (other.estimate, other.low, other.high, other.i2) == pytest.approx(expected, abs=1e-6)


@settings(deadline=None, max_examples=60)
@given(cohorts)
def test_modified_interval_is_never_narrower_than_the_plain_one(counts):
    found = pool(*counts, "reml-hksj")
    values, variances = logits(*(np.array(part, dtype=float) for part in counts))
    weights = 1 / (variances + found.tau2)
    mean, df = np.average(values, weights=weights), len(values) - 1
    plain = np.sqrt((weights * (values - mean) ** 2).sum() / df / weights.sum())
    low, high = expit(mean + np.array([-1, 1]) * student.ppf(0.975, df) * plain)
    assert found.low <= low + 1e-9 and high <= found.high + 1e-9


@pytest.mark.parametrize(
    ("mean", "tau", "events", "of"),
    [
        (-2.1, 0.95, *GRADED),
        (-4, 2, *SPARSE),
        (-6, 4, [0, 0, 20], [6, 9, 20]),
        (-8, 5, [0, 3], [1000, 10]),
        (0, 8, [0, 3], [5, 5]),
    ],
)
def test_likelihood_agrees_with_direct_integration(mean, tau, events, of):
    """Zero events and a large tau make the integrand lopsided: there Gauss-Hermite fails, adaptive or not."""

    def density(u, x, n):
        return binom.pmf(x, n, expit(mean + tau * u)) * norm.pdf(u)

    x, n = np.array(events, dtype=float), np.array(of, dtype=float)
    direct = sum(np.log(quad(density, -12, 12, args=pair, limit=2000, points=np.linspace(-9, 9, 37), epsabs=0)[0])
                 for pair in zip(events, of, strict=True))  # fmt: skip
    ways = binom.logpmf(x, n, 0.5) + n * np.log(2)
    fit = model._fit(np.array([mean, tau]), x, n)
    assert fit.loglik + ways.sum() == pytest.approx(direct, abs=1e-9)


def test_likelihood_derivatives_agree_with_differences():
    at, x, n = np.array([-1.2, 0.8]), *(np.array(part, dtype=float) for part in SPARSE)
    step = 1e-5 * np.eye(2)
    slope = [(model._fit(at + h, x, n).loglik - model._fit(at - h, x, n).loglik) / 2e-5 for h in step]
    curve = [(model._fit(at + h, x, n).gradient - model._fit(at - h, x, n).gradient) / 2e-5 for h in step]
    fit = model._fit(at, x, n)
    assert fit.gradient == pytest.approx(slope, abs=1e-7) and fit.hessian == pytest.approx(np.array(curve), abs=1e-7)


@pytest.mark.parametrize("method", METHODS)
def test_equal_rates_have_no_variance_between_cohorts_and_say_so(method):
    found = pool([2, 4, 6], [10, 20, 30], method)
    assert found.estimate == pytest.approx(0.2) and found.tau2 == 0 and found.i2 == 0
    assert (found.prediction_low, found.prediction_high) == (found.low, found.high)
    assert not found.predicts and "no prediction interval" in noted(found)
    assert "no variance between cohorts was found" in noted(found)


@pytest.mark.parametrize("method", METHODS)
def test_two_cohorts_are_computed_with_one_degree_of_freedom_and_say_so(method):
    found = pool([2, 5], [10, 12], method)
    assert found.k == 2 and found.low < 0.01 and found.high > 0.95 and "two cohorts" in noted(found)


@pytest.mark.parametrize("events", [[0, 0, 0], [5, 8, 9]])
def test_without_events_or_with_nothing_else_the_model_has_no_estimate(events):
    with pytest.raises(NoEstimate, match="exact bound"):
        pool(events, [5, 8, 9])
    assert "rests on these halves alone" in noted(pool(events, [5, 8, 9], "reml-hksj"))


@pytest.mark.parametrize("counts", [([0, 10], [10, 10]), ([0, 0, 5], [5, 5, 5]), ([0, 10000], [10000, 10000])])
def test_a_model_that_does_not_converge_says_so(counts):
    with pytest.raises(NoEstimate, match="did not converge"):
        pool(*counts)


def test_cohorts_of_one_patient_carry_no_variance():
    assert pool([0, 0, 1], [1, 1, 1]).estimate == pytest.approx(1 / 3)


def test_a_large_cohort_beside_small_ones_is_computed():
    found = pool([1000, 200_000, 5000], [1_000_000, 1_000_000, 20_000])
    assert found.i2 > 0.999 and 0.03 < found.estimate < 0.06


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize(
    ("events", "of", "said"),
    [([1], [4], "at least two"), ([], [], "at least two"), ([1, 2], [4], "one count a cohort"), ([5, 1], [4, 4], "no proportion"),
     ([-1, 1], [4, 4], "no proportion"), ([0, 1], [0, 4], "no proportion"), ([0.5, 1], [4, 4], "whole counts")],
)  # fmt: skip
def test_impossible_counts_are_refused(events, of, said, method):
    with pytest.raises(ValueError, match=said):
        pool(events, of, method)


def test_unknown_method_and_level_are_refused():
    with pytest.raises(ValueError, match="glmm, reml-hksj"):
        pool(*GRADED, "freeman-tukey")
    with pytest.raises(ValueError, match="between 0 and 1"):
        pool(*GRADED, level=95)


def test_a_pooled_rate_cannot_be_changed():
    with pytest.raises(FrozenInstanceError):
        pool(*GRADED).estimate = 0.5
