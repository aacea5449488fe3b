"""Headers of every answer and compressed files, from the server itself: with a proxy or without."""

import gzip
import re
from base64 import b64encode
from hashlib import sha256
from io import BytesIO

import pytest
from PIL import ImageFont
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.responses import PlainTextResponse
from starlette.routing import Route

from dashboard.chrome import served
from dashboard.routes import compressed, headers, index
from dashboard.routes.compressed import Compressed
from dashboard.routes.headers import Headers
from dashboard.routes.streamlit_internals import ICONS, STATIC
from dashboard.site import PAGES
from tests.serving import get, serving


@pytest.fixture(scope="module")
def site(published):
    """Pages and a route of every other path, behind both."""
    asked = []

    async def other(request) -> PlainTextResponse:
        asked.append(request.url.path)
        return PlainTextResponse("not compressed")

    routes = [*index.routes, Route("/{rest:path}", other)]
    with serving(Starlette(routes=routes, middleware=[Middleware(Headers), Middleware(Compressed)])) as address:
        yield address, asked


@pytest.mark.parametrize("path", ["/", "/response", "/api/response.csv", "/nothing", "/static/x.js", "/s/aaaaaaaaaa"])
def test_every_answer_says_what_a_browser_may_do_with_it(site, path):
    _, found, _ = get(site[0] + path)
    policy = dict(part.strip().split(" ", 1) for part in found["content-security-policy"].split(";"))
    assert (
        policy["default-src"] == "'none'"
        and policy["frame-ancestors"] == "'self'"
        and found["x-frame-options"] == "SAMEORIGIN"
    )
    assert "unsafe-inline" not in policy["script-src"] and "*" not in found["content-security-policy"]
    assert found["x-content-type-options"] == "nosniff" and found["referrer-policy"] == "same-origin"


@pytest.mark.parametrize("page", [page.name for page in PAGES])
@pytest.mark.parametrize("lang", ["en", "zh"])
def test_the_first_words_and_figure_of_a_page_take_two_seconds_of_a_slow_line(site, page, lang):
    """At 50 kB a second: they stand in its HTML, which needs nothing else."""
    path = "/" if page == "overview" else f"/{page}"
    status, found, body = get(f"{site[0]}{path}?lang={lang}", **{"Accept-Encoding": "gzip"})
    assert (status, found["content-encoding"]) == (200, "gzip")
    assert len(body) < 100_000 and b'<div id="root">' in gzip.decompress(body)


def test_the_policy_names_the_inline_scripts_of_the_page(site):
    _, found, body = get(f"{site[0]}/response")
    scripts = re.findall(rb"<script>(.*?)</script>", body, re.S)
    hashes = {f"'sha256-{b64encode(sha256(script).digest()).decode()}'" for script in scripts}
    assert scripts and hashes == set(re.findall("'sha256-[^']+'", found["content-security-policy"]))


@pytest.mark.parametrize(
    ("query", "framed"),
    [("embed=true", True), ("a=b&embed=TRUE", True), ("", False), ("embed=false&embed=true", False), ("embed=1", False), ("embed", False)],
)  # fmt: skip
def test_only_a_view_made_for_it_may_stand_in_a_frame(query, framed):
    found = headers.of(query)
    assert found["Content-Security-Policy"].endswith("frame-ancestors *" if framed else "frame-ancestors 'self'")
    assert ("X-Frame-Options" in found) is not framed


def largest() -> str:
    return max(compressed._files(), key=lambda path: len(compressed._files()[path]()))


def test_a_file_is_compressed_once_and_kept_by_the_browser(site, monkeypatch):
    address, asked = site
    path, made = largest(), []
    pack = gzip.compress
    monkeypatch.setattr(
        compressed.gzip, "compress", lambda body, *given, **more: made.append(1) or pack(body, *given, **more)
    )
    bodies = [get(address + path, **{"Accept-Encoding": "br, gzip;q=0.8"}) for _ in range(3)]
    whole = compressed._files()[path]()
    for status, found, body in bodies:
        assert status == 200 and found["content-encoding"] == "gzip" and "immutable" in found["cache-control"]
        assert found["vary"] == "Accept-Encoding" and gzip.decompress(body) == whole and len(body) < len(whole) / 2
    assert len(made) == 1 and path not in asked


@pytest.mark.parametrize("given", ["", "br", "identity", "gzip;q=0", "xgzip"])
def test_who_cannot_read_it_gets_the_file_as_it_is(site, given):
    assert get(site[0] + largest(), **{"Accept-Encoding": given})[2] == b"not compressed"


@pytest.mark.parametrize(
    "path", ["/static/../secrets.js", "/static/js/nothing.js", "/static//js/x.js", "/static/js/%2e%2e/x.js", "/app.js"]
)
def test_no_other_file_is_given_out(site, path):
    assert get(site[0] + path, **{"Accept-Encoding": "gzip"})[2] == b"not compressed"


def test_part_of_a_file_and_other_methods_pass(site):
    assert get(site[0] + largest(), **{"Accept-Encoding": "gzip", "Range": "bytes=0-9"})[2] == b"not compressed"
    status, found, body = get(site[0] + largest(), method="HEAD", **{"Accept-Encoding": "gzip"})
    assert status == 200 and found["content-encoding"] == "gzip" and body == b""


def test_every_icon_that_the_client_names_is_in_the_small_font():
    client = "".join(file.read_text(encoding="utf-8") for file in STATIC.rglob("static/js/*.js"))
    named = set(re.findall(r":material/([a-z_]+)(?=[:\"`'])", client)) | {"keyboard_arrow_right", "search"}
    small, whole = (ImageFont.truetype(BytesIO(file.read_bytes()), 20) for file in (served.ICONS, ICONS))
    assert {name for name in named if small.getlength(name) != whole.getlength(name)} == set()
    assert small.getlength("search") == 20
    assert compressed._files()["/" + ICONS.relative_to(STATIC).as_posix()]() == served.ICONS.read_bytes()
