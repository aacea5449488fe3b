"""Bring the file that is there: a registry record, a sheet, a PDF or a text becomes a draft that a person checks."""

import hashlib
from dataclasses import dataclass, field
from pathlib import Path

from etl.importing import comparison, document, record_file, registry, revman, sheet, sheetmap, titles
from etl.importing.brought import Again, Brought, Left, Refused, Taken
from etl.importing.cells import read_sheets
from etl.importing.fetch import seen

__all__ = ["Import", "NeedsMap", "Refused", "bring"]

OTHERS = {
    ".xls": "is the older format of workbooks; save it as .xlsx",
    ".ods": "is a workbook of another kind; save it as .xlsx",
    ".xml": f"is XML, not a record in JSON; {record_file.TODAY}",
}


class NeedsMap(Exception):
    """A sheet without a map: (the proposal of one)."""


@dataclass(frozen=True)
class Import:
    """What one file gives: `name` is that of its numbered text and of the list of what was left."""

    name: str
    studies: list[Brought]
    rest: Brought = field(default_factory=lambda: Brought("", {}))

    @classmethod
    def of(cls, name: str, studies: list[Brought], rest: Brought) -> "Import":
        """An import of a sheet: a study of which nothing was taken makes no draft, and its rows are left with the rest."""
        without = [study for study in studies if not study.taken]
        rest.rows = [row for study in without for row in study.rows] + rest.rows
        return cls(name, [study for study in studies if study.taken], rest)

    def counted(self) -> tuple[int, int, int]:
        """Rows that became a figure, rows that repeat one, and rows that were left; together every row of the source."""
        rows = [row.outcome for study in (*self.studies, self.rest) for row in study.rows]
        taken, again, left = (sum(isinstance(row, kind) for row in rows) for kind in (Taken, Again, Left))
        return taken, again, left


def bring(path: Path, study_id: str | None = None, map_: Path | None = None, studies: Path | None = None) -> Import:
    """The studies in a file, each as a draft. Raises Refused with the place of what cannot be taken, and NeedsMap.

    `study_id` names the draft of a file that holds one study; `map_` says what each column of a sheet, or some outcomes
    of a record, are; a record whose number a study of the folder `studies` has is compared with it.
    """
    suffix = path.suffix.lower()
    if suffix in OTHERS:
        raise Refused(path.name, OTHERS[suffix])
    if suffix == ".json":
        study = _record(path, study_id, map_, studies)
        found = Import(study_id or study.id, [study])
    elif suffix in (".csv", ".tsv", ".xlsx"):
        found = _sheet(path, map_)
    elif suffix in (".pdf", ".txt"):
        if study_id is None:
            raise Refused(path.name, "a paper does not say what to call it; give --as, like --as smith-2024")
        found = Import(study_id, [document.bring(*document.read_pages(path), study_id)])
    else:
        raise Refused(path.name, "expected a record (.json), a sheet (.csv, .tsv, .xlsx), a PDF or a text (.txt)")
    if study_id and len(found.studies) != 1:
        raise Refused(path.name, f"holds {len(found.studies)} studies; --as names one. Leave it out")
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    for study in found.studies:
        study.id = study_id or study.id
        said = (study.source.get("note"), f"SHA-256 of the file: {digest}")
        study.source |= {"seen": seen(path), "note": " ".join(filter(None, said))}
    return found


def _record(path: Path, study_id: str | None, map_: Path | None, studies: Path | None) -> Brought:
    """A record; beside the study that has its number, where the base has one: a second study would count it twice."""
    study = registry.bring(record_file.read_record(path), titles.read_titles(map_).told() if map_ else None)
    there = comparison.with_number(str(study.source["registry"]), studies) if studies else []
    meant = [one for one in there if study_id in (None, one.id)]
    if len(meant) == 1:
        return comparison.beside(meant[0], study)
    if there:
        names = ", ".join(one.id for one in there)
        raise Refused(path.name, f"its number is that of {names}; say with --as which of the base is meant")
    return study


def _sheet(path: Path, map_: Path | None) -> Import:
    sheets = read_sheets(path)
    if map_ is None and revman.fits(sheets[0]):
        return Import.of(path.stem, *revman.bring(sheets[0]))
    if map_ is None:
        raise NeedsMap(sheetmap.proposal(sheets[0], [one.name for one in sheets[1:]]))
    asked = sheetmap.read_map(map_)
    chosen = next((one for one in sheets if asked.sheet in (None, one.name)), None)
    if chosen is None:
        raise Refused(map_.name, f"there is no sheet {asked.sheet!r}; there are: {', '.join(one.name for one in sheets)}")
    return Import.of(path.stem, *sheet.bring(chosen, asked, map_.name))
