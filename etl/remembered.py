"""What the last build read, kept beside its version, so that the next one need read only what has changed since.

A file is unchanged where the disk says so as Git asks it (size, times of change, place on the disk), or else where its
bytes have the digest that they had. The disk is not believed for a file that was changed within a moment of being read.
Whatever else decides what the rows of a study are, the program itself and the notices, is in `basis`: where it is another,
nothing is remembered. All of it lies in a small database, so that a build's memory does not follow the number of studies.
"""

import hashlib
import os
import platform
import shutil
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any, NamedTuple

import duckdb
import pydantic
import yaml

from etl.outline import SCHEMA, Outlines
from etl.placing import BuildError, put
from etl.tables import OF_STUDY
from evidence.database import VERSION, file_of

FILE = ".read.sqlite"
#: The same of a version with drafts.
FILE_OF_DRAFTS = ".read-drafts.sqlite"
ROOT = Path(__file__).parent.parent
#: Nanoseconds: a change so soon before a file is read could be followed by another within one tick of the disk's clock.
_MOMENT = 2_000_000_000

#: `file`, `file_of_readings`: what lies in the folders now. `record`: a file as it was read, with its readings if there are
#: any. `held`: what the version holds of a study, a digest of its rows and how many stand in each table. By name without
#: ending; a stamp is bytes, times of change of content and of entry in nanoseconds, device and place, null if it proves
#: nothing.
_TABLES = f"""
create table version (version text, basis text);
create table record (
    name text primary key, stamp text, digest text, stamp_of_readings text, digest_of_readings text
) without rowid;
create table held (name text primary key, digest text, {", ".join(f"{table} integer" for table in OF_STUDY)}) without rowid;
"""
_FILES = """
create temp table file (name text primary key, stamp text) without rowid;
create temp table file_of_readings (name text primary key, stamp text) without rowid;
"""
#: Records that the stamps do not prove to be unchanged.
_DOUBTED = """
create temp table doubted as
select name, digest, digest_of_readings, file.stamp, of_readings.stamp as stamp_of_readings
from record left join file using (name) left join file_of_readings of_readings using (name)
where file.stamp is null or file.stamp is not record.stamp
    or (of_readings.name is null) <> (digest_of_readings is null)
    or (of_readings.name is not null and (of_readings.stamp is null or of_readings.stamp is not stamp_of_readings))
"""
_UNREAD = """
create temp table unread as
select name, file.stamp, of_readings.name is not null as has_readings, of_readings.stamp as stamp_of_readings
from file left join file_of_readings of_readings using (name) where name not in (select name from record)
"""


class Input(NamedTuple):
    """One file as it was read."""

    stamp: str | None
    digest: str


class Unread(NamedTuple):
    """A file that is not remembered; the stamps are those of today."""

    name: str
    stamp: str | None
    has_readings: bool
    stamp_of_readings: str | None


class Held(NamedTuple):
    """What a version holds of a study: a digest of its rows, and how many stand in each table of OF_STUDY."""

    digest: str
    rows: list[int]


class Before(NamedTuple):
    """The version that was built last, and the file that says what was read for it."""

    version: str
    path: Path


class Nothing(Exception):
    """Nothing is remembered that can be used; the message says why."""


