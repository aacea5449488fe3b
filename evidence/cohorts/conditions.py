"""The filters of a view as conditions of SQL, values bound: what of a large version fits is found without reading it all."""

from collections.abc import Iterable

from evidence.cohorts.matching import ON_COHORTS, held, narrow, values
from evidence.cohorts.table import EXACT
from evidence.row import Row
from evidence.selection import View

#: The cohorts `c` with their studies `s`; `g` are the studies in which a drug that is asked for was given to some.
COHORTS = """cohort c join study s using (study_id)
    left join (select distinct study_id from cohort where list_has_any(drugs, $drug)) g using (study_id)"""
#: A control without the drug stands beside the arm that was given it.
_MET = {
    "drug": "(list_has_any(c.drugs, $drug) or (c.role = 'control' and g.study_id is not null))",
    "study": "list_contains($study, c.study_id)",
}
#: Filters whose closed set is a column of cohorts or of their studies.
ON_COLUMNS = tuple(name for name in ON_COHORTS if name not in _MET)


def column(name: str) -> str:
    """The own value of a filter in ON_COLUMNS, a column of `c` or of `s`; one of both is refused by the question."""
    return f"{name}::varchar"


def met(name: str) -> str:
    """Whether a cohort meets the filter, exactly or holding such patients among others; true or false, never null."""
    return _MET.get(name) or f"coalesce(list_contains(${name}, {column(name)}), false)"


def exact(name: str) -> str:
    """Whether a cohort that meets the filter fits it exactly, or stands beside an arm that does."""
    return f"list_contains($exact_{name}, {column(name)})" if name in ON_COLUMNS else "true"


def chosen(view: View) -> dict[str, list[str]]:
    """The filters on cohorts that are set, each with the own values of cohorts that meet it."""
    return {name: _own(name, found, view) for name in ON_COHORTS if (found := view.chosen(name))}


def bound(view: View) -> dict[str, list[str]]:
    """The values that `met` and COHORTS ask for."""
    return {"drug": [], **chosen(view)}


def bound_exactly(view: View) -> dict[str, list[str]]:
    """The values that `exact` asks for."""
    narrowest = view.with_choice("match", EXACT.kind)
    return {f"exact_{name}": own for name, own in chosen(narrowest).items() if name in ON_COLUMNS}


def _own(name: str, wanted: Iterable[str], view: View) -> list[str]:
    if name in _MET:
        return list(wanted)
    return [own for own in ON_COHORTS[name] if not finds(name, own, view).isdisjoint(wanted)]


def finds(name: str, own: str, view: View) -> frozenset[str]:
    """The values of a filter by which cohorts with this value of their own are found."""
    row: Row = {name: own}
    return values(row, name) if narrow(view) else values(row, name) | held(row, name)
