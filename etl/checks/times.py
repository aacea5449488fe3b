"""Estimates over time do not rise where they cannot, and there is nothing to last where nobody responded."""

from collections import defaultdict
from collections.abc import Iterator
from itertools import pairwise

from etl.checks.finding import Finding, disputed, named
from etl.checks.wholes import span
from etl.read import Path_
from evidence.records import Figure, Study
from evidence.vocabulary import KAPLAN_MEIER, canonical
from evidence.vocabulary.response import REMISSIONS

#: Estimates that can only rise; survival can only fall.
_RISING = ("cumulative incidence of relapse", "non-relapse mortality")

#: Cohort, term, N, criteria.
Curve = tuple[str, str | None, int | None, str | None]


def estimates_run_one_way(study: Study) -> Iterator[Finding]:
    """Survival of a cohort does not rise from a time to a later one, a cumulative incidence does not fall."""
    known = disputed(study)
    curves: dict[Curve, list[tuple[float, float, Path_, Figure]]] = defaultdict(list)
    for path, domain, figure, name in named(study):
        term, at = canonical(domain, figure.term), span(figure.window)
        if term in (*KAPLAN_MEIER, *_RISING) and figure.percent is not None and at and name not in known:
            curves[figure.cohort, term, figure.of, figure.criteria].append((at[1], figure.percent, path, figure))
    for (cohort, term, *_), points in curves.items():
        for (_, earlier, _, one), (_, later, path, other) in pairwise(sorted(points, key=lambda point: point[0])):
            falls = later < earlier
            if one.window != other.window and earlier != later and falls != (term not in _RISING):
                way = "rises" if term not in _RISING else "falls"
                points_said = f"{earlier:g} % ({one.window}) to {later:g} % ({other.window})"
                yield (*path, "percent"), f"{term} of {cohort!r} {way} from {points_said}"


def responders_to_last(study: Study) -> Iterator[Finding]:
    """A duration of response needs somebody who responded."""
    best: dict[str, list[int]] = defaultdict(list)
    for figure in study.response:
        if figure.events is not None and canonical("response", figure.term) in REMISSIONS:
            best[figure.cohort].append(figure.events)
    for index, figure in enumerate(study.time_to_event):
        lasting = canonical("time to event", figure.term) == "DOR" and figure.value is not None
        if lasting and best.get(figure.cohort) and not any(best[figure.cohort]):
            yield ("time_to_event", index), f"a duration of response, but nobody of {figure.cohort!r} responded"
