"""The first picture in a real Chromium: seen without a single script, and gone once the page is there."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser import settle


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_it_needs_nothing_but_the_html_and_makes_way_for_the_page(server, visitor, lang):
    alone: Page = visitor.new_page()
    alone.route("**/*", lambda route: route.continue_() if route.request.is_navigation_request() else route.abort())
    alone.goto(f"{server}/response?lang={lang}")
    expect(alone.locator("#early")).to_be_visible()
    alone.close()
    whole: Page = visitor.new_page()
    whole.goto(f"{server}/response?lang={lang}")
    settle(whole, "QuANTUM-First")
    expect(whole.locator("#early")).to_have_count(0)
    whole.close()
