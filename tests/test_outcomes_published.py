"""Outcomes of the real base: what answers, what a comparison warns of, what is no outcome at all."""

import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass

import pytest

from dashboard.panel import Panel
from dashboard.session.reading import read
from dashboard.site import page_named
from evidence.database import ask
from evidence.language import speaking
from evidence.questions.contrasts import words as contrasts
from evidence.questions.printed import ANOTHER
from evidence.questions.shares import words as shares
from evidence.questions.times import numbers as outcomes
from evidence.questions.times import words
from evidence.reasons import because
from evidence.selection import View


def test_a_share_of_one_group_is_no_comparison(published):
    view = View({"study": ("fiedler-sunitinib-ic",)})
    assert not [row for row in outcomes.contrasts(published, view) if row.fact["domain"] == "association"]
    listed = contrasts.unplaced_table(outcomes.unplaced(published, view), published).records
    assert [(one["term"], one["value"]) for one in listed] == [("FLT3 mutation lost at relapse", "4/5")]


def test_a_comparison_with_patients_of_another_study_carries_its_caution(published):
    view = View({"study": ("dohner-2022", "schlenk-2019", "clagm-sorafenib", "uy-2017", "locatelli-2022")})
    rows = outcomes.contrasts(published, view)
    cautions = [(one["study"], one["caution"]) for one in contrasts.table(rows, published).records]
    outside = [study for study, caution in cautions if caution == contrasts.EXTERNAL]
    assert len(set(outside)) == 4 and "Locatelli 2022 (RIALTO)" not in outside
    assert all("immortal time" in caution for _, caution in cautions if caution != contrasts.EXTERNAL)
    assert f"{len(outside)} figures against patients from outside the study, not randomised." == contrasts.outside(rows)


def test_the_later_cut_of_the_same_patients_answers_and_the_earlier_one_is_listed(published):
    view = View({"study": ("martinelli-2017",)})
    times = outcomes.medians(published, view)
    assert [(row.fact["term"], row.fact["value"], row.fact["high"]) for row in times.items] == [
        ("OS", 9.0, 13.5),
        ("RFS", 6.8, None),
        ("MRD response duration", 9.7, None),
    ]
    aside = {(one.item.fact["term"], one.item.fact["value"], one.why) for one in times.aside}
    assert ("OS", 7.1, because(ANOTHER)) in aside


def test_transplants_of_responders_stand_with_their_n_named(published):
    view = View({"study": ("martinelli-2017", "topp-2015", "aldoss-2022", "ravandi-2013")})
    rates = outcomes.transplants(published, view).items
    said = {(row.rate.events, row.rate.of, row.rate.population.code) for row in rates}
    assert {(4, 16, "responders"), (32, 81, "responders"), (None, None, "responders")} <= said


def test_remission_before_the_study_drug_is_no_response_to_it(published):
    for study in ("litzow-2024", "gimema-lal2317"):
        sql = "select domain from fact where study_id = $study and of_n in (488, 149) and events > 100"
        facts = ask(published, sql, study=study)
        assert [fact["domain"] for fact in facts] == ["baseline"]


def test_no_comparator_is_the_code_of_a_cohort(published):
    rows = ask(
        published, "select c.cohort_id, comparator from cohort c join fact using (study_id) where comparator is not null"
    )
    codes = [(row["cohort_id"], row["comparator"]) for row in rows if "-" in row["cohort_id"]]
    assert not [one for one in codes if one[0] in one[1].split() and one[0] != "non-responders"]


def test_ravandi_2013_as_printed(published):
    rows = outcomes.medians(published, View({"study": ("ravandi-2013",)})).items
    said = [(row.fact["term"], words.time(row.fact), row.fact["unit"]) for row in rows]
    assert said == [
        ("OS", "6.2", "months"),
        ("EFS", "3.8 (range 1.0 to 16.4)", "months"),
        ("DOR", "2.3 (range 1 to 14.3)", "months"),
        ("TTR", "2 (range 1 to 4)", "cycles"),
        ("TTR", "2 (range 1 to 4.6)", "months"),
        ("follow-up", "5.5 (range 1 to 16)", "months"),
        ("follow-up", "24 (range 5 to 71)", "weeks"),
        ("cycles received", "3 (range 1 to 18)", "cycles"),
    ]


def test_groups_formed_by_a_drug_given_after_the_transplant_stand_on_no_axis(published):
    answer = outcomes.rates(published, View({"study": ("xuan-2018",)}))
    assert answer.items == [] and {one.why for one in answer.aside} == {because("defined by what happened later")}


