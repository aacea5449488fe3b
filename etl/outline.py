"""What the other files of a base need to know of a study: a changed one is checked against all without reading them."""

from typing import NamedTuple

from evidence.records import Study


class Outline(NamedTuple):
    """A study as others may refer to it; its parts are plain lists, so that it can be kept as JSON."""

    id: str
    #: (cohort, same_patients_as, may_share_with) in the file's order.
    cohorts: list[tuple[str, list[str], list[str]]]
    #: (source, kind, registry number, DOI, PubMed number) in the file's order.
    sources: list[tuple[str, str, str | None, str | None, str | None]]
    #: The studies that it says it is not.
    differs_from: list[str]
    #: The search that its own file names.
    search: str | None


def outline(study: Study) -> Outline:
    return Outline(
        study.id,
        [(one.id, list(one.same_patients_as), list(one.may_share_with)) for one in study.cohorts],
        [(one.id, one.kind, one.registry, one.doi, one.pmid) for one in study.sources],
        [one.study for one in study.differs_from],
        study.search,
    )
