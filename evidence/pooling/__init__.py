"""Pooling of response rates: opt-in, gated, never the default. `refusals` first, then `pool`.

gate: what forbids it; pooled: the two methods and their intervals; glmm, reml: their estimates.
Single-arm cohorts of few patients are a case for synthesis without meta-analysis; a pooled rate compares nothing.
"""

from evidence.pooling.estimates import NoEstimate
from evidence.pooling.gate import Candidate, Refusal, cautions, refusals
from evidence.pooling.pooled import POOLING_METHODS, PooledRate, pool

__all__ = ["POOLING_METHODS", "Candidate", "NoEstimate", "PooledRate", "Refusal", "cautions", "pool", "refusals"]
