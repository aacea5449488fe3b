"""Printed hazard ratios in words: what is compared, in which direction, and how long both arms lived."""

from evidence.answers import Item
from evidence.language import mark, say
from evidence.questions.contrasts import words as contrasts
from evidence.questions.contrasts.words import is_external
from evidence.questions.hazards.numbers import NOT_RANDOMISED, PART, compared, median_of
from evidence.questions.times.numbers import not_reached
from evidence.questions.times.words import endpoint
from evidence.row import Fact
from evidence.selection import View
from evidence.wording.numbers import plural
from evidence.wording.phrases import comparison
from evidence.wording.phrases import time as time_of
from evidence.wording.printed import figure, signs_explained, unit
from evidence.wording.sentence import Sentence

QUESTION = mark("What do randomised studies print of survival?")
AXIS = mark("hazard ratio; below 1 fewer events in the group named first")
METHOD = mark(
    "Hazard ratios, intervals and directions as printed by each study. Medians in months, the arm tried against its control;"
    " NR not reached, – not printed. Nothing is compared across rows, and nothing is computed."
)
_GROUPS = {
    PART: mark("{endpoint}, part of a randomised study"),
    NOT_RANDOMISED: mark("{endpoint}, not randomised"),
}


def title(rows: list[Item]) -> str:
    return say("Hazard ratios as printed: {figures}", figures=plural(len(rows), "figure"))


def sentence(rows: list[Item]) -> Sentence:
    if not rows:
        return Sentence(say("No study of this selection prints a hazard ratio."))
    return contrasts.sentence(rows)


def group(row: Item) -> str:
    message = _GROUPS.get(compared(row))
    return say(message, endpoint=endpoint(row.fact)) if message else endpoint(row.fact)


def detail(row: Item) -> str:
    """'gilteritinib against salvage chemotherapy, 2 years'."""
    parts = [comparison(row.fact["comparator"]) or say("groups not printed"), time_of(row.fact["window"])]
    return say("; ").join([*filter(None, parts), *([say("indirect")] if is_external(row) else [])])


def medians(version: str, view: View, row: Item) -> str:
    """'9.3 v 5.6' months, '14.3 v –', 'NR v 2 years'; empty where neither is printed."""
    tried, control = (median_of(version, view, row, role) for role in ("experimental", "control"))
    if tried is None and control is None:
        return ""
    return say("{tried} v {control}", tried=_time(tried), control=_time(control))


def _time(fact: Fact | None) -> str:
    """The months, or another unit with its name."""
    if fact is None:
        return "–"
    if not_reached(fact):
        return say("NR")
    return figure(fact) if fact["unit"] == "months" else f"{figure(fact)} {unit(fact)}"


def method(rows: list[Item]) -> list[str]:
    return [say(METHOD), *signs_explained(([row.fact], None) for row in rows)]
