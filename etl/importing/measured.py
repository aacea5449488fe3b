"""One measurement of an outcome or a baseline characteristic: which figure it is, or why it is none.

What decides is the kind of number that the source says it is, the unit, and the words of title and description; never
what the number looks like.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from etl.importing.brought import NO_TERM, Fields, Left, Taken, plain
from etl.importing.groups import Module
from etl.importing.phrases import Named
from etl.importing.record import Category, Class, Denominator, Measure, Measurement
from evidence.vocabulary import INTERVAL, TERM

PLAIN = re.compile(r"-?\d+(\.\d+)?")
PEOPLE = {"participants", "participant", "patients", "patient", "subjects", "subject", "number of participants",
           "number of patients", "number of subjects"}  # fmt: skip
_PERCENT = {"%", "percent", "percentage"}
_PERCENT_OF_PEOPLE = re.compile(r"(%|percent|percentage) of (participants|patients|subjects)")
_PROPORTION = re.compile(r"proportion|probability|fraction")
#: Words that tell an estimate from a share of patients counted.
_ESTIMATE = re.compile(r"\b(survival|probabilit|kaplan|cumulative incidence|actuarial|life[- ]table)", re.IGNORECASE)
_SCALE = re.compile(r"\b(scale|score|0 ?= ?\w|1 ?= ?\w|coded)", re.IGNORECASE)
_TIMES = {"days": "days", "day": "days", "weeks": "weeks", "week": "weeks", "months": "months", "month": "months",
          "years": "years", "year": "years"}  # fmt: skip
#: Groups of time-to-event terms that are counted, and those that are estimated at a time.
COUNTED = ("relapse", "exposure")


@dataclass(frozen=True)
class Value:
    """A measurement with its denominator (patients) and how it is shown in the numbered text."""

    measurement: Measurement
    of: str | None
    units: str = "Participants"

    @property
    def printed(self) -> str:
        """The figure's own characters: '77.9 (69.1 to 85.1)', '44.6 ± 16.4'; a limit that is not given is '-'."""
        one = self.measurement
        if plain(one.spread):
            return f"{plain(one.value)} ± {plain(one.spread)}"
        low, high = (plain(limit) or "-" for limit in (one.lower_limit, one.upper_limit))
        limits = "" if low == high == "-" else f" ({low} to {high})"
        return f"{plain(one.value)}{limits}"

    @property
    def comment(self) -> str:
        one = self.measurement
        return plain(" ".join((one.comment, one.lower_limit_comment, one.upper_limit_comment)))


def denominator(group: str, *levels: tuple[Denominator, ...]) -> tuple[str | None, str]:
    """How many were analysed, and in which units: of the row if the row says so, else of what is around it."""
    for denominators in levels:
        counts = [(one.value, each.units) for each in denominators for one in each.counts if one.group_id == group]
        if counts:
            return next((count for count in counts if count[1].lower() == "participants"), counts[0])
    return None, "Participants"


def measurements(measure: Measure) -> Iterator[tuple[Class, Category, Measurement]]:
    """Every measurement with the row and the category that it stands in."""
    for row in measure.classes:
        for category in row.categories:
            for one in category.measurements:
                yield row, category, one


def shown(value: Value, measure: Measure) -> str:
    """A measurement in the numbered text."""
    unit = plain(measure.unit_of_measure)
    of = "" if value.of is None else f"; {value.of} {plain(value.units).lower()}"
    counted = PLAIN.fullmatch(value.printed) and unit.lower() in PEOPLE and value.of
    comment = f"; {value.comment}" if value.comment else ""
    spread = f"; {plain(measure.dispersion_type)}" if plain(measure.dispersion_type) else ""
    return f"{f'{value.printed}/{value.of}' if counted else value.printed or 'no value'} {unit}{spread}{of}{comment}"


