"""Of a version too large for a page the strongest studies that can answer a view are asked, and answer as before."""

import itertools
import re
from collections import Counter
from datetime import date
from io import BytesIO

import pandas as pd
import pytest
from pptx import Presentation

from bench.registry import write_registry
from dashboard.chrome.pickers import answer
from dashboard.exports import views
from dashboard.exports.changes import since
from dashboard.exports.fhir import bundle
from dashboard.exports.forms import to_csv, to_json
from dashboard.painters.parts import Part
from dashboard.painters.pptx.deck import deck
from dashboard.session.reading import read
from dashboard.site import WITH_DATA
from evidence.cohorts import ON_COHORTS, cohorts, fitting, nearest
from evidence.cohorts import asked as of_large
from evidence.cohorts.asked import base_of
from evidence.cohorts.left import studies_left
from evidence.database import ask
from evidence.questions import facts as questions
from evidence.questions.card.numbers import provenance
from evidence.questions.changes.numbers import changes
from evidence.questions.compare.numbers import compare
from evidence.questions.compare.numbers import nearest as nearest_rows
from evidence.questions.response.numbers import rates
from evidence.questions.search.finding import search
from evidence.questions.side_effects.numbers import beside
from evidence.questions.times.numbers import medians
from evidence.selection import View
from evidence.wording.selection import left_out
from tests.conftest import counted, filters, shown, visit

MUTATIONS = ("flt3-itd", "flt3-any", "unselected")
SETTINGS = ("relapsed", "relapsed-refractory", "newly-diagnosed")
DRUGS = ("quizartinib", "sorafenib", "cytarabine")
VIEWS = [
    View(), View({"study": ("ravandi-2013",)}), View({"disease": ("ALL",)}), View({"phase": ("3",), "drug": ("gilteritinib",)}),
    View({"mutation": ("flt3-itd",)}, {"match": "exact"}), View({"level": ("abstract",)}), View({"readers": ("twice",)}),
    *(View({"mutation": (one,), "setting": (two,), "drug": (drug,)})
      for one, two, drug in itertools.product(MUTATIONS, SETTINGS, DRUGS)),
]  # fmt: skip


@pytest.fixture
def large(monkeypatch):
    """Every version counts as large, and no excerpt leaves a study out."""
    monkeypatch.setattr(of_large, "WHOLE", 0)
    monkeypatch.setattr(of_large, "STUDIES", 10_000)
    of_large._excerpt.cache_clear()
    yield monkeypatch
    of_large._excerpt.cache_clear()


def test_a_small_version_is_asked_whole(published):
    assert base_of(published, View({"drug": ("sorafenib",)})) is published


@pytest.mark.parametrize("view", VIEWS, ids=str)
def test_an_excerpt_holds_every_study_that_fits_or_misses_one_filter(large, published, view):
    found = base_of(published, view)
    fit = {study for study, _ in fitting(published, view)}
    near = {study for study, _ in nearest(published, view)}
    assert set(found.studies[: found.fitting]) == fit
    assert set(found.studies) == fit | near


@pytest.mark.parametrize("view", VIEWS, ids=str)
def test_an_excerpt_answers_as_the_whole_does(large, published, view):
    found = base_of(published, view)
    assert rates(found, view) == rates(published, view)
    assert medians(found, view) == medians(published, view)
    assert beside(found, view) == beside(published, view)


def test_of_more_studies_than_a_page_can_show_the_strongest_are_asked(large, tmp_path):
    large.setenv("EVIDENCE_BUILD", str(tmp_path))
    large.setattr(of_large, "STUDIES", 5)
    version, view = write_registry(tmp_path, 60), View({"mutation": ("flt3-itd",)})
    found = base_of(version, view)
    exact = ask(
        version, "select count(distinct study_id) as n from cohort where mutation in ('flt3-itd', 'flt3-any', 'mixed')"
    )
    assert (len(found.studies), found.fitting) == (5, exact[0]["n"])
    assert {row["study_id"] for row in ask(found, "select distinct study_id from fact")} == set(found.studies)
    assert ask(found, "with one as (select 1 as n) select count(*) as n from study, one") == [{"n": 5}]


@pytest.mark.parametrize("view", VIEWS, ids=str)
def test_the_studies_left_with_each_value_are_those_that_fit_it(published, view):
    view = view.only(ON_COHORTS, ("match",))
    left = studies_left(published, view)
    for name in ("mutation", "setting", "disease", "phase"):
        expected = {}
        for code in ON_COHORTS[name]:
            rows = fitting(published, view.with_filter(name, (code,))).values()
            expected[code] = len({row["study_id"] for row in rows})
        assert left[name] == expected


@pytest.fixture
def registry(large, tmp_path):
    """An invented version of 60 studies of which a view is asked of five."""
    large.setenv("EVIDENCE_BUILD", str(tmp_path))
    large.setattr(of_large, "STUDIES", 5)
    return write_registry(tmp_path, 60)


def test_lists_to_pick_from_hold_by_name_what_a_page_leaves_out(registry):
    here = read("toxicity", {}).frame()
    asked = {row["study_id"] for row in cohorts(here.base)}
    study = next(one for one in here.studies if one not in asked)
    assert study in [one["code"] for one in answer(here, "study", here.studies[study])["values"]]
    assert study not in {one["code"].partition("/")[0] for one in answer(here, "arm", "")["values"]}
    assert study in {one["code"].partition("/")[0] for one in answer(here, "arm", here.studies[study])["values"]}


