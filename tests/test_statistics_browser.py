"""Pooling, appraisal, isotonic estimates and their folds in a real Chromium, wide and on a phone."""

import csv
import io
import re

import pytest
from playwright.sync_api import expect

from tests.browser import drawing, saved, settle, started
from tests.test_pooled_page import studies

POOLED = "disease=AML&setting=relapsed-refractory&endpoint=CR"


@pytest.fixture
def alike(evidence_of, tmp_path):
    """The address of a server on four invented cohorts that may be pooled; the base has no such four.

    A test asks for it before its page, so that the page is closed before the server ends.
    """
    evidence_of(*studies())
    with started(tmp_path / "said.txt") as (address, _):
        yield address


def test_pooling_is_off_then_chosen_and_goes_into_link_figure_table_and_csv_and_fits_its_screen(alike, page):
    page.goto(f"{alike}/response?{POOLED}")
    settle(page, "Largest: Delta 2001")
    expect(page).to_have_url(re.compile("pool=off"))
    expect(drawing(page)).not_to_contain_text("GLMM")
    page.get_by_role("button", name=re.compile("^Rows: Whole cohorts")).click()
    page.get_by_role("radio", name="Pooled, where allowed").click()
    settle(page, "Pooled at your request from")
    expect(page).to_have_url(re.compile("pool=on"))
    said = page.locator("p.answer").first.inner_text().replace("\u00a0", " ")
    cohorts, interval = re.search(r"from (\d+) cohorts.* GLMM \d+ % \((\d+\.\d to \d+\.\d)\)", said).groups()
    for words in ("Pooled here, not by the authors", "REML, modified Hartung-Knapp", f"k = {cohorts}", interval):
        expect(drawing(page)).to_contain_text(words)
    rows = list(
        csv.DictReader(io.StringIO(saved(page, "CSV", ".st-key-actions_response").path().read_text(encoding="utf-8-sig")))
    )
    glmm = next(row for row in rows if row["label"] == "Pooled, GLMM")
    assert (glmm["interval"], glmm["k"], glmm["printed"]) == (interval, cohorts, "computed here, not printed")
    for width in (1440, 390):
        fits(page, f"{alike}/response?{POOLED}&pool=on", width, "response", ["Pooled here", "GLMM", "k = "])


def test_incompatible_rows_are_refused_on_the_page(page, server):
    page.goto(f"{server}/response?endpoint=overall&mutation=flt3-itd&setting=relapsed-refractory&pool=on")
    settle(page, "Not pooled although asked for:")
    expect(page.get_by_text("Pooling was asked for and refused.")).to_be_visible()


def test_the_fold_teaches_and_its_lines_can_be_copied(page, server):
    page.goto(f"{server}/response?endpoint=overall&study=borthakur-2020&interval=wilson")
    settle(page, "Borthakur 2020")
    fold = page.locator("details", has_text="How was this computed").first
    fold.locator("summary").click()
    expect(fold).to_contain_text("x = 10, n = 28 (enrolled) gives 36 % (20.7 to 54.2)")
    expect(fold).to_contain_text("prop.test(10, 28, correct = FALSE)")


@pytest.mark.parametrize("width", [1440, 390])
@pytest.mark.parametrize(
    ("path", "panel", "words"),
    [
        ("sources?study=ravandi-2013,metzelder-2009", "appraisal", ["9 Where", "+", "−", "?"]),
        ("sources?study=stone-2017,xuan-2020", "appraisal-randomised", ["13 Fitting", "+", "−", "?"]),
        ("toxicity?study=crump-2010&show=dose&isotonic=boin", "dose-response", ["100", "2/12", "not by the authors"]),
    ],
)
def test_each_figure_fits_its_screen(page, server, width, path, panel, words):
    fits(page, f"{server}/{path}", width, panel, words)


def fits(page, address, width, panel, words):
    """A figure shows these words and none of its texts leaves it."""
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(address)
    settle(page, "")
    behind = page.locator(".panel", has=page.locator(f"#{panel}")).locator("details.whole > summary")
    if "sources?" in address:
        behind.click()
    figure = drawing(page, panel)
    for word in words:
        expect(figure).to_contain_text(word)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    box = figure.locator(".main-svg").first.bounding_box()
    edges = figure.locator("text").evaluate_all("all => all.map(t => t.getBoundingClientRect()).map(b => [b.left, b.right])")
    assert all(left >= box["x"] - 1 and right <= box["x"] + box["width"] + 1 for left, right in edges if right > left)
