"""A login, where it is required: nothing is reached without it, forged cookies open nothing, links survive it."""

import asyncio
import json
import os
import re
import socket
import subprocess
import sys
import time
import urllib.request
from http.cookiejar import CookieJar
from pathlib import Path
from types import SimpleNamespace

import pytest
from streamlit import auth_util
from streamlit.web.server.starlette.starlette_app_utils import create_signed_value

from dashboard.routes import login
from dashboard.routes.admission import Rules
from dashboard.session import ended
from dashboard.site import PAGES
from tests.conftest import ALPHA, STUDIES
from tests.provider import CLIENT, SECRET, provider
from tests.serving import get, serving

COOKIE, PATIENCE = "0123456789abcdef0123456789abcdef", 120
PAGE = {"Accept": "text/html,application/xhtml+xml"}


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def started(place: Path, port: int, who: str, section: str) -> subprocess.Popen:
    secrets = place / "secrets.toml"
    secrets.write_text(section)
    command = [
        sys.executable,
        "-m",
        "streamlit",
        "run",
        "app.py",
        "--server.port",
        str(port),
        "--secrets.files",
        str(secrets),
    ]
    env = os.environ | {"EVIDENCE_LOGIN": who}
    return subprocess.Popen(
        command, cwd=STUDIES.parent.parent, env=env, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )


def section(port: int, issuer: str, secret: str = COOKIE) -> str:
    values = {"redirect_uri": f"http://127.0.0.1:{port}/oauth2callback", "cookie_secret": secret, "client_id": CLIENT,
              "client_secret": SECRET, "server_metadata_url": f"{issuer}/.well-known/openid-configuration"}  # fmt: skip
    return "[auth]\n" + "".join(f"{name} = {json.dumps(value)}\n" for name, value in values.items())


@pytest.fixture(scope="module")
def person():
    """Who sits before the screen."""
    return {"email": "reader@hospital.example", "email_verified": True}


@pytest.fixture(scope="module")
def site(published, person, tmp_path_factory):
    """The whole server, for readers of one hospital and one guest, with a provider beside it."""
    with serving(provider(person)) as issuer:
        port = free_port()
        server = started(
            tmp_path_factory.mktemp("login"),
            port,
            "@hospital.example, Guest@else.example, -left@hospital.example",
            section(port, issuer),
        )
        address, end = f"http://127.0.0.1:{port}", time.monotonic() + PATIENCE
        while time.monotonic() < end:
            try:
                if get(f"{address}/_stcore/health")[0] == 200:
                    break
            except OSError:
                time.sleep(0.1)
        yield address
        server.kill()
        server.wait()


def cookie(site: str, secret: str = COOKIE, salt: str = "_streamlit_user", **changed: object) -> dict[str, str]:
    """The header of a cookie as Streamlit signs it, of a reader of the hospital."""
    user = {"email": "reader@hospital.example", "email_verified": True, "origin": site, "is_logged_in": True} | changed
    return {"Cookie": f"_streamlit_user={create_signed_value(secret, salt, json.dumps(user)).decode()}"}


def browser() -> urllib.request.OpenerDirector:
    return urllib.request.build_opener(urllib.request.HTTPCookieProcessor(CookieJar()))


CLOSED = ["/api/response.csv", "/api/base.duckdb", "/api/openapi.json", "/api", "/api/response.pptx", "/mcp", "/sitemap.xml", "/robots.txt", "/api/changes.atom", "/api/response.figure", "/preview/response", "/fast/response", "/find/response", "/fast/response/response",
          "/s/abcdefghij", "/nothing", "/_stcore/metrics", "/_stcore/host-config", "/static/index.html", "/media/x", "/component/x/y",
          "/_stcore/script-health-check", "/api/health/../response.csv", "/api/health%2f..%2fresponse.csv", "/oauth2callback/../api/response.csv",
          "//api/response.csv", "/API/response.csv", "/_stcore/health/", "/login/x", "/oauth2callback/"]  # fmt: skip


@pytest.mark.parametrize("method", ["GET", "HEAD", "POST", "PUT", "OPTIONS"])
@pytest.mark.parametrize("path", CLOSED)
def test_without_a_login_a_program_reaches_nothing(site, path, method):
    status, headers, body = get(site + path, method=method)
    assert status == 401 and headers["content-type"] == "application/json" and headers["cache-control"] == "private"
    assert method == "HEAD" or "log in" in json.loads(body)["error"]


