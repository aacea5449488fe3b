"""The toxicities that decide about a regimen, regimen by toxicity: n of N, a printed zero, or silence."""

from dataclasses import replace

from evidence.answers import Answer, Item
from evidence.cohorts import by_match
from evidence.questions.adverse_events import numbers as adverse_events
from evidence.questions.adverse_events.grid import Grid
from evidence.row import Cohort
from evidence.selection import View
from evidence.vocabulary import REGIMEN_CLASS, TOXICITY, narrower

#: What a reader looks for before anything else, in this order; narrower terms stand below their broader one.
LOOKED_FOR = (
    "differentiation syndrome", "QT prolonged", "cytokine release syndrome", "neurologic event", "encephalopathy",
    "posterior reversible encephalopathy syndrome", "seizure", "hepatotoxicity", "sinusoidal obstruction syndrome", "GVHD",
    "hand-foot syndrome",
)  # fmt: skip
SPECIAL = tuple(code for term in LOOKED_FOR for code in TOXICITY if code in narrower(TOXICITY, term))
_CLASSES = list(REGIMEN_CLASS)


def grid(version: str, view: View) -> tuple[Grid, Answer[Item]]:
    """The map of adverse events, of these toxicities alone, its columns in the order of regimens."""
    found, answer = adverse_events.grid(version, view, frozenset(SPECIAL))
    rows = sorted(found.rows, key=lambda band: SPECIAL.index(band[0]))
    return replace(found, rows=rows, columns=sorted(found.columns, key=_place)), answer


def unprinted(found: Grid) -> list[str]:
    """The toxicities that no cohort of a map prints, none of their narrower terms either."""
    printed = {term for term, *_ in found.rows}
    return [term for term in LOOKED_FOR if not printed & narrower(TOXICITY, term)]


def _place(column: Cohort) -> tuple[object, ...]:
    return by_match(column), _CLASSES.index(column["regimen_class"] or column["study_class"]), column["study_id"]
