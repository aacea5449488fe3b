"""Contrasts of two groups of one study against R, Newcombe's table and SciPy."""

from math import inf, log

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import contingency, fisher_exact

from evidence.statistics import difference, fisher
from tests.reference import agrees, pinned, rates

proportions = st.integers(1, 2000).flatmap(lambda of: st.tuples(st.integers(0, of), st.just(of)))


@pytest.mark.parametrize(("given", "method", "pins"), pinned("difference"))
def test_difference_agrees_with_r_and_newcombe(given, method, pins):
    (e1, e2), (n1, n2) = rates(given)
    found = difference(e1, n1, e2, n2)
    assert all(agrees(getattr(found, name), pin) for name, pin in pins.items())


@given(proportions, proportions)
def test_difference_holds_its_estimate_and_turns_with_the_arms(first, second):
    estimate, low, high = difference(*first, *second)
    assert -1 <= low <= estimate <= high <= 1
    assert difference(*second, *first) == pytest.approx((-estimate, -high, -low), abs=1e-12)


@pytest.mark.parametrize(("given", "method", "pins"), pinned("fisher"))
def test_fisher_agrees_with_r(given, method, pins):
    a, b, c, d = map(int, given.split())
    found = fisher(((a, b), (c, d)))
    for name, pin in pins.items():
        value = getattr(found, name.removeprefix("log_"))
        assert agrees(log(value) if name.startswith("log_") else value, pin), name


cells = st.integers(0, 40)
tables = st.tuples(st.tuples(cells, cells), st.tuples(cells, cells)).filter(
    lambda table: all(map(sum, table)) and all(map(sum, zip(*table, strict=True)))
)


@settings(deadline=None)
@given(tables)
def test_fisher_agrees_with_scipy(table):
    found, theirs = fisher(table), contingency.odds_ratio(table)
    limits = theirs.confidence_interval()
    assert found.p == pytest.approx(fisher_exact(table).pvalue, rel=1e-9)
    assert found[:3] == pytest.approx((theirs.statistic, limits.low, limits.high), rel=1e-5)
    assert found.low <= found.odds_ratio <= found.high


def test_fisher_without_events_in_one_group_has_an_open_end():
    assert fisher(((0, 5), (5, 5)))[:2] == (0, 0)
    assert fisher(((5, 0), (0, 4)))[::2] == (inf, inf)


@pytest.mark.parametrize("table", [((0, 0), (3, 4)), ((0, 3), (0, 4)), ((-1, 3), (2, 4)), ((1.5, 3), (2, 4))])
def test_a_table_without_an_association_is_refused(table):
    with pytest.raises(ValueError, match="no row and no column empty"):
        fisher(table)
