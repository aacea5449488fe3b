"""How many cohorts, studies or patients match: every number beside a filter, and the one below them, comes from here."""

from collections import Counter
from collections.abc import Callable, Container, Iterable
from collections.abc import Set as AbstractSet

from evidence.cohorts.answering import shown
from evidence.cohorts.matching import ON_COHORTS, beside_an_arm, best_matches, closest, fitting, patients, possible, telling
from evidence.cohorts.table import BESIDE, Key, Match, fits
from evidence.row import Cohort
from evidence.selection import View

#: What a page counts of a view, given the cohorts that print something on its question: rows, one a thing counted.
Counted = Callable[[str, View, AbstractSet[Key]], list[Cohort]]


def cohorts_shown(version: str, view: View, printing: Container[Key]) -> list[Cohort]:
    """The cohorts that answer one question."""
    return shown(version, view, printing)


def studies_told(version: str, view: View, printing: Container[Key]) -> list[Cohort]:
    """Of each study that prints something on a topic the cohort that matches best."""
    return list(closest(telling(version, view, printing).values()).values())


def patients_told(version: str, view: View, printing: Container[Key]) -> list[Cohort]:
    """The single patients that print something on a topic."""
    return [row for row in patients(version, view) if (row["study_id"], row["cohort_id"]) in printing]


def by_kind(rows: Iterable[Cohort]) -> Counter[str]:
    """How many match in each way; controls that fit all else and stand beside the arm with the drug are counted apart."""
    return Counter(map(way, rows))


def way(row: Cohort) -> str:
    """How a cohort matches, in one word."""
    match = row["match"]
    return BESIDE if match.beside and match.kind == Match.EXACT else match.kind


def facet(
    version: str, view: View, name: str, codes: Iterable[str], printing: AbstractSet[Key], counted: Counted = cohorts_shown
) -> dict[str, int]:
    """How many would fit, exactly or among others, with each value of a filter alone in place of those chosen."""
    some = possible(version, view, name, printing) if name in ON_COHORTS else set(codes)
    return {
        code: how_many(version, view.with_filter(name, (code,)), printing, counted) if code in some else 0 for code in codes
    }


def how_many(version: str, view: View, printing: AbstractSet[Key], counted: Counted) -> int:
    """How many of what is counted fit, exactly or among others."""
    if counted is studies_told:
        return _studies(version, view, printing)
    return sum(map(fits, counted(version, view, printing)))


def _studies(version: str, view: View, printing: Container[Key]) -> int:
    """Studies with a cohort that fits and prints something; it is looked how cohorts match only where a study may answer
    with a control alone, which does not fit.
    """
    passing = fitting(version, view)
    studies = {place[0] for place in passing if place in printing}
    unsure = studies & beside_an_arm(version, view)
    rows = {place: passing[place] for place in passing if place[0] in unsure}
    return len(studies - unsure) + sum(map(fits, closest(best_matches(rows, printing).values()).values()))
