"""Whether the server can answer: what monitors, balancers and the health check of a container are told."""

import json
import os
import time

import pytest

from dashboard.routes.api import program
from dashboard.routes.health import health
from etl.build import make_current
from evidence import database
from tests.conftest import ALPHA


def asked() -> tuple[int, dict]:
    answer = health(None)
    assert answer.headers["cache-control"] == "no-store"
    return answer.status_code, json.loads(answer.body)


def test_a_server_that_can_answer_says_what_it_serves_and_since_when(evidence_of):
    first = evidence_of(ALPHA)
    second = evidence_of(ALPHA.replace("year: 2001", "year: 2002"))
    hour_ago = time.time() - 3600
    os.utime(database.file_of(database.folder(), second), (hour_ago, hour_ago))
    code, said = asked()
    assert code == 200 and said["status"] == "ok" and said["version"] == second and said["program"] == program()
    assert set(said["kept"]) == {first, second} and 3600 <= said["age_seconds"] < 3700


def test_without_a_base_it_is_503_with_the_reason(tmp_path, monkeypatch):
    monkeypatch.setenv("EVIDENCE_BUILD", str(tmp_path / "nothing"))
    code, said = asked()
    assert code == 503 and said["status"] == "no evidence" and "current: No such file" in said["reason"]


@pytest.mark.parametrize("spoil", ["cut off", "no database", "empty"])
def test_a_base_that_cannot_be_opened_is_503_with_the_reason(evidence_of, spoil):
    file = database.file_of(database.folder(), evidence_of(ALPHA))
    file = database.file_of(database.folder(), file.stem.removeprefix("evidence-"))
    file.write_bytes({"cut off": file.read_bytes()[:6000], "no database": b"x" * 20_000, "empty": b""}[spoil])
    code, said = asked()
    assert code == 503 and "run `python -m etl build` again" in said["reason"]


@pytest.mark.parametrize("spoil", ["pointer", "file"])
def test_a_damaged_new_version_leaves_the_one_before_and_says_so(evidence_of, spoil):
    first = evidence_of(ALPHA)
    assert asked()[1]["status"] == "ok"
    second = evidence_of(ALPHA.replace("year: 2001", "year: 2002"))
    if spoil == "file":
        database.file_of(database.folder(), second).write_bytes(b"x")
    else:
        make_current(database.folder(), "0" * 16)
    code, said = asked()
    assert code == 200 and said["version"] == first and said["status"] == "an older version is served"
