"""A link and what it says: nothing is lost on the way, nothing is followed silently that is not as asked."""

from dataclasses import replace
from urllib.parse import parse_qs, urlencode

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dashboard.exports import views
from dashboard.routes.index import PARTS, _shortened
from dashboard.session.reading import Reading, of_page, read
from dashboard.session.takes import choices_of, takes
from dashboard.site import PAGES
from etl.build import publish
from etl.read import read_studies
from evidence import database
from evidence.cohorts import cohorts
from evidence.database import ask
from evidence.migrations import MIGRATIONS, Renamed, migrate, name_today
from evidence.questions.facts import facts
from evidence.questions.studies.numbers import names, study_labels
from evidence.reasons import because
from evidence.selection import ARMS, CHOICES, FILTERS, REGIMENS, Ignored, View
from evidence.selection import names as parameters
from evidence.selection.mended import TRACKING
from evidence.versions import ALWAYS, asked, kept, understood
from evidence.vocabulary import DOMAIN, DRUG
from evidence.wording.reasons import words
from tests.conftest import ALPHA

EVERY_NAME = """
select fact_id as name from fact union select discrepancy_id from discrepancy union select study_id from study order by name
"""


@st.composite
def readings(draw, version: str) -> Reading:
    """Any state that the pages can be in."""
    page = draw(st.sampled_from([page.name for page in PAGES]))
    view = View()
    for one in FILTERS:
        codes = list(one.codes) if one.codes is not None else list(study_labels(version))
        view = view.with_filter(one.name, [code for code in codes if draw(st.integers(0, 5)) == 0])
    for choice in choices_of(page):
        if choice.name != "unchecked":  # there are no drafts here; with some, see test_unchecked
            view = view.with_choice(choice.name, draw(st.sampled_from(list(choice.options))))
    known = [row["name"] for row in ask(version, EVERY_NAME)]
    facts = tuple(draw(st.lists(st.sampled_from(known), max_size=4, unique=True)))
    other = tuple(draw(st.lists(st.sampled_from(known), max_size=2, unique=True)))
    if "club" in takes(page) and draw(st.booleans()):
        view = replace(view, club="flt3", step=draw(st.integers(0, 12)))
    if "regimen" in takes(page):
        drugs = st.lists(st.sampled_from(sorted(DRUG)), max_size=REGIMENS, unique=True)
        view = replace(view, regimens=tuple(draw(drugs)))
    if "arm" in takes(page):
        arms = st.sampled_from([f"{row['study_id']}/{row['cohort_id']}" for row in cohorts(version)])
        view = replace(view, arms=tuple(draw(st.lists(arms, max_size=ARMS, unique=True))))
    return Reading(page, replace(view, facts=facts, other=other), version, live=draw(st.booleans()))


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_every_state_comes_back_from_its_link(published, data):
    reading = data.draw(readings(published))
    query = parse_qs(reading.address().partition("?")[2])
    assert read(reading.page, query) == reading


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.dictionaries(st.text(max_size=12), st.lists(st.text(max_size=30), min_size=1, max_size=4), max_size=6))
def test_hostile_queries_are_read_and_what_is_unknown_is_said(published, query):
    reading = read("response", parse_qs(urlencode(query, doseq=True, errors="ignore")))
    assert reading.version == published
    said = {one.name for one in reading.ignored}
    silent = {name for name in query if name in (*parameters(), "cut") or TRACKING.fullmatch(name.casefold())}
    assert {name[:40] for name in query if name not in silent and any(query[name])} <= said


def test_regimens_are_compared_in_the_order_asked_for_and_what_is_none_is_said(published):
    hostile = ["gilteritinib,sorafenib", "<script>", "sorafenib", "x" * 500, "quizartinib", "midostaurin", "blinatumomab"]
    reading = read("compare", {"regimen": hostile})
    assert reading.view.regimens == ("gilteritinib", "sorafenib", "quizartinib", "midostaurin")
    assert [(one.name, one.value) for one in reading.ignored] == [
        ("regimen", "<script>"), ("regimen", "x" * 40), ("regimen", "blinatumomab"),
    ]  # fmt: skip


