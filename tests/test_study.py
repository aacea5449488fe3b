"""Study: all that one study prints, each figure with its place, under its own anchor, as printed and as read."""

import pytest

from dashboard.chrome.tables import to_html
from dashboard.exports.tables import rows as in_files
from dashboard.session.frame import Frame
from dashboard.session.reading import read, study_of
from evidence.language import speaking
from evidence.questions.in_short import words as in_short
from evidence.questions.studies.numbers import study_labels
from evidence.questions.study import figures_words as figures
from evidence.questions.study import words
from evidence.questions.study.numbers import record
from evidence.selection import View
from evidence.wording.printed import unit
from evidence.wording.table import Column, Table
from tests.conftest import asked, fitting, shown, tell


def fact(**given):
    """A figure as the database gives it; what is not given is missing."""
    names = ("events", "of_n", "value", "low", "high", "spread", "interval", "unit")
    return dict.fromkeys(names) | {"term": "OS", "printed": ""} | given


@pytest.mark.parametrize(
    ("figure", "read"),
    [
        (fact(statistic="count", events=10, of_n=27), "10/27"),
        (fact(statistic="percent", events=10, of_n=27, value=37, unit="%"), "10/27, 37 %"),
        (fact(statistic="percent", value=64, unit="%"), "count not printed, 64 %"),
        (fact(statistic="percent", of_n=28, value=36, unit="%"), "?/28, 36 %"),
        (fact(statistic="count", events=0, of_n=3), "0/3"),
        (fact(statistic="count", events=29), "29/?"),
        (fact(statistic="median", value=54, low=8, high=87, interval="range", unit="weeks"), "54 weeks (range 8 to 87)"),
        (fact(statistic="hazard ratio", value=0.76, low=0.42, high=1.39, interval="ci95"), "0.76 (95 % CI 0.42 to 1.39)"),
        (fact(statistic="range", low=200, high=800, unit="mg daily"), "200 to 800 mg daily"),
        (fact(statistic="limit", low=18, unit="years"), "lower limit 18 years"),
        (fact(statistic="p value", high=0.002), "upper limit 0.002"),
        (fact(statistic="words"), "in words, no number"),
    ],
)
def test_value_is_read_as_printed_and_nothing_is_computed(figure, read):
    assert figures.value(figure) == read


@pytest.mark.parametrize(("term", "word"), [("age", "岁"), ("eligibility: age above", "岁"), ("OS", "年")])
def test_chinese_counts_an_age_in_a_word_of_its_own(term, word):
    with speaking("zh"):
        assert unit(fact(term=term, unit="years")) == word
    assert unit(fact(term=term, unit="years")) == "years"


def test_cohorts_follow_their_whole_with_missing_numbers_named(published):
    tree = record(published, "ravandi-2010").cohorts
    table = words.cohorts(tree)
    assert [(row["label"].strip("\u2003"), row["label"].count("\u2003"), row["n"]) for row in table.records][:3] == [
        ("Both phases", 0, None),
        ("Phase 1, relapsed", 1, 10),
        ("Phase 2, untreated", 1, 51),
    ]
    assert table.records[3]["label"] == "\u2003\u2003FLT3-mutated, untreated"
    assert "<td class='number' data-key=''>not reported</td>" in to_html(table)


def test_every_figure_has_its_anchor_and_stands_in_one_table(published):
    found = record(published, "metzelder-2009")
    tables = figures.by_domain(found, published)
    ids = [row["fact_id"][0] for table in tables for row in table.records]
    assert sorted(ids) == sorted(fact["fact_id"] for facts in found.figures.values() for fact in facts)
    html = "".join(to_html(table) for table in tables)
    assert all(f"<tr id='{id_}'>" in html for id_ in ids)
    assert len(figures.every(found, published).records) == len(set(ids)) > 100


def test_columns_without_content_leave_the_screen_and_stay_in_the_file(alpha):
    table = figures.by_domain(record(alpha, "alpha-2001"), alpha)[0]
    assert "grade" not in [column.name for column in table.shown]
    assert "grade" in in_files("study", table, read("study", {}))[0]


def test_figure_names_its_discrepancies(published):
    rows = figures.every(record(published, "borthakur-2020"), published).records
    disputed = {row["fact_id"][0]: row["disputed"] for row in rows}
    assert "Make-up of the response rate" in disputed["borthakur-2020/all/response/ORR"]
    assert disputed["borthakur-2020/all/response/CR"] == ""
    rows = figures.every(record(published, "ravandi-2013"), published).records
    disputed = {row["fact_id"][0]: row["disputed"] for row in rows}
    assert "⚑ Cycles to response" in disputed["ravandi-2013/evaluable/time-to-event/TTR/median/counted-in-cycles"]


