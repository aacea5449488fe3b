"""A table as a value: the same rows become HTML on the page and CSV on the way out."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from evidence.language import say
from evidence.row import Fact, Row, column
from evidence.vocabulary import LEVEL
from evidence.wording.printed import caveats
from evidence.wording.reading import reading, weakest
from evidence.wording.reasons import note_of

#: So many columns stand side by side on a screen; what else a table shows unfolds below its row.
ABREAST = 6


@dataclass(frozen=True)
class Column:
    """One column: its name in files, its label on screen (empty: only in files), how a value reads, where it leads.

    What is `under` a row unfolds below it on the screen. A column is sorted by its own values, or by those of `sort`,
    where what it shows is words: 'n/N' by N. `href` is an address outside this site; one of a `study` leads to all that
    the study of its record prints.
    """

    name: str
    english: str = ""
    text: Callable[[Any], str] = lambda value: "" if value is None else str(value)
    numeric: bool = False
    wide: bool = False
    under: bool = False
    sort: str = ""
    study: bool = False
    href: Callable[[dict[str, Any]], str | None] | None = None

    @property
    def label(self) -> str:
        return say(self.english) if self.english else ""


@dataclass(frozen=True)
class Table:
    """Columns and records; every record has a value, or None, for each column; `anchor` names the column of row ids."""

    caption: str
    columns: tuple[Column, ...]
    records: list[dict[str, Any]] = field(default_factory=list)
    anchor: str = ""

    @property
    def shown(self) -> list[Column]:
        return [column for column in self.columns if column.english]

    @property
    def row(self) -> list[Column]:
        """What stands in a row on the screen: the first of its columns, so many that a screen holds them."""
        return [column for column in self.shown if not column.under][:ABREAST]

    @property
    def unfolded(self) -> list[Column]:
        """What unfolds below a row."""
        abreast = self.row
        return [column for column in self.shown if column not in abreast]


#: Whose a number is, for files: its cohort, and what the patients of that arm were given.
WHOSE = tuple(Column(name) for name in ("study_id", "cohort_id", "year", "design", "role", "regimen", "drugs"))
#: Where a number comes from: the last columns of every table that shows numbers.
TRACE = (
    Column("printed", "As printed", wide=True, under=True),
    Column("place", "Place", wide=True, under=True),
    Column("source"),
    Column("readers"),
    Column("reading", "Read", reading, under=True),
    Column("certain"),
    Column("caveat"),
    Column("note", "Note", wide=True, under=True),
    Column("citation"),
    Column("doi"),
    Column("pmid"),
    Column("fact_id"),
    Column("data_version"),
    *WHOSE,
)


def trace_without(*names: str) -> tuple[Column, ...]:
    """TRACE for a table that has columns of these names itself."""
    return tuple(column for column in TRACE if column.name not in names)


def trace(facts: tuple[Fact, ...] | list[Fact], version: str, *notes: str) -> dict[str, object]:
    """The TRACE values of a number that rests on these figures; `fact_id` are all their ids, texts are joined."""

    def joined(name: str) -> str:
        return "; ".join(dict.fromkeys(str(own) for fact in facts if (own := column(fact, name)) is not None))

    own = caveats(facts)
    said = [*notes, *dict.fromkeys(_said(fact) for fact in facts if fact["note"])]
    return {
        "printed": joined("printed"),
        "place": say("; ").join(dict.fromkeys(_placed(fact) for fact in facts)),
        "source": joined("level"),
        "readers": min((fact["readers"] for fact in facts), default=None),
        "reading": weakest(facts),
        "certain": all(fact["certain"] for fact in facts) if facts else None,
        "caveat": "; ".join(own) or None,
        "note": say("; ").join([*own, *said]),
        "citation": joined("citation"),
        "doi": joined("doi"),
        "pmid": joined("pmid"),
        "fact_id": tuple(dict.fromkeys(fact["fact_id"] for fact in facts)),
        "data_version": version,
        **whose(next(iter(facts), None)),
    }


def whose(row: Row | None) -> dict[str, object]:
    """The values of WHOSE for a figure or a cohort; all missing for neither."""
    if row is None:
        return {column.name: None for column in WHOSE}
    return {column.name: row[column.name] for column in WHOSE} | {"drugs": "; ".join(row["drugs"])}


def _placed(fact: Fact) -> str:
    return say("{place} ({level})", place=fact["locator"], level=LEVEL[fact["level"]].label.lower())


def _said(fact: Fact) -> str:
    note = note_of(fact)
    return note if fact["certain"] else say("Doubt: {note}", note=note)


def ids(record: Mapping[str, object]) -> tuple[str, ...]:
    """The figures behind a record; a register of discrepancies keeps them as its `figures`."""
    found = record.get("fact_id") or record.get("figures")
    return found if isinstance(found, tuple) else ()


def rests_on(studies: Collection[str], record: Mapping[str, object]) -> bool:
    """Whether a record is of one of these studies, or rests on a figure of one."""
    return record.get("study_id") in studies or any(name.partition("/")[0] in studies for name in ids(record))


def said_or_not(is_so: bool) -> str:
    """A yes or no in files, the same in every language."""
    return "yes" if is_so else "no"


def written(value: object) -> object:
    """A value as files carry it: several ids or names in one text."""
    return "; ".join(map(str, value)) if isinstance(value, (list, tuple)) else value


def filled(columns: tuple[Column, ...], records: list[dict[str, Any]]) -> tuple[Column, ...]:
    """The columns, without a label on those that no record fills: they stay in files and leave the screen."""
    names = {name for record in records for name, value in record.items() if value not in (None, "", ())}
    return tuple(column if column.name in names else replace(column, english="") for column in columns)
