"""A folder of registry records at once: each becomes a draft, as it would alone, or a line that says why it did not.

One record is held in memory at a time. Nobody has looked at any of the drafts.
"""

import csv
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from etl.importing import bring
from etl.importing.brought import Brought, Refused
from etl.importing.draft import disarmed, write
from etl.progress import shown

#: The list of all files of a folder, beside the drafts.
LIST = "records.csv"


@dataclass
class Tally:
    """What became of the files of a folder, and of the rows of the records that became drafts."""

    files: int = 0
    drafts: int = 0
    taken: int = 0
    again: int = 0
    left: int = 0
    #: Why rows were left, and why files gave no draft: how often each.
    reasons: Counter[str] = field(default_factory=Counter)
    refused: Counter[str] = field(default_factory=Counter)

    def add(self, study: Brought) -> tuple[int, int, int]:
        """Count a draft; gives its figures, rows that repeat one, and rows that were left."""
        rows = len(study.taken), study.again, len(study.left)
        self.drafts, self.reasons = self.drafts + 1, self.reasons + study.reasons()
        self.taken, self.again, self.left = self.taken + rows[0], self.again + rows[1], self.left + rows[2]
        return rows


def bring_all(folder: Path, to: Path, known: Mapping[str, str], map_: Path | None = None, again: bool = False) -> Tally:
    """Write a draft of each record below a folder, and the list of all its files. Raises Refused and OSError.

    `known` names the study of the base that has a registry number: its record is imported alone and compared, so that no
    trial stands twice.
    """
    files = _files(folder)
    to.mkdir(parents=True, exist_ok=True)
    tally, seen = Tally(len(files)), dict[str, str]()
    with (to / LIST).open("w", encoding="utf-8", newline="") as out:
        listed = csv.writer(out, lineterminator="\n")
        listed.writerow(("file", "draft", "figures", "again", "left", "why not"))
        for path in shown(files, len(files), "records"):
            name = str(path.relative_to(folder))
            try:
                study = _study(path, name, map_, known, seen)
                write(study.id, [study], to, again)
            except (Refused, OSError) as fault:
                tally.refused[str(fault.args[-1]).partition(";")[0]] += 1
                listed.writerow((disarmed(name), "", "", "", "", disarmed(str(fault))))
            else:
                listed.writerow((disarmed(name), study.id, *tally.add(study), ""))
    return tally


def _files(folder: Path) -> list[Path]:
    if not folder.is_dir():
        raise Refused(str(folder), "is no folder; --bulk takes a folder of registry records (.json)")
    return sorted(path for path in folder.rglob("*") if path.is_file())


def _study(path: Path, name: str, map_: Path | None, known: Mapping[str, str], seen: dict[str, str]) -> Brought:
    """The record in a file as a draft; `seen` are the numbers so far, each with its file. Raises Refused."""
    if path.suffix.lower() != ".json":
        raise Refused(name, "is no registry record; expected a file .json")
    (study,) = bring(path, map_=map_).studies
    number = str(study.source["registry"])
    if number in known:
        raise Refused(name, f"the base has this trial; import the record alone to compare it with {known[number]}")
    if number in seen:
        raise Refused(name, f"its number stands in another file of the folder; {number} in {seen[number]}")
    if not study.taken:
        raise Refused(name, "the record has no results" if not study.rows else "no row of its results became a figure")
    seen[number] = name
    return study
