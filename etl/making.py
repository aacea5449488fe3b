"""A file of a version in the making: studies are written as they come, so that none of them is held in memory."""

import hashlib
import json
import re
import shutil
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

import duckdb
import pyarrow as pa

from etl.integrity import notice_rows
from etl.placing import to_disk
from etl.searching import search_rows
from etl.tables import TABLES, TABLES_OF_READINGS
from evidence.integrity import Integrity
from evidence.row import Row
from evidence.searching import Search
from evidence.vocabulary import ENUMS

HERE = Path(__file__).parent
#: The tables whose rows belong to a study.
OF_STUDY = (*TABLES, *TABLES_OF_READINGS)
#: Rows that are written at once: about 60 MB on their way.
BATCH = 40_000
#: Rows of a group of the file. Whole groups are read; a study's rows stand together, so that few groups hold some studies.
GROUP = 8192


class Held(NamedTuple):
    """What a version holds of a study: a digest of its rows, and how many stand in each table of OF_STUDY."""

    digest: str
    rows: list[int]


def schema() -> str:
    """The whole schema text: enums in clinical order, then the tables."""
    enums = [
        f"create type {name}_code as enum ({', '.join(repr(code) for code in codes)});" for name, codes in ENUMS.items()
    ]
    return "\n".join([*enums, "", (HERE / "schema.sql").read_text()])


def patient_numbers() -> str:
    """The statement that fills the numbers of the patient table from the figures."""
    return (HERE / "patient.sql").read_text()


def canonical(rows: object) -> bytes:
    """One text for equal rows."""
    return json.dumps(rows, sort_keys=True, ensure_ascii=False, separators=(",", ":")).encode()


def writing(path: Path) -> duckdb.DuckDBPyConnection:
    """A connection that writes the file of a version, new or there."""
    con = duckdb.connect()
    quoted = str(path).replace("'", "''")
    con.execute(f"attach '{quoted}' as version (row_group_size {GROUP})")
    con.execute("use version")
    return con


def _copying(version: Path, path: Path) -> tuple[Future[Path], Future[None]]:
    """A copy of a version, and when it is on the disk: studies are read meanwhile."""
    with_a_thread = ThreadPoolExecutor(1)
    copied, flushed = with_a_thread.submit(shutil.copyfile, version, path), with_a_thread.submit(to_disk, path)
    with_a_thread.shutdown(wait=False)
    return copied, flushed


class Making:
    """The file at `path`, new, or a copy of another version of which the studies in `held` stay."""

    def __init__(self, path: Path, like: Path | None = None) -> None:
        self.path, self._copying = path, _copying(like, path) if like else None
        self.held: dict[str, Held] = {}
        self.rest: dict[str, list[Row]] = {}
        self._gone: list[str] = []
        self._waiting: dict[str, list[Row]] = {name: [] for name in OF_STUDY}
        if not like:
            with self._at_once():
                self.con.execute(schema())

    @cached_property
    def con(self) -> duckdb.DuckDBPyConnection:
        """The connection that writes the file, once its copy is there. Raises OSError where it cannot be copied."""
        if self._copying:
            self._copying[0].result()
        return writing(self.path)

    @contextmanager
    def _at_once(self) -> Iterator[None]:
        """One commit, not one for each statement: each waits for the disk."""
        self.con.begin()
        yield
        self.con.commit()

    def drop(self, studies: Iterable[str]) -> None:
        """Take studies of the other version out, all their rows, before any are written."""
        self._gone += studies

    def bring(self, other: Path, studies: Iterable[str]) -> None:
        """Copy the rows of studies from another version."""
        wanted = list(studies)
        if not wanted:
            return
        self._write_waiting()
        self.con.execute("attach '" + str(other).replace("'", "''") + "' as other (read_only)")
        with self._at_once():
            for name in OF_STUDY:
                rows = f"select * from other.{name} where study_id in (select unnest($1))"
                self.con.execute(f"insert into {name} by name {rows}", [wanted])
        self.con.execute("detach other")

    def take(self, study: str, rows: dict[str, list[Row]]) -> Held:
        """Write a study, sooner or later; gives what the version holds of it."""
        for name, found in rows.items():
            self._waiting[name] += found
        digest = hashlib.sha256(canonical(rows)).hexdigest()
        self.held[study] = Held(digest, [len(rows.get(name, ())) for name in OF_STUDY])
        if sum(map(len, self._waiting.values())) > BATCH:
            self._write_waiting()
        return self.held[study]

    def finish(self, search: Search | None, integrity: Integrity | None) -> str:
        """Write what belongs to no study and close the file; gives its version.

        The version is the first 16 hex digits of sha256 over the schema, the digests of all studies by their names, and
        the rows of the search and of the notices: the same whichever of the studies were written now.
        """
        self._write_waiting()
        self.rest = search_rows(search) | {"notice": notice_rows(integrity)}
        digests = [(study, self.held[study].digest) for study in sorted(self.held)]
        said = schema() + patient_numbers()
        version = hashlib.sha256(said.encode() + canonical(digests) + canonical(self.rest)).hexdigest()[:16]
        counts = self.counts()
        schema_version = int(re.findall(r"schema_version (\d+)", said)[0])
        built = [version, counts["study"], counts["fact"], schema_version]
        with self._at_once():
            for name in (*self.rest, "build"):
                self.con.execute(f"delete from {name}")
            for name, found in self.rest.items():
                self._insert(name, found)
            self.con.execute(patient_numbers())
            self.con.execute("insert into build values (?, ?, ?, ?)", built)
        if self._copying:
            self._copying[1].result()
        self.con.execute("checkpoint version")
        self.close()
        return version

    def close(self) -> None:
        self.con.close()

    def counts(self) -> dict[str, int]:
        """How many rows each table is to hold."""
        sums = [sum(rows) for rows in zip(*(held.rows for held in self.held.values()), strict=True)]
        of_study = dict(zip(OF_STUDY, sums or [0] * len(OF_STUDY), strict=True))
        return of_study | {name: len(found) for name, found in self.rest.items()}

    def _write_waiting(self) -> None:
        """Take out what is to go, then write what has come."""
        with self._at_once():
            for name in OF_STUDY if self._gone else ():
                self.con.execute(f"delete from {name} where study_id in (select unnest($1))", [self._gone])
            self._gone.clear()
            for name, found in self._waiting.items():
                self._insert(name, found)
                found.clear()

    def _insert(self, name: str, found: list[Row]) -> None:
        if found:
            self.con.register("arriving", pa.Table.from_pylist(found))
            self.con.execute(f"insert into {name} by name select * from arriving")
            self.con.unregister("arriving")