def test_what_is_only_presumed_of_the_source_is_marked_as_doubtful(published):
    rows = outcomes.medians(published, View({"study": ("realworld-us",)})).items
    assert [row.fact["certain"] for row in rows if row.fact["term"] == "RFS"] == [False]


def test_negative_for_itd_is_not_called_wild_type(published):
    rows = ask(published, "select distinct mutation from cohort where label like '%FLT3-ITD negative%'")
    assert [row["mutation"] for row in rows] == ["unselected"]


def test_a_likely_overlap_is_said_and_moves_nobody(published):
    view = View({"study": ("ravandi-2013", "yilmaz-2020")})
    rows = ask(published, "select may_share_with from cohort where study_id = 'yilmaz-2020' and parent is null")
    assert all("ravandi-2013/all" in row["may_share_with"] for row in rows)
    assert "ravandi-2013" in {row.cohort["study_id"] for row in outcomes.medians(published, view).items}


def test_survival_is_said_by_randomised_evidence_with_its_hazard_ratio(published):
    view = View({"study": ("cortes-2019",)}, {"times": "survival"})
    said = words.sentence(outcomes.medians(published, view).items, outcomes.contrasts(published, view)).text
    assert "median 6.2 months (95 % CI 5.3 to 7.2), cohort of 245, against salvage chemotherapy: median 4.7" in said
    assert "hazard ratio 0.76 (95 % CI 0.58 to 0.98)" in said


def test_transplanted_responders_of_all_treated_are_not_said_to_be_the_responders(published):
    rates = outcomes.transplants(published, View({"study": ("ohanian-2018",)})).items
    assert [(row.rate.events, row.rate.of, row.rate.facts[0]["term"]) for row in rates] == [(3, 27, "allogeneic transplant")]
    assert "3/27, 11 % (2.4 to 29.2); all of them responders" in shares.transplant_sentence(rates).text


SELECTIONS = (
    {}, {"drug": ["gilteritinib"]}, {"drug": ["sorafenib"]}, {"mutation": ["flt3-itd"]}, {"mutation": ["flt3-tkd"]},
    {"setting": ["newly diagnosed"]}, {"mutation": ["flt3-itd"], "drug": ["sorafenib"]},
    {"mutation": ["flt3-itd"], "drug": ["midostaurin"], "setting": ["relapsed or refractory"]},
)  # fmt: skip


@pytest.mark.parametrize("query", SELECTIONS, ids=str)
def test_every_row_that_an_answer_names_is_drawn_beneath_it(published, query):
    """By the ids of its figures; a cohort named alone by any figure, where the table has one of it."""
    for page in ("outcomes", "response", "mobilisation", "toxicity"):
        here = read(page, query).frame()
        panels = {panel.name: panel for panel in page_named(page).every(here)}
        with speaking("zh"):
            assert {panel.name: panel.answer.rows for panel in page_named(page).every(here)} == {
                name: panel.answer.rows for name, panel in panels.items()
            }, "what is named is the same in every language"
        drawn = [(panel, chart) for panel in panels.values() for chart in (panel.chart, panel.scrolled) if chart]
        assert any(panel.answer.facts for panel, _ in drawn)
        assert {(panel.name, *one) for panel, chart in drawn for one in _missing(panel, set(_facts(chart)))} == set()


def _missing(panel: Panel, drawn: set[str]) -> Iterator[tuple[object, object]]:
    told = {id_ for record in panel.table.records for id_ in record["fact_id"]}
    for place, facts in panel.answer.rows:
        own = {id_ for id_ in told if id_.startswith(f"{'/'.join(place)}/")}
        if not (drawn.issuperset(facts) if facts else drawn & own or not own):
            yield place, facts


def _facts(value: object) -> Iterator[str]:
    """The ids of the figures that a drawing holds, in whatever rows, cells and marks."""
    if isinstance(value, (tuple, list)):
        yield from (fact for one in value for fact in _facts(one))
    elif is_dataclass(value):
        own = {one.name: getattr(value, one.name) for one in fields(value)}
        yield from own.pop("facts", ())
        yield from _facts(tuple(own.values()))


def test_the_numbers_that_an_answer_names_are_drawn_with_their_endpoint(published):
    panel = page_named("outcomes").named("outcomes", read("outcomes", {"mutation": ["flt3-itd"]}).frame())
    values = [point.value for block in panel.chart.blocks for point in block.points if "Overall survival" in point.group]
    said = re.findall(r"median ([\d.]+) months (\(95 % CI [^)]*\))", panel.answer.text)
    assert len(said) == 5 and ("31.9", "(95 % CI 21.0 to NE)") in said
    assert all(any(value.startswith(f"{median} {span}") for value in values) for median, span in said)
