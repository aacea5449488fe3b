"""A build of what has changed: the tables, the version and the refusals of a whole build, whatever was changed before."""

import hashlib
import os
import tracemalloc
from contextlib import closing
from pathlib import Path

import duckdb
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from etl import remembered
from etl.__main__ import main
from tests.conftest import ALPHA
from tests.fuzzing import cases

BETA = ALPHA.replace("alpha-2001", "beta-2002").replace("Alpha 2001", "Beta 2002").replace("10.1000/alpha", "10.1000/beta")
GAMMA = BETA.replace("beta-2002", "gamma-2003").replace("Beta 2002", "Gamma 2003").replace("10.1000/beta", "10.1000/gamma")
READ = """\
study: {name}
readers:
  - {{id: ab, kind: person, date: 2026-11-20}}
figures:
  - {{fact: all/response/CR, reader: ab, events: {events}, of: 10, printed: "{events}", at: "Table 2, CR"}}
"""
LINKED = BETA.replace("label: All enrolled, ", "label: All enrolled, same_patients_as: [alpha-2001/relapsed], ")
#: What a file may become: another year, a line more, a comment, a link to another study, nonsense, nothing at all.
TEXTS = {
    "studies/alpha-2001": (ALPHA, ALPHA.replace("year: 2001", "year: 2005"), "# a remark\n" + ALPHA, "id: alpha-2001\n",
                           ALPHA.replace("relapsed", "early"), None),
    "studies/beta-2002": (BETA, LINKED, BETA.replace("10.1000/beta", "10.1000/alpha"), None),
    "studies/gamma-2003": (GAMMA, GAMMA.replace("readers: once", "readers: checked"), None),
    "readings/alpha-2001": (READ.format(name="alpha-2001", events=2), READ.format(name="alpha-2001", events=1), None),
    "readings/beta-2002": (READ.format(name="beta-2002", events=2), "study: beta-2002\n", None),
    "integrity": ("notices:\n  - {study: alpha-2001, source: main, state: corrected, by: a page, seen: 2026-11-20}\n", None),
}  # fmt: skip
CHANGES = st.sampled_from([(name, text) for name, texts in TEXTS.items() for text in texts])


@pytest.fixture
def data(tmp_path):
    """A folder of three studies, nothing built yet."""
    mend(tmp_path)
    return tmp_path


def put(data: Path, name: str, text: str | None) -> None:
    path = data / f"{name}.yaml"
    path.parent.mkdir(exist_ok=True)
    path.write_text(text) if text is not None else path.unlink(missing_ok=True)


def build(data: Path, to: str, *how: str) -> int:
    return main(["build", "--studies", str(data / "studies"), "--to", str(data / to), *how])


def tables(data: Path, to: str) -> dict[str, list[tuple]]:
    """Every row of every table of the version that is served, and its name."""
    version = (data / to / "current").read_text().strip()
    with duckdb.connect(data / to / f"evidence-{version}.duckdb", read_only=True) as con:
        names = [name for (name,) in con.execute("select table_name from duckdb_tables()").fetchall()]
        return {name: con.execute(f"select * from {name} order by all").fetchall() for name in names}


def mend(data: Path) -> None:
    for name in ("alpha-2001", "beta-2002", "gamma-2003"):
        put(data, f"studies/{name}", TEXTS[f"studies/{name}"][0])


def of(name: str, text: int) -> tuple[str, str | None]:
    return name, TEXTS[name][text]


#: A link, a study that it leads to gone, the study back with readings, two readings that do not fit, a notice, a study less.
CHAIN = [
    [of("studies/beta-2002", 1), of("studies/gamma-2003", 1)],
    [of("studies/alpha-2001", -1)],
    [of("studies/alpha-2001", 2), of("readings/alpha-2001", 0)],
    [of("readings/beta-2002", 1)],
    [of("readings/beta-2002", 0), of("integrity", 0)],
    [of("studies/gamma-2003", -1)],
]


