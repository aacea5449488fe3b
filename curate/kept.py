"""A text that somebody works on: every change is on the disk at once, can be undone, and overwrites nobody's work."""

import fcntl
import hashlib
import json
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from typing import Self

from curate.folder import Folder
from etl.check import check
from etl.read import Problem, read_studies, study_of
from etl.readings.work import save

#: So many changes can be undone.
STEPS = 500


class Overtaken(Exception):
    """Somebody else has changed the file since it was read; nothing was written."""


def digest(path: Path) -> str | None:
    """Which bytes a file holds; None where there is none."""
    return hashlib.sha256(path.read_bytes()).hexdigest() if path.exists() else None


def text_of(path: Path) -> str:
    """A file's text with its line ends as they are."""
    return path.read_bytes().decode("utf-8")


def put(path: Path, text: str, seen: str | None) -> str:
    """Write a text in place of the bytes that were seen, and say which bytes they are now. Raises Overtaken."""
    put_all({path: text}, {path: seen})
    return hashlib.sha256(path.read_bytes()).hexdigest()


def put_all(texts: dict[Path, str], seen: dict[Path, str | None]) -> None:
    """Write several texts in place of the bytes that were seen of each, or none of them. Raises Overtaken."""
    with ExitStack() as held:
        for folder in sorted({path.parent for path in texts}):
            held.enter_context(_alone(folder))
        for path in texts:
            if digest(path) != seen[path]:
                raise Overtaken(
                    f"{path.name} has been changed since it was opened here. Nothing was written: open it again, then make"
                    " the change anew"
                )
        for path, text in texts.items():
            save(path, text)


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """Be the only bench that writes into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / ".curating").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


@dataclass
class Kept:
    """A text on the disk that somebody works on.

    `seen` are the bytes that the file has (None: there is none yet), `steps` how each change is taken back: (first row,
    rows as they were, rows as they became); `of` are the bytes of the file that it is to replace, where it is a draft of
    one.
    """

    path: Path
    text: str
    seen: str | None
    of: str | None = None
    steps: list[tuple[int, list[str], list[str]]] = field(default_factory=list)

    @classmethod
    def opened(cls, path: Path) -> Self:
        """A text as a killed browser left it, with what can be undone."""
        try:
            said = json.loads(_beside(path).read_text(encoding="utf-8"))
        except (OSError, ValueError):
            said = {"of": None, "steps": []}
        steps = [(row, before, after) for row, before, after in said["steps"]]
        return cls(path, text_of(path), digest(path), said["of"], steps)

    @property
    def name(self) -> str:
        return self.path.stem

    def change(self, text: str) -> None:
        """Take a new text, on the disk at once. Raises Overtaken."""
        if text != self.text:
            self._keep(text, [*self.steps, _step(self.text, text)][-STEPS:])

    def undo(self) -> None:
        """Take the last change back; where the text is not as that change left it, only the memory of it goes."""
        if self.steps:
            row, before, after = self.steps[-1]
            rows = self.text.splitlines(keepends=True)
            whole = rows[row : row + len(after)] == after
            self._keep("".join(rows[:row] + before + rows[row + len(after) :]) if whole else self.text, self.steps[:-1])

    def drop(self) -> None:
        """Take the file away; what it was to replace stays."""
        self.path.unlink(missing_ok=True)
        _beside(self.path).unlink(missing_ok=True)
        self.seen, self.steps = None, []

    def _keep(self, text: str, steps: list) -> None:
        self.seen = put(self.path, text, self.seen)
        self.text, self.steps = text, steps
        save(_beside(self.path), json.dumps({"of": self.of, "steps": steps}, ensure_ascii=False))


def draft_of(folder: Folder, name: str) -> Kept:
    """The draft of a study; of a published study without one, its own text, to be a draft with the first change."""
    draft, study = folder.draft(name), folder.study(name)
    return Kept.opened(draft) if draft.exists() else Kept(draft, text_of(study), None, digest(study))


def publish(folder: Folder, draft: Kept) -> list[Problem]:
    """Put a draft into the studies, if it checks; else what is wrong with it. Raises Overtaken."""
    path = folder.study(draft.name)
    others = [file for file in read_studies(folder.studies) if file.name != path.name]
    if wrong := [one for one in check([*others, study_of(path.name, draft.text)]) if one.file == path.name]:
        return wrong
    put(path, draft.text, draft.of)
    draft.drop()
    return []


def moved(row: int, texts: list[str]) -> int | None:
    """Where a row of the first text stands in the last one, where each was made of the one before; None if it is gone."""
    for before, after in pairwise(texts):
        start, old, new = _step(before, after)
        if row >= start + len(old):
            row += len(new) - len(old)
        elif row >= start and len(old) != len(new):
            return None
    return row


def _beside(path: Path) -> Path:
    return path.with_suffix(".steps.json")


def _step(before: str, after: str) -> tuple[int, list[str], list[str]]:
    """The rows by which two texts differ: where they begin, as they were, as they became."""
    old, new = before.splitlines(keepends=True), after.splitlines(keepends=True)
    start = 0
    while start < min(len(old), len(new)) and old[start] == new[start]:
        start += 1
    end = 0
    while end < min(len(old), len(new)) - start and old[-1 - end] == new[-1 - end]:
        end += 1
    return start, old[start : len(old) - end], new[start : len(new) - end]
