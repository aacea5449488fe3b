"""The toxicities that decide about a regimen, regimen by toxicity: n of N, a printed zero, or silence."""

from dataclasses import replace

from evidence.answers import Answer, Item, Rated, with_rate
from evidence.cohorts import by_match, key
from evidence.questions.adverse_events import numbers as adverse_events
from evidence.questions.adverse_events.grid import Grid
from evidence.row import Cohort
from evidence.selection import View
from evidence.vocabulary import REGIMEN_CLASS, TOXICITY, WORST, narrower

#: What a reader looks for before anything else, in this order; narrower terms stand below their broader one.
LOOKED_FOR = (
    "differentiation syndrome", "QT prolonged", "cytokine release syndrome", "neurologic event", "encephalopathy",
    "posterior reversible encephalopathy syndrome", "seizure", "hepatotoxicity", "sinusoidal obstruction syndrome", "GVHD",
    "hand-foot syndrome",
)  # fmt: skip
SPECIAL = tuple(code for term in LOOKED_FOR for code in TOXICITY if code in narrower(TOXICITY, term))
_CLASSES = list(REGIMEN_CLASS)
#: So many of these toxicities a sentence names.
NAMED = 3


def grid(version: str, view: View) -> tuple[Grid, Answer[Item]]:
    """The map of adverse events, of these toxicities alone: what fills the first row comes first, study by study."""
    found, answer = adverse_events.grid(version, view, frozenset(SPECIAL))
    whole = replace(found, rows=sorted(found.rows, key=lambda band: SPECIAL.index(band[0])))
    begins: dict[str, int] = {}
    for column in whole.columns:
        first = min(map(whole.rows.index, whole.of_column(key(column))), default=len(whole.rows))
        begins[column["study_id"]] = min(first, begins.get(column["study_id"], first))
    return replace(
        whole, columns=sorted(whole.columns, key=lambda column: _place(column, begins[column["study_id"]]))
    ), answer


def largest(found: Grid) -> list[tuple[str, Rated]]:
    """The first of these toxicities that anybody counts by grade, each in the treated cohort with most patients."""
    graded = [one for one in with_rate(found) if WORST.get(one.fact["grade"] or "") and one.rate.of]
    treated = [one for one in graded if one.cohort["role"] not in ("control", "mixed")]
    own = ((term, [one for one in treated if one.facts[0]["term"] == term]) for term in LOOKED_FOR)
    return [(term, max(rows, key=lambda one: one.rate.of or 0)) for term, rows in own if rows][:NAMED]


def unprinted(found: Grid) -> list[str]:
    """The toxicities that no cohort of a map prints, none of their narrower terms either."""
    printed = {term for term, *_ in found.rows}
    return [term for term in LOOKED_FOR if not printed & narrower(TOXICITY, term)]


def _place(column: Cohort, begins: int) -> tuple[object, ...]:
    group = _CLASSES.index(column["regimen_class"] or column["study_class"])
    return by_match(column), begins, group, column["study_id"], column["role"] == "control"
