"""Ids are unique, and everything that a line names exists."""

from collections.abc import Iterator

from etl.checks.finding import Finding, placed
from etl.read import Path_
from evidence import vocabulary
from evidence.records import Study
from evidence.vocabulary import slug


def unique_ids(study: Study) -> Iterator[Finding]:
    for part in ("sources", "cohorts"):
        ids = [item.id for item in getattr(study, part)]
        for index, id_ in enumerate(ids):
            if id_ in ids[:index]:
                yield (part, index, "id"), f"{id_!r} appears twice; ids are unique"
    seen: dict[str, Path_] = {}
    for (path, _, _), name in zip(placed(study), study.fact_ids, strict=True):
        if name in seen:
            first = ".".join(map(str, seen[name]))
            yield (
                path,
                (
                    f"same figure as {first} ({name}); merge them with `also`, or tell them apart by grade, window,"
                    " assessor, attribution, comparator or criteria"
                ),
            )
        seen.setdefault(name, path)


def read_by_hand(study: Study) -> Iterator[Finding]:
    """Nothing is built that nobody has read."""
    unread = [path for path, _, figure in placed(study) if figure.readers == "0"]
    unread += [(part, at) for part in ("patients", "appraisal") for at, line in enumerate(getattr(study, part))
               if line.readers == "0"]  # fmt: skip
    for path in unread:
        yield (*path, "readers"), "nobody has read this yet; check it against its source by hand and write readers: once"


def stated(study: Study) -> Iterator[Finding]:
    """What a draft may leave open a person has looked for."""
    if study.disease == "not stated":
        yield ("disease",), "is not stated; give the disease that was studied"
    given: list[tuple[Path_, str]] = [(("regimen", "group"), study.regimen.group)]
    for at, cohort in enumerate(study.cohorts):
        given += [(("cohorts", at, "regimen", "group"), cohort.regimen.group)] if cohort.regimen else []
        given += [(("cohorts", at, "role"), cohort.role)] if cohort.role else []
    for path, code in given:
        if code == "not stated":
            yield path, "is not stated; give the code that fits what patients got"


def sources_read(study: Study) -> Iterator[Finding]:
    """Each source says when it was read."""
    for index, source in enumerate(study.sources):
        if source.seen is None:
            yield ("sources", index, "seen"), "is missing; give the day on which it was read, like 2026-11-30"


def references(study: Study) -> Iterator[Finding]:
    cohorts = {cohort.id: cohort for cohort in study.cohorts}
    sources = {source.id for source in study.sources}
    for index, cohort in enumerate(study.cohorts):
        earlier = [before.id for before in study.cohorts[:index]]
        if cohort.parent and cohort.parent not in earlier:
            yield ("cohorts", index, "parent"), f"{cohort.parent!r} is no cohort above this line; given so far: {earlier}"
    for path, domain, figure in placed(study):
        if figure.cohort not in cohorts:
            yield (*path, "cohort"), f"cohort {figure.cohort!r} is not in cohorts; given: {', '.join(cohorts)}"
        if figure.source not in sources:
            yield (*path, "source"), f"source {figure.source!r} is not in sources; given: {', '.join(sorted(sources))}"
        if vocabulary.canonical(domain, figure.term) is None:
            yield (*path, "term"), f"{figure.term!r} is no {domain} term; add it to the vocabulary or use one of its terms"
    for index, patient in enumerate(study.patients):
        if patient.cohort not in cohorts or cohorts[patient.cohort].kind != "patient":
            yield ("patients", index, "cohort"), f"{patient.cohort!r} is no cohort of kind patient"
    facts = set(study.fact_ids)
    topics = [slug(discrepancy.topic) for discrepancy in study.discrepancies]
    for index, topic in enumerate(topics):
        if topic in topics[:index]:
            yield ("discrepancies", index, "topic"), "the topic is that of another discrepancy above; each has its own"
    for index, discrepancy in enumerate(study.discrepancies):
        for fact in discrepancy.facts:
            if f"{study.id}/{fact}" not in facts:
                yield ("discrepancies", index, "facts"), f"{fact!r} is no figure of this study"
        other = discrepancy.instead
        if other and other.events is not None and other.of is not None and other.events > other.of:
            yield ("discrepancies", index, "instead"), f"events = {other.events} is more than of = {other.of}"
        if discrepancy.instead and discrepancy.instead.fact not in discrepancy.facts:
            yield ("discrepancies", index, "instead"), f"{discrepancy.instead.fact!r} is not among facts of this discrepancy"
