"""How was this computed: the lines shown give the numbers shown; Python is run here, R where it is installed."""

import contextlib
import io
import re
import subprocess
from types import SimpleNamespace

import pytest

from evidence.answers import Rate
from evidence.questions.dlt.numbers import dose_limiting
from evidence.questions.pooling import words as pooled_words
from evidence.questions.pooling.numbers import pooling
from evidence.questions.response import numbers as response
from evidence.rates import with_interval
from evidence.selection import View
from evidence.statistics import INTERVAL_METHODS
from evidence.vocabulary import POPULATION
from evidence.wording.worked import example, interval, intervals, upper_bounds
from tests.test_pooled_page import asked, studies

FACT = {"domain": "response", "term": "ORR", "certain": True, "discrepancies": [], "percent_is": None}
COHORT = {"study_label": "Alpha 2001", "kind": "all", "label": "All", "unchecked": False}
COUNTS = [(10, 28), (0, 6), (6, 6), (1, 200)]


def row(events, of, method="clopper-pearson"):
    rate = with_interval(Rate(events, of, None, POPULATION["enrolled"], facts=(FACT,)), method)
    return SimpleNamespace(cohort=COHORT, rate=rate, bound=None)


def printed(text):
    """Every number of a line's output."""
    return [float(number) for number in re.findall(r"-?\d+\.?\d*(?:e-?\d+)?", text)]


def python(line):
    with contextlib.redirect_stdout(io.StringIO()) as out:
        exec(line, {})
    return printed(out.getvalue())


def r(line):
    out = subprocess.run(["Rscript", "-e", line], capture_output=True, text=True, check=True).stdout
    return printed(re.sub(r"\[\d+\]|attr\(.*", "", out))


@pytest.mark.parametrize("method", INTERVAL_METHODS)
@pytest.mark.parametrize(("events", "of"), COUNTS)
def test_the_line_of_python_gives_the_interval_shown(method, events, of):
    one = row(events, of, method)
    worked = interval(one, method)
    low, high = python(worked.python)
    assert (low, high) == pytest.approx((one.rate.low, one.rate.high), abs=1e-8)
    assert f"({low:.1f} to {high:.1f})" in worked.row and f"x = {events}, n = {of} (enrolled)" in worked.row
    assert INTERVAL_METHODS[method] in worked.formula


@pytest.mark.parametrize("method", [name for name in INTERVAL_METHODS if name != "blaker"])
def test_the_line_of_r_gives_the_interval_shown(method):
    for events, of in COUNTS:
        one = row(events, of, method)
        assert r(f"options(digits = 12); print({{{interval(one, method).r}}})")[:2] == pytest.approx(
            (one.rate.low, one.rate.high), abs=1e-6
        )


def test_an_inner_count_is_worked_through_and_a_bare_percentage_never(alpha):
    bare = SimpleNamespace(cohort=COHORT, rate=Rate(None, None, 64.0, POPULATION["enrolled"], facts=(FACT,)))
    silent = SimpleNamespace(cohort=COHORT, rate=None)
    assert example([silent, bare]) is None and intervals([bare], View()) == []
    assert example([row(0, 6), row(3, 6), bare]).rate.events == 3
    assert example([bare, row(0, 6)]).rate.events == 0
    rates = response.rates(alpha, View()).items
    assert intervals(rates, View())[0].row == (
        "Alpha 2001, overall response: x = 5, n = 10 (enrolled) gives 50 % (18.7 to 81.3)."
    )


def test_the_bound_of_a_dose_level_without_events_is_worked_through(alpha):
    rows = dose_limiting(alpha, View()).items
    worked = upper_bounds(rows)[0]
    assert "200 mg daily" in worked.row and worked.row.endswith(
        "x = 0, n = 3 (evaluable for dose-limiting toxicity) gives ≤ 63.2 %."
    )
    assert python(worked.python) == pytest.approx([63.2], abs=0.05)
    assert r(worked.r) == pytest.approx([63.2], abs=0.05)


def test_pooled_rates_are_worked_through_by_both_methods(evidence_of):
    _, found, view = asked(evidence_of(*studies()))
    glmm, reml = pooled_words.worked(found)
    assert python(glmm.python) == pytest.approx([10.4, 1.7, 43.9], abs=0.05)
    assert python(reml.python) == pytest.approx([12.1, 1.6, 54.0], abs=0.05)
    assert "x = [4, 3, 1, 2], n = [10, 20, 40, 30] gives 10 % (1.7 to 43.9)" in glmm.row
    assert pooled_words.worked(None) == [] and pooling([], view, "v").attempts == ()


def test_metafor_gives_the_pooled_rates(evidence_of):
    _, found, _ = asked(evidence_of(*studies()))
    for one, worked in zip(found.attempts, pooled_words.worked(found), strict=True):
        shown = [100 * getattr(one.rate, name) for name in ("estimate", "low", "high", "prediction_low", "prediction_high")]
        out = r(f"suppressPackageStartupMessages({{{worked.r.split(';', 1)[0]}}}); {worked.r.split(';', 1)[1]}")
        assert out == pytest.approx(shown, abs=0.1)
