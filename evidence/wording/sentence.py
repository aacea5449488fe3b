"""A sentence and the rows that it names, as values: what it names is told by ids and never looked for in its words."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from evidence.answers import Figured, Named
from evidence.cohorts import key
from evidence.language import say

RowT = TypeVar("RowT", bound=Figured)
T = TypeVar("T")


@dataclass(frozen=True)
class Sentence:
    """What is said, and the rows that it names: the figure beneath it draws these first.

    A cohort that it names with its figures in one place and alone in another stands in `rows` twice.
    """

    text: str = ""
    rows: tuple[Named, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.text)

    @property
    def facts(self) -> frozenset[str]:
        """The ids of all figures that it prints."""
        return frozenset(fact for _, facts in self.rows for fact in facts)

    def named(self, rows: Sequence[RowT]) -> list[RowT]:
        """Of these rows those whose figures it prints, and of each cohort that it names alone the first."""
        facts = self.facts
        told = [row for row in rows if facts.intersection(row.ids)]
        alone = {place for place, own in self.rows if not own} - {key(row.cohort) for row in told}
        return [*told, *{key(row.cohort): row for row in reversed(rows) if key(row.cohort) in alone}.values()]


def naming(text: str, *rows: Figured) -> Sentence:
    """A text that prints the figures of these rows; of a row without figures it names the cohort."""
    return Sentence(text, tuple((key(row.cohort), row.ids) for row in rows))


def joined(join: Callable[[list[str]], str], parts: Iterable[Sentence]) -> Sentence:
    """Sentences made one by a function of their texts, as `continued` or `listed`; it names all that they name."""
    parts = [part for part in parts if part]
    return Sentence(join([part.text for part in parts]), tuple(dict.fromkeys(row for part in parts for row in part.rows)))


def stated(message: str, **values: object) -> Sentence:
    """The message as `say` has it; it names what the sentences among its values name."""
    texts = {name: value.text if isinstance(value, Sentence) else value for name, value in values.items()}
    named = [value for value in values.values() if isinstance(value, Sentence)]
    return Sentence(say(message, **texts), joined("".join, named).rows)


def plain(said: Callable[[T], str]) -> Callable[[T], Sentence]:
    """What makes a sentence that names no row of a figure, as one that could."""
    return lambda found: Sentence(said(found))