def test_arms_stand_in_the_order_asked_for_and_what_can_be_none_is_said(published):
    rows = [f"{row['study_id']}/{row['cohort_id']}" for row in cohorts(published)[:5]]
    reading = read("toxicity", {"arm": [",".join(rows[1::-1]), "<script>/x", "nobody-2001/all", rows[0], *rows[2:]]})
    assert reading.view.arms == (rows[1], rows[0], rows[2], rows[3])
    assert [one.value for one in reading.ignored] == ["<script>/x", "nobody-2001/all", rows[4][:40]]
    assert read("toxicity", {"arm": [f"{rows[0]})."]}).view.arms == (rows[0],)
    assert "arm" not in of_page(replace(reading, page="response")).query()


def test_a_link_that_follows_the_data_says_so_and_goes_on_saying_so(published):
    reading = read("response", {"data": ["current"]})
    assert reading.live and reading.version == published and not reading.ignored
    assert reading.query()["data"] == [ALWAYS] and reading.frame().data == ALWAYS
    assert read("response", {}).query()["data"] == [published]


def test_a_version_that_was_cut_off_is_completed_where_only_one_fits(published):
    assert asked(published[:10]) == (published, because("cut short; read as {version}", version=published))
    assert "that data version is not kept" in asked(published[:7])[1].message
    version, why = asked("../../etc/passwd")
    assert (version, words(why)) == (published, f"that data version is not kept; this is today's, {published}")


def test_a_renamed_parameter_and_a_renamed_code_are_read_in_todays_names_in_order():
    steps = (Renamed("line", "", "setting"), Renamed("setting", "rr", "relapsed-refractory"))
    query, said = migrate({"line": ["rr,relapsed", "mixed"], "data": ["x"]}, steps=steps)
    assert query == {"setting": ["relapsed-refractory", "relapsed", "mixed"], "data": ["x"]}
    assert list(map(words, said)) == ["line is now setting", "setting=rr is now setting=relapsed-refractory"]
    assert migrate({"setting": ["mixed"]}, steps=steps) == ({"setting": ["mixed"]}, [])
    assert migrate({"line": ["a"], "setting": ["b"]}, steps=steps[:1])[0] == {"setting": ["b", "a"]}


def test_a_name_that_the_links_own_version_still_uses_stays():
    step = Renamed("fact", "old/name", "new/name")
    assert migrate({"fact": ["old/name"]}, {"old/name"}, (step,)) == ({"fact": ["old/name"]}, [])
    assert migrate({"fact": ["old/name"]}, (), (step,))[0] == {"fact": ["new/name"]}


def test_links_to_readers_as_numbers_find_how_a_figure_was_read(published):
    reading = read("response", {"readers": ["1,2"]})
    assert reading.view.chosen("readers") == ("once", "checked") and len(reading.renamed) == 2


def test_a_link_to_secondary_sources_still_finds_the_news(published):
    found = {
        level: {fact["source_kind"] for domain in DOMAIN for fact in facts(published, View({"level": (level,)}), domain)}
        for level in ("secondary", "news report", "abstract")
    }
    assert found["secondary"] == {"citing article", "label", "news report"} and found["news report"] == {"news report"}
    assert "news report" not in found["abstract"]


def test_every_step_leads_to_a_name_that_exists_today(published):
    codes = {one.name: one.codes for one in (*FILTERS, *CHOICES)}
    for step in MIGRATIONS:
        if step.name in codes:
            assert step.code not in codes[step.name] and step.now in codes[step.name]
            continue
        assert names(published, [step.code, name_today(step.code)]) == {name_today(step.code)}
    reading = read("toxicity", {"fact": [MIGRATIONS[0].code]})
    assert reading.view.facts == (MIGRATIONS[0].now,) and "is now" in words(reading.renamed[0])


def test_a_name_of_a_figure_that_cannot_be_one_is_said(published):
    reading = read("response", {"fact": ["<script>", *(f"study/all/{n}" for n in range(10))]})
    assert len(reading.view.facts) == 8 and len(reading.ignored) == 3


