"""A build that is killed, starved or crowded: the version before stays served, and the next build finds its way."""

import os
import subprocess
import sys
from pathlib import Path

import duckdb
import pytest

from etl import build
from etl.__main__ import main
from etl.placing import LOCK, BuildError, alone
from evidence import database
from evidence.versions import kept
from tests.conftest import ALPHA, STUDIES
from tests.test_clubs import CLUB

ROOT = STUDIES.parent.parent
OLD, NEW = ALPHA, ALPHA.replace("year: 2001", "year: 2002")


@pytest.fixture
def base(tmp_path, monkeypatch):
    """A published version with a meeting, and the changed records of the next; gives the command that builds them."""
    monkeypatch.setenv("EVIDENCE_BUILD", str(tmp_path / "out"))
    monkeypatch.setattr(database, "_served", {})
    for name, text in (("studies/alpha-2001", OLD), ("clubs/evening", CLUB)):
        path = tmp_path / f"{name}.yaml"
        path.parent.mkdir()
        path.write_text(text)
    command = ["build", "--studies", str(tmp_path / "studies"), "--to", str(tmp_path / "out")]
    assert main(command) == 0
    (tmp_path / "studies" / "alpha-2001.yaml").write_text(NEW)
    return command


def year(folder: Path) -> int:
    """What the published file says: the year of the only study."""
    version = (folder / "current").read_text().strip()
    with duckdb.connect(folder / f"evidence-{version}.duckdb", read_only=True) as con:
        assert con.execute("select version from build").fetchall() == [(version,)]
        return con.execute("select year from study").fetchall()[0][0]


#: Build in a child that dies, as by SIGKILL, before its n-th line of the modules that write; look after each death.
_KILLED = """
import os, sys
from etl.__main__ import main
from evidence.clubs import clubs
from tests.test_build_faults import year
from pathlib import Path
command, folder = sys.argv[1:], Path(sys.argv[-1])
MODULES = ("etl/build.py", "etl/placing.py")
def child(work):
    if (pid := os.fork()) == 0:
        os._exit(work())
    return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
def killed(at):
    passed = set()
    def line(frame, event, _):
        passed.add((frame.f_code, frame.f_lineno))
        if len(passed) == at:
            os._exit(99)
        return line
    sys.settrace(lambda frame, *_: line if frame.f_code.co_filename.endswith(MODULES) else None)
    return main(command)
def look():
    assert clubs()["evening"].title == "An evening"
    return 0 if year(folder) == 2001 else 1
at, died, served = 1, 0, []
while child(lambda: killed(at)) == 99:
    died, at = died + 1, at + 5
    served.append(child(look))
assert set(served) <= {0, 1} and served == sorted(served), served
assert child(look) == 1, "the build that nobody killed is published"
print(died, served.count(0), served.count(1))
"""


@pytest.mark.parametrize("how", [[], ["--changed"]])  # of what has changed only one line comes after the last rename
def test_a_build_killed_at_any_point_leaves_a_version_that_can_be_served(base, tmp_path, how):
    command = [base[0], *how, *base[1:]]
    done = subprocess.run([sys.executable, "-c", _KILLED, *command], cwd=ROOT, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stderr
    died, before, after = map(int, done.stdout.splitlines()[-1].split())
    assert died == before + after > 10 and before > after >= (0 if how else 1)
    assert year(tmp_path / "out") == 2002
    assert not [path for path in (tmp_path / "out").iterdir() if path.name.startswith(".part-")]


@pytest.mark.parametrize("room", [0, 20, 100_000, 1_000_000])
def test_a_full_disk_is_named_and_the_version_before_stays(base, tmp_path, room):
    limited = f"import resource, sys; resource.setrlimit(resource.RLIMIT_FSIZE, ({room}, {room}))\nfrom etl.__main__ import main\nsys.exit(main(sys.argv[1:]))"  # fmt: skip
    done = subprocess.run([sys.executable, "-c", limited, *base], cwd=ROOT, capture_output=True, text=True, timeout=60)
    assert done.returncode == 1 and "Traceback" not in done.stderr, done.stderr
    assert "build stopped: " in done.stderr and "nothing was published; the version before stays" in done.stderr
    assert "too large" in done.stderr, done.stderr
    assert year(tmp_path / "out") == 2001 and not list((tmp_path / "out").glob(".part-*"))


@pytest.mark.parametrize("step", ["build.put", "build._date", "placing.TemporaryDirectory", "placing.fcntl.flock"])
def test_a_disk_that_refuses_a_step_is_named(base, tmp_path, monkeypatch, capsys, step):
    def full(*_, **__):
        raise OSError(28, "No space left on device", "here")

    monkeypatch.setattr(f"etl.{step}", full)
    assert main(base) == 1
    said = capsys.readouterr().err
    assert "No space left on device" in said and "nothing was published; the version before stays" in said
    assert year(tmp_path / "out") == 2001


def test_meetings_that_cannot_be_written_are_told_from_data_that_cannot(base, tmp_path, monkeypatch, capsys):
    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("etl.clubs.put", full)
    assert main(base) == 1
    assert "is published, but without its meetings" in capsys.readouterr().err
    assert year(tmp_path / "out") == 2002


def test_of_two_builds_at_once_one_stops_with_a_sentence(base, tmp_path, capsys):
    out = tmp_path / "out"
    with alone(out):
        assert main(base) == 1
        said = capsys.readouterr().err
        assert f"another build is at work in {out}; wait for it" in said and year(out) == 2001
        with pytest.raises(BuildError), alone(out):
            pass
    assert main(base) == 0 and year(out) == 2002 and (out / LOCK).exists()


def test_the_folder_of_built_files_may_not_be_a_file(base, tmp_path, capsys):
    (tmp_path / "file").write_text("")
    assert main([*base[:-1], str(tmp_path / "file")]) == 1
    assert "build stopped: " in capsys.readouterr().err


def test_a_study_that_cannot_be_read_stops_the_build(base, tmp_path, capsys):
    (tmp_path / "studies" / "beta-2002.yaml").symlink_to(tmp_path / "nowhere")
    assert main(base) == 1
    said = capsys.readouterr().err
    assert "beta-2002.yaml:1: file: cannot be read: No such file or directory" in said and "nothing was published" in said
    assert year(tmp_path / "out") == 2001


@pytest.mark.parametrize("jump", [-3e9, -100, 3e9])
def test_a_clock_that_jumps_neither_hides_nor_prunes_the_new_version(base, tmp_path, monkeypatch, jump):
    out = tmp_path / "out"
    old = next(out.glob("evidence-*.duckdb"))
    os.utime(old, (old.stat().st_mtime - jump,) * 2)
    monkeypatch.setattr(build, "KEPT", 2)
    assert main(base) == 0
    today = database.current()
    assert kept() == [today, old.stem.removeprefix("evidence-")]
    (tmp_path / "studies" / "alpha-2001.yaml").write_text(OLD.replace("year: 2001", "year: 2003"))
    assert main(base) == 0
    assert kept() == [database.current(), today] and not old.exists()


def test_an_old_version_that_cannot_be_removed_stays_and_is_named(base, tmp_path, monkeypatch, caplog):
    def refused(_):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(build, "KEPT", 2)
    assert main(base) == 0
    (tmp_path / "studies" / "alpha-2001.yaml").write_text(NEW.replace("year: 2002", "year: 2003"))
    monkeypatch.setattr(Path, "unlink", refused)
    assert main(base) == 0 and year(tmp_path / "out") == 2003
    assert "Permission denied; an old version that is not needed any more stays" in caplog.text