def taken(
    value: Value, measure: Measure, named: Named | Left | None, module: Module, where: str, size: str | None
) -> Taken | Left:
    """What a measurement becomes, on the cohort that its group is."""
    if named is None or isinstance(named, Left):
        return named or Left(f"{NO_TERM}; {plain(measure.title)[:80]}")
    fields = figure(value, measure, named)
    if isinstance(fields, Left):
        return fields
    if named.domain == "time to event" and "percent" in fields and not named.window:
        return Left("a share at a time, but no one time is named")
    term = {"term": named.term, "grade": named.grade, "window": named.window}
    return module.line(named.domain, value.measurement.group_id, size, where, term | fields)


def figure(value: Value, measure: Measure, named: Named) -> Fields | Left:
    """The fields of the figure that a measurement is; its term, patients and place are for the caller."""
    one = value.measurement
    if not plain(one.value):
        return Left("no value is given")
    if value.of == "0":
        return Left("nobody was analysed; the denominator is 0")
    kind = measure.param_type.upper()
    if plain(one.value).upper() in ("NA", "N/A", "NE", "NR"):
        return _in_words(value, measure, named)
    if not PLAIN.fullmatch(plain(one.value)):
        return Left(f"the value is not a plain number; {plain(one.value)[:60]!r}")
    if kind in ("COUNT_OF_PARTICIPANTS", "NUMBER"):
        return _rate(value, measure, named)
    if kind in ("MEDIAN", "MEAN"):
        return _average(value, measure, named)
    return Left(f"the vocabulary has no statistic for this kind of number; {measure.param_type or 'none named'}")


def _rate(value: Value, measure: Measure, named: Named) -> Fields | Left:
    unit, kind = plain(measure.unit_of_measure).lower(), measure.param_type.upper()
    words = " ".join((measure.title, measure.description, measure.unit_of_measure))
    if kind == "COUNT_OF_PARTICIPANTS" or unit in PEOPLE:
        if kind == "NUMBER" and _SCALE.search(measure.title + " " + measure.description):
            return Left("the number may be a code of a scale, not a count of patients")
        return _count(value, named)
    if unit in _PERCENT or _PERCENT_OF_PEOPLE.fullmatch(unit) or unit == "percentage probability":
        return _percent(value, measure, named, estimated=bool(_ESTIMATE.search(words)))
    if _PROPORTION.search(unit):
        return Left(f"a proportion; is {plain(value.measurement.value)} = {_hundredfold(value.measurement.value)} %?")
    return Left(f"the unit is neither patients nor per cent of patients; {plain(measure.unit_of_measure)[:60]!r}")


def _hundredfold(text: str | None) -> str:
    return f"{100 * float(plain(text)):g}"


def _count(value: Value, named: Named) -> Fields | Left:
    text = plain(value.measurement.value)
    if value.units.lower() != "participants":
        return Left(f"counted in something other than patients; {plain(value.units)[:40]!r}")
    if value.of is None or not value.of.isdigit():
        return Left("the number of patients analysed is not given")
    if not text.isdigit() or int(text) > int(value.of):
        return Left(f"a count must be a whole number up to its denominator; {text} of {value.of}")
    if named.domain == "time to event" and TERM[named.domain][named.term].group not in COUNTED:
        return Left("a count under a time to event; whether of events or of those without is for a person")
    return {"events": int(text), "of": int(value.of), "printed": f"{text}/{value.of}"}


def _percent(value: Value, measure: Measure, named: Named, estimated: bool) -> Fields | Left:
    text = plain(value.measurement.value)
    survival = named.domain == "time to event" and TERM[named.domain][named.term].group in ("survival", "relapse")
    if estimated and not survival:
        return Left("an estimate of a probability, not a share of patients; its term is for a person")
    if named.domain == "time to event" and not survival:
        return Left("a percentage under a duration; what it is a percentage of is for a person")
    if value.units.lower() != "participants":
        return Left(f"a percentage of something other than patients; {plain(value.units)[:40]!r}")
    if not 0 <= float(text) <= 100:
        return Left(f"a percentage lies between 0 and 100; {text}")
    found = {"of": _whole(value.of), "percent": text, "percent_is": "estimate" if estimated else None}
    return found | _limits(value, measure) | {"printed": value.printed}


