"""The filters in a browser: a press shows at once, none is lost, and long lists are searched by keyboard."""

import re

from playwright.sync_api import expect

from tests.browser import still

#: Drops what the page sends to the server while `window.deaf` is true.
DEAF = """(() => { const { send } = WebSocket.prototype;
  WebSocket.prototype.send = function (...told) { if (!window.deaf) send.apply(this, told); }; })()"""
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


def test_a_press_that_is_lost_on_its_way_is_sent_again(page, server):
    page.add_init_script(DEAF)
    page.goto(f"{server}/response?endpoint=overall")
    still(page)
    page.evaluate("() => { window.deaf = true; }")
    page.get_by_role("button", name=re.compile("^FLT3-ITD ·")).click()
    expect(pressed(page)).to_have_count(1)
    page.evaluate("() => { window.deaf = false; }")
    expect(page).to_have_url(re.compile("mutation=flt3-itd"))
    expect(page.get_by_role("button", name="FLT3-ITD ×")).to_be_visible()


def test_a_long_list_is_searched_chosen_and_emptied_by_keyboard(page, server):
    page.goto(f"{server}/response?endpoint=overall")
    still(page)
    page.get_by_text("More filters").focus()
    page.keyboard.press("Enter")
    field = page.get_by_role("combobox", name="Drug")
    field.focus()
    page.keyboard.type("gilter")
    expect(page.get_by_role("option", name=re.compile("^Gilteritinib"))).to_be_visible()
    expect(page.get_by_role("option", name=re.compile("^Sorafenib"))).to_have_count(0)
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("drug=gilteritinib"))
    still(page)
    expect(field).to_be_focused()
    page.keyboard.press("Backspace")
    expect(page).not_to_have_url(re.compile("drug="))
    page.keyboard.press("Escape")
    expect(page.get_by_role("listbox")).to_have_count(0)
