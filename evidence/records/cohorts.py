"""Where a study was read, whom it is about, and what they were given."""

from typing import Annotated, Self

from pydantic import Field, model_validator

from evidence import vocabulary
from evidence.fields import Count, Day, Number, Percent, Record, Slug, Text, member


class Regimen(Record):
    """What patients were given: in words, by class, and drug by drug."""

    name: Text
    group: Annotated[str, member("regimen class", vocabulary.REGIMEN_CLASS)]
    drugs: tuple[Annotated[str, member("drug", vocabulary.DRUG)], ...]


class Source(Record):
    """Where figures were read; `document` is the file that `verify` looks the figures up in."""

    id: Slug
    kind: Annotated[str, member("source kind", vocabulary.SOURCE_KIND)]
    level: Annotated[str, member("source level", vocabulary.LEVEL)] | None = None
    citation: Text
    seen: Day | None = None
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
