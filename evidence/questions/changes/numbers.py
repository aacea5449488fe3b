"""What became of the figures of a view between two data versions."""

from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from evidence.cohorts import cohorts, key
from evidence.cohorts.asked import asked_of_studies
from evidence.migrations import name_today
from evidence.questions.facts import facts
from evidence.questions.studies.numbers import discrepancies, studies
from evidence.row import Cohort, Fact, Row
from evidence.selection import View
from evidence.vocabulary import DOMAIN

#: What a figure says; its place, its readers and remarks may change without it.
SAYS = ("events", "of_n", "population", "value", "low", "high", "interval", "unit", "comparator", "criteria",
        "attribution", "window", "printed", "certain")  # fmt: skip
#: What a cohort lends to its figures: denominators, and whether it answers a selection.
LENT = ("label", "parent", "kind", "basis", "n", "n_evaluable", "mutation", "mutation_n", "mutation_of", "setting",
        "transplant", "prior_flt3", "prior_flt3_n", "prior_flt3_of", "dose", "dose_unit")  # fmt: skip


@dataclass(frozen=True)
class Figure:
    """One figure in one data version: its row, its cohort, the discrepancies that touch it."""

    fact: Fact
    cohort: Cohort
    discrepancies: tuple[Row, ...]


@dataclass(frozen=True)
class Entry:
    """A study or a discrepancy that is not what it was; None: not in that version. `columns` differ, if it is in both."""

    old: Row | None
    new: Row | None
    columns: tuple[str, ...]

    @property
    def row(self) -> Row:
        """Today's, or the last one that there was."""
        found = self.new or self.old
        assert found is not None
        return found


@dataclass(frozen=True)
class Change:
    """A figure of a view that is not what it was. None: not in that version; `left`, `came`: not in the view then, now."""

    fact_id: str
    old: Figure | None
    new: Figure | None
    left: bool
    came: bool


def changes(then: str, now: str, view: View, was: Iterable[str], became: Iterable[str]) -> list[Change]:
    """Changes between versions `then` and `now` of the figures `was` of a view and `became` of the same view today."""
    was, became = list(was), list(became)
    studies = {name.partition("/")[0] for name in (*was, *became)}
    old, new = (figures(asked_of_studies(version, studies), view.other) for version in (then, now))
    today, names = dict.fromkeys(became), {name_today(fact_id): fact_id for fact_id in was}
    order = [*names, *(fact_id for fact_id in today if fact_id not in names)]
    found = [
        Change(name, old.get(names.get(name, name)), new.get(name), name not in today, name not in names) for name in order
    ]
    counted = () if view.choice("denominator") == "printed" else ("n", "n_evaluable")
    return [one for one in found if one.left or one.came or _differs(one.old, one.new, counted)]


def studies_changed(then: str, now: str) -> list[Entry]:
    """Studies that came, went, or are described otherwise."""
    return _entries({row["study_id"]: row for row in studies(then)}, {row["study_id"]: row for row in studies(now)})


def discrepancies_changed(then: str, now: str, touching: Container[str] | None = None) -> list[Entry]:
    """Discrepancies that came, went, or are described otherwise: all, or those that touch some figures."""
    old, new = ({row["discrepancy_id"]: row for row in discrepancies(version)} for version in (then, now))
    found = _entries(old, new)
    return [one for one in found if touching is None or any(name in touching for name in one.row["fact_ids"])]


def _entries(old: Mapping[str, Row], new: Mapping[str, Row]) -> list[Entry]:
    """What differs, in today's order, then what is gone; where a row stands in its file says nothing."""
    found = [Entry(old.get(name), row, _columns(old.get(name), row)) for name, row in new.items()]
    gone = [Entry(row, None, ()) for name, row in old.items() if name not in new]
    return [*(one for one in found if one.old is None or one.columns), *gone]


def _columns(old: Row | None, new: Row) -> tuple[str, ...]:
    return () if old is None else tuple(differing([name for name in new if name in old and name != "place"], old, new))


def every(base: str) -> list[str]:
    """All figures of what is asked, for views that show none by themselves."""
    return list(figures(base))


def differing(names: Iterable[str], old: Row, new: Row) -> list[str]:
    """The columns in which two rows differ."""
    return [name for name in names if old[name] != new[name]]


def _differs(old: Figure | None, new: Figure | None, counted: Iterable[str]) -> bool:
    """Whether a figure, or a number of patients that the view divides by, is another."""
    if old is None or new is None:
        return old is not new
    return bool(differing(SAYS, old.fact, new.fact) or differing(counted, old.cohort, new.cohort))


@lru_cache(maxsize=8)
def figures(version: str, other: tuple[str, ...] = ()) -> dict[str, Figure]:
    """Every figure of a version by its id; `other` names discrepancies that are read the other way."""
    groups = {key(row): row for row in cohorts(version)}
    touching: dict[str, list[Row]] = {}
    for row in discrepancies(version):
        for fact_id in row["fact_ids"]:
            touching.setdefault(fact_id, []).append(row)
    return {
        fact["fact_id"]: Figure(fact, groups[key(fact)], tuple(touching.get(fact["fact_id"], ())))
        for domain in DOMAIN
        for fact in facts(version, View(other=other), domain)
    }
