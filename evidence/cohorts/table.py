"""Every cohort of a data version, and what each is a part of."""

from dataclasses import dataclass
from functools import lru_cache
from typing import ClassVar, cast

from evidence.database import ask
from evidence.reasons import Reason, because, mark
from evidence.row import Cohort, Row

#: A cohort split off by this word holds the evaluable part of its parent; its n counts evaluable patients only.
EVALUABILITY = "evaluability"

#: Names of those who entered a cohort, treated or not.
ENTERED = ("enrolled", "randomised")

Key = tuple[str, str]
#: Designs by what they can tell of a treatment and sources by how near they are to the study, the strongest first.
DESIGNS = ("randomised", "single arm", "dose escalation", "cohort", "case series", "not stated")
LEVELS = ("full text", "registry record", "abstract", "secondary", "news report")


@dataclass(frozen=True)
class Match:
    """How a cohort matches a view; rows of cohorts carry it as `match`.

    `differs` names each filter that it does not fit exactly and its own values (none: not reported); of a nearest
    cohort `missed` is the one filter that it does not fit at all. A control that did not get the drug asked for stands
    `beside` the arm that did: it is a row of the answer, and counts nowhere as treated.
    """

    EXACT: ClassVar = "exact"
    AMONG: ClassVar = "among others"
    NEAREST: ClassVar = "nearest"

    kind: str = EXACT
    differs: tuple[tuple[str, tuple[str, ...]], ...] = ()
    missed: str = ""
    beside: bool = False


#: How controls are counted that stand beside an arm with the drug asked for.
BESIDE = "comparator"
#: In the order in which rows stand.
KINDS = (Match.EXACT, Match.AMONG, Match.NEAREST)
_ORDER = {kind: place for place, kind in enumerate(KINDS)}
EXACT = Match()

_COHORTS = """
select c.*, s.label as study_label, s.regimen_class as study_class, s.phase, s.design, s.disease, s.year, s.level,
    s.unchecked
from cohort c join study s using (study_id)
order by s.year, s.study_id, c.place
"""


#: The name of a study of a draft, wherever it stands.
NOT_CHECKED = mark("{study} (not checked)")


def study_called(row: Row) -> Reason | str:
    """The name of the study of a cohort or a discrepancy, or of a study's own row; of a draft with a mark."""
    name: str = row["study_label"] if "study_label" in row else row["label"]
    return because(NOT_CHECKED, study=name) if row["unchecked"] else name


@lru_cache(maxsize=8)
def unchecked(version: str) -> frozenset[str]:
    """The studies that nobody has checked: of a version with drafts those of the drafts."""
    return frozenset(row["study_id"] for row in ask(version, "select study_id from study where unchecked"))


def key(row: Row) -> Key:
    return row["study_id"], row["cohort_id"]


@lru_cache(maxsize=8)
def cohorts(version: str) -> tuple[Cohort, ...]:
    """Every cohort of a version with what its study says of it, in order of year, study and file.

    `some_drugs` are those of its drugs that not every patient got, as far as its parts tell.
    """
    rows = cast(list[Cohort], ask(version, _COHORTS))
    some = _some_drugs(rows)
    return tuple(row | {"match": EXACT, "some_drugs": some[key(row)]} for row in rows)


def _some_drugs(rows: list[Cohort]) -> dict[Key, frozenset[str]]:
    """Drugs that parts of one split got and others did not; all those of arms whose parts do not tell them apart."""
    splits: dict[tuple[str, str | None, str | None], list[frozenset[str]]] = {}
    for row in rows:
        splits.setdefault((row["study_id"], row["parent"], row["split"]), []).append(frozenset(row["drugs"]))
    found: dict[Key, frozenset[str]] = {key(row): frozenset() for row in rows}
    for (study, parent, _), drugs in splits.items():
        if parent:
            found[study, parent] |= frozenset().union(*drugs) - frozenset.intersection(*drugs)
    for row in reversed(rows):
        if row["parent"]:
            found[row["study_id"], row["parent"]] |= found[key(row)]
    for row in rows:
        if row["role"] == "mixed" and not found[key(row)]:
            found[key(row)] = frozenset(row["drugs"])
    return {key(row): found[key(row)] & frozenset(row["drugs"]) for row in rows}


