"""What the server writes down: enough to see how it does, nothing of who asked or what for."""

import io
import json
import logging
import sys
import time

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware

from dashboard.chrome import faults
from dashboard.routes import api, health, logs
from tests.serving import get, serving


@pytest.fixture
def lines(monkeypatch):
    """The log switched on for this test; gives what was written of answers, runs and faults, once it is so many lines.

    An answer is written down after it has been given: whoever has it may be there before its line.
    """
    kept = {name: (one.handlers, one.propagate, one.level) for name, one in logging.root.manager.loggerDict.items()
            if isinstance(one, logging.Logger)}  # fmt: skip
    root = logging.root.handlers, logging.root.level
    monkeypatch.setenv(logs.SETTING, "json")
    logs.switch_on()
    (handler,) = logging.root.handlers
    written = io.StringIO()
    assert handler.setStream(written) is sys.stderr

    def told(least: int) -> list[dict]:
        ends = time.monotonic() + 20
        while True:
            found = [json.loads(line) for line in written.getvalue().splitlines()]
            found = [line for line in found if line["event"] != "Exception in ASGI application"]
            if len(found) >= least or time.monotonic() > ends:
                return found
            time.sleep(0.02)

    yield told
    logging.root.handlers, logging.root.level = root
    for name, (handlers, propagate, level) in kept.items():
        one = logging.getLogger(name)
        one.handlers, one.propagate, one.level = handlers, propagate, level


@pytest.fixture
def site(alpha):
    routes = [*health.routes, *api.routes, *api.rest]
    with serving(
        Starlette(routes=routes, middleware=[Middleware(logs.Answers)], exception_handlers=faults.HANDLERS)
    ) as found:
        yield found


def test_an_answer_is_one_line_with_page_version_time_and_status_but_no_value_of_the_query(site, alpha, lines):
    get(f"{site}/api/response.csv?setting=relapsed&data=current&patient=Jane+Doe")
    get(f"{site}/api/response.csv?setting=relapsed&data=current")
    get(f"{site}/api/health")
    refused, given, health_asked = lines(3)
    assert given.pop("milliseconds") >= 0 and given.pop("time").endswith("+00:00")
    assert given == {"level": "info", "event": "answer", "page": "response", "form": "csv", "status": 200, "version": alpha,
                     "names": ["data", "setting"]}  # fmt: skip
    assert refused["status"] == 400 and "Jane" not in str(refused) and "patient" not in str(refused)
    assert (health_asked["form"], health_asked["status"]) == ("health", 200)


def test_a_fault_says_its_kind_and_place_and_no_value(site, lines, monkeypatch):
    def fail(*_, **__):
        raise ValueError("Jane Doe")

    monkeypatch.setattr(api, "_made", fail)
    assert get(f"{site}/api/response.csv")[0] == 500
    answer, fault = lines(2)
    assert fault["level"] == "error" and fault["fault"] == "ValueError" and any("fail" in place for place in fault["at"])
    assert answer["status"] == 500 and "Jane" not in str([fault, answer])


def test_a_run_of_a_page_is_one_line_too(open_page, published, lines):
    open_page("response", mutation="flt3-itd")
    run = [line for line in lines(1) if line["event"] == "run"][-1]
    assert run["page"] == "response" and run["version"] == published and run["status"] == "finished"
    assert run["names"] == ["mutation"] and "flt3" not in str(run) and run["milliseconds"] > 0


def test_without_the_setting_nothing_is_noted_and_an_unknown_one_is_refused(site, monkeypatch, capsys):
    monkeypatch.delenv(logs.SETTING, raising=False)
    logs.switch_on()
    get(f"{site}/api/response.csv")
    assert "answer" not in capsys.readouterr().err
    monkeypatch.setenv(logs.SETTING, "xml")
    with pytest.raises(SystemExit, match="expected json"):
        logs.switch_on()
