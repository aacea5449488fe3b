"""One line at a time: counts, percentages, printed tokens, ranges, statistics."""

from collections.abc import Iterator
from itertools import pairwise

from etl.checks.finding import Finding, disputed, placed, rounds_to
from evidence import vocabulary
from evidence.printed import is_bound, numbers_in
from evidence.records import Figure, Study, fact_id


def counts(study: Study) -> Iterator[Finding]:
    """events <= of, and a printed percentage follows from them to its printed rounding."""
    known = disputed(study)
    for path, domain, figure in placed(study):
        if figure.events is None or figure.of is None:
            continue
        if figure.events > figure.of:
            yield (*path, "events"), f"events = {figure.events} is more than of = {figure.of}"
        elif figure.percent is not None and fact_id(study.id, domain, figure) not in known:
            exact = 100 * figure.events / figure.of
            if not rounds_to(exact, figure.percent, figure.printed):
                yield (
                    (*path, "percent"),
                    (
                        f"printed {figure.percent:g} % but {figure.events}/{figure.of} = {exact:.1f} %;"
                        " correct the line or register a discrepancy for it"
                    ),
                )


def printed_token(study: Study) -> Iterator[Finding]:
    """The figure of a line stands in its printed token, in digits or as a number word."""
    patients = {cohort.id for cohort in study.cohorts if cohort.kind == "patient"}
    for path, _, figure in placed(study):
        main = next(
            (x for x in (figure.events, figure.percent, figure.value, figure.low, figure.high) if x is not None), None
        )
        counted_by_word = figure.events is not None and (figure.cohort in patients or figure.of == 1)
        if main is None or counted_by_word or figure.note:
            continue
        if not any(abs(number - main) < 1e-9 for number in numbers_in(figure.printed)):
            yield (
                (*path, "printed"),
                f"{figure.printed!r} does not hold the figure {main:g}; quote it, or say in note how it is read",
            )


def no_bounds(study: Study) -> Iterator[Finding]:
    """A percentage that is printed as a limit is no percentage: nobody may count patients from it."""
    for path, _, figure in placed(study):
        if figure.percent is not None and is_bound(figure.percent, figure.printed):
            yield (
                (*path, "percent"),
                f"{figure.printed!r} prints a limit, not {figure.percent:g} %; give statistic: limit with low or high",
            )


def ordered_ranges(study: Study) -> Iterator[Finding]:
    for path, _, figure in placed(study):
        known = [(name, x) for name in ("low", "value", "high") if (x := getattr(figure, name)) is not None]
        for (name, lower), (other, upper) in pairwise(known):
            if lower > upper:
                yield (*path, other), f"{other} = {upper:g} is below {name} = {lower:g}"
        both = figure.low is not None and figure.high is not None
        if both and figure.value is not None and figure.interval is None:
            yield (*path, "interval"), f"low and high need the interval's kind; allowed: {', '.join(vocabulary.INTERVAL)}"


def statistics_fit(study: Study) -> Iterator[Finding]:
    for path, domain, figure in placed(study):
        fold = (figure.statistic or "").startswith("fold")
        if domain == "mobilisation" and figure.events is None and figure.statistic != "words" and not fold:
            yield (
                (*path, "statistic"),
                "a fold change names its statistic: fold mean, fold median, fold geometric mean or fold",
            )
        if fold != (figure.unit == "fold") and domain == "mobilisation":
            yield (*path, "unit"), "a fold statistic has the unit fold, and only it"
        if figure.statistic == "p value" and not all(0 <= x <= 1 for x in _values(figure)):
            yield (*path, "value"), "a P value lies between 0 and 1"
        if figure.unit == "probability" and not all(0 <= x <= 1 for x in _values(figure)):
            yield (*path, "value"), "a probability lies between 0 and 1; a percentage has the unit %"
        if figure.statistic in ("hazard ratio", "odds ratio") and not figure.comparator:
            yield (*path, "comparator"), f"a {figure.statistic} needs its comparator: against whom"
        if figure.statistic not in (None, "words") and not _values(figure):
            yield path, "gives neither value, low nor high; a statement without a number has the statistic words"


def _values(figure: Figure) -> list[float]:
    return [x for x in (figure.value, figure.low, figure.high) if x is not None]
