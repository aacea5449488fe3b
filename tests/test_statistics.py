"""Intervals, bounds and dose levels against R, published values and their own definition."""

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import binom

from evidence.statistics import INTERVAL_METHODS, events_behind, interval, isotonic_rates, upper_bound
from tests.reference import agrees, pinned, rates

#: Percent, two-sided 95 %: R's binom.test (exact) and prop.test without correction (Wilson).
EXACT = {(10, 28): (18.6, 55.9), (4, 28): (4.0, 32.7), (0, 28): (0.0, 12.3), (28, 28): (87.7, 100.0),
         (0, 3): (0.0, 70.8), (1, 3): (0.8, 90.6), (1, 6): (0.4, 64.1), (60, 185): (25.7, 39.7)}  # fmt: skip
WILSON = {(10, 28): (20.7, 54.2), (0, 28): (0.0, 12.1), (1, 6): (3.0, 56.4), (60, 185): (26.1, 39.5)}
ONE_SIDED = {(0, 28): 10.1, (0, 3): 63.2, (1, 3): 86.5, (0, 6): 39.3, (2, 6): 72.9, (0, 20): 13.9}

sizes = st.one_of(st.integers(1, 400), st.integers(1, 2_000_000))
proportions = sizes.flatmap(lambda of: st.tuples(st.integers(0, of), st.just(of)))


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


@given(proportions, st.sampled_from(list(INTERVAL_METHODS)))
def test_interval_of_those_without_the_event_is_the_mirror_image(counts, method):
    (events, of), (low, high) = counts, interval(*counts, method)
    assert interval(of - events, of, method) == pytest.approx((1 - high, 1 - low), abs=1e-12)


@pytest.mark.parametrize(("given", "method", "pins"), pinned("interval"))
def test_interval_agrees_with_r(given, method, pins):
    (events,), (of,) = rates(given)
    low, high = interval(events, of, method)
    assert agrees(low, pins["low"]) and agrees(high, pins["high"])


@pytest.mark.parametrize(("given", "method", "pins"), [pin for pin in pinned("interval") if "000" in pin.values[0]])
def test_extreme_counts_agree_in_their_leading_digits(given, method, pins):
    (events,), (of,) = rates(given)
    reference = (pins["low"].value, pins["high"].value)
    assert interval(events, of, method) == pytest.approx(reference, rel=1e-8, abs=0)


@pytest.mark.parametrize(("given", "method", "pins"), pinned("upper_bound"))
def test_upper_bound_agrees_with_r(given, method, pins):
    (events,), (of,) = rates(given)
    assert agrees(upper_bound(events, of), pins["high"])


@pytest.mark.parametrize("method", ["clopper-pearson", "blaker"])
@pytest.mark.parametrize("of", range(1, 61))
def test_exact_intervals_cover_at_least_nominally(of, method):
    """Between two limits the covered counts do not change and their probability has one top: the least lies beside a limit."""
    counts = np.arange(of + 1)
    low, high = np.array([interval(events, of, method) for events in range(of + 1)]).T
    beside = np.concatenate([low, high])[:, None] + np.array([-1e-9, 1e-9])
    rate = np.unique(beside[(beside > 0) & (beside < 1)])[:, None]
    covered = np.where((low <= rate) & (rate <= high), binom.pmf(counts, of, rate), 0).sum(axis=1)
    assert covered.min() >= 0.95 - 1e-7


@given(proportions, st.sampled_from([0.8, 0.9, 0.95, 0.99]))
def test_blaker_is_never_wider_than_clopper_pearson(counts, level):
    (low, high), (outer_low, outer_high) = interval(*counts, "blaker", level), interval(*counts, level=level)
    assert outer_low <= low + 1e-12 and high <= outer_high + 1e-12


@given(proportions)
def test_blaker_of_a_higher_level_holds_the_lower(counts):
    (low, high), (outer_low, outer_high) = interval(*counts, "blaker", 0.9), interval(*counts, "blaker", 0.95)
    assert outer_low <= low + 1e-12 and high <= outer_high + 1e-12


@pytest.mark.parametrize(("events", "of"), [(-1, 5), (6, 5), (0, 0), (2.5, 5), (1, 5.5), (float("nan"), 5)])
def test_what_is_no_proportion_is_refused(events, of):
    for ask in (interval, upper_bound):
        with pytest.raises(ValueError, match="no proportion"):
            ask(events, of)


@pytest.mark.parametrize("level", [0, 1, 95, float("nan")])
def test_a_level_in_percent_is_refused(level):
    with pytest.raises(ValueError, match="between 0 and 1"):
        interval(1, 2, level=level)


def test_unknown_method_names_the_allowed_ones():
    with pytest.raises(ValueError, match="clopper-pearson, wilson"):
        interval(1, 2, "wald")


@pytest.mark.parametrize(
    ("percent", "of", "events"), [(36, 28, 10), (46, 37, 17), (64, 132, None), (66, 36, None), (100, 3, 3), (0, 3, 0)]
)
def test_count_is_derived_only_where_one_integer_fits(percent, of, events):
    assert events_behind(percent, of) == events


def test_isotonic_rates_of_both_kinds_as_noted():
    events, of = [0, 2, 0, 3], [3, 6, 3, 6]
    assert [round(rate, 3) for rate in isotonic_rates(events, of)] == [0, 0.222, 0.222, 0.5]
    assert [round(rate, 3) for rate in isotonic_rates(events, of, "boin")] == [0.016, 0.051, 0.051, 0.5]


@pytest.mark.parametrize(("given", "method", "pins"), pinned("isotonic_rates"))
def test_isotonic_rates_agree_with_r(given, method, pins):
    found = isotonic_rates(*rates(given), method)
    assert len(found) == len(pins)
    assert all(agrees(rate, pins[f"level{place}"]) for place, rate in enumerate(found, 1))


@given(st.lists(proportions.filter(lambda counts: counts[1] <= 400), min_size=1, max_size=8), st.sampled_from(["n", "boin"]))
def test_isotonic_rates_never_fall_and_weighted_by_patients_keep_the_total(levels, weights):
    events, of = zip(*levels, strict=True)
    found = isotonic_rates(events, of, weights)
    assert all(low <= high + 1e-12 for low, high in pairwise(found))
    assert all(0 <= rate <= 1 for rate in found)
    if weights == "n":
        assert sum(rate * n for rate, n in zip(found, of, strict=True)) == pytest.approx(sum(events))


@pytest.mark.parametrize(("events", "of"), [([], []), ([1], [3, 3]), ([0, 0], [3, 0]), ([4], [3])])
def test_dose_levels_without_a_rate_are_refused(events, of):
    with pytest.raises(ValueError, match="expected"):
        isotonic_rates(events, of)


def test_unknown_weights_name_the_allowed_ones():
    with pytest.raises(ValueError, match="n, boin"):
        isotonic_rates([1], [3], "equal")
