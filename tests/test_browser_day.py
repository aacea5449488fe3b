"""A reader's day in a real Chromium: search, damaged links, names, back, focus, copying, paper, long sessions."""

import re

import pytest
from playwright.sync_api import expect
from pypdfium2 import PdfDocument

from tests.browser import VIEW, drawing, saved, settle, still

ITD = "mutation=flt3-itd&setting=relapsed-refractory"
#: What the element that has the focus says.
FOCUSED = "() => document.activeElement.innerText"
#: Every line of text in the figures.
LINES = """() => [...document.querySelectorAll('[class*=st-key-figure_] text')].flatMap((one) => one.querySelector('tspan')
  ? [...one.querySelectorAll('tspan.line')].map((line) => line.textContent) : [one.textContent])"""
TOP = "() => document.querySelector('[data-testid=stMain]').scrollTop"


@pytest.mark.parametrize(
    ("language", "typed", "kind", "fell"),
    [("en", "ravandi 2013", "Studies (", ""), ("en", "Blincyto", "Drugs (1)", "Left out here"),
     ("zh", "blinatumomab", "药物（1 项）", "此处未采用")],
)  # fmt: skip
def test_a_search_counts_its_hits_and_a_hit_says_which_filters_fell(page, server, language, typed, kind, fell):
    page.goto(f"{server}/response?endpoint=overall&{ITD}&lang={language}")
    still(page)
    page.locator("input[type=search]").fill(typed)
    side = page.locator("[data-testid=stSidebar]")
    expect(side).to_contain_text(kind)
    if fell:
        side.get_by_role("option").first.click()
        expect(page).to_have_url(re.compile("drug=blinatumomab"))
        expect(page.locator(".stAlert")).to_contain_text(fell)


@pytest.mark.parametrize(
    ("language", "said"), [("en", "damaged on its way and is read as it was meant"), ("zh", "已按其本意读取")]
)
def test_a_damaged_link_shows_the_same_numbers_and_says_so_until_it_is_closed(page, server, language, said):
    page.goto(f"{server}/Response?mutation=FLT3-ITD&amp;setting=relapsed-re%0D%0Afractory).&utm_source=mail&lang={language}")
    notice = page.locator(".st-key-notices")
    expect(notice).to_contain_text(said)
    still(page)
    damaged = page.locator("p.answer").first.inner_text()
    page.reload()
    expect(notice).to_contain_text(said)
    page.locator(".st-key-close_notices button").first.click()
    expect(notice).to_have_count(0)
    expect(page).to_have_url(re.compile("setting=relapsed-refractory&"))
    page.goto(f"{server}/response?{ITD}&lang={language}")
    still(page)
    assert page.locator("p.answer").first.inner_text() == damaged


@pytest.mark.parametrize(
    ("language", "title", "chosen"),
    [("en", "Response · FLT3-ITD, relapsed or refractory · Leukaemia evidence", "CR · FLT3-ITD"),
     ("zh", "疗效 · FLT3-ITD、复发或难治 · 白血病循证", "CR · FLT3-ITD")],
)  # fmt: skip
def test_windows_and_files_are_named_after_their_view(page, server, language, title, chosen):
    page.goto(f"{server}/response?endpoint=overall&{ITD}&lang={language}")
    expect(page).to_have_title(title)
    still(page)
    files = [saved(page, "CSV", ".st-key-actions_response").suggested_filename]
    page.goto(f"{server}/response?{ITD}&endpoint=CR&lang={language}")
    expect(page).to_have_title(re.compile(chosen))
    still(page)
    files.append(saved(page, "CSV", ".st-key-actions_response").suggested_filename)
    files.append(saved(page, "CSV", ".st-key-actions_response-composition").suggested_filename)
    assert len(set(files)) == 3 and all("flt3-itd" in file for file in files)
    assert all(("-zh-" in file) == (language == "zh") for file in files)


