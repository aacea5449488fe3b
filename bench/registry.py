"""An invented base of registry size in the product's own schema: 60,000 studies, 8 million adverse-event rows."""

from pathlib import Path

import duckdb

from etl.making import schema, writing
from evidence.database import file_of
from evidence.vocabulary import DRUG, MUTATION, SETTING, TOXICITY, TRANSPLANT

VERSION = "fedcba9876543210"
STUDIES = 60_000
#: For so many studies; fewer have their share of each.
COHORTS, RESPONSES, EVENTS = 150_000, 600_000, 8_000_000
#: Of each study the whole cohort, then its dose levels.
_LEVELS = COHORTS // STUDIES + 1
#: Patients of every cohort.
COHORT = 20
GRADES = ("any", "1-2", "3", "3-4", ">=3")
CATEGORIES = ("ORR", "CR", "CRi", "PR")

#: hash() of a number stands for chance: the same base on every run. A few drugs stand in most studies, as in life.
_STUDY = """
insert into study by name
select 'r' || lpad(s::varchar, 5, '0') as study_id, 'Registry ' || s as label, 'An invented study' as title, '1' as phase,
    'dose escalation' as design, 'AML' as disease, 1995 + s % 30 as year, drug as regimen, 'flt3' as regimen_class,
    [drug] as drugs, 'full text' as level,
    ['once', 'checked'] as readings, [] as domains, false as unchecked
from (select s, $drugs[1 + floor(len($drugs) * pow((hash(s) % 10007) / 10007, 3))::int] as drug from range($studies) t(s))
"""
_SOURCE = """
insert into source by name
select study_id, 'main' as source_id, 'journal article' as kind, 'full text' as level, 'Invented J ' || study_id as citation,
    date '2026-11-20' as seen
from study
"""
_COHORT = """
insert into cohort by name
select study_id, if(k = 0, 'all', 'dl' || k) as cohort_id, k as place, if(k > 0, 'all', null) as parent,
    if(k > 0, 'dose level', null) as split, if(k = 0, 'all', 'dose level') as kind, 'baseline' as basis,
    if(k = 0, 'All', k * 100 || ' mg daily') as label, 20 as n, 'single' as role,
    regimen, regimen_class, drugs, if(k > 0, k * 100, null) as dose,
    if(k > 0, 'mg daily', null) as dose_unit, $mutations[(1 + hash(study_id || 'm') % len($mutations))::int] as mutation,
    20 as mutation_n, 20 as mutation_of, 'all' as mutation_from,
    $settings[(1 + hash(study_id || 's') % len($settings))::int] as setting,
    $transplants[(1 + hash(study_id || 't') % len($transplants))::int] as transplant, 'not-reported' as prior_flt3,
    [] as inherited, [] as same_patients_as, [] as may_share_with, [] as also_in, 'Table 1' as locator
from study, range($levels) t(k)
qualify row_number() over (order by k, hash(study_id || k)) <= $cohorts
order by study_id, k
"""
#: The n-th of these rows of a cohort names its n-th pair of term and grade, shifted from cohort to cohort.
_FACT = """
insert into fact by name
select concat_ws('/', study_id, cohort_id, $domain, term, grade) as fact_id, study_id, cohort_id, $domain as domain, term,
    grade, 'count' as statistic, (hash(study_id || cohort_id || n) % ($most + 1))::int as events, 20 as of_n,
    'treated' as population, events::varchar as printed, 'main' as source_id, 'Table 2, row ' || n as locator,
    1 + n % 2 as readers, if(n % 2 = 0, 'once', 'checked') as reading, true as certain,
    [] as also, n as place
from (
    select c.study_id, c.cohort_id, n, $terms[(1 + (n // $bands + shift) % len($terms))::int] as term,
        $grades[(1 + n % $bands)::int] as grade
    from (select study_id, cohort_id, hash(study_id || cohort_id) % 1000 as shift, row_number() over () as c from cohort) c,
        range($each) t(n)
    where (c.c - 1) * $each + n < $rows
)
order by study_id, cohort_id, place
"""
#: What the studies print figures on, once all of these are there.
DOMAINS = """
update study set domains = printed.domains
from (select study_id, list(distinct domain order by domain) as domains from fact group by study_id) printed
where printed.study_id = study.study_id
"""


def write_registry(folder: Path, studies: int = STUDIES) -> str:
    """Publish the base into a folder, beside nothing else; gives its version."""
    folder.mkdir(parents=True, exist_ok=True)
    cohorts, responses, events = (rows * studies // STUDIES for rows in (COHORTS, RESPONSES, EVENTS))
    with writing(file_of(folder, VERSION)) as con:
        con.execute(schema())
        con.execute(_STUDY, {"drugs": list(DRUG), "studies": studies})
        con.execute(_SOURCE)
        sets = {"mutations": list(MUTATION), "settings": list(SETTING), "transplants": list(TRANSPLANT)}
        con.execute(_COHORT, sets | {"levels": _LEVELS, "cohorts": cohorts})
        write_facts(con, "response", list(CATEGORIES), [None], cohorts, responses, most=COHORT // len(CATEGORIES))
        terms = [code.code for code in TOXICITY.values() if code.group != "Dose"]
        write_facts(con, "toxicity", terms, list(GRADES), cohorts, events, most=COHORT)
        con.execute(DOMAINS)
        con.execute("insert into build values ($1, $2, $3, 1)", [VERSION, studies, responses + events])
        con.execute("checkpoint version")
    (folder / "current").write_text(VERSION + "\n")
    return VERSION


def write_facts(
    con: duckdb.DuckDBPyConnection,
    domain: str,
    terms: list[str],
    grades: list[str | None],
    cohorts: int,
    rows: int,
    most: int,
) -> None:
    """So many rows of a domain; `most` patients of the 20 of a cohort have any one event."""
    each = -(-rows // cohorts)
    given = {"domain": domain, "terms": terms, "grades": grades, "bands": len(grades), "each": each, "rows": rows}
    con.execute(_FACT, given | {"most": most})
