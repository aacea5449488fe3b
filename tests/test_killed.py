"""A server that loses its power in mid request leaves nothing behind, and another one on its folder goes on at once."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
from threading import Thread

import pytest
from starlette.applications import Starlette

from dashboard.routes import health
from dashboard.session import short
from evidence.database import folder
from tests import load
from tests.browser import PATIENCE, ROOT
from tests.conftest import ALPHA
from tests.load import Waited
from tests.serving import get, serving
from tests.test_workers import alive, until


def started(port: int, **settings: str) -> subprocess.Popen:
    command = [sys.executable, "-m", "streamlit", "run", "app.py", "--server.port", str(port)]
    process, end = subprocess.Popen(command, cwd=ROOT, env=os.environ | settings), time.monotonic() + PATIENCE
    while process.poll() is None and time.monotonic() < end:
        try:
            get(f"http://127.0.0.1:{port}/api/health")
            return process
        except OSError:
            time.sleep(0.1)
    raise TimeoutError(f"no server on port {port}")


@pytest.fixture
def port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as free:
        return free.getsockname()[1]


def test_a_killed_server_leaves_no_process_and_its_folder_is_whole(evidence_of, port):
    evidence_of(ALPHA)
    name = short.shorten("/response?mutation=flt3-itd")
    server, address = started(port), f"http://127.0.0.1:{port}"
    right = get(f"{address}/api/response.csv")[2]
    cut = Waited()
    paths = ["/api/response.png", "/api/response.pdf", "/api/response.pptx", "/api/base.duckdb"]
    asking = [Thread(target=load.ask, args=(address, path, cut), daemon=True) for path in paths]
    for one in asking:
        one.start()
    until(lambda: len(load.family(server.pid)) >= 4)
    time.sleep(1)
    family = load.family(server.pid)
    server.kill()
    server.wait()
    for one in asking:
        one.join(PATIENCE)
    until(lambda: not any(map(alive, family)))
    server = started(port)
    try:
        assert get(f"{address}/api/response.csv")[2] == right and get(f"{address}/s/{name}")[0] == 307
        assert {get(f"{address}{path}")[0] for path in paths} == {200}
    finally:
        server.send_signal(signal.SIGTERM)
        server.wait(PATIENCE)


def test_the_age_of_a_version_is_none_where_the_clock_was_set_back(alpha):
    (file,) = folder().glob("evidence-*.duckdb")
    for ahead in (3600, 10**9, -(10**9)):
        os.utime(file, (time.time() + ahead,) * 2)
        with serving(Starlette(routes=health.routes)) as address:
            status, _, body = get(f"{address}/api/health")
        said = json.loads(body)
        assert status == 200 and said["version"] == alpha and said["age_seconds"] >= 0 and said["kept"] == [alpha]


def test_a_damaged_file_of_links_is_as_if_there_were_none(evidence_of):
    evidence_of(ALPHA)
    short.shorten("/response")
    file = folder() / short.FILE
    for damage in (b"", b"garbage" * 1000):
        file.write_bytes(damage)
        assert short.address_of("abcdefghij") is None
    file.unlink()
    file.mkdir()
    assert short.shorten("/response") is None and short.address_of("abcdefghij") is None
