"""A real Chromium on a real server, and waiting for what a reader would wait for: fixtures of the browser tests.

Nothing here knows how fast the machine is: every wait is for something that the reader sees, and the limits are so
wide that only a page that never comes reaches them.
"""

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from functools import cache
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Download, Locator, Page, expect, sync_playwright

ROOT = Path(__file__).parent.parent
BROWSER = next((path for name in ("chromium", "chromium-browser", "google-chrome") if (path := shutil.which(name))), None)
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync",
         "--process-per-site"]  # fmt: skip
VIEW = "mutation=flt3-itd&setting=relapsed-refractory&study=borthakur-2020,ravandi-2013,metzelder-2009"
#: How long anything may take before a test calls it missing, in seconds.
PATIENCE = 120

expect.set_options(timeout=PATIENCE * 1000)


@pytest.fixture(scope="session")
def server(published, tmp_path_factory):
    """The address of a server on the real base, one for all tests of a process; what needs its own calls `started`."""
    with started(tmp_path_factory.mktemp("server") / "said.txt") as (address, _):
        yield address


@contextmanager
def started(said: Path, port: str = "") -> Iterator[tuple[str, subprocess.Popen]]:
    """A server on a free port or the one given, until the end of the block; what it says goes into a file."""
    port = port or _free()
    command = [sys.executable, "-m", "streamlit", "run", "app.py", "--server.port", port]
    with said.open("w") as out:
        process = subprocess.Popen(command, cwd=ROOT, env=os.environ, stdout=out, stderr=subprocess.STDOUT)
    address, begun = f"http://localhost:{port}", time.monotonic()
    while not _answers(f"{address}/_stcore/health"):
        waiting = process.poll() is None and time.monotonic() - begun < PATIENCE
        assert waiting, f"the server did not start: {said.read_text()}"
        time.sleep(0.2)
    yield address, process
    process.terminate()
    process.wait(PATIENCE)


def _free() -> str:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return str(free.getsockname()[1])


def _answers(url: str) -> bool:
    try:
        return urllib.request.urlopen(url, timeout=5).status == 200
    except OSError:
        return False


#: What ends the Chromium of this process.
_ENDS = ExitStack()


@cache
def _chromium() -> Browser:
    assert BROWSER, "no Chromium found: `make test` installs one"
    playwright = _ENDS.enter_context(sync_playwright())
    browser = playwright.chromium.launch(executable_path=BROWSER, args=FLAGS, timeout=PATIENCE * 1000)
    _ENDS.callback(browser.close)
    return browser


@cache
def _visitor() -> BrowserContext:
    context = _chromium().new_context(viewport={"width": 1440, "height": 1000}, accept_downloads=True)
    context.set_default_timeout(PATIENCE * 1000)
    for site in ("http://localhost", "http://127.0.0.1"):
        kept = context.new_page()
        kept.route("**", lambda route: route.fulfill(body=""))
        kept.goto(site)
    return context


def leave() -> None:
    """End the Chromium of this process: Playwright keeps a loop where the tests run, and what follows may run its own."""
    _ENDS.close()
    _chromium.cache_clear()
    _visitor.cache_clear()


@pytest.fixture(scope="session")
def _left():
    yield
    leave()


@pytest.fixture(scope="module")
def _forgotten():
    """A module leaves nothing behind in the browser but what it has loaded."""
    yield
    if not _chromium.cache_info().currsize:
        return
    for context in _chromium().contexts:
        if not (_visitor.cache_info().currsize and context is _visitor()):
            context.close()
        else:
            context.clear_cookies()
            known = context.new_cdp_session(context.pages[0])
            for one in context.storage_state()["origins"]:
                known.send("Storage.clearDataForOrigin", {"origin": one["origin"], "storageTypes": "all"})
            known.detach()


@pytest.fixture
def chromium(_left, _forgotten) -> Browser:
    """One Chromium for all modules that need one after each other."""
    return _chromium()


@pytest.fixture
def visitor(chromium) -> BrowserContext:
    """One reader's browser: what it has loaded once it keeps.

    An empty window of each site stays open. Its process is that of every later window of the site (`--process-per-site`),
    which so begins with the scripts of the application in memory: a third less work for each visit.
    """
    return _visitor()


@pytest.fixture
def page(visitor):
    """A fresh window; an error in its console fails the test that caused it."""
    window = visitor.new_page()
    errors: list[str] = []
    window.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
    window.on("pageerror", lambda error: errors.append(str(error)))
    yield window
    window.close()
    assert not errors, errors


#: True at the second of two looks that find the same: what was pressed is taken in, the run is over, the fonts are there, nothing is still a
#: placeholder or hidden, and every figure is drawn, with the same words at the same places.
STILL = """() => {
  const seen = (query) => [...document.querySelectorAll(query)].filter((one) => one.checkVisibility());
  const pressed = document.querySelector('.filters[data-waiting=true]');
  const state = document.querySelector('[data-testid=stApp]')?.dataset.testScriptState;
  const words = (one) => one.checkVisibility({ visibilityProperty: true }) && one.querySelector('.main-svg')
    && !one.querySelector('.drawn').told && one.textContent;
  const drawn = seen('[class*="st-key-wide_"], [class*="st-key-narrow_"]').map(words);
  const ready = state === 'notRunning' && !pressed && document.fonts.status === 'loaded' && !seen('[data-testid=stSkeleton]').length;
  const places = seen('.js-plotly-plot').map((one) => one.getBoundingClientRect());
  const look = ready && drawn.every(Boolean) && JSON.stringify([drawn, places]);
  const still = look && look === window.lastLook;
  window.lastLook = look;
  return still;
}"""


def settle(page: Page, answer: str) -> None:
    """Wait for the sentence that is expected, then for the end of the run and of the drawing."""
    expect(page.locator("p.answer").first).to_contain_text(answer)
    still(page)


def still(page: Page) -> None:
    """Wait for the end of the run and of the drawing."""
    page.evaluate("window.lastLook = undefined")
    page.wait_for_function(STILL, polling=400)


def drawing(page: Page, name: str = "response") -> Locator:
    """The figure of one panel, to be looked at once the page is still: before that its next one may stand beside it."""
    return page.locator(f".st-key-figure_{name} .js-plotly-plot")


@contextmanager
def kept(page: Page) -> Iterator[None]:
    """What is done in the block is done once the browser keeps another meeting."""
    before = page.evaluate("localStorage.getItem('meeting')")
    yield
    page.wait_for_function("(before) => localStorage.getItem('meeting') !== before", arg=before)


def saved(page: Page, name: str, within: str) -> Download:
    """The file that a button inside a part of the page gives."""
    with page.expect_download() as download:
        page.locator(within).get_by_role("button", name=name, exact=True).click()
    return download.value
