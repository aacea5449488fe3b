"""The map of a sheet: which column is what, said by a person; and the proposal of one, with its questions.

A number is taken only from a column that the map names. What an empty cell, a code or a comma means is asked for as
soon as a named column holds one, and never assumed.
"""

import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Annotated, Literal, Self, TypeVar

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError, model_validator

from etl.importing.brought import Refused
from etl.importing.cells import Cell, Sheet
from etl.lines import flow, scalar
from etl.read import Unreadable, load
from evidence import vocabulary
from evidence.fields import member

#: What an empty cell can mean; neither is a figure.
EMPTY = ("not reported", "below the reporting threshold")
_CODE = re.compile(r"(-|–|\?|\.|n/?a|nr|nd|ne|unk|unknown|not reported|#n/a|-9+|x)", re.IGNORECASE)
_ROLE = {
    "study": re.compile(r"study|author|trial|reference|slab"),
    "year": re.compile(r"(publication[. ])?year"),
    "events": re.compile(r"xi|events?|cases|responders|n_?events?"),
    "of": re.compile(r"ni|n|total|patients|evaluable.*|number of .*patients ?|n_?total|sample size"),
    "dose": re.compile(r"dose.*"),
    "term": re.compile(r"outcome|term|event name|adverse event|endpoint"),
}


class Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


PartOf = TypeVar("PartOf", bound=Part)


def _one_or_more(value: object) -> object:
    return [value] if isinstance(value, str) else value


Columns = Annotated[tuple[str, ...], BeforeValidator(_one_or_more), Field(min_length=1)]


class Column(Part):
    """A column whose cells hold the word."""

    column: str


class Source(Part):
    """What the sheet is: a review is not the study that it tells of."""

    kind: Annotated[str, member("source kind", vocabulary.SOURCE_KIND)] = "citing article"
    level: Annotated[str, member("source level", vocabulary.LEVEL)] | None = "secondary"
    citation: str
    doi: str | None = None
    pmid: str | None = None


class Patients(Part):
    """Which patients a row is about: one cohort for each value of `by`."""

    by: Columns
    kind: Annotated[str, member("cohort kind", vocabulary.COHORT_KIND)] | None = None
    n: str | None = None
    dose: str | None = None
    dose_unit: Annotated[str, member("unit", vocabulary.UNIT)] | None = None


class Figure(Part):
    """One figure a row. Numbers are columns; words are words, or {column: NAME}."""

    domain: Annotated[str, member("domain", vocabulary.DOMAIN)]
    term: str | Column
    events: str | None = None
    of: str | None = None
    #: A percentage, or a share that is written as a quotient (=17/35) or with a percent format.
    percent: str | None = None
    share: str | None = None
    value: str | None = None
    low: str | None = None
    high: str | None = None
    statistic: Annotated[str, member("statistic", vocabulary.STATISTIC)] | None = None
    interval: Annotated[str, member("interval", vocabulary.INTERVAL)] | None = None
    unit: Annotated[str, member("unit", vocabulary.UNIT)] | None = None
    grade: Annotated[str, member("grade", vocabulary.GRADE)] | None = None
    window: str | Column | None = None
    population: Annotated[str, member("population", vocabulary.POPULATION)] | None = None

    @model_validator(mode="after")
    def _one_kind(self) -> Self:
        kinds = [name for name in ("events", "percent", "share", "value") if getattr(self, name)]
        if len(kinds) != 1:
            raise ValueError("name the column of events, percent, share or value: exactly one of them")
        if self.value and not self.statistic:
            raise ValueError("a value needs its statistic, like median")
        return self

    def numbers(self) -> dict[str, str]:
        """The columns that hold numbers, by what they are."""
        names = ("events", "of", "percent", "share", "value", "low", "high")
        return {name: column for name in names if (column := getattr(self, name))}


class Map(Part):
    """The whole map of a sheet."""

    sheet: str | None = None
    header: tuple[int, ...] = (1,)
    study: Columns
    source: Source
    only: dict[str, tuple[str, ...]] = Field(default_factory=dict)
    decimal: Literal["point", "comma"] | None = None
    empty: Literal["not reported", "below the reporting threshold"] | None = None
    not_reported: tuple[str, ...] = ()
    cohort: Patients | None = None
    figures: Annotated[tuple[Figure, ...], Field(min_length=1)]


def read_map(path: Path) -> Map:
    """The map in a YAML file. Raises Refused with the line of what is wrong."""
    return mapped(path, Map, "study, source and figures")


def mapped(path: Path, model: type[PartOf], keys: str) -> PartOf:
    """A YAML file as a map, which has some keys at least. Raises Refused with the line of what is wrong."""
    try:
        tree, lines = load(path)
    except Unreadable as fault:
        raise Refused(f"{path.name}:{fault.args[0]}", fault.args[1]) from None
    if not isinstance(tree, dict):
        raise Refused(path.name, f"is no map: expected keys like {keys}")
    try:
        return model.model_validate({name: value for name, value in tree.items() if value is not None})
    except ValidationError as errors:
        first = errors.errors(include_url=False)[0]
        place = first["loc"]
        while place and place not in lines:
            place = place[:-1]
        what = "is missing or blank" if first["type"] == "missing" or first["input"] is None else first["msg"]
        name = ".".join(map(str, first["loc"]))
        raise Refused(f"{path.name}:{lines.get(place, 1)}", f"{name}: {what.removeprefix('Value error, ')}") from None


def headings(sheet: Sheet, header: tuple[int, ...]) -> list[str]:
    """The heading of each column: the words of its header rows, joined."""
    rows = [sheet.rows[number - 1] for number in header if 0 < number <= len(sheet.rows)]
    return [" / ".join(part for row in rows if (part := " ".join(row[at].text.split()))) for at in range(len(sheet.rows[0]))]


