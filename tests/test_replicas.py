"""Three replicas behind nginx: published to under load, one killed. REPLICA_SECONDS says how long; see `make replicas`."""

import json
import os
import re
import time
import urllib.request
from base64 import b64encode
from concurrent.futures import ThreadPoolExecutor
from dataclasses import fields
from hashlib import sha256
from itertools import chain
from threading import Event, Thread

import pytest
from playwright.sync_api import expect
from starlette.applications import Starlette
from starlette.responses import PlainTextResponse, StreamingResponse
from starlette.routing import Route

from dashboard.site import PAGES
from etl.build import make_current
from etl.replicas import spread
from tests.browser import PATIENCE, drawing, saved, settle, still
from tests.conftest import corrected
from tests.fleet import REPLICAS, fleet, proxied
from tests.readers import QUERY, Seen, Truth, asks, sits
from tests.serving import get, serving

SECONDS = float(os.environ.get("REPLICA_SECONDS", 8))
#: Responders of 28 in the versions that are published in turn: the real figure and two that were never printed.
EVENTS = (10, 9, 11)
#: Readers that ask for files, and that sit on a page; half of these follow the data, the others keep a version.
ASKING, SITTING = 5, 6


@pytest.fixture(scope="module")
def versions(tmp_path_factory):
    """A folder of built files with a version for each of EVENTS, and what each of them says."""
    source = tmp_path_factory.mktemp("source")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("EVIDENCE_BUILD", str(source))
        yield source, Truth.of({corrected(source, events): f">{events}/28<" for events in EVENTS})


@pytest.fixture(scope="module")
def site(versions, tmp_path_factory):
    with fleet(tmp_path_factory.mktemp("fleet"), versions[0]) as found:
        yield found


def asked(address: str, **headers: str) -> tuple[int, dict[str, str], bytes]:
    """Status, headers by their names in small letters, body."""
    code, found, body = get(address, **headers)
    return code, {name.lower(): value for name, value in found.items()}, body


def test_the_proxy_sets_one_cookie_that_names_no_reader_and_keeps_what_is_inside(site):
    code, headers, _ = asked(f"{site.address}/response")
    assert code == 200 and re.fullmatch(r"replica=[0-9a-f]{2}; Path=/; HttpOnly; SameSite=Lax", headers["set-cookie"])
    assert "set-cookie" not in asked(f"{site.address}/response", Cookie="replica=7f")[1]
    assert "set-cookie" in asked(f"{site.address}/response", Cookie="replica=<script>")[1]
    code, headers, _ = asked(f"{site.address}/api/health")
    assert code == 200 and "set-cookie" not in headers and headers["x-content-type-options"] == "nosniff"
    assert asked(f"{site.address}/_stcore/metrics")[0] == asked(f"{site.address}/_stcore//metrics")[0] == 404
    assert b"active_sessions" in asked(f"{site.replicas[0]}/_stcore/metrics")[2]


def test_the_policy_names_the_inline_scripts_of_the_page_by_their_hash(site):
    _, headers, body = asked(f"{site.address}/")
    scripts = re.findall(rb"<script>(.*?)</script>", body, re.S)
    hashes = [f"'sha256-{b64encode(sha256(script).digest()).decode()}'" for script in scripts]
    assert len(scripts) == 1 and set(hashes) == set(re.findall("'sha256-[^']+'", headers["content-security-policy"]))


def test_files_are_compressed_and_kept_for_long_and_answers_are_limited(site):
    script = re.search(rb"/static/js/index[^\"]+", asked(f"{site.address}/")[2])[0].decode()
    _, headers, _ = asked(site.address + script, **{"Accept-Encoding": "gzip"})
    assert headers["content-encoding"] == "gzip" and "immutable" in headers["cache-control"]
    codes = [asked(f"{site.address}/api/nothing") for _ in range(60)]
    assert {code for code, _, _ in codes} == {404, 429}
    refused = next(answer for answer in codes if answer[0] == 429)
    assert refused[1]["retry-after"] == "1" and "wait a second" in json.loads(refused[2])["error"]


def test_documents_have_a_limit_of_their_own_and_nothing_takes_files(site):
    with ThreadPoolExecutor(20) as pool:
        codes = list(pool.map(lambda n: asked(f"{site.address}/api/nowhere.pptx?{n}")[0], range(20)))
    assert set(codes) == {404, 429} and codes.count(404) <= 8
    assert asked(f"{site.address}/_stcore/upload_file/a/b")[0] == asked(f"{site.address}/_stcore//upload_file/a/b")[0] == 404


def test_the_proxy_passes_each_part_of_an_answer_on_as_it_comes(tmp_path):
    """The second part leaves the server only when the first one has been read behind the proxy."""
    is_read = Event()

    def parts():
        yield b"first"
        assert is_read.wait(PATIENCE)
        yield b"second"

    def answer(_):
        return StreamingResponse(parts(), headers={"x-accel-buffering": "no", "content-encoding": "gzip"})

    routes = [Route("/fast/response", answer), Route("/_stcore/health", lambda _: PlainTextResponse("ok"))]
    with (
        serving(Starlette(routes=routes)) as server,
        proxied(tmp_path, server) as proxy,
        urllib.request.urlopen(f"{proxy}/fast/response", timeout=PATIENCE) as found,
    ):
        assert found.read(5) == b"first"
        is_read.set()
        assert found.read() == b"second"


