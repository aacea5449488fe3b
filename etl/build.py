"""Checked records to a published file: written beside the old one, audited, then put in place by a rename."""

import hashlib
import json
import logging
import os
import re
from collections.abc import Sequence
from pathlib import Path

import duckdb
import pyarrow as pa

from etl.integrity import notice_rows, warned
from etl.placing import BuildError, beside, put
from etl.read import StudyFile
from etl.searching import search_rows
from etl.tables import TABLES, TABLES_OF_READINGS
from evidence.database import CURRENT, VERSION, file_of
from evidence.integrity import Integrity
from evidence.readings import Readings
from evidence.row import Row
from evidence.searching import Search
from evidence.vocabulary import ENUMS

LOG = logging.getLogger(__name__)
HERE = Path(__file__).parent
#: Old versions stay, so that an old link still opens its own numbers.
KEPT = 20

#: What must hold in the built file: each query returns the rows that offend, so it must return none.
AUDITS = {
    "figure without its cohort": """
        select fact_id from fact f where not exists (
            select 1 from cohort c where c.study_id = f.study_id and c.cohort_id = f.cohort_id)""",
    "figure without its source": """
        select fact_id from fact f where not exists (
            select 1 from source s where s.study_id = f.study_id and s.source_id = f.source_id)""",
    "cohort without its study": """
        select study_id || '/' || cohort_id from cohort c where not exists (
            select 1 from study s where s.study_id = c.study_id)""",
    "cohort without its parent": """
        select study_id || '/' || cohort_id from cohort c where parent is not null and not exists (
            select 1 from cohort p where p.study_id = c.study_id and p.cohort_id = c.parent)""",
    "discrepancy of an unknown figure": """
        select discrepancy_id from (select discrepancy_id, unnest(fact_ids) as fact_id from discrepancy) d
        where not exists (select 1 from fact f where f.fact_id = d.fact_id)""",
    "appraisal of an unknown study": """
        select distinct study_id from appraisal a where not exists (
            select 1 from study s where s.study_id = a.study_id)""",
    "reading of an unknown study": """
        select distinct study_id from reading r where not exists (
            select 1 from study s where s.study_id = r.study_id)""",
    "search of an unknown study": """
        select study_id from search_study f where not exists (
            select 1 from study s where s.study_id = f.study_id)""",
    "doubt without a reason": "select fact_id from fact where not certain and note is null",
}


def schema() -> str:
    """The whole schema text: enums in clinical order, then the tables."""
    enums = [
        f"create type {name}_code as enum ({', '.join(repr(code) for code in codes)});" for name, codes in ENUMS.items()
    ]
    return "\n".join([*enums, "", (HERE / "schema.sql").read_text()])


def patient_numbers() -> str:
    """The statement that fills the numbers of the patient table from the figures."""
    return (HERE / "patient.sql").read_text()


def tables(
    files: list[StudyFile],
    readings: Sequence[Readings] = (),
    search: Search | None = None,
    integrity: Integrity | None = None,
) -> dict[str, list[Row]]:
    """Rows of every table, in study order."""
    studies = sorted((file.record for file in files), key=lambda study: study.id)
    told = sorted(readings, key=lambda one: one.study)
    rows = {name: [row for study in studies for row in rows(study)] for name, rows in TABLES.items()}
    rows |= {name: [row for one in told for row in rows(one)] for name, rows in TABLES_OF_READINGS.items()}
    rows["fact"] = warned(rows["fact"], integrity)
    return rows | search_rows(search) | {"notice": notice_rows(integrity)}


def version_of(rows: dict[str, list[Row]]) -> str:
    """First 16 hex digits of sha256 over the schema text and the canonical JSON of the checked records."""
    canonical = json.dumps(rows, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256((schema() + patient_numbers() + canonical).encode()).hexdigest()[:16]


def publish(
    files: list[StudyFile],
    folder: Path,
    readings: Sequence[Readings] = (),
    search: Search | None = None,
    integrity: Integrity | None = None,
) -> tuple[str, dict[str, int]]:
    """Build the checked files and make them current; returns the version and the rows of each table.

    Until the last rename the old version is served; a build that stops anywhere leaves it untouched.
    """
    rows = tables(files, readings, search, integrity)
    version = version_of(rows)
    with beside(folder) as parts:
        part = parts / "evidence.duckdb"
        try:
            _write(part, version, rows)
            _audit(part, rows)
        except duckdb.Error as fault:
            raise BuildError(f"{folder}: {fault}") from fault
        _date(part, folder, version)
        put(part, file_of(folder, version))
    make_current(folder, version)
    return version, {name: len(found) for name, found in rows.items()}


def make_current(folder: Path, version: str) -> None:
    """Serve a version whose file is in place: the pointer is renamed, then versions beyond KEPT go."""
    with beside(folder) as parts:
        pointer = parts / CURRENT
        pointer.write_text(version + "\n")
        put(pointer, folder / CURRENT)
    _prune(folder, version)


def _write(path: Path, version: str, rows: dict[str, list[Row]]) -> None:
    schema_version = int(re.findall(r"schema_version (\d+)", schema())[0])
    with duckdb.connect(path) as con:
        con.begin()  # one commit, not one for each of the schema's statements: a second less
        con.execute(schema())
        con.commit()
        for name, found in rows.items():
            if found:
                con.register("arriving", pa.Table.from_pylist(found))
                con.execute(f"insert into {name} by name select * from arriving")
                con.unregister("arriving")
        con.execute(patient_numbers())
        con.execute(
            "insert into build values (?, ?, ?, ?)", [version, len(rows["study"]), len(rows["fact"]), schema_version]
        )
        con.execute("checkpoint")


def _audit(path: Path, rows: dict[str, list[Row]]) -> None:
    with duckdb.connect(path, read_only=True) as con:
        for name, found in rows.items():
            stored = con.execute(f"select count(*)::bigint from {name}").fetchall()[0][0]
            if stored != len(found):
                raise BuildError(f"table {name} holds {stored} rows, expected {len(found)}")
        for name, query in AUDITS.items():
            if offending := con.execute(query).fetchall():
                shown = ", ".join(str(row[0]) for row in offending[:5])
                raise BuildError(f"{name}: {shown}")


def versions(folder: Path) -> dict[Path, float]:
    """When each version in a folder was written, in seconds of the clock."""
    found = folder.glob("evidence-*.duckdb")
    return {path: path.stat().st_mtime for path in found if VERSION.fullmatch(path.stem.partition("-")[2])}


def _date(part: Path, folder: Path, version: str) -> None:
    """A new version is the youngest, also where the clock was set back since the last one."""
    others = [age for path, age in versions(folder).items() if path != file_of(folder, version)]
    youngest = max([part.stat().st_mtime, *(age + 1 for age in others)])
    os.utime(part, (youngest, youngest))


def _prune(folder: Path, current: str) -> None:
    ages = versions(folder)
    for path in sorted(ages, key=lambda path: ages[path], reverse=True)[KEPT:]:
        if path != file_of(folder, current):
            try:
                path.unlink()
            except OSError as fault:
                LOG.warning("%s: %s; an old version that is not needed any more stays", path, fault.strerror)