@cases(2)
@example(CHAIN)
@given(st.lists(st.lists(CHANGES, min_size=1, max_size=2), min_size=1, max_size=2))
def test_what_is_built_of_changes_is_what_is_built_of_all(tmp_path_factory, capsys, steps):
    data = tmp_path_factory.mktemp("base")
    mend(data)
    assert build(data, "changed") == 0
    for step in steps:
        for name, text in step:
            put(data, name, text)
        said = []
        for to, how in (("changed", ["--changed"]), ("whole", [])):
            capsys.readouterr()
            done = build(data, to, *how)
            lines = capsys.readouterr().err.splitlines()
            said.append((done, [line for line in lines if not line.startswith("every study file is read")]))
        assert said[0] == said[1]
        if not done:
            assert tables(data, "changed") == tables(data, "whole")


def test_only_what_has_changed_is_read_and_an_unchanged_file_with_other_times_is_not(data, capsys):
    build(data, "out")
    put(data, "studies/beta-2002", BETA.replace("year: 2001", "year: 2005"))
    os.utime(data / "studies" / "gamma-2003.yaml", (1e9, 1e9))
    assert build(data, "out", "--changed") == 0
    assert "1 of 3 study files were read" in capsys.readouterr().out


def test_a_change_is_seen_where_size_and_time_are_as_before(data, capsys, monkeypatch):
    monkeypatch.setattr(remembered, "_MOMENT", -3600 * 10**9)
    path = data / "studies" / "beta-2002.yaml"
    before = path.stat()
    build(data, "out")
    path.write_text(BETA.replace("year: 2001", "year: 2005"))
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert path.stat().st_size == before.st_size and path.stat().st_mtime_ns == before.st_mtime_ns
    assert build(data, "out", "--changed") == 0 and "1 of 3 study files were read" in capsys.readouterr().out
    assert [row[6] for row in tables(data, "out")["study"]] == [2001, 2005, 2001]


def test_a_file_changed_just_before_it_is_read_is_looked_into_the_next_time(data):
    now = (data / "studies" / "beta-2002.yaml").stat().st_ctime_ns
    assert set(dict(remembered.stamps(data / "studies", now + 10**9)).values()) == {None}
    assert None not in dict(remembered.stamps(data / "studies", now + 3 * 10**9)).values()


def test_what_is_remembered_and_what_is_to_be_read_is_not_held_in_memory(tmp_path):
    folder, files = tmp_path / "studies", 5000
    folder.mkdir()
    for number in range(files):
        (folder / f"invented{number:04}-2001.yaml").touch()
    with closing(remembered.Memory()) as memory:
        for number in range(0, files, 2):
            memory.record(f"invented{number:04}-2001", remembered.Input(None, hashlib.sha256(b"").hexdigest()))
        tracemalloc.start()
        assert memory.see(folder) == []
        assert sum(1 for _ in memory.unread()) == files / 2
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
    assert peak < 20 * files, "bytes; a name takes 67"


@pytest.mark.parametrize(
    ("spoil", "why"),
    [
        (lambda out: (out / remembered.FILE).unlink(), "has kept what it read"),
        (lambda out: (out / remembered.FILE).write_text("[1, 2"), "cannot be read"),
        (lambda out: next(out.glob("evidence-*")).unlink(), "is not kept any more"),
        (lambda out: put(out.parent, *of("integrity", 0)), "of another folder, another program or other notices"),
    ],
)
def test_where_nothing_is_remembered_every_file_is_read_and_the_reason_said(data, capsys, spoil, why):
    build(data, "out")
    spoil(data / "out")
    assert build(data, "out", "--changed") == 0
    told = capsys.readouterr()
    assert f"every study file is read: {told.err.partition(': ')[2].strip()}" in told.err and why in told.err
    assert "3 of 3 study files were read" in told.out


def test_a_copy_that_lacks_a_row_is_not_published(data, capsys):
    build(data, "out")
    version = (data / "out" / "current").read_text().strip()
    with duckdb.connect(data / "out" / f"evidence-{version}.duckdb") as con:
        con.execute("delete from fact where study_id = 'alpha-2001' and term = 'PR'")
    put(data, *of("studies/gamma-2003", 1))
    assert build(data, "out", "--changed") == 1
    assert "table fact holds 23 rows, expected 24" in capsys.readouterr().err
    assert (data / "out" / "current").read_text().strip() == version
