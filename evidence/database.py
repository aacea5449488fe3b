"""The built files, read-only: one locked connection a version, one cursor a question."""

import os
import re
from functools import lru_cache
from pathlib import Path

import duckdb
import pyarrow as pa

from evidence.older import in_todays_shape, lacks, shape
from evidence.row import Row

CURRENT = "current"
VERSION = re.compile(r"[0-9a-f]{16}")

#: Sizes go into the configuration, locks are set afterwards: in one dictionary the order would decide.
_SIZES = {"threads": 2, "memory_limit": "1GB", "temp_directory": ""}
_LOCKS = (
    "set autoload_known_extensions = false",
    "set autoinstall_known_extensions = false",
    "set enable_external_access = false",
    "set lock_configuration = true",
)


class NoEvidence(Exception):
    """There is no such built file; the message says how to get one."""


def folder() -> Path:
    """Where built files lie: EVIDENCE_BUILD, else data/build beside the code."""
    return Path(os.environ.get("EVIDENCE_BUILD") or Path(__file__).parent.parent / "data" / "build")


def file_of(place: Path, version: str) -> Path:
    return place / f"evidence-{version}.duckdb"


def current() -> str:
    """The version that is published now. Raises NoEvidence."""
    pointer = folder() / CURRENT
    try:
        version = pointer.read_text().strip()
    except OSError as fault:
        raise NoEvidence(f"{pointer}: {fault.strerror}; run `python -m etl build` first") from None
    if not is_kept(version):
        raise NoEvidence(f"{pointer} names {version[:40]!r}, which is not there; run `python -m etl build` again")
    return version


def is_kept(version: str) -> bool:
    """Whether a version, as a link may name it, can still be opened."""
    return bool(VERSION.fullmatch(version)) and file_of(folder(), version).is_file()


def ask(version: str, sql: str, **parameters: object) -> list[Row]:
    """Rows of one question; values are bound as $name, never written into the text. Missing is None."""
    with _connection(folder(), version).cursor() as cursor:
        cursor.execute(sql, parameters or None)
        names = [column[0] for column in cursor.description]
        return [dict(zip(names, values, strict=True)) for values in cursor.fetchall()]


def arrow(version: str, sql: str) -> pa.Table:
    """A question's answer as columns, types kept: for files, not for pages."""
    with _connection(folder(), version).cursor() as cursor:
        return cursor.sql(sql).to_arrow_table()


@lru_cache(maxsize=8)
def _connection(place: Path, version: str) -> duckdb.DuckDBPyConnection:
    if not VERSION.fullmatch(version):
        raise NoEvidence(f"{version[:40]!r} is no data version: expected 16 hex digits")
    path = file_of(place, version)
    if not path.is_file():
        raise NoEvidence(f"data version {version} is not kept any more")
    connection = duckdb.connect(path, read_only=True, config=_SIZES)
    published = current()
    if version != published:
        old, today = shape(connection), shape(_connection(place, published))
        if lacks(old, today):
            connection.close()
            connection = in_todays_shape(path, old, today, _SIZES)
    for lock in _LOCKS:
        connection.execute(lock)
    return connection
