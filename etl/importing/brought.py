"""What an import brings: every row of a source ends as a figure of the draft or as a line that says why not."""

import re
from collections import Counter
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from evidence.fields import visible
from evidence.records import Figure, fact_id
from evidence.vocabulary import canonical

NO_TERM = "no term of the vocabulary by whole phrase"
#: The keys of a line of a study file, or some of them, with their values.
Fields = dict[str, Any]
#: How a figure was read that nobody has looked at; a draft alone may say so.
UNREAD = "0"


class Refused(Exception):
    """A file that cannot be taken: (place in the file, what is wrong and how to mend it)."""

    def __str__(self) -> str:
        return ": ".join(str(part) for part in self.args if part)


@dataclass(frozen=True)
class Taken:
    """One figure of a draft; `fields` are those of `evidence.records.Figure`, `remark` is a comment above its line."""

    domain: str
    fields: Fields
    remark: str = ""


@dataclass(frozen=True)
class Again:
    """A row that says once more what another row says: its place stands in `also` of that figure."""

    place: str


@dataclass(frozen=True)
class Left:
    """A row that became nothing."""

    why: str


@dataclass(frozen=True)
class Row:
    """One row of a source: where it stands, what it says, what became of it."""

    where: str
    what: str
    outcome: Taken | Again | Left

    @property
    def why(self) -> str:
        """Why the row became nothing; empty where it became something."""
        return self.outcome.why if isinstance(self.outcome, Left) else ""


@dataclass(frozen=True)
class Group:
    """Patients for whom figures are given. `blank` names the keys that only a person can fill in."""

    id: str
    fields: Fields
    blank: tuple[str, ...] = ()
    remark: str = ""


@dataclass
class Brought:
    """A study as its source tells it. `head` holds the keys of a study (None: blank), `hints` a comment for each."""

    id: str
    head: Fields
    hints: dict[str, str] = field(default_factory=dict)
    source: Fields = field(default_factory=dict)
    groups: list[Group] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)
    lines: list[str] = field(default_factory=list)
    #: Proposed discrepancies and the whole comparison, where a study with this registry number is there already.
    discrepancies: list[Fields] = field(default_factory=list)
    comparison: str = ""

    @property
    def taken(self) -> list[Taken]:
        return [row.outcome for row in self.rows if isinstance(row.outcome, Taken)]

    @property
    def again(self) -> int:
        """How many rows say once more what a figure of the draft says."""
        return sum(isinstance(row.outcome, Again) for row in self.rows)

    @property
    def left(self) -> list[Row]:
        return [row for row in self.rows if isinstance(row.outcome, Left)]

    def reasons(self) -> Counter[str]:
        """How many rows were left for each reason; what differs from row to row stands after a semicolon."""
        return Counter(row.why.partition(";")[0] for row in self.left)


def plain(text: str | None) -> str:
    """One line of text as a person reads it: no breaks, nothing invisible, escaped signs as the signs themselves."""
    spaced = " ".join((text or "").split())
    shown = spaced if spaced.isprintable() else visible(spaced)
    return _ESCAPED.sub(r"\1", shown) if "\\" in shown else shown


#: How the registry escapes signs that would format a text.
_ESCAPED = re.compile(r"\\([][\\`*_{}()#+.!&<>~^|-])")


def named(text: str, taken: set[str], limit: int = 40) -> str:
    """A name for a group that is safe in a link, and not among `taken`."""
    stem = re.sub(r"[^a-z0-9]+", "-", plain(text).lower()).strip("-")[:limit].strip("-") or "group"
    name, number = stem, 1
    while name in taken:
        number += 1
        name = f"{stem}-{number}"
    return name


#: Which of several figures with one name is meant, or how they differ, is for a person.
UNLIKE = Left("another row of the source has the same patients, term and time, and another figure; tell them apart by hand")
#: What may differ between two places of one figure.
_PLACE = ("at", "printed", "note")


def settled(study: str, rows: list[Row]) -> list[Row]:
    """The rows as records allow them: no figure breaks a rule, and no two have one name.

    Rows with one name that say the same are one figure with several places; if they say different things, none is taken.
    """
    held: dict[str, list[tuple[int, Taken]]] = {}
    for place, row in enumerate(rows):
        rows[place], name = _lawful(study, row)
        if name and isinstance(row.outcome, Taken):
            held.setdefault(name, []).append((place, row.outcome))
    for alike in held.values():
        if len(alike) > 1:
            _together(rows, alike)
    return rows


def _together(rows: list[Row], alike: list[tuple[int, Taken]]) -> None:
    said = [{name: value for name, value in one.fields.items() if name not in _PLACE} for _, one in alike]
    if any(one != said[0] for one in said):
        for place, _ in alike:
            rows[place] = replace(rows[place], outcome=UNLIKE)
        return
    (at, first), *others = alike
    also = tuple(one.fields["at"] for _, one in others)
    rows[at] = replace(rows[at], outcome=replace(first, fields=first.fields | {"also": also}))
    for place, _ in others:
        rows[place] = replace(rows[place], outcome=Again(first.fields["at"]))


def _lawful(study: str, row: Row) -> tuple[Row, str | None]:
    """The row, and the name of its figure where it gives one that a record may hold."""
    if not isinstance(row.outcome, Taken):
        return row, None
    term = str(row.outcome.fields["term"])
    if canonical(row.outcome.domain, term) is None:
        return replace(row, outcome=Left(f"{NO_TERM}; {term}")), None
    try:
        figure = Figure.model_validate(row.outcome.fields)
    except ValidationError as errors:
        first = errors.errors(include_url=False)[0]
        what = first["msg"].removeprefix("Value error, ")
        return replace(row, outcome=Left(f"no record may say this; {'.'.join(map(str, first['loc']))}: {what}")), None
    return row, fact_id(study, row.outcome.domain, figure)


def size(path: Path, limit: int) -> int:
    """Bytes of a file. Raises Refused for what is no file, is empty, or is longer than `limit`."""
    try:
        if not path.is_file():
            raise Refused(path.name, "no such file; give a registry record, a sheet, a PDF or a text")
        length = path.stat().st_size
    except OSError as fault:
        raise Refused(path.name, f"cannot be read: {fault.strerror}") from None
    if not length:
        raise Refused(path.name, "is empty")
    if length > limit:
        raise Refused(path.name, f"has {length:,} bytes; a file of this kind has at most {limit:,}")
    return length