class Memory:
    """What is read for a version in the making, in a file of its own, new or a copy of another; or in one without a name.

    `checked` is the file of the checked version that drafts are to stand beside; its tables are asked by this name.
    """

    def __init__(self, path: Path | str = "", like: Path | None = None, checked: Path | None = None) -> None:
        if like:
            shutil.copyfile(like, path)
        self.path = Path(path)
        self.con = sqlite3.connect(path, isolation_level=None)
        self.outlines = Outlines(self.con)
        self.con.execute("pragma journal_mode = off")
        self.con.execute("pragma synchronous = off")
        self.con.executescript((_TABLES + SCHEMA if not like else "") + _FILES)
        if checked:
            self.con.execute("attach ? as checked", [str(checked)])
        self.con.execute("begin")

    def see(self, records: Path, readings: Path | None = None) -> list[str]:
        """Look at the folders, and forget the records that are gone or have changed; gives their names."""
        began = time.time_ns()
        self.con.executemany("insert into file values (?, ?)", stamps(records, began))
        self.con.executemany("insert into file_of_readings values (?, ?)", stamps(readings, began) if readings else ())
        self.con.execute(_DOUBTED)
        gone = []
        for name, *digests, stamp, stamp_of_readings in self.con.execute("select * from doubted order by name"):
            if digests == [_digest(folder / f"{name}.yaml") if folder else None for folder in (records, readings)]:
                self.con.execute(
                    "update record set stamp = ?, stamp_of_readings = ? where name = ?", (stamp, stamp_of_readings, name)
                )
            else:
                gone.append(name)
        self.forget(gone)
        self.con.execute(_UNREAD)
        return gone

    def forget(self, names: list[str]) -> None:
        for name in names:
            self.outlines.drop(name)
            for table in ("record", "held"):
                self.con.execute(f"delete from {table} where name = ?", (name,))

    def one(self, question: str, *given: object) -> Any:
        """The only value that a question gives; None where it gives none."""
        found = self.con.execute(question, given).fetchone()
        return found and found[0]

    def unread(self) -> Iterator[Unread]:
        """The files of the folder that are not remembered as they are, in the order of their names."""
        return map(Unread._make, self.con.execute("select * from unread order by name"))

    def unowned(self) -> Iterator[str]:
        """The files of readings of which there is no study."""
        found = self.con.execute("select name from file_of_readings where name not in (select name from file) order by name")
        return (name for (name,) in found)

    def record(self, name: str, of_record: Input, of_readings: Input | None = None) -> None:
        self.con.execute("insert into record values (?, ?, ?, ?, ?)", (name, *of_record, *(of_readings or (None, None))))

    def hold(self, name: str, held: Held) -> None:
        self.con.execute(f"insert into held values (?, ?{', ?' * len(OF_STUDY)})", (name, held.digest, *held.rows))

    def digests(self) -> Iterator[tuple[str, str]]:
        """The digest of what the version holds of each study, in the order of their names."""
        return iter(self.con.execute("select name, digest from held order by name"))

    def counts(self) -> dict[str, int]:
        """How many rows the version holds in each table of OF_STUDY."""
        sums = ", ".join(f"coalesce(sum({table}), 0)" for table in OF_STUDY)
        return dict(zip(OF_STUDY, self.con.execute(f"select {sums} from held").fetchone(), strict=True))

    def keep(self, place: Path, version: str, of: str) -> None:
        """Put its file in place, for a version whose file is in place."""
        self.con.execute("delete from version")
        self.con.execute("insert into version values (?, ?)", (version, of))
        self.con.execute("commit")
        self.close()
        put(self.path, place)

    def close(self) -> None:
        self.con.close()


@contextmanager
def remembering(path: Path, like: Path | None = None, checked: Path | None = None) -> Iterator[Memory]:
    """A memory in the making. Raises BuildError for what its file refuses."""
    try:
        with closing(Memory(path, like, checked)) as memory:
            yield memory
    except sqlite3.Error as fault:
        raise BuildError(f"{path}: {fault}") from fault


def stamps(folder: Path, began: int) -> Iterator[tuple[str, str | None]]:
    """The records of a folder by name without ending, each with its stamp; None for one that proves nothing.

    `began` is when the reading began, in nanoseconds of the clock.
    """
    if folder.is_dir():
        with os.scandir(folder) as entries:
            for entry in entries:
                if entry.name.endswith(".yaml"):
                    yield entry.name.removesuffix(".yaml"), _stamp(entry, began)


def _stamp(entry: os.DirEntry[str], began: int) -> str | None:
    try:
        said = entry.stat()
    except OSError:
        return None
    settled = max(said.st_mtime_ns, said.st_ctime_ns) < began - _MOMENT
    parts = (said.st_size, said.st_mtime_ns, said.st_ctime_ns, said.st_dev, said.st_ino)
    return " ".join(map(str, parts)) if settled else None


def _digest(path: Path) -> str | None:
    """The digest of a file; None where there is none, empty where it cannot be read."""
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except FileNotFoundError:
        return None
    except OSError:
        return ""


def basis(studies: Path) -> str:
    """A digest of all but the files of studies that decides what their rows are.

    It is of the folder of studies, the program, the libraries that read and write, and the notices beside the folder.
    """
    libraries = (platform.python_version(), duckdb.__version__, pydantic.VERSION, yaml.__version__)
    said = hashlib.sha256(repr((str(studies.resolve()), *libraries)).encode())
    code = (path for part in ("etl", "evidence") for path in (ROOT / part).rglob("*") if path.suffix in (".py", ".sql"))
    for path in (*sorted(code), studies.parent / "integrity.yaml"):
        said.update(f"{path.name} ".encode() + (path.read_bytes() if path.exists() else b""))
    return said.hexdigest()


def recall(folder: Path, studies: Path, file: str = FILE) -> Before:
    """What was read of the studies for the version that was built last in a folder. Raises Nothing."""
    path = folder / file
    if not path.is_file():
        raise Nothing(f"no build in {folder} has kept what it read")
    try:
        with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)) as con:
            ((version, of),) = con.execute("select version, basis from version")
            ((said,),) = con.execute("pragma quick_check(1)")
    except (sqlite3.Error, ValueError) as fault:
        raise Nothing(f"{path} cannot be read: {fault}") from None
    if said != "ok":
        raise Nothing(f"{path} cannot be read: {said}")
    if of != basis(studies):
        raise Nothing("the last build was of another folder, another program or other notices about sources")
    if not VERSION.fullmatch(version) or not file_of(folder, version).is_file():
        raise Nothing(f"version {str(version)[:40]} is not kept any more")
    return Before(version, path)
