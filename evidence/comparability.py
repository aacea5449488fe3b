"""What may not stand on one axis without a word, and why.

Each rule is data: what it looks for, why it matters, what a figure does about it. A figure asks `findings` for the
rows that it is about to draw and says what was done.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import combinations

from evidence.cohorts.table import study_called
from evidence.reasons import Name, Reason, because, mark
from evidence.row import Cohort, Fact
from evidence.vocabulary import ASSAY, GRADE, RESPONSE, STATISTIC, Code

#: Responses that an assay of residual disease tells.
MRD_TERMS = ("MRD response", "complete MRD response", "CMR", "molecular response", "FLT3 molecular response")
#: (cohort, figure) of one mark.
Mark = tuple[Cohort, Fact]
#: What is unlike: a code, a text of a record, or a reason.
Thing = Code | Reason | str


@dataclass(frozen=True)
class Rule:
    """`found` gives the unlike things that stand together; none means that the rule has nothing to say.

    `severity` is what a figure does: "split" into rows of their own, "mark" each row, or "note" it below.
    """

    id: str
    what: str
    why: str
    severity: str
    found: Callable[[list[Mark]], list[Thing]]


@dataclass(frozen=True)
class Finding:
    rule: Rule
    things: tuple[Thing, ...]


def findings(marks: list[Mark], only: tuple[str, ...] = ()) -> list[Finding]:
    """Every rule (of these ids; none means all) that has something to say about marks on one axis, in their order."""
    asked = [rule for rule in RULES if not only or rule.id in only]
    return [Finding(rule, tuple(things)) for rule in asked if (things := rule.found(marks))]


def _several(values: Iterable[Thing | None]) -> list[Thing]:
    found = list(dict.fromkeys(value for value in values if value))
    return found if len(found) > 1 else []


def _facts(marks: list[Mark]) -> list[Fact]:
    return [fact for _, fact in marks]


def composite_beside_part(marks: list[Mark]) -> list[Thing]:
    codes = [RESPONSE[fact["term"]] for fact in _facts(marks) if fact["domain"] == "response"]
    composites = [code for code in codes if code.group in ("composite", "overall")]
    parts = [code for code in codes if code.group in ("CR", "CRi", "PR")]
    return _several([*composites[:1], *parts[:1]])


def composites_differ(marks: list[Mark]) -> list[Thing]:
    codes = (RESPONSE[fact["term"]] for fact in _facts(marks) if fact["domain"] == "response")
    return _several(code for code in codes if code.group == "composite")


def composite_and_cytogenetic(marks: list[Mark]) -> list[Thing]:
    terms = {fact["term"] for fact in _facts(marks)}
    return _several([term for term in ("CRc", "CRc cytogenetic") if term in terms])


def grade_bands(marks: list[Mark]) -> list[Thing]:
    return _several(GRADE[fact["grade"]] for fact in _facts(marks) if fact["grade"])


def fold_statistics(marks: list[Mark]) -> list[Thing]:
    return _several(STATISTIC[f["statistic"]] for f in _facts(marks) if f["statistic"].startswith("fold"))


def ctcae_versions(marks: list[Mark]) -> list[Thing]:
    return _several(f["criteria"] for f in _facts(marks) if f["grade"] and "CTC" in (f["criteria"] or ""))


def dlt_windows(marks: list[Mark]) -> list[Thing]:
    return _several(fact["window"] or because("window not printed") for fact in _facts(marks) if fact["domain"] == "dlt")


def assessment_windows(marks: list[Mark]) -> list[Thing]:
    return _several(fact["window"] or because("best response") for fact in _facts(marks) if fact["domain"] == "response")


def mrd_assays(marks: list[Mark]) -> list[Thing]:
    """Assays and thresholds by which residual disease was looked for."""
    found = [fact for fact in _facts(marks) if fact["domain"] == "response" and fact["term"] in MRD_TERMS]
    return _several(_looked_for(fact) for fact in found)


def _looked_for(fact: Fact) -> Thing:
    how = ASSAY[fact["assay"]] if fact["assay"] else because(mark("assay not printed"))
    return because("{how}, {threshold}", how=how, threshold=fact["threshold"]) if fact["threshold"] else how


def attributions(marks: list[Mark]) -> list[Thing]:
    return _several(fact["attribution"] or because("any cause") for fact in _facts(marks) if fact["domain"] == "toxicity")


def part_beside_whole(marks: list[Mark]) -> list[Thing]:
    cohorts = [cohort for cohort, _ in marks]
    return [
        because("{several} and {last}", several=Name(part["label"]), last=Name(whole["label"]))
        for part in cohorts
        for whole in cohorts
        if part["study_id"] == whole["study_id"] and part["parent"] == whole["cohort_id"]
    ]


def same_patients(marks: list[Mark]) -> list[Thing]:
    pairs = [
        because("{several} and {last}", several=study_called(one), last=study_called(other))
        for (one, _), (other, _) in combinations(marks, 2)
        if f"{other['study_id']}/{other['cohort_id']}" in one["same_patients_as"]
        or f"{one['study_id']}/{one['cohort_id']}" in other["same_patients_as"]
    ]
    return list(dict.fromkeys(pairs))


RULES = (
    Rule("composite-beside-part", "A composite beside one of its parts", "the composite counts the part again.", "mark",
         composite_beside_part),
    Rule("composites-differ", "Composites that count different things",
         "CR + CRh leaves out patients whom CR + CRi counts.", "mark", composites_differ),
    Rule("composite-cytogenetic", "Composite CRc beside cytogenetic CRc", "one abbreviation, two meanings.", "split",
         composite_and_cytogenetic),
    Rule("grade-bands", "Different grade bands", "grade 3 or higher includes deaths, grade 3-4 does not.", "split",
         grade_bands),
    Rule("fold-statistics", "Different averages of a fold change",
         "one patient can pull a mean far above a median.", "mark", fold_statistics),
    Rule("ctcae-versions", "Different grading criteria", "the same event can have another grade.", "note", ctcae_versions),
    Rule("dlt-windows", "Different windows for dose-limiting toxicity", "a longer window sees more.", "note", dlt_windows),
    Rule("assessment-windows", "Best response beside response at a fixed time",
         "best response is never lower.", "mark", assessment_windows),
    Rule("mrd-assays", "Residual disease by different assays or thresholds",
         "an assay that sees fewer cells calls fewer patients negative.", "note", mrd_assays),
    Rule("attribution", "Treatment-related beside any-cause events",
         "any-cause counts include what the authors did not blame on treatment.", "mark", attributions),
    Rule("part-beside-whole", "A subgroup beside the cohort that it is part of", "its patients stand there twice.", "note",
         part_beside_whole),
    Rule("same-patients", "Reports on the same patients", "their patients stand there twice.", "note", same_patients),
)  # fmt: skip
