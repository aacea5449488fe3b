"""Drafts as a level of their own: a second file beside a checked version, its studies and those that nobody has checked.

The checked version is made first and from other files, so that no draft can hold it up or get into it.
"""

import csv
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import IO

from etl.build import Published, finished, making_of, prune, remove
from etl.check import OTHERS
from etl.drafts import read_draft
from etl.examining import bytes_and_note
from etl.importing.draft import disarmed
from etl.making import OF_STUDY, Held, Making
from etl.outline import Outline, outline
from etl.placing import beside, put
from etl.progress import shown
from etl.remembered import FILE_OF_DRAFTS, Input, Memory, Remembered, basis, keep, stamps
from etl.tables import TABLES, TABLES_OF_READINGS, study_row
from evidence.database import file_of, unchecked_files
from evidence.records import Study
from evidence.row import Row

#: What of the drafts is not in the file and why, beside it.
LIST = "unchecked.csv"
_COLUMNS = ("draft", "line", "what", "why")
#: What the version holds of a draft of which nothing can be shown.
_NOTHING = Held("", [0] * len(OF_STUDY))
#: How a checked study is remembered among drafts: by its rows alone.
_CHECKED = Input(None, "")


@dataclass
class Level:
    """What became of a folder of drafts: its `files`, those that were `read` now, studies and figures of the version.

    `drafts` and `lines` were left out, `why` counts the reasons; `seconds` are those of each stage of those read now.
    """

    files: int
    version: str | None = None
    read: int = 0
    figures_read: int = 0
    studies: int = 0
    figures: int = 0
    drafts: int = 0
    lines: int = 0
    why: Counter[str] = field(default_factory=Counter)
    seconds: dict[str, float] = field(default_factory=lambda: defaultdict(float))

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        began = time.monotonic()
        yield
        self.seconds[name] += time.monotonic() - began


def build_unchecked(drafts: Path, folder: Path, done: Published, memory: Memory | None = None) -> Level:
    """Put the drafts of a folder beside the version that was made current just now. Raises BuildError and OSError.

    With a memory only the drafts that have changed since are read, and written into a copy of the version that it is of.
    A draft of which nothing can be shown, and a line that cannot, stands in LIST with the reason. Where no draft can be
    shown there is no such version.
    """
    of, told = basis(drafts), folder / LIST
    memory = memory if told.is_file() else None
    if next(drafts.glob("*.yaml"), None) is None:
        _none(folder, done.version)
        return Level(0)
    with beside(folder) as parts, making_of(folder, memory.version if memory else done.version) as making:
        with (parts / LIST).open("w", encoding="utf-8", newline="") as out:
            taking = _Taking(drafts, done, memory, making, out, _lines_before(told if memory else None))
            level = taking.level
            with level.stage("written"):
                taking.bring_checked(file_of(folder, done.version))
            taking.take_drafts()
        if level.studies:
            with level.stage("written"):
                level.version = finished(making, folder, done.search, done.integrity, checked=done.version)
        else:
            _none(folder, done.version)
        put(parts / LIST, told)
    if level.version:
        keep(folder, level.version, of, taking.remembered, FILE_OF_DRAFTS)
        prune(folder, done.version)
    return level


def _none(folder: Path, checked: str) -> None:
    """Nothing stands beside a version any more, also where something did."""
    for path in (*unchecked_files(folder, checked), folder / LIST, folder / FILE_OF_DRAFTS):
        if path.exists():
            remove(path)


