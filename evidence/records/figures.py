"""What a study prints: figures, single patients in words, and where two of its places do not agree."""

import re
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from evidence import vocabulary
from evidence.fields import Count, Number, Percent, Record, Slug, Text, YesNo, member
from evidence.vocabulary import worded

#: Longer excerpts would copy a source; a figure with its interval and unit fits.
PRINTED_LIMIT = 80

#: A caveat stands on a slide in letters that the last row can read.
CAVEAT_LIMIT = 140


class Figure(Record):
    """One printed figure. A rate gives events, of, percent; anything else gives a statistic and values.

    `spread` is a standard deviation or error, which are no limits. `assessor`, `assessed` and `cycle` say by whom and
    when a response was looked at; what only `window` says is read from it where it is one of their words. `caveat` is
    what changes how the figure is read, in a clause of our own that stands beside it wherever it is shown.
    """

    cohort: Slug
    term: Text
    grade: Annotated[str, member("grade", vocabulary.GRADE)] | None = None
    events: Count | None = None
    of: Count | None = None
    percent: Percent | None = None
    percent_is: Annotated[str, member("kind of percentage", vocabulary.PERCENT_IS)] | None = None
    statistic: Annotated[str, member("statistic", vocabulary.STATISTIC)] | None = None
    value: Number | None = None
    low: Number | None = None
    high: Number | None = None
    spread: Annotated[Number, Field(ge=0)] | None = None
    interval: Annotated[str, member("interval", vocabulary.INTERVAL)] | None = None
    unit: Annotated[str, member("unit", vocabulary.UNIT)] | None = None
    comparator: Text | None = None
    window: Text | None = None
    assessor: Annotated[str, member("assessor", vocabulary.ASSESSOR)] | None = None
    assessed: Annotated[str, member("assessment", vocabulary.ASSESSED)] | None = None
    cycle: Annotated[Count, Field(gt=0)] | None = None
    #: Of residual disease: how it was looked for, and the share of cells from which it counts as found.
    assay: Annotated[str, member("MRD assay", vocabulary.ASSAY)] | None = None
    threshold: Text | None = None
    criteria: Text | None = None
    attribution: Text | None = None
    population: Annotated[str, member("population", vocabulary.POPULATION)] = "not stated"
    printed: Annotated[str, Field(min_length=1, max_length=PRINTED_LIMIT)]
    printed_is: Annotated[str, member("kind of printed characters", vocabulary.PRINTED_IS)] | None = None
    at: Text
    also: tuple[Text, ...] = ()
    source: Slug
    readers: Annotated[str, member("way of reading", vocabulary.READING)]
    certain: YesNo = True
    caveat: Annotated[str, Field(min_length=1, max_length=CAVEAT_LIMIT)] | None = None
    note: Text | None = None

    @model_validator(mode="before")
    @classmethod
    def _spread_alone(cls, line: object) -> object:
        """A standard deviation or error written as `low`, without `high`, is the spread."""
        if isinstance(line, dict) and line.get("interval") in ("sd", "se") and "high" not in line and "low" in line:
            return {("spread" if name == "low" else name): value for name, value in line.items()}
        return line

    @model_validator(mode="after")
    def _one_kind_of_figure(self) -> Self:
        rate = self.events is not None or self.percent is not None
        if rate and self.statistic not in (None, "hazard ratio"):
            raise ValueError("a line with events or percent takes no statistic: it is a rate")
        if not rate and self.statistic is None:
            raise ValueError("give events or percent (a rate), or name the statistic")
        if rate and any(x is not None for x in (self.value, self.unit)):
            raise ValueError("a rate gives its figure as events, of, percent; value and unit are for other statistics")
        if not self.certain and not self.note:
            raise ValueError("certain: no needs its reason in note")
        if (self.spread is not None) != (self.interval in ("sd", "se")):
            raise ValueError("spread goes with the interval sd or se, and they with it; limits are low and high")
        if self.spread is not None and (self.low is not None or self.high is not None):
            raise ValueError("a standard deviation or error has no limits: give spread alone")
        if self.percent_is is not None and self.percent is None:
            raise ValueError("percent_is says what percent is: give both, or neither")
        return self

    def statistic_code(self) -> str:
        """The statistic of the line: a rate is a percent where one is printed, else a count."""
        return self.statistic or ("count" if self.percent is None else "percent")

    def assessor_code(self) -> str | None:
        """Who looked: the field, or a window or criteria that is a word for it."""
        return self.assessor or worded(vocabulary.ASSESSOR, self.window) or worded(vocabulary.ASSESSOR, self.criteria)

    def time_said(self) -> str | None:
        """The window, unless it only says who looked."""
        return None if worded(vocabulary.ASSESSOR, self.window) else self.window

    def assessed_code(self) -> str | None:
        """Which assessment it is: the field, or a window that is a word for it."""
        return self.assessed or worded(vocabulary.ASSESSED, self.window)

    def cycle_number(self) -> int | None:
        """The treatment cycle of the assessment: the field, or a window like 'end of cycle 2'."""
        found = re.search(r"\bcycle (\d+)\b", self.window or "")
        return self.cycle or (int(found[1]) if found else None)


class Patient(Record):
    """One patient in words; the numbers are figures of the patient's own cohort."""

    cohort: Slug
    number: Count
    sex: Annotated[str, member("sex", vocabulary.SEX)]
    fab: Text | None = None
    status_before: Text
    treated: Text
    best_response: tuple[Text, ...]
    side_effects: tuple[Text, ...]
    resistance: YesNo | Literal["unknown"]
    outcome: Text
    course: Literal["died", "on treatment", "transplanted", "stopped"]
    footnotes: tuple[Text, ...] = ()
    at: Text
    source: Slug
    readers: Annotated[str, member("way of reading", vocabulary.READING)]


class Reading(Record):
    """The numbers that the other of two contradicting places gives for one figure."""

    fact: Text
    events: Count | None = None
    of: Annotated[Count, Field(gt=0)] | None = None
    percent: Percent | None = None
    value: Number | None = None
    low: Number | None = None
    high: Number | None = None


class Discrepancy(Record):
    """Two places that do not agree, what is shown, and why; `facts` are cohort/domain/term ids.

    `instead` lets a reader draw the figure that is not shown; `seal` fits the figures as they were judged, so that
    a later change of one of them asks for a new look (`etl check` says what to write).
    """

    topic: Text
    facts: tuple[Text, ...] = ()
    kind: Annotated[str, member("kind of discrepancy", vocabulary.DISCREPANCY_KIND)]
    first: Text
    first_at: Text
    second: Text
    second_at: Text
    what: Text
    shown: Literal["first", "second", "both", "neither"]
    why: Text
    instead: Reading | None = None
    seal: Annotated[str, Field(pattern=r"^[0-9a-f]{6}$")] | None = None