def test_every_page_and_way_out_works_under_the_policy_with_two_cookies(site, page):
    """A refused script, style or picture is an error in the console, which fails the test; see the fixture."""
    for one in PAGES:
        page.goto(f"{site.address}/{one.name}")
        still(page)
    page.goto(f"{site.address}/response?{QUERY}")
    settle(page, "Borthakur 2020: overall response")
    actions = ".st-key-actions_response"
    for name in ("PNG", "SVG", "CSV"):
        assert saved(page, name, actions).path().stat().st_size > 1000
    page.locator("a.card").first.press("Enter")
    expect(page.get_by_role("dialog")).to_contain_text("Cite this number")
    page.keyboard.press("Escape")
    page.get_by_role("button", name=re.compile("^Share")).click()
    expect(page.get_by_role("dialog")).to_contain_text("Frame for another page")
    assert {cookie["name"] for cookie in page.context.cookies()} == {"replica", "_streamlit_xsrf"}


def test_only_a_view_made_for_it_stands_in_a_frame_of_another_site(site, chromium):
    window = chromium.new_page()
    with serving(Starlette(routes=[Route("/", lambda _: PlainTextResponse("another site"))])) as other:
        window.goto(other)
        for query, shown in ((f"{QUERY}&embed=true", True), (QUERY, False)):
            window.set_content(f"<iframe src='{site.address}/response?{query}' width='900' height='700'></iframe>")
            answer = window.frame_locator("iframe").locator("p.answer")
            if shown:
                expect(answer.first).to_contain_text("Borthakur 2020: overall response")
            else:
                window.wait_for_function("() => performance.getEntriesByType('resource').length > 0")
                expect(answer).to_have_count(0)
                assert [frame.url for frame in window.frames[1:]] == ["chrome-error://chromewebdata/"]
        window.close()


def test_publishing_under_load_and_a_killed_replica_go_unnoticed(site, versions, chromium):
    source, truth = versions
    first = next(iter(truth.words))
    window = chromium.new_context().new_page()
    window.set_default_timeout(PATIENCE * 1000)
    window.goto(f"{site.address}/response?{QUERY}&data={first}")
    settle(window, "Borthakur 2020: overall response")
    here, figure = window.url, drawing(window)
    expect(figure).to_contain_text(f"{EVENTS[0]}/28")
    stop, seen = Event(), []
    readers = [_reader(asks, seen, site.address, number, truth, stop) for number in range(ASKING)]
    data = ["current", *truth.words] * SITTING
    readers += [_reader(sits, seen, site.address, data[2 * number % 4], truth, stop) for number in range(SITTING)]

    def enough() -> bool:
        asked, met = sum(one.requests for one in seen), set[str]().union(*(one.versions for one in seen))
        return asked > 20 and met == set(truth.words)

    publishes, kills = _days(site, source, truth, enough)
    stop.set()
    for reader in readers:
        reader.join(PATIENCE)
    total = {field.name: [getattr(one, field.name) for one in seen] for field in fields(Seen)}
    errors, wrong = list(chain(*total["errors"])), list(chain(*total["wrong"]))
    print(f"\n{SECONDS:.0f} s, {REPLICAS} replicas: {sum(total['requests'])} requests, {sum(total['views'])} page runs, "
          f"{publishes} publishes of {len(truth.words)} versions, {kills} kills; {len(errors)} errors, {len(wrong)} wrong "
          f"numbers, {sum(total['lost'])} connections broken, {sum(total['back'])} of them back with the same view")  # fmt: skip
    assert errors == [] and wrong == []
    assert enough() and publishes > 2 and kills
    assert sum(total["back"]) == sum(total["lost"])
    for which in (*range(REPLICAS), None):
        _says_nothing_of_readers(site.log(which).read_text())
    expect(window.locator('[data-testid="stApp"][data-test-connection-state="CONNECTED"]')).to_be_visible()
    assert window.url == here
    window.get_by_role("button", name=re.compile("^Newly diagnosed")).click()
    expect(window).to_have_url(re.compile("newly-diagnosed"))
    still(window)
    assert f"data={first}" in window.url
    expect(figure).to_contain_text(f"{EVENTS[0]}/28")


def _says_nothing_of_readers(log: str) -> None:
    """Every line is JSON (the last one of a killed server may be cut off); none has an address or a value of a query."""
    lines = log.splitlines()[:-1]
    assert [line for line in lines if not line.startswith("{")] == []
    assert lines and all(map(json.loads, lines)) and not re.search(r"127\.0\.1\.|flt3-itd|borthakur", log)


def _reader(what, seen: list[Seen], *given) -> Thread:
    seen.append(Seen())
    thread = Thread(target=what, args=(*given, seen[-1]), daemon=True)
    thread.start()
    return thread


def _days(site, source, truth, enough) -> tuple[int, int]:
    """Publish version after version; every now and then the replica with most sessions dies, and comes back later.

    A slow machine has as long as it needs until `enough` was seen of it.
    """
    began, publishes, kills, dead = time.monotonic(), 0, 0, None
    each = max(SECONDS / 2, 8) if SECONDS > 20 else SECONDS
    while True:
        passed = time.monotonic() - began
        if passed > (SECONDS if publishes > 2 and kills and enough() else PATIENCE):
            return publishes, kills
        make_current(source, list(truth.words)[(publishes + 1) % len(truth.words)])
        spread(source, site.folders)
        publishes += 1
        if dead is None and passed > kills * each + each / 3:
            dead = max(range(REPLICAS), key=site.sessions)
            site.kill(dead)
            kills += 1
        elif dead is not None and passed > kills * each - each / 4:
            site.start(dead)
            dead = None
        time.sleep(0.3)
