"""The types of the fields of a record: closed sets, slugs, texts, counts, numbers."""

import re
from datetime import date
from typing import Annotated, Literal
from unicodedata import category

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field

from evidence.vocabulary import Code


class Record(BaseModel):
    """A part of a study file: unknown keys are errors, and nothing changes after reading."""

    model_config = ConfigDict(extra="forbid", frozen=True)


def member(name: str, codes: dict[str, Code]) -> AfterValidator:
    """Of a text: it must be a code of a closed set, or a synonym of one; the error lists what is allowed."""
    synonyms = {synonym: code.code for code in codes.values() for synonym in code.synonyms}

    def check(value: str) -> str:
        value = value if value in codes else synonyms.get(value, value)
        if value not in codes:
            raise ValueError(f"{value[:60]!r} is not a {name}; allowed: {', '.join(codes)}")
        return value

    return AfterValidator(check)


def _yes_no(value: object) -> object:
    """'yes' and 'no' as people write them; anything else is left for the type to refuse."""
    return {"yes": True, "no": False}.get(value, value) if isinstance(value, str) else value


def unprintable(text: str) -> str:
    """The first character of a text that cannot be seen or turns its neighbours round, as 'U+202E'; empty if there is none.

    Control, direction, zero-width, surrogate and private-use characters, line and paragraph separators, and those
    that are no characters at all: none of them is printed in a paper, and documents, tables and terminals obey them.
    """
    if text.isprintable():
        return ""
    for character in text:
        if category(character) in _UNPRINTABLE or ord(character) & 0xFFFE == 0xFFFE:
            return f"U+{ord(character):04X}"
    return ""


def visible(text: str) -> str:
    """The text without its unprintable characters."""
    return "".join(character for character in text if not unprintable(character))


def _written(value: object) -> object:
    """A number as papers print it, a minus sign for a hyphen; Python would also take 1_0 for 10, and other digits."""
    if not isinstance(value, str):
        return value
    value = value.replace("\N{MINUS SIGN}", "-")
    if not _DIGITS.fullmatch(value):
        raise ValueError("a number is written in digits, like 12 or 4.3")
    return value


def _day(value: str) -> str:
    """A day of the calendar, as text."""
    date.fromisoformat(value)
    return value


_DIGITS = re.compile(r"[+-]?([0-9]+(\.[0-9]+)?|\.[0-9]+)|[+-]?[0-9](\.[0-9]+)?e-?[0-9]{1,2}")
#: Unicode's general categories of characters that no field may hold.
_UNPRINTABLE = ("Cc", "Cf", "Cs", "Co", "Zl", "Zp")

YesNo = Annotated[Literal[True, False], BeforeValidator(_yes_no)]
Slug = Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9.-]*$", max_length=60)]
Text = Annotated[str, Field(min_length=1, max_length=600)]
Whole = Annotated[int, BeforeValidator(_written)]
Count = Annotated[Whole, Field(ge=0, le=10_000_000)]
Percent = Annotated[float, BeforeValidator(_written), Field(ge=0, le=100)]
#: Nothing in this subject is counted or measured beyond these ends; drawings and sums stay exact between them.
Number = Annotated[float, BeforeValidator(_written), Field(ge=-1e9, le=1e9, allow_inf_nan=False)]
Day = Annotated[str, Field(pattern=r"^\d{4}-\d{2}-\d{2}$"), AfterValidator(_day)]
