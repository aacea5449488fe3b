"""A study's way over the bench in Chromium: dropped, mapped, read by two, decided; by keyboard, and open to screen readers.

FILM=folder keeps a picture of every step.
"""

import os
import re
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from curate.folder import SETTING, Folder
from curate.lines import FIELDS
from tests.browser import PATIENCE, ROOT, _answers, _free
from tests.conftest import ALPHA
from tests.test_accessibility_browser import RULES
from tests.test_curate import ANSWERS
from tests.test_curate_bring import RECORD, SHEET

FILM = os.environ.get("FILM")
RUNNING = "[data-testid=stApp][data-test-script-state=running]"
#: So many lines of the invented study stand above its responses.
ABOVE = ALPHA[: ALPHA.index("\nresponse:")].count("\n  - ")
#: The field that has the keyboard, by the name that its part of the page has.
AT = """() => document.activeElement.closest('[class*="st-key-"]')?.className.match(/st-key-([^ ]+)/)?.[1] ?? ''"""


class Curator:
    """Somebody at the bench in a browser."""

    def __init__(self, page: Page, address: str, reader: str):
        self.page, self.address, self.reader, self.pictures = page, address, reader, 0

    def sits(self, step: str, study: str = "") -> None:
        self.page.goto(f"{self.address}/?me={self.reader}&step={step.replace(' ', '+')}&study={study}")
        expect(self.page.locator("h1")).to_be_visible()
        expect(self.page.locator(".st-key-focusing [data-testid=stSkeleton]")).to_have_count(0)
        self.rests()

    def rests(self) -> None:
        expect(self.page.locator(RUNNING)).to_have_count(0)

    def field(self, key: str):
        return self.page.locator(f".st-key-{re.sub('[^A-Za-z0-9_-]', '-', key)} input").first

    def types(self, key: str, value: str) -> None:
        self.field(key).fill(value)
        self.field(key).press("Tab")
        self.rests()

    def chooses(self, key: str, words: str) -> None:
        self.field(key).click()
        self.page.keyboard.type(words)
        expect(self.page.get_by_role("option").filter(has_text=words).first).to_be_visible()
        self.page.keyboard.press("Enter")
        self.rests()

    def presses(self, name: str) -> None:
        self.page.get_by_role("button", name=name).first.click()
        self.rests()

    def throws_away(self, draft: Path) -> None:
        """The draft is off the disk, so that the next visitor finds the study as it was."""
        self.presses("Throw the draft away")
        self._waits(lambda: not draft.exists(), lambda: f"{draft} was not thrown away")

    def reads(self, words: str) -> None:
        expect(self.page.get_by_text(words).filter(visible=True).first).to_be_visible()

    def holds(self, path: Path, words: str, line: int | None = None) -> None:
        """What was typed is on the disk, in one of its lines where that is said; and the page shows it."""
        self._waits(lambda: words in _part(path, line), lambda: f"{words!r} was not saved: {_part(path, line)}")

    def _waits(self, done: Callable[[], bool], otherwise: Callable[[], str]) -> None:
        begun = time.monotonic()
        while not done():
            assert time.monotonic() - begun < PATIENCE, otherwise()
            self.page.wait_for_timeout(100)
        self.rests()

    def shows(self, name: str) -> None:
        """No rule of WCAG is broken; a picture of it, if pictures are kept."""
        self.rests()
        found = Axe().run(self.page, options=RULES).response
        assert [(name, one["id"], one["nodes"][0]["html"]) for one in found["violations"]] == []
        if FILM:
            self.pictures += 1
            self.page.screenshot(path=f"{FILM}/{self.reader}-{self.pictures:02d}-{name}.png")


@pytest.fixture(scope="module")
def bench(tmp_path_factory) -> Iterator[tuple[str, Folder]]:
    """The address of a bench with a folder of its own."""
    folder = Folder(tmp_path_factory.mktemp("bench"))
    folder.studies.mkdir()
    folder.study("alpha-2001").write_text(ALPHA, encoding="utf-8")
    with serving(folder) as address:
        yield address, folder


