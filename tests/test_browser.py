"""The product in a real Chromium: links, back and forward, downloads, a phone's screen, no console errors."""

import csv
import io
import re
import struct

import pytest
from playwright.sync_api import expect

from tests.browser import VIEW, drawing, saved, settle, still


def test_first_paint_shows_figure_table_and_full_state_in_the_link(page, server):
    page.goto(f"{server}/response?endpoint=overall&{VIEW}")
    settle(page, "Borthakur 2020: overall response")
    assert {"endpoint=overall", "denominator=printed", "interval=clopper-pearson"} <= set(page.url.split("?")[1].split("&"))
    assert re.search(r"data=[0-9a-f]{16}", page.url)
    expect(page.locator("table.evidence").first).to_be_visible()


def test_pasted_link_restores_the_view(page, server):
    page.goto(f"{server}/response?endpoint=overall&{VIEW}")
    settle(page, "Borthakur 2020: overall response")
    for words in ("10/28", "36 % (18.6 to 55.9)", "7/12"):
        expect(drawing(page)).to_contain_text(words)
    expect(drawing(page)).not_to_contain_text("blinatumomab")
    expect(page.get_by_role("button", name="FLT3-ITD ×")).to_be_visible()


def drawn_of(page, title):
    """Wait for the figure of so many cohorts, then for the end of the run."""
    expect(page.locator(".st-key-figure_response")).to_contain_text(title)
    still(page)


def test_a_filter_changes_figure_and_link_and_back_and_forward_agree(page, server):
    page.goto(f"{server}/response?endpoint=overall&{VIEW}")
    drawn_of(page, "4 cohorts")
    page.get_by_role("button", name=re.compile("^Newly diagnosed")).click()
    drawn_of(page, "5 cohorts")
    expect(page).to_have_url(re.compile("setting=newly-diagnosed"))
    expect(drawing(page)).to_contain_text("4/6")
    page.get_by_role("button", name="FLT3-ITD ×").click()
    expect(page).not_to_have_url(re.compile("mutation="))
    expect(page.get_by_role("button", name="FLT3-ITD ×")).to_have_count(0)
    still(page)
    page.go_back()
    drawn_of(page, "5 cohorts")
    expect(page).to_have_url(re.compile("mutation=flt3-itd"))
    page.go_back()
    drawn_of(page, "4 cohorts")
    expect(page).not_to_have_url(re.compile("newly-diagnosed"))
    expect(drawing(page)).not_to_contain_text("4/6")
    page.go_forward()
    drawn_of(page, "5 cohorts")
    expect(drawing(page)).to_contain_text("4/6")


def test_back_leaves_the_app_where_the_visitor_came_in(page, server):
    page.goto("about:blank")
    page.goto(f"{server}/response?endpoint=overall&mutation=flt3-itd")
    settle(page, "overall response")
    page.go_back()
    expect(page).to_have_url("about:blank")


def test_filters_go_along_from_page_to_page(page, server):
    page.goto(f"{server}/response?endpoint=overall&{VIEW}")
    settle(page, "Borthakur 2020: overall response")
    page.get_by_role("link", name="Mobilisation").click()
    expect(page).to_have_url(re.compile("/mobilisation.*mutation=flt3-itd"))
    settle(page, "fold")
    expect(page.get_by_role("button", name="FLT3-ITD ×")).to_be_visible()
    page.go_back()
    settle(page, "Borthakur 2020: overall response")
    expect(page).to_have_url(re.compile("/response"))


def test_reset_takes_every_filter_off(page, server):
    page.goto(f"{server}/response?endpoint=overall&{VIEW}&denominator=enrolled")
    settle(page, "Borthakur 2020: overall response")
    page.get_by_role("button", name="Reset").click()
    expect(page).to_have_url(re.compile("denominator=printed"))
    expect(page).not_to_have_url(re.compile("mutation="))


def test_denominator_of_all_enrolled_is_marked_derived(page, server):
    page.goto(f"{server}/response?endpoint=overall&study=ravandi-2013&denominator=enrolled")
    settle(page, "17 of 43 enrolled, 40 % (25.0 to 55.6)")
    expect(drawing(page)).to_contain_text("17/43")
    expect(drawing(page)).to_contain_text("†")


