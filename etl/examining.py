"""Every file of a base read once and checked; studies are handed on one by one, so that none of them is held in memory."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from etl.check import between, check_alone
from etl.clubs import read_clubs
from etl.integrity import integrity_file, warnings
from etl.progress import shown
from etl.read import Problem, StudyFile, Unreadable, bytes_of, read_study, study_of
from etl.readings.checks import check_readings
from etl.readings.file import ReadingsFile, read_file
from etl.remembered import Input, Memory, Unread
from etl.searching import read_search
from evidence.clubs import Club
from evidence.readings import Readings
from evidence.searching import Search


@dataclass(frozen=True)
class Read:
    """A study file without a problem, with its readings."""

    name: str
    file: StudyFile
    readings: Readings | None


class Examination:
    """The files in a folder of studies and beside it; a study that is remembered as it is now is not read.

    First `read`, to its end, then `finish`: it says what is wrong with all of them. Of `size` study files so many are
    `changed`; those that were remembered and have changed or are `gone` are remembered no more.
    """

    def __init__(self, studies: Path, memory: Memory) -> None:
        self.folder, self.memory = studies, memory
        self.gone = memory.see(studies, self._beside("readings"))
        self.size, self.changed = (memory.one(f"select count(*) from {files}") for files in ("file", "unread"))
        self._problems: list[Problem] = []
        self._notices = integrity_file(self._beside("integrity.yaml"))
        self.integrity, self.warnings = self._notices.integrity, warnings(self._notices.integrity)
        self.search: Search | None = None
        self.clubs: list[Club] = []

    def read(self) -> Iterator[Read]:
        """Each changed study without a problem; problems of the others are kept for `finish`."""
        for one in shown(self.memory.unread(), self.changed, "studies"):
            path = self._study(one.name)
            text, of_study = bytes_and_note(path, one.stamp)
            file = read_study(path) if text is None else study_of(path.name, text)
            readings, of_readings = self._readings(one)
            found = [*file.problems, *(check_alone(file) if file.study else ())]
            found += check_readings([readings] if readings else [], [file])
            self._problems += found
            if file.study:
                self.memory.outlines.put(one.name, file.study)
            if of_study and not found:
                self.memory.record(one.name, of_study, of_readings)
                yield Read(one.name, file, readings.readings if readings else None)

    def finish(self) -> list[Problem]:
        """Every problem of every file; an empty list means that a build may go on."""
        outlines, problems = self.memory.outlines, list(self._problems)
        problems += [read_study(self._study(name)).problem(path, message) for name, path, message in between(outlines)]
        for name in self.memory.unowned():
            problems += check_readings([read_file(self._reading(name))], [])
        clubs = read_clubs(self._beside("clubs"), outlines.ids())
        self.clubs = [file.club for file in clubs if file.club]
        self.search, of_search = read_search(self._beside("search.yaml"), outlines.searches)
        of_notices = [*self._notices.problems, *self._notices.unplaced("integrity.yaml", outlines.has_source)]
        of_clubs = [problem for club in clubs for problem in club.problems]
        return [*sorted(set(problems)), *of_clubs, *of_search, *sorted(of_notices)]

    def _readings(self, of: Unread) -> tuple[ReadingsFile | None, Input | None]:
        if not of.has_readings:
            return None, None
        path = self._reading(of.name)
        text, read = bytes_and_note(path, of.stamp_of_readings)
        return read_file(path, text), read

    def _study(self, name: str) -> Path:
        return self.folder / f"{name}.yaml"

    def _reading(self, name: str) -> Path:
        return self._beside("readings") / f"{name}.yaml"

    def _beside(self, name: str) -> Path:
        return self.folder.parent / name


def bytes_and_note(path: Path, stamp: str | None) -> tuple[bytes | None, Input | None]:
    """What a file holds and the note of it; neither for one that cannot be read, which its reader then says."""
    try:
        text = bytes_of(path)
    except Unreadable:
        return None, None
    return text, Input(stamp, hashlib.sha256(text).hexdigest())