class serving:
    """A bench on a free port, until the end of the block."""

    def __init__(self, folder: Folder):
        self.folder = folder

    def __enter__(self) -> str:
        port = _free()
        environment = os.environ | {SETTING: str(self.folder.data), "PORT": port}
        self.process = subprocess.Popen(
            [sys.executable, "-m", "curate"], cwd=ROOT, env=environment, stdout=subprocess.DEVNULL
        )
        begun = time.monotonic()
        while not _answers(f"http://127.0.0.1:{port}/_stcore/health"):
            assert self.process.poll() is None and time.monotonic() - begun < PATIENCE, "the bench did not start"
            time.sleep(0.2)
        return f"http://127.0.0.1:{port}"

    def __exit__(self, *_) -> None:
        self.process.terminate()
        self.process.wait(PATIENCE)


def filled_in(text: str) -> str:
    """What an editor does to the draft of the invented record: its blanks, and that every figure was looked at."""
    for old, new in {
        r"^label:.*": "label: Made 2020", r"^title:.*": "title: An invented trial", r"^disease:.*": "disease: AML",
        r"^phase:.*": 'phase: "2"', r"^year:.*": "year: 2020", r"seen: ,": "seen: 2026-11-28,",
        r"^regimen:.*": "regimen: {name: sorafenib, group: flt3, drugs: [sorafenib]}", r"readers: 0": "readers: once",
        r"id: drug-a,": "id: drug-a, role: experimental, regimen: {name: sorafenib, group: flt3, drugs: [sorafenib]},",
        r"id: placebo,": "id: placebo, role: control, regimen: {name: placebo, group: no-study-drug, drugs: [placebo]},",
        r"mutation: , setting: , transplant: ": "mutation: flt3-itd, setting: newly-diagnosed, transplant: none",
    }.items():  # fmt: skip
        text = re.sub(old, new, text, flags=re.MULTILINE)
    return text


def test_a_dropped_record_becomes_a_study(page, bench, tmp_path):
    address, folder = bench
    record = tmp_path / "made.json"
    record.write_bytes(RECORD)
    curator = Curator(page, address, "ab")
    curator.sits("Bring")
    page.locator("input[type=file]").set_input_files(record)
    curator.reads("rows become figures")
    curator.types("bring/made.json/called", "made-2020")
    curator.chooses("bring/made.json/1/domain", "Response")
    curator.chooses("bring/made.json/1/term/response", "ORR")
    curator.reads("Drafts: made-2020")
    curator.shows("mapped")
    curator.presses("Make the draft")
    curator.reads("Written to the drafts: made-2020")
    curator.sits("Read", "made-2020")
    curator.types("made-2020/label", "Made 2020")
    curator.reads("is blank")
    curator.holds(folder.draft("made-2020"), "label: Made 2020")
    curator.shows("blanks")
    curator.chooses("part", "Response")
    curator.reads("stands at Outcome 2")
    curator.presses("It stands there")
    draft = folder.draft("made-2020")
    curator.holds(draft, "readers: once")
    curator.shows("figures")
    draft.write_text(filled_in(draft.read_text()))
    curator.sits("Read", "made-2020")
    curator.presses("Put into the studies")
    curator.reads("made-2020 is among the studies")
    assert "term: ORR, events: 12, of: 40" in folder.study("made-2020").read_text()


