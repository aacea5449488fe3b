"""Publishing into the folders of replicas: whole files, then pointers; and what is answered while it happens."""

import json
from threading import Barrier, Thread

import pytest

from dashboard.routes import api
from dashboard.session.reading import Reading
from etl import build, replicas
from etl.__main__ import main
from evidence import database
from evidence.selection import View
from tests.conftest import ALPHA

CORRECTED = ALPHA.replace('2, of: 6, population: dlt-evaluable, window: 28 days, printed: "2"',
                          '3, of: 6, population: dlt-evaluable, window: 28 days, printed: "3"')  # fmt: skip


@pytest.fixture
def folders(tmp_path):
    return [tmp_path / "one", tmp_path / "two"]


def publish(*folders) -> int:
    return main(["publish", "--from", str(database.folder()), *map(str, folders)])


def held(folder) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file() and not path.name.startswith(".")}


def test_every_folder_gets_the_same_version_and_has_the_ones_before(evidence_of, folders, tmp_path, capsys):
    first = evidence_of(ALPHA)
    assert publish(*folders) == 0 and f"published {first} into 2 folders" in capsys.readouterr().out
    second = evidence_of(CORRECTED)
    later = tmp_path / "later"
    assert publish(*folders, later) == 0
    for folder in (*folders, later):
        assert held(folder) == held(database.folder())
        assert database.named(folder) == second and database.file_of(folder, first).is_file()


def test_no_pointer_moves_before_every_file_is_there(evidence_of, folders, monkeypatch):
    first = evidence_of(ALPHA)
    publish(*folders)
    second, there = evidence_of(CORRECTED), []
    monkeypatch.setattr(
        replicas, "make_current", lambda *_: there.append([database.file_of(f, second).is_file() for f in folders])
    )
    assert publish(*folders) == 0
    assert there == [[True, True]] * 2 and all(database.named(folder) == first for folder in folders)


def test_a_copy_that_differs_is_not_put_in_place(evidence_of, folders, monkeypatch, capsys):
    evidence_of(ALPHA)
    publish(*folders)
    before = [held(folder) for folder in folders]
    evidence_of(CORRECTED)
    monkeypatch.setattr(replicas.shutil, "copy2", lambda file, part: part.write_bytes(file.read_bytes()[:-1]))
    assert publish(*folders) == 1
    assert "differs from it" in capsys.readouterr().err and [held(folder) for folder in folders] == before


@pytest.mark.parametrize("spoil", ["nothing built", "no such version", "half a file", "another version"])
def test_a_source_that_is_not_whole_is_refused(evidence_of, folders, capsys, spoil):
    source = database.folder()
    if spoil != "nothing built":
        version = evidence_of(ALPHA)
        source = database.folder()
        publish(*folders)
        file = database.file_of(source, evidence_of(CORRECTED))
        if spoil == "no such version":
            file.unlink()
        else:
            file.write_bytes(
                file.read_bytes()[:5000] if spoil == "half a file" else database.file_of(source, version).read_bytes()
            )
    before = [held(folder) for folder in folders if folder.is_dir()]
    assert main(["publish", "--from", str(source / "x" if spoil == "nothing built" else source), *map(str, folders)]) == 1
    assert "publishing stopped" in capsys.readouterr().err
    assert [held(folder) for folder in folders if folder.is_dir()] == before


def test_a_replica_keeps_as_many_old_versions_as_the_builder(evidence_of, folders, monkeypatch):
    monkeypatch.setattr(build, "KEPT", 2)
    for n in range(4):
        evidence_of(ALPHA.replace("Alpha 2001\n", f"Alpha 2001 {n}\n"))
        publish(folders[0])
    assert held(folders[0]).keys() == held(database.folder()).keys() and len(held(folders[0])) == 3


def test_an_answer_that_follows_the_data_is_of_one_version_although_another_is_published_meanwhile(evidence_of):
    """The version is read first, the rows after it; what was asked in between must not change the rows."""
    first = evidence_of(ALPHA)
    second = evidence_of(CORRECTED)
    for version, events in ((first, 2), (second, 3)):
        asked = Reading("toxicity", View(), version, live=True)
        said = json.loads(api._made("json", "", asked, "en"))
        assert said["data_version"] == version and "data=current" in said["link"]
        rows = [
            row
            for table in said["tables"]
            for row in table["rows"]
            if str(row["fact_id"]).startswith("alpha-2001/dl2/dlt/DLT")
        ]
        assert {(row["events"], row["data_version"]) for row in rows} == {(events, version)}


def test_a_new_version_is_opened_once_by_many_who_ask_at_once(alpha):
    found, start = [], Barrier(8)

    def asks() -> None:
        start.wait()
        try:
            found.append(len(database.ask(alpha, "select * from fact")))
        except Exception as fault:
            found.append(fault)

    threads = [Thread(target=asks) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == [8] * 8
