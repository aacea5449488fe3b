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

import duckdb
import pyarrow as pa

from etl.integrity import notice_rows
from etl.placing import to_disk
from etl.remembered import Held, Memory
from etl.searching import search_rows
from etl.tables import OF_STUDY
from evidence.integrity import Integrity
from evidence.row import Row
from evidence.searching import Search
from evidence.vocabulary import ENUMS

HERE = Path(__file__).parent
#: Rows that are written at once: about 60 MB on their way.
BATCH = 40_000
#: Rows of a group of the file. Whole groups are read; a study's rows stand together, so that few groups hold some studies.
GROUP = 8192


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


def _version(said: str, digests: Iterable[tuple[str, str]], rest: dict[str, list[Row]]) -> str:
    whole = hashlib.sha256(said.encode() + b"[")
    for at, one in enumerate(digests):
        whole.update(b"," * (at > 0) + canonical(one))
    whole.update(b"]" + canonical(rest))
    return whole.hexdigest()[:16]


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
    """The file at `path`, new, or a copy of another version; `counts` are the rows of each table once it is finished."""

    def __init__(self, path: Path, like: Path | None = None) -> None:
        self.path, self._copying = path, _copying(like, path) if like else None
        self.counts: dict[str, int] = {}
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

    def take(self, rows: dict[str, list[Row]]) -> Held:
        """Write the rows of a study, sooner or later; gives what the version holds of it."""
        for name, found in rows.items():
            self._waiting[name] += found
        if sum(map(len, self._waiting.values())) > BATCH:
            self._write_waiting()
            self._settle()
        return Held(hashlib.sha256(canonical(rows)).hexdigest(), [len(rows.get(name, ())) for name in OF_STUDY])

    def finish(self, memory: Memory, search: Search | None, integrity: Integrity | None) -> str:
        """Write what belongs to no study and close the file; gives its version.

        The version is the first 16 hex digits of sha256 over the schema, the digests of all studies by their names, and
        the rows of the search and of the notices: the same whichever of the studies were written now.
        """
        self._write_waiting()
        rest = search_rows(search) | {"notice": notice_rows(integrity)}
        said = schema() + patient_numbers()
        version = _version(said, memory.digests(), rest)
        self.counts = memory.counts() | {name: len(found) for name, found in rest.items()}
        schema_version = int(re.findall(r"schema_version (\d+)", said)[0])
        built = [version, self.counts["study"], self.counts["fact"], schema_version]
        with self._at_once():
            for name in (*rest, "build"):
                self.con.execute(f"delete from {name}")
            for name, found in rest.items():
                self._insert(name, found)
            self.con.execute(patient_numbers())
            self.con.execute("insert into build values (?, ?, ?, ?)", built)
        if self._copying:
            self._copying[1].result()
        self._settle()
        return version

    def _settle(self) -> None:
        """Have all in the file, which who writes next opens again: a connection keeps the keys that it has written."""
        self.con.execute("checkpoint version")
        self.close()

    def close(self) -> None:
        if "con" in self.__dict__:
            self.con.close()
            del self.con

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
