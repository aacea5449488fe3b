"""The outcomes of a registry record: what each row measures, and the contrasts between arms."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from etl.importing import phrases
from etl.importing.brought import NO_TERM, Fields, Left, Row, Taken, plain
from etl.importing.groups import Module, Patients, line
from etl.importing.measured import PLAIN, Value, denominator, interval, measurements, shown, taken
from etl.importing.phrases import Named
from etl.importing.record import Analysis, Category, Class, Outcome

_TYPE = {"PRIMARY": "primary", "SECONDARY": "secondary", "OTHER_PRE_SPECIFIED": "other", "POST_HOC": "post hoc"}
#: Longer descriptions of a time are whole sentences; a person shortens them.
WINDOW_LIMIT = 100
_SIDES = re.compile(r"(?P<first>.+?)\s*(?:\bvs\.?|\bversus\b|/| against )\s*(?P<second>.+)", re.IGNORECASE)
_RATIO = {"hazard ratio": "hazard ratio", "hazard ratio (hr)": "hazard ratio", "odds ratio": "odds ratio",
          "odds ratio (or)": "odds ratio"}  # fmt: skip
_P_VALUE = re.compile(r"(?P<sign>[<=]?)\s*(?P<value>0?\.\d+|1(\.0+)?|0)")


def outcome(place: int, found: Outcome, patients: Patients, told: Mapping[str, Named | Left]) -> Iterator[Row]:
    """The rows of an outcome: a measurement each, then an estimate and a P value of each analysis.

    `told` says what a title means where a person has said so; other titles are taken by their words.
    """
    name = f"Outcome {place} ({_TYPE.get(found.type.upper(), 'type not named')})"
    module, title = Module.of(name, found.groups, patients), plain(found.title)
    titled = told.get(title) or phrases.outcome(found.title)
    measured = list(measurements(found))
    if not measured:
        yield Row(
            f"{name}, {title}", f"no data; {plain(found.population_description)[:300]}", Left("the outcome has no data")
        )
    beside, remark = {plain(category.title).lower() for _, category, _ in measured}, _told(found)
    for row, category, one in measured:
        value = Value(one, *denominator(one.group_id, row.denoms, found.denoms))
        label = ", ".join(plain(part) for part in (row.title, category.title) if plain(part))
        where = ", ".join((name, *([f"class {label}"] if label else []), module.called(one.group_id)))
        became = taken(value, found, _term(found, row, category, beside, titled), module, where, value.of)
        if isinstance(became, Taken):
            became, remark = replace(became, remark=remark), ""
        yield Row(where, f"{title}: {shown(value, found)}", became)
    for number, analysis in enumerate(found.analyses, 1):
        yield from _analysis(Contrast(f"{name}, analysis {number}", found, analysis, module, titled))


def _told(found: Outcome) -> str:
    """What a person needs to judge the figures of an outcome: its title, time and patients, in the record's words."""
    parts = (found.title, found.time_frame, found.population_description)
    return " | ".join(plain(part)[:300] for part in parts if plain(part))


def _term(
    found: Outcome, row: Class, category: Category, beside: set[str], titled: Named | Left | None
) -> Named | Left | None:
    """What a row of an outcome names: the outcome itself, or one of the categories that its title announces."""
    if isinstance(titled, Left):
        return titled
    labels = [plain(part) for part in (row.title, category.title) if plain(part)]
    time = next((moment for label in labels if (moment := phrases.moment(label))), None)
    labels = [label for label in labels if phrases.moment(label) is None]
    either = beside == {"yes", "no"}
    if not labels or (labels == ["Yes"] and either):
        return _timed(titled, time, found)
    if labels == ["No"] and either:
        return Left("the complement of the row Yes")
    if len(labels) > 1:
        return Left(f"a row inside a row: which patients it counts is for a person; {', '.join(labels)[:80]}")
    part = _category(phrases.outcome(labels[0]), titled, phrases.announces(found.title))
    if part:
        return _timed(part, time, found)
    return Left(f"a row of its own under the outcome: a subgroup or a category; {labels[0][:80]}") if titled else None


def _category(part: Named | None, titled: Named | None, announced: str | None) -> Named | None:
    """A category that the title announces; a grade band in the title is that of its rows, unless they give one too."""
    if part is None or announced is None or announced != ("toxicity" if part.term == "fatal adverse event" else part.domain):
        return None
    above = titled.grade if titled and announced == "toxicity" else None
    if above and (part.grade or part.domain != "toxicity"):
        return None
    return replace(part, grade=above or part.grade)


def _timed(named: Named | None, time: str | None, found: Outcome) -> Named | None:
    """The term with its time: of the row, of the title, or else of the outcome's time frame."""
    if named is None:
        return None
    frame = plain(found.time_frame)
    window = time or named.window or phrases.moment(frame)
    estimate = named.domain == "time to event" and found.param_type.upper() not in ("MEDIAN", "MEAN")
    if window is None and not estimate and len(frame) <= WINDOW_LIMIT:
        window = frame or None
    return replace(named, window=window)