class _Taking:
    """Drafts on their way into a version, in the order of their names."""

    def __init__(
        self, drafts: Path, done: Published, memory: Memory | None, making: Making, out: IO[str],
        before: Callable[[str], list[list[str]]],
    ) -> None:  # fmt: skip
        self.drafts, self.done, self.making, self.lines_before = drafts, done, making, before
        self.stamps = stamps(drafts, time.time_ns())
        self.level = Level(len(self.stamps))
        self.before = memory.studies if memory else {name: _of_checked(one) for name, one in done.studies.items()}
        self.remembered = {name: _of_checked(one) for name, one in done.studies.items()}
        self.listed = csv.writer(out, lineterminator="\n")
        self.listed.writerow(_COLUMNS)
        #: Whose each number of a registry, DOI or PubMed number is.
        self.numbers = {number: name for name, one in done.studies.items() for number in _numbers(one.outline)}

    def bring_checked(self, checked: Path) -> None:
        """Have the checked studies as they are now, and no draft that has changed since."""
        same = {name for name, one in self.before.items() if self._is_same(name, one)}
        self.making.drop(name for name, one in self.before.items() if name not in same and one.held != _NOTHING)
        self.making.bring(checked, (name for name in self.done.studies if name not in same))
        self.making.held = {name: one.held for name, one in self.done.studies.items()}
        self.unchanged = {name: one for name, one in self.before.items() if name in same and one.study != _CHECKED}

    def _is_same(self, name: str, one: Remembered) -> bool:
        if one.study == _CHECKED:
            return name in self.done.studies and self.done.studies[name].held == one.held
        return name in self.stamps and one.study.fits(self.drafts, name, self.stamps[name])

    def take_drafts(self) -> None:
        for name in shown(list(self.stamps), "drafts"):
            one = self.unchanged.get(name)
            told = one and self._told(name, one.outline)
            if one and not told:
                self._keep(name, one._replace(study=Input(self.stamps[name], one.study.digest)))
                for row in self.lines_before(name):
                    self._list(row)
            elif told:
                self.making.drop([name])
                self._leave(name, told)
            else:
                self._read(name)

    def _read(self, name: str) -> None:
        level, path = self.level, self.drafts / f"{name}.yaml"
        text, note = bytes_and_note(path, self.stamps[name])
        if text is None or note is None:
            return self._leave(name, "cannot be read")
        with level.stage("parsed"):
            draft = read_draft(path.name, text)
        with level.stage("checked"):
            study, left = draft.checked()
        level.read += 1
        outlined = outline(study) if study else Outline(name, [], [], [], None)
        if study and (told := self._told(name, outlined)):
            return self._leave(name, told)
        for one in left:
            self._list([name, str(one.line), one.field, one.message])
        held = _NOTHING
        if study:
            with level.stage("written"):
                held = self.making.take(study.id, _rows(study))
            level.figures_read += _figures(held)
        self._keep(name, Remembered(note, None, outlined, held))
        return None

    def _keep(self, name: str, one: Remembered) -> None:
        self.remembered[name] = one
        if one.held == _NOTHING:
            self.level.drafts += 1
            return
        self.making.held[name] = one.held
        self.numbers |= dict.fromkeys(_numbers(one.outline), name)
        self.level.studies += 1
        self.level.figures += _figures(one.held)

    def _told(self, name: str, one: Outline) -> str:
        """Why a draft cannot stand beside the checked studies and the drafts before it; empty if it can."""
        if one.id != name:
            return f"is {one.id!r} in a file of another name; they must agree"
        if name in self.done.studies:
            return "the base has this study; compare the two by hand"
        own = next((self.numbers[number] for number in _numbers(one) if number in self.numbers), "")
        if own:
            return f"its number is that of {own}; no trial stands twice"
        links = (link for _, same, may_share in one.cohorts for link in (*same, *may_share))
        return next((f"{link!r} is no cohort of a checked study" for link in links if not self._is_known(link)), "")

    def _is_known(self, link: str) -> bool:
        study, _, cohort = link.partition("/")
        return study in self.done.studies and any(own == cohort for own, *_ in self.done.studies[study].outline.cohorts)

    def _leave(self, name: str, why: str) -> None:
        self.level.drafts += 1
        self._list([name, "1", "file", why])

    def _list(self, row: list[str]) -> None:
        """Tell what was left out: a whole draft, or a line of one."""
        self.listed.writerow([row[0], row[1], *map(disarmed, row[2:])])
        is_line, why = "." in row[2], row[3].partition(";")[0]
        self.level.why[why if is_line else f"{row[2]} {why}"] += 1
        self.level.lines += is_line


def _of_checked(one: Remembered) -> Remembered:
    return one._replace(study=_CHECKED, readings=None)


def _rows(study: Study) -> dict[str, list[Row]]:
    rows = {name: rows(study) for name, rows in TABLES.items()} | {name: [] for name in TABLES_OF_READINGS}
    return rows | {"study": [study_row(study, unchecked=True)]}


def _figures(held: Held) -> int:
    return held.rows[OF_STUDY.index("fact")]


def _numbers(one: Outline) -> Iterator[tuple[str, str]]:
    """The numbers of a study by which it is known: those of a registry, and of its own papers."""
    for _, kind, *numbers in one.sources:
        for name, given in zip(("registry", "doi", "pmid"), numbers, strict=True):
            if given and (name == "registry" or kind not in OTHERS):
                yield name, given.lower()


def _lines_before(told: Path | None) -> Callable[[str], list[list[str]]]:
    """From the name of a draft to its lines in the list of before; asked in the order of names, the list is read once."""
    lines = _read_lines(told) if told else iter(())
    groups = groupby(lines, key=itemgetter(0))
    waiting: list[tuple[str, list[list[str]]]] = []

    def of(name: str) -> list[list[str]]:
        while not waiting or waiting[0][0] < name:
            found = next(groups, None)
            waiting[:] = [(found[0], list(found[1]))] if found else [("\U0010ffff", [])]
        return waiting[0][1] if waiting[0][0] == name else []

    return of


def _read_lines(told: Path) -> Iterator[list[str]]:
    with told.open(encoding="utf-8", newline="") as file:
        rows = csv.reader(file)
        next(rows, None)
        yield from rows
