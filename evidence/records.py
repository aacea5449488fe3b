"""What a study file says: the shape of a record, with every printed figure on one line.

Nothing here is derived. A field that the source does not print is left out, never filled in.
"""

import re
from collections import defaultdict
from collections.abc import Iterator
from functools import cache, cached_property
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from evidence import vocabulary
from evidence.appraisal import Judgement
from evidence.fields import Count, Day, Number, Percent, Record, Slug, Text, Whole, YesNo, member
from evidence.vocabulary import slug, worded

#: Longer excerpts would copy a source; a figure with its interval and unit fits.
PRINTED_LIMIT = 80
#: A caveat stands on a slide in letters that the last row can read.
CAVEAT_LIMIT = 140


class Regimen(Record):
    """What patients were given: in words, by class, and drug by drug."""

    name: Text
    group: Annotated[str, member("regimen class", vocabulary.REGIMEN_CLASS)]
    drugs: Annotated[tuple[Annotated[str, member("drug", vocabulary.DRUG)], ...], Field(min_length=1)]


class Source(Record):
    """Where figures were read; `document` is the file that `verify` looks the figures up in."""

    id: Slug
    kind: Annotated[str, member("source kind", vocabulary.SOURCE_KIND)]
    level: Annotated[str, member("source level", vocabulary.LEVEL)] | None = None
    citation: Text
    seen: Day
    doi: Annotated[str, Field(pattern=r"^10\.\d{4,9}/[-._;()/:A-Za-z0-9]+$")] | None = None
    pmid: Annotated[str, Field(pattern=r"^\d{1,9}$")] | None = None
    registry: Annotated[str, Field(pattern=r"^(NCT\d{8}|EudraCT \S+|ISRCTN\d+|\S+)$", max_length=40)] | None = None
    document: Annotated[str, Field(pattern=r"^[\w.-]+$")] | None = None
    note: Text | None = None

    @model_validator(mode="after")
    def _level_of_its_kind(self) -> Self:
        decided = vocabulary.LEVEL_OF_KIND.get(self.kind)
        if decided is None and self.level is None:
            raise ValueError(f"a {self.kind} needs its level: full text or abstract, as it was read")
        if decided and self.level not in (None, decided):
            raise ValueError(f"a {self.kind} has the level {decided!r}, not {self.level!r}; leave level out")
        return self

    def read_as(self) -> str:
        """The level at which the source was read: that of its kind, where the kind decides."""
        return self.level or vocabulary.LEVEL_OF_KIND[self.kind]


class Overlap(Record):
    """How many patients of a cohort stand in another one of the same study too."""

    cohort: Slug
    n: Annotated[Count, Field(gt=0)]


class Cohort(Record):
    """A population for which figures are printed; what its line leaves out it inherits from `parent`.

    An arm says what it was given and what it is for; the regimen of the study holds where no line above gives one.
    """

    id: Slug
    kind: Annotated[str, member("cohort kind", vocabulary.COHORT_KIND)]
    label: Text
    parent: Slug | None = None
    split: Text | None = None
    basis: Annotated[str, member("basis", vocabulary.BASIS)] = "baseline"
    n: Count | None = None
    n_evaluable: Count | None = None
    #: What `n` counts, where the source says it.
    population: Annotated[str, member("population", vocabulary.POPULATION)] | None = None
    role: Annotated[str, member("role", vocabulary.ROLE)] | None = None
    regimen: Regimen | None = None
    dose: Annotated[Number, Field(ge=0)] | None = None
    dose_unit: Annotated[str, member("unit", vocabulary.UNIT)] | None = None
    #: Dose that comes before `dose` in every patient: 9, then 28 micrograms.
    dose_first: Annotated[Number, Field(ge=0)] | None = None
    schedule: Text | None = None
    mutation: Annotated[str, member("mutation", vocabulary.MUTATION)] | None = None
    mutation_n: Count | None = None
    mutation_of: Count | None = None
    setting: Annotated[str, member("setting", vocabulary.SETTING)] | None = None
    transplant: Annotated[str, member("transplant status", vocabulary.TRANSPLANT)] | None = None
    transplant_n: Count | None = None
    transplant_of: Count | None = None
    #: FLT3 inhibitors before the treatment, and how many of how many patients had one.
    prior_flt3: Annotated[str, member("prior FLT3 inhibitor", vocabulary.PRIOR_FLT3)] | None = None
    prior_flt3_n: Count | None = None
    prior_flt3_of: Count | None = None
    #: Percentage from which the source lists adverse events: what it leaves out may lie below.
    toxicity_from: Percent | None = None
    same_patients_as: tuple[Text, ...] = ()
    #: Likely, but not printed, to hold some of the same patients: said, and both may stand.
    may_share_with: tuple[Text, ...] = ()
    #: Patients that stand in another cohort of this study too, which is neither above nor below.
    also_in: tuple[Overlap, ...] = ()
    at: Text
    note: Text | None = None

    @model_validator(mode="after")
    def _split_with_parent(self) -> Self:
        if (self.parent is None) != (self.split is None):
            raise ValueError("parent and split go together: give both (what the parent is split by), or neither")
        if (self.dose is None) != (self.dose_unit is None):
            raise ValueError("dose and dose_unit go together: give both or neither")
        if self.dose_first is not None and self.dose is None:
            raise ValueError("dose_first comes before dose: give both")
        return self

    @model_validator(mode="after")
    def _prior_flt3_as_counted(self) -> Self:
        n, of = self.prior_flt3_n, self.prior_flt3_of
        if n is None and of is None:
            return self
        if n is None or self.prior_flt3 in (None, vocabulary.NOT_REPORTED):
            raise ValueError("prior_flt3_n counts patients with a prior FLT3 inhibitor: give prior_flt3 and n, then of")
        counted = {"none": n == 0, "prior": of is None or n == of, vocabulary.MIXED: n > 0 and n != of}
        if not counted[self.prior_flt3]:
            raise ValueError(f"prior_flt3 is {self.prior_flt3!r}, but {n} of {of or 'an unknown number'} had one")
        return self


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