def test_a_link_of_3000_parts_is_cut_to_what_pages_know_and_stays_short():
    query = {f"p{n}": ["1"] for n in range(3000)} | {"mutation": ["flt3-itd"], "drug": [f"d{n}" for n in range(900)]}
    short = parse_qs(_shortened(query, 3901))
    assert short["mutation"] == ["flt3-itd"] and sum(map(len, short.values())) <= PARTS
    assert int(short["cut"][0]) == 3901 - sum(map(len, short.values())) + 1


def test_what_was_cut_off_is_said(published):
    reading = read("response", {"mutation": ["flt3-itd"], "cut": ["2999"]})
    assert reading.view.chosen("mutation") == ("flt3-itd",)
    assert reading.ignored == (Ignored("a link with too many parts", "", because("{n} of them were left out", n="2999")),)


def test_choices_of_other_pages_do_not_act(published):
    reading = of_page(read("mobilisation", {"endpoint": ["CR"], "carriers": ["every"]}))
    assert dict(reading.view.choices) == {"carriers": "every"}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_a_link_that_names_each_choice_is_the_view_of_one_that_names_none(published, page):
    bare = of_page(read(page.name, {}))
    assert of_page(read(page.name, bare.query())).view == bare.view


@pytest.fixture
def older_shape(evidence_of):
    """The invented study in a file from before discrepancies had other readings, figures a way of reading, and cohorts
    regimens of their own, and before appraisals; today's beside it."""
    import duckdb

    version = evidence_of(ALPHA)
    folder = database.folder()
    old = "0123456789abcdef"
    with duckdb.connect() as con:
        con.execute(f"attach '{database.file_of(folder, version)}' as today (read_only)")
        con.execute(f"attach '{database.file_of(folder, old)}' as old")
        con.execute("copy from database today to old")
        for name in ("other_fact", "other_value", "other_low", "other_high"):
            con.execute(f"alter table old.discrepancy drop column {name}")
        con.execute("alter table old.fact drop column reading")
        for name in ("role", "regimen", "regimen_class"):
            con.execute(f"alter table old.cohort drop column {name}")
        con.execute("drop table old.appraisal")
        con.execute("update old.build set version = ?", [old])
    return old, version


def test_an_older_file_opens_in_todays_shape_with_its_own_numbers(older_shape):
    old, version = older_shape
    assert understood(old) and kept() == [old, version]
    for page in PAGES:
        was, today = (views.panels(read(page.name, {"data": [each]})) for each in (old, version))
        assert [panel.answer for panel in was] == [panel.answer for panel in today]
    assert database.ask(old, "select other_fact, kind from discrepancy") == []
    read_how = "select readers, reading, count(*) as n from fact group by all order by readers"
    assert database.ask(old, read_how) == [
        {"readers": 1, "reading": "once", "n": 1}, {"readers": 2, "reading": "checked", "n": 7}]  # fmt: skip
    assert database.ask(old, "select distinct regimen, regimen_class, role from cohort") == [
        {"regimen": "drug A", "regimen_class": "flt3", "role": None}
    ]
    assert database.ask(old, "select count(*) as n from appraisal") == [{"n": 0}]


def test_an_older_file_with_a_code_that_was_dropped_is_refused_in_words(older_shape, monkeypatch):
    old, version = older_shape
    monkeypatch.setattr("evidence.versions.TERM", {})
    from evidence import versions

    versions._understood.cache_clear()
    today, why = asked(old)
    assert (today, words(why)) == (
        version,
        f"that version is kept, but can no longer be read here; this is today's, {version}",
    )
    versions._understood.cache_clear()


def test_the_first_panel_of_a_page_is_what_a_preview_says(evidence_of, tmp_path):
    evidence_of(ALPHA)
    assert publish(read_studies(tmp_path / "studies"), tmp_path / "build")[0] == asked("")[0]
    assert "2 of 10 enrolled" in views.first(read("response", {})).answer.text
