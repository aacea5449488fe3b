"""A reason as a value: what was done or could not be done, in no language yet; wording says it."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Reason:
    """A message and what stands in its braces: numbers, codes of the vocabulary, names and texts of records, further
    reasons."""

    message: str
    values: tuple[tuple[str, object], ...] = ()


@dataclass(frozen=True)
class Name:
    """What a record calls a cohort or a regimen; wording says it in the spoken language."""

    text: str


def because(message: str, **values: object) -> Reason:
    return Reason(message, tuple(values.items()))


def mark(message: str) -> str:
    """The message itself; marks a constant of those who speak no language, for wording to translate."""
    return message
