"""The built files, read-only: one locked connection a version, one cursor a question."""

import logging
import os
import re
from functools import lru_cache
from pathlib import Path
from threading import RLock
from typing import Any

import duckdb
import pyarrow as pa

from evidence.excerpt import Excerpt, narrowed
from evidence.older import Settings, in_todays_shape, lacks, shape
from evidence.row import Row

LOG = logging.getLogger(__name__)
CURRENT = "current"
VERSION = re.compile(r"[0-9a-f]{16}")

#: Sizes go into the configuration, locks are set afterwards: in one dictionary the order would decide.
_SIZES: Settings = {"threads": 2, "memory_limit": "1GB", "temp_directory": ""}
#: A pointer holds 16 digits and a line end; more of it is not read.
POINTER_LIMIT = 64
_LOCKS = (
    "set autoload_known_extensions = false",
    "set autoinstall_known_extensions = false",
    "set enable_external_access = false",
    "set lock_configuration = true",
)


_OPENING = RLock()
#: By folder: the version that was served last, and what is wrong with the one named now.
_served: dict[Path, str] = {}
_faulty: dict[Path, str] = {}


class NoEvidence(Exception):
    """There is no such built file; the message says how to get one."""


def folder() -> Path:
    """Where built files lie: EVIDENCE_BUILD, else data/build beside the code."""
    return Path(os.environ.get("EVIDENCE_BUILD") or Path(__file__).parent.parent / "data" / "build")


def file_of(place: Path, version: str) -> Path:
    """Where a version lies: one with drafts beside the version that it adds them to, under both names."""
    own = place / f"evidence-{version}.duckdb"
    return own if own.is_file() else next(place.glob(f"unchecked-*-{version}.duckdb"), own)


def unchecked_files(place: Path, version: str = "*") -> list[Path]:
    """The files of versions with drafts, of one checked version or of all, the newest first."""
    found = {path: path.stat().st_mtime for path in place.glob(f"unchecked-{version}-*.duckdb") if path.is_file()}
    return sorted(found, key=lambda path: found[path], reverse=True)


def parts_of(unchecked: Path) -> tuple[str, str]:
    """The two names of a file with drafts: the checked version that they are added to, and its own."""
    _, checked, own = unchecked.stem.split("-")
    return checked, own


def current() -> str:
    """The version that is published now. Raises NoEvidence.

    Where the pointer or the file that it names has been damaged, the last version that this process has served stays.
    """
    place = folder()
    try:
        version = named(place)
        if version != _served.get(place):
            open_version(place, version).close()
    except NoEvidence as fault:
        if place not in _served:
            raise
        if _faulty.get(place) != str(fault):
            LOG.error("%s; version %s stays served", fault, _served[place])
        _faulty[place] = str(fault)
        return _served[place]
    _faulty.pop(place, None)
    _served[place] = version
    return version


def named(place: Path) -> str:
    """The version that the pointer names. Raises NoEvidence."""
    pointer = place / CURRENT
    try:
        with pointer.open("rb") as file:
            version = file.read(POINTER_LIMIT).decode(errors="replace").strip()
    except OSError as fault:
        raise NoEvidence(f"{pointer}: {fault.strerror}; run `python -m etl build` first") from None
    if not VERSION.fullmatch(version) or not file_of(place, version).is_file():
        raise NoEvidence(f"{pointer} names {version[:40]!r}, which is not there; run `python -m etl build` again")
    return version


def is_kept(version: str) -> bool:
    """Whether a version, as a link may name it, can still be opened."""
    return bool(VERSION.fullmatch(version)) and file_of(folder(), version).is_file()


def ask(version: str, sql: str, **parameters: object) -> list[Row]:
    """Rows of one question; values are bound as $name, never written into the text. Missing is None.

    An excerpt of a version is asked like a version, and answers of its own studies alone.
    """
    names, found = fetched(version, sql, **parameters)
    return [dict(zip(names, values, strict=True)) for values in found]


def fetched(version: str, sql: str, **parameters: object) -> tuple[list[str], list[tuple[Any, ...]]]:
    """What `ask` makes its rows of: the names of the columns, and the values of each row in their order."""
    named = version
    if isinstance(version, Excerpt):
        named, sql, parameters = version.version, narrowed(sql), {**parameters, "asked_studies": list(version.studies)}
    with _connection(folder(), named).cursor() as cursor:
        cursor.execute(sql, parameters or None)
        return [column[0] for column in cursor.description], cursor.fetchall()


def arrow(version: str, sql: str) -> pa.Table:
    """A question's answer as columns, types kept: for files, not for pages."""
    with _connection(folder(), version).cursor() as cursor:
        return cursor.sql(sql).to_arrow_table()


def _connection(place: Path, version: str) -> duckdb.DuckDBPyConnection:
    """The one connection to a version: of two that are opened at once, the second could not be locked any more."""
    with _OPENING:
        return _opened(place, version)


@lru_cache(maxsize=8)
def _opened(place: Path, version: str) -> duckdb.DuckDBPyConnection:
    connection = open_version(place, version)
    published = current()
    if version != published:
        old, today = shape(connection), shape(_opened(place, published))
        if lacks(old, today):
            connection.close()
            connection = in_todays_shape(file_of(place, version), old, today, _SIZES)
    if not connection.execute("select current_setting('lock_configuration')").fetchall()[0][0]:
        for lock in _LOCKS:
            connection.execute(lock)
    return connection


def open_version(place: Path, version: str) -> duckdb.DuckDBPyConnection:
    """A connection to the file of a version, whole as far as can be seen at once. Raises NoEvidence."""
    if not VERSION.fullmatch(version):
        raise NoEvidence(f"{version[:40]!r} is no data version: expected 16 hex digits")
    path = file_of(place, version)
    if not path.is_file():
        raise NoEvidence(f"data version {version} is not kept any more")
    try:
        connection = duckdb.connect(path, read_only=True, config=_SIZES)
        built = connection.execute("select version from build").fetchall()
    except duckdb.Error as fault:
        raise NoEvidence(f"{path} cannot be read ({type(fault).__name__}); run `python -m etl build` again") from fault
    if built != [(version,)]:
        raise NoEvidence(f"{path} holds another version than its name says; run `python -m etl build` again")
    return connection