def test_a_link_written_by_hand_costs_one_step_back_and_a_step_back_is_found_where_it_was_left(page, server):
    page.goto("about:blank")
    page.goto(f"{server}/toxicity?mutation=flt3-itd&show=all")
    still(page)
    page.mouse.move(900, 100)  # above the matrix, which would take the wheel for itself
    page.mouse.wheel(0, 900)
    page.wait_for_function(f"() => ({TOP})() > 500")
    left = page.evaluate(TOP)
    page.get_by_role("button", name=re.compile("^Newly diagnosed ·")).click()
    expect(page).to_have_url(re.compile("setting=newly-diagnosed"))
    still(page)
    page.mouse.move(900, 500)
    page.mouse.wheel(0, -2000)
    page.wait_for_function(f"() => ({TOP})() === 0")
    page.go_back()
    expect(page).not_to_have_url(re.compile("setting="))
    page.wait_for_function(f"(left) => Math.abs(({TOP})() - left) < 60", arg=left)
    page.go_back()
    expect(page).to_have_url("about:blank")


def test_the_focus_goes_to_the_next_chip_and_then_to_the_heading(page, server):
    page.goto(f"{server}/response?endpoint=overall&{ITD}")
    still(page)
    page.get_by_role("button", name="FLT3-ITD ×").press("Enter")
    page.wait_for_function(f"() => ({FOCUSED})().startsWith('Relapsed or refractory')")
    still(page)
    page.keyboard.press("Enter")
    page.wait_for_function(f"() => ({FOCUSED})().startsWith('How many patients responded')")


@pytest.mark.parametrize(
    ("language", "copied", "select"), [("en", "Link copied", "the link is selected"), ("zh", "链接已复制", "链接已选中")]
)
def test_a_link_is_called_copied_only_where_it_was(chromium, server, language, copied, select):
    context = chromium.new_context(viewport={"width": 1280, "height": 800})
    window = context.new_page()
    window.add_init_script(
        "navigator.clipboard.writeText = () => window.refuse ? Promise.reject(new Error('no')) : Promise.resolve()"
    )
    window.goto(f"{server}/response?endpoint=overall&{ITD}&lang={language}")
    still(window)
    row = window.locator(".st-key-actions_response")
    button = row.locator("[data-form=link]")
    button.click()
    expect(row).to_contain_text(copied)
    window.evaluate("window.refuse = true")
    button.click()
    expect(row).to_contain_text(select)
    expect(row).not_to_contain_text(copied)
    chosen = row.locator("input[readonly]")
    expect(chosen).to_have_value(re.compile(f"^{server}/response\\?mutation=flt3-itd"))
    assert chosen.evaluate("(one) => one.selectionEnd - one.selectionStart") == len(chosen.input_value())
    context.close()


@pytest.mark.parametrize("language", ["en", "zh"])
def test_forced_colours_show_what_is_chosen(chromium, server, language):
    context = chromium.new_context(viewport={"width": 1280, "height": 900}, forced_colors="active")
    window = context.new_page()
    window.goto(f"{server}/response?endpoint=overall&mutation=flt3-itd&lang={language}")
    still(window)
    look = "(one) => { const s = getComputedStyle(one); return s.backgroundColor + s.color; }"
    pill = window.locator("[data-testid=stSidebar] [aria-pressed=true]").first
    other = window.locator("[data-testid=stSidebar] [aria-pressed=false]").first
    assert pill.evaluate(look) != other.evaluate(look)
    context.close()


def printed(page, paper, across):
    """The text of each sheet of the page on paper."""
    paged = PdfDocument(page.pdf(format=paper, landscape=across))
    return [paged[at].get_textpage().get_text_bounded() for at in range(len(paged))]


