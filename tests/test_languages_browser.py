"""The switch between languages in a real Chromium: the view stays, the document says its language, back works."""

import re

from playwright.sync_api import expect

from tests.browser import VIEW, kept, settle, still


def test_the_switch_keeps_view_and_meeting_and_the_back_button_switches_again(page, server):
    page.goto(f"{server}/response?endpoint=overall&{VIEW}&interval=wilson")
    settle(page, "Borthakur 2020: overall response")
    with kept(page):
        page.get_by_role("button", name="Add to meeting").first.click()
    expect(page.get_by_text("1 in the meeting")).to_be_visible()
    still(page)
    document = page.locator("html")
    expect(document).to_have_attribute("lang", "en")
    way = page.locator(".bar a[hreflang]")
    expect(way).to_have_text("简体中文")
    expect(way).to_have_attribute("lang", "zh")
    expect(way).to_have_attribute("href", re.compile("interval=wilson.*lang=zh"))
    way.press("Enter")
    expect(document).to_have_attribute("lang", "zh")
    expect(page).to_have_url(re.compile("mutation=flt3-itd.*interval=wilson.*lang=zh"))
    settle(page, "总体应答")
    expect(way).to_have_text("English")
    page.get_by_role("button", name="分享").click()
    expect(page.get_by_role("dialog")).to_contain_text("lang=zh")
    still(page)
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)
    page.get_by_role("link", name="文献研读会").click()
    expect(page.locator(".footnote").last).to_have_text("1 个视图")
    still(page)
    page.go_back()
    expect(page).to_have_url(re.compile("/response.*lang=zh"))
    settle(page, "总体应答")
    page.go_back()
    settle(page, "Borthakur 2020: overall response")
    expect(document).to_have_attribute("lang", "en")


def test_a_link_in_another_language_opens_in_it_inside_another_page_too(page, server):
    page.goto(f"{server}/response?endpoint=overall&{VIEW}&lang=zh&embed=true")
    expect(page.locator(".answer").first).to_contain_text("总体应答")
    expect(page.locator("html")).to_have_attribute("lang", "zh")
    expect(page.locator(".footnote").last).to_contain_text("白血病循证")
