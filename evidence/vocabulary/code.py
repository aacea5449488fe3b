"""What a code of a closed set is, and how sets of codes are asked."""

import re
from dataclasses import dataclass
from functools import lru_cache

from evidence.language import say


@dataclass(frozen=True)
class Code:
    """One member of a closed set: what records write, what people read, what it means.

    `english` and `meaning` stand in the code; `label` and `definition` are the same in the spoken language. A group is
    a code too, and reads in English until it is shown. `synonyms` may stand in records for the code; `sought` are words
    that only readers use for it: brands, abbreviations, wider expressions.
    """

    code: str
    english: str
    meaning: str = ""
    broader: str | None = None
    synonyms: tuple[str, ...] = ()
    group: str = ""
    sought: tuple[str, ...] = ()

    @property
    def label(self) -> str:
        return say(self.english)

    @property
    def definition(self) -> str:
        return say(self.meaning) if self.meaning else ""


def closed(*codes: Code) -> dict[str, Code]:
    """A closed set in its clinical order; a repeated code is an error of the vocabulary itself."""
    found = {code.code: code for code in codes}
    if len(found) != len(codes):
        raise ValueError(f"a code appears twice among {[code.code for code in codes]}")
    return found


def narrower(vocabulary: dict[str, Code], *codes: str) -> frozenset[str]:
    """The codes and every code below them: a filter on the broad term finds the narrow ones."""
    below = set(codes)
    while added := {c.code for c in vocabulary.values() if c.broader in below} - below:
        below |= added
    return frozenset(below)


def label(vocabulary: dict[str, Code], code: str | None) -> str:
    """What people read for a code; a missing code reads 'not reported'."""
    return say("not reported") if code is None else vocabulary[code].label


def worded(vocabulary: dict[str, Code], text: str | None) -> str | None:
    """The code that a text is a word for, whatever its capitals; None if it is for none."""
    said = (text or "").lower()
    return next((one.code for one in vocabulary.values() if said in map(str.lower, (one.code, *one.synonyms))), None)


@lru_cache(maxsize=10_000)
def slug(text: str) -> str:
    """A form of a term that is safe in a link: 'CD34+/38-' becomes 'CD34pos-38neg'.

    Signs of cell markers are spelled out first, so that two populations never share a slug.
    """
    text = text.replace("+", "pos").replace("≥", "ge").replace(">=", "ge").replace("<=", "le")
    text = text.replace("<", "lt").replace(">", "gt").replace("%", "pct")
    text = re.sub(r"[-−](?=/|$)", "neg", text)
    return re.sub(r"[^A-Za-z0-9.]+", "-", text).strip("-")
