"""Overview: what the base holds under the present filters, with no patient counted twice."""

from collections import Counter, defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

from evidence.cohorts import (
    Key,
    Match,
    ancestors,
    answering,
    by_match,
    closest,
    cohorts,
    key,
    overlaps,
    telling,
)
from evidence.cohorts.table import study_called
from evidence.questions.coverage import numbers as checks
from evidence.questions.facts import numbers_of, printing
from evidence.questions.studies.numbers import studies
from evidence.reasons import Reason
from evidence.row import Cohort, Row, known
from evidence.selection import View
from evidence.vocabulary import DOMAIN, REGIMEN_CLASS

MIXED = "mixed"
#: Answers kept at hand: each panel of the page asks for the same.
KEPT = 8


@dataclass(frozen=True)
class StudyCount:
    """One study under the filters.

    `groups` are its highest matching cohorts, those that print a number where any does; `within` names studies
    that may hold the same patients and count them already.
    """

    study: Row
    groups: tuple[Cohort, ...]
    within: tuple[Reason | str, ...]
    cohorts: int
    figures: int
    #: How many of them were read in each way.
    readings: Counter[str]
    discrepancies: int
    #: The cohort by which the study matches best.
    cohort: Cohort

    @property
    def patients(self) -> int | None:
        """Patients of the groups; None where no number is printed."""
        return patients(self.groups)


@dataclass(frozen=True)
class Cell:
    """One square of the evidence map; a row with `whole` is what parts of one setting or arm leave of that number.

    `counted_as` tells who was treated with the class, who was a control of it, and whose arm is not told.
    """

    regimen_class: str
    setting: str | None
    cohorts: tuple[Cohort, ...]

    def of(self, *counted: str) -> tuple[Cohort, ...]:
        return tuple(row for row in self.cohorts if counted_as(row) in counted)

    @property
    def treated(self) -> int | None:
        """Patients treated with the regimen class; None where there are none or no number is printed."""
        return patients(self.of("treated"))

    @property
    def control(self) -> int | None:
        return patients(self.of("control"))

    @property
    def together(self) -> int | None:
        """Patients of arms that the source does not tell apart."""
        return patients(self.of("together"))

    @property
    def patients(self) -> int | None:
        """Everybody in the square."""
        return patients(self.cohorts)


@dataclass(frozen=True)
class Overview:
    """`counted` are the cohorts whose patients may be added up.

    `standing` are those of the map: besides them the cohorts that only may share patients, which no source prints;
    to leave them out would draw a gap where there is evidence.
    """

    studies: list[StudyCount]
    counted: list[Cohort]
    standing: list[Cohort]

    def of(self, kind: str) -> "Overview":
        """What matches in one way alone."""

        def own(row: Cohort) -> bool:
            match: Match = row["match"]
            return match.kind == kind

        rows = [row for row in self.studies if own(row.cohort)]
        return Overview(rows, list(filter(own, self.counted)), list(filter(own, self.standing)))

    @property
    def may_share(self) -> bool:
        """Whether the map holds cohorts that the total leaves out."""
        return len(self.standing) > len(self.counted)


def counted_as(row: Cohort) -> str:
    """'treated', 'control' or 'together' (arms that are not told apart)."""
    return {"control": "control", "mixed": "together"}.get(row["role"], "treated")


def patients(groups: tuple[Cohort, ...] | list[Cohort]) -> int | None:
    """The sum of the printed numbers of cohorts that share no patient; None where none is printed."""
    printed = [row["n"] for row in groups if row["n"] is not None]
    return sum(printed) if printed else None


@lru_cache(maxsize=KEPT)
def overview(version: str, view: View) -> Overview:
    """Studies and figures that pass the filters, and the cohorts by which their patients are counted."""
    view = view.with_choice("rows", "highest")
    passing = telling(version, view, printing(version, view, tuple(DOMAIN)))
    found = [row for row in numbers_of(version, view, DOMAIN) if key(row) in passing]
    present = {row["study_id"] for row in found}
    numbered = _numbered([row for row in passing.values() if row["study_id"] in present])
    groups = answering(version, view, numbered, passing, overlapping=True).cohorts
    counted, within = _apart(version, groups, likely=True)
    standing, _ = _apart(version, groups, likely=False)
    closest_of = closest(passing.values())
    return Overview(_study_counts(version, view, found, groups, within, closest_of), counted, standing)


