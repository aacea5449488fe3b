"""One box: the exact name first, every hit counted, a wrong letter mended, the reader's filters kept where they apply."""

import re
from urllib.parse import parse_qs

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from dashboard.chrome.header import notices
from dashboard.chrome.search import OPEN
from dashboard.routes import find
from dashboard.session.reading import read
from dashboard.site import page_of
from evidence.language import languages, speaking
from evidence.questions.facts import printing
from evidence.questions.search.finding import joined, search
from evidence.questions.search.spelling import one_letter_off, words
from evidence.selection import View


def first(version, text):
    """The best hit."""
    return search(version, text).groups[0].hits[0]


def kinds(version, text):
    return {group.kind: [hit.label for hit in group.hits] for group in search(version, text).groups}


@pytest.mark.parametrize(
    ("text", "study"),
    [
        ("borthakur 2020", "borthakur-2020"),
        ("NCT01254890", "ravandi-2013"),
        ("10.1002/ajh.25943", "borthakur-2020"),
        ("21816375", "al-kali-2011"),
        ("Zeng", "borthakur-2020"),
        ("2013 ravandi", "ravandi-2013"),
        ("dohner amlsg", "dohner-2022"),
    ],
)
def test_a_study_is_found_by_what_people_know_of_it(published, text, study):
    hit = first(published, text)
    assert (hit.kind, page_of(hit.about).name, hit.view.filters) == ("Studies", "study", {"study": (study,)})


@pytest.mark.parametrize("language", list(languages()))
@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("OS", "Overall survival (Time to event)"),
        ("CR", "CR (Response)"),
        ("ORR", "Overall response (Response)"),
        ("QTc", "QT interval prolonged (Toxicity)"),
        ("DLT", "Dose-limiting toxicity (Dose-limiting toxicity)"),
        ("CRS", "Cytokine release syndrome (Toxicity)"),
        ("TKD", "Mutation: FLT3-TKD"),
        ("HMA", "Hypomethylating agent: Azacitidine, Decitabine, Hypomethylating agent"),
        ("R/R", "Setting: Relapsed or refractory"),
        ("early death", "Died (Mortality)"),
        ("30-day mortality", "Died (Mortality)"),
        ("allo-HSCT", "Transplant status: Prior allogeneic transplant"),
        ("完全缓解", "CR (Response)"),
        ("总生存", "Overall survival (Time to event)"),
    ],
)
def test_a_code_or_abbreviation_comes_first_in_both_languages(published, language, text, label):
    with speaking(language):
        hit = first(published, text)
    english = next(hit for group in search(published, text).groups for hit in group.hits)
    assert english.label == label and hit.view == english.view


@pytest.mark.parametrize(
    ("text", "drug"),
    [("Xospata", "gilteritinib"), ("rydapt", "midostaurin"), ("Vanflyta", "quizartinib"), ("NEXAVAR", "sorafenib"),
     ("Mozobil", "plerixafor"), ("ac220", "quizartinib"), ("gilteritinib", "gilteritinib"), ("吉瑞替尼", "gilteritinib"),
     ("sorafinib", "sorafenib"), ("gilteritnib", "gilteritinib"), ("quizartanib", "quizartinib"), ("plerix", "plerixafor")],
)  # fmt: skip
def test_a_drug_comes_first_by_generic_name_brand_code_beginning_or_with_a_wrong_letter(published, text, drug):
    hit = first(published, text)
    assert (hit.kind, hit.view.filters) == ("Drugs", {"drug": (drug,)})


def test_what_a_mistyped_word_was_taken_for_is_told(published):
    assert search(published, "sorafinib").read_as == (("sorafinib", "sorafenib"),)
    assert search(published, "sorafenib").read_as == ()


@pytest.mark.parametrize("text", ["mobilization", "neutropaenia", "hypokalemia", "diarrhea", "tumor lysis", "anemia"])
def test_british_and_american_spelling_find_the_same(published, text):
    british = {"mobilization": "mobilisation", "neutropaenia": "neutropenia", "hypokalemia": "hypokalaemia",
               "diarrhea": "diarrhoea", "tumor lysis": "tumour lysis", "anemia": "anaemia"}[text]  # fmt: skip
    assert kinds(published, text) == kinds(published, british) != {}


