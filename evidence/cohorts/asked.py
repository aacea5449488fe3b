"""Which part of a data version a view is asked of: all of it, or of a large one the strongest studies that can answer."""

from collections.abc import Collection
from functools import lru_cache

from evidence.cohorts import conditions
from evidence.cohorts.matching import NEVER_MISSED, ON_COHORTS, narrow
from evidence.cohorts.table import DESIGNS, LEVELS
from evidence.database import ask
from evidence.excerpt import Excerpt
from evidence.reasons import mark
from evidence.selection import ON_FIGURES, View
from evidence.vocabulary import LEVEL, narrower

#: A version that holds no more figures is asked whole: every page can hold them all.
WHOLE = 20_000
#: Of a larger one so many studies are asked.
STUDIES = 40

#: What is said of studies that were left out.
FITTING = mark(
    "Of {fitting} studies that fit the filters the {shown} with the strongest evidence are shown, those with figures on what"
    " is asked first, then by design, source and number of patients; one filter more brings others into sight."
)
NEAR = mark(
    "{fitting} studies fit the filters; of {near} that miss one of them the {beside} with the strongest evidence are"
    " looked at, those with figures on what is asked first, then by design, source and number of patients."
)
OF_REGIMENS = mark(
    "Of {fitting} studies of these regimens the {shown} that come closest to the filters are looked at; of those that come"
    " as close the ones with the strongest evidence."
)
#: The same of a version with drafts, whose checked studies are all asked.
FITTING_BESIDE = mark(
    "All checked studies are looked at; of {fitting} records not checked that fit the filters the {shown} with the strongest"
    " evidence are shown, those with figures on what is asked first, then by design, source and number of patients; one"
    " filter more brings others into sight."
)
NEAR_BESIDE = mark(
    "All checked studies are looked at; {fitting} records not checked fit the filters; of {near} that miss one of them the"
    " {beside} with the strongest evidence are looked at, those with figures on what is asked first, then by design, source"
    " and number of patients."
)
OF_REGIMENS_BESIDE = mark(
    "All checked studies are looked at, and of {fitting} records not checked of these regimens the {shown} that come closest"
    " to the filters; of those that come as close the ones with the strongest evidence."
)
WITH_WORDS = mark(
    "The words stand in {fitting} studies; the {shown} with the strongest evidence are searched. One word more brings"
    " others into sight."
)

#: What a missed filter counts; one that holds among others counts one.
_MISSED = 100
#: Of each study how far its best cohort is from the filters, where it misses none or one; of those that miss as many the
#: ones come first that print a figure on what is asked which passes, then those that fit exactly, then the strongest.
_STUDIES = """
with matched as materialized (
    select s.study_id, min({far}) as far, max(c.n) as patients
    from {cohorts} where s.unchecked or not $beside group by s.study_id having far < $most
)
select study_id, (select count(*) from matched where far < $missed) as fitting,
    (select count(*) from matched where far >= $missed) as near
from matched join study s using (study_id)
order by far // $missed, {silent}, far, s.unchecked, list_position($designs, s.design::varchar),
    list_position($levels, s.level::varchar), patients desc nulls last, study_id
limit $studies
"""
_SILENT = "len($domains) > 0 and not list_has_any($domains, s.domains::varchar[])"
_SILENT_OF_PASSING = """study_id not in (
    select f.study_id from fact f join source r using (study_id, source_id)
    where (len($level) = 0 or list_contains($level, r.level::varchar))
        and (len($readers) = 0 or list_contains($readers, f.reading::varchar))
        and (len($domains) = 0 or list_contains($domains, f.domain::varchar)))"""

#: Studies that were given a drug; of a version whose checked studies are all asked the drafts alone.
_GIVEN = """
select count(distinct study_id) as studies from cohort join study s using (study_id)
where list_has_any(cohort.drugs, $drug) and (s.unchecked or not $beside)
"""
_CHECKED = """
select study_id, (select count(*) from fact join study using (study_id) where not unchecked) as figures
from study where not unchecked and exists (select 1 from study where unchecked) order by study_id
"""

#: Studies by how many of the words stand in what is written about them, the strongest first; `fitting` have the most.
_BY_WORDS = """
with told as (
    select study_id, string_agg(concat_ws(' ', citation, doi, pmid, registry), ' ') as cited from source group by study_id
), found as materialized (
    select s.*, list_sum([contains(lower(concat_ws(' ', study_id, label, title, regimen, centres, cited)), word)::int
        for word in $words]) as words
    from study s left join told using (study_id)
)
select study_id, (select count(*) from found where words = (select max(words) from found) and words > 0) as fitting
from found
order by words desc, unchecked, list_position($designs, design::varchar), list_position($levels, level::varchar), study_id
limit $studies
"""


