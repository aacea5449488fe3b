"""How many studies of a large version are left with each value of a filter: one question for all filters."""

from functools import lru_cache

from evidence.cohorts import conditions
from evidence.cohorts.matching import ON_COHORTS
from evidence.database import ask
from evidence.selection import FILTERS, View
from evidence.vocabulary import Code, narrower

#: The cohorts that miss one of the filters that are set, or none; then of each study whether one meets them all and, by
#: filter on a column, which own values those have that meet all the others: one bit a value.
_STUDIES = """
with told as materialized (
    select s.rowid as study, c.role, c.drugs, {columns} from {cohorts} where {missed} <= 1
), left_over as materialized (
    select study, bool_or({fits}) as fits, {bits} from told group by study
)
"""
_BITS = "bit_or(if({others}, 1::bigint << list_position($all_{name}, own_{name})::bigint, 0)) as bits_{name}"
#: Studies with the same bits are counted before they are told apart.
_OF_COLUMN = """
select '{name}' as filter, code, sum(studies)::integer as studies
from (select bits_{name} as bits, count(*) as studies from left_over group by bits)
join (select unnest($code_{name}) as code, unnest($mask_{name}) as mask) on bits & mask <> 0
group by code
"""
_OF_LIST = """
select '{name}' as filter, code, count(distinct study)::integer as studies
from ({values}) join (select unnest($own_{name}) as own, unnest($code_{name}) as code) using (own)
group by code
"""
#: Where values stand of which a study or cohort has a list: as drugs given, with sources, with figures.
_LISTS = {
    "drug": "select study, unnest(drugs) as own from told where role <> 'control' and {others}",
    "level": """select study, source.level::varchar as own
    from left_over join study s on s.rowid = study join source using (study_id) where fits""",
    "readers": "select study, unnest(readings)::varchar as own from left_over join study s on s.rowid = study where fits",
}


@lru_cache(maxsize=256)
def studies_left(version: str, view: View) -> dict[str, dict[str, int]]:
    """For each filter with a closed set, by its values, how many studies fit with that value alone, the others kept."""
    chosen, closed = conditions.chosen(view), {one.name: one.codes for one in FILTERS if one.codes}
    met = [f"{conditions.met(name)} as met_{name}" for name in chosen]
    others = {name: " and ".join(f"met_{one}" for one in chosen if one != name) or "true" for name in closed}
    studies = _STUDIES.format(
        columns=", ".join([*met, *(f"{conditions.column(name)} as own_{name}" for name in conditions.ON_COLUMNS)]),
        cohorts=conditions.COHORTS,
        missed=" + ".join(f"(not met_{name})::integer" for name in chosen) or "0",
        fits=" and ".join(f"met_{name}" for name in chosen) or "true",
        bits=", ".join(_BITS.format(name=name, others=others[name]) for name in conditions.ON_COLUMNS),
    )
    counts = [
        _OF_LIST.format(name=name, values=_LISTS[name].format(others=others[name]))
        if name in _LISTS
        else _OF_COLUMN.format(name=name)
        for name in closed
    ]
    given: dict[str, object] = {**conditions.bound(view)}
    for name, codes in closed.items():
        given |= _pairs(name, codes) if name in _LISTS else _masks(name, view)
    left = {name: dict.fromkeys(codes, 0) for name, codes in closed.items()}
    for row in ask(version, studies + " union all ".join(counts), **given):
        left[row["filter"]][row["code"]] = row["studies"]
    return left


def _pairs(name: str, codes: dict[str, Code]) -> dict[str, list[str]]:
    """The values of a filter with the own values that each finds, as pairs."""
    pairs = [(own, code) for code in codes for own in narrower(codes, code)]
    return {f"own_{name}": [own for own, _ in pairs], f"code_{name}": [code for _, code in pairs]}


def _masks(name: str, view: View) -> dict[str, list[str] | list[int]]:
    """The values of a filter with the bits of the own values that each finds."""
    own = list(ON_COHORTS[name])
    finds = [conditions.finds(name, one, view) for one in own]
    found = {code: sum(1 << place for place, codes in enumerate(finds, start=1) if code in codes) for code in own}
    return {f"all_{name}": own, f"code_{name}": list(found), f"mask_{name}": list(found.values())}
