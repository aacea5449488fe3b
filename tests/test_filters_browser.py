"""The filters in a browser: a press shows at once, none is lost, and long lists are searched by keyboard."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser import drawing, still

#: Drops what the page sends to the server while `window.deaf` is true.
DEAF = """(() => { const { send } = WebSocket.prototype;
  WebSocket.prototype.send = function (...told) {
    if (window.deaf) window.unheard = (window.unheard ?? 0) + 1; else send.apply(this, told); }; })()"""
#: Counts what changes in the panels.
WATCH = """() => { window.changes = 0;
  new MutationObserver((all) => { window.changes += all.length; })
    .observe(document.querySelector('.panel'), { childList: true, subtree: true, characterData: true }); }"""
#: Takes the first panel from the page, and all that the browser knows of it.
FORGET = """() => { const box = document.querySelector('.panel'), root = box.parentElement;
  delete root.panel; box.remove(); }"""
#: Counts the frames in which a figure that is still to be drawn anew can be seen as it was.
OVERTAKEN = """() => { window.overtaken = window.frames_seen = 0; const look = () => {
  const due = [...document.querySelectorAll('.drawn')].filter((one) => one.told);
  window.frames_seen += due.length;
  window.overtaken += due.filter((one) => one.querySelector('.main-svg')?.checkVisibility({ visibilityProperty: true })).length;
  requestAnimationFrame(look); }; look(); }"""
#: What the page holds of its run, while it is kept from hearing of a real one.
RUN = "(state) => { document.querySelector('[data-testid=stApp]').dataset.testScriptState = state; }"
#: A press that was shown ahead has left for its run.
LEFT = "() => window.unheard > 0"
#: Names, roles and states, as a screen reader hears them.
FILTER_TREE = """
- group "Mutation":
  - paragraph: Mutation
  - button /^FLT3-mutated/
  - button /^FLT3-ITD · \\d+/ [pressed]
"""
CHOICES_TREE = """
- text: Endpoint
- combobox "Endpoint":
  - option "Overall response as printed" [selected]
  - option "CR"
- button /^Rows. Whole cohorts/ [expanded]
- paragraph: Rows
- radiogroup "Rows":
  - radio "Whole cohorts" [checked]
  - radio "Arms"
"""
CHIPS_TREE = """
- text: Cohorts with
- button "FLT3-ITD ×"
- text: and
- button "Relapsed ×"
- button "Reset"
"""
PICKED_TREE = """
- group "Arms beside each other, up to four":
  - button /^Kantarjian 2017 \\(TOWER\\), blinatumomab.* ×/
  - combobox "Arms beside each other, up to four" [expanded]: perl 2019
  - listbox "Arms beside each other, up to four":
    - option /^Perl 2019/
