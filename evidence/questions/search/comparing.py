"""Regimens that a reader types, with words for a patient or without: the way to their comparison."""

import re

from evidence.language import mark, say
from evidence.questions.compare import words as comparison
from evidence.questions.search.entries import DRUGS, PATIENTS, Entry, Hit, entries
from evidence.questions.search.spelling import words
from evidence.selection import REGIMENS, View

COMPARISONS = mark("Comparison")
#: What a comparison is about.
ABOUT = "regimens"
#: What stands between two regimens and names neither.
_BETWEEN = frozenset(
    ("against", "and", "compare", "compared", "in", "or", "plus", "than", "to", "v", "versus", "vs", "with")
)
_BETWEEN_CHINESE = re.compile("对比|比较|还是|或者|对|与|和|或|比")
#: A name may be left unfinished from so many letters on.
BEGUN = 4


def compared(version: str, text: str, read_as: dict[str, str]) -> Hit | None:
    """The comparison of what is typed, if it names regimens and patients and nothing else; mistyped words are mended."""
    typed = [read_as.get(word, word) for word in words(_BETWEEN_CHINESE.sub(" ", text))]
    named = _named(version, [word for word in typed if word not in _BETWEEN])
    drugs = tuple(dict.fromkeys(code for one in named for code in one.view.chosen("drug")))
    if not 0 < len(drugs) <= REGIMENS:
        return None
    patient = {name: codes for one in named for name, codes in one.view.filters.items() if name != "drug"}
    title = (
        comparison.title(drugs)
        if len(drugs) > 1
        else say("{regimen} beside other regimens", regimen=comparison.regimen(drugs[0]))
    )
    view = View(patient, regimens=drugs)
    label = say("{patient}: {regimens}", patient=comparison.patient(view), regimens=title) if patient else title
    return Hit(COMPARISONS, label, ABOUT, view)


def _named(version: str, typed: list[str]) -> list[Hit]:
    """The drugs and patients that the words name one after the other; none where a word names nothing."""
    known = [one for one in entries(version) if one.hit.kind in (DRUGS, PATIENTS)]
    found, at = [], 0
    while at < len(typed):
        hit, taken = _longest(known, tuple(typed[at:]))
        if hit is None:
            return []
        found.append(hit)
        at += taken
    return found


def _longest(known: list[Entry], typed: tuple[str, ...]) -> tuple[Hit | None, int]:
    """What the first words name, and how many of them it takes; the last word of all may be the beginning of a name."""
    whole = [(len(name), one.hit) for one in known for name in one.names if name and typed[: len(name)] == name]
    if whole:
        taken, hit = max(whole, key=lambda one: one[0])
        return hit, taken
    begun = {one.hit for one in known for name in one.names if len(typed) == 1 and len(name) == 1
             and len(typed[0]) >= BEGUN and name[0].startswith(typed[0])}  # fmt: skip
    return (begun.pop(), 1) if len(begun) == 1 else (None, 0)
