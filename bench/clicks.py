"""From a click on a filter to the painted chart, in Chromium: the product, Dash, Plotly.react, the floor of the platform."""

import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from itertools import count, repeat
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

import plotly
from playwright.sync_api import Browser, Page, sync_playwright

from bench.forest import drawn
from bench.measured import Measured, milliseconds
from bench.served import Server, app, free_port, product, proxy, real_base, served
from evidence.vocabulary import MUTATION

CHROMIUM = "/usr/bin/chromium"
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
FILTER = "flt3-itd"
#: The pages whose first chart is measured; the first of them in all ways.
PAGES = ("response", "toxicity", "outcomes", "mobilisation")
#: Clicks in turns: so many rounds of so many clicks on each page; those of the first round are dropped.
ROUNDS, CLICKS = 6, 6
#: Milliseconds between two clicks, after the chart of the first is there.
PAUSE = 600
#: By how much a phone's processor is slower.
PHONE = 4
GOAL_DASH, GOAL_NEW, GOAL_REACT = 1.0, 1.3, 2.5
#: Values of a filter that, pressed in the order of a Gray code, give views that were not seen before, each with a chart.
VALUES = 6

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
_CHART = "#chart .infolayer"
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


@dataclass(frozen=True)
class Leg:
    """One page that is clicked in turns with others: what is clicked, one after the other, and the chart that follows."""

    page: Page
    clicks: Iterator[str]
    chart: str


def run() -> Iterator[Measured]:
    with real_base() as version, product() as ours, TemporaryDirectory() as folder, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        for page in PAGES:
            with _peers(browser, Path(folder), version, page) as peers:
                times = _in_turns({"product": _ours(browser, ours, page, repeat(FILTER)), **peers})
            yield from _compared(page, times, GOAL_DASH, GOAL_REACT)
        yield from _others(browser, ours, Path(folder), version)
        browser.close()


def _others(browser: Browser, ours: Server, folder: Path, version: str) -> Iterator[Measured]:
    """The first page in other ways: beside the platform's floor and behind a proxy, views not seen before, a phone."""
    page = PAGES[0]
    with app("bench/floor_app.py") as floor, proxy(ours) as proxied:
        times = _in_turns({
            "product": _ours(browser, ours, page, repeat(FILTER)),
            "product behind nginx": _ours(browser, proxied, page, repeat(FILTER)),
            "floor": _opened(browser, floor.address, repeat("document.getElementById('one')"), ".infolayer"),
        })  # fmt: skip
        yield from _all(page, times)
        yield Measured(f"{page}: floor / product", median(times["floor"]) / median(times["product"]), "×")
    with dash(page) as theirs:
        times = _in_turns({
            "product, new views": _ours(browser, ours, page, _gray()),
            "Dash, new views": _theirs(browser, theirs, _gray()),
        })  # fmt: skip
        yield from _all(page, times)
        new = median(times["product, new views"]) / median(times["Dash, new views"])
        yield Measured(f"{page}: product / Dash, new views", new, "×", GOAL_NEW)
    with _peers(browser, folder, version, page) as peers:
        legs = {"product": _ours(browser, ours, page, repeat(FILTER)), **peers}
        for leg in legs.values():
            leg.page.context.new_cdp_session(leg.page).send("Emulation.setCPUThrottlingRate", {"rate": PHONE})
        yield from _compared(f"{page}, a phone's processor", _in_turns(legs))


def _compared(page: str, times: dict[str, list[float]], dash_goal: float | None = None,
              react_goal: float | None = None) -> Iterator[Measured]:  # fmt: skip
    yield from _all(page, times)
    middle = {name: median(spent) for name, spent in times.items()}
    yield Measured(f"{page}: product / Dash", middle["product"] / middle["Dash"], "×", dash_goal)
    yield Measured(f"{page}: product / Plotly.react", middle["product"] / middle["Plotly.react"], "×", react_goal)


def _all(page: str, times: dict[str, list[float]]) -> Iterator[Measured]:
    for name, spent in times.items():
        yield from milliseconds(f"{page}: click to painted chart, {name}", spent)


@contextmanager
def _peers(browser: Browser, folder: Path, version: str, page: str) -> Iterator[dict[str, Leg]]:
    """The same figures by Dash, which makes them at each click, and by Plotly.react alone."""
    with dash(page) as theirs:
        bare = bare_page(folder, version, page)
        yield {
            "Dash": _theirs(browser, theirs, repeat(FILTER)),
            "Plotly.react": _opened(browser, bare, repeat("document.getElementById('one')"), _CHART),
        }


def dash(page: str):
    port = free_port()
    return served([sys.executable, "-m", "bench.dash_app", str(port), page], port, "/")


def bare_page(folder: Path, version: str, page: str) -> str:
    """A page with nothing but the two figures and Plotly's own script; gives its address."""
    script = Path(plotly.__file__).parent / "package_data" / "plotly.min.js"
    figures = ",".join(drawn(version, mutation, page).to_json() for mutation in ((), (FILTER,)))
    file = folder / f"{page}.html"
    file.write_text(_BARE.format(script=script.as_uri(), figures=figures), encoding="utf-8")
    return file.as_uri()


def _gray() -> Iterator[str]:
    """Values to press so that each press gives a view for the first time."""
    codes = list(MUTATION)[:VALUES]
    return (codes[((turn & -turn).bit_length() - 1) % VALUES] for turn in count(1))


def _ours(browser: Browser, server: Server, page: str, codes: Iterator[str]) -> Leg:
    button = "[...document.querySelectorAll('.filters button')].find((one) => one.textContent.startsWith('{} ·'))"
    clicks = (button.format(MUTATION[code].label) for code in codes)
    return _opened(browser, f"{server.address}/{page}", clicks, ".drawn .infolayer")


def _theirs(browser: Browser, server: Server, codes: Iterator[str]) -> Leg:
    places = list(MUTATION)
    clicks = (f"document.querySelectorAll('input')[{places.index(code)}]" for code in codes)
    return _opened(browser, server.address, clicks, "#forest .infolayer")


def _opened(browser: Browser, address: str, clicks: Iterator[str], chart: str) -> Leg:
    page = browser.new_context(viewport={"width": 1400, "height": 1000}).new_page()
    page.goto(address)
    page.wait_for_selector(chart, state="attached", timeout=60_000)
    page.wait_for_timeout(2000)
    return Leg(page, clicks, chart)


def _in_turns(legs: dict[str, Leg]) -> dict[str, list[float]]:
    """Milliseconds of each click; the pages are closed at the end, so that they cost the next ones nothing."""
    times: dict[str, list[float]] = {name: [] for name in legs}
    with ExitStack() as opened:
        for leg in legs.values():
            opened.callback(leg.page.context.close)
        for lap in range(ROUNDS):
            for name, leg in legs.items():
                leg.page.bring_to_front()
                for _ in range(CLICKS):
                    spent = leg.page.evaluate(_CLICK, [next(leg.clicks), leg.chart])
                    leg.page.wait_for_timeout(PAUSE)
                    times[name] += [spent] if lap else []
    return times
