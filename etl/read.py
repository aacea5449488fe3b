"""Study files to records: text stays text until a typed model takes it, and every line is remembered."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import yaml
from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from evidence.appraisal import Judgement
from evidence.fields import unprintable
from evidence.records import Cohort, Discrepancy, Figure, Patient, Regimen, Source, Study, section
from evidence.vocabulary import DOMAIN

#: A study file of a thousand figures has about 300 kB; more is a mistake, not a study.
SIZE_LIMIT = 2_000_000
#: study -> list -> line -> value list: four levels are enough for every record.
DEPTH_LIMIT = 6
#: Keys, values and lists of one file: a study of a thousand figures has 13,000.
PARTS_LIMIT = 20_000
#: So many problems of one file are shown; a person mends the first ones first.
SHOWN = 200

Path_ = tuple[str | int, ...]
PART_OF_STUDY: dict[str, type[BaseModel]] = {
    "regimen": Regimen,
    "sources": Source,
    "cohorts": Cohort,
    "patients": Patient,
    "discrepancies": Discrepancy,
    "appraisal": Judgement,
    **{section(domain): Figure for domain in DOMAIN},
}


@dataclass(frozen=True, order=True)
class Problem:
    """One thing wrong in a study file, at a line a person can go to."""

    file: str
    line: int
    field: str
    message: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.field}: {self.message}"


@dataclass(frozen=True)
class StudyFile:
    """A study file as read: the record where it is valid, the line of every part, what is wrong."""

    name: str
    study: Study | None
    lines: dict[Path_, int] = field(repr=False)
    problems: tuple[Problem, ...] = ()

    @property
    def record(self) -> Study:
        """The study of a file that holds one. Raises ValueError, with what is wrong, for a file that does not."""
        if self.study is None:
            raise ValueError(f"no study can be read: {'; '.join(map(str, self.problems)) or self.name}")
        return self.study

    def line(self, path: Path_) -> int:
        """The line of a part, or of the nearest part around it."""
        while path and path not in self.lines:
            path = path[:-1]
        return self.lines.get(path, 1)

    def problem(self, path: Path_, message: str) -> Problem:
        return Problem(self.name, self.line(path), ".".join(str(part)[:60] for part in path) or "file", message)


class Unreadable(Exception):
    """A file that is no study file at all: (line, what is wrong and how to mend it)."""


def read_studies(folder: Path) -> list[StudyFile]:
    """Every `*.yaml` of a folder in name order; problems stay with their file, none stops the others."""
    return [read_study(path) for path in sorted(folder.glob("*.yaml"))]


def read_study(path: Path) -> StudyFile:
    """One study file; never raises for what the file says."""
    return _read(path.name, lambda: load(path))


def study_of(name: str, text: str | bytes) -> StudyFile:
    """A study file that is a text so far, under the name that it will have; never raises for what the text says."""
    return _read(name, lambda: loaded(text if isinstance(text, bytes) else text.encode()))


def _read(name: str, tree_and_lines: Callable[[], tuple[object, dict[Path_, int]]]) -> StudyFile:
    try:
        tree, lines = tree_and_lines()
    except Unreadable as fault:
        line, message = fault.args
        return StudyFile(name, None, {}, (Problem(name, line, "file", message),))
    try:
        return StudyFile(name, Study.model_validate(tree), lines)
    except ValidationError as errors:
        return StudyFile(name, None, lines, explained(StudyFile(name, None, lines), errors, explain))


def explained(file: StudyFile, errors: ValidationError, explain: Callable[[ErrorDetails], str]) -> tuple[Problem, ...]:
    """The first problems of a file in words, by line."""
    found = errors.errors(include_url=False)
    problems = [file.problem(error["loc"], explain(error)) for error in found[:SHOWN]]
    if len(found) > SHOWN:
        problems.append(file.problem((), f"{len(found) - SHOWN:,} more problems; mend these first"))
    return tuple(sorted(problems))


def load(path: Path) -> tuple[object, dict[Path_, int]]:
    """Nested text of a YAML file and the line of every part. Raises Unreadable.

    Values are never guessed at: 4.30 stays '4.30', 'no' stays 'no', an equal key is an error.
    """
    return loaded(bytes_of(path))


def loaded(data: bytes) -> tuple[object, dict[Path_, int]]:
    """The bytes of a YAML file as nested text, and the line of every part. Raises Unreadable."""
    lines: dict[Path_, int] = {}
    try:
        return _document(yaml.parse(_text(data), Loader=yaml.CSafeLoader), lines), lines
    except yaml.MarkedYAMLError as fault:
        mark = fault.problem_mark or fault.context_mark
        raise Unreadable(mark.line + 1 if mark else 1, f"not valid YAML: {fault.problem}; indent with spaces") from None
    except yaml.YAMLError as fault:
        raise Unreadable(1, f"not valid YAML: {type(fault).__name__}") from None


def bytes_of(path: Path) -> bytes:
    """The bytes of a file of records, of one that is too long a few more than the limit. Raises Unreadable."""
    try:
        if not path.is_file() and path.exists():
            raise Unreadable(1, "is no file; a study is one text file")
        with path.open("rb") as file:
            return file.read(SIZE_LIMIT + 1)
    except OSError as fault:
        raise Unreadable(1, f"cannot be read: {fault.strerror}") from None


def _text(data: bytes) -> str:
    if len(data) > SIZE_LIMIT:
        raise Unreadable(1, f"is longer than the {SIZE_LIMIT:,} bytes that a study file has at most")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        line = data[: fault.start].count(b"\n") + 1
        raise Unreadable(line, "not UTF-8 text; save the file as UTF-8") from None
    for number, row in enumerate(text.replace("\r\n", "\n").split("\n"), start=1):
        _plain(row.replace("\t", " "), number)
    return text


def _plain(text: str, line: int) -> None:
    if found := unprintable(text):
        raise Unreadable(line, f"holds the character {found}, which cannot be seen; a value is one line of plain text")


def _document(events: Iterator[yaml.Event], lines: dict[Path_, int]) -> object:
    """The one document of a file, built from parser events: the composer would crash on deep nesting."""
    next(events)
    if isinstance(next(events), yaml.StreamEndEvent):
        raise Unreadable(1, "the file is empty; `python -m etl new STUDY_ID` writes a template")
    found = _value(next(events), events, (), lines)
    next(events)
    if not isinstance(after := next(events), yaml.StreamEndEvent):
        raise Unreadable(_line(after), "a second document starts here; a study file holds one")
    return found


def _value(event: yaml.Event, events: Iterator[yaml.Event], path: Path_, lines: dict[Path_, int]) -> object:
    line = lines[path] = _line(event)
    if len(lines) > PARTS_LIMIT:
        raise Unreadable(line, f"the file has more than {PARTS_LIMIT:,} values up to here; a study never has")
    if isinstance(event, yaml.AliasEvent) or (isinstance(event, yaml.NodeEvent) and event.anchor):
        raise Unreadable(line, "YAML anchors (&name) and aliases (*name) are not allowed; write the value out")
    if isinstance(event, yaml.ScalarEvent | yaml.CollectionStartEvent) and event.tag:
        raise Unreadable(line, f"YAML tags ({event.tag[:40]}) are not allowed; write the value alone")
    if isinstance(event, yaml.ScalarEvent):
        _plain(event.value, line)
        return None if event.implicit[0] and event.value in ("", "~", "null") else event.value
    if len(path) > DEPTH_LIMIT:
        raise Unreadable(line, f"nested deeper than {DEPTH_LIMIT} levels; a record never is")
    return (_list if isinstance(event, yaml.SequenceStartEvent) else _mapping)(events, path, lines)


def _line(event: yaml.Event) -> int:
    return event.start_mark.line + 1 if event.start_mark else 1


def _list(events: Iterator[yaml.Event], path: Path_, lines: dict[Path_, int]) -> list[object]:
    found: list[object] = []
    while not isinstance(event := next(events), yaml.SequenceEndEvent):
        found.append(_value(event, events, (*path, len(found)), lines))
    return found


def _mapping(events: Iterator[yaml.Event], path: Path_, lines: dict[Path_, int]) -> dict[str, object]:
    found: dict[str, object] = {}
    while not isinstance(key := next(events), yaml.MappingEndEvent):
        line = _line(key)
        if not isinstance(key, yaml.ScalarEvent):
            raise Unreadable(line, "a key must be a word, not a list or a mapping")
        _plain(key.value, line)
        if key.value in found:
            raise Unreadable(line, f"key {key.value[:60]!r} appears twice; keep one")
        found[key.value] = _value(next(events), events, (*path, key.value), lines)
    return found


def explain(error: ErrorDetails) -> str:
    """A pydantic error as: what is wrong, what is allowed, what was given."""
    location, given = error["loc"], error.get("input")
    if error["type"] == "missing":
        return "is missing"
    if given is None:
        return "is blank; fill it in, or remove the line if the source does not print it"
    if error["type"] == "extra_forbidden":
        model = PART_OF_STUDY.get(next((str(part) for part in reversed(location[:-1]) if part in PART_OF_STUDY), ""), Study)
        return f"unknown key; allowed: {', '.join(model.model_fields)}"
    message = error["msg"].removeprefix("Value error, ")
    shown = "" if isinstance(given, dict | list) else f"; given {str(given)[:60]!r}"
    return message + ("" if repr(given)[:40] in message else shown)
