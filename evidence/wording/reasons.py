"""Reasons in words."""

from evidence.language import say
from evidence.reasons import Reason
from evidence.vocabulary import Code


def words(reason: Reason) -> str:
    return say(reason.message, **{name: _read(value) for name, value in reason.values})


def _read(value: object) -> object:
    match value:
        case Reason():
            return words(value)
        case Code():
            return value.label
        case tuple():
            return say(", ").join(value)
    return value