def column(sheet: Sheet, found: list[str], name: str, where: str) -> int:
    """The place of a column by its heading, or by its letters. Raises Refused where the name fits none, or several."""
    wanted = " ".join(name.split())
    places = [at for at, heading in enumerate(found) if heading == wanted]
    letters = [cell.address.rstrip("0123456789") for cell in sheet.rows[0]]
    if len(places) > 1:
        raise Refused(where, f"{len(places)} columns are headed {name!r}; name one by its letters: {letters[places[0]]}")
    if places:
        return places[0]
    if name in letters:
        return letters.index(name)
    raise Refused(where, f"no column is headed {name!r}; there are: {', '.join(filter(None, found))[:400]}")


def proposal(sheet: Sheet, others: list[str]) -> str:
    """A map with what the headings suggest, and blanks for what only a person knows."""
    header = _header(sheet)
    found, body = headings(sheet, header), sheet.rows[max(header) :]
    roles = {role: _fits(found, pattern) for role, pattern in _ROLE.items()}
    numbers = [at for at, heading in enumerate(found) if heading and _mostly_numbers(body, at)]
    study = [found[at] for at in (*roles["study"][:1], *roles["year"][:1])] or found[:1]
    events, of = ([found[at] for at in roles[role] if at in numbers][:1] for role in ("events", "of"))
    term = [found[at] for at in roles["term"]][:1]
    lines = [f"# A map of {sheet.file}: answer what is blank, delete what is wrong, and import with --map."]
    lines += [f"sheet: {_quoted(sheet.name)}" + (f"  # also: {', '.join(others)}" if others else "")] if sheet.name else []
    lines += [f"header: [{', '.join(map(str, header))}]", f"study: [{', '.join(map(_quoted, study))}]"]
    lines += ["source: {kind: citing article, level: secondary, citation: }  # of the review, not of its studies"]
    lines += ["only: {}  # rows to take, like {Study: [Smith 2001]}; empty: all"]
    lines += [*_questions(body, numbers, found), "figures:"]
    first = f"term: {{column: {_quoted(term[0])}}}" if term else "term: "
    counts = f"events: {_quoted(events[0]) if events else ''}, of: {_quoted(of[0]) if of else ''}"
    lines += [f"  - {{domain: , {first}, {counts}}}  # domains: {', '.join(vocabulary.DOMAIN)}"]
    lines += ["# further columns of numbers: " + ", ".join(found[at] for at in numbers if found[at] not in (*events, *of))]
    return "\n".join(lines) + "\n"


def written(tree: Mapping[str, object]) -> str:
    """The text of a map, whole or not, a figure a line; what nobody has said is left out, or blank where it is needed."""
    lines = ["# A map of a sheet: which column is what."]
    for name in Map.model_fields:
        value = tree.get(name)
        if name == "figures":
            figures = [one for one in value if isinstance(one, Mapping)] if isinstance(value, list) else []
            lines += ["figures:", *(f"  - {flow(_said(one, ('domain', 'term')))}" for one in figures)]
        elif isinstance(value, Mapping):
            said = _said(value, ("citation",) if name == "source" else ())
            lines += [f"{name}: {flow(said)}"] if said else []
        elif value:
            lines.append(f"{name}: {scalar(value)}")
    return "\n".join(lines) + "\n"


def _said(part: Mapping[str, object], needed: tuple[str, ...]) -> dict[str, object]:
    """The keys of a part that hold anything, and those that must."""
    return {name: value or None for name, value in part.items() if value or name in needed}


def _header(sheet: Sheet) -> tuple[int, ...]:
    """The rows of headings: up to two rows of words before the first row that holds numbers."""
    texts = []
    for number, row in enumerate(sheet.rows[:3], 1):
        filled = [cell for cell in row if cell.text]
        if filled and not any(re.fullmatch(r"[\d.,% ]+", cell.text) for cell in filled):
            texts.append(number)
        elif filled:
            break
    return tuple(texts) or (1,)


def _fits(found: list[str], pattern: re.Pattern[str]) -> list[int]:
    return [at for at, heading in enumerate(found) if pattern.fullmatch(heading.lower().split(" / ")[-1])]


def _mostly_numbers(body: tuple[tuple[Cell, ...], ...], at: int) -> bool:
    filled = [row[at] for row in body if row[at].text and not _CODE.fullmatch(row[at].text)]
    numbers = [cell for cell in filled if cell.raw is not None or re.fullmatch(r"\s*-?[\d.,]+ ?%?", cell.text)]
    return 2 * len(numbers) > len(filled)


def _questions(body: tuple[tuple[Cell, ...], ...], numbers: list[int], found: list[str]) -> Iterator[str]:
    """What the columns of numbers leave open: the mark, the empty cells, the codes."""
    cells = [row[at] for row in body for at in numbers]
    marked = next((cell for cell in cells if cell.raw is None and re.search(r"\d[.,]\d", cell.text)), None)
    if marked:
        yield f"decimal:   # point or comma? {marked.address} holds {marked.text[:20]!r}"
    empty = next((cell for cell in cells if not cell.text.strip()), None)
    if empty:
        yield f"empty:   # {' or '.join(EMPTY)}? {empty.address} is empty"
    codes = list(dict.fromkeys(cell.text.strip() for cell in cells if _CODE.fullmatch(cell.text.strip())))
    yield "not_reported: []" + (f"  # do these mean it? {', '.join(map(repr, codes[:8]))}" if codes else "")


def _quoted(text: str) -> str:
    return text if re.fullmatch(r"[A-Za-z][A-Za-z0-9 ._-]*", text) else json.dumps(text, ensure_ascii=False)
