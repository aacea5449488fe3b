"""Links in a real Chromium: from before a correction, following the data, far too long, short, inside another page."""

import re
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import expect
from streamlit.proto.BackMsg_pb2 import BackMsg

from etl.build import make_current
from evidence.database import folder
from tests.browser import VIEW, settle, still
from tests.conftest import corrected

#: Whether nothing of the page is out of sight.
IN_SIGHT = """() => {
  const page = document.querySelector('[data-testid=stMain]');
  return page.scrollHeight - page.clientHeight <= 1;
}"""


@pytest.fixture(scope="module")
def earlier(published):
    """A version from before a correction of one rate; the published one stays current."""
    try:
        return corrected(folder(), 9)
    finally:
        make_current(folder(), published)


def test_a_link_from_before_a_correction_shows_its_numbers_the_diff_and_the_way_to_today(page, server, earlier, published):
    page.goto(f"{server}/response?endpoint=overall&{VIEW}&data={earlier}")
    settle(page, "Borthakur 2020: overall response")
    figure = page.locator(".st-key-figure_response")
    expect(figure).to_contain_text("9/28")
    expect(figure).not_to_contain_text("10/28")
    banner = page.locator('[data-testid="stAlert"]')
    expect(banner).to_contain_text(re.compile(r"1 of these \d+ numbers has changed since\."))
    page.get_by_text("What has changed (1)").click()
    row = page.locator("table.evidence", has_text="What has changed").locator("tbody")
    expect(row).to_have_count(1)
    expect(row).to_contain_text("9/28 enrolled, 32 %")
    expect(row).to_contain_text("10/28 enrolled, 36 %")
    page.get_by_role("button", name="Show today's data").click()
    expect(page).to_have_url(re.compile(f"data={published}"))
    settle(page, "Borthakur 2020: overall response")
    expect(figure).to_contain_text("10/28")
    expect(banner).to_have_count(0)
    page.go_back()
    expect(page).to_have_url(re.compile(f"data={earlier}"))
    expect(figure).to_contain_text("9/28")


def test_a_link_that_follows_the_data_goes_on_doing_so_from_page_to_page(page, server):
    page.goto(f"{server}/response?endpoint=overall&mutation=flt3-itd&data=current")
    settle(page, "overall response")
    page.get_by_role("button", name=re.compile("^Newly diagnosed")).click()
    expect(page).to_have_url(re.compile("setting=newly-diagnosed.*data=current"))
    page.get_by_role("link", name="Toxicity").click()
    expect(page).to_have_url(re.compile("/toxicity.*data=current"))


def test_3000_parameters_give_a_page_that_says_what_it_left_out(page, server):
    page.goto(f"{server}/response?endpoint=overall&" + "&".join(f"p{n}={n}" for n in range(3000)) + "&mutation=flt3-itd")
    settle(page, "overall response")
    expect(page.locator('[data-testid="stAlert"]').first).to_contain_text("3000 of them were left out")
    expect(page.get_by_role("button", name="FLT3-ITD ×")).to_be_visible()
    assert "p1=" not in page.url


def test_share_offers_both_kinds_and_the_short_link_opens_the_same_view(page, server, published):
    page.goto(f"{server}/response?endpoint=overall&{VIEW}")
    settle(page, "overall response")
    here = page.url
    page.get_by_role("button", name=re.compile("^Share")).click()
    dialog = page.get_by_role("dialog")
    expect(dialog).to_contain_text("This view, kept as it is")
    expect(dialog).to_contain_text("This view, always current")
    expect(dialog).to_contain_text("/api/response.csv?mutation=flt3-itd")
    short = dialog.locator("code", has_text=re.compile(r"/s/[a-z2-7]+$"))
    expect(short).to_have_count(2)
    kept, current = short.all_inner_texts()
    assert kept.startswith(f"{server}/s/")
    copy = dialog.locator("[data-testid=stCode] button").filter(visible=True)
    sight = "(one) => one.checkVisibility({ opacityProperty: true, visibilityProperty: true })"
    assert copy.count() >= 2 and all(one.evaluate(sight) for one in copy.all())  # no pointer is over them
    page.goto(kept)
    settle(page, "overall response")
    assert parse_qs(urlsplit(page.url).query) == parse_qs(urlsplit(here).query)
    page.goto(current)
    settle(page, "overall response")
    expect(page).to_have_url(re.compile("data=current"))