class Apart(Record):
    """Another study of the same registry number, DOI or PMID whose patients are others, and how that is known."""

    study: Slug
    why: Text


class Study(Record):
    """One study file."""

    id: Slug
    label: Text
    title: Text
    phase: Annotated[str, member("phase", vocabulary.PHASE)]
    design: Annotated[str, member("design", vocabulary.DESIGN)]
    disease: Annotated[str, member("disease", vocabulary.DISEASE)]
    year: Annotated[Whole, Field(ge=1970, le=2100)]
    regimen: Regimen
    enrolled_from: Text | None = None
    enrolled_to: Text | None = None
    centres: Text | None = None
    differs_from: tuple[Apart, ...] = ()
    note: Text | None = None
    sources: Annotated[tuple[Source, ...], Field(min_length=1)]
    cohorts: Annotated[tuple[Cohort, ...], Field(min_length=1)]
    response: tuple[Figure, ...] = ()
    time_to_event: tuple[Figure, ...] = ()
    mobilisation: tuple[Figure, ...] = ()
    toxicity: tuple[Figure, ...] = ()
    dlt: tuple[Figure, ...] = ()
    mortality: tuple[Figure, ...] = ()
    transplant: tuple[Figure, ...] = ()
    pharmacodynamic: tuple[Figure, ...] = ()
    association: tuple[Figure, ...] = ()
    baseline: tuple[Figure, ...] = ()
    patients: tuple[Patient, ...] = ()
    discrepancies: tuple[Discrepancy, ...] = ()
    appraisal: tuple[Judgement, ...] = ()

    @cached_property
    def compared(self) -> bool:
        """Whether patients of the study were given different things to compare them: randomised, or with a control."""
        return self.design == "randomised" or any(cohort.role == "control" for cohort in self.cohorts)

    def figures(self) -> Iterator[tuple[str, int, Figure]]:
        """Every figure as (domain, its place in that domain's list, figure), in the file's order."""
        for domain in vocabulary.DOMAIN:
            for index, figure in enumerate(getattr(self, section(domain))):
                yield domain, index, figure

    @cached_property
    def fact_ids(self) -> tuple[str, ...]:
        """The stable name of every figure, in the file's order."""
        figures = [(domain, figure) for domain, _, figure in self.figures()]
        named = [fact_id(self.id, domain, figure) for domain, figure in figures]
        alike: dict[str, list[Figure]] = defaultdict(list)
        for name, (_, figure) in zip(named, figures, strict=True):
            alike[name].append(figure)
        return tuple(
            "/".join([name, *_told_apart(figure, alike[name])]) for name, (_, figure) in zip(named, figures, strict=True)
        )


#: What tells figures apart that agree in all else, in this order.
APART = ("assessor", "attribution", "comparator", "criteria", "population", "interval", "assay", "threshold")


def _told_apart(figure: Figure, alike: list[Figure]) -> list[str]:
    """What a figure adds to its name where several share it: each way in which they differ and that it gives."""
    differing = [name for name in APART if len({getattr(one, name) for one in alike}) > 1]
    return [slug(value) for name in differing if (value := getattr(figure, name)) not in (None, "not stated")]


@cache
def section(domain: str) -> str:
    """The key of a study file that holds a domain's figures."""
    return domain.replace(" ", "_")


def fact_id(study: str, domain: str, figure: Figure) -> str:
    """Stable name of a figure, safe in a link: study/cohort/domain/term[/grade][/statistic][/window].

    A rate (count or percent) carries no statistic in its name, so that a percentage found later for a
    counted figure does not rename it. Figures of a study that would share a name add how they differ (APART); see
    `Study.fact_ids`.
    """
    parts = [study, figure.cohort, domain, vocabulary.canonical(domain, figure.term) or figure.term]
    parts += [figure.grade] if figure.grade else []
    parts += [figure.statistic] if figure.statistic else []
    parts += [figure.window] if figure.window else []
    return "/".join(slug(part) for part in parts)
