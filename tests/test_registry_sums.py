"""What the pages count and add up on an excerpt of a large version is what SQL counts and adds up on its rows."""

import re
import shutil
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

import duckdb
import pytest

from bench.registry import DOMAINS, write_facts, write_registry
from etl.making import writing
from evidence.answers import Item
from evidence.cohorts import telling
from evidence.cohorts.asked import STUDIES, base_of, is_large
from evidence.database import file_of
from evidence.excerpt import Excerpt
from evidence.questions.adverse_events.numbers import ELSEWHERE, grid
from evidence.questions.deaths.numbers import deaths
from evidence.questions.dlt.numbers import dose_limiting
from evidence.questions.events.numbers import FILTERED
from evidence.questions.evidence_map import words as overview_words
from evidence.questions.evidence_map.numbers import overview
from evidence.questions.facts import numbers_of, printing
from evidence.questions.response.numbers import rates
from evidence.questions.times import numbers as times
from evidence.selection import View
from evidence.vocabulary import DOMAIN
from evidence.wording.selection import left_out

#: Every study of the registry prints responses and side effects; here it prints figures of every domain.
TERMS = {
    "mortality": ("died", "treatment-related death"), "dlt": ("DLT", "cardiac failure"), "time to event": ("OS", "EFS"),
    "transplant": ("allogeneic transplant", "prior transplant"), "baseline": ("enrolled", "treated"),
    "mobilisation": ("blasts", "leukaemic cells mobilised"), "pharmacodynamic": ("patients analysed", "adequate FLT3 inhibition"),
    "association": ("mobilisation by FISH", "CD44 expression and mobilisation"),
}  # fmt: skip
_DOUBTED = "update fact set certain = false, note = 'a blurred scan' where place % 7 = 3"
_CONTRADICTED = """
insert into discrepancy by name
select study_id || '/x' as discrepancy_id, study_id, 'x' as topic, 'text against table' as kind, list(fact_id) as fact_ids,
    '1' as first, 'Table 1' as first_at, '2' as second, 'Table 2' as second_at, 'Two counts' as what, 'first' as shown,
    'The table decides' as why, 0 as place
from fact where domain = 'toxicity' and place % 11 = 5 group by study_id
"""

#: The figures that pass of the studies that are asked: the 40 strongest, which are alike but for their names.
_PRINTED = """
with fitting as (
    select study_id, min({far}) as far from cohort join study using (study_id) where {fits} group by study_id
), asked as (select study_id from fitting order by far, study_id limit 40),
printed as (select * from fact where study_id in (select study_id from asked) and {passes})
"""
#: A study answers by its whole cohort, or else by its dose levels.
_BY_WHOLE = """
select count(*), sum(events), sum(of_n) from printed p where domain = $domain and term in (select unnest($terms)) and (
    cohort_id = 'all' or not exists (from printed o where o.cohort_id = 'all' and (o.study_id, o.domain, o.term) = (
        p.study_id, p.domain, p.term)))
"""
_BY_LEVEL = """
select count(*), sum(events), sum(of_n) from printed p where domain = 'dlt' and (
    cohort_id <> 'all' or not exists (
        from printed o where o.cohort_id <> 'all' and (o.study_id, o.domain) = (p.study_id, p.domain)))
"""
#: On the map by its dose levels, or else by the whole, term by term and grade by grade.
_MAP = """, cell as (
    select * from printed p where domain = 'toxicity' and (
        cohort_id <> 'all' or not exists (from printed o where o.cohort_id <> 'all' and (
            o.study_id, o.domain, o.term, o.grade) = (p.study_id, p.domain, p.term, p.grade)))
)
"""
_CELLS = """
select term, grade, count(*), sum(events), sum(of_n), count(*) filter (not certain),
    count(*) filter (fact_id in (select unnest(fact_ids) from discrepancy))
from cell group by term, grade
"""
#: What is printed of a row and a column of the map, and stands in no cell.
_BLANK = """
select count(*) filter (fact_id in (select fact_id from printed)),
    count(*) filter (fact_id not in (select fact_id from printed))
from fact where domain = 'toxicity' and fact_id not in (select fact_id from cell)
    and (term, grade) in (select (term, grade) from cell)
    and (study_id, cohort_id) in (select (study_id, cohort_id) from cell)
"""


@dataclass(frozen=True)
class Asked:
    """A view, and the same as conditions of SQL."""

    view: View
    fits: str = "true"
    passes: str = "true"
    far: str = "0"

    def printed(self) -> str:
        return _PRINTED.format(fits=self.fits, passes=self.passes, far=self.far)


VIEWS = {
    "none": Asked(View()),
    "mutation": Asked(View({"mutation": ("flt3-itd",)}, {"match": "exact"}), "mutation = 'flt3-itd'"),
    "setting": Asked(
        View({"setting": ("relapsed",)}),
        "setting in ('relapsed', 'relapsed-refractory', 'mixed')",
        far="(setting <> 'relapsed')::int",
    ),
    "drug": Asked(View({"drug": ("quizartinib",)}), "list_contains(cohort.drugs, 'quizartinib')"),
    "readers": Asked(View({"readers": ("checked",)}), passes="reading = 'checked'"),
    "two": Asked(
        View({"transplant": ("none",), "readers": ("once",)}, {"match": "exact"}), "transplant = 'none'", "reading = 'once'"
    ),
}


