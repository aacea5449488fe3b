"""A registry record beside its paper: like with like, and each difference proposed for a person to judge.

Alike are figures of the same patients, term, grade, statistic and time. Where a record's figure has none, those of the
study that differ from it least stand near it; whether they should agree is for a person too. Which of two sources is
right is nowhere decided, and titles, phases and dates are no findings and are not compared.
"""

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from etl.importing.brought import Brought, Fields, Taken
from etl.importing.draft import disarmed
from etl.read import read_study
from evidence import vocabulary
from evidence.printed import decimals_of
from evidence.records import Cohort, Figure, Study
from evidence.vocabulary import slug

AGREES, DIFFERS, NEAR = "agrees", "differs", "near"
RECORD_ONLY, STUDY_ONLY = "only in the record", "only in the study"
AGREEING = "the numbers agree"
#: What makes two figures alike; the group stands for the term where only its exact name differs.
ASPECTS = ("patients", "term", "grade", "time")


@dataclass(frozen=True)
class Line:
    """One line of a comparison; `name` is the fact of the study, without its id."""

    verdict: str
    record: Figure | None
    study: Figure | None
    name: str = ""
    what: str = ""
    domain: str = ""


def with_number(number: str, folder: Path) -> list[Study]:
    """The studies of a folder that have a source with this registry number; only files that hold it are read."""
    held = [path for path in sorted(folder.glob("*.yaml")) if number in path.read_text(encoding="utf-8", errors="replace")]
    found = [file.study for file in map(read_study, held) if file.study]
    return [study for study in found if any(source.registry == number for source in study.sources)]


def beside(study: Study, record: Brought) -> Brought:
    """The record as a second source of a study: its lines under the study's names, and how they compare."""
    record = _adopted(study, record)
    lines = compared(study, record)
    record.comparison = table(lines)
    record.discrepancies = proposals(lines, str(record.source["citation"]))
    return record


def _adopted(study: Study, record: Brought) -> Brought:
    """The record under the study's own name, its groups under the names of the cohorts that they are."""
    names = _cohorts(study, record)
    for place, row in enumerate(record.rows):
        if isinstance(row.outcome, Taken):
            fields = row.outcome.fields
            own = fields | {"cohort": names.get(fields["cohort"], fields["cohort"])}
            record.rows[place] = replace(row, outcome=replace(row.outcome, fields=own))
    record.groups = [group for group in record.groups if group.id not in names]
    record.id, record.head = study.id, {}
    return record


def _cohorts(study: Study, record: Brought) -> dict[str, str]:
    """Which cohort of the study a group of the record is: the whole, or the one arm whose name or drug it has."""
    found = {}
    whole = [cohort.id for cohort in study.cohorts if cohort.kind == "all"]
    for group in record.groups:
        if group.fields.get("kind") == "all" and len(whole) == 1:
            found[group.id] = whole[0]
            continue
        title = str(group.fields["label"]).lower()
        named = [cohort.id for cohort in study.cohorts if cohort.kind == "arm" and _is_named(cohort, title)]
        if len(named) == 1:
            found[group.id] = named[0]
    once = [name for name in found.values() if list(found.values()).count(name) == 1]
    return {group: name for group, name in found.items() if name in once}


def _is_named(cohort: Cohort, title: str) -> bool:
    drugs = cohort.regimen.drugs if cohort.regimen else ()
    return cohort.label.lower() == title or bool(drugs and all(drug in title for drug in drugs))


def compared(study: Study, record: Brought) -> list[Line]:
    """Every figure of the record and of the study once, each with what it was compared with."""
    names = dict(zip(study.fact_ids, study.figures(), strict=True))
    own = [(name.partition("/")[2], domain, figure) for name, (domain, _, figure) in names.items()]
    registered = {source.id for source in study.sources if source.kind == "registry"}
    own = [one for one in own if one[2].source not in registered]
    lines: list[Line] = []
    met: set[str] = set()
    for taken in record.taken:
        figure = Figure.model_validate(taken.fields)
        found = list(_beside(study, taken.domain, figure, own))
        met |= {line.name for line in found}
        lines += found or [Line(RECORD_ONLY, figure, None, domain=taken.domain)]
    return lines + [Line(STUDY_ONLY, None, figure, name, domain=domain) for name, domain, figure in own if name not in met]


def _beside(study: Study, domain: str, record: Figure, own: list[tuple[str, str, Figure]]) -> Iterator[Line]:
    """The figure of the study that is alike or, where none is, those that differ least."""
    near: dict[int, list[Line]] = {}
    for name, other_domain, figure in own:
        if domain != other_domain or not _same_kind(record, figure) or not _same(study, domain, "grade", record, figure):
            continue
        apart = [aspect for aspect in ASPECTS if not _same(study, domain, aspect, record, figure)]
        what = difference(record, figure)
        if not apart:
            yield Line(DIFFERS if what else AGREES, record, figure, name, what, domain)
            return
        if _may_be_near(study, domain, apart, record, figure):
            words = ", ".join(f"{aspect}: {_aspect(aspect, record)} against {_aspect(aspect, figure)}" for aspect in apart)
            line = Line(NEAR, record, figure, name, f"{words}; {what or AGREEING}", domain)
            near.setdefault(len(apart), []).append(line)
    yield from near[min(near)] if near else ()


