"""Reasons in words."""

from evidence.language import say
from evidence.reasons import Name, Reason
from evidence.row import Fact
from evidence.selection import Filter
from evidence.vocabulary import Code
from evidence.wording import phrases


def words(reason: Reason) -> str:
    return say(reason.message, **{name: _read(value) for name, value in reason.values})


def told(value: Reason | Code | Name | str) -> str:
    """A reason or a code in words; a text of a record as it is."""
    return str(_read(value))


def note_of(fact: Fact) -> str:
    """What a reader noted of a figure, or that it is read the other way round; empty where there is nothing to note."""
    return words(fact["note"]) if isinstance(fact["note"], Reason) else phrases.remark(fact["note"])


def _read(value: object) -> object:
    match value:
        case Reason():
            return words(value)
        case Code():
            return value.label
        case Filter():
            return value.label[:1].lower() + value.label[1:]
        case Name():
            return phrases.told(value.text)
        case tuple():
            return say(", ").join(map(str, map(_read, value)))
    return value
