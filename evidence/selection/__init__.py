"""What a reader may select, and a selection as a value that a link carries."""

from evidence.selection.link import (
    ARMS,
    NAMES_LIMIT,
    REGIMENS,
    SHOWN,
    dump,
    language,
    named,
    names,
    parse,
    place_of,
    pressed,
)
from evidence.selection.mended import mend, word
from evidence.selection.offered import CHOICES, DOSE, FILTERS, FIRST, OF_PATIENTS, ON_FIGURES, Choice, Filter, choice_named
from evidence.selection.view import Ignored, View

__all__ = [
    "ARMS",
    "CHOICES",
    "DOSE",
    "FILTERS",
    "FIRST",
    "NAMES_LIMIT",
    "OF_PATIENTS",
    "ON_FIGURES",
    "REGIMENS",
    "SHOWN",
    "Choice",
    "Filter",
    "Ignored",
    "View",
    "choice_named",
    "dump",
    "language",
    "mend",
    "named",
    "names",
    "parse",
    "place_of",
    "pressed",
    "word",
]
