"""A link made before a correction: the numbers as they were, how many have changed, what they are today, and why."""

import pytest
from starlette.requests import Request

from dashboard.chrome.changed import since
from dashboard.routes import api
from dashboard.session.reading import read
from etl.build import publish
from etl.read import read_studies
from evidence.questions.changes import words
from tests.conftest import ALPHA, shown, visit

#: ORR corrected with a remark, PR withdrawn, a category come in, the refractory cohort no longer of known setting.
CORRECTED = (
    ALPHA.replace(
        'events: 5, of: 10, percent: 50, population: enrolled, printed: "5 (50%)", at: "Table 2, ORR", source: main, readers: checked}',
        'events: 6, of: 10, percent: 60, population: enrolled, printed: "6 (60%)", at: "Table 2, ORR", source: main, readers: checked,'
        ' note: "Erratum of 2002"}',
    )
    .replace('  - {cohort: all, term: PR, events: 1, of: 10, population: enrolled, printed: "1", at: "Table 2, PR", source: main, readers: checked}\n', "")
    .replace("term: CRi, events: 2", "term: CRi, events: 4")
    .replace('printed: "2", at: "Table 2, CRi"', 'printed: "4", at: "Table 2, CRi"')
    .replace("dlt:\n", '  - {cohort: all, term: NR, events: 4, of: 10, population: enrolled, printed: "4", at: "Table 2, NR", source: main, readers: once}\ndlt:\n')
    .replace("label: Primary refractory, n: 4, setting: refractory", "label: Primary refractory, n: 4, setting: mixed")
)  # fmt: skip


@pytest.fixture
def corrected(evidence_of, tmp_path):
    """The version before the corrections and the one after."""
    old = evidence_of(ALPHA)
    (tmp_path / "studies" / "alpha-2001.yaml").write_text(CORRECTED)
    new, _ = publish(read_studies(tmp_path / "studies"), tmp_path / "build")
    return old, new


def found(old: str, **query) -> dict[str, dict]:
    reading = read("response", {"data": [old], "endpoint": ["overall"]} | query)
    seen = since(reading)
    return {row["fact_id"][0]: row for row in words.table(seen.changes, old, seen.today, reading.view).records}


def test_banner_counts_the_numbers_of_the_view_that_are_not_what_they_were(corrected):
    old, new = corrected
    seen = since(read("response", {"data": [old], "endpoint": ["overall"]}))
    assert words.sentence(seen.changes, seen.of, seen.where) == "3 of these 4 numbers have changed since; 1 has come in."
    assert seen.today == new


def test_each_change_says_what_it_was_what_it_is_and_why(corrected):
    rows = found(corrected[0])
    orr = rows["alpha-2001/all/response/ORR"]
    assert orr["old"].startswith("5/10 enrolled, 50 %") and orr["old"].endswith("printed “5 (50%)”")
    assert orr["new"].startswith("6/10 enrolled, 60 %") and orr["new"].endswith("printed “6 (60%)”")
    assert orr["why"] == "Erratum of 2002"
    assert rows["alpha-2001/all/response/CRi"]["why"] == words.NO_REASON
    gone = rows["alpha-2001/all/response/PR"]
    assert gone["new"] == "not in the base" and gone["why"].startswith("withdrawn")
    came = rows["alpha-2001/all/response/NR"]
    assert came["old"] == "not in this view" and came["why"].startswith("new in the base")


def test_a_number_that_left_the_view_because_of_its_cohort_is_named(corrected):
    rows = found(corrected[0], setting=["refractory"], match=["exact"])
    left = rows["alpha-2001/refractory/response/ORR"]
    assert left["new"] == "not in this view" and "its cohort: setting mixed (was refractory)" in left["why"]
    assert len(rows) == 1


def test_a_number_that_means_something_else_now_says_what(evidence_of, tmp_path):
    old = evidence_of(ALPHA)
    meant = ALPHA.replace("percent: 50, population: enrolled,", "percent: 50, population: enrolled, criteria: IWG 2003,")
    (tmp_path / "studies" / "alpha-2001.yaml").write_text(meant)
    publish(read_studies(tmp_path / "studies"), tmp_path / "build")
    rows = found(old)
    assert {name: row["why"] for name, row in rows.items()} == {
        "alpha-2001/all/response/ORR": "criteria: IWG 2003 (was not reported)"
    }


def test_intervals_and_denominators_of_the_view_hold_in_the_comparison(corrected):
    row = found(corrected[0], interval=["wilson"], denominator=["evaluable"])["alpha-2001/all/response/ORR"]
    assert row["old"].startswith("5/8 evaluable") and "Wilson" in row["old"] and row["new"].startswith("6/8 evaluable")


def test_nothing_changed_is_said_too(corrected):
    seen = since(read("toxicity", {"data": [corrected[0]]}))
    assert words.sentence(seen.changes, seen.of, seen.where) == "None of these 2 numbers has changed since."


def test_a_page_without_figures_counts_those_of_the_base(corrected):
    seen = since(read("overview", {"data": [corrected[0]]}))
    assert words.sentence(seen.changes, seen.of, seen.where).startswith("3 of the 8 numbers of the base have changed since")


@pytest.mark.parametrize(
    ("changed", "of", "said"),
    [
        (0, 0, "This view had no numbers then."),
        (0, 1, "Its one number has not changed since."),
        (0, 5, "None of these 5 numbers has changed since."),
    ],
)
def test_sentence_without_changes(changed, of, said):
    assert words.sentence([], of, "") == said


def test_page_shows_the_old_numbers_the_banner_the_diff_and_the_way_to_today(corrected):
    old, new = corrected
    app = visit("response", data=old, endpoint="overall")
    assert "5 of 10 enrolled, 50 %" in shown(app)
    assert "3 of these 4 numbers have changed since" in app.info[0].value and old in app.info[0].value
    assert "Erratum of 2002" in shown(app) and "6/10 enrolled, 60 %" in shown(app)
    next(button for button in app.button if button.label == "Show today's data").click().run()
    assert "6 of 10 enrolled, 60 %" in shown(app) and not app.info
    assert app.session_state["session"].url["data"] == [new]


def test_a_link_that_follows_the_data_shows_today_without_a_banner_and_stays_so(corrected):
    app = visit("response", data="current", endpoint="overall")
    assert "6 of 10 enrolled" in shown(app) and not app.info and not app.warning
    assert app.session_state["session"].url["data"] == ["current"]


def test_a_cut_off_version_and_one_that_is_gone_are_said(corrected):
    old, _ = corrected
    app = visit("response", data=old[:12], endpoint="overall")
    assert "5 of 10 enrolled" in shown(app) and "cut short" in app.warning[0].value
    app = visit("response", data="0" * 16, endpoint="overall")
    assert "6 of 10 enrolled" in shown(app) and "not kept" in app.warning[0].value and not app.info


def test_data_that_follow_the_base_are_never_yesterdays(evidence_of, tmp_path):
    scope = {"type": "http", "method": "GET", "path": "/api/response.csv", "query_string": b"data=current", "headers": [],
             "path_params": {"page": "response", "form": "csv"}, "server": ("x", 80), "scheme": "http"}  # fmt: skip
    old = evidence_of(ALPHA)
    before = api.view(Request(scope))
    (tmp_path / "studies" / "alpha-2001.yaml").write_text(CORRECTED)
    new, _ = publish(read_studies(tmp_path / "studies"), tmp_path / "build")
    after = api.view(Request(scope))
    assert old.encode() in before.body and new.encode() in after.body and old.encode() not in after.body
    assert before.headers["etag"] != after.headers["etag"]
