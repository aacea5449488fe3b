"""What keeps a click fast is in force; how fast it is, `make bench` measures."""

import asyncio
import gc
import time

import pytest
from streamlit import config

from app import lifespan
from dashboard.pages import WITH_DATA

#: Seconds for one rerun of a page on the server; a healthy one takes a tenth of a second on a busy machine.
BOUND = 2


def test_no_full_garbage_collection_after_each_rerun():
    assert config.get_option("runner.postScriptGC") is False


def test_what_lives_as_long_as_the_server_is_out_of_the_collectors_sight(published):
    async def while_serving() -> int:
        async with lifespan(None):
            return gc.get_freeze_count()

    try:
        assert asyncio.run(while_serving()) > 100_000
    finally:
        gc.unfreeze()


@pytest.mark.parametrize("page", [page.name.replace("-", "_") for page in WITH_DATA])
def test_a_rerun_stays_under_a_generous_bound(open_page, page):
    app = open_page(page)
    app.query_params["mutation"] = "flt3-itd"
    began = time.perf_counter()
    app.run()
    assert time.perf_counter() - began < BOUND
    assert not app.exception
