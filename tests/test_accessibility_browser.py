"""Open to everybody: data in sight, rules of WCAG 2.2 AA, keyboard alone, 200 % zoom and a phone, less motion, paper."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from dashboard.site import PAGES, page_named
from evidence.language import languages
from tests.browser import VIEW, settle, still

#: What axe looks for; it describes what breaks a rule, and only counts the rules that hold, in less than half the time.
RULES = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "resultTypes": ["violations"],
}
#: A window of 1440 pixels at 200 %, a phone, and the narrowest that WCAG 1.4.10 asks for.
NARROWER = (720, 390, 320)

#: A setting and a transplant status that the page's cohorts have; what none has stands behind a button.
PILLS = {"mobilisation": ["Newly diagnosed"], "patients": ["Relapsed or refractory", "No prior transplant"]}
TOP = ["Overview", "Response", "Mobilisation", "Toxicity", "Outcomes", "Patients", "Study", "Sources", "Journal club",
       "Share", "简体中文"]  # fmt: skip
AWAY = ["Size of the picture", "PNG", "SVG", "Copy picture", "Slide", "Handout", "Copy link", "Add to meeting", "CSV"]
#: What a reader with a keyboard alone comes to, in this order, between the skip link and the first table.
WALK = {
    "overview": ["Relapsed or refractory AML", *AWAY],
    "compare": [
        "Mutation",
        "Setting",
        "Transplant status",
        "Disease",
        "Regimens",
        "Sorafenib against gilteritinib",
        "Slide",
        "Handout",
        "Copy link",
        "Add to meeting",
        "CSV",
        "All rows",
    ],
    "response": ["Endpoint", "Rows: Whole cohorts", *AWAY, "CR by cohort"],
    "mobilisation": [*AWAY],
    "toxicity": [
        "Side effects",
        "First rows",
        "Grade",
        "Organ class",
        "Rows: Whole cohorts",
        "Regimens with",
        "Arms beside each other, up to four",
        *AWAY,
    ],
    "outcomes": ["Survival", "First rows", "Times", "Rows: Whole cohorts", *AWAY],
    "patients": [*AWAY],
    "study": ["Study"],
    "sources": [*AWAY],
    "journal-club": ["Link to heading"],
}
#: The lower edge of the first row of data: of a table, or a mark of a figure.
FIRST = """() => Math.min(...[...document.querySelectorAll([
    'table tbody tr', '.scatterlayer .point', '.scatterlayer path', '.barlayer path', '.heatmaplayer image',
  ].map((one) => `[data-testid=stMain] ${one}`).join(', '))]
  .map((one) => one.getBoundingClientRect()).filter((box) => box.height && box.top > 0).map((box) => box.bottom))"""
#: The element that has the focus, its name, and whether something around it or on it shows the focus.
FOCUS = """() => {
  let one = document.activeElement;
  while (one.shadowRoot?.activeElement) one = one.shadowRoot.activeElement;
  const labelled = one.labels?.[0]?.innerText;
  const name = one.getAttribute('aria-label') || labelled || one.innerText || one.placeholder || '';
  const seen = (part) => { const style = getComputedStyle(part);
    return style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) > 0 || style.boxShadow !== 'none'; };
  const around = [one, one.parentElement, one.parentElement?.parentElement, one.closest('[data-baseweb]')].filter(Boolean);
  return { name: name.replace(/^keyboard_arrow_\\w+/, '').trim(), shown: around.some(seen), main: one.tagName === 'MAIN' };
}"""


@pytest.mark.parametrize("language", list(languages()))
@pytest.mark.parametrize("name", [one.name for one in PAGES])
def test_a_page_shows_its_data_breaks_no_rule_is_walked_by_keyboard_and_fits_every_width(page, server, name, language):
    """One visit for all that holds for every page; the order of its controls is the same in every language."""
    page.set_viewport_size({"width": 1280, "height": 720})
    page.goto(f"{server}/{name}?lang={language}")
    expect(page.locator("html")).to_have_attribute("lang", language)
    expect(page.locator("p.answer").first).to_be_visible()
    still(page)
    if page_named(name).filters:
        assert page.evaluate(FIRST) <= 720, "the first row of data is out of sight"
    found = Axe().run(page, options=RULES).response
    assert found["passes"]
    assert [(one["id"], one["nodes"][0]["html"]) for one in found["violations"]] == []
    figures = page.locator(".drawn")
    assert all(one.get_attribute("aria-label") or one.locator("[aria-label]").count() for one in figures.all())
    if language == "en":
        walks(page, name)
    for width in NARROWER:
        page.set_viewport_size({"width": width, "height": 800})
        still(page)
        assert page.evaluate("[document.documentElement, document.querySelector('[data-testid=stMain]')]"
                             ".every((one) => one.scrollWidth <= one.clientWidth)"), f"scrolls sideways at {width} px"  # fmt: skip


def walks(page, name):
    """A keyboard comes to every control in the order of the page, and each shows that it has the focus."""
    if "Slide" in WALK[name]:  # a link is reached once its address is there
        expect(page.get_by_role("link", name="Slide").first).to_be_visible()
    pills = PILLS.get(name, ["Newly diagnosed", "No prior transplant"])
    filters = ["Search", "FLT3-mutated", *pills, "More filters"] if name not in ("compare", "journal-club") else []
    expected = [*filters, *TOP, *WALK[name]]
    met, hidden = [], []
    while expected and len(met) < 120:
        page.keyboard.press("Tab")
        focus = page.evaluate(FOCUS)
        met.append(focus["name"].split("\n")[0])
        if not focus["shown"] and not focus["main"]:
            hidden.append(met[-1])
        if met[-1].startswith(expected[0]):
            expected.pop(0)
    assert expected == [], " | ".join(met)
    assert hidden == [], " | ".join(met)


def test_a_filter_and_a_choice_are_set_by_keyboard_alone(page, server):
    page.goto(f"{server}/response")
    settle(page, "CR")
    page.get_by_role("button", name=re.compile("^FLT3-mutated")).focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("mutation=flt3-itd"))
    still(page)
    page.get_by_role("button", name=re.compile("^Rows: Whole cohorts")).focus()
    page.keyboard.press("Enter")
    enrolled = page.get_by_role("radio", name="Enrolled")
    expect(enrolled).to_be_visible()
    enrolled.focus()
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("denominator=enrolled"))


def test_a_card_breaks_no_rule_and_nothing_moves_for_those_who_ask(page, server):
    page.emulate_media(reduced_motion="reduce")
    page.goto(f"{server}/response?endpoint=overall&{VIEW}&fact=borthakur-2020/all/response/ORR")
    expect(page.get_by_role("dialog")).to_contain_text("10/28 enrolled, 36 %")
    still(page)
    found = Axe().run(page, options=RULES).response
    assert [(one["id"], one["nodes"][0]["html"]) for one in found["violations"]] == []
    moving = page.evaluate(
        "[...document.querySelectorAll('*')].filter((one) => { const style = getComputedStyle(one);"
        " return parseFloat(style.transitionDuration) > 0.01 || parseFloat(style.animationDuration) > 0.01; }).length"
    )
    assert moving == 0


def test_paper_has_the_answer_the_figure_and_the_table_and_no_controls(page, server):
    page.goto(f"{server}/response?endpoint=overall&{VIEW}")
    settle(page, "Borthakur 2020: overall response")
    page.emulate_media(media="print")
    for kept in ("p.answer", ".st-key-figure_response", "table.evidence", ".st-key-chips"):
        expect(page.locator(kept).first).to_be_visible()
    for left_out in ("[data-testid=stSidebar]", ".bar nav", "[class*=st-key-actions]", "[class*=st-key-choices]"):
        expect(page.locator(left_out).first).to_be_hidden()
