"""What stands around every page: one bar, the list of pages on a narrow window, the search, and numbers of the map inside their
squares."""

import re

from playwright.sync_api import expect

from tests.browser import still

#: Names, roles and states, as a screen reader hears them.
BAR_TREE = """
- text: Leukaemia evidence
- navigation "Pages":
  - link "Overview"
  - link "Compare"
  - link "Response"
- button /^Share . data/
- link "简体中文"
"""
FOUND_TREE = """
- combobox "Search" [expanded]: xospata
- status
- listbox "Search":
  - group "Drugs (1)":
    - option "Gilteritinib"
"""
WIDTHS = (320, 390, 600, 820, 1000, 1280, 1440, 1920)
BAR = 48

#: Height of the bar, and how far its last button reaches.
SHOWN = """() => {
  const bar = document.querySelector('.bar');
  const parts = [...bar.querySelectorAll('a, button')].filter((one) => one.checkVisibility() && one.offsetWidth);
  return [bar.offsetHeight, Math.max(...parts.map((one) => one.getBoundingClientRect().right)),
    Math.max(...parts.map((one) => one.getBoundingClientRect().bottom))];
}"""
#: How far the numbers of the evidence map reach over the right line of their square, in pixels.
CROSSED = """() => {
  const plot = document.querySelector('.st-key-figure_evidence-map .js-plotly-plot');
  const { xaxis } = plot._fullLayout, left = plot.getBoundingClientRect().left + xaxis._offset;
  const edge = (at) => left + xaxis.l2p(at + 0.5);
  return Math.max(...[...plot.querySelectorAll('.scatterlayer text')].map((one) => one.getBoundingClientRect())
    .filter((box) => box.left > left).map((box) => {
      const at = Math.floor(xaxis.p2l(box.left - left) + 0.5);
      return box.right - edge(at);
    }));
}"""


def test_one_bar_of_the_same_height_holds_its_parts_at_every_width(page, server):
    page.goto(f"{server}/response?endpoint=overall&mutation=flt3-itd&lang=en")
    still(page)
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 800})
        still(page)
        height, right, bottom = page.evaluate(SHOWN)
        assert height == BAR and right <= width and bottom <= BAR, width
        assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_the_list_of_pages_unfolds_on_a_narrow_window_and_closes_by_escape(page, server):
    page.set_viewport_size({"width": 820, "height": 800})
    page.goto(f"{server}/response?endpoint=overall&lang=en")
    still(page)
    menu, outcomes = page.get_by_role("button", name="Pages"), page.get_by_role("link", name="Outcomes", exact=True)
    expect(outcomes).to_be_hidden()
    menu.click()
    expect(menu).to_have_attribute("aria-expanded", "true")
    expect(outcomes).to_be_visible()
    page.keyboard.press("Escape")
    expect(outcomes).to_be_hidden()
    expect(menu).to_be_focused()
    page.keyboard.press("Enter")
    outcomes.click()
    expect(page).to_have_url(re.compile("/outcomes"))
    expect(outcomes).to_be_hidden()


def test_what_a_screen_reader_is_told_of_the_bar_and_of_what_a_search_finds(page, server):
    page.goto(f"{server}/response?endpoint=overall&lang=en")
    still(page)
    expect(page.locator(".bar")).to_match_aria_snapshot(BAR_TREE)
    field = page.get_by_role("combobox", name="Search")
    field.press_sequentially("xospata")
    expect(page.locator("[data-testid=stSidebar] .search")).to_match_aria_snapshot(FOUND_TREE)
    hit = page.get_by_role("option", name="Gilteritinib", exact=True)
    page.keyboard.press("ArrowDown")
    expect(field).to_have_attribute("aria-activedescendant", hit.get_attribute("id"))
    page.keyboard.press("End")
    expect(field).to_have_attribute("aria-activedescendant", page.get_by_role("option").last.get_attribute("id"))
    page.keyboard.press("Escape")
    expect(page.get_by_role("listbox")).to_have_count(0)
    expect(field).to_have_value("xospata")
    page.keyboard.press("ArrowDown")
    expect(field).to_have_attribute("aria-activedescendant", hit.get_attribute("id"))
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("/response.*drug=gilteritinib"))
    expect(field).to_have_value("")
    still(page)
    field.press_sequentially("xospata")
    expect(hit).to_be_visible()
    # Faster than the list follows: what is found for the whole text is taken, not for what stood there before.
    field.fill("nexavar")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("/response.*drug=sorafenib"))


def test_numbers_of_the_map_stay_in_their_squares(page, server):
    page.set_viewport_size({"width": 1280, "height": 900})
    page.goto(f"{server}/overview?lang=en")
    still(page)
    assert page.evaluate(CROSSED) <= 0


def test_values_that_lead_nowhere_stand_behind_more(page, server):
    page.goto(f"{server}/response?endpoint=overall&disease=ALL&lang=en")
    still(page)
    side = page.locator("[data-testid=stSidebar]")
    empty = side.get_by_role("button", name=" · 0")
    expect(empty).to_have_count(0)
    side.get_by_role("button", name="more with nothing here").first.click()
    expect(empty.first).to_be_visible()
