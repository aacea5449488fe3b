"""Reasons in words."""

from evidence.language import say
from evidence.reasons import Reason
from evidence.selection import Filter
from evidence.vocabulary import Code


def words(reason: Reason) -> str:
    return say(reason.message, **{name: _read(value) for name, value in reason.values})


def told(value: Reason | Code | str) -> str:
    """A reason or a code in words; a text of a record as it is."""
    return str(_read(value))


def _read(value: object) -> object:
    match value:
        case Reason():
            return words(value)
        case Code():
            return value.label
        case Filter():
            return value.label.lower()
        case tuple():
            return say(", ").join(value)
    return value