@pytest.mark.parametrize(
    "path", ["/", *(f"/{page.name}" for page in PAGES), "/response?mutation=flt3-itd", "/s/abcdefghij", "/nothing"]
)
def test_without_a_login_a_reader_sees_the_way_to_it_and_no_number(site, path):
    status, headers, body = get(site + path, **PAGE)
    assert status == 401 and b'href="/login"' in body and b"og:" not in body and b"<script" not in body
    assert "httponly" in headers["set-cookie"].lower() and "evidence_wanted=" in headers["set-cookie"]


def test_without_a_login_api_is_json_even_for_a_browser(site):
    assert json.loads(get(f"{site}/api/response.csv", **PAGE)[2])["error"]


SPELLINGS = ("{p}", "/{p}", "//{p}", "{p}/", "{p}/.", "{p}/..{p}", "/x/..{p}", "/./{p}", "/%2e{p}", "/%2e%2e{p}", "{p}%2f", "{p}%00", "{p}%20", "{p};a=b",
             "{p}?x=/api/health", "{p}#/api/health", "/api/health/..{p}", "/api/health%2f..{p}", "/auth/login/..{p}", "/oauth2callback;{p}", "\\\\{p}",
             "http://evil.example{p}", "http://127.0.0.1/api/health/..{p}")  # fmt: skip
TRICKS = ("X-Original-URL: /api/health", "X-Rewrite-URL: /api/health", "X-Forwarded-Prefix: /api/health", "X-Forwarded-For: 127.0.0.1",
          "X-Forwarded-Host: localhost", "X-HTTP-Method-Override: GET", "Forwarded: for=127.0.0.1;host=localhost", "Authorization: Bearer x",
          "Host: localhost", "Referer: /auth/login")  # fmt: skip
BEHIND = (
    "/api/response.csv",
    "/api/base.duckdb",
    "/api/response.pptx",
    "/mcp",
    "/response",
    "/preview/response",
    "/_stcore/metrics",
    "/static/index.html",
    "/",
)


def answers(site: str, requests: list[str]) -> list[tuple[int, bytes]]:
    """Status and whole answer of raw requests, each on a line of its own."""
    found, port = [], int(site.rpartition(":")[2])
    for request in requests:
        with socket.create_connection(("127.0.0.1", port), timeout=PATIENCE) as line:
            line.sendall(request.encode("latin-1"))
            answer = b"".join(iter(lambda line=line: line.recv(65536), b""))
        found.append((int(answer[9:12] or 0), answer))
    return found


def test_no_spelling_of_a_path_and_no_header_leads_past_the_guard(site):
    end = "Host: x\r\nConnection: close\r\n\r\n"
    lines = [one.format(p=path) for path in BEHIND for one in SPELLINGS]
    requests = [f"{method} {line} HTTP/1.1\r\n{end}" for line in lines for method in ("GET", "POST", "OPTIONS", "get")]
    requests += [f"GET {path} HTTP/1.1\r\n{trick}\r\n{end}" for path in BEHIND for trick in TRICKS]
    assert len(requests) > 800
    for request, (status, answer) in zip(requests, answers(site, requests), strict=True):
        assert status in (400, 401, 404, 405), (request, status)
        assert b"og:title" not in answer and b"fact_id" not in answer and b"active_sessions" not in answer, request


def test_without_a_login_no_session_begins(site):
    from websockets.exceptions import InvalidStatus
    from websockets.sync.client import connect

    address = site.replace("http", "ws") + "/_stcore/stream"
    with pytest.raises(InvalidStatus) as refused:
        connect(address, subprotocols=["streamlit"])
    assert refused.value.response.status_code == 403
    with connect(address, subprotocols=["streamlit"], additional_headers=cookie(site)):
        pass


def test_whether_the_server_lives_is_told_to_anybody(site):
    assert get(f"{site}/_stcore/health")[0] == 200


def test_a_good_cookie_opens_everything_and_nobody_else_keeps_the_answer(site):
    for path in ("/", "/response", "/api/response.csv", "/api/base.duckdb", "/preview/response"):
        status, headers, _ = get(site + path, **cookie(site), **PAGE)
        assert status == 200 and headers["cache-control"].startswith("private")


@pytest.mark.parametrize("changed", [
    {"secret": "0123456789abcdef0123456789abcdeX"}, {"salt": "_streamlit_xsrf"}, {"salt": "_streamlit_user_tokens"},
    {"is_logged_in": False}, {"is_logged_in": "yes"}, {"origin": "https://other.example"}, {"origin": None},
])  # fmt: skip
def test_a_cookie_that_is_not_ours_opens_nothing(site, changed):
    assert get(f"{site}/api/response.csv", **cookie(site, **changed))[0] == 401


