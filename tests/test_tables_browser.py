"""Tables in a real browser: sorted and unfolded by mouse and keyboard, head and first column in sight, no row too high."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.browser import settle, still

#: How much higher a row stands than the words that are seen in it need, in pixels.
SLACK = """() => [...document.querySelectorAll('table.evidence')].filter((one) => one.offsetHeight > 40)
  .flatMap((table) => [...table.tBodies].map((group) => {
    const cells = [...group.rows[0].cells];
    const words = cells.map((cell) => { const range = document.createRange(); range.selectNodeContents(cell);
      return range.getBoundingClientRect().height; });
    return group.rows[0].offsetHeight - Math.max(...words);
  }))"""


@pytest.fixture
def table(page, server):
    page.goto(f"{server}/response?endpoint=overall&lang=en")
    settle(page, "")
    page.locator("summary", has_text="by cohort").click()
    found = page.locator("table.evidence").first
    expect(found).to_be_visible()
    return found


def numbers(table, at):
    keys = table.locator("tbody > tr:first-child").evaluate_all(f"rows => rows.map(row => row.cells[{at}].dataset.key)")
    return [float(key) if key else None for key in keys]


def in_order(values, falling):
    known = [value for value in values if value is not None]
    return known == sorted(known, reverse=falling) and None not in values[: len(known)]


def test_a_head_sorts_by_click_and_by_key_and_the_third_time_as_it_was(page, table):
    at, head = 3, table.get_by_role("columnheader", name="n/N")
    before = numbers(table, at)
    head.get_by_role("button").click()
    expect(head).to_have_attribute("aria-sort", "descending")
    assert in_order(numbers(table, at), falling=True) and sorted(map(str, numbers(table, at))) == sorted(map(str, before))
    page.keyboard.press("Enter")
    expect(head).to_have_attribute("aria-sort", "ascending")
    assert in_order(numbers(table, at), falling=False)
    page.keyboard.press("Space")
    expect(table.locator("[aria-sort]")).to_have_count(0)
    assert numbers(table, at) == before


def test_a_row_unfolds_its_place_and_stays_with_it_when_sorted(page, table):
    group = table.locator("tbody").first
    more = group.get_by_role("button", name="More on this row")
    more.focus()
    page.keyboard.press("Enter")
    expect(more).to_have_attribute("aria-expanded", "true")
    expect(group.locator("dt", has_text="Place")).to_be_visible()
    named = group.locator("th").inner_text()
    table.get_by_role("columnheader", name="Cohort").get_by_role("button").click()
    expect(table.locator("tbody", has_text=named).first.locator("dt", has_text="Place")).to_be_visible()


def test_no_row_is_higher_than_its_words_and_head_and_first_column_stay(page, table):
    frame = page.locator(".evidence-scroll").first
    for width in (390, 820, 1280, 1920):
        page.set_viewport_size({"width": width, "height": 720})
        still(page)
        assert max(page.evaluate(SLACK)) <= 14, width
        frame.evaluate("one => one.scrollTo(120, 300)")
        edge, head = frame.bounding_box(), table.locator("thead th").first.bounding_box()
        first = table.locator("tbody th").nth(8).bounding_box()
        assert abs(head["y"] - edge["y"]) <= 2 and abs(first["x"] - edge["x"]) <= 2, width


def test_a_matrix_scrolls_in_its_area_by_keyboard_and_what_names_a_cell_stays_in_sight(page, server):
    page.set_viewport_size({"width": 1280, "height": 720})
    page.goto(f"{server}/toxicity?show=all&disease=ALL&lang=en")
    matrix = page.locator("table.matrix").first
    expect(matrix).to_be_visible()
    still(page)
    assert page.locator("[data-testid=stMain]").evaluate("one => one.scrollHeight") <= 3000
    first = matrix.locator("tbody tr").nth(1)
    assert first.bounding_box()["y"] + first.bounding_box()["height"] <= 720, "the first row of data is out of sight"
    frame = page.get_by_role("region", name=re.compile("^Adverse events: "))
    found = Axe().run(page, context=".matrix", options={"runOnly": ["wcag2a", "wcag2aa"]}).response
    assert found["passes"] and not found["violations"]
    frame.focus()
    page.keyboard.press("End")
    page.wait_for_function("() => document.querySelector('.matrix-scroll').scrollTop > 100")
    frame.evaluate("one => { one.scrollLeft = 300; }")
    edge, head = frame.bounding_box(), matrix.locator("thead th").nth(3).bounding_box()
    name = matrix.locator("tbody tr").last.locator("th").bounding_box()
    assert abs(head["y"] - edge["y"]) <= 2 and abs(name["x"] - edge["x"]) <= 2


def test_a_long_table_comes_when_it_is_opened_or_printed(page, server):
    page.goto(f"{server}/sources?lang=en")
    still(page)
    register, coverage = (page.locator(".panel", has=page.locator(f"#{name}")).locator("details.table")
                          for name in ("discrepancies", "coverage"))  # fmt: skip
    expect(register.locator("tbody tr")).to_have_count(0)
    register.locator("summary").first.click()
    expect(register.locator("tbody tr").first).to_be_visible()
    expect(coverage.locator("tbody tr")).to_have_count(0)
    page.evaluate("() => { dispatchEvent(new Event('beforeprint')); }")
    expect(coverage.locator("tbody tr").first).to_be_visible()


def test_rows_of_another_view_go_before_those_of_this_one_come(page, server):
    page.goto(f"{server}/response?endpoint=CR&lang=en")
    still(page)
    table = page.locator(".panel", has=page.locator("#response")).locator("details.table")
    table.locator("summary").first.click()
    expect(table.locator("tbody tr").first).to_be_visible()
    page.route("**/fast/response/response?*", lambda route: None)
    page.get_by_role("button", name=re.compile("^FLT3-ITD ·")).click()
    expect(page).to_have_url(re.compile("mutation=flt3-itd"))
    expect(table.locator("tbody tr")).to_have_count(0)