def test_card_opens_by_row_mark_and_keyboard_and_closes_by_escape(page, server):
    page.goto(f"{server}/response?endpoint=overall&study=ravandi-2013")
    settle(page, "Ravandi 2013")
    card = page.get_by_role("dialog")
    page.locator("a.card").first.focus()
    page.keyboard.press("Enter")
    expect(card).to_contain_text("Where this number comes from")
    expect(page).to_have_url(re.compile("fact=ravandi-2013%2Fevaluable%2Fresponse%2FORR"))
    still(page)
    page.keyboard.press("Escape")
    expect(card).to_have_count(0)
    expect(page).not_to_have_url(re.compile("fact="))
    settle(page, "Ravandi 2013")
    mark = drawing(page).locator(".points path").first.bounding_box()
    page.mouse.move(mark["x"] + mark["width"] / 2, mark["y"] + mark["height"] / 2)
    expect(drawing(page).locator(".hovertext").first).to_be_visible()
    page.mouse.down()
    page.mouse.up()
    expect(card).to_contain_text("was 46% (Table 2)")
    still(page)
    page.keyboard.press("Escape")
    expect(card).to_have_count(0)
    settle(page, "Ravandi 2013")
    page.mouse.click(mark["x"] + mark["width"] / 2, mark["y"] + mark["height"] / 2)
    expect(card).to_contain_text("was 46% (Table 2)")


def test_the_other_of_two_figures_is_drawn_from_the_card(page, server):
    page.goto(f"{server}/response?endpoint=overall&study=ravandi-2013&fact=ravandi-2013/evaluable/response/ORR")
    settle(page, "17 of 37")
    page.get_by_role("button", name="Draw the other figure instead").click()
    expect(page.get_by_role("dialog")).to_have_count(0)
    settle(page, "16 of 37")
    expect(page).to_have_url(re.compile("other=ravandi-2013%2FHow-many-responded"))
    page.get_by_role("button", name=re.compile("^⚑ other figure")).click()
    settle(page, "17 of 37")


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("mutation=<script>alert(1)</script>&setting=relapsed", "mutation"),
        ("endpoint=cure&denominator=%00&interval=wald", "endpoint"),
        ("data=0000000000000000", "not kept"),
        ("data=../../etc/passwd&mutation=flt3-itd", "not kept"),
        ("mutation=" + "x" * 5000, "mutation"),
        ("setting=&setting=&mutation=flt3-itd,flt3-itd", ""),
        ("&".join(f"p{n}={n}" for n in range(300)), "and 294 more"),
    ],
)
def test_hostile_links_give_a_page_that_says_what_it_ignored(page, server, query, said):
    page.on("dialog", lambda dialog: pytest.fail("a script of the link ran"))
    page.goto(f"{server}/response?{query}")
    settle(page, "CR")
    if said:
        expect(page.locator('[data-testid="stAlert"]').first).to_contain_text(said)


def test_csv_is_what_is_shown_with_its_sources(page, server):
    page.goto(f"{server}/response?endpoint=overall&{VIEW}")
    settle(page, "Borthakur 2020: overall response")
    file = saved(page, "CSV", ".st-key-actions_response")
    rows = list(csv.DictReader(io.StringIO(file.path().read_text())))
    assert file.suggested_filename.startswith("response-overall-flt3-itd-relapsed-refractory")
    borthakur = next(row for row in rows if row["study"] == "Borthakur 2020")
    assert (borthakur["events"], borthakur["of"], borthakur["population"]) == ("10", "28", "enrolled")
    assert "Am J Hematol" in borthakur["citation"] and borthakur["fact_id"] == "borthakur-2020/all/response/ORR"
    assert len(rows) == page.locator("table.evidence").first.locator("tbody").count()


def test_png_and_svg_come_from_the_camera(page, server):
    page.goto(f"{server}/response?endpoint=overall&{VIEW}")
    settle(page, "Borthakur 2020: overall response")
    picture = saved(page, "PNG", ".st-key-actions_response").path().read_bytes()
    assert picture[:8] == b"\x89PNG\r\n\x1a\n" and struct.unpack(">II", picture[16:24]) == (3840, 2160)
    drawn = saved(page, "SVG", ".st-key-actions_response").path().read_text()
    assert "10/28" in drawn and "Sources: " in drawn and re.search(r"data [0-9a-f]{16}", drawn)


def test_a_phone_gets_words_above_the_drawing_and_no_sideways_scroll(page, server):
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(f"{server}/response?endpoint=overall&{VIEW}")
    settle(page, "Borthakur 2020: overall response")
    expect(drawing(page)).to_contain_text(re.compile("10/28 enrolled · ?36 %"))
    still(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
