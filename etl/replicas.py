"""What is published into the folders of replicas, each its own copy: every file first, then every pointer.

A running replica sees the new version at its next question. Between the first pointer and the last some replicas show
the old version and some the new one, and every replica can open both.
"""

import hashlib
import shutil
from contextlib import ExitStack
from pathlib import Path

from etl.build import make_current, remove, versions
from etl.placing import BuildError, alone, beside, put
from evidence.clubs import FILE as CLUBS
from evidence.database import named, open_version, parts_of, unchecked_files


def spread(source: Path, folders: list[Path]) -> str:
    """Make each folder hold what `source` holds, older versions too, and serve what it serves; returns that version.

    Raises NoEvidence where the source is not whole.
    """
    version = named(source)
    open_version(source, version).close()
    with ExitStack() as held:
        for folder in (source, *folders):
            held.enter_context(alone(folder))
        files = {file: _digest(file) for file in (*versions(source), *unchecked_files(source))}
        for folder in folders:
            for file, digest in files.items():
                _copy(file, digest, folder)
        for folder in folders:
            if (source / CLUBS).is_file():
                _copy(source / CLUBS, _digest(source / CLUBS), folder)
            make_current(folder, version)
            _drop_drafts(folder, {file.name for file in files})
    return version


def _drop_drafts(folder: Path, held: set[str]) -> None:
    """Take drafts away that the source does not have any more beside the versions that it has."""
    for path in unchecked_files(folder):
        if path.name not in held and f"evidence-{parts_of(path)[0]}.duckdb" in held:
            remove(path)


def _copy(file: Path, digest: str, folder: Path) -> None:
    """A copy beside its place, compared before it is put there. It keeps its age: the oldest versions go first."""
    place = folder / file.name
    if place.is_file() and _digest(place) == digest:
        return
    with beside(folder) as parts:
        part = parts / file.name
        shutil.copy2(file, part)
        if _digest(part) != digest:
            raise BuildError(f"the copy of {file} in {folder} differs from it; look at that disk, then publish again")
        put(part, place)


def _digest(file: Path) -> str:
    with file.open("rb") as read:
        return hashlib.file_digest(read, "sha256").hexdigest()
