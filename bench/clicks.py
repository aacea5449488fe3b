"""From a click on a filter to the painted chart, in Chromium: the product, Dash, and Plotly.react alone."""

import sys
from collections.abc import Iterator
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

import plotly
from playwright.sync_api import Browser, Page, sync_playwright

from bench.forest import drawn
from bench.measured import Measured, milliseconds
from bench.served import free_port, product, real_base, served

CHROMIUM = "/usr/bin/chromium"
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
FILTER = "flt3-itd"
#: Clicks in turns: so many rounds of so many clicks on each page; those of the first round are dropped.
ROUNDS, CLICKS = 6, 6
GOAL_DASH, GOAL_REACT = 1.0, 2.5

#: Milliseconds from the click to the first frame in which the chart holds the words of the other state.
_CLICK = """
async ([click, chart]) => {
  const words = () => { const found = document.querySelector(chart); return found ? found.textContent : ""; };
  const target = eval(click), before = words(), began = performance.now();
  target.click();
  return await new Promise((done, failed) => {
    const look = (now) => {
      const seen = words();
      if (seen && seen !== before) done(performance.now() - began);
      else if (now - began > 10000) failed(new Error("no other chart within 10 s"));
      else requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
  });
}
"""
_PILL = "[...document.querySelectorAll('.filters button')].find(b => b.textContent.startsWith('FLT3-ITD'))"
_BARE = """<!doctype html><meta charset="utf-8"><script src="{script}"></script>
<button id="one">other</button><div id="chart"></div>
<script>
const figures = [{figures}]; let shown = 0;
Plotly.newPlot("chart", figures[0].data, figures[0].layout, {{displayModeBar: false, responsive: true}});
document.getElementById("one").onclick = () => {{
  shown = 1 - shown;
  Plotly.react("chart", figures[shown].data, figures[shown].layout, {{displayModeBar: false, responsive: true}});
}};
</script>"""


def run() -> Iterator[Measured]:
    with real_base() as version, product() as ours, dash() as theirs, TemporaryDirectory() as folder:
        bare = bare_page(Path(folder), version)
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
            pages = {
                "product": _opened(browser, f"{ours.address}/response", _PILL, ".st-key-figure_response .infolayer"),
                "Dash": _opened(browser, theirs.address, "document.querySelectorAll('input')[0]", "#forest .infolayer"),
                "Plotly.react": _opened(browser, bare, "document.getElementById('one')", "#chart .infolayer"),
            }
            times = _in_turns(pages)
            browser.close()
    middle = {name: median(spent) for name, spent in times.items()}
    for name, spent in times.items():
        yield from milliseconds(f"click to painted chart, {name}", spent)
    yield Measured("product / Dash", middle["product"] / middle["Dash"], "×", GOAL_DASH)
    yield Measured("product / Plotly.react", middle["product"] / middle["Plotly.react"], "×", GOAL_REACT)


def dash():
    port = free_port()
    return served([sys.executable, "-m", "bench.dash_app", str(port)], port, "/")


def bare_page(folder: Path, version: str) -> str:
    """A page with nothing but the two figures and Plotly's own script; gives its address."""
    script = Path(plotly.__file__).parent / "package_data" / "plotly.min.js"
    figures = ",".join(drawn(version, mutation).to_json() for mutation in ((), (FILTER,)))
    page = folder / "bare.html"
    page.write_text(_BARE.format(script=script.as_uri(), figures=figures), encoding="utf-8")
    return page.as_uri()


def _opened(browser: Browser, address: str, click: str, chart: str) -> tuple[Page, list[str]]:
    page = browser.new_context(viewport={"width": 1400, "height": 1000}).new_page()
    page.goto(address)
    page.wait_for_selector(chart, state="attached", timeout=60_000)
    page.wait_for_timeout(2000)
    return page, [click, chart]


def _in_turns(pages: dict[str, tuple[Page, list[str]]]) -> dict[str, list[float]]:
    times: dict[str, list[float]] = {name: [] for name in pages}
    for lap in range(ROUNDS):
        for name, (page, how) in pages.items():
            page.bring_to_front()
            for _ in range(CLICKS):
                spent = page.evaluate(_CLICK, how)
                page.wait_for_timeout(600)
                times[name] += [spent] if lap else []
    return times
