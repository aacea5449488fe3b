"""What goes with mobilisation, in words: printed correlations, P values and statements."""

from evidence.answers import Item
from evidence.language import mark, say
from evidence.questions.mobilisation.words import WHO, kind, who
from evidence.vocabulary import TERM
from evidence.wording.numbers import listed
from evidence.wording.phrases import comparison
from evidence.wording.printed import estimate, measured, patients, short_patients
from evidence.wording.selection import lower_first, study_name
from evidence.wording.sentence import Sentence, joined, naming, stated
from evidence.wording.table import TRACE, Column, Table, trace

QUESTION = mark("What goes with mobilisation?")
METHOD = mark("As printed: one bound for several pairs is not a P value of each. A correlation is not a cause.")
#: So many findings a sentence says.
NAMED = 3
_CELLS = mark("mobilisation of CD34+/38− and CD34+/38−/123+ cells")
#: Marker and outcome of an association whose term names both.
_PAIRS = {
    "CXCR4 expression and mobilisation": (mark("CXCR4 expression"), _CELLS),
    "CD44 expression and mobilisation": (mark("CD44 expression"), _CELLS),
    "VLA4 expression and mobilisation": (mark("VLA4 expression"), _CELLS),
}


def sentence(rows: list[Item]) -> Sentence:
    """What each study finds, markers of one result together."""
    if not rows:
        return Sentence(say("No cohort of this selection prints an association with mobilisation."))
    found: dict[tuple[str, str, str], list[Sentence]] = {}
    for row in rows:
        place = study_name(row.cohort), _direction(row), _result(row)
        found.setdefault(place, []).append(naming(lower_first(_marker(row)), row))
    message = mark("{study}: {marker}, {direction} ({result})")
    said = [
        stated(message, study=study, marker=joined(listed, markers), direction=way, result=result)
        for (study, way, result), markers in found.items()
    ]
    more = Sentence(say("{n} more in the table", n=len(said) - NAMED) if len(said) > NAMED else "")
    return stated(mark("{said}."), said=joined(say("; ").join, [*said[:NAMED], more]))


def _marker(row: Item) -> str:
    pair = _PAIRS.get(row.fact["term"])
    return say(pair[0]) if pair else TERM[row.fact["domain"]][row.fact["term"]].label


def _direction(row: Item) -> str:
    return comparison(row.fact["comparator"]) or say("direction not printed")


def _result(row: Item) -> str:
    """'P ≤ 0.002, cohort of 28'; what is said in words has no number."""
    if all(row.fact[name] is None for name in ("value", "low", "high")):
        return kind(row)
    return say(", ").join([measured(row.fact), short_patients(row.fact, row.cohort)])


def table(rows: list[Item], version: str) -> Table:
    columns = (*WHO, Column("marker", "Marker"), Column("outcome", "Outcome"),
               Column("direction", "Direction"), Column("statistic", "Statistic"),
               Column("value", "Value", numeric=True), Column("patients", "Patients"), *TRACE)  # fmt: skip
    return Table(say("Associations with mobilisation"), columns, [_association(row, version) for row in rows])


def _association(row: Item, version: str) -> dict[str, object]:
    pair = _PAIRS.get(row.fact["term"])
    return {
        **who(row.cohort),
        "marker": _marker(row),
        "outcome": say(pair[1]) if pair else say("as named by the marker"),
        "direction": comparison(row.fact["comparator"]) or say("not printed"),
        "statistic": kind(row),
        "value": estimate(row.fact),
        "patients": patients(row.fact, row.cohort),
        **trace([row.fact], version),
    }