@lru_cache(maxsize=8)
def parts(version: str) -> dict[tuple[str, str | None], dict[str | None, list[Cohort]]]:
    """The cohorts directly below a cohort of a study (None: those below none), by what it is split by, in file order."""
    found: dict[tuple[str, str | None], dict[str | None, list[Cohort]]] = {}
    for row in cohorts(version):
        found.setdefault((row["study_id"], row["parent"]), {}).setdefault(row["split"], []).append(row)
    return found


@lru_cache(maxsize=8)
def arms(version: str) -> dict[Key, Key]:
    """For each cohort the arm that it is or is a part of: the nearest line that gives a role, else the topmost."""
    found: dict[Key, Key] = {}
    for row in cohorts(version):
        parent = row["parent"]
        found[key(row)] = found[row["study_id"], parent] if parent and "role" in row["inherited"] else key(row)
    return found


@lru_cache(maxsize=8)
def compared(version: str) -> dict[Key, tuple[Cohort, ...]]:
    """For each control cohort the arms that its own arm is the control of: those split off beside it."""
    rows, own = by_key(version), arms(version)
    tried: dict[tuple[object, ...], list[Cohort]] = {}
    for row in rows.values():
        if row["role"] == "experimental" and own[key(row)] == key(row):
            tried.setdefault((row["study_id"], row["parent"], row["split"]), []).append(row)
    found = {}
    for place, row in rows.items():
        if row["role"] == "control":
            arm = rows[own[place]]
            found[place] = tuple(tried.get((arm["study_id"], arm["parent"], arm["split"]), ()))
    return found


def exactly(row: Cohort) -> bool:
    """Whether a cohort fits every filter exactly."""
    match: Match = row["match"]
    return match.kind == Match.EXACT


def fits(row: Cohort) -> bool:
    """Whether a cohort fits every filter, exactly or among others; the nearest do not, nor does a control beside its arm."""
    return row["match"].kind != Match.NEAREST and not row["match"].beside


def by_match(row: Cohort) -> int:
    """Sorts exact cohorts before those that hold such patients among others, and these before the nearest."""
    return _ORDER[row["match"].kind]


def by_strength(row: Cohort, level: str) -> tuple[bool, int, int, int]:
    """Sorts by what a figure tells of a treatment: design, then `level` of the source it is read in, then patients; what
    nobody has checked comes last.

    The one rule of order by strength of evidence: whatever stands first on a page stands first on every other.
    """
    return bool(row["unchecked"]), DESIGNS.index(row["design"]), LEVELS.index(level), -(row["n"] or 0)


def closeness(row: Cohort) -> tuple[int, int, bool]:
    """Smaller is closer: how a cohort matches, by how many filters it differs, whether it only stands beside its arm."""
    return by_match(row), len(row["match"].differs), row["match"].beside


@lru_cache(maxsize=8)
def by_key(version: str) -> dict[Key, Cohort]:
    return {key(row): row for row in cohorts(version)}


def ancestors(version: str, cohort: Cohort) -> list[Cohort]:
    """The cohorts that a cohort is a part of, nearest first."""
    rows = by_key(version)
    found = []
    while cohort["parent"]:
        cohort = rows[cohort["study_id"], cohort["parent"]]
        found.append(cohort)
    return found


def disjoint(version: str, one: Cohort, other: Cohort) -> bool:
    """Whether two cohorts share no patient by what their records say: parts of one split, or of two studies."""
    if one["study_id"] != other["study_id"]:
        return True
    first, second = ([row, *ancestors(version, row)][::-1] for row in (one, other))
    for mine, theirs in zip(first, second, strict=False):
        if key(mine) != key(theirs):
            return mine["split"] == theirs["split"]
    return False


@lru_cache(maxsize=8)
def entered(version: str) -> dict[Key, tuple[int, str]]:
    """How many entered a cohort and what they are called, where a figure beside its n prints it."""
    printed = ask(
        version,
        "select study_id, cohort_id, events, term from fact where domain = 'baseline' and events is not null"
        " and list_contains($terms, term) order by place",
        terms=list(ENTERED),
    )
    return {key(row): (row["events"], row["term"]) for row in reversed(printed)}
