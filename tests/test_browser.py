"""The product in a real Chromium: links, back and forward, downloads, a phone's screen, no console errors."""

import csv
import io
import os
import re
import shutil
import socket
import struct
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect, sync_playwright

ROOT = Path(__file__).parent.parent
BROWSER = next((path for name in ("chromium", "chromium-browser", "google-chrome") if (path := shutil.which(name))), None)
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync"]
VIEW = "mutation=flt3-itd&setting=relapsed-refractory&study=borthakur-2020,ravandi-2013,metzelder-2009"


@pytest.fixture(scope="module")
def server(published):
    """The address of a server on the real base."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "streamlit", "run", "app.py", "--server.port", str(port)]
    process = subprocess.Popen(command, cwd=ROOT, env=os.environ, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    address = f"http://localhost:{port}"
    for _ in range(120):
        try:
            urllib.request.urlopen(f"{address}/_stcore/health", timeout=1)
            break
        except OSError:
            time.sleep(0.25)
    yield address
    process.terminate()
    process.wait(10)


@pytest.fixture(scope="module")
def chromium():
    assert BROWSER, "no Chromium found: `make test` installs one"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=BROWSER, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def page(chromium):
    """A fresh browser window; an error in its console fails the test that caused it."""
    context = chromium.new_context(viewport={"width": 1440, "height": 1000}, accept_downloads=True)
    context.set_default_timeout(20_000)
    window = context.new_page()
    errors: list[str] = []
    window.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
    window.on("pageerror", lambda error: errors.append(str(error)))
    yield window
    context.close()
    assert errors == []


#: The words of all figures inside, once each is drawn and they are what they were at the last look.
STILL = """(inside) => {
  const plots = [...document.querySelectorAll(`${inside} .js-plotly-plot`)].filter(one => one.offsetParent);
  const words = plots.map(one => one.querySelector('.main-svg') ? one.textContent : '');
  const before = window.wordsDrawn;
  window.wordsDrawn = words.every(Boolean) && words.join();
  return window.wordsDrawn && window.wordsDrawn === before && before;
}"""


def settle(page: Page, answer: str) -> None:
    """Wait for the sentence that is expected, then for the end of the run and of the drawing."""
    expect(page.locator("p.answer").first).to_contain_text(answer)
    page.locator('[data-testid="stApp"][data-test-script-state="notRunning"]').wait_for()
    texts(page, "body")


def texts(page: Page, inside: str = ".st-key-figure_response") -> str:
    page.evaluate("window.wordsDrawn = ''")
    return page.wait_for_function(STILL, arg=inside, polling=400).json_value()


def test_first_paint_shows_figure_table_and_full_state_in_the_link(page, server):
    page.goto(f"{server}/response?{VIEW}")
    settle(page, "In 4 cohorts")
    assert {"endpoint=overall", "denominator=printed", "interval=clopper-pearson"} <= set(page.url.split("?")[1].split("&"))
    assert re.search(r"data=[0-9a-f]{16}", page.url)
    expect(page.locator("table.evidence").first).to_be_visible()


def test_pasted_link_restores_the_view(page, server):
    page.goto(f"{server}/response?{VIEW}")
    settle(page, "In 4 cohorts")
    shown = texts(page)
    assert "10/28" in shown and "36 % (18.6 to 55.9)" in shown and "7/12" in shown and "blinatumomab" not in shown
    assert page.get_by_role("button", name="FLT3-ITD ×").is_visible()


def test_a_filter_changes_figure_and_link_and_back_and_forward_agree(page, server):
    page.goto(f"{server}/response?{VIEW}")
    settle(page, "In 4 cohorts")
    page.get_by_role("button", name=re.compile("^Newly diagnosed")).click()
    settle(page, "In 5 cohorts")
    assert "setting=newly-diagnosed" in page.url and "4/6" in texts(page)
    page.get_by_role("button", name="FLT3-ITD ×").click()
    expect(page).not_to_have_url(re.compile("mutation="))
    page.go_back()
    settle(page, "In 5 cohorts")
    assert "mutation=flt3-itd" in page.url
    page.go_back()
    settle(page, "In 4 cohorts")
    assert "newly-diagnosed" not in page.url and "4/6" not in texts(page)
    page.go_forward()
    settle(page, "In 5 cohorts")
    assert "4/6" in texts(page)


def test_back_leaves_the_app_where_the_visitor_came_in(page, server):
    page.goto("about:blank")
    page.goto(f"{server}/response?mutation=flt3-itd")
    settle(page, "cohorts")
    for _ in range(3):
        page.go_back()
        if page.url == "about:blank":
            break
        page.wait_for_timeout(600)
    assert page.url == "about:blank"


def test_filters_go_along_from_page_to_page(page, server):
    page.goto(f"{server}/response?{VIEW}")
    settle(page, "In 4 cohorts")
    page.get_by_role("link", name="Mobilisation").click()
    expect(page).to_have_url(re.compile("/mobilisation.*mutation=flt3-itd"))
    expect(page.get_by_role("button", name="FLT3-ITD ×")).to_be_visible()
    page.go_back()
    settle(page, "In 4 cohorts")
    assert "/response" in page.url


def test_reset_takes_every_filter_off(page, server):
    page.goto(f"{server}/response?{VIEW}&denominator=enrolled")
    settle(page, "In 4 cohorts")
    page.get_by_role("button", name="Reset").click()
    expect(page).not_to_have_url(re.compile("mutation="))
    assert "denominator=printed" in page.url


def test_denominator_of_all_enrolled_is_marked_derived(page, server):
    page.goto(f"{server}/response?study=ravandi-2013&denominator=enrolled")
    settle(page, "17 of 43 enrolled, 40 % (25.0 to 55.6)")
    assert "17/43" in texts(page) and "†" in texts(page)


def test_card_opens_by_row_mark_and_keyboard_and_closes_by_escape(page, server):
    page.goto(f"{server}/response?study=ravandi-2013")
    settle(page, "Ravandi 2013")
    card = page.get_by_role("dialog")
    page.locator("a.card").first.focus()
    page.keyboard.press("Enter")
    expect(card).to_contain_text("Where this number comes from")
    assert "fact=ravandi-2013%2Fevaluable%2Fresponse%2FORR" in page.url
    page.keyboard.press("Escape")
    expect(card).to_have_count(0)
    expect(page).not_to_have_url(re.compile("fact="))
    settle(page, "Ravandi 2013")
    mark = page.locator(".st-key-figure_response .points path").first.bounding_box()
    page.mouse.move(mark["x"] + 5, mark["y"] + 5)
    page.wait_for_timeout(300)
    page.mouse.down()
    page.mouse.up()
    expect(card).to_contain_text("was 46% (Table 2)")


def test_the_other_of_two_figures_is_drawn_from_the_card(page, server):
    page.goto(f"{server}/response?study=ravandi-2013&fact=ravandi-2013/evaluable/response/ORR")
    page.get_by_role("button", name="Draw the other figure instead").click()
    settle(page, "16 of 37")
    assert "other=ravandi-2013%2FHow-many-responded" in page.url
    page.get_by_role("button", name=re.compile("other figure")).click()
    settle(page, "17 of 37")


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("mutation=<script>alert(1)</script>&setting=relapsed", "mutation"),
        ("endpoint=cure&denominator=%00&interval=wald", "endpoint"),
        ("data=0000000000000000", "not kept"),
        ("data=../../etc/passwd&mutation=flt3-itd", "not kept"),
        ("mutation=" + "x" * 5000, "mutation"),
        ("setting=&setting=&mutation=flt3-itd,flt3-itd", ""),
        ("&".join(f"p{n}={n}" for n in range(300)), "and 294 more"),
    ],
)
def test_hostile_links_give_a_page_that_says_what_it_ignored(page, server, query, said):
    page.on("dialog", lambda dialog: pytest.fail("a script of the link ran"))
    page.goto(f"{server}/response?{query}")
    settle(page, "overall response")
    if said:
        expect(page.locator('[data-testid="stAlert"]').first).to_contain_text(said)


def test_csv_is_what_is_shown_with_its_sources(page, server):
    page.goto(f"{server}/response?{VIEW}")
    settle(page, "In 4 cohorts")
    with page.expect_download() as download:
        page.get_by_role("button", name="CSV").first.click()
    rows = list(csv.DictReader(io.StringIO(Path(download.value.path()).read_text())))
    assert download.value.suggested_filename.startswith("response-flt3-itd-relapsed-refractory")
    borthakur = next(row for row in rows if row["study"] == "Borthakur 2020")
    assert (borthakur["events"], borthakur["of"], borthakur["population"]) == ("10", "28", "enrolled")
    assert "Am J Hematol" in borthakur["citation"] and borthakur["fact_id"] == "borthakur-2020/all/response/ORR"
    assert len(rows) == page.locator("table.evidence").first.locator("tbody tr").count()


def test_png_and_svg_come_from_the_camera(page, server):
    page.goto(f"{server}/response?{VIEW}")
    settle(page, "In 4 cohorts")
    with page.expect_download() as download:
        page.get_by_role("button", name="PNG").first.click()
    picture = Path(download.value.path()).read_bytes()
    assert picture[:8] == b"\x89PNG\r\n\x1a\n" and struct.unpack(">II", picture[16:24]) == (3840, 2160)
    with page.expect_download() as download:
        page.get_by_role("button", name="SVG").first.click()
    drawing = Path(download.value.path()).read_text()
    assert "10/28" in drawing and "Sources: " in drawing and re.search(r"data [0-9a-f]{16}", drawing)


def test_a_phone_gets_words_above_the_drawing_and_no_sideways_scroll(page, server):
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(f"{server}/response?{VIEW}")
    settle(page, "In 4 cohorts")
    page.wait_for_timeout(1500)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    assert "10/28 enrolled · 36 %" in texts(page)
