"""Pooling of the rates on the response page: only when asked for, only behind the gate, always by both methods."""

from dataclasses import dataclass
from functools import lru_cache

from evidence.answers import Rated
from evidence.cohorts import key, overlaps
from evidence.pooling import POOLING_METHODS, Candidate, NoEstimate, PooledRate, Refusal, cautions, pool, refusals
from evidence.questions.response.numbers import UNNAMED
from evidence.reasons import Name, Reason
from evidence.row import Cohort
from evidence.selection import View
from evidence.vocabulary import DESIGN, DISEASE, RESPONSE, SETTING, Code

#: Designs of a prospective trial, and what they are called together.
TRIALS, TRIAL = ("dose escalation", "single arm", "randomised"), Code("prospective trial", "prospective trial")


@dataclass(frozen=True)
class Definition:
    """What is counted, as an English message, and where they are printed when and by which criteria."""

    counted: str
    window: str
    criteria: str


@dataclass(frozen=True)
class Setting:
    """A group of patients; a mixed one is that of its study alone."""

    disease: Code
    setting: Code
    study: str


@dataclass(frozen=True)
class Attempt:
    """One method's pooled rate, or why it has none that may be printed."""

    method: str
    rate: PooledRate | None
    why: tuple[Reason, ...] = ()


@dataclass(frozen=True)
class Pooling:
    """`rows` went in, `left_out` print no count, `untreated` are controls or arms that are not told apart, `unchecked` are
    of drafts.

    With `refused` nothing was computed.
    """

    rows: list[Rated]
    left_out: list[Rated]
    untreated: list[Rated]
    unchecked: list[Rated]
    refused: list[Refusal]
    cautions: list[Reason]
    attempts: tuple[Attempt, ...]


def pooling(rates: list[Rated], view: View, version: str) -> Pooling | None:
    """What both methods give for these rows, or why they must not be pooled; None where nobody asked."""
    if view.choice("pool") == "off":
        return None
    unchecked = [row for row in rates if row.cohort["unchecked"]]
    rates = [row for row in rates if row not in unchecked]
    untreated = [row for row in rates if row.cohort["role"] in ("control", "mixed")]
    treated = [row for row in rates if row not in untreated]
    rows = [row for row in treated if row.rate.events is not None and row.rate.of]
    left_out = [row for row in treated if row not in rows]
    candidates = _candidates(rows, version)
    refused = refusals(candidates)
    counts = [row.rate.events for row in rows], [row.rate.of for row in rows]
    attempts = () if refused else attempted(*map(tuple, counts))
    return Pooling(rows, left_out, untreated, unchecked, refused, [] if refused else cautions(candidates), attempts)


@lru_cache(maxsize=256)
def attempted(events: tuple[int, ...], of: tuple[int, ...]) -> tuple[Attempt, ...]:
    """Each method's result. Where no patient or every patient has the event no method has a rate to print."""
    return tuple(_attempt(method, events, of) for method in POOLING_METHODS)


def _attempt(method: str, events: tuple[int, ...], of: tuple[int, ...]) -> Attempt:
    try:
        rate = pool(events, of, method)
    except NoEstimate as why:
        return Attempt(method, None, (why.why,))
    return Attempt(method, None, rate.notes) if sum(events) in (0, sum(of)) else Attempt(method, rate)


def _candidates(rows: list[Rated], version: str) -> list[Candidate]:
    criteria = {criterion for row in rows if _names_itself(row) and (criterion := _criteria(row))}
    shown = {key(row.cohort) for row in rows}
    regimens = {tuple(sorted(row.cohort["drugs"])): row.cohort["regimen"] for row in rows}
    return [
        Candidate(
            study=row.cohort["study_label"],
            cohort="" if row.cohort["kind"] == "all" else row.cohort["label"],
            definition=_definition(row, len(criteria) > 1),
            setting=_setting(row.cohort),
            regimen=Name(regimens[tuple(sorted(row.cohort["drugs"]))]),
            design=_design(row.cohort),
            criteria=_criteria(row),
            overlaps=bool(overlaps(version, likely=True).get(key(row.cohort), frozenset()) & (shown - {key(row.cohort)})),
        )
        for row in rows
    ]


def _definition(row: Rated, contested: bool) -> Definition | None:
    """What the row counts, when, and by which criteria; None where its source does not say what is counted.

    Criteria of a category that names itself (CR, CR + CRi) tell rows apart only where two different ones are printed.
    """
    facts, criteria = row.rate.facts, _criteria(row)
    window = facts[0]["window"]
    named = _names_itself(row)
    if not named and not criteria and not (window and "MRD" in facts[0]["term"]):
        return None
    counted = RESPONSE[facts[0]["term"]].english if len(facts) == 1 else " + ".join(fact["term"] for fact in facts)
    return Definition(counted, window or "", criteria if contested or not named else "")


def _names_itself(row: Rated) -> bool:
    return row.rate.facts[0]["term"] not in UNNAMED


def _criteria(row: Rated) -> str:
    return "; ".join(dict.fromkeys(fact["criteria"] for fact in row.rate.facts if fact["criteria"]))


def _design(cohort: Cohort) -> Code | None:
    """Trials are one kind of study, whatever their arms; what looks back, or picks cases, is another."""
    design = cohort["design"]
    return TRIAL if design in TRIALS else None if design == "not stated" else DESIGN[design]


def _setting(cohort: Cohort) -> Setting | None:
    """Disease and setting, narrower settings under their broad one; a mixed cohort is a group of its own."""
    if cohort["setting"] is None:
        return None
    code = SETTING[cohort["setting"]]
    study = cohort["study_label"] if code.code == "mixed" else ""
    return Setting(DISEASE[cohort["disease"]], SETTING[code.broader or code.code], study)