def test_characters_selected_in_the_source_become_a_figure(page, bench):
    address, folder = bench
    folder.files.mkdir(parents=True, exist_ok=True)
    (folder.files / "alpha.txt").write_text("Table 2\nMLFS 1 of 10 (10%)\nNothing else\n")
    curator = Curator(page, address, "ab")
    curator.sits("Read", "alpha-2001")
    curator.chooses("source/alpha-2001/file", "alpha.txt")
    curator.chooses("part", "Response")
    page.keyboard.press("Escape")
    curator.presses("Add a line")
    expect(curator.field("alpha-2001/response/6/term")).to_be_focused()
    page.keyboard.type("MLFS")
    page.keyboard.press("Enter")
    expect(curator.field("alpha-2001/response/6/term")).to_have_value(re.compile("MLFS"))
    curator.holds(folder.draft("alpha-2001"), "term: MLFS")
    page.evaluate("""() => {
      const words = document.querySelectorAll('.source-lines li')[1].querySelector('span').firstChild;
      getSelection().setBaseAndExtent(words, 5, words, words.length);
      document.querySelector('.source-lines').dispatchEvent(new MouseEvent('mouseup', { bubbles: true }));
    }""")
    for said in ("events: 1, of: 10, percent: 10,", "at: line 2"):
        curator.holds(folder.draft("alpha-2001"), said)
    curator.reads("10 stands at line 2")
    line = folder.draft("alpha-2001").read_text().splitlines()[23]
    assert "term: MLFS, events: 1, of: 10, percent: 10," in line
    assert "printed: 1 of 10 (10%), at: line 2" in line
    expect(page.locator(".source-lines .here")).to_have_text("line 2 MLFS 1 of 10 (10%)")
    page.locator(".source-lines").focus()
    for key in ("ArrowDown", "ArrowRight", "ArrowRight", "Shift+ArrowRight", "Shift+ArrowRight"):
        page.keyboard.press(key)
    expect(page.locator(".source-words")).to_have_text("1 of 10")
    curator.shows("words")
    page.keyboard.press("Enter")
    curator.holds(folder.draft("alpha-2001"), "printed: 1 of 10, at: line 2")
    curator.throws_away(folder.draft("alpha-2001"))


def test_figures_are_filled_in_one_table_by_keyboard_alone(page, bench):
    """What is typed, and what is proposed for it, goes into its own line however fast the keys turn to another one."""
    address, folder = bench
    curator, draft = Curator(page, address, "kl"), folder.draft("alpha-2001")
    curator.sits("Read", "alpha-2001")
    curator.chooses("part", "Response")
    page.keyboard.press("Escape")
    table = page.get_by_role("grid")
    expect(table.locator("tbody tr")).to_have_count(6)
    table.focus()
    for key in ("ArrowDown", "ArrowDown", "Enter"):
        page.keyboard.press(key)
    expect(curator.field("alpha-2001/response/2/term")).to_be_focused()
    expect(page.locator("#field-meaning")).to_contain_text("Type a few letters of the term")
    page.keyboard.type("CRp")
    page.keyboard.press("Enter")
    curator.holds(draft, "term: CRp,", ABOVE + 2)
    for at, term in ((6, "MLFS"), (7, "CRi")):
        page.keyboard.press("Control+Enter")
        expect(curator.field(f"alpha-2001/response/{at}/term")).to_be_focused()
        page.keyboard.type(term)
        page.keyboard.press("Enter")
        curator.holds(draft, f"term: {term}", ABOVE + at)
    _tab_to(page, "-7-printed")
    page.keyboard.type("2 of 10 (20%)")
    page.keyboard.press("Control+ArrowUp")
    page.keyboard.type("9", delay=5)
    expect(curator.field("alpha-2001/response/6/printed")).to_be_focused()
    page.keyboard.press("Control+A")
    page.keyboard.type("1 of 10 (10%)")
    page.keyboard.press("Control+ArrowDown")
    expect(curator.field("alpha-2001/response/7/printed")).to_be_focused()
    for at, said in ((6, "events: 1, of: 10, percent: 10,"), (7, "events: 2, of: 10, percent: 20,")):
        curator.holds(draft, said, ABOVE + at)
        curator.holds(draft, f"printed: {at - 5} of 10 ({at - 5}0%)", ABOVE + at)
    expect(table.locator("tbody tr").nth(6)).to_contain_text("1/10, 10 %")
    expect(curator.field("alpha-2001/response/7/printed")).to_have_value("2 of 10 (20%)")
    curator.shows("table")
    curator.throws_away(draft)


