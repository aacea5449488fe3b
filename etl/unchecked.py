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
from etl.drafts import read_draft
from etl.examining import bytes_and_note
from etl.importing.draft import disarmed
from etl.making import Making
from etl.placing import beside, put
from etl.progress import shown
from etl.remembered import FILE, FILE_OF_DRAFTS, Before, Memory, basis, remembering
from etl.tables import OF_STUDY, TABLES, TABLES_OF_READINGS, study_row
from evidence.database import file_of, unchecked_files
from evidence.records import Study
from evidence.row import Row

#: What of the drafts is not in the file and why, beside it.
LIST = "unchecked.csv"
_COLUMNS = ("draft", "line", "what", "why")


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


def build_unchecked(drafts: Path, folder: Path, done: Published, before: Before | None = None) -> Level:
    """Put the drafts of a folder beside the version that was made current just now. Raises BuildError and OSError.

    After another build only the drafts that have changed since are read, and written into a copy of its version.
    A draft of which nothing can be shown, and a line that cannot, stands in LIST with the reason. Where no draft can be
    shown there is no such version.
    """
    of, told = basis(drafts), folder / LIST
    before = before if told.is_file() else None
    if next(drafts.glob("*.yaml"), None) is None:
        _none(folder, done.version)
        return Level(0)
    with (
        beside(folder) as parts,
        making_of(folder, before.version if before else done.version) as making,
        remembering(parts / FILE_OF_DRAFTS, before.path if before else None, folder / FILE) as memory,
    ):
        if not before:
            memory.con.execute("insert into held select * from checked.held")
        with (parts / LIST).open("w", encoding="utf-8", newline="") as out:
            taking = _Taking(drafts, memory, making, out, _lines_before(told if before else None))
            level = taking.level
            with level.stage("written"):
                taking.bring_checked(file_of(folder, done.version))
            taking.take_drafts()
        if level.studies:
            with level.stage("written"):
                level.version = finished(making, folder, memory, done.search, done.integrity, checked=done.version)
        else:
            _none(folder, done.version)
        put(parts / LIST, told)
        if level.version:
            memory.keep(folder / FILE_OF_DRAFTS, level.version, of)
            prune(folder, done.version)
    return level


def _none(folder: Path, checked: str) -> None:
    """Nothing stands beside a version any more, also where something did."""
    for path in (*unchecked_files(folder, checked), folder / LIST, folder / FILE_OF_DRAFTS):
        if path.exists():
            remove(path)


#: What the version before holds otherwise than the checked one: checked studies, and drafts that have the name of one.
_OTHERWISE = """
select name from held where name not in (select name from record) and (name, digest) not in (
    select name, digest from checked.held)
union all
select name from record where name in (select name from checked.held)
"""
_MISSING = "select name from checked.held where name not in (select name from main.held)"
_BRING = f"insert into held select * from checked.held where name in ({_MISSING})"
_FILES = "select name, stamp, name in (select name from record) from file order by name"
#: Whose number a draft has: that of a checked study, or of a draft before it.
_SAME_NUMBER = """
select known.name from number own join checked.number known using (what, number) where own.name = ?1
union all
select known.name from number own join number known using (what, number) where own.name = ?1 and known.name < ?1
order by 1 limit 1
"""
_UNKNOWN_LINK = """
select other from link where name = ? and not exists (
    select 1 from checked.cohort known where known.name = link.study and known.cohort = link.cohort)
order by at, how limit 1
"""
_SHOWN = "select count(*), coalesce(sum(fact), 0) from held where name in (select name from record)"


class _Taking:
    """Drafts on their way into a version, in the order of their names."""

    def __init__(
        self, drafts: Path, memory: Memory, making: Making, out: IO[str], before: Callable[[str], list[list[str]]]
    ) -> None:
        self.drafts, self.memory, self.making, self.lines_before = drafts, memory, making, before
        self.making.drop(memory.see(drafts))
        self.level = Level(memory.one("select count(*) from file"))
        self.listed = csv.writer(out, lineterminator="\n")
        self.listed.writerow(_COLUMNS)

    def bring_checked(self, checked: Path) -> None:
        """Have the checked studies as they are now."""
        con = self.memory.con
        self._drop([name for (name,) in con.execute(_OTHERWISE)])
        self.making.bring(checked, (name for (name,) in con.execute(_MISSING)))
        con.execute(_BRING)

    def take_drafts(self) -> None:
        level = self.level
        for name, stamp, is_as_it_was in shown(self.memory.con.execute(_FILES), level.files, "drafts"):
            if not is_as_it_was:
                self._read(name, stamp)
            elif told := self._told(name):
                self._drop([name])
                self._list([name, "1", "file", told])
            else:
                for row in self.lines_before(name):
                    self._list(row)
        level.studies, level.figures = self.memory.con.execute(_SHOWN).fetchone()
        level.drafts = level.files - level.studies

    def _drop(self, names: list[str]) -> None:
        self.making.drop(names)
        self.memory.forget(names)

    def _read(self, name: str, stamp: str | None) -> None:
        level, path, memory = self.level, self.drafts / f"{name}.yaml", self.memory
        text, note = bytes_and_note(path, stamp)
        if text is None or note is None:
            return self._list([name, "1", "file", "cannot be read"])
        with level.stage("parsed"):
            draft = read_draft(path.name, text)
        with level.stage("checked"):
            study, left = draft.checked()
        level.read += 1
        if study:
            memory.outlines.put(name, study)
        if told := self._told(name):
            memory.outlines.drop(name)
            return self._list([name, "1", "file", told])
        for one in left:
            self._list([name, str(one.line), one.field, one.message])
        memory.record(name, note)
        if study:
            with level.stage("written"):
                held = self.making.take(_rows(study))
            memory.hold(name, held)
            level.figures_read += held.rows[OF_STUDY.index("fact")]
        return None

    def _told(self, name: str) -> str:
        """Why a draft cannot stand beside the checked studies and the drafts before it; empty if it can."""
        one = self.memory.one
        if (own := one("select id from study where name = ?", name)) not in (None, name):
            return f"is {own!r} in a file of another name; they must agree"
        if one("select name from checked.held where name = ?", name):
            return "the base has this study; compare the two by hand"
        if other := one(_SAME_NUMBER, name):
            return f"its number is that of {other}; no trial stands twice"
        link = one(_UNKNOWN_LINK, name)
        return f"{link!r} is no cohort of a checked study" if link is not None else ""

    def _list(self, row: list[str]) -> None:
        """Tell what was left out: a whole draft, or a line of one."""
        self.listed.writerow([row[0], row[1], *map(disarmed, row[2:])])
        is_line, why = "." in row[2], row[3].partition(";")[0]
        self.level.why[why if is_line else f"{row[2]} {why}"] += 1
        self.level.lines += is_line


def _rows(study: Study) -> dict[str, list[Row]]:
    rows = {name: rows(study) for name, rows in TABLES.items()} | {name: [] for name in TABLES_OF_READINGS}
    return rows | {"study": [study_row(study, unchecked=True)]}


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
