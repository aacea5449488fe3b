"""Building: what is published is whole, old versions stay, a build that stops changes nothing."""

import subprocess
import sys

import duckdb
import pytest

from etl import build
from etl.__main__ import main
from etl.codebook import codebook
from etl.read import read_study
from etl.verify import verify
from evidence import database, vocabulary
from tests.conftest import ALPHA, STUDIES


@pytest.fixture
def studies(tmp_path):
    folder = tmp_path / "studies"
    folder.mkdir()
    (folder / "alpha-2001.yaml").write_text(ALPHA)
    return folder


def run(*arguments) -> int:
    return main([str(argument) for argument in arguments])


def test_build_publishes_and_names_the_version(studies, tmp_path, capsys):
    assert run("build", "--studies", studies, "--to", tmp_path / "out") == 0
    version = (tmp_path / "out" / "current").read_text().strip()
    assert f"published {version}: 1 study" in capsys.readouterr().out
    with duckdb.connect(tmp_path / "out" / f"evidence-{version}.duckdb", read_only=True) as con:
        assert con.execute("select studies, facts from build").fetchall() == [(1, 8)]


def test_same_records_same_version_and_a_comment_changes_nothing(studies, tmp_path):
    run("build", "--studies", studies, "--to", tmp_path / "one")
    (studies / "alpha-2001.yaml").write_text(
        "# a remark\n" + ALPHA.replace("cohort: all, term: PR", "term: PR, cohort: all")
    )
    run("build", "--studies", studies, "--to", tmp_path / "two")
    assert (tmp_path / "one" / "current").read_text() == (tmp_path / "two" / "current").read_text()


def test_one_corrected_figure_is_another_version_and_the_old_one_stays(studies, tmp_path):
    run("build", "--studies", studies, "--to", tmp_path / "out")
    old = (tmp_path / "out" / "current").read_text()
    (studies / "alpha-2001.yaml").write_text(ALPHA.replace("readers: once", "readers: checked"))
    run("build", "--studies", studies, "--to", tmp_path / "out")
    assert (tmp_path / "out" / "current").read_text() != old
    assert len(list((tmp_path / "out").glob("evidence-*.duckdb"))) == 2


@pytest.mark.parametrize("content", ["", "\t", "id: a\nid: b", ALPHA.replace("events: 5", "events: 50")])
def test_a_wrong_file_leaves_the_published_version_as_it_was(studies, tmp_path, capsys, content):
    run("build", "--studies", studies, "--to", tmp_path / "out")
    before = {path.name: path.read_bytes() for path in (tmp_path / "out").iterdir()}
    (studies / "beta-2002.yaml").write_text(content)
    assert run("build", "--studies", studies, "--to", tmp_path / "out") == 1
    assert "nothing was published" in capsys.readouterr().err
    assert {path.name: path.read_bytes() for path in (tmp_path / "out").iterdir()} == before


@pytest.mark.parametrize("step", ["finished", "_audit"])
def test_a_build_that_stops_midway_leaves_nothing_behind(studies, tmp_path, monkeypatch, step):
    run("build", "--studies", studies, "--to", tmp_path / "out")
    before = sorted(path.name for path in (tmp_path / "out").iterdir())

    def stop(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(build, step, stop)
    (studies / "alpha-2001.yaml").write_text(ALPHA.replace("readers: once", "readers: checked"))
    assert run("build", "--studies", studies, "--to", tmp_path / "out") == 1
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == before


def test_an_audit_that_finds_a_row_stops_the_build(studies, tmp_path, monkeypatch, capsys):
    monkeypatch.setitem(build.AUDITS, "no study may be called Alpha", "select study_id from study where label like 'Alpha%'")
    assert run("build", "--studies", studies, "--to", tmp_path / "out") == 1
    assert "no study may be called Alpha: alpha-2001\nnothing was published" in capsys.readouterr().err
    assert not (tmp_path / "out" / "current").exists()


def test_only_the_newest_versions_are_kept(studies, tmp_path, monkeypatch):
    monkeypatch.setattr(build, "KEPT", 2)
    for year in range(2001, 2006):
        (studies / "alpha-2001.yaml").write_text(ALPHA.replace("year: 2001", f"year: {year}"))
        run("build", "--studies", studies, "--to", tmp_path / "out")
    kept = list((tmp_path / "out").glob("evidence-*.duckdb"))
    current = (tmp_path / "out" / "current").read_text().strip()
    assert len(kept) == 2 and any(current in path.name for path in kept)


def test_every_column_has_a_comment_and_enums_stand_in_clinical_order(alpha):
    columns = database.ask(
        alpha, "select table_name, column_name from duckdb_columns() where comment is null and not internal"
    )
    assert columns == []
    grades = database.ask(alpha, "select enum_range(null::grade_code) as codes")[0]["codes"]
    assert grades == list(vocabulary.GRADE)


def test_a_version_is_never_a_path():
    for asked in ("../../etc/passwd", "0123456789abcdeF", "", "current"):
        assert not database.is_kept(asked)


def test_missing_or_wrong_pointer_says_what_to_do(tmp_path, monkeypatch):
    monkeypatch.setenv("EVIDENCE_BUILD", str(tmp_path))
    with pytest.raises(database.NoEvidence, match="python -m etl build"):
        database.current()
    (tmp_path / "current").write_text("0123456789abcdef\n")
    with pytest.raises(database.NoEvidence, match="is not there"):
        database.current()


def test_new_writes_a_template_that_lacks_only_its_blanks(tmp_path, capsys):
    assert run("new", "smith-2024", "--studies", tmp_path) == 0
    problems = read_study(tmp_path / "smith-2024.yaml").problems
    assert problems and all("is blank" in problem.message or "at least 1 item" in problem.message for problem in problems)
    assert run("new", "smith-2024", "--studies", tmp_path) == 1 and "File exists" in capsys.readouterr().err
    assert run("new", "../evil", "--studies", tmp_path) == 2


def test_verify_lists_tokens_that_the_document_does_not_hold(tmp_path):
    text = ALPHA.replace("seen: 2026-11-20", "seen: 2026-11-20, document: alpha.txt")
    (tmp_path / "alpha-2001.yaml").write_text(text)
    (tmp_path / "alpha.txt").write_text("ORR was 5\n (50%) in all; 2 of\t6 and 0 or 1 of 3 and 2")
    missing, looked_up, unseen = verify([read_study(tmp_path / "alpha-2001.yaml")], tmp_path)
    assert ([problem.message for problem in missing], looked_up, unseen) == (["'3 of 4' is not in alpha.txt"], 8, 0)


def test_codebook_is_current():
    assert (STUDIES.parent / "README.md").read_text() == codebook(), "run `python -m etl codebook`"


def test_the_command_says_how_it_is_used():
    said = subprocess.run([sys.executable, "-m", "etl"], capture_output=True, text=True, cwd=STUDIES.parent.parent)
    assert said.returncode == 2 and "build" in said.stderr