@dataclass(frozen=True)
class Contrast:
    """An analysis of an outcome: what is compared, and which group stands first where the words say so."""

    name: str
    found: Outcome
    analysis: Analysis
    module: Module
    titled: Named | Left | None

    @property
    def titles(self) -> list[str]:
        groups = self.module.groups
        return [plain(groups[one].title) for one in self.analysis.group_ids if one in groups]

    def term(self) -> str | Left:
        """The term of a contrast between two arms, like 'OS by arm'."""
        if self.titled is None or isinstance(self.titled, Left):
            return self.titled or Left(f"{NO_TERM}; {plain(self.found.title)[:80]}")
        if len(self.titles) != 2:
            return Left("the analysis is not between two groups of the outcome")
        return f"{self.titled.term} by arm"

    def against(self) -> str | None:
        """'A against B' where the words of the analysis say which of its two groups stands first; else None."""
        for words in (plain(self.analysis.estimate_comment), *plain(self.analysis.group_description).split(";")):
            if len(self.titles) == 2 and (sides := _SIDES.fullmatch(words.strip(" ."))):
                first, second = (
                    [one for one in self.titles if one.lower() == side.strip().lower()] for side in sides.groups()
                )
                if len(first) == len(second) == 1 and first != second:
                    return f"{first[0]} against {second[0]}"
        return None

    def line(self, kind: str, fields: Fields) -> Taken:
        """A figure of the contrast, on all arms together: it is between them."""
        timed = _timed(self.titled, None, self.found) if isinstance(self.titled, Named) else None
        fields = fields | {"window": timed.window if timed else None}
        return line("association", self.module.patients.everybody(), f"{self.name}, {kind}", fields)


def _analysis(contrast: Contrast) -> Iterator[Row]:
    """An analysis has up to two numbers: an estimate and a P value."""
    one, title = contrast.analysis, plain(contrast.found.title)
    if one.param_type or one.param_value:
        level = f"{plain(one.ci_pct_value) or '-'} % confidence interval"
        words = plain(f"{one.estimate_comment} {one.group_description}")
        said = f"{title}: {plain(one.param_type)} {_with_limits(one)}; {level}; {words}".rstrip("; ")
        yield Row(f"{contrast.name}, estimate", said, _estimate(contrast))
    if one.p_value:
        said = f"{title}: P {plain(one.p_value)}; {plain(one.statistical_method)}"
        yield Row(f"{contrast.name}, P value", said, _p_value(contrast))
    if not (one.param_type or one.param_value or one.p_value):
        yield Row(contrast.name, f"{title}: {plain(one.group_description)[:300]}", Left("the analysis has no number"))


def _with_limits(one: Analysis) -> str:
    low, high = plain(one.ci_lower_limit), plain(one.ci_upper_limit)
    return f"{plain(one.param_value)} ({low or '-'} to {high or '-'})" if low or high else plain(one.param_value)


def _estimate(contrast: Contrast) -> Taken | Left:
    one, term, against = contrast.analysis, contrast.term(), contrast.against()
    if isinstance(term, Left):
        return term
    statistic = _RATIO.get(plain(one.param_type).lower())
    if statistic is None:
        return Left(f"the vocabulary has no statistic for this contrast; {plain(one.param_type)[:60] or 'not named'}")
    if against is None:
        return Left("which group the ratio is against is not said in words")
    if not PLAIN.fullmatch(plain(one.param_value)):
        return Left("the estimate is not a plain number")
    fields = {"term": term, "statistic": statistic, "value": plain(one.param_value), "comparator": against}
    return contrast.line("estimate", fields | _contrast_limits(one) | {"printed": _with_limits(one)})


def _contrast_limits(one: Analysis) -> Fields:
    low, high = plain(one.ci_lower_limit), plain(one.ci_upper_limit)
    kind = interval(f"{plain(one.ci_pct_value)}% Confidence Interval")
    if kind and plain(one.ci_num_sides).upper() != "ONE_SIDED":
        limits = {name: limit for name, limit in (("low", low), ("high", high)) if PLAIN.fullmatch(limit)}
        return limits | ({"interval": kind} if limits else {})
    return {"note": f"{plain(one.ci_pct_value)} % confidence interval {low or '-'} to {high or '-'}"} if low or high else {}


def _p_value(contrast: Contrast) -> Taken | Left:
    """A P value; one that is only bounded has the bound, as records of papers have it."""
    one, term = contrast.analysis, contrast.term()
    if isinstance(term, Left):
        return term
    found = _P_VALUE.fullmatch(plain(one.p_value))
    if not found:
        return Left("the P value is not a plain number")
    value = found["value"] if found["value"][0] != "." else f"0{found['value']}"
    fields = {"term": term, "statistic": "p value", "high" if found["sign"] == "<" else "value": value,
              "comparator": contrast.against() or " and ".join(contrast.titles), "printed": f"P {plain(one.p_value)}",
              "note": plain(one.statistical_method)}  # fmt: skip
    return contrast.line("P value", fields)