def test_an_embedded_view_has_no_chrome_but_says_whose_it_is(page, server, published):
    page.goto(f"{server}/response?endpoint=overall&{VIEW}&embed=true&data={published}")
    settle(page, "overall response")
    expect(page.get_by_text(f"data {published}, kept as it is")).to_be_visible()
    expect(page.locator('[data-testid="stSidebar"]')).to_have_count(0)
    expect(page.locator(".bar")).to_have_count(0)
    whole = page.get_by_role("link", name="Leukaemia evidence")
    assert "embed" not in whole.get_attribute("href") and "mutation=flt3-itd" in whole.get_attribute("href")


#: How many times each figure was drawn from nothing, and which layouts of a figure could be seen.
WATCH = """
window.drawn = {};
window.seen = {};
const met = new WeakSet();
const inside = (node) => (node.matches?.('.svg-container') ? [node] : [...(node.querySelectorAll?.('.svg-container') ?? [])]);
new MutationObserver((changes) => {
  for (const one of changes.flatMap(({ addedNodes }) => [...addedNodes].flatMap(inside))) {
    if (met.has(one)) continue;
    met.add(one);
    const name = one.closest('[class*=st-key-figure_]').className.split('figure_')[1].split(' ')[0];
    window.drawn[name] = (window.drawn[name] || 0) + 1;
  }
}).observe(document, { subtree: true, childList: true });
const look = () => {
  for (const layout of ['wide', 'narrow'])
    for (const one of document.querySelectorAll(`[class*="st-key-${layout}_"]`))
      if (one.checkVisibility({ visibilityProperty: true })) window.seen[layout] = true;
  requestAnimationFrame(look);
};
look();
"""
PHONE = "Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/150.0.0.0 Mobile Safari/537.36"


@pytest.mark.parametrize(
    ("width", "agent", "layout", "runs"), [(1440, None, "wide", 1), (390, PHONE, "narrow", 1), (390, None, "narrow", 2)]
)
def test_a_link_opens_with_one_run_and_one_drawing_in_the_layout_of_the_screen(server, chromium, width, agent, layout, runs):
    """A narrow window of a desktop browser is known only from the second run on; the first one is then not seen."""
    reader = chromium.new_context(viewport={"width": width, "height": 900}, user_agent=agent)
    window, sent = reader.new_page(), []
    window.add_init_script(WATCH)
    window.on("websocket", lambda socket: socket.on("framesent", lambda data: sent.append(BackMsg.FromString(data))))
    window.goto(f"{server}/response?endpoint=overall&{VIEW}")
    expect(window.locator(f".st-key-{layout}_response .js-plotly-plot")).to_contain_text("10/28")
    still(window)
    drawn, seen = window.evaluate("[window.drawn, window.seen]")
    reader.close()
    assert [message.WhichOneof("type") for message in sent].count("rerun_script") == runs
    assert list(seen) == [layout]
    if runs == 1:
        assert drawn == {"response": 1, "response-composition": 1}


@pytest.fixture
def ward():
    """Another site: serves one page, whose HTML a test puts into the list, at the address."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            self.send_response(200)
            self.send_header("content-type", "text/html; charset=utf-8")
            self.end_headers()
            self.wfile.write("".join(html).encode())

        def log_message(self, *said):
            pass

    html: list[str] = []
    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as site:
        Thread(target=site.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{site.server_port}/", html
        site.shutdown()


def test_a_view_stands_in_a_frame_of_another_page_as_high_as_it_is(page, server, ward):
    address, html = ward
    page.goto(f"{server}/response?endpoint=overall&{VIEW}")
    settle(page, "overall response")
    page.get_by_role("button", name=re.compile("^Share")).click()
    dialog = page.get_by_role("dialog")
    expect(dialog).to_contain_text("/api/response.csv")
    still(page)
    always = dialog.locator("details", has_text="Frame for another page").last
    always.locator("summary").click()
    code = always.locator("code", has_text="</iframe>")
    expect(code).to_be_visible()
    html.append(f"<!doctype html><title>Ward round</title><main>{code.inner_text()}</main>")
    page.goto(address)
    inside = page.frame_locator("iframe")
    expect(inside.locator("p.answer").first).to_contain_text("overall response")
    expect(inside.locator(".st-key-figure_response")).to_contain_text("10/28")
    expect(inside.get_by_text("always current")).to_be_visible()
    assert page.url == address and page.frames[1].url.startswith(f"{server}/response?")
    frame = page.locator("iframe")
    expect(frame).to_have_attribute("allow", "clipboard-write")
    page.wait_for_function("() => document.querySelector('iframe').offsetHeight > 1000")
    expect(inside.locator("[data-testid=stApp][data-test-script-state=notRunning]")).to_be_attached()
    frame.element_handle().content_frame().wait_for_function(IN_SIGHT)
