"""How many studies of a large version are left with each value of a filter: one question for all filters."""

from collections.abc import Iterable
from functools import lru_cache

from evidence.cohorts import conditions
from evidence.database import ask
from evidence.selection import FILTERS, View
from evidence.vocabulary import LEVEL, narrower

_MET = """
with met as materialized (select c.study_id, c.role, c.drugs, {columns} from {cohorts})
{counts}
"""
_COUNT = """
select '{name}' as filter, code, count(distinct study_id) as studies
from ({own}) join (select unnest($own_{name}) as own, unnest($code_{name}) as code) using (own) group by code
"""
#: Where the own values of studies that meet all other filters stand: as drugs given, with sources, with figures.
_OWN = {
    "drug": "select study_id, unnest(drugs) as own from met where role <> 'control' and {others}",
    "level": """select study_id, level::varchar as own from source
    where study_id in (select study_id from met where {others})""",
    "readers": """select distinct study_id, reading::varchar as own from fact
    where study_id in (select study_id from met where {others})""",
}
_OWN_COLUMN = "select study_id, own_{name} as own from met where {others}"


@lru_cache(maxsize=256)
def studies_left(version: str, view: View) -> dict[str, dict[str, int]]:
    """For each filter with a closed set, by its values, how many studies fit with that value alone, the others kept."""
    chosen, named = conditions.chosen(view), [one for one in FILTERS if one.codes is not None]
    columns = [f"{conditions.column(name)} as own_{name}" for name in conditions.ON_COLUMNS]
    columns += [f"{conditions.met(name)} as met_{name}" for name in chosen]
    counts, given = [], dict(conditions.bound(view))
    for one in named:
        others = " and ".join(f"met_{name}" for name in chosen if name != one.name) or "true"
        own = _OWN.get(one.name, _OWN_COLUMN).format(name=one.name, others=others)
        counts.append(_COUNT.format(name=one.name, own=own))
        pairs = [(code, wanted) for code in one.codes or () for wanted in _finds(one.name, code, view)]
        given |= {f"own_{one.name}": [own for own, _ in pairs], f"code_{one.name}": [code for _, code in pairs]}
    sql = _MET.format(columns=", ".join(columns), cohorts=conditions.COHORTS, counts=" union all ".join(counts))
    found: dict[str, dict[str, int]] = {one.name: dict.fromkeys(one.codes or (), 0) for one in named}
    for row in ask(version, sql, **given):
        found[row["filter"]][row["code"]] = row["studies"]
    return found


def _finds(name: str, own: str, view: View) -> Iterable[str]:
    """The values of a filter that find a study with this value of its own."""
    if name == "level":
        return (code for code in LEVEL if own in narrower(LEVEL, code))
    return conditions.finds(name, own, view) if name in conditions.ON_COLUMNS else (own,)
