"""One line at a time: counts, percentages, printed tokens, ranges, statistics."""

from collections.abc import Iterator
from itertools import pairwise

from etl.checks.finding import Finding, disputed, named, placed, rounds_to
from evidence import vocabulary
from evidence.printed import is_bound, says_not_reached
from evidence.records import Figure, Study

#: Units of what cannot be less than nothing.
_NEVER_NEGATIVE = ("days", "weeks", "months", "cycles", "doses", "regimens", "x10^9/L", "ng/mL")


def counts(study: Study) -> Iterator[Finding]:
    """events <= of, and a printed percentage follows from them to its printed rounding."""
    known = disputed(study)
    for path, _, figure, name in named(study):
        if figure.events is None or figure.of is None:
            continue
        if figure.events > figure.of:
            yield (*path, "events"), f"events = {figure.events} is more than of = {figure.of}"
        elif figure.of == 0 and figure.percent is not None:
            yield (*path, "percent"), "nobody is no base of a percentage; leave percent out"
        elif figure.percent is not None and figure.of and name not in known and figure.percent_is != "estimate":
            exact = 100 * figure.events / figure.of
            if not rounds_to(exact, figure.percent, figure.printed):
                yield (
                    (*path, "percent"),
                    (
                        f"printed {figure.percent:g} % but {figure.events}/{figure.of} = {exact:.1f} %;"
                        " correct the line or register a discrepancy for it"
                    ),
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
    """Low <= value <= high, of a rate and of any other statistic; two limits say what they are."""
    for path, _, figure in placed(study):
        middle = "value" if figure.percent is None else "percent"
        ends = [(name, x) for name in ("low", middle, "high") if (x := getattr(figure, name)) is not None]
        for (name, lower), (other, upper) in pairwise(ends):
            if lower > upper:
                yield (*path, other), f"{other} = {upper:g} is below {name} = {lower:g}"
        both = figure.low is not None and figure.high is not None
        if both and getattr(figure, middle) is not None and figure.interval is None:
            yield (*path, "interval"), f"low and high need the interval's kind; allowed: {', '.join(vocabulary.INTERVAL)}"


def possible_values(study: Study) -> Iterator[Finding]:
    """What cannot be: percentages beyond 0 to 100, ratios and folds below 0, negative times and counts of cells."""
    for path, _, figure in placed(study):
        for name in ("value", "low", "high"):
            if (number := getattr(figure, name)) is not None and (why := _impossible(figure, number)):
                yield (*path, name), f"{name} = {number:g}: {why}"


def _impossible(figure: Figure, number: float) -> str:
    rate = figure.percent is not None or figure.events is not None
    if rate and not figure.statistic and not 0 <= number <= 100:
        return "a percentage lies between 0 and 100"
    if figure.statistic in ("hazard ratio", "odds ratio") and number <= 0:
        return f"a {figure.statistic} is above 0"
    if figure.unit in ("fold", "ratio") and number < 0:
        return f"a {figure.unit} is not below 0"
    if figure.unit in _NEVER_NEGATIVE and figure.statistic != "difference" and number < 0:
        return f"there are no {figure.unit} below 0"
    return ""


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
        open_ = figure.statistic == "median" and says_not_reached(figure.printed)
        if figure.statistic not in (None, "words") and not _values(figure) and not open_:
            yield path, "gives neither value, low nor high; a statement without a number has the statistic words"


def _values(figure: Figure) -> list[float]:
    return [x for x in (figure.value, figure.low, figure.high) if x is not None]
