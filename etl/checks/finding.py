"""What the checks share: a finding, the place of a figure, what a person has looked at already."""

from collections.abc import Iterator

from etl.read import Path_
from evidence.printed import decimals_of
from evidence.records import Figure, Study, section

Finding = tuple[Path_, str]


def placed(study: Study) -> Iterator[tuple[Path_, str, Figure]]:
    """Every figure with its place in the file and its domain."""
    for domain, index, figure in study.figures():
        yield (section(domain), index), domain, figure


def named(study: Study) -> Iterator[tuple[Path_, str, Figure, str]]:
    """Every figure with its place, its domain and its name."""
    for (path, domain, figure), name in zip(placed(study), study.fact_ids, strict=True):
        yield path, domain, figure, name


def count_of(figure: Figure) -> int:
    """The count of a figure that has one. Raises ValueError for one without: its caller has looked."""
    if figure.events is None:
        raise ValueError(f"{figure.cohort}, {figure.term}: a count was expected, none is printed")
    return figure.events


def disputed(study: Study) -> set[str]:
    """Fact ids that a registered discrepancy speaks of: a person has looked at them."""
    return {f"{study.id}/{fact}" for discrepancy in study.discrepancies for fact in discrepancy.facts}


def rounds_to(exact: float, percent: float, printed: str) -> bool:
    """Whether a percentage is what `exact` rounds to at its printed decimals."""
    return abs(exact - percent) <= 0.5 * 10.0 ** -(decimals_of(percent, printed) or 0) + 1e-9
