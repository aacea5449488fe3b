"""A line that is blocked, slow, late or gone, in a real Chromium: said in the reader's words, and healed by itself."""

import os
import re
import signal
import time
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect

from tests.browser import PATIENCE, VIEW, drawing, kept, settle, started, still

#: Milliseconds within which the page must have said what is wrong: it does after two to five seconds of its own clock.
SOON = 30_000
BLOCKED = {"en": "does not let it through (WebSocket)", "zh": "未放行该连接（WebSocket）"}
LATE = {"en": "Waiting for the server since", "zh": "等待服务器"}
GONE = {"en": "The server does not answer since", "zh": "无应答"}


@pytest.fixture
def window(chromium):
    """A window whose console may complain: its line is cut."""
    context = chromium.new_context(viewport={"width": 1280, "height": 800})
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_blocked_line_is_said_and_the_data_links_work_without_it(window, server, language):
    window.route_web_socket("**/*", lambda socket: socket.close())
    window.goto(f"{server}/response?endpoint=overall&{VIEW}&lang={language}")
    line = window.locator("#line")
    expect(line).to_contain_text(BLOCKED[language], timeout=SOON)
    expect(line.locator("a")).to_have_count(4)
    for way in line.locator("a").all():
        href = way.get_attribute("href")
        answer = window.request.get(server + href)
        assert answer.ok and ("Borthakur" in answer.text() if ".csv" in href else len(answer.body()) > 5_000)
    assert "treamlit" not in window.inner_text("body")


def test_a_server_that_is_late_gone_and_back_is_said_with_the_time_of_what_is_seen_and_no_meeting_is_lost(
    chromium, published, tmp_path
):
    contexts = {language: chromium.new_context(viewport={"width": 1280, "height": 800}) for language in LATE}
    windows = {language: context.new_page() for language, context in contexts.items()}
    lines = {language: window.locator("#line") for language, window in windows.items()}
    with started(tmp_path / "said.txt") as (address, process):
        for language, window in windows.items():
            window.goto(f"{address}/response?endpoint=overall&{VIEW}&lang={language}")
            still(window)
            expect(lines[language]).to_be_empty()
            with kept(window):
                window.locator("[data-form=collect]").first.click()
            still(window)
        before = {language: window.url for language, window in windows.items()}
        os.kill(process.pid, signal.SIGSTOP)
        try:
            for language, window in windows.items():
                window.locator("[data-testid=stSidebar] [aria-pressed=false]").last.click()
                expect(lines[language]).to_contain_text(LATE[language], timeout=SOON)
                expect(lines[language]).to_contain_text(re.compile(r"\d?\d:\d\d:\d\d"))
        finally:
            os.kill(process.pid, signal.SIGCONT)
        for language, window in windows.items():
            expect(lines[language]).to_be_empty()
            expect(window).not_to_have_url(before[language])
        after, port = {language: window.url for language, window in windows.items()}, address.rpartition(":")[2]
        process.terminate()
        process.wait(PATIENCE)
        for language, window in windows.items():
            expect(lines[language]).to_contain_text(GONE[language], timeout=SOON)
            assert not window.get_by_role("dialog").count() and "treamlit" not in window.inner_text("body")
        with started(tmp_path / "again.txt", port):
            for language, window in windows.items():
                expect(lines[language]).to_be_empty()
                still(window)
                expect(window).to_have_url(after[language])
                window.goto(f"{address}/journal-club?club=my-meeting&lang={language}")
                expect(window.locator(".st-key-mine_0")).to_contain_text("Borthakur 2020")
    for context in contexts.values():
        context.close()


@pytest.mark.parametrize("lost", ["press", "answer"])
def test_a_press_whose_line_is_cut_is_taken_in_when_it_stands_again(window, server, lost):
    """Nothing of the press reaches the server, or nothing of its run the page; then the line ends."""
    lines, dropped, deaf = [], [], {"press": False, "answer": False}

    def passed(way, told, to):
        dropped.append(told) if deaf[way] else to.send(told)

    def routed(near):
        far = near.connect_to_server()
        near.on_message(lambda told: passed("press", told, far))
        far.on_message(lambda told: passed("answer", told, near))
        lines.append((near, far))

    window.route_web_socket("**/_stcore/stream", routed)
    window.goto(f"{server}/response?endpoint=overall&study=borthakur-2020,ravandi-2013")
    still(window)
    deaf[lost] = True
    window.get_by_role("button", name=re.compile("^Plerixafor ·")).click()
    expect(drawing(window)).not_to_contain_text("17/37")
    until = time.monotonic() + PATIENCE
    while not dropped and time.monotonic() < until:
        window.evaluate("() => new Promise(requestAnimationFrame)")
    assert dropped and "drug=" not in window.url
    deaf[lost] = False
    for end in lines[-1]:
        end.close()
    expect(window).to_have_url(re.compile("drug=plerixafor"))
    still(window)
    expect(window.locator("#line")).to_be_empty()
    expect(drawing(window)).to_contain_text("10/28")
    expect(drawing(window)).not_to_contain_text("17/37")
    expect(window.get_by_role("button", name=re.compile("^Plerixafor ·"), pressed=True)).to_be_visible()
    expect(window.locator(".chips")).to_contain_text("Plerixafor ×")
    rows = window.request.get(f"{server}/api/response.csv?{urlsplit(window.url).query}").text()
    assert "borthakur-2020" in rows and "ravandi-2013" not in rows


def test_a_slow_line_is_said_before_the_page_can_draw_anything(window, server):
    window.route(re.compile(r"/static/js/"), lambda route: None)
    window.goto(f"{server}/response?endpoint=overall&{VIEW}&lang=zh", wait_until="commit")
    expect(window.locator("#line")).to_contain_text("线路较慢", timeout=SOON)
    window.unroute_all(behavior="ignoreErrors")


@pytest.mark.parametrize("language", ["en", "zh"])
def test_without_scripts_the_page_says_question_answer_and_the_ways_to_the_data(chromium, server, language):
    context = chromium.new_context(java_script_enabled=False)
    plain = context.new_page()
    plain.goto(f"{server}/response?endpoint=overall&{VIEW}&lang={language}")
    text = plain.inner_text("body")
    assert "JavaScript" in text and "treamlit" not in text
    assert {"en": "How many patients responded?", "zh": "多少患者有应答？"}[language] in text
    assert plain.locator("a[href^='/api/response.csv']").count() == 1
    context.close()


def test_an_ordinary_visit_says_nothing_of_the_line(page, server):
    page.goto(f"{server}/response?endpoint=overall&{VIEW}")
    settle(page, "Borthakur 2020")
    expect(page.locator("#line")).to_be_empty()