@pytest.mark.parametrize("value", ["", "x", "a.b.c", "%00", "\xff\xfe", "chunks-999999999", "=" * 4000, "eyJ9.x.y"])
def test_a_cookie_that_is_none_opens_nothing(site, value):
    assert get(f"{site}/api/response.csv", Cookie=f"_streamlit_user={value}; _streamlit_user_1={value}")[0] == 401


def other(text: str) -> str:
    """The text with another first letter; the last letters of base64 may change without changing what they say."""
    return ("B" if text[0] == "A" else "A") + text[1:]


def test_a_cookie_that_was_changed_or_is_too_old_opens_nothing(site, monkeypatch):
    good = cookie(site)["Cookie"]
    payload, stamp, signature = good.partition("=")[2].rsplit(".", 2)
    for forged in (
        f"{other(payload)}.{stamp}.{signature}",
        f"{payload}.{stamp}.{other(signature)}",
        f"{payload}.zzzzzz.{signature}",
        payload,
    ):
        assert get(f"{site}/api/response.csv", Cookie=f"_streamlit_user={forged}")[0] == 401
    month_ago = time.time() - 32 * 24 * 3600
    monkeypatch.setattr("itsdangerous.timed.time.time", lambda: month_ago)
    old = cookie(site)
    monkeypatch.undo()
    assert get(f"{site}/api/response.csv", **old)[0] == 401


@pytest.mark.parametrize(
    ("claims", "status"),
    [
        ({"email": "READER@Hospital.Example"}, 200),
        ({"email": "guest@else.example"}, 200),
        ({"email": "other@else.example"}, 403),
        ({"email": "x@nothospital.example"}, 403),
        ({"email": "x@hospital.example.bad.example"}, 403),
        ({"email": "hospital.example"}, 403),
        ({"email": "@hospital.example@bad.example"}, 403),
        ({"email": "x@hospital.example", "email_verified": False}, 403),
        ({"email": "x@hospital.example", "email_verified": "false"}, 403),
        ({"email": "x@hospital.example", "email_verified": None}, 403),
        ({"email": "x@hospital.example", "email_verified": ""}, 403),
        ({"email": "x@hospital.example", "email_verified": []}, 403),
        ({"email": "x@hospital.example", "email_verified": 1}, 403),
        ({"email": "x@hospital.example", "email_verified": "unverified"}, 403),
        ({"email": "x@hospital.example", "email_verified": "true"}, 200),
        ({"email": "left@hospital.example"}, 403),
        ({"email": "LEFT@hospital.example"}, 403),
        ({"email": "\u212ae@hospital.example"}, 403),
        ({"email": "x@y.example@hospital.example"}, 403),
        ({"email": "@hospital.example"}, 403),
        ({"email": "x@hospita\u2113.example"}, 403),
        ({"email": None, "name": "<script>"}, 403),
    ],
)
def test_only_who_is_on_the_list_may_read(site, claims, status):
    assert get(f"{site}/api/response.csv", **cookie(site, **claims))[0] == status
    found, _, body = get(f"{site}/response", **cookie(site, **claims), **PAGE)
    assert found == status and (status == 200 or (b'href="/auth/logout"' in body and b"<script" not in body))


def test_a_reader_logs_in_with_the_provider_and_comes_back_to_the_link(site):
    mine, wanted = browser(), f"{site}/response?mutation=flt3-itd&data=current"
    with pytest.raises(urllib.error.HTTPError):
        mine.open(urllib.request.Request(wanted, headers=PAGE))
    with mine.open(urllib.request.Request(f"{site}/login", headers=PAGE)) as page:
        assert page.status == 200 and page.url == wanted and b'og:title"' in page.read()
    assert mine.open(f"{site}/api/response.csv").status == 200
    with mine.open(f"{site}/") as home:
        assert home.url == f"{site}/"
    with pytest.raises(urllib.error.HTTPError) as out:
        mine.open(f"{site}{login.LOGOUT}")
    assert out.value.code == 401
    with pytest.raises(urllib.error.HTTPError):
        mine.open(f"{site}/api/response.csv")


@pytest.mark.parametrize(
    "wanted", ["https://bad.example", "//bad.example", "/\\bad.example", "/login", "\r\nSet-Cookie: a=b", "javascript:x"]
)
def test_the_way_back_never_leads_elsewhere(site, wanted):
    from urllib.parse import quote

    held = cookie(site)["Cookie"] + f"; evidence_wanted={quote(wanted, safe='')}"
    status, headers, _ = get(f"{site}/", Cookie=held, **PAGE)
    assert status == 307 and headers["location"] == "/" and "a=b" not in headers["set-cookie"]


