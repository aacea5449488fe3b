"""Where a response is printed for several times or by several people, the lines say which is which."""

from collections import defaultdict
from collections.abc import Iterator

from etl.checks.finding import Finding, placed
from etl.read import Path_
from evidence.assessments import time_of
from evidence.estimates import is_unclear
from evidence.records import Figure, Study
from evidence.vocabulary import canonical


def assessments_told_apart(study: Study) -> Iterator[Finding]:
    """Of several assessments of one endpoint it is known which answers: best, the protocol's, or the last by its time."""
    groups: dict[tuple[str, str | None, str | None, int | None, str | None], list[tuple[Path_, Figure]]] = defaultdict(list)
    for path, domain, figure in placed(study):
        if domain == "response" and figure.statistic is None:
            term = canonical(domain, figure.term)
            groups[figure.cohort, term, figure.population, figure.of, figure.assessor_code()].append((path, figure))
    for (_, term, *_), rows in groups.items():
        if len({figure.window for _, figure in rows}) < 2 or any(_leads(figure) for _, figure in rows):
            continue
        for path, figure in rows:
            if figure.assessed_code() is None and time_of(figure.window, figure.cycle_number()) is None:
                yield (
                    (*path, "window"),
                    f"{term} is printed at several times, and {figure.window!r} does not say when; write cycle, or assessed:"
                    " best, primary, before treatment or after next therapy",
                )


def _leads(figure: Figure) -> bool:
    """Whether a line is the best response, or the one that the protocol asks for."""
    return figure.assessed_code() in ("best", "primary") or (figure.window is None and figure.cycle_number() is None)


def percentages_told(study: Study) -> Iterator[Finding]:
    """A percentage at a time, without a count, says whether it is a share of patients or an estimate."""
    for path, domain, figure in placed(study):
        if is_unclear(domain, figure):
            yield (
                (*path, "percent"),
                f"{figure.percent:g} % at {figure.window!r} without a count; write percent_is: share (of patients) or"
                " estimate (Kaplan-Meier, cumulative incidence)",
            )