def test_a_line_of_any_other_list_is_filled_in_by_keyboard_alone(page, bench):
    address, folder = bench
    curator, draft = Curator(page, address, "mn"), folder.draft("alpha-2001")
    curator.sits("Read", "alpha-2001")
    for name, field in {"patients": "treated", "discrepancies": "topic", "appraisal": "reason"}.items():
        curator.chooses("part", name.capitalize())
        page.keyboard.press("Escape")
        expect(page.locator(".st-key-add button")).to_be_visible()
        curator.rests()
        page.keyboard.press("Control+Enter")
        expect(curator.field(f"alpha-2001/{name}/0/{FIELDS[name][0]}")).to_be_focused()
        curator.shows(f"{name}-blank")
        for one in FIELDS[name]:
            _tab_to(page, f"-0-{one}")
            if one == field:
                page.keyboard.type("As typed")
        _walk_to(page, "Delete")
        curator.holds(draft, "As typed")
        page.keyboard.press("Enter")
        expect(page.get_by_role("grid")).to_have_count(0)
        curator.rests()
    curator.throws_away(draft)


def test_a_sheet_is_mapped_by_keyboard_alone(page, bench, tmp_path):
    address, folder = bench
    (tmp_path / "review.csv").write_bytes(SHEET)
    curator, map_ = Curator(page, address, "op"), folder.drafts / "review.map.yaml"
    curator.sits("Bring")
    page.locator("input[type=file]").set_input_files(tmp_path / "review.csv")
    expect(curator.field("bring/review.csv/1/column/C")).to_be_visible()
    page.keyboard.press("Tab")
    for field, words, said in (
        ("column-C", "events", "events: CR, of: N"),
        ("figure-0-domain", "Response", "domain: response"),
        ("figure-0-term-response", "CR", "term: CR, events: CR, of: N"),
        ("itself-citation", "Review A. Invented J 2003", "citation: Review A"),
        ("itself-not", "NR", "not_reported: [NR]"),
    ):
        _tab_to(page, field)
        page.keyboard.type(words)
        if not field.startswith("itself"):
            expect(page.get_by_role("option").filter(has_text=words).first).to_be_visible()
        page.keyboard.press("Enter")
        curator.holds(map_, said)
    page.keyboard.press("Escape")
    curator.reads("1 rows become figures")
    curator.shows("sheet")
    _walk_to(page, "Make the draft")
    page.keyboard.press("Enter")
    curator.reads("Written to the drafts: smith-2001")


def test_a_study_is_read_blind_and_decided_by_keyboard_alone(page, bench):
    address, folder = bench
    study = folder.study("alpha-2001")
    second = Curator(page, address, "cd")
    second.sits("Read blind", "alpha-2001")
    _walk_to(page, "Begin")
    page.keyboard.press("Enter")
    second.reads("0 of 8 lines are answered")
    second.shows("blank")
    second.field("blind/alpha-2001.cd/0/printed").focus()
    form = folder.form("alpha-2001", "cd")
    for at, (events, of, printed) in enumerate(ANSWERS):
        if at == 6:
            page.keyboard.press("Control+Enter")
        expect(second.field(f"blind/alpha-2001.cd/{at}/printed")).to_be_focused()
        page.keyboard.type(printed)
        page.keyboard.press("Tab")
        expect(second.field(f"blind/alpha-2001.cd/{at}/events")).to_have_value(events)
        second.holds(form, f"events: {events}", at)
        if second.field(f"blind/alpha-2001.cd/{at}/of").input_value() != of:
            _tab_to(page, f"-{at}-of")
            page.keyboard.type(of)
            page.keyboard.press("Tab")
        second.holds(form, f"of: {of}", at)
        if at not in (5, 7):
            _tab_to(page, f"-{at + 1}-printed")
    second.reads("8 of 8 lines are answered")
    second.shows("answered")
    third = Curator(page, address, "ef")
    third.sits("Decide", "alpha-2001")
    third.types("decide/first", "ab")
    _walk_to(page, "Compare")
    page.keyboard.press("Enter")
    third.reads("7 agree and are taken, 1 differ")
    third.shows("differ")
    third.field("decide/all/response/CR/take").focus()
    page.keyboard.press("Space")
    page.keyboard.press("ArrowRight")
    expect(page.get_by_role("radio", name="cd", exact=True)).to_be_checked()
    third.field("decide/all/response/CR/why").focus()
    page.keyboard.type("Table 2 prints 3")
    page.keyboard.press("Tab")
    third.rests()
    _walk_to(page, "Decide")
    page.keyboard.press("Enter")
    third.reads("Decided by ef")
    third.shows("decided")
    assert "term: CR, events: 3, of: 10" in study.read_text() and study.read_text().count("readers: twice") == 8


