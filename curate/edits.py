"""Changes of a study text, a line at a time: what a change is not about keeps every character."""

import re
from collections.abc import Mapping

import yaml

from etl.lines import changed, flow, scalar
from etl.read import Path_, StudyFile
from evidence.appraisal import Judgement
from evidence.fields import unprintable
from evidence.records import Cohort, Discrepancy, Figure, Patient, Source, Study, section
from evidence.vocabulary import DOMAIN

#: In which order the keys of a line stand, by the list that holds it.
KEYS: dict[str, tuple[str, ...]] = {
    "sources": tuple(Source.model_fields),
    "cohorts": tuple(Cohort.model_fields),
    "patients": tuple(Patient.model_fields),
    "discrepancies": tuple(Discrepancy.model_fields),
    "appraisal": tuple(Judgement.model_fields),
    "regimen": ("name", "group", "drugs"),
    **{section(domain): tuple(Figure.model_fields) for domain in DOMAIN},
}
_HEADS = tuple(Study.model_fields)


class Unchanged(Exception):
    """The text was left as it is; the message says why and what to do."""


def with_values(text: str, file: StudyFile, path: Path_, values: Mapping[str, object]) -> str:
    """The text with some keys of one line set; None takes a key away. `file` is that text as read."""
    _seen(values)
    rows = _rows(text)
    place = file.line(path) - 1
    rows[place] = rewritten(rows[place], values, KEYS[str(path[0])])
    return "".join(rows)


def rewritten(row: str, values: Mapping[str, object], order: tuple[str, ...]) -> str:
    """A record's line with some keys set. Raises Unchanged where the record is not on this line alone."""
    _seen(values)
    try:
        return changed(row, values, order)
    except (ValueError, IndexError, yaml.YAMLError):
        raise Unchanged(f"{row.strip()[:60]!r} is no record on one line; change it in an editor") from None


def with_line(text: str, name: str, fields: Mapping[str, object]) -> str:
    """The text with a line more at the end of a list; a list that is not there yet gets its heading, in the usual order."""
    _seen(fields)
    rows = _rows(text)
    heads = _headings(rows)
    line = f"  - {flow(fields)}{_ending(text)}"
    if name not in heads:
        later = [heads[one] for one in _HEADS[_HEADS.index(name) + 1 :] if one in heads]
        place = _above_its_remarks(rows, min(later)) if later else len(rows)
        ending = _ending(text)
        new = [f"{name}:{ending}", line, ending] if later else [ending, f"{name}:{ending}", line]
        return "".join(_ended(rows[:place], ending) + new + rows[place:])
    place = heads[name] + 1
    for at in range(heads[name] + 1, _end_of(rows, heads[name])):
        if rows[at].startswith((" ", "-")) and not rows[at].lstrip().startswith("#"):
            place = at + 1
    return "".join([*_ended(rows[:place], _ending(text)), line, *rows[place:]])


def without_line(text: str, file: StudyFile, path: Path_) -> str:
    """The text without a line; the heading of a list goes with its last line."""
    rows, place = _rows(text), file.line(path) - 1
    rewritten(rows[place], {"": None}, ("",))
    name = str(path[0])
    if (name, 1) in file.lines:
        return "".join(rows[:place] + rows[place + 1 :])
    start = _headings(rows)[name]
    end = place + 1
    while end < len(rows) and not rows[end].strip():
        end += 1
    return "".join(rows[:start] + rows[end:])


def with_head(text: str, key: str, value: str | None) -> str:
    """The text with a key of the study itself set, or blank; a remark behind it stays."""
    _seen({key: value})
    rows, written = _rows(text), "" if value is None else scalar(value)
    heads = _headings(rows)
    if key not in heads:
        before = [heads[one] for one in _HEADS[: _HEADS.index(key)] if one in heads]
        place = max(before) + 1
        return "".join([*rows[:place], f"{key}: {written}{_ending(text)}", *rows[place:]])
    row = rows[heads[key]]
    try:
        tree = yaml.compose(row, Loader=yaml.CSafeLoader)
    except yaml.YAMLError:
        raise Unchanged(f"{key} goes over several lines; change it in an editor") from None
    if _end_of(rows, heads[key]) > heads[key] + 1 and rows[heads[key] + 1].startswith(" "):
        raise Unchanged(f"{key} goes over several lines; change it in an editor")
    assert isinstance(tree, yaml.MappingNode), "the row begins with its key"
    ((name, held),) = tree.value
    start, end = name.end_mark.column + 1, max(held.end_mark.column, name.end_mark.column + 1)
    rows[heads[key]] = f"{row[:start]} {written}{row[end:]}" if written else f"{row[:start]}{row[end:]}"
    return "".join(rows)


def _rows(text: str) -> list[str]:
    return text.splitlines(keepends=True)


def _ending(text: str) -> str:
    return "\r\n" if "\r\n" in text else "\n"


def _ended(rows: list[str], ending: str) -> list[str]:
    """The rows, the last of them with its end."""
    return [*rows[:-1], rows[-1] if rows[-1].endswith("\n") else rows[-1] + ending] if rows else rows


def _headings(rows: list[str]) -> dict[str, int]:
    """At which row each key of the study stands."""
    return {found[1]: at for at, row in enumerate(rows) if (found := re.match(r"([a-z_]+):(?=\s|$)", row))}


def _end_of(rows: list[str], start: int) -> int:
    """The row at which the next key of the study stands, or the end."""
    return min((at for at in _headings(rows).values() if at > start), default=len(rows))


def _above_its_remarks(rows: list[str], at: int) -> int:
    while at and rows[at - 1].startswith("#"):
        at -= 1
    return at


def _seen(values: Mapping[str, object]) -> None:
    for name, value in values.items():
        if found := unprintable("".join(value) if isinstance(value, tuple) else str(value)):
            raise Unchanged(f"{name} holds the character {found}, which cannot be seen; type it anew")
