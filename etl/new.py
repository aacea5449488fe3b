"""A template for a new study: complete in form, with blanks for what only a reader can fill in."""

from datetime import date
from pathlib import Path

TEMPLATE = """\
id: {study_id}
label:
title:
phase:
design:
disease:
year:
regimen: {{name: , group: , drugs: []}}

sources:
  - {{id: main, kind: journal article, level: full text, citation: , doi: , seen: {today}}}

cohorts:
  - {{id: all, kind: all, label: All enrolled, n: , mutation: , setting: , transplant: , at: }}

response:
  - {{cohort: all, term: CR, events: , of: , percent: , population: enrolled, printed: , at: , source: main, readers: once}}
"""


def write_template(study_id: str, folder: Path) -> Path:
    """Write data/studies/<study_id>.yaml. Raises FileExistsError rather than touch an existing study."""
    path = folder / f"{study_id}.yaml"
    with path.open("x", encoding="utf-8") as file:
        file.write(TEMPLATE.format(study_id=study_id, today=date.today().isoformat()))
    return path
