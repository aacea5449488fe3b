"""What fails stays in its place: the reader is told what and what to do, the rest is as it should be."""

import logging

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.routes.warmup import warm_up
from dashboard.session.kept import Kept
from dashboard.site import PAGES
from evidence import database
from evidence.questions.response import numbers as response
from evidence.versions import asked, kept
from evidence.wording.reasons import words
from tests.conftest import ALPHA, SHELL, filters, panels_shown, shown, visit


def fail(*_, **__):
    raise RuntimeError("secret detail of the program")


@pytest.fixture
def other(alpha, evidence_of):
    """A version that was served, and a later one."""
    assert database.current() == alpha
    return alpha, evidence_of(ALPHA.replace("year: 2001", "year: 2002"))


@pytest.mark.parametrize(
    ("broken", "left"),
    [("response.rates", "response-composition"), ("response.compositions", "5 of 10 enrolled, 50 %")],
)
def test_a_question_that_fails_leaves_the_others_of_its_page(alpha, monkeypatch, caplog, broken, left):
    monkeypatch.setattr(response, broken.removeprefix("response."), fail)
    app = visit("response", endpoint="overall")
    assert len(app.error) == 1 and "All else that you see is as it should be" in app.error[0].value
    assert "secret" not in app.error[0].value
    mark = app.error[0].value.split("“fault ")[1].split("”")[0]
    assert mark in caplog.text and "secret detail" in caplog.text
    assert left in shown(app) + " ".join(panels_shown(app))
    assert "Mutation" in filters(app)


def test_a_figure_that_cannot_be_drawn_leaves_its_table(alpha, monkeypatch):
    monkeypatch.setattr("dashboard.painters.plotly.forests.picture", fail)
    app = visit("response", endpoint="overall")
    assert app.error and all(note.value.startswith("The figure cannot be shown") for note in app.error)
    assert "<table class='evidence'>" in shown(app) and "5 of 10 enrolled, 50 %" in shown(app)


@pytest.mark.parametrize(
    ("broken", "said"),
    [("sidebar._counts", "The list of filters"), ("card.provenance", "This card")],
)
def test_a_frame_that_fails_leaves_the_page(alpha, monkeypatch, broken, said):
    monkeypatch.setattr(f"dashboard.chrome.{broken}", fail)
    app = visit("response", endpoint="overall", fact="alpha-2001/all/response/orr")
    assert [note.value[: len(said)] for note in app.error] == [said]
    assert "5 of 10 enrolled, 50 %" in shown(app)


@pytest.mark.parametrize("page", [page.name for page in PAGES])
def test_a_page_whose_every_query_fails_still_says_so(alpha, evidence_of, monkeypatch, page):
    visit(page)
    evidence_of(ALPHA.replace("year: 2001", "year: 1999"))
    monkeypatch.setattr("duckdb.DuckDBPyConnection.cursor", fail)
    assert [note.value[:25] for note in visit(page).error] == ["This page cannot be shown"]


@pytest.mark.parametrize(
    "pointer", [None, b"", b"\xff\xfe\x00garbage", b"../../etc/passwd\n", b"0123456789abcdef\n", b"x" * 10_000_000]
)
def test_a_damaged_pointer_leaves_the_served_version(alpha, tmp_path, caplog, pointer):
    assert database.current() == alpha
    file = tmp_path / "build" / "current"
    file.unlink() if pointer is None else file.write_bytes(pointer)
    with caplog.at_level(logging.ERROR):
        assert database.current() == database.current() == alpha
    assert f"version {alpha} stays served" in caplog.text and len(caplog.records) == 1
    assert "5 of 10 enrolled, 50 %" in shown(visit("response", endpoint="overall"))


@pytest.mark.parametrize("pointer", [None, b"", b"\xff\xfe\x00garbage", b"0123456789abcdef\n"])
def test_a_server_that_starts_with_a_damaged_pointer_says_what_to_do(alpha, tmp_path, monkeypatch, pointer):
    monkeypatch.setattr(database, "_served", {})
    file = tmp_path / "build" / "current"
    file.unlink() if pointer is None else file.write_bytes(pointer)
    app = AppTest.from_file(str(SHELL), default_timeout=30).run()
    assert not app.exception and "python -m etl build" in app.error[0].value


def damage(version: str, content: bytes | None) -> None:
    path = database.file_of(database.folder(), version)
    path.write_bytes(path.read_bytes()[:5000] if content is None else content)


@pytest.mark.parametrize("content", [None, b"", b"not a database" * 1000])
def test_a_damaged_new_file_leaves_the_served_version(alpha, evidence_of, caplog, content):
    assert database.current() == alpha
    new = evidence_of(ALPHA.replace("year: 2001", "year: 2002"))
    damage(new, content)
    assert database.current() == alpha and f"evidence-{new}.duckdb cannot be read" in caplog.text
    assert "5 of 10 enrolled, 50 %" in shown(visit("response", endpoint="overall"))


@pytest.mark.parametrize("content", [None, b"", b"not a database" * 1000])
def test_a_damaged_file_of_today_is_named(alpha, monkeypatch, content):
    damage(alpha, content)
    app = AppTest.from_file(str(SHELL), default_timeout=30).run()
    assert not app.exception and f"evidence-{alpha}.duckdb cannot be read" in app.error[0].value


def test_a_file_under_the_name_of_another_version_is_not_served(other):
    old, new = other
    path = database.file_of(database.folder(), new)
    path.write_bytes(database.file_of(database.folder(), old).read_bytes())
    assert database.current() == old


def test_a_damaged_old_file_is_not_offered_and_breaks_no_link(other, caplog):
    old, new = other
    damage(old, b"gone")
    assert kept() == [new] and asked(old[:10])[0] == new
    version, why = asked(old)
    assert version == new and "can no longer be read" in words(why) and old in caplog.text
    assert any("can no longer be read" in note.value for note in visit("response", data=old).warning)


@pytest.mark.parametrize("content", [b"", b"[{", b"\xff\xfe", b'[{"id": "x"}]', b"{}1"])
def test_damaged_meetings_are_named_and_the_other_pages_stay(alpha, content):
    (database.folder() / "clubs.json").write_bytes(content)
    app = visit("journal-club")
    assert "clubs.json cannot be read" in app.error[0].value and "etl build" in app.error[0].value
    assert not visit("response").error


def test_a_page_that_fails_before_its_first_visitor_does_not_stop_the_server(alpha, monkeypatch, caplog):
    monkeypatch.setattr("evidence.questions.times.numbers.medians", fail)
    monkeypatch.setattr("dashboard.chrome.panels.KEPT", Kept(0))
    warm_up()
    assert "the page outcomes fails before its first visitor" in caplog.text
