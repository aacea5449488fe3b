"""What keeps a click fast is in force; how fast it is, `make bench` measures."""

import asyncio
import gc
import re
import time

import plotly.graph_objects as go
import pytest
import uvloop
from plotly.offline import get_plotlyjs_version
from streamlit import config
from uvicorn import Config

from app import lifespan
from dashboard.chrome import figures, served
from dashboard.meeting import presenter
from dashboard.painters.plotly import draw
from dashboard.session.reading import read
from dashboard.site import WITH_DATA
from dashboard.workers import staff

#: Seconds of a processor for one rerun of a page on the server; a healthy one takes a fifth of a second.
BOUND = 2
#: So many elements a page has at most, each a message of a click that changes it, and so many bytes its panels and filters.
ELEMENTS, BYTES = 12, 100_000
#: Sources and checks ends in a codebook.
LONGER = {"sources": (44, 200_000)}
#: What Plotly's basic script draws.
SMALL = {"scatter", "bar", "pie"}


def test_no_full_garbage_collection_after_each_rerun():
    assert config.get_option("runner.postScriptGC") is False


def test_what_lives_as_long_as_the_server_is_out_of_the_collectors_sight(published, monkeypatch):
    monkeypatch.setattr(staff, "dismiss", lambda: None)  # the workers of this process serve other tests

    async def while_serving() -> int:
        async with lifespan(None):
            return gc.get_freeze_count()

    gc.unfreeze()  # what the tests themselves have put away
    assert asyncio.run(while_serving()) > 100_000


def test_small_messages_leave_at_once():
    """uvicorn takes uvloop where it is installed; asyncio leaves Nagle's algorithm on for sockets that Streamlit binds."""
    assert Config(app="app:app").get_loop_factory() is uvloop.new_event_loop


@pytest.mark.parametrize("page", WITH_DATA, ids=lambda page: page.name)
def test_what_is_not_checked_on_each_click_is_valid_plotly_and_known_to_the_small_script(published, page):
    for panel in page.panels(read(page.name, {}).frame()):
        if panel.chart and panel.table.records:
            for narrow in (False, True):
                drawn = draw(panel.chart, narrow)
                go.Figure(drawn.to_dict())
                assert {trace.type for trace in drawn.data} <= SMALL


def test_the_script_in_the_browser_is_the_small_one_of_the_version_that_is_installed():
    script = served.PLOTLY.read_text()
    assert f"plotly.js (basic - minified) v{get_plotlyjs_version()}\n" in script[:200]
    assert all(words in script for words in figures.WORDS)
    assert "MIT License" in (served.PLOTLY.parent / "LICENSE").read_text()


@pytest.mark.parametrize("sheet", [served.STYLE, presenter.STYLE], ids=lambda sheet: sheet.name)
def test_no_rule_makes_a_change_anywhere_restyle_the_whole_page(sheet):
    """As one does whose subject is any element however deep, found by what it or another one has."""
    rules = re.sub(r"/\*.*?\*/", "", sheet.read_text(), flags=re.S)
    selectors = [one.strip() for rule in re.findall(r"([^{}]+)\{", rules) for one in rule.split(",")]
    assert [
        one for one in selectors if (":has(" in one and one.endswith("*")) or re.search(r"[^>+~ ] :has\([^()]*\)$", one)
    ] == []


@pytest.mark.parametrize("page", [page.name for page in WITH_DATA])
def test_a_rerun_stays_under_a_generous_bound(open_page, page):
    app = open_page(page)
    app.query_params["mutation"] = "flt3-itd"
    began = time.process_time()
    app.run()
    assert time.process_time() - began < BOUND
    assert not app.exception
    told = [len(one.proto.bytes) for one in app.get("bidi_component")]
    elements, size = LONGER.get(page, (ELEMENTS, BYTES))
    assert (len(list(app.main)) <= elements, sum(told) <= size) == (True, True), (len(list(app.main)), sum(told))