"""
PRESS = "() => [...document.querySelectorAll('.filters [aria-pressed=false]:not([hidden])')].slice(0, 3).forEach((one) => one.click())"


def pressed(page):
    return page.locator(".filters .row [aria-pressed=true]")


def test_three_presses_at_once_are_all_taken_in(page, server):
    page.goto(f"{server}/response?endpoint=overall")
    still(page)
    page.evaluate(PRESS)
    expect(pressed(page)).to_have_count(3)
    for name in pressed(page).all_inner_texts():
        expect(page.locator(".st-key-chips")).to_contain_text(name.partition(" · ")[0])
    still(page)
    expect(pressed(page)).to_have_count(3)


def test_no_figure_of_another_view_is_seen_below_the_words_of_this_one(page, server):
    page.goto(f"{server}/outcomes?part=all")
    still(page)
    page.evaluate(OVERTAKEN)
    page.get_by_role("button", name=re.compile("^FLT3-ITD ·")).click()
    expect(page).to_have_url(re.compile("mutation=flt3-itd"))
    still(page)
    assert page.evaluate("() => window.frames_seen") > 0
    assert page.evaluate("() => window.overtaken") == 0


def test_a_press_that_is_lost_on_its_way_is_sent_again_and_what_was_shown_and_is_lost_is_asked_for(page, server):
    """The run then only names what the browser has shown before, and of the first panel it knows nothing any more."""
    page.add_init_script(DEAF)
    page.goto(f"{server}/response?endpoint=overall")
    still(page)
    page.evaluate("() => { window.deaf = true; }")
    page.get_by_role("button", name=re.compile("^FLT3-ITD ·")).click()
    expect(pressed(page)).to_have_count(1)
    page.wait_for_function(LEFT)
    questions = page.locator(".panel h3")
    expect(questions).to_have_count(2)
    page.evaluate(FORGET)
    expect(questions).to_have_count(1)
    page.evaluate("() => { window.deaf = false; }")
    expect(page).to_have_url(re.compile("mutation=flt3-itd"))
    expect(page.get_by_role("button", name="FLT3-ITD ×")).to_be_visible()
    expect(questions).to_have_count(2)
    expect(page.get_by_role("figure").first).to_have_accessible_name(re.compile("^How many patients responded"))


def test_a_press_shows_its_view_before_its_run_which_draws_nothing_again(page, server):
    page.add_init_script(DEAF)
    page.goto(f"{server}/response?endpoint=overall&study=borthakur-2020,ravandi-2013")
    still(page)
    expect(drawing(page)).to_contain_text("17/37")
    page.evaluate("() => { window.deaf = true; }")
    page.get_by_role("button", name=re.compile("^Plerixafor ·")).click()
    expect(drawing(page)).not_to_contain_text("17/37")
    expect(drawing(page)).to_contain_text("10/28")
    assert "drug=plerixafor" not in page.url
    page.evaluate(WATCH)
    page.evaluate("() => { window.deaf = false; }")
    expect(page).to_have_url(re.compile("drug=plerixafor"))
    still(page)
    expect(drawing(page)).to_contain_text("10/28")
    assert page.evaluate("() => window.changes") == 0


def test_a_press_goes_ahead_while_the_run_of_the_press_before_goes_on_and_not_while_another_does(page, server):
    page.add_init_script(DEAF)
    page.goto(f"{server}/response?endpoint=overall&study=borthakur-2020,ravandi-2013")
    still(page)
    page.evaluate("() => { window.deaf = true; }")
    page.get_by_role("button", name=re.compile("^Plerixafor ·")).click()
    expect(drawing(page)).not_to_contain_text("17/37")
    page.wait_for_function(LEFT)
    page.evaluate(RUN, "running")
    page.get_by_role("button", name=re.compile("^Sorafenib ·")).click()
    expect(drawing(page)).to_contain_text("17/37")
    assert "drug=" not in page.url
    page.locator("p.answer").first.click()
    asked = []
    page.on("request", lambda one: asked.append(one.url) if "/fast/" in one.url else None)
    page.get_by_role("button", name=re.compile("^Plerixafor ·")).press("Enter")  # numbers that come now move the buttons
    expect(pressed(page)).to_have_count(1)
    page.evaluate(RUN, "notRunning")
    page.evaluate("() => { window.deaf = false; }")
    expect(page).to_have_url(re.compile("drug=sorafenib"))
    expect(page).not_to_have_url(re.compile("plerixafor"))
    still(page)
    expect(drawing(page)).to_contain_text("17/37")
    assert asked == []


def test_a_chip_and_a_choice_show_their_view_with_its_name_before_their_run(page, server):
    page.add_init_script(DEAF)
    page.goto(f"{server}/response?endpoint=overall&study=borthakur-2020,ravandi-2013")
    still(page)
    page.evaluate("() => { window.deaf = true; }")
    page.get_by_role("button", name="Borthakur 2020 ×").click()
    expect(drawing(page)).not_to_contain_text("10/28")
    expect(page).to_have_title(re.compile("Ravandi 2013"))
    expect(page).not_to_have_title(re.compile("Borthakur 2020"))
    expect(page.locator(".chips")).not_to_contain_text("Borthakur 2020")
    page.get_by_role("button", name=re.compile("^Rows: Whole cohorts")).click()
    page.get_by_role("radio", name="Enrolled").click()
    expect(drawing(page)).to_contain_text("17/43")
    expect(page.get_by_role("button", name=re.compile("Denominator: Enrolled"))).to_be_visible()
    assert "denominator=printed" in page.url and "borthakur-2020" in page.url
    page.evaluate("() => { window.deaf = false; }")
    expect(page).to_have_url(re.compile("denominator=enrolled"))
    expect(page).not_to_have_url(re.compile("borthakur-2020"))
    still(page)
    expect(drawing(page)).to_contain_text("17/43")
    page.go_back()
    expect(page).to_have_url(re.compile("borthakur-2020"))
    expect(page.locator(".chips")).to_contain_text("Borthakur 2020")
    expect(drawing(page)).to_contain_text("10/28")


def test_a_choice_of_a_view_inside_another_page_goes_its_ordinary_way(page, server):
    page.goto(f"{server}/response?embed=true&endpoint=overall&study=ravandi-2013")
    still(page)
    page.get_by_role("button", name=re.compile("^Rows: Whole cohorts")).click()
    page.get_by_role("radio", name="Enrolled").click()
    expect(drawing(page)).to_contain_text("17/43")


def test_what_a_screen_reader_is_told_of_filters_choices_and_chips(page, server):
    page.goto(f"{server}/response?endpoint=overall&mutation=flt3-itd&setting=relapsed")
    still(page)
    page.get_by_role("button", name=re.compile("^Rows: Whole cohorts")).click()
    expect(page.locator(".filters .filter").first).to_match_aria_snapshot(FILTER_TREE)
    expect(page.locator(".choices")).to_match_aria_snapshot(CHOICES_TREE)
    expect(page.locator(".chips")).to_match_aria_snapshot(CHIPS_TREE)
    page.keyboard.press("Escape")
    expect(page.get_by_role("radiogroup", name="Rows", exact=True)).to_have_count(0)


def test_arms_are_picked_and_taken_out_by_keyboard_alone(page, server):
    page.goto(f"{server}/toxicity?arm=kantarjian-2017/blina-safety&lang=en")
    still(page)
    field = page.get_by_role("combobox", name="Arms beside each other")
    chips = page.locator(".choices .picker", has=field).get_by_role("button")
    field.focus()
    page.keyboard.type("perl 2019")
    first = page.get_by_role("listbox", name="Arms beside each other").get_by_role("option").first
    expect(first).to_have_text(re.compile("^Perl 2019"))  # no list of half the words
    expect(page.get_by_role("option", name=re.compile("^Kantarjian"))).to_have_count(0)
    expect(page.locator(".choices .picker", has=field)).to_match_aria_snapshot(PICKED_TREE)
    expect(field).to_have_attribute("aria-activedescendant", re.compile("picker"))
    page.keyboard.press("Enter")
    expect(chips).to_have_count(2)
    expect(page).to_have_url(re.compile("arm=kantarjian-2017%2Fblina-safety&arm=perl-2019"))
    still(page)
    expect(field).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.get_by_role("listbox")).to_have_count(0)
    page.keyboard.press("Shift+Tab")
    expect(chips.last).to_be_focused()
    page.keyboard.press("Enter")
    expect(chips).to_have_count(1)
    expect(chips).to_be_focused()
    expect(page).not_to_have_url(re.compile("arm=perl"))
    still(page)
    field.focus()
    page.keyboard.press("Backspace")
    expect(page).not_to_have_url(re.compile("arm="))
    still(page)
    page.keyboard.type("p")
    expect(first).to_have_text(re.compile("^(?!Perl 2019)"))
    # Faster than the list follows: the arm of the whole text is taken, not the first one of its beginning.
    page.keyboard.type("erl 2019")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("arm=perl-2019"))


@pytest.mark.parametrize("answer", [lambda route: route.fulfill(status=200, body="no answer"), lambda route: None])
def test_a_press_without_its_answer_goes_its_ordinary_way(page, server, answer):
    page.goto(f"{server}/response?endpoint=overall&study=borthakur-2020,ravandi-2013")
    still(page)
    page.route("**/fast/**", answer)
    page.get_by_role("button", name=re.compile("^Plerixafor ·")).click()
    expect(page).to_have_url(re.compile("drug=plerixafor"))
    still(page)
    expect(drawing(page)).to_contain_text("10/28")
    expect(drawing(page)).not_to_contain_text("17/37")


def test_a_long_list_is_searched_chosen_and_emptied_by_keyboard(page, server):
    page.goto(f"{server}/response?endpoint=overall")
    still(page)
    page.get_by_text("More filters").focus()
    page.keyboard.press("Enter")
    field = page.get_by_role("combobox", name="Drug")
    field.focus()
    page.keyboard.type("gilter")
    expect(page.get_by_role("option").first).to_have_text(re.compile("^Gilteritinib"))
    expect(page.get_by_role("option", name=re.compile("^Sorafenib"))).to_have_count(0)
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("drug=gilteritinib"))
    still(page)
    expect(field).to_be_focused()
    page.keyboard.press("Backspace")
    expect(page).not_to_have_url(re.compile("drug="))
    page.keyboard.press("Escape")
    expect(page.get_by_role("listbox")).to_have_count(0)
