"""A figure in the browser: drawn by the small script alone, kept from view to view, in the reader's language."""

import re

from playwright.sync_api import Locator, Page, expect

from tests.browser import VIEW, drawing, settle

#: What the first mark says of itself: n of N, what N counts, the rate and its interval.
FIRST = "6 of 19 evaluable for response: 32 % (12.6 to 56.6)"


def _label(page: Page) -> Locator:
    """What a pointer over the first mark is told."""
    drawing(page).locator(".points path").first.hover(force=True)
    return drawing(page).locator(".hovertext")


def test_a_figure_is_drawn_by_the_small_script_and_kept_when_a_filter_changes_it(page, server):
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{server}/response?endpoint=overall&{VIEW}")
    settle(page, "Borthakur 2020: overall response")
    figure = drawing(page)
    expect(figure).to_contain_text("10/28")
    expect(_label(page)).to_contain_text(FIRST)
    figure.evaluate("one => { one.marked = true; }")
    page.get_by_role("button", name=re.compile("^Metzelder 2009 ×")).click()
    expect(figure).not_to_contain_text("Metzelder")
    settle(page, "Borthakur 2020: overall response")
    assert figure.evaluate("one => one.marked") and figure.count() == 1
    expect(figure.locator(".hovertext")).to_have_count(0)
    expect(_label(page)).to_contain_text(FIRST)
    figures = page.get_by_role("figure")
    expect(figures.first).to_have_accessible_name(re.compile("Borthakur 2020: overall response"))
    scripts = [url.rpartition("/")[2] for url in asked if "lotly" in url]
    assert set(scripts) == {"plotly-basic.min.js"}


def test_what_plotly_says_it_says_in_the_readers_language(page, server):
    page.goto(f"{server}/response?lang=zh")
    expect(page.locator(".drawn .legendtoggle").first).to_be_visible()
    settle(page, "")
    page.locator(".drawn .legendtoggle").first.click()
    expect(page.locator(".plotly-notifier")).to_contain_text("双击图例")
