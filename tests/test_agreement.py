"""Over many views of every page: sentence, title, filter, table and file agree, and no exact row fails a filter."""

import random
import re
from collections import Counter

import pytest

from dashboard.chrome import sidebar
from dashboard.exports import views
from dashboard.exports.forms import FORMS
from dashboard.exports.tables import rows
from dashboard.session.reading import of_page, read
from dashboard.session.takes import choices_of
from dashboard.site import WITH_DATA, page_named
from evidence.cohorts import Match, by_key, by_kind, cohorts, disjoint, fits, key
from evidence.selection import FILTERS
from evidence.vocabulary import DISEASE, LEVEL, MUTATION, SETTING, TRANSPLANT, narrower

VIEWS = 250
FILTERED = ("mutation", "setting", "transplant", "prior_flt3", "disease", "drug", "phase", "study")
CODES = {"mutation": MUTATION, "setting": SETTING, "transplant": TRANSPLANT, "disease": DISEASE, "level": LEVEL}
#: The table whose rows the filters of a page count, and the pages that count the studies of all their tables.
COUNTED = {"response": "response", "mobilisation": "mobilisation", "overview": "studies", "sources": "coverage",
           "patients": "patients-table"}  # fmt: skip
OF_STUDIES = ("toxicity", "outcomes")
#: A study is shown whole; what is compared is asked for regimen by regimen, each with filters of its own.
APART = ("study", "compare")


def queries(version):
    """Each page in turn with the values of one to three filters of some cohort, and some choices."""
    chance, found = random.Random(20261128), cohorts(version)
    pages = [page for page in WITH_DATA if page.name not in APART]
    for number in range(VIEWS):
        page, query = pages[number % len(pages)], {}
        for name in chance.sample(FILTERED, chance.choice((1, 1, 2, 2, 3))):
            row = chance.choice(found)
            value = chance.choice(row["drugs"]) if name == "drug" else row["study_id" if name == "study" else name]
            if value:
                query[name] = [value]
        for choice in choices_of(page.name):
            if chance.random() < 0.25:
                query[choice.name] = [chance.choice(list(choice.options))]
        yield page, query


@pytest.fixture(scope="module")
def shown(published):
    """Every view with its reading and its panels."""
    readings = ((page, of_page(read(page.name, query | {"data": [published]}))) for page, query in queries(published))
    return [(page, reading, views.panels(reading)) for page, reading in readings]


def records(panels, name):
    return next((panel.table.records for panel in panels if panel.name == name and panel.table), [])


def test_the_count_beside_the_filters_is_that_of_the_table(shown):
    for page, reading, panels in shown:
        counted = by_kind(sidebar._rows(page, reading.version, reading.view))
        if page.name in COUNTED:
            of_cohort = {(row["study"], row["label"]) if "study" in row else row["label"]: row["match"]
                         for row in records(panels, COUNTED[page.name]) if row["match"]}  # fmt: skip
            assert Counter(of_cohort.values()) == counted, (page.name, reading.query())


def test_every_study_that_is_counted_stands_in_a_table_or_is_named_below_one(shown):
    """How rows are cut is no filter: a study that has none of the kind asked for is counted all the same."""
    for page, reading, panels in shown:
        if page.name in OF_STUDIES and reading.view.choice("rows") == "highest":
            found = sidebar._rows(page, reading.version, reading.view)
            inside = {row.get("study") for panel in panels if panel.table for row in panel.table.records}
            said = " ".join(line for panel in panels for line in (*panel.remarks, panel.answer.text) if line)
            missing = [row["study_label"] for row in found if row["study_label"] not in inside]
            assert [name for name in missing if name not in said] == [], (page.name, reading.query())


def test_the_title_counts_what_the_table_has(shown):
    for _, reading, panels in shown:
        for panel in panels:
            if panel.chart and (found := re.search(r", (\d+) among others", panel.chart.caption.title)):
                records = [row for row in panel.table.records if row["match"] == Match.AMONG]
                among = {(row.get("study"), row.get("label"), row.get("cohort_id")) for row in records}
                assert int(found[1]) <= len(among) or panel.name == "evidence-map", (panel.name, reading.query())


def test_a_sentence_says_that_nothing_is_here_only_where_nothing_is(shown):
    for page, reading, panels in shown:
        for panel in panels:
            if panel.table is None:
                continue
            kinds = {row.get("match") for row in panel.table.records} - {None}
            exactly = panel.answer.text.startswith("No cohort fits all filters")
            assert not kinds or exactly == (Match.EXACT not in kinds), (page.name, panel.name, reading.query())
            assert Match.NEAREST not in kinds or kinds == {Match.NEAREST}, (panel.name, reading.query())


def test_no_exact_row_fails_a_filter(shown, published):
    for page, reading, panels in shown:
        for panel in panels:
            for row in rows(panel.name, panel.table, reading) if panel.table else ():
                place = (row["study_id"], row.get("cohort_id"))
                if row["match"] == Match.EXACT and place in by_key(published):
                    assert failed(by_key(published)[place], reading.view) == [], (page.name, panel.name, reading.query())


def failed(cohort, view):
    """The filters that a cohort does not fit exactly, told without the product's own rules."""
    found = []
    for name in FILTERED:
        chosen = view.chosen(name)
        if not chosen or cohort["kind"] == "patient":
            continue
        wanted = set().union(*(narrower(CODES[name], code) if name in CODES else {code} for code in chosen))
        own = set(cohort["drugs"]) if name == "drug" else {cohort["study_id" if name == "study" else name]}
        beside = name == "drug" and cohort["role"] == "control"
        if not (own & wanted or beside):
            found.append(name)
    return found


def test_no_patient_stands_in_a_block_twice(shown, published):
    for page, reading, panels in shown:
        if page.name == "response":
            for panel in panels:
                found = [by_key(published)[row["study_id"], row["cohort_id"]] for row in rows(panel.name, panel.table, reading)
                         if row["cohort_id"]]  # fmt: skip
                for at, one in enumerate(found):
                    assert all(disjoint(published, one, other) for other in found[at + 1 :]), (panel.name, reading.query())


def test_a_click_shows_as_many_as_its_value_says(shown, published):
    chance = random.Random(1)
    for page, reading, _ in chance.sample(shown, 60):
        one = chance.choice(FILTERS)
        counts = sidebar._counts(one, page, reading.frame())
        for code in chance.sample(list(counts), min(4, len(counts))):
            clicked = reading.view.with_filter(one.name, (code,))
            assert counts[code] == sum(map(fits, sidebar._rows(page, published, clicked))), (page.name, one.name, code)


def test_the_file_has_the_rows_of_the_page(shown):
    for _, reading, panels in shown[::25]:
        text = FORMS["csv"][2](reading).decode()
        expected = sum(len(panel.table.records) for panel in panels if panel.table)
        head, *lines = text.lstrip("\ufeff").splitlines()
        assert "match" in head.split(",") and len(lines) >= expected


def test_keys_of_pages_are_those_that_this_test_knows():
    assert {*COUNTED, *OF_STUDIES, *APART} == {page.name for page in WITH_DATA}
    assert page_named("response").counted is not page_named("overview").counted and key({"study_id": 1, "cohort_id": 2})
