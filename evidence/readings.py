"""What a file of readings says: who read which figure of a study and who answered which question of its appraisal, what
each found, and how a difference was decided.

No reader of such a file saw what the other had found. `data/readings/<study>.yaml` holds one reading of one figure a
line, so that a later reading or decision changes a line and not the file.
"""

from typing import Annotated, Self

from pydantic import Field, model_validator

from evidence import vocabulary
from evidence.fields import Count, Day, Number, Percent, Record, Slug, Text, member
from evidence.records import PRINTED_LIMIT, Figure

#: What a figure's numbers are called in a reading, as in the study file.
NUMBERS = ("events", "of", "percent", "value", "low", "high", "spread")
#: Those of which at least one must have been read by both for two readings to be compared.
MAIN = ("events", "percent", "value", "low", "high")


class Reader(Record):
    """Who reads or decides: initials, and whether they are a person or a program."""

    id: Slug
    kind: Annotated[str, member("kind of reader", vocabulary.READER)]
    date: Day


class Numbers(Record):
    """The numbers of one figure; what is not printed is left out."""

    events: Count | None = None
    of: Count | None = None
    percent: Percent | None = None
    value: Number | None = None
    low: Number | None = None
    high: Number | None = None
    spread: Annotated[Number, Field(ge=0)] | None = None

    def numbers(self) -> dict[str, float]:
        """The numbers that are given, by name."""
        return {name: given for name in NUMBERS if (given := getattr(self, name)) is not None}


class Noted(Numbers):
    """What one reader found for one figure; `fact` is cohort/domain/term..., without the study."""

    fact: Text
    reader: Slug
    found: Annotated[str, member("finding", vocabulary.FOUND)] = "printed"
    printed: Annotated[str, Field(min_length=1, max_length=PRINTED_LIMIT)] | None = None
    at: Text | None = None
    note: Text | None = None

    @model_validator(mode="after")
    def _numbers_where_printed(self) -> Self:
        if self.found != "printed" and (self.numbers() or self.printed):
            raise ValueError(f"found: {self.found} says that no figure was read; leave out its numbers and printed")
        if self.found == "printed" and self.printed is None:
            raise ValueError("printed holds the figure's own characters; or say found: absent, or found: no-page")
        return self


class Decision(Numbers):
    """How a difference was decided: for one reader, for numbers of its own, or as a contradiction of the literature."""

    fact: Text
    by: Slug
    date: Day
    chosen: Text
    why: Text

    @model_validator(mode="after")
    def _numbers_of_its_own(self) -> Self:
        if bool(self.numbers()) != (self.chosen == "neither"):
            raise ValueError("numbers stand in a decision for neither reader, and only there")
        return self


class Answered(Record):
    """One reader's answer to one question of the appraisal, with its reason and place."""

    question: Annotated[str, member("question of a checklist", vocabulary.APPRAISAL)]
    reader: Slug
    answer: Annotated[str, member("judgement", vocabulary.ANSWER)]
    at: Text | None = None
    reason: Text


class Ruling(Record):
    """How two answers that differ were decided: by one of the two after both spoke, or by a third; who is named."""

    question: Annotated[str, member("question of a checklist", vocabulary.APPRAISAL)]
    by: Slug
    date: Day
    answer: Annotated[str, member("judgement", vocabulary.ANSWER)]
    why: Text


class Readings(Record):
    """One file of readings."""

    study: Slug
    readers: Annotated[tuple[Reader, ...], Field(min_length=1)]
    figures: tuple[Noted, ...] = ()
    decisions: tuple[Decision, ...] = ()
    answers: tuple[Answered, ...] = ()
    rulings: tuple[Ruling, ...] = ()

    def by_fact(self) -> dict[str, tuple[Noted, ...]]:
        """The readings of each figure, in the order of the file."""
        found: dict[str, tuple[Noted, ...]] = {}
        for noted in self.figures:
            found[noted.fact] = (*found.get(noted.fact, ()), noted)
        return found

    def decided(self) -> dict[str, Decision]:
        return {decision.fact: decision for decision in self.decisions}

    def by_question(self) -> dict[str, tuple[Answered, ...]]:
        """The answers to each question of the appraisal, in the order of the file."""
        found: dict[str, tuple[Answered, ...]] = {}
        for answered in self.answers:
            found[answered.question] = (*found.get(answered.question, ()), answered)
        return found

    def ruled(self) -> dict[str, Ruling]:
        return {ruling.question: ruling for ruling in self.rulings}


def numbers_of(figure: Figure) -> dict[str, float]:
    """The numbers of a printed figure, by the names that a reading gives them."""
    return {name: given for name in NUMBERS if (given := getattr(figure, name)) is not None}


def agree(first: Noted, second: Noted) -> bool:
    """Whether two readings found the same: nothing that both give differs, and they share a number of the figure.

    A number that only one of them wrote down beside a shared one (a percentage beside 10 of 28) is no difference. Of a
    figure in words both must have found it printed.
    """
    if first.found != second.found:
        return False
    if first.found != "printed":
        return True
    one, other = first.numbers(), second.numbers()
    shared = one.keys() & other.keys()
    if any(one[name] != other[name] for name in shared):
        return False
    return bool(shared & set(MAIN)) or not (one or other)