def test_a_dose_finds_the_cohorts_that_had_it_and_no_others(published):
    found = kinds(published, "gilteritinib 120 mg")["Doses"]
    assert "Perl 2019 (ADMIRAL), gilteritinib 120 mg daily" in found
    assert all("120 mg" in label for label in found)
    assert found == kinds(published, "xospata 120mg")["Doses"]


def test_words_inside_other_words_are_no_hits_and_none_of_many_is_left_out(published):
    assert not any("nitros" in label.lower() for labels in kinds(published, "OS").values() for label in labels)
    assert len(kinds(published, "sorafenib")["Studies"]) > 20


def test_where_no_entry_has_all_words_those_with_most_are_shown_and_said_to_be(published):
    found = search(published, "gilteritinib quizartinib smith")
    assert found.partly and {hit.label for hit in found.groups[0].hits} == {"Gilteritinib", "Quizartinib"}
    assert not search(published, "gilteritinib").partly
    assert search(published, "") == search(published, "!!") == search(published, "zzzzz")


def test_a_side_effect_opens_its_organ_class_and_its_own_panel(published):
    hit = first(published, "thrombopenia")
    assert (page_of(hit.about).name, hit.view.choice("organ"), hit.view.choice("event")) == (
        "toxicity",
        "blood",
        "thrombocytopenia",
    )


@pytest.mark.parametrize(
    ("text", "endpoint"), [("CR", "CR"), ("CRc", "CRi"), ("ORR", "overall"), ("complete molecular response", "molecular")]
)
def test_a_response_term_opens_the_endpoint_that_shows_it(published, text, endpoint):
    assert first(published, text).view.choice("endpoint") == endpoint


def test_two_terms_of_one_name_can_be_told_apart(published):
    labels = kinds(published, "QTc")["Terms"]
    assert len(labels) == len(set(labels)) > 1


def test_words_are_compared_without_case_accents_and_spelling():
    assert words("Hypokalaemia, grade ≥3 (120mg)") == ("hypokalemia", "grade", "3", "120", "mg")
    assert words("Döhner") == words("dohner") and words("haematological") == words("hematological")
    assert words("0.24 mg/kg") == ("0.24", "mg", "kg") and words("10 µg") == words("10 mcg")


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("sorafinib", "sorafenib"),
        ("gilteritnib", "gilteritinib"),
        ("gilterritinib", "gilteritinib"),
        ("sorafneib", "sorafenib"),
    ],
)
def test_one_letter_wrong_missing_too_many_or_swapped(typed, meant):
    assert one_letter_off(typed, ["sorafenib", "gilteritinib", "midostaurin"]) == [meant]


def test_two_letters_off_or_a_short_word_is_no_slip():
    assert one_letter_off("sorefinib", ["sorafenib"]) == one_letter_off("acr", ["act"]) == []
    assert one_letter_off("sorafenib", ["sorafenib"]) == []


BETA = """\
id: beta-2002
label: Beta 2002
title: Another invented study
phase: "2"
design: single arm
disease: AML
year: 2002
regimen: {name: drug B, group: flt3, drugs: [gilteritinib]}
sources:
  - {id: main, kind: journal article, level: full text, citation: "Beta B. Invented J 2002;1:1", doi: 10.1000/beta, seen: 2026-11-20}
cohorts:
  - {id: all, kind: all, label: All, n: 9, mutation: flt3-itd, setting: newly-diagnosed, at: Table 1}
response:
  - {cohort: all, term: CR, events: 4, of: 9, population: enrolled, printed: "4", at: "Table 2", source: main, readers: twice}
"""


def test_a_hit_keeps_the_filters_that_still_apply_and_names_those_that_fell(evidence_of):
    version = evidence_of(BETA)
    now = View({"mutation": ("flt3-itd",), "setting": ("relapsed",)}).with_choice("interval", "wilson")
    hit = first(version, "gilteritinib")

    def on_response(version, view):
        return printing(version, view, domains=("response",))

    view, fell = joined(version, now, hit.view, on_response)
    assert view.filters == {"drug": ("gilteritinib",), "mutation": ("flt3-itd",)}
    assert view.choice("interval") == "wilson" and fell == (("setting", "relapsed"),)


