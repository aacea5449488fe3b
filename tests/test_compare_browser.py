"""From the first page to the answer, and from a number to its card, with the mouse and with the keyboard."""

import re

from playwright.sync_api import expect

from tests.browser import chromium, page, server, still, visitor  # noqa: F401

FIRST_SCREEN = {"width": 1280, "height": 720}
QUESTION = "mutation=flt3-itd&setting=relapsed-refractory&transplant=prior-allo&regimen=sorafenib&regimen=gilteritinib"


def test_the_answer_is_one_click_from_the_first_page_and_seven_lines_are_in_sight(page, server):  # noqa: F811
    page.set_viewport_size(FIRST_SCREEN)
    page.goto(f"{server}/")
    page.get_by_role("link", name=re.compile("^After a transplant, FLT3-ITD AML")).click()
    lines = page.locator("table.compare tbody tr")
    expect(lines.first).to_be_visible()
    still(page)
    assert sum(one.bounding_box()["y"] + one.bounding_box()["height"] <= FIRST_SCREEN["height"] for one in lines.all()) >= 7
    assert "regimen=sorafenib&regimen=gilteritinib" in page.url


def test_a_number_opens_its_card_by_mouse_and_by_keyboard(page, server):  # noqa: F811
    page.goto(f"{server}/compare?{QUESTION}")
    number = page.locator("table.compare a.card").first
    expect(number).to_be_visible()
    still(page)
    number.click()
    expect(page.get_by_role("dialog")).to_contain_text("0/16")
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)
    still(page)
    number.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("dialog")).to_contain_text("0/16")


def test_an_empty_cell_leads_to_every_row_of_the_drug(page, server):  # noqa: F811
    page.goto(f"{server}/compare?{QUESTION}")
    page.locator("table.compare .none a").first.click()
    expect(page).to_have_url(re.compile(r"/(response|outcomes|toxicity)\?.*drug=gilteritinib"))
    expect(page.locator("p.answer").first).to_be_visible()