def _average(value: Value, measure: Measure, named: Named) -> Fields | Left:
    unit = _TIMES.get(plain(measure.unit_of_measure).lower())
    counted = TERM[named.domain][named.term].group == "relapse" and not named.term.startswith("time to")
    if named.domain not in ("time to event", "baseline") or counted:
        return Left("a median or mean of what is counted; it is no rate")
    if unit is None:
        return Left(f"the unit is no time; {plain(measure.unit_of_measure)[:60]!r}")
    if named.domain == "time to event" and measure.param_type.upper() == "MEAN":
        return Left("a mean of times; with censored patients it is for a person to judge")
    found = {"of": _whole(value.of), "statistic": measure.param_type.lower(), "value": plain(value.measurement.value)}
    return found | _limits(value, measure) | {"unit": unit, "printed": value.printed}


def _in_words(value: Value, measure: Measure, named: Named) -> Fields | Left:
    """NA with its comment: what it means stands nowhere else, so it is said in the comment's words or not at all."""
    if not value.comment:
        return Left("NA without a comment; what it means is not said")
    unit = _TIMES.get(plain(measure.unit_of_measure).lower())
    if named.domain != "time to event" or unit is None:
        return Left(f"NA; the comment says: {value.comment[:300]}")
    limits = _limits(value, measure)
    said = f"Registry: {value.comment}"
    note = " ".join(part for part in (said, limits.pop("note", "")) if part)[:600]
    return {"of": _whole(value.of), "statistic": "words"} | limits | {
        "unit": unit if limits else None, "printed": value.printed, "note": note,
    }  # fmt: skip


def _whole(of: str | None) -> int | None:
    return int(of) if of and of.isdigit() and int(of) else None


def _limits(value: Value, measure: Measure) -> Fields:
    """low, high and what they are; a kind that the vocabulary does not have stands in the note."""
    one, spread = value.measurement, plain(measure.dispersion_type)
    low, high = (plain(limit) for limit in (one.lower_limit, one.upper_limit))
    found: Fields = {name: limit for name, limit in (("low", low), ("high", high)) if PLAIN.fullmatch(limit)}
    kind = interval(spread)
    note = "" if plain(one.value).upper() == "NA" or not value.comment else f"Registry: {value.comment}"
    if found and kind in (None, "sd", "se"):
        note = f"{spread or 'Kind of limits not named'}: {low or '-'} to {high or '-'}. {note}".strip()
        found = {}
    elif found:
        found["interval"] = kind
    if PLAIN.fullmatch(plain(one.spread)) and kind in ("sd", "se") and plain(one.value).upper() != "NA":
        found = {"spread": plain(one.spread), "interval": kind}
    elif plain(one.spread):
        note = f"{spread or 'Spread'}: {plain(one.spread)}. {note}".strip()
    return found | ({"note": note[:600]} if note else {})


def interval(spread: str) -> str | None:
    """The code of a kind of limits, in the free words of outcomes or the fixed ones of baseline measures."""
    words = spread.upper().replace("_", " ").replace("-", " ")
    if level := re.fullmatch(r"(?:CONFIDENCE (\d+(?:\.\d+)?)|(\d+(?:\.\d+)?) ?% CONFIDENCE INTERVAL)", words):
        code = f"ci{(level[1] or level[2]).replace('.', '')}"
        return code if code in INTERVAL else None
    return {
        "FULL RANGE": "range", "INTER QUARTILE RANGE": "iqr", "STANDARD DEVIATION": "sd", "STANDARD ERROR": "se",
    }.get(words)  # fmt: skip