def test_sources_lead_to_their_papers_only_by_known_addresses(published):
    html = to_html(words.sources(record(published, "ravandi-2013").sources))
    assert "href='https://doi.org/10.1182/blood-2013-01-480228'" in html
    assert "href='https://pubmed.ncbi.nlm.nih.gov/23613521/'" in html
    assert "href='https://identifiers.org/clinicaltrials:NCT01254890'" in html


def test_the_name_of_a_study_leads_to_it_where_a_page_says_how():
    table = Table("t", (Column("label", "A", study=True),), [{"label": "Alpha 2001", "study_id": "alpha-2001"}])
    assert "<a href='/study?study=alpha-2001'" in to_html(table, study_of=lambda study: f"/study?study={study}")
    assert "<a " not in to_html(table)


@pytest.mark.parametrize("address", ["javascript:alert(1)", "http://x.example", "//x.example", "/\\x.example", None])
def test_other_addresses_are_not_linked(address):
    table = Table("t", (Column("a", "A", href=lambda row: address),), [{"a": "<b>"}])
    assert "<a " not in to_html(table) and "&lt;b&gt;" in to_html(table)


def test_link_to_a_study_keeps_the_filters_and_closes_the_card():
    view = View({"setting": ("relapsed",), "study": ("other-1999",)}, facts=("a/b/c",))
    here = Frame("sources", view, "0" * 16, {}, narrow=False)
    assert study_of(here)("alpha-2001") == f"/study?setting=relapsed&study=alpha-2001&data={'0' * 16}"


def test_the_answer_to_whom_it_treated_names_wholes_with_their_numbers_and_parts(alpha):
    assert words.treated(record(alpha, "alpha-2001")) == (
        "All enrolled: 10, mixed settings, 90 % FLT3-ITD (9 of 10), mixed transplant status."
        " Told apart: Relapsed; Primary refractory; 200 mg daily; 400 mg daily."
    )


def test_page_shows_the_study_of_the_filter_whole(open_page):
    text = shown(open_page("study", study="borthakur-2020", level="full text"))
    assert "28 figures on 6 cohorts: 28 read once and checked; 6 with a doubt; 9 discrepancies registered." in text
    assert "id='borthakur-2020/all/mobilisation/blasts/fold-mean'" in text and "58.4 fold" in text
    assert "https://doi.org/10.1002/ajh.25943" in text
    assert "The English original decides" in text


def test_picking_a_study_sets_the_filter_and_its_link(open_page):
    app = open_page("study")
    (found,) = fitting(asked(app)["Study"], "safaian")
    app = tell(app, "asked", "pressed", {"turn": 0, "filters": {"study": [found["code"]]}})
    assert app.query_params["study"] == "safaian-2009"
    assert "1 figure on 1 cohort" in shown(app)


def test_unknown_study_is_reported_and_the_picker_stays(open_page, published):
    app = open_page("study", study="nobody-1999")
    assert "nobody" in app.warning[0].value
    assert asked(app)["Study"]["chosen"] == []
    assert f">{next(iter(study_labels(published).values()))}</a>" in shown(app)


def test_single_patient_without_side_effects_is_not_called_unreported(published):
    table = words.patients(record(published, "metzelder-2009").patients)
    fifth = next(row for row in table.records if row["number"] == 5)
    assert fifth["side_effects"] == "none listed"


def test_without_a_study_every_one_is_listed_and_can_be_sorted(open_page, published):
    text = shown(open_page("study"))
    assert text.count("class='sort'") > 5
    assert all(f">{label}</a>" in text for label in study_labels(published).values())


def test_a_study_begins_with_a_card_who_what_against_whom(open_page, published):
    card = {row["what"]: row["said"] for row in in_short.card(record(published, "borthakur-2020")).records}
    assert "28" in card["Patients"] and card["Given"] == "sorafenib + plerixafor + G-CSF"
    assert "400 mg twice daily" in card["Dose"] and card["Compared with"] == "no control in the study"
    text = shown(open_page("study", study="borthakur-2020"))
    assert text.index("Compared with") < text.index("4/28 enrolled") < text.index("28 figures on 6 cohorts")
