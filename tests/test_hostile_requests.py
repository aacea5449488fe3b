"""Requests that mean harm: an answer in JSON or a refusal, nothing of the server's own, and soon."""

import json
import socket
import sqlite3
import time
from contextlib import closing

import pytest
from starlette.applications import Starlette
from streamlit import config

from dashboard.chrome import faults
from dashboard.painters import codes
from dashboard.routes import api, changes, described, documents, index
from dashboard.session import short
from etl.clubs import publish_clubs, read_clubs
from evidence.database import folder
from tests.conftest import ALPHA, STUDIES
from tests.fuzzing import soon
from tests.serving import get, serving

ROUTES = [*index.routes, *documents.routes, *changes.routes, *described.routes, *api.routes, *api.rest]


@pytest.fixture(scope="module")
def site(published):
    publish_clubs(
        [file.club for file in read_clubs(STUDIES.parent / "clubs", [path.stem for path in STUDIES.glob("*.yaml")])],
        folder(),
    )
    with serving(Starlette(routes=ROUTES, exception_handlers=faults.HANDLERS)) as address:
        yield address


def raw(site: str, request: bytes) -> tuple[int, bytes, bytes]:
    """Status, head and body of what a request gets that no client would send; 0 where the line is just closed."""
    with soon(), socket.create_connection(("127.0.0.1", int(site.rpartition(":")[2])), timeout=20) as line:
        line.sendall(request)
        said = b""
        while part := line.recv(65536):
            said += part
    head, _, body = said.partition(b"\r\n\r\n")
    return int(head[9:12] or 0), head, body


def asked(path: str, *headers: str, method: str = "GET", host: str = "x") -> bytes:
    return "\r\n".join([f"{method} {path} HTTP/1.1", f"Host: {host}", "Connection: close", *headers, "", ""]).encode()


@pytest.mark.parametrize("panel", ['"%0d%0aSet-Cookie:%20a=b', "%E2%98%83", "..%2f..%2fetc", "%00"])
def test_the_name_of_a_file_comes_from_the_page_not_from_the_link(site, panel):
    status, head, _ = raw(site, asked(f"/api/journal-club.pptx?club=borthakur-2020&step=1&panel={panel}"))
    assert status == 200 and b'filename="journal-club-' in head and b"Set-Cookie" not in head


@pytest.mark.parametrize("path", [
    "/api/..%2f..%2fetc%2fpasswd.csv", "/api/%2e%2e/%2e%2e/x.json", "/api/%00.csv", "/api/response.csv?data=..%2f..%2fetc", "/api/response.csv?data=%00",
    "/api/base.duckdb?data=../current", "/api/response.csv?mutation=%ff%fe", "/api/response.csv?%zz=%", "/api/response.png?size=%0d%0a",
    "/api/response.png?panel=%3Cscript%3E", "/api/response.figure?panel=nope", "/preview/nothing",
])  # fmt: skip
def test_what_is_not_there_is_refused_in_json(site, path):
    status, head, body = raw(site, asked(path))
    assert status in (400, 404) and b"application/json" in head and json.loads(body)["error"] and len(body) < 20_000
    assert b"<script>" not in head


@pytest.mark.parametrize("query", ["&" * 60_000, "a&" * 30_000, "mutation=" + "," * 60_000, "&".join(f"study={n}" for n in range(6000)), "a=" + "b" * 60_000,
                                   "mutation=" + ",".join(f"x{n}" for n in range(9000)), "fact=" + "a" * 60_000, "&".join(f"fact=abc{n}" for n in range(5000))])  # fmt: skip
@pytest.mark.parametrize("path", ["/api/response.csv", "/response", "/preview/response"])
def test_a_query_of_60_kilobytes_holds_nobody_up(site, path, query):
    status, _, body = raw(site, asked(f"{path}?{query}"))
    assert status in (200, 307, 400) and len(body) < 200_000


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE", "TRACE", "FOO"])
@pytest.mark.parametrize(
    "path", ["/api/response.csv", "/api/response.pptx", "/preview/response", "/s/aaaaaaaaaa", "/response"]
)
def test_nothing_but_reading_is_done_and_no_body_is_waited_for(site, path, method):
    status, _, body = raw(site, asked(path, "Content-Length: 1000000000", method=method))
    assert status == 405 and len(body) < 20_000


@pytest.mark.parametrize("host", ["[", 'a"><b>', "x:99999999", "x:y", "x" * 5000, "☃", ""])
@pytest.mark.parametrize(
    "path", ["/overview?mutation=flt3-itd", "/response", "/api/response.pptx", "/api/patients.pdf", "/preview/response"]
)
def test_a_host_that_is_none_changes_nothing(site, path, host):
    status, head, body = raw(site, asked(path, host=host))
    assert status in (200, 307, 400)
    assert b'"><b>' not in body and (status != 307 or b"location: /?mutation=flt3-itd" in head)


@pytest.mark.parametrize("header", ["Range: bytes=a-b", "Range: bytes=9-1", "Range: bytes=" + ",".join("0-1" for _ in range(5000)), "If-None-Match: " + "," * 50_000,
                                    "Accept-Encoding: " + "gzip," * 5000, "Cookie: " + "a=b;" * 5000])  # fmt: skip
