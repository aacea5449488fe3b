"""A dropped file on its way to a draft: where it is kept, its map as it stands, what it would give."""

import re
from collections.abc import Mapping
from pathlib import Path

from curate.edits import Unchanged
from curate.folder import Folder
from etl.importing import Import, NeedsMap, bring, record_file, titles
from etl.importing.draft import write
from etl.importing.titles import Title
from etl.readings.work import save


def kept(folder: Folder, name: str, data: bytes) -> Path:
    """Put a dropped file among the brought ones. Raises Unchanged where another one of its name is there."""
    safe = re.sub(r"[^\w.-]+", "-", Path(name).name).strip("-.") or "file"
    path = folder.files / safe
    if path.exists() and path.read_bytes() != data:
        raise Unchanged(f"another file named {safe} was brought before; rename the new one")
    folder.files.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    return path


def map_of(folder: Folder, path: Path) -> Path:
    """Where the map of a brought file is kept."""
    return folder.drafts / f"{path.stem}.map.yaml"


def tried(folder: Folder, path: Path, name: str | None) -> Import | str:
    """What a file would give with the map as it stands, or the map that is proposed for it. Raises Refused."""
    map_ = map_of(folder, path)
    try:
        return bring(path, name or None, map_ if map_.exists() else None, folder.studies)
    except NeedsMap as needed:
        return str(needed.args[0])


def made(folder: Folder, found: Import) -> list[Path]:
    """Write the drafts of an import. Raises Refused where one is there."""
    return write(found.name, found.studies, folder.drafts, rest=found.rest)


def outcomes(folder: Folder, path: Path) -> list[tuple[Title, Title]]:
    """Every outcome of a record: what the words of its title name, and what the map says."""
    map_ = map_of(folder, path)
    said = {one.title: one for one in titles.read_titles(map_).outcomes} if map_.exists() else {}
    return [(one, said.get(one.title, one)) for one in titles.proposed(record_file.read_record(path))]


def told(folder: Folder, path: Path, title: str, change: Mapping[str, str | None]) -> None:
    """Say what one outcome is. The map holds what differs from the words of the titles, and nothing else."""
    found = {one.title: (one, now if one.title != title else _with(now, change)) for one, now in outcomes(folder, path)}
    kept = [now for one, now in found.values() if now != one]
    map_ = map_of(folder, path)
    if kept:
        save(map_, titles.written(kept))
    else:
        map_.unlink(missing_ok=True)


def _with(title: Title, change: Mapping[str, str | None]) -> Title:
    return Title.model_validate(title.model_dump() | dict(change))
