"""A whole study file, and the names of its figures."""

from collections import defaultdict
from collections.abc import Iterator
from functools import cache, cached_property
from typing import Annotated

from pydantic import Field

from evidence import vocabulary
from evidence.appraisal import Judgement
from evidence.fields import Record, Slug, Text, Whole, member
from evidence.records.cohorts import Cohort, Regimen, Source
from evidence.records.figures import Discrepancy, Figure, Patient
from evidence.vocabulary import slug


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
    #: The search that brought it, by its name in `data/search.yaml`, unless the study is listed there under its search.
    search: Slug | None = None
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
