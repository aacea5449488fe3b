"""Files of readings: read as study files are, written one line a reading."""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from etl.lines import flow
from etl.read import Path_, Problem, StudyFile, Unreadable, explained, load, loaded
from evidence.fields import Record
from evidence.readings import NUMBERS, Answered, Decision, Noted, Reader, Readings, Ruling

HEAD = "# Who read which figure without seeing the other's reading, and how differences were decided.\n"
_PARTS: dict[str, type[Record]] = {
    "readers": Reader,
    "figures": Noted,
    "decisions": Decision,
    "answers": Answered,
    "rulings": Ruling,
}
#: In which order the keys of any line stand.
_ORDER = (
    "id", "kind", "fact", "question", "reader", "by", "date", "found", "chosen", "answer", *NUMBERS,
    "printed", "at", "note", "why", "reason",
)  # fmt: skip
Model = TypeVar("Model", bound=BaseModel)


@dataclass(frozen=True)
class ReadingsFile:
    """A file of readings as read: the readings where they are valid, the line of every part, what is wrong."""

    name: str
    readings: Readings | None
    lines: dict[Path_, int] = field(repr=False, default_factory=dict)
    problems: tuple[Problem, ...] = ()

    def problem(self, path: Path_, message: str) -> Problem:
        return StudyFile(self.name, None, self.lines).problem(path, message)


def read_readings(folder: Path) -> list[ReadingsFile]:
    """Every `*.yaml` of a folder in name order; problems stay with their file."""
    return [read_file(path) for path in sorted(folder.glob("*.yaml"))]


def read_file(path: Path, text: bytes | None = None) -> ReadingsFile:
    """One file of readings, whose text may be at hand; never raises for what the file says."""
    name = f"{path.parent.name}/{path.name}"
    found, lines, problems = modelled(path if text is None else text, name, Readings, _explain)
    if found and found.study != path.stem:
        wrong = StudyFile(name, None, lines).problem(("study",), f"is {found.study!r} in {path.name}; they must agree")
        return ReadingsFile(name, None, lines, (wrong,))
    return ReadingsFile(name, found, lines, problems)


def modelled(
    text: Path | bytes, name: str, model: type[Model], explain: Callable[[ErrorDetails], str]
) -> tuple[Model | None, dict[Path_, int], tuple[Problem, ...]]:
    """A YAML file, or its text, as a model, its lines, and what is wrong with it."""
    try:
        tree, lines = loaded(text) if isinstance(text, bytes) else load(text)
    except Unreadable as fault:
        line, message = fault.args
        return None, {}, (Problem(name, line, "file", message),)
    try:
        return model.model_validate(tree), lines, ()
    except ValidationError as errors:
        return None, lines, explained(StudyFile(name, None, lines), errors, explain)


def _explain(error: ErrorDetails) -> str:
    if error["type"] == "missing":
        return "is missing"
    if error["type"] == "extra_forbidden":
        part = _PARTS.get(str(error["loc"][0]), Readings)
        return f"unknown key; allowed: {', '.join(part.model_fields)}"
    if error.get("input") is None:
        return "is blank; fill it in, or remove the key"
    shown = "" if isinstance(error["input"], dict | list) else f"; given {str(error['input'])[:60]!r}"
    return error["msg"].removeprefix("Value error, ") + shown


def written(readings: Readings) -> str:
    """The text of a file of readings; the same readings give the same bytes."""
    parts = [HEAD, f"study: {readings.study}\n", "\nreaders:\n", *map(_line, readings.readers)]
    for name in ("figures", "decisions", "answers", "rulings"):
        if lines := getattr(readings, name):
            parts += [f"\n{name}:\n", *map(_line, lines)]
    return "".join(parts)


def _line(record: Record) -> str:
    """A record on its line: who and what, the numbers, the words; that a figure is printed goes without saying."""
    fields = {name: value for name, value in record.model_dump().items() if value is not None}
    if fields.get("found") == "printed":
        del fields["found"]
    return f"  - {flow({name: plain(fields[name]) for name in sorted(fields, key=_ORDER.index)})}\n"


def plain(value: object) -> object:
    """A whole number without its fraction."""
    return int(value) if isinstance(value, float) and value.is_integer() else value
