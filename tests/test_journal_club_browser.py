"""A meeting from the first panel to the last file, by hand and keyboard, in a real Chromium; pictures of every size."""

import io
import re
import struct

import pytest
from PIL import Image
from playwright.sync_api import expect
from pptx import Presentation

from etl.clubs import read_club
from tests.browser import drawing, saved, settle, still
from tests.test_journal_club import meetings  # noqa: F401
from tests.test_slides import code, words

VIEW = "mutation=flt3-itd&setting=relapsed-refractory"


def test_make_a_meeting_present_it_by_keyboard_and_take_it_in_all_three_forms(page, server, chromium, tmp_path):
    page.goto(f"{server}/response?endpoint=overall&{VIEW}")
    settle(page, "overall response")
    page.get_by_role("button", name="Add to meeting").first.click()
    expect(page.get_by_text("1 in the meeting")).to_be_visible()
    page.get_by_role("link", name="Mobilisation").click()
    settle(page, "fold")
    page.get_by_role("button", name="Add to meeting").first.click()
    expect(page.get_by_text("2 in the meeting")).to_be_visible()
    page.get_by_role("link", name="Journal club").click()
    page.get_by_role("button", name="Open my meeting").click()
    page.get_by_role("button", name="Present").wait_for()
    still(page)
    page.get_by_label("Question").first.fill("Did they respond?")
    page.keyboard.press("Enter")
    still(page)

    page.get_by_role("button", name="Present").click()
    asked, folded = page.locator("#asked"), page.locator("details.folded")
    expect(asked).to_have_text("Did they respond?")
    expect(page.get_by_role("timer")).to_have_text(re.compile(r"^\d+:\d\d$"))
    still(page)
    expect(page.locator(".st-key-presented .js-plotly-plot")).to_be_visible()
    expect(folded).not_to_have_attribute("open", "")
    page.keyboard.press("a")
    expect(folded).to_have_attribute("open", "")
    page.keyboard.press("End")
    expect(asked).to_contain_text("Fold rise in the blood")
    expect(folded).not_to_have_attribute("open", "")
    expect(page).to_have_url(re.compile("step=2"))
    still(page)
    page.keyboard.press("ArrowRight")
    page.keyboard.press("PageUp")
    expect(asked).to_have_text("Did they respond?")
    assert page.evaluate("document.documentElement.scrollWidth") <= 1440
    page.get_by_role("button", name="Leave").click()

    saved(page, "YAML", ".st-key-meeting").save_as(tmp_path / "my-meeting.yaml")
    file = read_club(tmp_path / "my-meeting.yaml", [])
    assert not file.problems and [view.page for view in file.club.views] == ["response", "mobilisation"]
    made = Presentation(saved(page, "PPTX", ".st-key-meeting").path())
    assert "Did they respond?" in words(made.slides[1])
    assert saved(page, "PDF", ".st-key-meeting").path().read_bytes().startswith(b"%PDF-")

    link = code(made.slides[1])
    assert link.startswith(server) and re.search(r"data=[0-9a-f]{16}", link)
    other = chromium.new_context(viewport={"width": 1440, "height": 1000})
    window = other.new_page()
    window.goto(link)
    settle(window, "overall response")
    expect(drawing(window)).to_contain_text("10/28")
    other.close()


def test_one_link_opens_the_same_step_for_everybody(page, server, meetings):  # noqa: F811
    page.goto(f"{server}/journal-club?club=borthakur-2020&step=4")
    expect(page.locator("#asked")).to_have_text("How many patients responded?")
    expect(page.get_by_role("timer")).to_contain_text(":")
    still(page)
    page.keyboard.press("ArrowRight")
    expect(page.locator("#asked")).to_contain_text("dose-limiting")
    still(page)
    page.go_back()
    expect(page.locator("#asked")).to_have_text("How many patients responded?")


def test_a_part_of_a_long_view_outlives_a_reload_and_the_way_back(page, server, meetings):  # noqa: F811
    place = page.locator(".st-key-presenter .footnote")
    page.goto(f"{server}/journal-club?club=sorafenib-around-transplant&step=5")
    expect(place).to_contain_text("part 1 of")
    still(page)
    page.keyboard.press("ArrowRight")
    expect(page).to_have_url(re.compile(r"step=5\.2"))
    page.reload()
    expect(place).to_contain_text("part 2 of")
    still(page)
    page.keyboard.press("ArrowLeft")
    expect(place).to_contain_text("part 1 of")
    still(page)
    page.go_back()
    expect(place).to_contain_text("part 2 of")


def test_a_meeting_fits_a_phone(page, server, meetings):  # noqa: F811
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(f"{server}/journal-club?club=sorafenib-around-transplant&step=1")
    expect(page.locator("#asked")).to_contain_text("What became of the first patients")
    still(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_pictures_come_in_the_sizes_of_slides_and_journals(page, server):
    page.goto(f"{server}/response?endpoint=overall&{VIEW}")
    settle(page, "overall response")
    row = ".st-key-actions_response"
    for size, wide, high in (("slide", 3840, 2160), ("square", 2160, 2160), ("double", 2161, None), ("single", 1051, None)):
        page.locator(row).get_by_label("Size of the picture").select_option(size)
        png = saved(page, "PNG", row).path().read_bytes()
        width, height = struct.unpack(">II", png[16:24])
        assert width == wide and (high is None or height == high), size
        image = Image.open(io.BytesIO(png))
        assert image.info["dpi"] == pytest.approx((300, 300), abs=0.01), size
        assert image.convert("RGB").getpixel((2, 2)) == (255, 255, 255), size
    svg = saved(page, "SVG", row).path().read_text()
    words = " ".join(re.sub("<[^>]+>", " ", svg).split())
    assert "10/28" in words and re.search(r"data [0-9a-f]{16}", words) and "Sources: " in words


def test_the_picture_goes_to_the_clipboard(page, server):
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(f"{server}/response?endpoint=overall&{VIEW}")
    settle(page, "overall response")
    page.locator(".st-key-actions_response").get_by_role("button", name="Copy picture").click()
    expect(page.get_by_text("Picture copied")).to_be_visible()
    assert page.evaluate("navigator.clipboard.read().then((items) => items[0].types)") == ["image/png"]
