"""Which part of a data version a view is asked of: all of it, or of a large one the strongest studies that can answer."""

from functools import lru_cache

from evidence.cohorts import conditions
from evidence.cohorts.matching import NEVER_MISSED, ON_COHORTS, narrow
from evidence.cohorts.table import DESIGNS, LEVELS
from evidence.database import ask
from evidence.excerpt import Excerpt
from evidence.selection import ON_FIGURES, View
from evidence.vocabulary import LEVEL, narrower

#: A version that holds no more figures is asked whole: every page can hold them all.
WHOLE = 20_000
#: Of a larger one so many studies are asked.
STUDIES = 40

#: What a missed filter counts; one that holds among others counts one.
_MISSED = 100
#: Of each study how far its best cohort is from the filters, where it misses none or one; of as far ones those that print a
#: figure which passes come first, then the strongest.
_STUDIES = """
with matched as materialized (
    select s.study_id, min({far}) as far, max(c.n) as patients
    from {cohorts} group by s.study_id having far < $most
)
select study_id, (select count(*) from matched where far < $missed) as fitting,
    (select count(*) from matched where far >= $missed) as near
from matched join study s using (study_id)
order by far, {silent}list_position($designs, s.design::varchar), list_position($levels, s.level::varchar),
    patients desc nulls last, study_id
limit $studies
"""
_SILENT = """study_id not in (
    select f.study_id from fact f join source r using (study_id, source_id)
    where (len($level) = 0 or list_contains($level, r.level::varchar))
        and (len($readers) = 0 or list_contains($readers, f.reading::varchar))), """

#: Studies by how many of the words stand in what is written about them, the strongest first.
_BY_WORDS = """
with told as (
    select study_id, string_agg(concat_ws(' ', citation, doi, pmid, registry), ' ') as cited from source group by study_id
)
select study_id from study s left join told using (study_id)
order by list_sum([contains(lower(concat_ws(' ', study_id, label, title, regimen, centres, cited)), word)::int
        for word in $words]) desc,
    list_position($designs, design::varchar), list_position($levels, level::varchar), study_id
limit $studies
"""


def asked(version: str, view: View) -> str:
    """The version itself, or an excerpt of it: the studies that fit the filters, the strongest first, then the nearest.

    Those of arms that are picked by name are among them.
    """
    if _figures(version) <= WHOLE:
        return version
    picked = tuple(dict.fromkeys(arm.partition("/")[0] for arm in view.arms))
    return _excerpt(version, view.only((*ON_COHORTS, *ON_FIGURES), ("match",)), picked)


def asked_of_study(version: str, study: str) -> str:
    """The same for a question on one study."""
    return version if _figures(version) <= WHOLE else Excerpt(version, (study,), 1)


def asked_by_words(version: str, words: tuple[str, ...]) -> str:
    """The same for a search: the studies in whose titles, names, authors and numbers most of the words stand."""
    return version if _figures(version) <= WHOLE or not words else _by_words(version, words)


@lru_cache(maxsize=256)
def _by_words(version: str, words: tuple[str, ...]) -> Excerpt:
    found = ask(version, _BY_WORDS, words=list(words), studies=STUDIES, designs=DESIGNS, levels=LEVELS)
    return Excerpt(version, [row["study_id"] for row in found], len(found))


@lru_cache(maxsize=8)
def _figures(version: str) -> int:
    return int(ask(version, "select facts from build")[0]["facts"])


@lru_cache(maxsize=256)
def _excerpt(version: str, view: View, picked: tuple[str, ...]) -> Excerpt:
    far = (
        f"if({conditions.met(name)}, if({conditions.exact(name)}, 0, 1), {_MISSED * (2 if name in NEVER_MISSED else 1)})"
        for name in conditions.chosen(view)
    )
    given = conditions.bound(view) | conditions.bound_exactly(view)
    if is_on_figures := any(map(view.chosen, ON_FIGURES)):
        given |= {"level": list(narrower(LEVEL, *view.chosen("level"))), "readers": list(view.chosen("readers"))}
    sql = _STUDIES.format(far=" + ".join(far) or "0", cohorts=conditions.COHORTS, silent=_SILENT if is_on_figures else "")
    found = ask(
        version,
        sql,
        most=_MISSED * (1 if narrow(view) else 2),
        missed=_MISSED,
        studies=STUDIES,
        designs=DESIGNS,
        levels=LEVELS,
        **given,
    )
    studies = dict.fromkeys((*(row["study_id"] for row in found), *picked))
    fitting, near = (found[0]["fitting"], found[0]["near"]) if found else (0, 0)
    return Excerpt(version, list(studies), fitting, near)
