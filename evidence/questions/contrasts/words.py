"""What the sources compare, as printed, and what stands on no axis."""

import re
from collections import Counter
from functools import partial

from evidence.answers import Aside, Item
from evidence.cohorts import LATER
from evidence.language import mark, say
from evidence.questions.headline.words import several
from evidence.questions.printed import ANOTHER, PART
from evidence.questions.times.numbers import ALONE, FORM, HAZARD, not_reached
from evidence.questions.times.words import time
from evidence.row import Fact
from evidence.vocabulary import DESIGN, DOMAIN, STATISTIC, TERM, label
from evidence.wording.numbers import clauses, fraction, number, plural
from evidence.wording.phrases import comparison
from evidence.wording.phrases import time as time_of
from evidence.wording.printed import estimate, measured, patients, short_patients, with_caveats
from evidence.wording.reasons import words as reason
from evidence.wording.selection import cohort, lower_first, study_name
from evidence.wording.sentence import Sentence, stated
from evidence.wording.table import TRACE, Column, Table, trace, trace_without

QUESTION = mark("What do the sources compare?")
UNPLACED_QUESTION = mark("Other printed figures")
METHOD = mark("As printed by each study; nothing is compared here, and no P value or difference is computed.")
#: A comparison with patients who were no part of the study; the comparator says so in these words.
_EXTERNAL = re.compile(r"\b(historical|external)\b")
EXTERNAL = mark("Against patients from outside the study, not randomised: an indirect comparison")
UNPLACED_METHOD = mark(
    "A group known only afterwards stands on no axis: whoever came to be in it had to live until then (immortal time)."
)
_LATER = "known later"
#: So many contrasts a sentence names; the table has them all.
NAMED = 2
#: Reasons for staying off the axis, as a sentence counts them.
_COUNTED = {
    LATER: mark("{n} of groups defined by what happened later"),
    ANOTHER: mark("{n} of other assessments or parts of cohorts on the axis"),
    PART: mark("{n} of parts, or later analyses, of cohorts that answer"),
    FORM: mark("{n} neither a median nor a rate"),
    ALONE: mark("{n} no comparison"),
}
#: All other reasons name cohorts of the same patients.
_SAME = mark("{n} of patients who stand on the axis already")


def sentence(rows: list[Item]) -> Sentence:
    """The hazard ratios of randomised studies, the largest study first; where there are none, the first contrasts."""
    if not rows:
        return Sentence(say("No study of this selection prints a comparison."))
    ratios = [row for row in rows if row.fact["statistic"] == HAZARD and row.cohort["design"] == "randomised"]
    ratios.sort(key=lambda row: (_place(row.fact), row.cohort["kind"] != "all", -(row.cohort["n"] or 0)))
    said = several((ratios or rows)[:NAMED], _contrast)
    return stated(mark("Randomised: {arms}."), arms=said) if ratios else stated(mark("{rows}."), rows=said)


def outside(rows: list[Item]) -> str:
    """How many of the comparisons are with patients of another study; empty if none."""
    external = sum(map(is_external, rows))
    message = mark("{figures} against patients from outside the study, not randomised.")
    return say(message, figures=plural(external, "figure")) if external else ""


def _place(fact: Fact) -> int:
    """Overall survival first, then as the vocabulary orders the terms."""
    return list(TERM[fact["domain"]]).index(fact["term"])


def _contrast(row: Item) -> str:
    """'overall survival, hazard ratio 0.64 (95 % CI 0.49 to 0.83), cohort of 371, gilteritinib against chemotherapy'."""
    fact = row.fact
    parts = [lower_first(TERM[fact["domain"]][fact["term"]].label), measured(fact), short_patients(fact, row.cohort),
             *([comparison(fact["comparator"])] if fact["comparator"] else [])]  # fmt: skip
    return with_caveats(clauses(parts), [fact])


def is_external(row: Item) -> bool:
    return bool(_EXTERNAL.search(row.fact["comparator"] or ""))


def table(rows: list[Item], version: str) -> Table:
    columns = (
        Column("label", "Cohort"),
        Column("study"),
        Column("cohort"),
        Column("design", "Design", partial(label, DESIGN), under=True),
        Column("contrast", "Question", wide=True),
        Column("comparator", "Groups", wide=True),
        Column("statistic", "Statistic"),
        Column("estimate", "Value", numeric=True),
        Column("window", "Time", time_of),
        Column("value"),
        Column("low"),
        Column("high"),
        Column("patients", "Patients"),
        Column("criteria"),
        Column("caution", "Caution", wide=True, under=True),
        *trace_without("design"),
    )
    return Table(say("Printed comparisons"), columns, [_record(row, version) for row in rows])


def _record(row: Item, version: str) -> dict[str, object]:
    fact = row.fact
    return {
        "label": cohort(row.cohort),
        "study": study_name(row.cohort),
        "cohort": row.cohort["label"],
        "contrast": TERM[fact["domain"]][fact["term"]].label,
        "comparator": comparison(fact["comparator"]) or say("not printed"),
        "window": fact["window"],
        "statistic": STATISTIC[fact["statistic"]].label,
        "estimate": estimate(fact),
        **{name: fact[name] for name in ("value", "low", "high", "criteria")},
        "patients": patients(row.fact, row.cohort),
        "caution": _caution(row),
        **trace([fact], version),
        "design": row.cohort["design"],
    }


def _caution(row: Item) -> str:
    if is_external(row):
        return say(EXTERNAL)
    if TERM[row.fact["domain"]][row.fact["term"]].group == _LATER:
        return say("A group known only afterwards: whoever came to be in it had to live until then (immortal time)")
    return say("Within a group defined by what happened later") if row.cohort["basis"] == "outcome" else ""


def unplaced_sentence(rows: list[Aside]) -> Sentence:
    counted = Counter(_COUNTED.get(row.why.message, _SAME) for row in rows)
    said = [say(message, n=count) for message, count in counted.items()]
    message = mark("{figures} of times and transplants: {reasons}.")
    return Sentence(say(message, figures=plural(len(rows), "figure"), reasons=say("; ").join(said)))


def unplaced_table(rows: list[Aside], version: str) -> Table:
    columns = (
        Column("label", "Cohort"),
        Column("study"),
        Column("cohort"),
        Column("domain"),
        Column("term", "Figure"),
        Column("statistic", "Statistic"),
        Column("value", "Value", numeric=True),
        Column("patients", "Patients"),
        Column("window", "Time", time_of),
        Column("why", "Why not", wide=True),
        *TRACE,
    )
    return Table(say("Other printed figures"), columns, [_unplaced(one, version) for one in rows])


def _unplaced(one: Aside, version: str) -> dict[str, object]:
    fact = one.item.fact
    return {
        "label": cohort(one.cohort),
        "study": study_name(one.cohort),
        "cohort": one.cohort["label"],
        "domain": DOMAIN[fact["domain"]].label,
        "term": TERM[fact["domain"]][fact["term"]].label,
        "statistic": STATISTIC[fact["statistic"]].label,
        "value": _value(fact),
        "patients": patients(one.item.fact, one.cohort),
        "window": fact["window"],
        "why": reason(one.why),
        **trace([fact], version),
    }


def _value(fact: Fact) -> str:
    """'4/16', '?/?, 56 %', '2 cycles (range 1 to 4)', 'not reached'."""
    if fact["statistic"] not in ("count", "percent"):
        return time(fact) if not_reached(fact) else estimate(fact)
    counts = fraction(fact["events"], fact["of_n"])
    return counts if fact["value"] is None else say("{count}, {percent} %", count=counts, percent=number(fact["value"]))
