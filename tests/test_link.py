"""The address of a page: it wins over the session, keeps the data version, and survives outdated links."""

import time

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.session.takes import query_of
from etl.build import publish
from etl.read import read_studies
from evidence import database
from evidence.selection import View, named, place_of
from tests.conftest import ALPHA, SHELL, shown, tell, visit


@pytest.fixture
def two_versions(evidence_of, tmp_path):
    """An old version, and the current one in which a figure was corrected."""
    old = evidence_of(ALPHA)
    (tmp_path / "studies" / "alpha-2001.yaml").write_text(
        ALPHA.replace(
            'events: 5, of: 10, percent: 50, population: enrolled, printed: "5 (50%)"',
            'events: 6, of: 10, percent: 60, population: enrolled, printed: "6 (60%)"',
        )
        .replace("term: PR, events: 1", "term: PR, events: 2")
        .replace('printed: "1", at: "Table 2, PR"', 'printed: "2", at: "Table 2, PR"')
    )
    new, _ = publish(read_studies(tmp_path / "studies"), tmp_path / "build")
    return old, new


def test_whole_state_is_in_the_address(two_versions):
    app = visit("response", mutation="flt3-itd")
    app.run()
    url = app.session_state["session"].url
    assert url == query_of(View({"mutation": ("flt3-itd",)}, {"endpoint": "CR"}), "response", two_versions[1])
    assert {"carriers", "endpoint", "rows", "denominator", "interval", "data"} <= set(url)


def test_an_old_link_opens_its_own_numbers_and_offers_todays(two_versions):
    old, new = two_versions
    app = visit("response", data=old, endpoint="overall")
    assert "5 of 10 enrolled, 50 %" in shown(app)
    assert any(old in note.value and new in note.value for note in app.info)
    next(button for button in app.button if button.label == "Show today's data").click().run()
    assert "6 of 10 enrolled, 60 %" in shown(app) and app.session_state["session"].reading.version == new


def test_a_link_to_a_version_that_is_gone_shows_today_and_says_so(two_versions):
    app = visit("response", data="0123456789abcdef", endpoint="overall")
    assert "6 of 10 enrolled" in shown(app)
    assert any("not kept" in note.value for note in app.warning)


def test_what_a_link_asks_in_vain_is_said_until_it_is_closed(two_versions):
    app = visit("response", mutation=["flt3-itd", "nonsense"], endpoint="cure")
    assert "nonsense" in app.warning[0].value and "cure" in app.warning[0].value
    app = tell(app, "chips", "reset")
    assert "nonsense" in app.warning[0].value and "mutation" not in app.session_state["session"].url
    next(button for button in app.button if button.key == "close_notices").click().run()
    assert not app.warning


def test_a_damaged_link_stays_as_it_came_until_the_reader_moves_and_says_what_it_was_read_as(two_versions):
    app = visit("response", setting="relapsed.", path="Response")
    assert app.session_state["session"].view.filters == {"setting": ("relapsed",)} and app.session_state["session"].url[
        "setting"
    ] == ["relapsed."]
    assert "setting\\=relapsed\\. is read as setting\\=relapsed" in app.info[0].value and "Response" in app.info[0].value
    app = tell(app, "chips", "pressed", {"turn": 0, "filters": {"setting": []}})
    assert "setting" not in app.session_state["session"].url


def test_chips_remove_one_filter(two_versions):
    app = visit("response", mutation="flt3-itd", setting="relapsed")
    app = tell(app, "chips", "pressed", {"turn": 0, "filters": {"mutation": []}})
    assert app.session_state["session"].view.filters == {"setting": ("relapsed",)}


def test_choices_of_a_page_survive_a_visit_to_another(two_versions):
    app = visit("response", endpoint="CR")
    app.switch_page("../../pages/mobilisation.py").run()
    app.switch_page("../../pages/response.py").run()
    assert app.session_state["session"].view.choice("endpoint") == "CR"


def test_without_a_published_base_the_page_says_what_to_do(tmp_path, monkeypatch):
    monkeypatch.setenv("EVIDENCE_BUILD", str(tmp_path))
    app = AppTest.from_file(str(SHELL), default_timeout=30).run()
    assert not app.exception and "python -m etl build" in app.error[0].value


def test_current_names_a_kept_version(published):
    assert database.is_kept(database.current())


FIGURE = "alpha-2001/all/response/ORR"


@pytest.mark.parametrize(
    ("sent", "kept", "left"),
    [
        ([FIGURE], (FIGURE,), 0),
        ([FIGURE, FIGURE, "<script>", 7, None, {"a": 1}], (FIGURE,), 1),
        ([f"study-{n}/all/response/ORR" for n in range(8)], tuple(f"study-{n}/all/response/ORR" for n in range(8)), 0),
        ([f"study-{n}/all/response/ORR" for n in range(20_000)], tuple(f"study-{n}/all/response/ORR" for n in range(8)), 1),
        (["x" * 1_000_000], (), 1),
        ((), (), 0),
        ("alpha", (), 0),
        ({"fact": [FIGURE]}, (), 0),
        (7, (), 0),
        (None, (), 0),
    ],
)
def test_a_click_names_figures_as_a_link_does_whatever_the_browser_sends(sent, kept, left):
    began = time.process_time()
    found, ignored = named(sent)
    assert found == kept and len(ignored) == left and time.process_time() - began < 0.05


@pytest.mark.parametrize(
    ("sent", "place"),
    [
        (3, (3, 1)),
        ("12.1", (12, 1)),
        ("2.3", (2, 3)),
        ("0.1", (0, 1)),
        ("2.0", (0, 1)),
        ("2.3.4", (0, 1)),
        (2.3, (2, 3)),
        (-1, (0, 1)),
        (10**400, (0, 1)),
        ("x.y", (0, 1)),
        (None, (0, 1)),
        ([1], (0, 1)),
        (True, (0, 1)),
    ],
)
def test_a_place_in_a_meeting_that_the_browser_sends_is_read_as_a_link_is(sent, place):
    assert place_of(sent) == place