def _may_be_near(study: Study, domain: str, apart: list[str], record: Figure, figure: Figure) -> bool:
    """Whether figures that differ in so many ways may still tell of one thing; those of a later event never do."""
    later = {cohort.id for cohort in study.cohorts if cohort.basis == "outcome"}
    related = "term" not in apart or _related(domain, record.term, figure.term)
    return len(apart) <= 2 and related and figure.cohort not in later


def _same_kind(one: Figure, other: Figure) -> bool:
    def kind(figure: Figure) -> str:
        rate = figure.events is not None or figure.percent is not None
        return "rate" if rate else "median" if figure.statistic == "words" else figure.statistic or ""

    return kind(one) == kind(other)


def _same(study: Study, domain: str, aspect: str, record: Figure, figure: Figure) -> bool:
    if aspect == "term":
        return vocabulary.canonical(domain, record.term) == vocabulary.canonical(domain, figure.term)
    if aspect == "grade":
        return (record.grade or "any") == (figure.grade or "any")
    if aspect == "time":
        return slug(record.window or "").lower() == slug(figure.window or "").lower()
    if record.of is not None and figure.of is not None and record.of != figure.of:
        return False
    return record.cohort == figure.cohort or (
        record.of == figure.of is not None and _within(study, figure.cohort, record.cohort)
    )


def _within(study: Study, part: str, whole: str) -> bool:
    """Whether a cohort is a part of another."""
    parent = {cohort.id: cohort.parent for cohort in study.cohorts}
    at: str | None = part
    while at is not None and at != whole:
        at = parent.get(at)
    return at == whole


def _related(domain: str, one: str, other: str) -> bool:
    """Whether two terms stand in one group of their domain: MRD response and complete MRD response."""
    terms = vocabulary.TERM[domain]
    codes = [terms[code] for term in (one, other) if (code := vocabulary.canonical(domain, term))]
    return len(codes) == 2 and codes[0].group == codes[1].group == "residual"


def _aspect(aspect: str, figure: Figure) -> str:
    if aspect == "patients":
        return f"{figure.cohort} of {figure.of}" if figure.of is not None else f"{figure.cohort}, number not printed"
    return str({"term": figure.term, "time": figure.window or "not printed"}[aspect])


def difference(record: Figure, figure: Figure) -> str:
    """What two figures do not agree on, to the decimals that the coarser one prints; empty where they agree."""
    said = []
    if record.events is not None and figure.events is not None:
        said += [f"events {record.events} and {figure.events}"] if record.events != figure.events else []
    elif (one := _share(record)) and (other := _share(figure)):
        coarse = min(one[1], other[1])
        said += [f"{one[0]:g} % and {other[0]:g} %"] if abs(one[0] - other[0]) > 0.5 * 10**-coarse + 1e-9 else []
    for name in ("value", "low", "high"):
        one, other = getattr(record, name), getattr(figure, name)
        if one is not None and other is not None and one != other:
            said.append(f"{name} {one:g} and {other:g}")
    return ", ".join(said)


def _share(figure: Figure) -> tuple[float, int] | None:
    """A share in per cent and its decimals; of a count as exactly as is wished."""
    if figure.percent is not None:
        return figure.percent, decimals_of(figure.percent, figure.printed) or 0
    if figure.events is not None and figure.of:
        return 100 * figure.events / figure.of, 9
    return None


def proposals(lines: list[Line], source: str) -> list[Fields]:
    """A discrepancy for each real difference; what is shown, and why, is for a person."""
    found: list[Fields] = []
    for line in lines:
        real = line.verdict == DIFFERS or (line.verdict == NEAR and not line.what.endswith(AGREEING))
        if real and line.record and line.study:
            topic = f"{line.record.term} in the registry, {len(found) + 1}"
            found.append(_proposal(line, line.record, line.study, topic, source))
    return found


def _proposal(line: Line, record: Figure, study: Figure, topic: str, source: str) -> Fields:
    perhaps = "Perhaps not the same: " if line.verdict == NEAR else ""
    return {
        "topic": topic,
        "facts": (line.name,),
        "kind": "between sources",
        "first": _numbers(study),
        "first_at": study.at,
        "second": _numbers(record),
        "second_at": f"{source}, {record.at}",
        "what": f"{perhaps}{line.what}.",
        "shown": None,
        "why": None,
    }


def _numbers(figure: Figure) -> str:
    """A figure in numbers: '88 of 113, 78 %', '36.5 (19.2 to -) months'."""
    count = "" if figure.events is None else f"{figure.events} of {figure.of or '-'}"
    share = "" if figure.percent is None else f"{figure.percent:g} %"
    value = "" if figure.value is None else f"{figure.value:g}"
    low, high = ("-" if limit is None else f"{limit:g}" for limit in (figure.low, figure.high))
    limits = "" if low == high == "-" else f"({low} to {high})"
    return " ".join(filter(None, (", ".join(filter(None, (count, share, value))), limits, figure.unit))) or figure.printed


def table(lines: list[Line]) -> str:
    """The comparison as CSV: verdict, what differs, and both figures with their places."""
    out = io.StringIO()
    written = csv.writer(out, lineterminator="\n")
    written.writerow(("verdict", "what", "domain", "term", "record", "record_at", "study", "study_at", "fact"))
    for line in lines:
        one, other = line.record, line.study
        term = next(figure.term for figure in (one, other) if figure)
        record = (one.printed, one.at) if one else ("", "")
        study = (other.printed, other.at) if other else ("", "")
        cells = (line.verdict, line.what, line.domain, term, *record, *study, line.name)
        written.writerow(tuple(map(disarmed, cells)))
    return out.getvalue()