def test_headers_that_mean_harm_are_not_obeyed(site, header):
    status, _, body = raw(site, asked("/api/base.duckdb", header))
    assert status in (200, 400, 416) and len(body) < 50_000_000


def test_a_link_too_long_for_a_code_gives_slides_and_handout_without_one(site):
    facts = (
        "&".join(f"fact=study-{n}/" + "x" * 190 for n in range(8))
        + "&"
        + "&".join(f"other=study-{n}/" + "x" * 190 for n in range(8))
    )
    for form, begin in (("pptx", b"PK"), ("pdf", b"%PDF-")):
        status, _, body = get(f"{site}/api/patients.{form}?{facts}")
        assert status == 200 and body.startswith(begin)
    assert codes.svg("x" * codes.LONGEST) and codes.png("x" * codes.LONGEST)
    assert codes.svg("é" * codes.LONGEST) == "" and codes.png("x" * (codes.LONGEST + 1)) == b""


def test_what_fails_in_a_route_is_told_in_json_without_its_inside(site, monkeypatch, caplog):
    def fail(*_):
        raise RuntimeError("secret detail of the program")

    monkeypatch.setattr(api, "read", fail)
    status, _, body = get(f"{site}/api/response.csv")
    said = json.loads(body)["error"]
    assert status == 500 and "secret" not in said and said.split("“fault ")[1].split("”")[0] in caplog.text


@pytest.mark.parametrize(
    "path", ["/api/response.csv", "/api/response.pptx", "/api/base.zip", "/preview/response", "/response"]
)
def test_without_a_published_base_routes_say_what_to_do(tmp_path, monkeypatch, path):
    monkeypatch.setenv("EVIDENCE_BUILD", str(tmp_path))
    with serving(Starlette(routes=ROUTES, exception_handlers=faults.HANDLERS)) as address:
        status, _, body = get(address + path)
    assert (
        (status == 200 and b'<div id="root">' in body)
        if path == "/response"
        else (status == 503 and "etl build" in json.loads(body)["error"])
    )


@pytest.mark.parametrize(
    "address", ["//bad.example/x", "/\\bad.example", "https://bad.example", "javascript:alert(1)", "", "/" + "x" * 5000]
)
def test_a_short_link_leads_nowhere_else(evidence_of, address):
    evidence_of(ALPHA)
    assert short.shorten(address) is None and not (folder() / short.FILE).exists()


def test_a_short_link_whose_row_was_tampered_with_leads_nowhere_else(evidence_of):
    evidence_of(ALPHA)
    name = short.shorten("/response?mutation=flt3-itd")
    with closing(sqlite3.connect(folder() / short.FILE)) as links, links:
        links.execute("update link set address = 'https://bad.example/'")
    assert short.address_of(name) is None


def test_a_short_link_that_cannot_be_read_now_is_not_said_to_be_unknown(evidence_of):
    evidence_of(ALPHA)
    name = short.shorten("/response?mutation=flt3-itd")
    with closing(sqlite3.connect(folder() / short.FILE)) as links, serving(Starlette(routes=ROUTES)) as address:
        links.execute("begin exclusive")
        began = time.monotonic()
        status, headers, body = get(f"{address}/s/{name}")
        assert status == 503 and headers["retry-after"] == "1" and b"Try again" in body and time.monotonic() - began < 5
        assert short.shorten("/response?mutation=flt3-wt") is None
        links.rollback()
        assert get(f"{address}/s/{name}")[0] == 307


def test_links_in_previews_and_documents_carry_the_address_that_was_named(site, monkeypatch):
    hostile = {"Host": "evil.example"}
    assert b"http://evil.example/preview" in get(f"{site}/response", **hostile)[2]
    monkeypatch.setenv("EVIDENCE_ADDRESS", "https://evidence.hospital.example/")
    body = get(f"{site}/response", **hostile)[2]
    assert b"https://evidence.hospital.example/preview" in body and b"evil" not in body


def test_short_links_stop_growing_and_those_kept_still_lead_on(evidence_of, monkeypatch):
    evidence_of(ALPHA)
    monkeypatch.setattr(short, "PAGES", 20)
    names = {address: short.shorten(address) for address in (f"/response?data={n:016x}&" + "x" * 500 for n in range(300))}
    kept = {address: name for address, name in names.items() if name}
    assert 50 < len(kept) < 300 and (folder() / short.FILE).stat().st_size <= 20 * 4096
    assert all(
        short.address_of(name) == address == address and short.shorten(address) == name for address, name in kept.items()
    )


@pytest.mark.parametrize(
    ("option", "value"),
    [("client.showErrorDetails", "none"), ("client.showErrorLinks", False), ("server.enableXsrfProtection", True), ("server.enableCORS", True),
     ("server.maxUploadSize", 1), ("server.maxWidgetStateSize", 1), ("server.maxMessageSize", 2), ("client.allowedOrigins", []), ("server.enableStaticServing", False), ("server.enableAgentApi", False),
     ("browser.gatherUsageStats", False), ("client.toolbarMode", "minimal")],
)  # fmt: skip
def test_the_settings_in_force_are_the_locked_ones(option, value):
    assert config.get_option(option) == value