def test_another_value_of_the_same_filter_takes_its_place(evidence_of):
    version = evidence_of(BETA)
    hit = View({"mutation": ("flt3-itd",)})
    view, fell = joined(version, View({"mutation": ("flt3-tkd",)}), hit, lambda *_: frozenset())
    assert (view.filters, fell) == ({"mutation": ("flt3-itd",)}, (("mutation", "flt3-tkd"),))


@pytest.fixture(scope="module")
def site():
    return TestClient(Starlette(routes=find.routes))


def test_the_box_leads_to_the_page_of_a_study_and_counts_what_it_finds(published, site):
    found = site.get("/find/response?text=NCT01254890&mutation=flt3-itd").json()
    (group,) = (one for one in found["groups"] if one["kind"] == "Studies")
    assert (group["head"], group["more"], len(group["hits"])) == ("Studies (1)", "", 1)
    assert "Ravandi 2013" in group["hits"][0]["label"]
    assert re.match(r"/study\?.*study=ravandi-2013", group["hits"][0]["href"])


def test_a_kind_with_many_hits_unfolds_and_a_way_names_the_filters_that_fell(published, site):
    asked = "/find/response?text=blinatumomab&mutation=flt3-itd&lang=en"
    folded, whole = (site.get(asked + more).json()["groups"] for more in ("", "&whole=Studies"))
    some, every = (next(one for one in groups if one["kind"] == "Studies") for groups in (folded, whole))
    assert len(some["hits"]) == OPEN < len(every["hits"]) and every["more"] == ""
    assert some["more"] == f"{len(every['hits']) - OPEN} more" and every["hits"][:OPEN] == some["hits"]
    drug = next(one for one in folded if one["kind"] == "Drugs")["hits"][0]
    assert drug["without"] == "without FLT3-ITD"
    page, _, query = drug["href"][1:].partition("?")
    arrived = read(page, parse_qs(query))
    assert (arrived.view.chosen("drug"), arrived.left.filters) == (("blinatumomab",), {"mutation": ("flt3-itd",)})
    said = "Left out here, because nothing matches them together with what you chose: FLT3-ITD."
    assert said in [text for _, text in notices(arrived, str)]
    assert "left" not in arrived.query()


@pytest.mark.parametrize(
    ("address", "code"),
    [
        ("/find/response", 200),
        ("/find/response?text=%00%ff&whole=nonsense&whole=", 200),
        ("/find/response?text=" + "a" * 5000, 200),
        ("/find/response?mutation=nonsense&text=a", 400),
        ("/find/response?data=0123456789abcdef&text=a", 404),
        ("/find/nowhere?text=a", 404),
        ("/find/toxicity/arm?text=%00%25", 200),
        ("/find/toxicity/drug?text=a", 404),
        ("/find/nowhere/arm?text=a", 404),
    ],
)
def test_a_hostile_question_is_answered_or_refused(published, site, address, code):
    assert site.get(address).status_code == code


def test_a_way_that_leaves_out_what_is_no_filter_says_so(published):
    reading = read("response", {"left": ["setting:relapsed", "mutation:<b>", "nonsense:x", "<script>"]})
    assert reading.left.filters == {"setting": ("relapsed",)}
    assert {one.name for one in reading.ignored} == {"mutation", "nonsense", "<script>"}


@pytest.mark.parametrize(
    ("text", "regimens", "filters"),
    [
        ("sorafenib gilteritinib", ("sorafenib", "gilteritinib"), {}),
        ("Xospata vs. Nexavar", ("gilteritinib", "sorafenib"), {}),
        ("sorafinib against gilt", ("sorafenib", "gilteritinib"), {}),
        ("索拉非尼对吉瑞替尼", ("sorafenib", "gilteritinib"), {}),
        ("FLT3-ITD sorafenib or gilteritinib", ("sorafenib", "gilteritinib"), {"mutation": ("flt3-itd",)}),
    ],
)
def test_regimens_lead_to_their_comparison_for_the_patient_that_is_named(published, text, regimens, filters):
    hit = first(published, text)
    assert (hit.kind, page_of(hit.about).name, hit.view.regimens, hit.view.filters) == (
        "Comparison",
        "compare",
        regimens,
        filters,
    )


def test_one_regimen_offers_its_comparison_second_and_other_words_none(published):
    assert list(kinds(published, "gilteritinib"))[:2] == ["Drugs", "Comparison"]
    assert "Comparison" not in kinds(published, "sorafenib 400") and "Comparison" not in kinds(published, "early death")