@pytest.mark.parametrize("name", [page.name for page in WITH_DATA])
def test_a_page_says_how_many_studies_it_leaves_out(registry, name):
    given = Counter(row["drug"] for row in ask(registry, "select distinct study_id, unnest(drugs) as drug from cohort"))
    (drug, studies), (other, more) = given.most_common(2)
    said = shown(visit(name, **({"regimen": f"{drug},{other}"} if name == "compare" else {})))
    asked_of = f"{studies + more} studies of these regimens" if name == "compare" else "60 studies that fit the filters"
    assert re.search(rf"Of {asked_of} the \d+ ", said)
    assert not re.search(rf"{registry}\.[0-9a-f]", said), "an excerpt is no version that a link could name"


def test_beside_the_filters_of_a_large_version_stand_its_studies(registry):
    app = visit("response", setting="relapsed")
    left = {code["code"]: code["words"].rpartition(" ")[2] for code in filters(app)["Setting"]["values"]}
    fit = ask(
        registry,
        "select count(distinct study_id) as n from cohort where setting in ('relapsed', 'relapsed-refractory', 'mixed')",
    )
    assert left["relapsed"] == str(fit[0]["n"])
    assert counted(app).endswith("Numbers beside the values count studies.")


def test_a_search_finds_a_study_of_a_large_version(registry):
    hits = [hit for group in search(registry, "Registry 42").groups for hit in group.hits]
    assert ("study", {"study": ("r00042",)}) in [(hit.about, hit.view.filters) for hit in hits]
    assert left_out(search(registry, "Registry").base).startswith("The words stand in 60 studies; the 5 with")


def test_a_comparison_looks_at_studies_of_its_regimens_however_many_conditions_they_miss(registry):
    given = {drug: {row["study_id"] for row in ask(registry, "select study_id from cohort where list_contains(drugs, $drug)",
             drug=drug)} for drug in ("quizartinib", "sorafenib")}  # fmt: skip
    found = base_of(registry, View({"mutation": ("flt3-itd",), "transplant": ("bridge",)}, regimens=tuple(given)))
    assert set(found.studies) <= given["quizartinib"] | given["sorafenib"]
    assert all(len(of_drug & set(found.studies)) >= min(5, len(of_drug)) for of_drug in given.values())
    assert f"Of {len(given['quizartinib'] | given['sorafenib'])} studies of these regimens" in left_out(found)


def test_compared_in_excerpts_regimens_answer_as_in_the_whole(large, published):
    view = View({"mutation": ("flt3-itd",), "setting": ("relapsed",)}, regimens=("sorafenib", "gilteritinib"))
    part, whole = (compare(base, view, view.regimens) for base in (base_of(published, view), published))
    assert part == whole and nearest_rows(base_of(published, view), view, part) == nearest_rows(published, view, whole)


def test_a_figure_of_a_study_that_is_not_shown_has_its_card(registry):
    facts = ask(registry, "select fact_id, events, of_n from fact where study_id = 'r00059' and domain = 'response' limit 1")
    found = provenance(registry, facts[0]["fact_id"], "wilson")
    assert (found.fact["events"], found.rates["printed"].of) == (facts[0]["events"], facts[0]["of_n"])


def test_what_changed_and_the_bundle_of_a_study_ask_for_the_studies_concerned_alone(registry, monkeypatch):
    seen = []
    whole = questions._of_domain
    monkeypatch.setattr(questions, "_of_domain", lambda version, domain: seen.append(version) or whole(version, domain))
    facts = views.facts(read("response", {}))
    assert facts and changes(registry, registry, View(), facts, facts) == []
    assert since(read("overview", {})).where == "of the studies looked at"
    assert bundle(registry, "r00007", "https://evidence.example")["entry"]
    assert seen and registry not in seen


def test_where_few_studies_fit_it_is_said_of_how_many_near_ones_some_are_looked_at(registry):
    found = base_of(registry, View({"mutation": ("flt3-itd",), "setting": ("relapsed",), "drug": ("quizartinib",)}))
    assert found.fitting < 5 < found.fitting + found.near
    assert f"of {found.near} that miss one of them the {5 - found.fitting}" in left_out(found)


def test_an_arm_asked_for_by_name_does_not_hide_that_studies_are_left_out(registry):
    by_name = tuple(f"r{study:05}/all" for study in range(60))
    found = base_of(registry, View(arms=by_name))
    assert len(found.studies) == 60 and left_out(found) == left_out(base_of(registry, View())) != ""


def test_slides_handouts_pictures_and_data_say_how_many_studies_they_leave_out(registry):
    reading = read("response", {})
    left = "Of 60 studies that fit the filters the 5"
    found = [Part(reading.frame(), panel, "") for panel in views.panels(reading) if panel.table]
    slides = Presentation(BytesIO(deck(found, date(2026, 12, 3)))).slides
    told = " ".join(shape.text_frame.text for shape in slides[0].shapes if shape.has_text_frame)
    assert left in told and left in found[0].panel.chart.caption.subtitle
    assert left in to_json(reading).decode()
    rows = pd.read_csv(BytesIO(to_csv(reading)), dtype=str)
    assert set(rows["extent"]) == {"5 of 60"} and set(rows["data_version"]) == {registry}


def test_studies_that_fit_exactly_are_asked_before_those_that_hold_such_patients_among_others(large, published):
    view = View({"mutation": ("flt3-itd",), "setting": ("relapsed",)})
    exact = {row["study_id"] for row in fitting(published, view).values() if row["match"].kind == "exact"}
    assert exact and set(base_of(published, view).studies[: len(exact)]) == exact
