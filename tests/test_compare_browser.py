"""From the first page to the answer, and from a number to its card, with the mouse and with the keyboard."""

import re

from playwright.sync_api import expect

from tests.browser import kept, still

FIRST_SCREEN = {"width": 1280, "height": 720}
QUESTION = "mutation=flt3-itd&setting=relapsed-refractory&transplant=prior-allo&regimen=sorafenib&regimen=gilteritinib"


def test_the_answer_is_one_click_from_the_first_page_and_seven_lines_are_in_sight(page, server):
    page.set_viewport_size(FIRST_SCREEN)
    page.goto(f"{server}/")
    page.get_by_role("link", name=re.compile("^After a transplant, FLT3-ITD AML")).click()
    lines = page.locator("table.compare tbody tr")
    expect(lines.first).to_be_visible()
    still(page)
    assert sum(one.bounding_box()["y"] + one.bounding_box()["height"] <= FIRST_SCREEN["height"] for one in lines.all()) >= 7
    assert "regimen=sorafenib&regimen=gilteritinib" in page.url


def test_a_number_opens_its_card_by_mouse_and_by_keyboard(page, server):
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


def test_an_empty_cell_leads_to_every_row_of_the_drug(page, server):
    page.goto(f"{server}/compare?{QUESTION}")
    page.locator("table.compare .none a").first.click()
    expect(page).to_have_url(re.compile(r"/(response|outcomes|toxicity)\?.*drug=gilteritinib"))
    expect(page.locator("p.answer").first).to_be_visible()


def test_a_comparison_is_added_to_a_meeting_and_opened_there_with_its_regimens(page, server):
    page.goto(f"{server}/compare?{QUESTION}")
    expect(page.locator("table.compare")).to_be_visible()
    still(page)
    with kept(page):
        page.get_by_role("button", name="Add to meeting").click()
    expect(page.locator("[data-testid=stToast]")).to_contain_text("1 in the meeting")
    page.goto(f"{server}/journal-club?club=my-meeting&step=1")
    table = page.locator("table", has_text="Complete remission (CR)").first
    expect(table).to_contain_text("21.1 % (16.1 to 26.7)")
    expect(page.get_by_text("Sorafenib against gilteritinib").first).to_be_visible()


def test_share_gives_the_comparison_as_link_and_as_data(page, server):
    page.goto(f"{server}/compare?{QUESTION}")
    expect(page.locator("table.compare")).to_be_visible()
    still(page)
    page.get_by_role("button", name=re.compile("^Share")).click()
    dialog = page.get_by_role("dialog")
    expect(dialog).to_contain_text("/compare?mutation=flt3-itd")
    expect(dialog).to_contain_text("regimen=sorafenib&regimen=gilteritinib")
    expect(dialog).to_contain_text("/api/compare.csv?mutation=flt3-itd")


def test_two_drugs_in_the_search_box_lead_to_their_comparison(page, server):
    page.goto(f"{server}/response?endpoint=overall&setting=relapsed-refractory")
    still(page)
    page.get_by_placeholder(re.compile("^Study, drug")).fill("Nexavar vs Xospata")
    page.get_by_role("option", name="Sorafenib against gilteritinib").click()
    expect(page).to_have_url(re.compile("/compare.*setting=relapsed-refractory.*regimen=sorafenib&regimen=gilteritinib"))
    expect(page.locator("table.compare")).to_contain_text("Strongest evidence")


def test_the_comparison_has_the_search_box_behind_a_button(page, server):
    page.goto(f"{server}/compare?{QUESTION}")
    expect(page.locator("table.compare")).to_be_visible()
    still(page)
    page.get_by_role("button", name="Search").click()
    box = page.get_by_placeholder(re.compile("^Study, drug"))
    expect(box).to_be_visible()
    box.fill("QuANTUM-R")
    page.get_by_role("option", name=re.compile("^Cortes 2019")).first.click()
    expect(page).to_have_url(re.compile("/study.*cortes-2019"))