def base_of(version: str, view: View, domains: tuple[str, ...] = ()) -> str:
    """The version itself, or an excerpt of it: the studies that fit the filters, the strongest first, then the nearest.

    Of those that fit, and of the nearest, the ones come first that print figures on one of the `domains`, if any are asked
    for. Those of arms that are picked by name are among them; where regimens are compared, of each so many as of a view.
    """
    if not is_large(version):
        return version
    filters = view.only((*ON_COHORTS, *ON_FIGURES), ("match",))
    if view.regimens:
        return _of_regimens(version, filters, view.regimens)
    found = _excerpt(version, filters, domains)
    picked = dict.fromkeys((*found.studies, *(arm.partition("/")[0] for arm in view.arms)))
    return Excerpt(version, list(picked), found.said, found.fitting, found.near, found.shown, found.checked)


def asked_of_studies(version: str, studies: Collection[str]) -> str:
    """The same for a question on some studies and no others."""
    return Excerpt(version, sorted(studies), FITTING, len(studies)) if is_large(version) else version


def asked_by_words(version: str, words: tuple[str, ...]) -> str:
    """The same for a search: the studies in whose titles, names, authors and numbers most of the words stand."""
    return _by_words(version, words) if words and is_large(version) else version


@lru_cache(maxsize=256)
def _by_words(version: str, words: tuple[str, ...]) -> Excerpt:
    found = ask(version, _BY_WORDS, words=list(words), studies=STUDIES, designs=DESIGNS, levels=LEVELS)
    return Excerpt(version, [row["study_id"] for row in found], WITH_WORDS, found[0]["fitting"] if found else 0)


def is_large(version: str) -> bool:
    """Whether a version holds more figures than a page, or a file made while one waits, can hold."""
    return _figures(version) > WHOLE


@lru_cache(maxsize=8)
def _figures(version: str) -> int:
    return int(ask(version, "select facts from build")[0]["facts"])


@lru_cache(maxsize=8)
def _checked(version: str) -> tuple[str, ...]:
    """The checked studies of a version with drafts, so that no draft hides one; none where a page cannot hold them all."""
    found = ask(version, _CHECKED)
    return tuple(row["study_id"] for row in found) if found and found[0]["figures"] <= WHOLE else ()


@lru_cache(maxsize=256)
def _of_regimens(version: str, view: View, regimens: tuple[str, ...]) -> Excerpt:
    """Of each regimen the studies that miss the fewest filters: a comparison tells of the nearest, however far it is."""
    parts = [_excerpt(version, view.with_filter("drug", (drug,)), far=True) for drug in regimens]
    checked = len(_checked(version))
    given = ask(version, _GIVEN, drug=list(regimens), beside=checked > 0)[0]["studies"]
    studies = list(dict.fromkeys(study for part in parts for study in part.studies))
    said = OF_REGIMENS_BESIDE if checked else OF_REGIMENS
    return Excerpt(version, studies, said, given, shown=len(studies) - checked, checked=checked)


@lru_cache(maxsize=256)
def _excerpt(version: str, view: View, domains: tuple[str, ...] = (), far: bool = False) -> Excerpt:
    """`far`: studies of the drug that is asked for may miss any number of the other filters, not one at most."""
    chosen = conditions.chosen(view)
    most = _MISSED * (len(chosen) if far else 1 if narrow(view) else 2)
    never = (*NEVER_MISSED, "drug") if far else NEVER_MISSED
    missed = (
        f"if({conditions.met(name)}, if({conditions.exact(name)}, 0, 1), {most if name in never else _MISSED})"
        for name in chosen
    )
    given = conditions.bound(view) | conditions.bound_exactly(view)
    if is_on_figures := any(map(view.chosen, ON_FIGURES)):
        given |= {"level": list(narrower(LEVEL, *view.chosen("level"))), "readers": list(view.chosen("readers"))}
    checked = _checked(version)
    found = ask(
        version,
        _STUDIES.format(
            far=" + ".join(missed) or "0",
            cohorts=conditions.COHORTS,
            silent=_SILENT_OF_PASSING if is_on_figures else _SILENT,
        ),
        domains=list(domains),
        beside=len(checked) > 0,
        most=most,
        missed=_MISSED,
        studies=STUDIES,
        designs=DESIGNS,
        levels=LEVELS,
        **given,
    )
    fitting, near = (found[0]["fitting"], found[0]["near"]) if found else (0, 0)
    fits, misses = (FITTING_BESIDE, NEAR_BESIDE) if checked else (FITTING, NEAR)
    said = fits if fitting >= len(found) else misses
    studies = [*checked, *(row["study_id"] for row in found)]
    return Excerpt(version, studies, said, fitting, near, len(found), len(checked))
