"""Intervals against published reference values and against their own definition."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evidence.statistics import INTERVAL_METHODS, events_behind, interval, upper_bound

#: Percent, two-sided 95 %: R's binom.test (exact) and prop.test without correction (Wilson).
EXACT = {(10, 28): (18.6, 55.9), (4, 28): (4.0, 32.7), (0, 28): (0.0, 12.3), (28, 28): (87.7, 100.0),
         (0, 3): (0.0, 70.8), (1, 3): (0.8, 90.6), (1, 6): (0.4, 64.1), (60, 185): (25.7, 39.7)}  # fmt: skip
WILSON = {(10, 28): (20.7, 54.2), (0, 28): (0.0, 12.1), (1, 6): (3.0, 56.4), (60, 185): (26.1, 39.5)}
ONE_SIDED = {(0, 28): 10.1, (0, 3): 63.2, (1, 3): 86.5, (0, 6): 39.3, (2, 6): 72.9, (0, 20): 13.9}

proportions = st.integers(1, 400).flatmap(lambda of: st.tuples(st.integers(0, of), st.just(of)))


@pytest.mark.parametrize(("counts", "percent"), EXACT.items())
def test_exact_agrees_with_the_reference(counts, percent):
    assert tuple(round(100 * end, 1) for end in interval(*counts)) == percent


@pytest.mark.parametrize(("counts", "percent"), WILSON.items())
def test_wilson_agrees_with_the_reference(counts, percent):
    assert tuple(round(100 * end, 1) for end in interval(*counts, method="wilson")) == percent


def test_exact_to_eight_digits():
    assert interval(10, 28) == pytest.approx((0.1864066600, 0.5593496873), abs=1e-9)


def test_jeffreys_touches_the_boundary_only_at_none_and_all():
    assert interval(0, 6, "jeffreys")[0] == 0 and interval(6, 6, "jeffreys")[1] == 1
    assert [round(100 * end, 1) for end in interval(10, 28, "jeffreys")] == [20.1, 54.2]


def test_agresti_coull_stays_inside():
    low, high = interval(0, 28, "agresti-coull")
    assert low == 0 and round(100 * high, 1) == 14.3


@pytest.mark.parametrize(("counts", "percent"), ONE_SIDED.items())
def test_upper_bound_agrees_with_the_reference(counts, percent):
    assert round(100 * upper_bound(*counts), 1) == percent


@given(proportions, st.sampled_from(list(INTERVAL_METHODS)))
def test_interval_holds_its_estimate_and_stays_in_range(counts, method):
    events, of = counts
    low, high = interval(events, of, method)
    assert 0 <= low <= events / of <= high <= 1


@given(proportions, st.sampled_from(list(INTERVAL_METHODS)))
def test_interval_rises_with_events(counts, method):
    events, of = counts
    if events < of:
        assert interval(events, of, method)[0] <= interval(events + 1, of, method)[0] + 1e-12
        assert interval(events, of, method)[1] <= interval(events + 1, of, method)[1] + 1e-12


@pytest.mark.parametrize("of", [1, 5, 12, 28, 60])
def test_exact_covers_at_least_nominally(of):
    from scipy.stats import binom

    for rate in [step / 50 for step in range(1, 50)]:
        held = [k for k in range(of + 1) if interval(k, of)[0] <= rate <= interval(k, of)[1]]
        assert sum(binom.pmf(k, of, rate) for k in held) >= 0.95 - 1e-12


@pytest.mark.parametrize(("events", "of"), [(-1, 5), (6, 5), (0, 0)])
def test_what_is_no_proportion_is_refused(events, of):
    with pytest.raises(ValueError, match="no proportion"):
        interval(events, of)


def test_unknown_method_names_the_allowed_ones():
    with pytest.raises(ValueError, match="clopper-pearson, wilson"):
        interval(1, 2, "wald")


@pytest.mark.parametrize(
    ("percent", "of", "events"), [(36, 28, 10), (46, 37, 17), (64, 132, None), (66, 36, None), (100, 3, 3), (0, 3, 0)]
)
def test_count_is_derived_only_where_one_integer_fits(percent, of, events):
    assert events_behind(percent, of) == events
