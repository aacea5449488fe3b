"""Bring the file that is there: a registry record, a sheet, a PDF or a text becomes a draft that a person checks."""

import hashlib
from pathlib import Path

from etl.importing import record, registry
from etl.importing.brought import Brought, Refused
from etl.importing.fetch import seen

__all__ = ["Brought", "Refused", "bring"]


def bring(path: Path, study_id: str | None = None) -> list[Brought]:
    """The studies in a file, each as a draft. Raises Refused with the place of what cannot be taken.

    `study_id` names the draft of a file that holds one study; a record is else named by its registry number.
    """
    if path.suffix.lower() in (".json", ".xml"):
        found = [registry.bring(record.read_record(path))]
    else:
        raise Refused(path.name, "expected a registry record (.json)")
    for study in found:
        study.id = study_id or study.id
        said = (study.source.get("note"), f"SHA-256 of the file: {hashlib.sha256(path.read_bytes()).hexdigest()}")
        study.source |= {"seen": seen(path), "note": " ".join(filter(None, said))}
    return found
