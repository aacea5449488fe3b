"""Which part of a data version a view is asked of: all of it, or of a large one the strongest studies that can answer."""

from collections.abc import Iterable
from functools import lru_cache

from evidence.cohorts.matching import NEVER_MISSED, ON_COHORTS, held, narrow, values
from evidence.cohorts.table import DESIGNS, LEVELS
from evidence.database import ask
from evidence.excerpt import Excerpt
from evidence.selection import FILTERS, View
from evidence.vocabulary import LEVEL, narrower

#: A version that holds no more figures is asked whole: every page can hold them all.
WHOLE = 20_000
#: Of a larger one so many studies are asked.
STUDIES = 60
_ON_FIGURES = tuple(one.name for one in FILTERS if one.of_figures)

#: Of each study how many filters its best cohort misses, where that is none or one; of as many those that print a figure
#: which passes come first, then the strongest.
_STUDIES = """
with given as (select distinct study_id from cohort where list_has_any(drugs, $drug)),
matched as (
    select s.study_id, min({missed}) as missed, max(c.n) as patients
    from cohort c join study s using (study_id) left join given g using (study_id)
    group by s.study_id
    having missed <= $most
)
select study_id, missed, count(*) filter (missed = 0) over () as fitting
from matched join study s using (study_id)
order by missed, {silent}list_position($designs, s.design::varchar), list_position($levels, s.level::varchar),
    patients desc nulls last, study_id
limit $studies
"""
#: How a filter is met; those on columns by the values that match one that is asked for.
_MET = {
    "drug": "(list_has_any(c.drugs, $drug) or (c.role = 'control' and g.study_id is not null))",
    "study": "list_contains($study, c.study_id)",
}
_BY_COLUMN = "(c.{name} is not null and list_contains(${name}, c.{name}::varchar))"
_OF_STUDY = "(list_contains(${name}, s.{name}::varchar))"
_SILENT = """study_id not in (
    select f.study_id from fact f join source r using (study_id, source_id)
    where (len($level) = 0 or list_contains($level, r.level::varchar))
        and (len($readers) = 0 or list_contains($readers, f.reading::varchar))), """


def asked(version: str, view: View) -> str:
    """The version itself, or an excerpt of it: the studies that fit the filters, the strongest first, then the nearest."""
    if _figures(version) <= WHOLE:
        return version
    return _excerpt(version, view.only((*ON_COHORTS, *_ON_FIGURES), ("match",)))


@lru_cache(maxsize=8)
def _figures(version: str) -> int:
    return int(ask(version, "select facts from build")[0]["facts"])


@lru_cache(maxsize=256)
def _excerpt(version: str, view: View) -> Excerpt:
    chosen = {name: found for name in ON_COHORTS if (found := view.chosen(name))}
    missed = [f"if({_met(name)}, 0, {2 if name in NEVER_MISSED else 1})" for name in chosen]
    of_figures = any(view.chosen(name) for name in _ON_FIGURES)
    sql = _STUDIES.format(missed=" + ".join(missed) or "0", silent=_SILENT if of_figures else "")
    given = {"drug": [], **{name: _own(name, found, narrow(view)) for name, found in chosen.items()}}
    if of_figures:
        given |= {"level": _levels(view.chosen("level")), "readers": list(view.chosen("readers"))}
    found = ask(version, sql, most=0 if narrow(view) else 1, studies=STUDIES, designs=DESIGNS, levels=LEVELS, **given)
    return Excerpt(version, [row["study_id"] for row in found], found[0]["fitting"] if found else 0)


def _met(name: str) -> str:
    of_study = name in ("disease", "phase")
    return _MET.get(name) or (_OF_STUDY if of_study else _BY_COLUMN).format(name=name)


def _own(name: str, wanted: Iterable[str], exactly: bool) -> list[str]:
    """The values of cohorts that meet one of those asked for: they are it, or hold such patients among others."""
    if name in _MET:
        return list(wanted)
    rows = ({name: code} for code in ON_COHORTS[name])
    found = ((row[name], values(row, name) | (frozenset() if exactly else held(row, name))) for row in rows)
    return [own for own, codes in found if not codes.isdisjoint(wanted)]


def _levels(chosen: Iterable[str]) -> list[str]:
    """The chosen levels of a source and those below them."""
    return list(frozenset().union(*(narrower(LEVEL, code) for code in chosen)))
