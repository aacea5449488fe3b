"""A file of JSON to a record, hostile or not: whatever is wrong is refused with its place, and nothing is guessed."""

import json
import re
from collections.abc import Iterator
from pathlib import Path

from pydantic import ValidationError

from etl.importing.brought import Refused, size
from etl.importing.record import Record
from etl.read import Path_

#: The longest records have a few megabytes.
SIZE_LIMIT = 20_000_000
#: record -> section -> module -> list -> outcome -> class -> category -> measurement -> value, and some to spare.
DEPTH_LIMIT = 40
_TOO_DEEP = f"nested deeper than {DEPTH_LIMIT} levels; a record never is"
TODAY = "the registry's page of the study offers today's under Download: format JSON, version 2"
#: A text that a spreadsheet would run: a sign, a name, and what follows a name in a formula.
FORMULA = re.compile(r"[=@+-]+[A-Za-z_.]+[(|!].*", re.DOTALL)
#: What no trial can count or measure.
EXTREME = re.compile(r"[+-]?(\d+\.?\d*[eE]\+?\d{2,}|inf(inity)?|nan)", re.IGNORECASE)


class Odd:
    """Something in a file that JSON, or a registry, does not know; it is named with its place."""

    def __init__(self, what: str):
        self.what = what


def read_record(path: Path) -> Record:
    """The record in a file. Raises Refused with the place of what is wrong."""
    size(path, SIZE_LIMIT)
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError:
        raise Refused(path.name, "is not UTF-8 text; a registry record is served as UTF-8") from None
    if text.lstrip()[:1] == "<":
        raise Refused(path.name, f"is XML or a web page, not a record in JSON; {TODAY}")
    tree = _tree(path.name, text)
    if not isinstance(tree, dict) or not isinstance(tree.get("protocolSection"), dict):
        raise Refused(path.name, _other_shape(tree))
    try:
        return Record.model_validate(tree)
    except ValidationError as errors:
        first = errors.errors(include_url=False)[0]
        given = "" if isinstance(first["input"], dict | list) else f"; given {str(first['input'])[:40]!r}"
        what = "is missing" if first["type"] == "missing" else first["msg"].removeprefix("Value error, ") + given
        raise Refused(f"{path.name}: {_place(first['loc'])}", what) from None


def _other_shape(tree: object) -> str:
    if isinstance(tree, dict) and isinstance(tree.get("studies"), list):
        return f"holds a list of {len(tree['studies'])} records; save each as a file of its own"
    if isinstance(tree, dict) and tree.keys() & {"FullStudiesResponse", "FullStudy", "Study", "StudyFieldsResponse"}:
        return f"has the shape of the registry's retired interface; {TODAY}"
    return f"has no protocolSection: it is no record of ClinicalTrials.gov; {TODAY}"


def _tree(name: str, text: str) -> object:
    try:
        tree = json.loads(
            text, parse_float=str, parse_int=str, parse_constant=lambda sign: Odd(f"{sign} is no value of JSON"),
            object_pairs_hook=_mapping,
        )  # fmt: skip
    except json.JSONDecodeError as fault:
        raise Refused(f"{name}: line {fault.lineno}, character {fault.colno}", f"not valid JSON: {fault.msg}") from None
    except RecursionError:
        raise Refused(f"{name}: {_where_too_deep(text)}", _TOO_DEEP) from None
    for place, what in _odd(tree, ()):
        raise Refused(f"{name}: {_place(place)}", what)
    return tree


def _mapping(pairs: list[tuple[str, object]]) -> dict[str, object]:
    """A mapping of the file: a value of null is one that is not given, a key that appears twice is odd."""
    found = {key: value for key, value in pairs if value is not None}
    if len({key for key, _ in pairs}) != len(pairs):
        keys = [key for key, _ in pairs]
        repeated = next(key for key in keys if keys.count(key) > 1)
        found[repeated] = Odd(f"the key {repeated[:40]!r} appears twice; keep one")
    return found


def _odd(part: object, place: Path_) -> Iterator[tuple[Path_, str]]:
    """What no record holds, with its place: unknown values, formulas, numbers beyond all counting, too many levels."""
    if len(place) > DEPTH_LIMIT:
        yield place[:8], _TOO_DEEP
    elif isinstance(part, Odd):
        yield place, part.what
    elif isinstance(part, str):
        if FORMULA.fullmatch(part):
            yield place, f"{part[:40]!r} is a formula; a record holds plain text"
        elif EXTREME.fullmatch(part):
            yield place, f"{part[:40]!r} is no number that a trial can print"
    elif isinstance(part, dict):
        for key, value in part.items():
            yield from _odd(value, (*place, key))
    elif isinstance(part, list):
        for index, value in enumerate(part):
            yield from _odd(value, (*place, index))


def _where_too_deep(text: str) -> str:
    depth = 0
    for at, sign in enumerate(text):
        depth += (sign in "[{") - (sign in "]}")
        if depth > DEPTH_LIMIT:
            return f"line {text.count(chr(10), 0, at) + 1}, character {at - text.rfind(chr(10), 0, at)}"
    return "line 1"


def _place(location: Path_) -> str:
    """A place in a record as its own readers write it: resultsSection.outcomeMeasures[2].title."""
    return "".join(f"[{part}]" if isinstance(part, int) else f".{str(part)[:60]}" for part in location).lstrip(".")