def test_a_stranger_is_told_so_by_name_and_can_leave(site, person):
    person["email"] = "stranger@else.example"
    try:
        with pytest.raises(urllib.error.HTTPError) as told:
            browser().open(urllib.request.Request(f"{site}/login", headers=PAGE))
        assert told.value.code == 403 and b"stranger@else.example may not read here" in told.value.read()
    finally:
        person["email"] = "reader@hospital.example"


def test_logging_out_ends_the_login_wherever_its_cookie_was_copied_to(site):
    from websockets.exceptions import ConnectionClosed
    from websockets.sync.client import connect

    mine, other = cookie(site, nonce="one"), cookie(site, nonce="two")
    payload, stamp, signature = mine["Cookie"].rsplit(".", 2)
    letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
    same = letters[letters.index(signature[-1]) ^ 1]
    copies = [
        mine,
        {"Cookie": f"{payload}.{stamp}.{signature[:-1]}{same}"},
        {"Cookie": f"x=y; {mine['Cookie']}; _streamlit_user_1=z"},
    ]
    assert [get(f"{site}/api/response.csv", **copy)[0] for copy in copies] == [200] * 3
    address = site.replace("http", "ws") + "/_stcore/stream"
    with connect(address, subprotocols=["streamlit"], additional_headers=mine) as open_, connect(address, subprotocols=["streamlit"], additional_headers=other) as stays:  # fmt: skip
        assert get(site + login.LOGOUT, **mine)[0] == 302
        assert [get(f"{site}/api/response.csv", **copy)[0] for copy in copies] == [401] * 3
        with pytest.raises(ConnectionClosed):
            open_.recv(timeout=PATIENCE)
        with pytest.raises(TimeoutError):
            stays.recv(timeout=0.2)
    assert get(f"{site}/api/response.csv", **other)[0] == 200


ASKED = {"email": "x@hospital.example", "email_verified": True}


@pytest.mark.parametrize(
    ("settings", "claims", "admitted"),
    [
        ({}, {}, True),
        ({"EVIDENCE_LOGIN_MAIL": "unstated"}, {"email_verified": None}, True),
        ({"EVIDENCE_LOGIN_MAIL": "unstated"}, {"email_verified": False}, False),
        ({"EVIDENCE_LOGIN_MAIL": "unstated"}, {"email_verified": "no"}, False),
        ({"EVIDENCE_LOGIN_CLAIMS": "tid=a, iss=https://p"}, {"tid": "a", "iss": "https://p"}, True),
        ({"EVIDENCE_LOGIN_CLAIMS": "tid=a, iss=https://p"}, {"tid": "a", "iss": "https://q"}, False),
        ({"EVIDENCE_LOGIN_CLAIMS": "tid=a"}, {}, False),
        ({"EVIDENCE_LOGIN": "*", "EVIDENCE_LOGIN_CLAIMS": "tid=a"}, {"tid": "b"}, False),
        ({"EVIDENCE_LOGIN": "*"}, {"email": None}, True),
        ({"EVIDENCE_LOGIN": "*,-x@hospital.example"}, {"email_verified": False}, False),
        ({"EVIDENCE_LOGIN": "*,-@hospital.example"}, {}, False),
        ({"EVIDENCE_LOGIN": "*,-kim@hospital.example"}, {"email": "\u212aim@hospital.example"}, False),
    ],
)
def test_rules_of_who_may_read(monkeypatch, settings, claims, admitted):
    for name, value in ({"EVIDENCE_LOGIN": "@hospital.example"} | settings).items():
        monkeypatch.setenv(name, value)
    assert Rules.read().admit(ASKED | claims) is admitted


@pytest.mark.parametrize(
    ("name", "value"),
    [("EVIDENCE_LOGIN", "hospital.example"), ("EVIDENCE_LOGIN", "a@b@c"), ("EVIDENCE_LOGIN", "x@hospit\u00e4l.example"),
     ("EVIDENCE_LOGIN_MAIL", "yes"), ("EVIDENCE_LOGIN_CLAIMS", "tid"), ("EVIDENCE_LOGIN_CLAIMS", "tid="), ("EVIDENCE_LOGIN_HOURS", "0"),
     ("EVIDENCE_LOGIN_HOURS", "721"), ("EVIDENCE_LOGIN_HOURS", "nan"), ("EVIDENCE_LOGIN_HOURS", "a day")],
)  # fmt: skip
def test_a_rule_that_is_none_is_refused(monkeypatch, name, value):
    monkeypatch.setenv("EVIDENCE_LOGIN", "@hospital.example")
    monkeypatch.setenv(name, value)
    with pytest.raises(ValueError, match=name):
        Rules.read()


