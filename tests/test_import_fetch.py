"""Records are fetched from the address that is given, kept as they were served, and what cannot be had is said."""

import json
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from etl.__main__ import main
from etl.importing import Refused, bring, fetch
from tests.test_import_registry import record

NUMBER = "NCT09999999"


@contextmanager
def serving(answers: dict[str, tuple[int, bytes]]) -> Iterator[str]:
    """A local server that knows these paths; yields its address."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            status, body = answers.get(self.path, (404, b"{}"))
            self.send_response(status)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def test_a_record_is_fetched_kept_as_served_and_dated(tmp_path):
    body = json.dumps(record()).encode()
    with serving({f"/studies/{NUMBER}": (200, body)}) as address:
        path = fetch.fetch_record(NUMBER, f"{address}/studies/", tmp_path, date(2001, 2, 3))
    assert path.read_bytes() == body
    assert bring(path).studies[0].source["seen"] == "2001-02-03"
    path.write_bytes(body + b" ")
    assert bring(path).studies[0].source["seen"] is None, "a file that was changed is not what was served that day"


def test_import_takes_a_registry_number(tmp_path, capsys):
    with serving({f"/{NUMBER}": (200, json.dumps(record()).encode())}) as address:
        assert main(["import", NUMBER, "--to", str(tmp_path), "--registry", address]) == 0
    assert (tmp_path / f"{NUMBER.lower()}.yaml").exists() and "2 rows became figures" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("path", "answer", "said"),
    [
        ("/elsewhere", (200, b"{}"), "answered 404; it knows no such number"),
        (f"/{NUMBER}", (503, b""), "answered 503; try again later"),
        (f"/{NUMBER}", (200, b"<html>"), "is XML or a web page"),
    ],
)
def test_what_the_registry_does_not_give_is_said(tmp_path, capsys, path, answer, said):
    with serving({path: answer}) as address:
        assert main(["import", NUMBER, "--to", str(tmp_path), "--registry", address]) == 1
    assert said in capsys.readouterr().err
    assert not list(tmp_path.glob("*.yaml"))


@pytest.mark.parametrize(
    ("address", "said"),
    [
        (None, "no address of the registry is set"),
        ("file:///etc", "is no web address"),
        ("http://127.0.0.1:1", "cannot be reached"),
    ],
)
def test_an_address_that_leads_nowhere_is_a_sentence(tmp_path, address, said):
    with pytest.raises(Refused, match=said):
        fetch.fetch_record(NUMBER, address, tmp_path, date(2001, 2, 3))


def test_an_answer_without_end_is_cut_off(tmp_path, monkeypatch):
    monkeypatch.setattr(fetch, "SIZE_LIMIT", 1000)
    with serving({f"/{NUMBER}": (200, b" " * 2000)}) as address, pytest.raises(Refused, match="more than 1,000 bytes"):
        fetch.fetch_record(NUMBER, address, tmp_path, date(2001, 2, 3))


def test_a_registry_that_does_not_answer_is_not_waited_for(tmp_path, monkeypatch):
    monkeypatch.setattr(fetch, "TIMEOUT_SECONDS", 0.2)
    with socket.create_server(("127.0.0.1", 0)) as silent, pytest.raises(Refused, match="cannot be reached"):
        fetch.fetch_record(NUMBER, f"http://127.0.0.1:{silent.getsockname()[1]}", tmp_path, date(2001, 2, 3))
    assert not list(tmp_path.iterdir())
