"""Checked records to a published file: written beside the old one, audited, then put in place by a rename."""

import logging
import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

import duckdb

from etl.examining import Examination
from etl.integrity import warned, warnings
from etl.making import Making
from etl.placing import BuildError, beside, put
from etl.read import Problem, StudyFile
from etl.remembered import FILE, Before, Memory, basis, remembering
from etl.tables import TABLES, TABLES_OF_READINGS
from evidence.clubs import Club
from evidence.database import CURRENT, VERSION, file_of, unchecked_files
from evidence.integrity import Integrity
from evidence.older import Settings
from evidence.readings import Readings
from evidence.records import Study
from evidence.row import Row
from evidence.searching import Search

LOG = logging.getLogger(__name__)
#: Old versions stay, so that an old link still opens its own numbers: so many, and so many bytes of them together with the
#: drafts beside them. The current one and the one before stay in any case.
KEPT = 20
KEPT_BYTES = 5_000_000_000

#: The memory in which a built file is looked into, whatever its size; what does not fit goes to the disk.
AUDITED_IN = "128MB"
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
    "figure that nobody has read": """
        select fact_id from fact f join study s using (study_id)
        where (f.reading = '0' or f.readers = 0) and not s.unchecked""",
    "doubt without a reason": "select fact_id from fact where not certain and note is null",
}


class Refused(Exception):
    """Nothing was published; `problems` says what is wrong with the files, of which `files` are studies."""

    def __init__(self, files: int, problems: list[Problem]) -> None:
        super().__init__(f"{len(problems)} problems in {files} studies")
        self.files, self.problems = files, problems


@dataclass(frozen=True)
class Published:
    """A version that is current now: rows of each table, studies that were read for it, meetings that go with it.

    `search` and `integrity` are what belongs to no study.
    """

    version: str
    rows: dict[str, int]
    read: int
    clubs: list[Club]
    search: Search | None
    integrity: Integrity | None


def build(studies: Path, folder: Path, before: Before | None = None) -> Published:
    """Check the files of a base and make them current. Raises Refused and BuildError.

    After another build only what has changed since is read, and written into a copy of its version: the rows, and so the
    version, are those of a whole build. Until the last rename the old version is served.
    """
    of = basis(studies)
    with (
        beside(folder) as parts,
        making_of(folder, before.version if before else None) as making,
        remembering(parts / FILE, before.path if before else None) as memory,
    ):
        examined = Examination(studies, memory)
        making.drop(examined.gone)
        for one in examined.read():
            memory.hold(one.name, making.take(rows_of(one.file.record, one.readings, examined.warnings)))
        if (problems := examined.finish()) or not examined.size:
            raise Refused(examined.size, problems)
        version = finished(making, folder, memory, examined.search, examined.integrity)
        memory.keep(folder / FILE, version, of)
    make_current(folder, version)
    return Published(version, making.counts, examined.changed, examined.clubs, examined.search, examined.integrity)


def publish(
    files: list[StudyFile],
    folder: Path,
    readings: Sequence[Readings] = (),
    search: Search | None = None,
    integrity: Integrity | None = None,
) -> tuple[str, dict[str, int]]:
    """Make checked files that are at hand current; returns the version and the rows of each table. Raises BuildError."""
    told, warned_of = {one.study: one for one in readings}, warnings(integrity)
    with making_of(folder) as making, closing(Memory()) as memory:
        for study in sorted((file.record for file in files), key=lambda study: study.id):
            memory.hold(study.id, making.take(rows_of(study, told.get(study.id), warned_of)))
        version = finished(making, folder, memory, search, integrity)
    make_current(folder, version)
    return version, making.counts


def rows_of(study: Study, readings: Readings | None, said: Mapping[tuple[str, str], str]) -> dict[str, list[Row]]:
    """The rows of a study and of its readings in each table; `said` are the warnings of its sources."""
    rows = {name: rows(study) for name, rows in TABLES.items()}
    rows["fact"] = warned(rows["fact"], said)
    return rows | {name: rows(readings) if readings else [] for name, rows in TABLES_OF_READINGS.items()}


