"""Printed figures of one domain, with what a reader needs to trace each: source, place, doubts, discrepancies."""

from functools import lru_cache

from evidence.cohorts import Key, key
from evidence.database import Row, ask
from evidence.selection import View

_FACTS = """
select f.*, s.citation, s.doi, s.pmid, s.level, s.kind as source_kind,
    coalesce(list(d.discrepancy_id order by d.place) filter (d.discrepancy_id is not null), []) as discrepancies
from fact f
join source s using (study_id, source_id)
left join discrepancy d on list_contains(d.fact_ids, f.fact_id)
where f.domain = $domain
group by all
order by f.study_id, f.place
"""


@lru_cache(maxsize=64)
def _of_domain(version: str, domain: str) -> tuple[Row, ...]:
    return tuple(ask(version, _FACTS, domain=domain))


def facts(version: str, view: View, domain: str, terms: tuple[str, ...] = ()) -> list[Row]:
    """Figures of a domain (of these terms; none means all) that pass the filters on source level and readers."""
    levels, readers = view.chosen("level"), view.chosen("readers")
    return [
        row
        for row in _of_domain(version, domain)
        if (not terms or row["term"] in terms)
        and (not levels or row["level"] in levels)
        and (not readers or str(min(row["readers"], 2)) in readers)
    ]


def by_cohort(rows: list[Row]) -> dict[Key, list[Row]]:
    """Rows of facts grouped by (study, cohort), each group in the order of its file."""
    groups: dict[Key, list[Row]] = {}
    for row in rows:
        groups.setdefault(key(row), []).append(row)
    return groups


def printing(version: str, view: View, domains: tuple[str, ...], terms: tuple[str, ...] = ()) -> set[Key]:
    """The cohorts that print at least one figure of these domains (and terms)."""
    return {key(row) for domain in domains for row in facts(version, view, domain, terms)}
