"""Events of harm in words, and their table."""

from evidence.wording.events.said import (
    IN_WORDS,
    NO_RANKING,
    band,
    criteria,
    cut,
    detail,
    fraction,
    is_hollow,
    places,
    population,
    share,
    signs,
    signs_explained,
    span,
    term,
    undrawn,
    unlike,
    upper,
    what,
)
from evidence.wording.events.table import table

__all__ = [
    "IN_WORDS", "NO_RANKING", "band", "criteria", "cut", "detail", "fraction", "is_hollow", "places",
    "population", "share", "signs", "signs_explained", "span", "table", "term", "undrawn", "unlike", "upper", "what",
]  # fmt: skip
