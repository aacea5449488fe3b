"""A template for a new study: complete in form, with blanks for what only a reader can fill in."""

from datetime import date
from pathlib import Path

from etl.importing.brought import Brought
from etl.importing.draft import template
from etl.importing.papers import Paper


def write_template(study_id: str, folder: Path, paper: Paper | None = None, registry: str | None = None) -> Path:
    """Write data/studies/<study_id>.yaml. Raises FileExistsError rather than touch an existing study."""
    known = paper or Paper()
    head = {
        "label": known.label,
        "title": None,
        "phase": None,
        "design": None,
        "disease": None,
        "year": known.year,
        "regimen": None,
        "search": None,
    }
    source = {"id": "main", "kind": "journal article", "level": "full text", "citation": known.citation, "doi": known.doi}
    source |= {"pmid": known.pmid} if known.pmid else {}
    source |= {"registry": registry} if registry else {}
    study = Brought(study_id, head, {"title": known.title}, source | {"seen": date.today().isoformat()})
    path = folder / f"{study_id}.yaml"
    with path.open("x", encoding="utf-8") as file:
        file.write(template(study))
    return path
