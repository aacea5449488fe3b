"""What is printed of each dose of one drug, whole studies side by side, doses from low to high."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from evidence.answers import Item
from evidence.cohorts import Key, ancestors, by_match, exactly, key, rounds
from evidence.questions.adverse_events.grid import SEVERE
from evidence.questions.dlt.numbers import DOSES, LEVEL, NOT_LIMITING, dose_limiting
from evidence.questions.events.numbers import counted, event, said
from evidence.questions.facts import by_cohort, facts
from evidence.row import Cohort, Fact
from evidence.selection import DOSE, View
from evidence.vocabulary import TOXICITY

#: What is asked of each dose, in the order of the columns, with the domain and the figures that answer.
PATIENTS, EVALUABLE, LIMITING, SEVERELY, CHANGED, RESPONDED, ACTING, NAMED = QUESTIONS = (
    "patients", "evaluable", "dose-limiting", "severe", "changed", "response", "pharmacodynamics", "named",
)  # fmt: skip
_COUNTS = ("enrolled", "treated", "added at this dose", "in this cohort")


def _severe(fact: Fact) -> bool:
    return counted(fact) and fact["grade"] in SEVERE and TOXICITY[fact["term"]].group != DOSE


_ANSWERS: dict[str, tuple[tuple[str, Callable[[Fact], bool]], ...]] = {
    PATIENTS: (("baseline", lambda fact: fact["term"] in _COUNTS),),
    SEVERELY: (("toxicity", _severe),),
    CHANGED: (("toxicity", lambda fact: said(fact) and TOXICITY[fact["term"]].group == DOSE),),
    RESPONDED: (("response", counted),),
    ACTING: (("mobilisation", lambda fact: True), ("pharmacodynamic", lambda fact: True)),
    NAMED: (("dlt", lambda fact: fact["term"] in DOSES),),
}


@dataclass(frozen=True)
class Dose:
    """One dose of a study and what is printed of it, by question; a question without an answer is not there."""

    cohort: Cohort
    answers: dict[str, tuple[Item, ...]]

    @property
    def evaluable(self) -> int | None:
        """How many could be evaluated for dose-limiting toxicity, where that is printed."""
        found = (
            one.rate for one in self.answers.get(LIMITING, ()) if one.rate and one.rate.population.code == "dlt-evaluable"
        )
        return next((rate.of for rate in found), None)

    @property
    def not_evaluable(self) -> int | None:
        """How many could not, from the two printed numbers; None where one of them is missing."""
        n = self.cohort["n"]
        return None if self.evaluable is None or n is None or n < self.evaluable else n - self.evaluable

    def prints(self, question: str) -> bool:
        if question == PATIENTS:
            return self.cohort["n"] is not None or question in self.answers
        return self.evaluable is not None if question == EVALUABLE else question in self.answers

    @property
    def tells(self) -> bool:
        """Whether anything is printed of it."""
        return any(map(self.prints, QUESTIONS))

    @property
    def ids(self) -> tuple[str, ...]:
        """The ids of its figures."""
        return tuple(id_ for one in self.items for id_ in one.ids)

    @property
    def items(self) -> tuple[Item, ...]:
        return tuple(one for question in QUESTIONS for one in self.answers.get(question, ()))


@dataclass(frozen=True)
class DoseLevels:
    """The doses of `drug` from low to high within a unit; `others` counts those of other drugs that match."""

    drug: str
    doses: tuple[Dose, ...]
    others: Counter[str]

    def of(self, kind: str) -> "DoseLevels":
        return replace(self, doses=tuple(one for one in self.doses if one.cohort["match"].kind == kind))

    def cohorts(self) -> list[Cohort]:
        """The cohort of each dose of which something is printed; of every dose where nothing is of any."""
        return [one.cohort for one in self.telling or self.doses]

    @property
    def telling(self) -> tuple[Dose, ...]:
        """The doses of which something is printed."""
        return tuple(one for one in self.doses if one.tells)

    @property
    def questions(self) -> tuple[str, ...]:
        """What is printed of any dose."""
        return tuple(question for question in QUESTIONS if any(one.prints(question) for one in self.doses))

    def __iter__(self) -> Iterator[Item]:
        """Every figure, dose by dose."""
        return (one for dose in self.doses for one in dose.items)

    @property
    def studies(self) -> dict[str, list[Dose]]:
        """The doses of each study."""
        found: dict[str, list[Dose]] = {}
        for dose in self.doses:
            found.setdefault(dose.cohort["study_id"], []).append(dose)
        return found


def dose_levels(version: str, view: View) -> DoseLevels:
    """The doses of the drug that is asked for, else of that with most doses that print something."""
    limiting = _of_cohorts(dose_limiting(version, view).items)
    printed = {question: _printed(version, view, question) for question in _ANSWERS}
    for passing in rounds(version, view):
        levels = [row for row in passing.values() if _is_level(version, row, passing)]
        if levels:
            break
    doses = [Dose(row, _answers(row, printed, limiting, view, version)) for row in levels]
    drugs = Counter(dict.fromkeys((one.cohort["drugs"][0] for one in doses), 0))
    drugs.update(one.cohort["drugs"][0] for one in doses if one.answers)
    asked = [drug for drug in view.chosen("drug") if drug in drugs]
    drug = asked[0] if asked else max(drugs, key=lambda drug: drugs[drug], default="")
    own = sorted((one for one in doses if one.cohort["drugs"][0] == drug), key=_place)
    return DoseLevels(drug, tuple(own), Counter(one.cohort["drugs"][0] for one in doses if one.cohort["drugs"][0] != drug))


def led_by(cohort: Cohort) -> str:
    """The first drug that a cohort was given, by which its doses are; empty where none is named."""
    return next(iter(cohort["drugs"]), "")


def of_drug(found: DoseLevels, rows: list[Item]) -> list[Item]:
    """The rows of the drug whose doses are shown, or of the first that fits exactly where none of those does; all of them
    where there is no such drug."""
    own = [row for row in rows if led_by(row.cohort) == found.drug]
    exact = [row for row in rows if exactly(row.cohort)]
    if exact and not any(exactly(row.cohort) for row in own):
        own = [row for row in rows if led_by(row.cohort) == led_by(exact[0].cohort)]
    return own or rows


def _of_cohorts(items: list[Item]) -> dict[Key, list[Item]]:
    found: dict[Key, list[Item]] = {}
    for one in items:
        if one.facts:
            found.setdefault(key(one.cohort), []).append(one)
    return found


def _is_level(version: str, row: Cohort, passing: Mapping[Key, Cohort]) -> bool:
    """Whether a cohort is a dose, not a part of one, and of patients known at the beginning."""
    own = row["kind"] == LEVEL and row["dose"] is not None and row["basis"] == "baseline" and bool(row["drugs"])
    return own and not any(one["kind"] == LEVEL for one in ancestors(version, row))


def _place(dose: Dose) -> tuple[Any, ...]:
    row = dose.cohort
    return by_match(row), row["dose_unit"], row["dose"], row["year"], row["study_id"], row["place"]


def _printed(version: str, view: View, question: str) -> dict[Key, list[Fact]]:
    """The figures that answer a question, by cohort."""
    asked = ((domain, wanted) for domain, wanted in _ANSWERS[question])
    return by_cohort([fact for domain, wanted in asked for fact in facts(version, view, domain) if wanted(fact)])


def _answers(
    row: Cohort, printed: dict[str, dict[Key, list[Fact]]], limiting: dict[Key, list[Item]], view: View, version: str
) -> dict[str, tuple[Item, ...]]:
    of = partial(event, cohort=row, view=view, version=version)
    found = {question: tuple(map(of, own)) for question, all_ in printed.items() if (own := all_.get(key(row)))}
    limits = [replace(one, cohort=row) for one in limiting.get(key(row), ()) if one.fact["term"] not in NOT_LIMITING]
    return found | ({LIMITING: tuple(limits)} if limits else {})
