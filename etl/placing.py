"""Files put in place so that a reader sees the old one or the new one, whole, whenever the writer is stopped."""

import fcntl
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

#: Held while a build runs; the system lets go of it when the build ends, however it ends.
LOCK = ".building"
_PART = ".part-"


class BuildError(Exception):
    """Nothing was published; the message says why."""


@contextmanager
def alone(folder: Path) -> Iterator[None]:
    """Be the only build in a folder, and clear what killed ones have left."""
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / LOCK).open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise BuildError(f"another build is at work in {folder}; wait for it") from None
        for left in folder.glob(f"{_PART}*"):
            shutil.rmtree(left, ignore_errors=True)
        yield


@contextmanager
def beside(folder: Path) -> Iterator[Path]:
    """A folder for parts, on the same disk as their place."""
    folder.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(prefix=_PART, dir=folder) as parts:
        yield Path(parts)


def put(part: Path, place: Path) -> None:
    """Rename a finished part to its place, on the disk before anybody can be told of it."""
    to_disk(part)
    os.replace(part, place)
    to_disk(place.parent)


def to_disk(path: Path) -> None:
    """Wait until a file, or the entries of a folder, are on the disk. Raises OSError."""
    file = os.open(path, os.O_RDONLY)
    try:
        os.fsync(file)
    finally:
        os.close(file)