def test_a_number_typed_fast_is_the_number_that_is_saved(page, bench):
    """A proposal comes before, while and after somebody types in its field; what was typed stands, and nothing beside it."""
    address, folder = bench
    reader = Curator(page, address, "gh")
    reader.sits("Read blind", "alpha-2001")
    reader.presses("Begin")
    reader.reads("0 of 8 lines are answered")
    form = folder.form("alpha-2001", "gh")
    for at in range(6):
        reader.field(f"blind/alpha-2001.gh/{at}/printed").focus()
        page.keyboard.type("2 (20%)")
        page.keyboard.press("Tab")
        page.wait_for_timeout(at * at * 20)
        page.keyboard.type("7", delay=at * 20)
        page.keyboard.press("Tab")
        page.keyboard.type("13")
        page.keyboard.press("Tab")
    for at in range(6):
        reader.holds(form, "percent: 20", at)
        reader.holds(form, "of: 13", at)
        reader.holds(form, "events: 7,", at)
        for field, value in {"printed": "2 (20%)", "events": "7", "of": "13", "percent": "20"}.items():
            expect(reader.field(f"blind/alpha-2001.gh/{at}/{field}")).to_have_value(value)


def test_a_value_that_comes_to_the_field_at_hand_is_typed_over(page, bench):
    address, folder = bench
    reader = Curator(page, address, "ij")
    reader.sits("Read blind", "alpha-2001")
    reader.presses("Begin")
    reader.field("blind/alpha-2001.ij/0/printed").focus()
    page.keyboard.type("2")
    page.keyboard.press("Tab")
    expect(reader.field("blind/alpha-2001.ij/0/events")).to_have_value("2")
    reader.holds(folder.form("alpha-2001", "ij"), "events: 2,", 0)
    page.keyboard.type("34")
    page.keyboard.press("Tab")
    reader.holds(folder.form("alpha-2001", "ij"), "events: 34,", 0)
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Control+Shift+Z")
    expect(reader.field("blind/alpha-2001.ij/0/events")).to_have_value("2")
    page.keyboard.type("5")
    page.keyboard.press("Tab")
    reader.holds(folder.form("alpha-2001", "ij"), "events: 5,", 0)


def _part(path: Path, line: int | None) -> str:
    text = path.read_text(encoding="utf-8") if path.exists() else ""
    lines = [one for one in text.splitlines() if one.startswith("  - ")]
    return text if line is None else "".join(lines[line : line + 1])


def _tab_to(page: Page, ending: str) -> None:
    """Go on with the Tab key until a field has the keyboard."""
    for _ in range(60):
        if page.evaluate(AT).endswith(ending):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"no way to {ending!r} with the Tab key")


def _walk_to(page: Page, button: str) -> None:
    """Go on with the Tab key until a button of that name, which can be pressed by then, has the keyboard."""
    expect(page.locator("button:enabled", has_text=re.compile(f"^{button}$")).first).to_be_visible()
    for _ in range(60):
        if page.evaluate("document.activeElement.tagName === 'BUTTON' && document.activeElement.innerText.trim()") == button:
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"no way to {button!r} with the Tab key")


def test_a_killed_browser_loses_nothing(chromium, bench):
    address, _ = bench
    first = chromium.new_context()
    curator = Curator(first.new_page(), address, "ab")
    curator.sits("Read", "alpha-2001")
    curator.types("alpha-2001/title", "Changed")
    curator.reads("Saved as a draft")
    first.close()
    again = chromium.new_context()
    curator = Curator(again.new_page(), address, "ab")
    curator.sits("Read", "alpha-2001")
    expect(curator.field("alpha-2001/title")).to_have_value("Changed")
    curator.presses("Undo")
    expect(curator.field("alpha-2001/title")).to_have_value("An invented dose escalation")
    again.close()
