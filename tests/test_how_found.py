"""How the base was found: the counts close, nothing is named that is not there, and what is wanted is said."""

import pytest

from dashboard.exports import views
from dashboard.session.reading import read
from dashboard.site import page_named
from etl.read import read_studies
from etl.searching import read_search
from evidence.questions.how_found import numbers, words
from tests.conftest import STUDIES

SEARCH = """\
searches:
  - {id: first, day: 2026-11-01, where: two papers, studies: [one, two]}
  - {id: second, day: 2026-11-20, where: meetings, words: [menin], studies: [three]}
left_out:
  - {search: second, what: A fourth, why: No page to cite}
wanted:
  - {what: The paper of one, why: Read in news only, study: one}
  - {what: Another on revumenib, why: Not read, drugs: [revumenib]}
"""


def problems(tmp_path, text, **own):
    path = tmp_path / "search.yaml"
    path.write_text(text, encoding="utf-8")
    return [problem.message for problem in read_search(path, lambda: {"one": None, "two": None, "three": None} | own)[1]]


def test_a_file_that_closes_has_no_problem(tmp_path):
    assert problems(tmp_path, SEARCH) == []


@pytest.mark.parametrize(
    ("today", "then", "said"),
    [
        ("[three]", "[three, one]", "'one' stands in several searches"),
        ("[three]", "[]", "no search brought three"),
        ("[three]", "[three, five]", "'five' is no study of the base"),
        ("search: second", "search: third", "'third' is none of the searches"),
        ("study: one}", "study: six}", "'six' is no study of the base"),
        (", drugs: [revumenib]", "", "gives neither the study"),
        ("[revumenib]", "[elixir]", "elixir"),
    ],
)
def test_what_does_not_close_is_told(tmp_path, today, then, said):
    assert SEARCH.count(today) == 1
    assert any(said in message for message in problems(tmp_path, SEARCH.replace(today, then)))


def test_a_study_may_name_its_search_itself(tmp_path):
    path = tmp_path / "search.yaml"
    path.write_text(SEARCH, encoding="utf-8")
    found, wrong = read_search(path, lambda: {"one": None, "two": None, "three": None, "four": "second"})
    assert wrong == [] and [one.studies for one in found.searches] == [("one", "two"), ("three", "four")]
    (said,) = problems(tmp_path, SEARCH, four=None)
    assert "no search brought four; say it in each of their files, search: NAME, with one of first, second" in said
    (unnamed,) = problems(tmp_path, SEARCH, four="third")
    assert "four: the search that the study names is none of first, second" in unnamed
    assert any("'one' stands in several searches" in message for message in problems(tmp_path, SEARCH, one="second"))


def test_no_file_is_no_problem(tmp_path):
    assert read_search(tmp_path / "search.yaml", lambda: {"one": None}) == (None, [])


def test_the_counts_of_the_base_close(published):
    found = numbers.steps(published)
    every = numbers.total(found)
    assert all(step.brought == step.omitted + step.kept for step in (*found, every))
    assert every.kept == sum(step.kept for step in found) == len(read_studies(STUDIES))
    assert every.omitted == len(numbers.left_out(published))
    assert numbers.last_day(published) == max(str(step.search["day"]) for step in found)


def test_what_the_base_does_not_hold_is_said_with_its_drug(published):
    rows = numbers.not_held(published, ("gilteritinib",))
    assert rows and all(row["study_id"] is None for row in rows)
    assert words.not_held(rows).startswith("Known to exist and not in the base: ")
    assert words.not_held(numbers.not_held(published, ("lestaurtinib",))) == ""


@pytest.mark.parametrize("choices", ({}, {"show": "all"}, {"show": "dose"}, {"part": "all"}, {"part": "transplant"}))
@pytest.mark.parametrize("page", ("response", "outcomes", "toxicity", "compare"))
def test_a_page_of_a_drug_says_once_what_is_known_of_it_and_not_here(published, page, choices):
    query = {"regimen": ["gilteritinib"]} if page == "compare" else {"drug": ["gilteritinib"]}
    reading = read(page, query | {name: [code] for name, code in choices.items()})
    said = [[line for line in panel.remarks if line.startswith("Known to exist")]
            for panel in page_named(page).panels(reading.frame())]  # fmt: skip
    assert said[0] and "Cairoli" in said[0][0] and not any(said[1:])


def test_a_panel_taken_alone_says_it_too_and_a_view_of_no_drug_does_not(published):
    alone, unasked = (views.one(read("toxicity", query), "deaths") for query in ({"drug": ["gilteritinib"]}, {}))
    assert any("Cairoli" in line for line in alone.remarks)
    assert not any("Cairoli" in line for line in unasked.remarks)


def test_a_base_that_does_not_say_how_it_was_found_says_so(evidence_of):
    version = evidence_of((STUDIES / "levis-2011.yaml").read_text(encoding="utf-8"))
    assert numbers.steps(version) == [] and numbers.last_day(version) is None
    assert words.sentence([], []) == "These data do not say how they were found."
    assert words.of_base("Sources: none", 1, None) == "Sources: none"
