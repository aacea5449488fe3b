"""One box: a study by name, author, registry number, DOI; a drug by any of its names; a term by its synonym."""

import pytest

from evidence.language import speaking
from evidence.questions.search import LIMIT, search
from evidence.selection import View


@pytest.mark.parametrize(
    ("text", "kind", "page", "filters"),
    [
        ("borthakur 2020", "Study", "study", {"study": ("borthakur-2020",)}),
        ("NCT01254890", "Study", "study", {"study": ("ravandi-2013",)}),
        ("10.1002/ajh.25943", "Study", "study", {"study": ("borthakur-2020",)}),
        ("21816375", "Study", "study", {"study": ("al-kali-2011",)}),
        ("Zeng", "Study", "study", {"study": ("borthakur-2020",)}),
    ],
)
def test_a_study_is_found_by_what_people_know_of_it(published, text, kind, page, filters):
    hit = search(published, text)[0]
    assert (hit.kind, hit.page, hit.view.filters) == (kind, page, filters)


def test_a_drug_is_found_by_its_code_name(published):
    assert ("Drug", View({"drug": ("quizartinib",)})) in [(hit.kind, hit.view) for hit in search(published, "ac220")]


def test_a_side_effect_is_found_by_a_synonym_and_opens_its_organ_class(published):
    hit = next(hit for hit in search(published, "thrombopenia") if hit.kind == "Term")
    assert (hit.page, hit.view.choice("organ")) == ("toxicity", "blood")


def test_in_another_language_a_drug_is_found_by_both_its_names_and_reads_in_that_language(published):
    with speaking("zh"):
        for text in ("硼替佐米", "bortezomib"):
            assert "硼替佐米" in [hit.label for hit in search(published, text) if hit.page == "response"]
    assert "Bortezomib" in [hit.label for hit in search(published, "bortezomib") if hit.page == "response"]


def test_words_may_come_in_any_order_and_few_hits_come_back(published):
    assert search(published, "2013 ravandi")[0].view.chosen("study") == ("ravandi-2013",)
    assert len(search(published, "a")) == LIMIT
    assert search(published, "") == [] and search(published, "zzzz") == []


def test_the_box_leads_to_the_page_of_a_study(open_page):
    app = open_page("response")
    next(box for box in app.text_input if box.label == "Search").set_value("NCT01254890").run()
    assert not app.exception
    assert any("Ravandi 2013" in link.proto.label for link in app.get("page_link"))