@pytest.fixture(scope="module")
def large(tmp_path_factory):
    """A version of 160 studies and more figures than are asked whole, and a connection to a copy of its file."""
    folder, copy = tmp_path_factory.mktemp("registry"), tmp_path_factory.mktemp("copy") / "copy.duckdb"
    version = write_registry(folder, 160)
    with writing(file_of(folder, version)) as con:
        ((cohorts,),) = con.execute("select count(*) from cohort").fetchall()
        for domain, terms in TERMS.items():
            write_facts(con, domain, list(terms), [None], cohorts, len(terms) * cohorts, most=20)
        con.execute(DOMAINS)
        con.execute(_DOUBTED)
        con.execute(_CONTRADICTED)
        con.execute("update build set facts = (select count(*) from fact)")
    shutil.copyfile(file_of(folder, version), copy)
    with pytest.MonkeyPatch.context() as patch, duckdb.connect(copy, read_only=True) as con:
        patch.setenv("EVIDENCE_BUILD", str(folder))
        yield version, con


@pytest.fixture(params=VIEWS)
def asked(request, large):
    """What a page asks and of which excerpt, and the same question put to the rows."""
    version, con = large
    one = VIEWS[request.param]
    base = base_of(version, one.view)
    assert is_large(version) and isinstance(base, Excerpt)

    def rows(question: str, **given: object) -> list[tuple]:
        return con.execute(one.printed() + question, given or None).fetchall()

    return base, one.view, rows


def added(items: Iterable[Item]) -> tuple[int, int, int]:
    """How many rows there are, their events and their N."""
    found = [one.rate for one in items if one.rate]
    return len(found), sum(rate.events for rate in found), sum(rate.of for rate in found)


@pytest.mark.parametrize(("endpoint", "term"), [("CR", "CR"), ("overall", "ORR")])
def test_responses_add_up(asked, endpoint, term):
    base, view, rows = asked
    found = rates(base, view.with_choice("endpoint", endpoint)).items
    assert [added(found)] == rows(_BY_WHOLE, domain="response", terms=[term]) != [(0, None, None)]


def test_deaths_times_and_transplants_add_up(asked):
    base, view, rows = asked
    for domain, items in {
        "mortality": [one for one in deaths(base, view).items if not one.aside],
        "time to event": times.rates(base, view).items,
        "transplant": times.transplants(base, view).items,
    }.items():
        assert [added(items)] == rows(_BY_WHOLE, domain=domain, terms=list(TERMS[domain])) != [(0, None, None)], domain


def test_dose_limiting_events_add_up(asked):
    base, view, rows = asked
    assert [added(dose_limiting(base, view).items)] == rows(_BY_LEVEL)


def test_the_cells_of_the_map_are_the_figures_of_its_rows(asked):
    base, view, rows = asked
    found, _ = grid(base, view)
    cells = defaultdict(lambda: (0, 0, 0, 0, 0))
    for ((term, grade, _), _), items in found.cells.items():
        for one in items:
            flags = not one.fact["certain"], bool(one.fact["discrepancies"])
            cells[term, grade] = tuple(map(sum, zip(cells[term, grade], (*added([one]), *flags), strict=True)))
    assert dict(cells) == {(term, grade): tuple(sums) for term, grade, *sums in rows(_MAP + _CELLS)}
    why = Counter(found.hidden.values())
    assert [(why[ELSEWHERE], why[FILTERED])] == rows(_MAP + _BLANK)


def test_totals_in_sentences_are_those_of_the_rows(asked, large):
    base, view, rows = asked
    ((fitting, shown),) = rows("select (select count(*) from fitting), (select count(*) from asked)")
    told = left_out(base)
    if fitting > STUDIES:
        assert f"Of {fitting} studies that fit the filters the {shown} with" in told
    else:
        assert base.fitting == fitting and (not told or told.startswith(f"{fitting} studies fit the filters;"))
    said = overview_words.sentence(overview(base, view))
    numbers = [int(number.replace(",", "")) for number in re.findall(r"[\d,]*\d", said)][:4]
    question = """select count(distinct study_id), 20 * count(distinct study_id), count(distinct (study_id, cohort_id)), count(*)
        from printed"""
    assert [tuple(numbers)] == rows(question), said


def test_figures_of_each_domain_are_counted(asked):
    base, view, rows = asked
    fit = {(row["study_id"], row["cohort_id"]) for row in telling(base, view, printing(base, view, tuple(DOMAIN))).values()}
    for domain in DOMAIN:
        own = [row["figures"] for row in numbers_of(base, view, [domain]) if (row["study_id"], row["cohort_id"]) in fit]
        assert [(sum(own),)] == rows("select count(*) from printed where domain = $domain", domain=domain) != [(0,)]
