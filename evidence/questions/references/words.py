"""Numbered references: which source a number rests on, short beside it and in full below."""

from collections.abc import Iterable
from dataclasses import dataclass

from evidence.language import mark, say
from evidence.questions.references.numbers import read_in
from evidence.row import Row
from evidence.vocabulary import LEVEL, SOURCE_KIND, label
from evidence.wording.printed import NEWS
from evidence.wording.table import Table, ids

Source = tuple[str, str]
#: What every line that lists the sources of a figure begins with, in each language.
SOURCES = mark("Sources: ")


@dataclass(frozen=True)
class Reference:
    """One source, numbered in the order of first use; `study` is the label of the study that it reports."""

    number: int
    study: str
    read: str
    citation: str
    doi: str | None
    pmid: str | None

    @property
    def short(self) -> str:
        """'[3] Ravandi 2013 (full text)'."""
        return say("[{number}] {study} ({read})", number=self.number, study=self.study, read=self.read)

    @property
    def full(self) -> str:
        """'Ravandi F, et al. Blood 2013;121:4655. doi:10.1182/… PMID 23613521. Read as: full text.'"""
        doi = f" doi:{self.doi}." if self.doi else ""
        pmid = f" PMID {self.pmid}." if self.pmid else ""
        source = f"{self.citation.rstrip('.')}.{doi}{pmid}"
        return say("{source} Read as: {read}.", source=source, read=self.read)


@dataclass(frozen=True)
class References:
    """All references of a document by their source."""

    listed: dict[Source, Reference]

    def of(self, rows: Iterable[Row]) -> list[Reference]:
        """The references of some sources, in the order of their numbers."""
        found = {_source(row) for row in rows}
        return [one for source, one in self.listed.items() if source in found]

    def marks(self, rows: Iterable[Row]) -> str:
        """'[1, 4]'; empty where no source is known."""
        numbers = ", ".join(str(one.number) for one in self.of(rows))
        return f"[{numbers}]" if numbers else ""


def _source(row: Row) -> Source:
    return row["study_id"], row["citation"]


def references(rows: Iterable[Row], studies: dict[str, str]) -> References:
    """Number sources in the order in which they come."""
    found: dict[Source, Row] = {}
    for row in rows:
        found.setdefault(_source(row), row)
    listed = {}
    for number, (source, row) in enumerate(found.items(), start=1):
        read = SOURCE_KIND[NEWS].label.lower() if row["kind"] == NEWS else label(LEVEL, row["level"]).lower()
        listed[source] = Reference(number, studies[source[0]], read, row["citation"], row["doi"], row["pmid"])
    return References(listed)


def behind(record: dict[str, object], version: str) -> list[Row]:
    """The sources of a row of any table: of its figures, else of its study."""
    figures = ids(record)
    study = str(record.get("study_id") or record.get("study") or "")
    return read_in(version, figures) or read_in(version, studies=(study,))


def sources(table: Table, version: str) -> list[Row]:
    """The sources of a table, row by row."""
    return [row for record in table.records for row in behind(record, version)]


def places(table: Table, figures: set[str], known: References, version: str) -> list[str]:
    """'Borthakur 2020: “36%”, Abstract, sentence 6 [1]' for each row that rests on one of these figures."""
    lines = []
    for record in table.records:
        if record.get("place") and record.get("printed") and not figures.isdisjoint(ids(record)):
            head = next(str(record[column.name]) for column in table.shown)
            marks = known.marks(behind(record, version))
            found = {"row": head, "printed": record["printed"], "place": record["place"], "marks": marks}
            lines.append(say("{row}: “{printed}”, {place} {marks}", **found))
    return list(dict.fromkeys(lines))
