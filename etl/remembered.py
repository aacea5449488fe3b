"""What the last build read, kept beside its version, so that the next one need read only what has changed since.

A file is unchanged where the disk says so as Git asks it (size, times of change, place on the disk), or else where its
bytes have the digest that they had. The disk is not believed for a file that was changed within a moment of being read.
Whatever else decides what the rows of a study are, the program itself and the notices, is in `basis`: where it is another,
nothing is remembered.
"""

import hashlib
import json
import os
import platform
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

import duckdb
import pydantic
import yaml

from etl.making import Held
from etl.outline import Outline
from etl.placing import beside, put
from evidence.database import VERSION, file_of

FILE = ".read.json"
#: The same of a version with drafts.
FILE_OF_DRAFTS = ".read-drafts.json"
ROOT = Path(__file__).parent.parent
#: Nanoseconds: a change so soon before a file is read could be followed by another within one tick of the disk's clock.
_MOMENT = 2_000_000_000
#: Bytes, times of change of content and of entry in nanoseconds, device and place of a file.
Stamp = tuple[int, ...]


class Input(NamedTuple):
    """One file as it was read."""

    stamp: Stamp | None
    digest: str

    def fits(self, folder: Path, name: str, stamp: Stamp | None) -> bool:
        """Whether the file of that name has the bytes that it had."""
        if stamp is not None and stamp == self.stamp:
            return True
        try:
            return hashlib.sha256((folder / f"{name}.yaml").read_bytes()).hexdigest() == self.digest
        except OSError:
            return False


class Remembered(NamedTuple):
    """A study as it was read and as its version holds it: its file, its readings if there are any."""

    study: Input
    readings: Input | None
    outline: Outline
    held: Held


class Memory(NamedTuple):
    """What was read for a version."""

    version: str
    studies: dict[str, Remembered]


class Nothing(Exception):
    """Nothing is remembered that can be used; the message says why."""


def stamps(folder: Path, began: int) -> dict[str, Stamp | None]:
    """The records of a folder by name without ending, in order; None for a stamp that proves nothing.

    `began` is when the reading began, in nanoseconds of the clock.
    """
    if not folder.is_dir():
        return {}
    with os.scandir(folder) as entries:
        found = {entry.name.removesuffix(".yaml"): _stamp(entry, began) for entry in entries if entry.name.endswith(".yaml")}
    return {name: found[name] for name in sorted(found)}


def _stamp(entry: os.DirEntry[str], began: int) -> Stamp | None:
    try:
        said = entry.stat()
    except OSError:
        return None
    settled = max(said.st_mtime_ns, said.st_ctime_ns) < began - _MOMENT
    return (said.st_size, said.st_mtime_ns, said.st_ctime_ns, said.st_dev, said.st_ino) if settled else None


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


def recall(folder: Path, studies: Path, file: str = FILE) -> Memory:
    """What was read of the studies for the version that was built last in a folder. Raises Nothing."""
    path = folder / file
    try:
        version, of, held = json.loads(path.read_bytes())
        found = {name: _remembered(*parts) for name, parts in held.items()}
    except FileNotFoundError:
        raise Nothing(f"no build in {folder} has kept what it read") from None
    except (OSError, ValueError, TypeError) as fault:
        raise Nothing(f"{path} cannot be read: {fault}") from None
    if of != basis(studies):
        raise Nothing("the last build was of another folder, another program or other notices about sources")
    if not VERSION.fullmatch(version) or not file_of(folder, version).is_file():
        raise Nothing(f"version {str(version)[:40]} is not kept any more")
    return Memory(version, found)


def _remembered(study: list[Any], readings: list[Any] | None, outlined: list[Any], held: list[Any]) -> Remembered:
    return Remembered(_input(*study), _input(*readings) if readings else None, Outline(*outlined), Held(*held))


def _input(stamp: list[Any] | None, digest: str) -> Input:
    return Input(tuple(stamp) if stamp else None, digest)


def keep(folder: Path, version: str, of: str, studies: Mapping[str, Remembered], file: str = FILE) -> None:
    """Keep what was read for a version whose file is in place."""
    with beside(folder) as parts:
        part = parts / file
        part.write_text(json.dumps([version, of, studies], ensure_ascii=False, separators=(",", ":")), encoding="utf-8")
        put(part, folder / file)
