"""A line and its printed characters hold each other: every number of the one stands in the other, or the line says why."""

import re
from collections import defaultdict
from collections.abc import Iterator

from etl.checks.finding import Finding, placed
from evidence.printed import Shown, numbers_in, shown, worded_in
from evidence.records import Figure, Study

#: The level of an interval before its name: '95 % CI', '97.5% confidence', '90 % credible'.
_LEVEL = re.compile(r"^\s?-?%?\s?-?\s?(CI\b|C\.I\.|confidence|credible|CrI\b|HDI\b|KI\b)", re.IGNORECASE)
#: What stands before a P value printed beside another figure.
_P_VALUE = re.compile(r"\bp\s?(value)?\s?([=<>≤≥:]|of)\s?$", re.IGNORECASE)
#: Characters of a name that ends in digits: CD34, FLT3, D835, 10^9/L, grade 3.
_NAMED = re.compile(
    r"([A-Za-z][-_]?|\^|10)$|\b(grades?|day|cycle|week|month|year|cohort|level|phase|patients?|no\.|#)\s?$", re.IGNORECASE
)
#: What stands before a denominator.
_OF = re.compile(r"(\bof( the)?|/|\bamong)\s?$", re.IGNORECASE)
_LEVEL_OF = {"ci80": 80, "ci90": 90, "ci95": 95, "ci975": 97.5, "ci99": 99, "cri90": 90, "cri95": 95}
#: The numbers of a line that must stand among its characters; N stands in the head of its table as a rule.
_FIGURES = ("events", "percent", "value", "low", "high", "spread")


def line_in_token(study: Study) -> Iterator[Finding]:
    """Every number of a line but its N stands in its printed characters, or in those of another place.

    In digits or as a word; `also` may quote them. A count need not stand beside its percentage: `counts` holds the two
    against one another.
    """
    patients = {cohort.id for cohort in study.cohorts if cohort.kind == "patient"}
    for path, _, figure in placed(study):
        one = figure.events is not None and (figure.cohort in patients or figure.of == 1)
        if figure.printed_is in ("cut", "worded", "elsewhere") or one:
            continue
        held = [number for text in (figure.printed, *figure.also) for number in numbers_in(text)]
        for name in _FIGURES:
            number = getattr(figure, name)
            implied = name == "events" and any(_same(figure.percent, other) for other in held if figure.percent is not None)
            if number is not None and not implied and not any(_same(number, other) for other in held):
                yield (
                    (*path, "printed"),
                    f"{figure.printed!r} does not hold {name} = {number:g}; quote it, or say why with printed_is:"
                    " cut, worded or elsewhere",
                )


def token_in_line(study: Study) -> Iterator[Finding]:
    """Every number of the printed characters is one of the line, of its words, or follows from it.

    Characters that hold several figures ('27% vs 20%') are those of several lines: each may hold the others' numbers.
    """
    labels = {cohort.id: cohort.label for cohort in study.cohorts}
    sharing: dict[tuple[str, str], list[Figure]] = defaultdict(list)
    for _, _, figure in placed(study):
        sharing[figure.source, figure.printed].append(figure)
    for path, _, figure in placed(study):
        if figure.printed_is in ("shared", "named", "worded"):
            continue
        lines = sharing[figure.source, figure.printed]
        for one in shown(figure.printed):
            if not any(_is_of(line, one, labels.get(line.cohort, "")) for line in lines):
                yield (
                    (*path, "printed"),
                    f"{figure.printed[one.start : one.end]!r} of {figure.printed!r} is no number of the line; correct one"
                    " of them, or say why with printed_is: shared or named",
                )


def interval_levels(study: Study) -> Iterator[Finding]:
    """An interval of 80 % is not recorded as one of 95 %."""
    for path, _, figure in placed(study):
        expected = _LEVEL_OF.get(figure.interval or "")
        levels = [one for one in shown(figure.printed) if _is_level(figure, one)]
        wrong = [one for one in levels if expected is None or not any(_same(expected, level) for level in one.readings)]
        if wrong and figure.low is not None:
            yield (
                (*path, "interval"),
                f"{figure.printed!r} prints an interval of {next(iter(wrong[0].readings)):g} %, the line has"
                f" {figure.interval or 'none'}",
            )


def _is_level(figure: Figure, one: Shown) -> bool:
    after, before = figure.printed[one.end :], figure.printed[: one.start]
    cut = figure.printed_is == "cut" and after == "%" and _LEVEL_OF.get(figure.interval or "") in one.readings
    return cut or bool(_LEVEL.match(after)) or bool(re.search(r"\b(CI|CrI)\s?$", before) and after.startswith(("%", " %")))


def _is_of(figure: Figure, one: Shown, label: str) -> bool:
    """Whether a printed number is one of the line, of its words, its interval's level, a P value or a share of its N."""
    before = figure.printed[: one.start]
    named = _OF.search(before)
    numbers = [getattr(figure, name) for name in (*_FIGURES, "of", "cycle")]
    if figure.events is not None and figure.of and not named:
        numbers += [_rounded(100 * figure.events / figure.of, one), figure.of - figure.events]
    if _is_level(figure, one) or _P_VALUE.search(before) or _NAMED.search(before):
        return True
    said = (figure.term, figure.grade, figure.unit, figure.comparator, figure.window, figure.criteria, figure.attribution)
    words = [number for text in (*said, label) if text for number in numbers_in(text) + worded_in(text)]
    return any(_same(number, reading) for number in (*numbers, *words) if number is not None for reading in one.readings)


def _rounded(exact: float, one: Shown) -> float:
    """A share at the decimals of a printed number, half rounded either way."""
    return next((value for value, digits in one.readings.items() if abs(value - exact) <= 0.5 * 10**-digits + 1e-9), exact)


def _same(number: float, other: float) -> bool:
    return abs(number - other) <= 1e-9 * max(1.0, abs(number))
