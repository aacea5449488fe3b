"""The map of a registry record: what the title of an outcome means, said by a person where its words are not enough."""

from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Self

from pydantic import Field, model_validator

from etl.importing.brought import Left, plain
from etl.importing.phrases import Named, outcome
from etl.importing.record import Record
from etl.importing.sheetmap import Part, mapped
from etl.lines import flow
from evidence import vocabulary
from evidence.fields import member

LEFT = Left("the map leaves this outcome")
_HEAD = "# What the outcomes of a record are: a line each; without a domain and a term, an outcome is left.\n"


class Title(Part):
    """One outcome by its title: a term of a domain, or nothing."""

    title: str
    domain: Annotated[str, member("domain", vocabulary.DOMAIN)] | None = None
    term: str | None = None
    grade: Annotated[str, member("grade", vocabulary.GRADE)] | None = None
    window: str | None = None

    @model_validator(mode="after")
    def _a_term_of_its_domain(self) -> Self:
        if (self.domain is None) != (self.term is None):
            raise ValueError("domain and term go together: give both, or neither to leave the outcome")
        if self.domain and self.term and vocabulary.canonical(self.domain, self.term) is None:
            raise ValueError(f"{self.term!r} is no term of {self.domain}; the codebook lists them")
        return self

    def named(self) -> Named | Left:
        return Named(self.domain, self.term, self.grade, self.window) if self.domain and self.term else LEFT


class Titles(Part):
    """The whole map of a record; an outcome that it does not name is taken by the words of its title."""

    outcomes: Annotated[tuple[Title, ...], Field(min_length=1)]

    def told(self) -> dict[str, Named | Left]:
        return {plain(one.title): one.named() for one in self.outcomes}


def read_titles(path: Path) -> Titles:
    """The map in a YAML file. Raises Refused with the line of what is wrong."""
    return mapped(path, Titles, "outcomes")


def proposed(record: Record) -> Iterator[Title]:
    """Every outcome of a record, with what the words of its title name."""
    seen = set()
    for one in record.results_section.outcome_measures_module.outcome_measures:
        if (title := plain(one.title)) not in seen:
            seen.add(title)
            found = outcome(one.title)
            said = (found.domain, found.term, found.grade, found.window) if found else (None, None, None, None)
            yield Title(title=title, **dict(zip(("domain", "term", "grade", "window"), said, strict=True)))


def written(titles: list[Title]) -> str:
    """The text of a map."""
    lines = [{name: value for name, value in one.model_dump().items() if value is not None} for one in titles]
    return f"{_HEAD}outcomes:\n" + "".join(f"  - {flow(line)}\n" for line in lines)