@contextmanager
def making_of(folder: Path, like: str | None = None) -> Iterator[Making]:
    """A file in the making beside its place, gone unless it is finished. Raises BuildError for what the database refuses."""
    with beside(folder) as parts:
        try:
            with closing(Making(parts / "evidence.duckdb", file_of(folder, like) if like else None)) as making:
                yield making
        except duckdb.Error as fault:
            raise BuildError(f"{folder}: {fault}") from fault


def finished(
    making: Making,
    folder: Path,
    memory: Memory,
    search: Search | None,
    integrity: Integrity | None,
    checked: str = "",
) -> str:
    """Finish a file, look into it and put it in place; gives its version. One with drafts is named by its `checked` too."""
    version = making.finish(memory, search, integrity)
    _audit(making.path, making.counts)
    place = folder / (f"unchecked-{checked}-{version}.duckdb" if checked else f"evidence-{version}.duckdb")
    _date(making.path, folder, place)
    put(making.path, place)
    return version


def make_current(folder: Path, version: str) -> None:
    """Serve a version whose file is in place: the pointer is renamed, then versions go for which there is no room."""
    with beside(folder) as parts:
        pointer = parts / CURRENT
        pointer.write_text(version + "\n")
        put(pointer, folder / CURRENT)
    prune(folder, version)


def _audit(path: Path, counts: dict[str, int]) -> None:
    """Look into a finished file. Raises BuildError where a table has other rows than expected, or an audit finds any."""
    held: Settings = {"threads": 2, "memory_limit": AUDITED_IN, "temp_directory": str(path.with_suffix(".spill"))}
    with duckdb.connect(path, read_only=True, config=held) as con:
        for name, expected in counts.items():
            stored = con.execute(f"select count(*)::bigint from {name}").fetchall()[0][0]
            if stored != expected:
                raise BuildError(f"table {name} holds {stored} rows, expected {expected}")
        for name, query in AUDITS.items():
            if offending := con.execute(query).fetchall():
                raise BuildError(f"{name}: {', '.join(str(row[0]) for row in offending[:5])}")


def versions(folder: Path) -> dict[Path, float]:
    """When each version in a folder was written, in seconds of the clock."""
    found = folder.glob("evidence-*.duckdb")
    return {path: path.stat().st_mtime for path in found if VERSION.fullmatch(path.stem.partition("-")[2])}


def _date(part: Path, folder: Path, place: Path) -> None:
    """A new version is the youngest, also where the clock was set back since the last one."""
    files = versions(folder) | {path: path.stat().st_mtime for path in unchecked_files(folder)}
    others = [age for path, age in files.items() if path != place]
    youngest = max([part.stat().st_mtime, *(age + 1 for age in others)])
    os.utime(part, (youngest, youngest))


def prune(folder: Path, current: str) -> None:
    """Keep the current version, the one before, and the newest others that there is room for; drafts go with theirs."""
    ages, held = versions(folder), 0
    newest = sorted(ages, key=lambda path: (path == file_of(folder, current), ages[path]), reverse=True)
    stay = set[str]()
    for at, path in enumerate(newest):
        version = path.stem.partition("-")[2]
        own = [path, *unchecked_files(folder, version)[:1]]
        held += sum(one.stat().st_size for one in own)
        if at < 2 or (at < KEPT and held <= KEPT_BYTES):
            stay |= {one.name for one in own}
    for path in (*newest, *unchecked_files(folder)):
        if path.name not in stay:
            remove(path)


def remove(path: Path) -> None:
    """Take a version away; where that cannot be done it stays."""
    try:
        path.unlink()
    except OSError as fault:
        LOG.warning("%s: %s; an old version that is not needed any more stays", path, fault.strerror)
