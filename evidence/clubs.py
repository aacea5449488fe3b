"""Journal clubs: a meeting is a title, a paper and an ordered list of views, each with a question and a note.

Meetings are published beside the evidence, not inside it: editing one makes no new data version.
"""

import json
from functools import lru_cache
from pathlib import Path
from typing import Annotated
from urllib.parse import parse_qs

import yaml
from pydantic import Field, ValidationError

from evidence.database import NoEvidence, folder
from evidence.fields import Day, Record, Slug, Text
from evidence.language import say

FILE = "clubs.json"
#: Characters of the largest meeting: forty views of the longest fields.
FILE_LIMIT = 200_000
Version = Annotated[str, Field(pattern=r"^[0-9a-f]{16}$")]


class Shown(Record):
    """One view of a meeting: a page, and one of its panels, or the first. `data` pins its data version; without it the
    link of the meeting decides.
    """

    page: Slug
    panel: Slug | None = None
    query: Annotated[str, Field(max_length=2000)] = ""
    data: Version | None = None
    question: Text
    note: Text | None = None

    def parts(self) -> dict[str, list[str]]:
        """The query string as all values of each name."""
        return parse_qs(self.query, keep_blank_values=True, errors="replace")


class Club(Record):
    """One meeting; `paper` is what everybody has read."""

    id: Slug
    title: Text
    paper: Text
    date: Day
    views: Annotated[tuple[Shown, ...], Field(min_length=1, max_length=40)]


def clubs() -> dict[str, Club]:
    """The published meetings by id; none where nothing was published. Raises NoEvidence where they cannot be read."""
    path = folder() / FILE
    try:
        return _read(path, path.stat().st_mtime_ns)
    except FileNotFoundError:
        return {}
    except (OSError, ValueError) as fault:
        raise NoEvidence(f"{path} cannot be read ({type(fault).__name__}); run `python -m etl build` again") from fault


@lru_cache(maxsize=4)
def _read(path: Path, _: int) -> dict[str, Club]:
    found = (Club.model_validate(one) for one in json.loads(path.read_text(encoding="utf-8")))
    return {club.id: club for club in found}


def as_yaml(club: Club) -> str:
    """A meeting as the text of its file in data/clubs; JSON strings are YAML strings."""
    lines = [f"{name}: {_quoted(getattr(club, name))}" for name in ("id", "title", "paper", "date")]
    for view in club.views:
        given = {name: value for name, value in view.model_dump().items() if value}
        fields = [f"{name}: {_quoted(value)}" for name, value in given.items()]
        lines += ["\n    ".join([f"  - {fields[0]}", *fields[1:]])]
    return "\n".join([*lines[:4], "views:", *lines[4:]]) + "\n"


def from_yaml(text: str) -> Club:
    """The meeting of such a file. Raises ValueError with what was expected and where."""
    if len(text) > FILE_LIMIT:
        raise ValueError(say("the file is longer than the {n} characters that a meeting has at most", n=FILE_LIMIT))
    try:
        if any(isinstance(token, (yaml.AliasToken, yaml.TagToken)) for token in yaml.scan(text)):
            raise ValueError(say("the file refers to other parts of itself; write each part out"))
        return Club.model_validate(yaml.load(text, Loader=yaml.BaseLoader))
    except ValidationError as faults:
        fault = faults.errors()[0]
        place = ".".join(str(part) for part in fault["loc"]) or say("the file")
        raise ValueError(say("{place}: {fault}", place=place, fault=fault["msg"])) from None
    except (yaml.YAMLError, RecursionError) as fault:
        mark = getattr(fault, "problem_mark", None)
        line = mark.line + 1 if mark else 1
        raise ValueError(say("line {line} is no YAML; load the file that “YAML” on this page saved", line=line)) from None


def _quoted(value: str) -> str:
    return json.dumps(value, ensure_ascii=False)
