"""What goes with mobilisation, in words: printed correlations, P values and statements."""

from evidence.answers import Item
from evidence.language import mark, say
from evidence.questions.mobilisation.words import WHO, kind, who
from evidence.vocabulary import TERM
from evidence.wording.numbers import plural
from evidence.wording.printed import estimate, patients
from evidence.wording.table import TRACE, Column, Table, trace

QUESTION = mark("What goes with mobilisation?")
METHOD = mark("As printed: one bound for several pairs is not a P value of each. A correlation is not a cause.")
_CELLS = mark("mobilisation of CD34+/38− and CD34+/38−/123+ cells")
#: Marker and outcome of an association whose term names both.
_PAIRS = {
    "CXCR4 expression and mobilisation": (mark("CXCR4 expression"), _CELLS),
    "CD44 expression and mobilisation": (mark("CD44 expression"), _CELLS),
    "VLA4 expression and mobilisation": (mark("VLA4 expression"), _CELLS),
}


def sentence(rows: list[Item]) -> str:
    if not rows:
        return say("No cohort of this selection prints an association with mobilisation.")
    studies = plural(len({row.cohort["study_id"] for row in rows}), "study", "studies")
    return say("{associations} printed in {studies}; each holds inside its study.",
               associations=plural(len(rows), "association"), studies=studies)  # fmt: skip


def table(rows: list[Item], version: str) -> Table:
    columns = (*WHO, Column("marker", "Marker"), Column("outcome", "Outcome"),
               Column("direction", "Direction"), Column("statistic", "Statistic"),
               Column("value", "Value", numeric=True), Column("patients", "Patients"), *TRACE)  # fmt: skip
    return Table(say("Associations with mobilisation"), columns, [_association(row, version) for row in rows])


def _association(row: Item, version: str) -> dict[str, object]:
    pair = _PAIRS.get(row.fact["term"])
    return {
        **who(row.cohort),
        "marker": say(pair[0]) if pair else TERM[row.fact["domain"]][row.fact["term"]].label,
        "outcome": say(pair[1]) if pair else say("as named by the marker"),
        "direction": row.fact["comparator"] or say("not printed"),
        "statistic": kind(row),
        "value": estimate(row.fact),
        "patients": patients(row.fact, row.cohort),
        **trace([row.fact], version),
    }
