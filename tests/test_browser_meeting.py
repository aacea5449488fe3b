"""A meeting lives in the reader's browser and is presented by keyboard: nothing is lost, no key is dead, each view fits."""

import re

import pytest
from playwright.sync_api import expect

from evidence.clubs import clubs
from evidence.language import say, speaking
from tests.browser import VIEW, kept, saved, settle, still
from tests.test_journal_club import meetings  # noqa: F401

ADD = {"en": "Add to meeting", "zh": "加入文献研读会"}
#: How far the page has been scrolled, and how much further it could be.
SCROLLED = "() => document.querySelector('[data-testid=stMain]').scrollTop"
#: Nothing of a view is out of sight: the page, the drawing and its table end where they are seen to end.
FITS = """() => {
  const fits = (one) => one.scrollHeight <= one.clientHeight + 1;
  const fold = document.querySelector('details.folded summary');
  const shown = document.querySelectorAll('[data-testid=stMain], .st-key-presented, .st-key-presented .evidence-scroll');
  return fold && fold.getBoundingClientRect().bottom <= innerHeight && [...shown].every(fits);
}"""


@pytest.fixture
def window(chromium):
    """A browser of its own: what it keeps is seen by no other test."""
    context = chromium.new_context(viewport={"width": 1280, "height": 720}, accept_downloads=True)
    context.set_default_timeout(60_000)
    yield context.new_page()
    context.close()


def collect(page, server, more=""):
    page.goto(f"{server}/response?endpoint=overall&{VIEW}{more}")
    still(page)
    with kept(page):
        page.locator("[data-form=collect]").first.click()
    expect(page.locator("[data-testid=stToast]")).to_be_visible()


def test_a_meeting_outlives_a_reload_and_is_the_same_in_another_window(window, server):
    collect(window, server)
    window.reload()
    still(window)
    window.goto(f"{server}/journal-club?club=my-meeting")
    expect(window.locator(".st-key-mine_0")).to_contain_text("response")
    other = window.context.new_page()
    other.goto(f"{server}/mobilisation")
    still(other)
    other.locator("[data-form=collect]").first.click()
    expect(other.locator("[data-testid=stToast]")).to_contain_text("2 in the meeting")
    expect(window.locator(".st-key-mine_1")).to_contain_text("mobilisation")


@pytest.mark.parametrize(("language", "fault"), [("en", "was not loaded"), ("zh", "未载入")])
def test_a_saved_meeting_is_loaded_back_and_a_file_that_is_none_says_so(window, server, tmp_path, language, fault):
    collect(window, server, f"&lang={language}")
    window.goto(f"{server}/journal-club?club=my-meeting&lang={language}")
    still(window)
    with kept(window):
        window.locator("[class*=st-key-mine_question_0] input").fill("Who responds?")
        window.keyboard.press("Enter")
    saved(window, "YAML", ".st-key-meeting").save_as(tmp_path / "evening.yaml")
    with kept(window):
        window.locator(".st-key-drop_0 button").click()
    window.goto(f"{server}/journal-club?lang={language}")
    still(window)
    (tmp_path / "note.yaml").write_text("title: [", encoding="utf-8")
    window.locator("input[type=file]").set_input_files(tmp_path / "note.yaml")
    expect(window.locator(".stAlert")).to_contain_text(fault)
    with kept(window):
        window.locator("input[type=file]").set_input_files(tmp_path / "evening.yaml")
    expect(window.locator("[class*=st-key-mine_question_0] input")).to_have_value("Who responds?")
    window.reload()
    expect(window.locator("[class*=st-key-mine_question_0] input")).to_have_value("Who responds?")


def test_a_removed_view_comes_back_and_leaving_with_half_a_sentence_is_asked_about(window, server):
    collect(window, server)
    window.goto(f"{server}/journal-club?club=my-meeting")
    still(window)
    with kept(window):
        window.locator(".st-key-drop_0 button").click()
    expect(window.locator(".st-key-mine_0")).to_have_count(0)
    window.goto(f"{server}/journal-club")
    still(window)
    collect(window, server)
    window.goto(f"{server}/journal-club?club=my-meeting")
    still(window)
    asked = []
    window.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    window.locator("[class*=st-key-mine_note_0] input").press_sequentially("half a sen")
    window.reload()
    assert asked == ["beforeunload"]
    still(window)
    window.reload()
    assert asked == ["beforeunload"]


def test_no_key_is_dead_after_presenting_and_a_opens_once_at_every_step(page, server, meetings):  # noqa: F811
    page.goto(f"{server}/journal-club?club=borthakur-2020&step=1")
    asked, folded = page.locator("#asked"), page.locator("details.folded")
    views = clubs()["borthakur-2020"].views
    expect(asked).to_have_text(views[0].question)
    still(page)
    for step, key in ((2, "ArrowRight"), (3, " "), (4, "PageDown"), (3, "PageUp"), (2, "ArrowUp"), (3, "ArrowDown"),
                      (len(views), "End"), (1, "Home"), (2, "ArrowRight")):  # fmt: skip
        page.keyboard.press(key)
        expect(asked).to_have_text(views[step - 1].question)
        still(page)
        page.keyboard.press("a")
        expect(folded).to_have_attribute("open", "")
    page.keyboard.press("Escape")
    expect(page.get_by_role("button", name="Present")).to_be_visible()
    page.locator(".bar").get_by_role("link", name="Response").click()
    settle(page, "")
    page.locator("p.answer").first.click()
    page.keyboard.press("PageDown")
    page.wait_for_function(f"() => ({SCROLLED})() > 200")


#: How a place in a meeting is said: at which step of how many, and in which part of how many, if in parts.
PLACES = {"en": ("{at} of {steps}", ", part {part} of {parts}"), "zh": ("{at}/{steps}", "，第 {part}/{parts} 部分")}


@pytest.mark.parametrize(
    ("language", "club", "only"),
    [("en", "borthakur-2020", None), ("en", "sorafenib-around-transplant", None), ("zh", "borthakur-2020", 6)],
)
def test_every_part_of_every_view_fits_the_projector(page, server, meetings, language, club, only):  # noqa: F811
    """Every view in English; in Chinese the one of most parts."""
    (step, cut), views = PLACES[language], clubs()[club].views
    place, steps = page.locator(".st-key-presenter .footnote"), [only] if only else range(1, len(views) + 1)
    page.set_viewport_size({"width": 1280, "height": 720})
    page.goto(f"{server}/journal-club?club={club}&step={steps[0]}&lang={language}")
    for at in steps:
        with speaking(language):
            asked = say(views[at - 1].question)
        expect(page.locator("#asked")).to_have_text(asked)
        expect(place).to_contain_text(said := step.format(at=at, steps=len(views)))
        found = re.search(said + cut.format(part=1, parts=r"(\d+)"), place.inner_text())
        parts = int(found[1]) if found else 1
        for part in range(1, parts + 1):
            expect(place).to_contain_text(said + (cut.format(part=part, parts=parts) if found else " ·"))
            for wide, high in ((1280, 720), (1920, 1080)):
                page.set_viewport_size({"width": wide, "height": high})
                still(page)
                page.wait_for_function(FITS)
            page.keyboard.press("ArrowRight")
    expect(page).to_have_url(re.compile(f"step={min(steps[-1] + 1, len(views))}"))