def cells(version: str, view: View, standing: list[Cohort]) -> list[Cell]:
    """The cohorts of the map by regimen class and setting; a square without a cohort is left out.

    A cohort of several arms, or of mixed or unknown setting, gives way to its arms and its parts of one setting that
    print a number; what they leave of it stays where it was, so that the squares add up to the same patients.
    """
    groups: dict[tuple[str, str | None], list[Cohort]] = {}
    several = _of_several(version)
    rows = _parted(version, view, standing, lambda row: row["role"] != "mixed" and key(row) not in several)
    for row in _parted(version, view, rows, lambda row: row["setting"] not in (None, MIXED)):
        groups.setdefault((_class(row), row["setting"]), []).append(row)
    return [Cell(*place, tuple(rows)) for place, rows in groups.items()]


def _class(row: Cohort) -> str:
    """The regimen class of a cohort's square: a control stands where what it is compared with stands."""
    return row["study_class"] if row["role"] == "control" else row["regimen_class"]


@lru_cache(maxsize=KEPT)
def _of_several(version: str) -> frozenset[Key]:
    """The cohorts of which a part that prints its number was given another regimen class."""
    parts = [row for row in cohorts(version) if row["n"] is not None and row["basis"] == "baseline"]
    return frozenset(key(above) for row in parts for above in ancestors(version, row) if _class(above) != _class(row))


def _parted(version: str, view: View, standing: list[Cohort], is_one: Callable[[Cohort], bool]) -> list[Cohort]:
    """The rows, each that is not one arm or setting in place of it by its highest parts that are, and what they leave."""
    settled = {key(row) for row in cohorts(version) if is_one(row) and row["n"] is not None}
    passing = telling(version, view, printing(version, view, tuple(DOMAIN)))
    parts = answering(version, view.with_choice("rows", "highest"), settled, passing, overlapping=True).cohorts
    above = [{key(one) for one in ancestors(version, part)} for part in parts]
    found = []
    for row in standing:
        own = [] if "whole" in row else [part for part, line in zip(parts, above, strict=True) if key(row) in line]
        rest = (row["n"] or 0) - sum(known(part["n"]) for part in own)
        if not own or rest < 0:
            found.append(row)
        else:
            found += own
            found += [row | {"n": rest, "whole": row["n"]}] if rest else []
    return found


@lru_cache(maxsize=8)
def regimen_classes(version: str) -> tuple[str, ...]:
    """The regimen classes of the base whatever the filters, so that a row of the map can be empty on purpose."""
    occurring = {row["study_class"] for row in cohorts(version)}
    occurring |= {_class(row) for row in cohorts(version) if row["n"] is not None and row["basis"] == "baseline"}
    return tuple(code for code in REGIMEN_CLASS if code in occurring)


def _numbered(rows: list[Cohort]) -> set[Key]:
    """Of each study the cohorts that may stand on an axis and print a number of patients; all of them where none does."""
    by_study: dict[str, list[Cohort]] = {}
    for row in rows:
        if row["basis"] == "baseline" and row["kind"] != "patient":
            by_study.setdefault(row["study_id"], []).append(row)
    kept: set[Key] = set()
    for group in by_study.values():
        kept |= {key(row) for row in group if row["n"] is not None} or {key(row) for row in group}
    return kept


def _apart(version: str, groups: list[Cohort], *, likely: bool) -> tuple[list[Cohort], dict[Key, Reason | str]]:
    """The cohorts that share no patient, the best match and the largest kept first; what counts those left out."""
    overlap = overlaps(version, likely)
    kept: dict[Key, Cohort] = {}
    within: dict[Key, Reason | str] = {}
    for row in sorted(groups, key=lambda row: (-by_match(row), row["n"] or 0), reverse=True):
        other = next((one for place, one in kept.items() if place in overlap[key(row)]), None)
        if other:
            within[key(row)] = study_called(other)
        else:
            kept[key(row)] = row
    return [row for row in groups if key(row) in kept], within


def _study_counts(
    version: str,
    view: View,
    found: list[Row],
    groups: list[Cohort],
    within: dict[Key, Reason | str],
    closest_of: dict[str, Cohort],
) -> list[StudyCount]:
    whole = {key(row) for row in cohorts(version) if row["kind"] != "patient"}
    figures: Counter[str] = Counter()
    readings: dict[str, Counter[str]] = defaultdict(Counter)
    for row in found:
        figures[row["study_id"]] += row["figures"]
        readings[row["study_id"]][row["reading"]] += row["figures"]
    printing = Counter(study for study, _ in set(map(key, found)) & whole)
    disputed = Counter(row["study_id"] for row in checks.register(version, view))
    counts = []
    for study in studies(version):
        id_ = study["study_id"]
        if id_ in figures:
            own = tuple(row for row in groups if row["study_id"] == id_)
            others = tuple(dict.fromkeys(within[key(row)] for row in own if key(row) in within))
            counts.append(StudyCount(study, own, others, printing[id_], figures[id_], readings[id_], disputed[id_],
                                     closest_of[id_]))  # fmt: skip
    return sorted(counts, key=lambda row: by_match(row.cohort))