@pytest.mark.parametrize(("hours", "days"), [("12", 0.5), ("", 30)])
def test_a_login_lasts_as_long_as_it_is_set_to(monkeypatch, hours, days):
    asked = []
    monkeypatch.setenv("EVIDENCE_LOGIN", "*")
    monkeypatch.setenv("EVIDENCE_LOGIN_HOURS", hours)
    monkeypatch.setattr(login, "signed_login", lambda _, days: asked.append(days))
    assert login._user_of({}) is None and asked == [days]


@pytest.mark.parametrize(
    ("site", "given", "sent"),
    [
        ("https://a", b"x=y; HttpOnly; SameSite=lax", b"x=y; HttpOnly; SameSite=lax; Secure"),
        ("https://a", b"x=secure; Secure", b"x=secure; Secure"),
        ("http://localhost:1", b"x=y", b"x=y"),
    ],
)
def test_behind_https_cookies_never_travel_without_it(monkeypatch, site, given, sent):
    monkeypatch.setattr(login, "login_site", lambda: site)
    told = []

    async def send(message):
        told.append(message)

    asyncio.run(
        login._kept_secure(send)({"type": "http.response.start", "status": 200, "headers": [(b"set-cookie", given)]})
    )
    assert told[0]["headers"] == [(b"set-cookie", sent)]


def test_off_by_default_and_no_guard_stands_before_anything(monkeypatch):
    monkeypatch.delenv("EVIDENCE_LOGIN", raising=False)
    assert login.middleware() == [] and login.check() is None


@pytest.mark.parametrize(
    ("who", "section", "said"),
    [
        ("", {"client_id": "x"}, r"\[auth\], but EVIDENCE_LOGIN is not set"),
        ("*", {}, "secrets.toml is not whole"),
        ("*", {"redirect_uri": "https://a/oauth2callback", "cookie_secret": COOKIE, "client_id": "x"}, "client_secret"),
        ("*", {"redirect_uri": "https://a/", "cookie_secret": COOKIE, "client_id": "x", "client_secret": "x", "server_metadata_url": "x"}, "oauth2callback"),
        ("*", {"redirect_uri": "https://a/oauth2callback", "cookie_secret": "short", "client_id": "x", "client_secret": "x", "server_metadata_url": "x"}, "fewer than 32"),
        ("*", {"redirect_uri": "https://a/oauth2callback", "cookie_secret": COOKIE, "client_id": "x", "client_secret": "x", "server_metadata_url": "https://login.microsoftonline.com/common/v2.0/.well-known/openid-configuration"}, "each tenant of the world"),
        ("a", {"redirect_uri": "https://a/oauth2callback", "cookie_secret": COOKIE, "client_id": "x", "client_secret": "x", "server_metadata_url": "https://a/b"}, "expected addresses"),
    ],
)  # fmt: skip
def test_a_server_with_half_a_login_does_not_start(monkeypatch, who, section, said):
    monkeypatch.setenv("EVIDENCE_LOGIN", who)
    held = {"auth": auth_util.AttrDict(section)} if section else {}
    monkeypatch.setattr(
        auth_util, "secrets_singleton", SimpleNamespace(load_if_toml_exists=lambda: bool(held), get=held.get)
    )
    with pytest.raises(login.LoginError, match=said):
        login.check()


def test_a_login_that_nobody_could_end_does_not_start(monkeypatch, tmp_path):
    monkeypatch.setenv("EVIDENCE_STATE", str(tmp_path / "nowhere" / "at all"))
    with pytest.raises(OSError, match="nobody could log out: set EVIDENCE_STATE"):
        ended.prepare(12)


def test_logins_too_old_to_be_used_are_forgotten(monkeypatch, tmp_path):
    monkeypatch.setenv("EVIDENCE_STATE", str(tmp_path))
    ended.prepare(12)
    for name, age in (("old", 13), ("young", 11)):
        ended.end(name)
        os.utime(tmp_path / ended.FOLDER / name, (time.time() - age * 3600,) * 2)
    ended.prepare(12)
    assert ended.has("young") and not ended.has("old") and not ended.has("probe")


def test_the_command_ends_where_the_login_is_not_whole(evidence_of, tmp_path):
    evidence_of(ALPHA)
    server = started(tmp_path, free_port(), "*", "[auth]\n")
    said, _ = server.communicate(timeout=PATIENCE)
    assert server.returncode and re.search(r"LoginError: EVIDENCE_LOGIN is set, but secrets.toml is not whole", said)
