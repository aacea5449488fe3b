"""What may not stand on one axis without a word, and why.

Each rule is data: what it looks for, why it matters, what a figure does about it. A figure asks `findings` for the
rows that it is about to draw and says what was done.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import combinations

from evidence.language import mark, say
from evidence.row import Row
from evidence.vocabulary import GRADE, RESPONSE, STATISTIC

#: (cohort, figure) of one mark.
Mark = tuple[Row, Row]
#: What a figure does: rows of their own, a sign on the row, or a sentence below.
SEVERITY = {"split": mark("kept on rows of their own"), "mark": mark("named on each row"), "note": mark("said here")}


@dataclass(frozen=True)
class Rule:
    """`found` gives the unlike things that stand together, in words; none means that the rule has nothing to say."""

    id: str
    what: str
    why: str
    severity: str
    found: Callable[[list[Mark]], list[str]]


@dataclass(frozen=True)
class Finding:
    rule: Rule
    things: tuple[str, ...]

    def sentence(self) -> str:
        """'Grade 3-4 beside grade 3 or higher (Grade 3-4; Grade 3 or higher): ... Kept on rows of their own.'"""
        did = say(SEVERITY[self.rule.severity])
        return say("{what} ({things}): {why} {done}.", what=say(self.rule.what), things="; ".join(self.things),
                   why=say(self.rule.why), done=f"{did[0].upper()}{did[1:]}")  # fmt: skip


def findings(marks: list[Mark], only: tuple[str, ...] = ()) -> list[Finding]:
    """Every rule (of these ids; none means all) that has something to say about marks on one axis, in their order."""
    asked = [rule for rule in RULES if not only or rule.id in only]
    return [Finding(rule, tuple(things)) for rule in asked if (things := rule.found(marks))]


def _several(values: Iterator[str | None]) -> list[str]:
    found = list(dict.fromkeys(value for value in values if value))
    return found if len(found) > 1 else []


def _facts(marks: list[Mark]) -> list[Row]:
    return [fact for _, fact in marks]


def composite_beside_part(marks: list[Mark]) -> list[str]:
    codes = [RESPONSE[fact["term"]] for fact in _facts(marks) if fact["domain"] == "response"]
    composites = [code.label for code in codes if code.group in ("composite", "overall")]
    parts = [code.label for code in codes if code.group in ("CR", "CRi", "PR")]
    return _several(iter([*composites[:1], *parts[:1]]))


def composites_differ(marks: list[Mark]) -> list[str]:
    codes = (RESPONSE[fact["term"]] for fact in _facts(marks) if fact["domain"] == "response")
    return _several(code.label for code in codes if code.group == "composite")


def composite_and_cytogenetic(marks: list[Mark]) -> list[str]:
    terms = {fact["term"] for fact in _facts(marks)}
    return _several(iter([term for term in ("CRc", "CRc cytogenetic") if term in terms]))


def grade_bands(marks: list[Mark]) -> list[str]:
    return _several(GRADE[fact["grade"]].label for fact in _facts(marks) if fact["grade"])


def fold_statistics(marks: list[Mark]) -> list[str]:
    return _several(STATISTIC[f["statistic"]].label for f in _facts(marks) if f["statistic"].startswith("fold"))


def ctcae_versions(marks: list[Mark]) -> list[str]:
    return _several(f["criteria"] for f in _facts(marks) if f["grade"] and "CTC" in (f["criteria"] or ""))


def dlt_windows(marks: list[Mark]) -> list[str]:
    return _several(fact["window"] or say("window not printed") for fact in _facts(marks) if fact["domain"] == "dlt")


def assessment_windows(marks: list[Mark]) -> list[str]:
    return _several(fact["window"] or say("best response") for fact in _facts(marks) if fact["domain"] == "response")


def attributions(marks: list[Mark]) -> list[str]:
    return _several(fact["attribution"] or say("any cause") for fact in _facts(marks) if fact["domain"] == "toxicity")


def part_beside_whole(marks: list[Mark]) -> list[str]:
    cohorts = [cohort for cohort, _ in marks]
    return [
        say("{several} and {last}", several=part["label"], last=whole["label"])
        for part in cohorts
        for whole in cohorts
        if part["study_id"] == whole["study_id"] and part["parent"] == whole["cohort_id"]
    ]


def same_patients(marks: list[Mark]) -> list[str]:
    pairs = [
        say("{several} and {last}", several=one["study_label"], last=other["study_label"])
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
    Rule("attribution", "Treatment-related beside any-cause events",
         "any-cause counts include what the authors did not blame on treatment.", "mark", attributions),
    Rule("part-beside-whole", "A subgroup beside the cohort that it is part of", "its patients stand there twice.", "note",
         part_beside_whole),
    Rule("same-patients", "Reports on the same patients", "their patients stand there twice.", "note", same_patients),
)  # fmt: skip
