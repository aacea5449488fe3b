"""What strangers may hold of a server: sessions, files, messages, half requests; and that it ends when it is told to."""

import asyncio
import json
import os
import re
import resource
import signal
import socket
import subprocess
import sys
import time
import urllib.request

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.responses import PlainTextResponse
from starlette.routing import Route, WebSocketRoute
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.exceptions import ConnectionClosed, InvalidStatus
from websockets.sync.client import connect

from dashboard.routes import bounds, process, streamlit_internals
from dashboard.routes.bounds import Bounds
from tests.browser import PATIENCE, ROOT
from tests.serving import get, serving


def started(*options: str, port: int) -> subprocess.Popen:
    command = [sys.executable, "-m", "streamlit", "run", "app.py", "--server.port", str(port), *options]
    return subprocess.Popen(command, cwd=ROOT, env=os.environ, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as probe:
        return probe.getsockname()[1]


async def talk(websocket) -> None:
    await websocket.accept()
    async for text in websocket.iter_text():
        await websocket.send_text(text)


async def said(request) -> PlainTextResponse:
    return PlainTextResponse(request.headers.get("origin", "none"))


@pytest.fixture
def site(monkeypatch):
    """The bounds before a small application, with room for two sessions."""
    monkeypatch.setattr(bounds, "SESSIONS", 2)
    routes = [WebSocketRoute("/talk", talk), Route("/{rest:path}", said)]
    with serving(Starlette(routes=routes, middleware=[Middleware(Bounds)])) as address:
        yield address


def session(site: str, **headers: str):
    return connect(f"{site.replace('http', 'ws')}/talk", additional_headers=headers, open_timeout=20)


def test_a_full_server_says_so_to_readers_and_opens_no_further_session(site):
    with session(site), session(site):
        with pytest.raises(InvalidStatus):
            session(site)
        status, headers, body = get(f"{site}/response?lang=en", Accept="text/html")
        assert status == 503 and headers["retry-after"] == "30" and b"too many at once" in body
        assert "太多" in get(f"{site}/?lang=zh")[2].decode()
        assert get(f"{site}/api/health")[0] == 200
    end = time.monotonic() + 20
    while get(f"{site}/response")[0] != 200:
        assert time.monotonic() < end
    with session(site) as line:
        line.send("back")
        assert line.recv(timeout=20) == "back"


def told(query: str = "", **values: str) -> bytes:
    """A message of a browser: its link, and what components tell as JSON."""
    asked = BackMsg()
    asked.rerun_script.query_string = query
    for name, text in values.items():
        widget = asked.rerun_script.widget_states.widgets.add()
        widget.id = name
        setattr(widget, "json_trigger_value" if name == "click" else "json_value", text)
    return asked.SerializeToString()


MEETING, CLICK = json.dumps({"text": '"' * 100_000}), json.dumps([{"event": "facts", "value": ["a/b/c"] * 500}])


@pytest.mark.parametrize(
    "message",
    [told(), told("a" * 120_000), told(kept=MEETING, click=MEETING), told(kept=MEETING, click=CLICK), b"no message"],
)
def test_what_a_browser_tells_comes_to_the_page(message):
    assert bounds._is_usual(message, 0)


@pytest.mark.parametrize(
    "message",
    [told("a" * 200_000), told(kept='"' + "x" * 600_000 + '"'), told(click=json.dumps(["x"] * 20_000)), told(click="[" * 5000), told(click="1" * 5000),
     told(click=json.dumps([{"event": "facts", "value": []}] * 15_000)), told(click=CLICK, kept=json.dumps({str(n): n for n in range(2000)})),
     told(kept=json.dumps([[[[]] * 9] * 9] * 99))],
)  # fmt: skip
def test_a_message_that_no_browser_of_ours_sends_ends_its_session_unread(site, message):
    with session(site) as line:
        line.send(message)
        with pytest.raises(ConnectionClosed) as refused:
            line.recv(timeout=20)
    assert refused.value.rcvd.code == 1009


def test_a_text_of_any_length_ends_its_session(site):
    with session(site) as line:
        line.send("x" * (bounds.MESSAGE + 1))
        with pytest.raises(ConnectionClosed):
            line.recv(timeout=20)


@pytest.mark.parametrize("origin", ["https://evil.example", "http://localhost:1", "null", ""])
def test_a_page_of_another_site_opens_no_session_and_makes_the_server_ask_nobody(site, origin, monkeypatch):
    with pytest.raises(InvalidStatus) as refused:
        session(site, Origin=origin)
    assert refused.value.response.status_code == 403
    assert get(f"{site}/_stcore/health", Origin=origin)[2] == b"none"
    with session(site, Origin=site):
        pass


@pytest.mark.parametrize("method", ["GET", "PUT", "POST", "OPTIONS", "DELETE"])
def test_nobody_takes_files(site, method):
    status, _, body = get(f"{site}/_stcore/upload_file/session/file", method=method)
    assert status == 404 and "nothing takes files" in json.loads(body)["error"]


@pytest.mark.parametrize(
    ("client", "near"),
    [("127.0.0.1", True), ("::1", True), ("10.1.2.3", True), ("172.30.85.11", True), ("::ffff:192.168.0.9", True), ("8.8.8.8", False),
     ("::ffff:8.8.8.8", False), ("2606:4700::1", False), ("", False), ("unix", False)],
)  # fmt: skip
def test_numbers_of_the_server_are_for_its_own_network(client, near):
    assert bounds._is_near({"client": (client, 1)}) is near


@pytest.mark.parametrize("target", ["*", "\\x", "x", "?", "api/response.csv"])
@pytest.mark.parametrize("method", ["GET", "OPTIONS", "POST"])
def test_a_request_without_a_path_is_told_so(site, method, target):
    with socket.create_connection(("127.0.0.1", int(site.rpartition(":")[2])), timeout=20) as line:
        line.sendall(f"{method} {target} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n".encode())
        answer = b"".join(iter(lambda: line.recv(65536), b""))
    assert answer.startswith(b"HTTP/1.1 400") and (b"begins with /" in answer or b"Invalid HTTP" in answer)


def test_sessions_are_fewer_where_the_process_may_open_few_files(monkeypatch, caplog):
    held = []
    monkeypatch.setattr(resource, "setrlimit", lambda _, limits: held.append(limits))
    for limits, sessions in (
        ((1024, 65536), 500),
        ((1024, resource.RLIM_INFINITY), 500),
        ((1024, 1024), 106),
        ((64, 64), 1),
    ):
        monkeypatch.setattr(resource, "getrlimit", lambda _, limits=limits: limits)
        assert bounds.raise_descriptors() == sessions
    assert held == [(65536, 65536), (resource.RLIM_INFINITY,) * 2] and "106 sessions at most" in caplog.text


@pytest.fixture
def patient(monkeypatch):
    """A server that waits half a second for a request to be whole."""
    for name in ("connection_made", "data_received"):
        monkeypatch.setattr(streamlit_internals.H11Protocol, name, getattr(streamlit_internals.H11Protocol, name))
    streamlit_internals.end_half_requests(0.5)

    async def slow(_) -> PlainTextResponse:
        await asyncio.sleep(1.5)
        return PlainTextResponse("whole")

    with serving(
        Starlette(routes=[Route("/slow", slow), Route("/{rest:path}", said), WebSocketRoute("/talk", talk)])
    ) as site:
        yield site


@pytest.mark.parametrize("whole", [b"", b"GET / HTTP/1.1\r\nHost: x\r\n\r\n"])
@pytest.mark.parametrize("half", [b"", b"G", b"GET / HTTP/1.1\r\nHost: x\r\n"])
def test_half_a_request_is_not_waited_for_even_after_a_whole_one(patient, whole, half):
    with socket.create_connection(("127.0.0.1", int(patient.rpartition(":")[2])), timeout=20) as line:
        if whole:
            line.sendall(whole)
            assert line.recv(65536).startswith(b"HTTP/1.1 200")
        began = time.monotonic()
        for letter in half:
            line.sendall(bytes([letter]))
        while line.recv(65536):
            pass
        assert time.monotonic() - began < 15


def test_a_slow_answer_and_a_quiet_session_are_not_taken_for_half_requests(patient):
    with session(patient) as line:
        assert get(f"{patient}/slow")[2] == b"whole"
        line.send("still here")
        assert line.recv(timeout=20) == "still here"


def test_a_prefix_that_would_half_work_ends_the_server_at_its_start(published):
    server = started("--server.baseUrlPath", "evidence", port=free_port())
    told, _ = server.communicate(timeout=PATIENCE)
    assert server.returncode and b"served at the root of a name of its own" in told


def test_an_address_that_would_half_work_is_refused_at_the_start(monkeypatch):
    monkeypatch.setenv("EVIDENCE_ADDRESS", "evidence.hospital.example/x")
    with pytest.raises(SystemExit, match="expected scheme and name of this site"):
        process.prepare()


@pytest.fixture(scope="module")
def whole(published, tmp_path_factory):
    """The whole server, started as somebody who may open few files."""
    port = free_port()
    server = started(port=port)
    address, end = f"http://127.0.0.1:{port}", time.monotonic() + PATIENCE
    while True:
        try:
            get(f"{address}/_stcore/health")
            break
        except OSError:
            assert time.monotonic() < end and server.poll() is None
            time.sleep(0.1)
    yield address, server
    server.kill()
    server.wait()


def test_no_frame_of_150_megabytes_is_taken(whole):
    address, server = whole
    before = _memory(server.pid)
    line = connect(f"{address.replace('http', 'ws')}/_stcore/stream", subprotocols=["streamlit"])
    with line, pytest.raises((ConnectionClosed, OSError)):
        line.send(bytes(150_000_000))
        line.recv(timeout=20)
    assert _memory(server.pid) - before < 60


def _memory(pid: int) -> int:
    """Peak memory of a process in MB."""
    with open(f"/proc/{pid}/status") as status:
        return int(re.search(r"VmHWM:\s+(\d+)", status.read())[1]) // 1000


def test_every_page_is_smaller_than_the_largest_message(whole):
    from dashboard.site import PAGES

    address, _ = whole
    for page in PAGES:
        with connect(f"{address.replace('http', 'ws')}/_stcore/stream", subprotocols=["streamlit"], max_size=None) as line:
            asked = BackMsg()
            asked.rerun_script.page_name = page.name
            line.send(asked.SerializeToString())
            kind = ""
            while kind != "script_finished":
                message = line.recv(timeout=PATIENCE)
                kind = ForwardMsg.FromString(message).WhichOneof("type")
                assert len(message) < 1_000_000, page.name


def test_the_server_ends_soon_whatever_hangs(whole):
    """The last one of this file: none after it finds the server."""
    address, server = whole
    port = int(address.rpartition(":")[2])
    stream = f"{address.replace('http', 'ws')}/_stcore/stream"
    with connect(stream, subprotocols=["streamlit"]), socket.create_connection(("127.0.0.1", port)) as slow:
        slow.sendall(b"GET /api/base.duckdb HTTP/1.1\r\nHost: x\r\n\r\n")
        urllib.request.urlopen(f"{address}/api/toxicity.pdf", timeout=PATIENCE).read()
        socket.create_connection(("127.0.0.1", port)).sendall(b"GET /api/toxicity.pptx HTTP/1.1\r\nHost: x\r\n\r\n")
        time.sleep(0.5)
        began = time.monotonic()
        server.send_signal(signal.SIGTERM)
        server.communicate(timeout=PATIENCE)
        assert time.monotonic() - began < process.ENDED + 4