@pytest.mark.parametrize(
    ("language", "sheets"), [("en", [("A4", False), ("Letter", True)]), ("zh", [("A4", True), ("Letter", False)])]
)
def test_paper_has_the_folded_tables_the_address_and_page_numbers(page, server, language, sheets):
    page.goto(f"{server}/toxicity?study=borthakur-2020,ravandi-2013&show=all&lang={language}")
    still(page)
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    folded = page.locator("details.fold table.evidence tbody tr th").all_text_contents()
    assert page.locator("[data-testid=stMain] details:not([open])").count() == 0
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    for paper, across in sheets:
        texts = printed(page, paper, across)
        assert all(len(text) > 200 for text in texts)
        assert all(f"{at} / {len(texts)}" in text for at, text in enumerate(texts, start=1))
        assert all("/toxicity?study=" in text for text in texts)
        whole = " ".join(texts)
        assert folded and all(head.split(",")[0].split("，")[0][:12] in whole for head in folded), (paper, across)


def test_a_long_session_keeps_as_many_elements_as_it_shows(page, server):
    page.goto(f"{server}/response?endpoint=overall&{VIEW}")
    settle(page, "")
    client = page.context.new_cdp_session(page)

    def kept():
        client.send("HeapProfiler.collectGarbage")
        return client.send("Memory.getDOMCounters")

    def clicks(times):
        for _ in range(times):
            for _ in range(2):
                page.get_by_role("button", name=re.compile("^Newly diagnosed ·")).click()
                still(page)

    clicks(2)
    first = kept()
    clicks(4)
    # There and back: the page of most elements. The client keeps the last markup that it has cleaned until it cleans some
    # other: the journal club has little of it.
    for name in ("Sources", "Journal club", "Response"):
        page.locator(".bar").get_by_role("link", name=name).click()
        expect(page).to_have_url(re.compile(f"/{name.lower().replace(' ', '-')}"))
        still(page)
    last = kept()
    assert last["nodes"] <= 1.5 * first["nodes"] and last["jsEventListeners"] <= 1.5 * first["jsEventListeners"]
    expect(drawing(page)).to_be_visible()


def bare(text):
    return re.sub(r"[\s-]", "", text)  # a hyphen at the end of a line is not kept in a PDF's text


def test_a_figure_stands_below_its_question_on_paper(page, server):
    page.goto(f"{server}/response?endpoint=overall&mutation=flt3-itd&setting=relapsed-refractory")
    settle(page, "")
    lines = page.evaluate(LINES)
    for media, across in (("null", False), ("null", True), ("print", True)):  # at last from a screen that looks like paper
        page.emulate_media(media=media)
        sheets = printed(page, "A4", across)
        # Its title and its first row.
        assert "Overall response as printed" in sheets[0] and "Ravandi 2013" in sheets[0], (media, across)
        # A piece of it has its axis too: across the paper it is cut in two.
        assert all("% of patients" in sheet for sheet in sheets[: 1 + across]), (media, across)
        [asked] = [sheet for sheet in sheets if "What kind of response was it?" in sheet]
        assert "Best response by category" in asked, (media, across)
        [head] = [sheet for sheet in sheets if "Response by category (" in sheet]
        assert "As printed" in head.split("Response by category (")[1], (media, across)  # what stands under the first row
        assert not any(re.search("^Copy", sheet, re.MULTILINE) for sheet in sheets)
        whole = bare("".join(sheets))
        assert lines and [line for line in lines if bare(line) not in whole] == [], (media, across)  # nothing beyond an edge
        assert page.locator(".pieces, .cut-upright, .cut-across").count() == 0


def test_the_page_of_a_study_has_no_blank_sheet_and_no_box_to_search_in(page, server):
    page.goto(f"{server}/study?study=ravandi-2013")
    still(page)
    for across in (False, True):
        assert all(len(text) > 200 for text in printed(page, "A4", across)), across
    page.emulate_media(media="print")
    expect(page.get_by_role("combobox")).to_have_count(0)  # the box in which studies are searched is for the screen
