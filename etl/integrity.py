"""python -m etl integrity FILE: which sources of the base a dated snapshot of notices speaks of.

A snapshot is JSON of Crossref works, whose `update-to` names what a notice is about and whose `updated-by` names the
notices about a work, or XML of PubMed records with their comments and corrections. The file of notices is written anew
each time, with those that somebody read on the page of a source; the study files stay as they are.
"""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

from etl.lines import flow
from etl.read import Path_, Problem, StudyFile
from etl.readings.file import modelled
from evidence.integrity import Integrity, Notice, told
from evidence.records import Study
from evidence.row import Row
from evidence.vocabulary import INTEGRITY

HEAD = """\
# Notices about sources: from a dated snapshot (`python -m etl integrity`), or read by hand on the page of a source (seen).
"""
#: Kinds of Crossref updates; a new version or an addition is no notice.
_CROSSREF = {
    "retraction": "retracted", "removal": "retracted", "withdrawal": "retracted", "partial_retraction": "retracted",
    "expression_of_concern": "concern", "erratum": "corrected", "corrigendum": "corrected", "correction": "corrected",
}  # fmt: skip
_PUBMED = {"Retraction": "retracted", "ExpressionOfConcern": "concern", "Erratum": "corrected",
           "CorrectedandRepublished": "corrected"}  # fmt: skip


class Refused(Exception):
    """The file is no snapshot; the message says what was expected."""


@dataclass(frozen=True)
class Said:
    """What a snapshot says of one work: its DOI or PubMed number, the state, the notice and its day."""

    work: str
    state: str
    by: str
    day: str | None = None


def notices(path: Path) -> list[Said]:
    """Every notice of a snapshot. Raises Refused."""
    text = path.read_text(encoding="utf-8")
    try:
        found = list(_pubmed(text) if text.lstrip().startswith("<") else _crossref(json.loads(text)))
    except (ValueError, KeyError, TypeError, AttributeError, ElementTree.ParseError) as fault:
        raise Refused(f"{path}: expected JSON of Crossref works or XML of PubMed records; {fault!r}") from fault
    return list(dict.fromkeys(found))


def _crossref(tree: Any) -> Iterator[Said]:
    message = tree if isinstance(tree, list) else tree["message"]
    for work in message if isinstance(message, list) else message.get("items", [message]):
        own = work["DOI"].lower()
        for other in work.get("update-to", ()):
            if state := _CROSSREF.get(other["type"].lower()):
                yield Said(other["DOI"].lower(), state, own, _day(other))
        for other in work.get("updated-by", ()):
            if state := _CROSSREF.get(other["type"].lower()):
                yield Said(own, state, other["DOI"].lower(), _day(other))


def _day(update: dict[str, Any]) -> str | None:
    """The day of a notice where all of it is given."""
    parts = (update.get("updated") or {}).get("date-parts", [[]])[0]
    return "-".join(f"{part:02d}" for part in parts) if len(parts) == 3 else None


def _pubmed(text: str) -> Iterator[Said]:
    if "<!ENTITY" in text:
        raise ValueError("entities are not read")
    for record in ElementTree.fromstring(text).iter("MedlineCitation"):
        own = record.findtext("PMID", "")
        for other in record.iter("CommentsCorrections"):
            kind, number = other.get("RefType", ""), other.findtext("PMID", "")
            if kind.endswith("In") and (state := _PUBMED.get(kind.removesuffix("In"))):
                yield Said(own, state, number or other.findtext("RefSource", ""))
            elif kind.endswith(("Of", "For")) and (state := _PUBMED.get(kind.removesuffix("Of").removesuffix("For"))):
                yield Said(number, state, own)


def about(studies: Iterable[Study], said: list[Said]) -> tuple[Notice, ...]:
    """The notices that are about a source of these studies, by DOI or PubMed number."""
    return tuple(
        Notice(study=study.id, source=source.id, state=one.state, by=one.by, day=one.day)
        for study in studies
        for source in study.sources
        for one in said
        if one.work and one.work in ((source.doi or "").lower(), source.pmid)
    )


def with_those_seen(found: tuple[Notice, ...], before: Integrity | None) -> tuple[Notice, ...]:
    """The notices of a snapshot, and those that were read by hand and that it does not bring."""
    brought = {(one.study, one.source, one.state) for one in found}
    seen = (one for one in before.notices if one.seen) if before else ()
    return (*found, *(one for one in seen if (one.study, one.source, one.state) not in brought))


def written(integrity: Integrity) -> str:
    """The file of notices, a notice a line."""
    lines = [f"  - {flow({n: v for n, v in vars(one).items() if v is not None})}\n" for one in integrity.notices]
    looked = f"snapshot: {integrity.snapshot}\nof: {json.dumps(integrity.of, ensure_ascii=False)}\n"
    head = HEAD + (looked if integrity.snapshot else "")
    return head + ("notices:\n" + "".join(lines) if lines else "")


@dataclass(frozen=True)
class IntegrityFile:
    """The file of notices as read: the notices where they are valid, the line of every part, what is wrong."""

    integrity: Integrity | None = None
    lines: dict[Path_, int] = field(repr=False, default_factory=dict)
    problems: tuple[Problem, ...] = ()

    def unplaced(self, name: str, is_known: Callable[[str, str], bool]) -> list[Problem]:
        """Notices of a study and a source that are not in the base."""
        place = StudyFile(name, None, self.lines)
        return [
            place.problem(("notices", index, "source"), f"{one.study!r} has no source {one.source!r}; run the command again")
            for index, one in enumerate(self.integrity.notices if self.integrity else ())
            if not is_known(one.study, one.source)
        ]


def integrity_file(path: Path) -> IntegrityFile:
    """The notices that are kept, whatever studies there are; none where there is no file."""
    if not path.exists():
        return IntegrityFile()
    return IntegrityFile(*modelled(path, path.name, Integrity, lambda error: error["msg"]))


def read_integrity(path: Path, studies: Iterable[Study]) -> tuple[Integrity | None, list[Problem]]:
    """The notices that are kept, and every problem of their file; neither where there is none."""
    file = integrity_file(path)
    known = {(study.id, source.id) for study in studies for source in study.sources}
    return file.integrity, sorted([*file.problems, *file.unplaced(path.name, lambda *place: place in known)])


def notice_rows(integrity: Integrity | None) -> list[Row]:
    if integrity is None:
        return []
    return [
        {"study_id": one.study, "source_id": one.source, "state": one.state, "day": one.day, "notice": one.by,
         "snapshot": one.seen or integrity.snapshot}
        for one in integrity.notices
    ]  # fmt: skip


def warnings(integrity: Integrity | None) -> dict[tuple[str, str], str]:
    """What figures of a (study, source) with a notice say: its gravest. All of its notices stand in their table."""
    gravest = list(INTEGRITY).index
    said: dict[tuple[str, str], str] = {}
    for one in sorted(integrity.notices, key=lambda one: gravest(one.state)) if integrity else ():
        said.setdefault((one.study, one.source), told(one.state, one.day))
    return said


def warned(facts: list[Row], said: Mapping[tuple[str, str], str]) -> list[Row]:
    """The figures, each with the warning of its source in its caveat, before what stands there, wherever it is shown."""
    return [
        fact | {"caveat": "; ".join(filter(None, (said[place], fact["caveat"])))} if place in said else fact
        for fact in facts
        if (place := (fact["study_id"], fact["source_id"]))
    ]
