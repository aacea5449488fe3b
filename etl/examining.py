"""Every file of a base read once and checked; studies are handed on one by one, so that none of them is held in memory."""

import hashlib
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from etl.check import between, check_alone
from etl.clubs import read_clubs
from etl.integrity import integrity_file, warnings
from etl.outline import Outline, outline
from etl.progress import shown
from etl.read import Problem, StudyFile, Unreadable, bytes_of, read_study, study_of
from etl.readings.checks import check_readings
from etl.readings.file import ReadingsFile, read_file
from etl.remembered import Input, Memory, Remembered, Stamp, stamps
from etl.searching import read_search
from evidence.clubs import Club
from evidence.readings import Readings
from evidence.searching import Search


@dataclass(frozen=True)
class Read:
    """A study file without a problem, with its readings; `inputs` says of both what was read."""

    name: str
    file: StudyFile
    readings: Readings | None
    outline: Outline
    inputs: tuple[Input, Input | None]


class Examination:
    """The files in a folder of studies and beside it; a study that is remembered as it is now is not read.

    First `read`, to its end, then `finish`: it says what is wrong with all of them.
    """

    def __init__(self, studies: Path, memory: Memory | None = None) -> None:
        self.folder, began = studies, time.time_ns()
        self._stamps, self._of_readings = stamps(studies, began), stamps(self._beside("readings"), began)
        self.remembered = memory.studies if memory else {}
        #: Studies whose files are as they were, with today's stamps.
        self.unchanged = {name: one for name in self._stamps if (one := self._as_it_was(name))}
        self._outlines = {name: one.outline for name, one in self.unchanged.items()}
        self._problems: list[Problem] = []
        self._notices = integrity_file(self._beside("integrity.yaml"))
        self.integrity, self.warnings = self._notices.integrity, warnings(self._notices.integrity)
        self.search: Search | None = None
        self.clubs: list[Club] = []

    @property
    def size(self) -> int:
        """How many study files there are."""
        return len(self._stamps)

    def read(self) -> Iterator[Read]:
        """Each changed study without a problem; problems of the others are kept for `finish`."""
        for name in shown([name for name in self._stamps if name not in self.unchanged], "studies"):
            text, of_study = bytes_and_note(self._study(name), self._stamps[name])
            file = read_study(self._study(name)) if text is None else study_of(f"{name}.yaml", text)
            readings, of_readings = self._readings(name)
            found = [*file.problems, *(check_alone(file) if file.study else ())]
            found += check_readings([readings] if readings else [], [file])
            self._problems += found
            if file.study:
                self._outlines[name] = outline(file.study)
            if of_study and not found:
                told = readings.readings if readings else None
                yield Read(name, file, told, self._outlines[name], (of_study, of_readings))

    def finish(self) -> list[Problem]:
        """Every problem of every file; an empty list means that a build may go on."""
        names = sorted(self._outlines)
        outlines = [self._outlines[name] for name in names]
        problems = list(self._problems)
        problems += [read_study(self._study(names[at])).problem(path, message) for at, path, message in between(outlines)]
        for name in self._of_readings:
            if name not in self._stamps:
                problems += check_readings([read_file(self._reading(name))], [])
        clubs = read_clubs(self._beside("clubs"), [one.id for one in outlines])
        self.clubs = [file.club for file in clubs if file.club]
        own = {one.id: one.search for one in outlines}
        self.search, of_search = read_search(self._beside("search.yaml"), own)
        sources = {(one.id, source) for one in outlines for source, *_ in one.sources}
        of_notices = [*self._notices.problems, *self._notices.unplaced("integrity.yaml", sources)]
        of_clubs = [problem for club in clubs for problem in club.problems]
        return [*sorted(set(problems)), *of_clubs, *of_search, *sorted(of_notices)]

    def _as_it_was(self, name: str) -> Remembered | None:
        """What is remembered of a study, if neither its file nor its readings have changed."""
        one = self.remembered.get(name)
        if one is None or (one.readings is None) != (name not in self._of_readings):
            return None
        if not one.study.fits(self.folder, name, self._stamps[name]):
            return None
        one = one._replace(study=Input(self._stamps[name], one.study.digest))
        if one.readings is None:
            return one
        stamp = self._of_readings[name]
        fits = one.readings.fits(self._beside("readings"), name, stamp)
        return one._replace(readings=Input(stamp, one.readings.digest)) if fits else None

    def _readings(self, name: str) -> tuple[ReadingsFile | None, Input | None]:
        if name not in self._of_readings:
            return None, None
        path = self._reading(name)
        text, read = bytes_and_note(path, self._of_readings[name])
        return read_file(path, text), read

    def _study(self, name: str) -> Path:
        return self.folder / f"{name}.yaml"

    def _reading(self, name: str) -> Path:
        return self._beside("readings") / f"{name}.yaml"

    def _beside(self, name: str) -> Path:
        return self.folder.parent / name


def bytes_and_note(path: Path, stamp: Stamp | None) -> tuple[bytes | None, Input | None]:
    """What a file holds and the note of it; neither for one that cannot be read, which its reader then says."""
    try:
        text = bytes_of(path)
    except Unreadable:
        return None, None
    return text, Input(stamp, hashlib.sha256(text).hexdigest())
