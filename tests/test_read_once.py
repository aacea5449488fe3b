"""A query string is taken apart and read once for a request, whatever way it comes in."""

import pytest
import starlette.datastructures
from starlette.applications import Starlette
from starlette.testclient import TestClient

import dashboard.routes.openapi
from dashboard.routes import api, changes, documents, fast, index
from dashboard.session import reading

QUERY = "mutation=flt3-itd&setting=relapsed-refractory"
WAYS = (
    f"/response?{QUERY}",
    f"/preview/response?{QUERY}",
    f"/api/response.json?{QUERY}",
    f"/api/response.csv?{QUERY}&table=response",
    f"/api/response.figure?{QUERY}&panel=response&size=slide",
    f"/api/changes.json?page=response&{QUERY}",
    f"/fast/response?{QUERY}&pressed=%7B%7D&narrow=1",
    f"/fast/response/response?{QUERY}&narrow=0",
)


@pytest.fixture
def counted(monkeypatch):
    """How often a text is taken apart, and how often what it says is read."""
    found = {"text": 0, "view": 0}

    def count(module, name, what):
        own = getattr(module, name)

        def called(*given, **more):
            found[what] += 1
            return own(*given, **more)

        monkeypatch.setattr(module, name, called)

    count(starlette.datastructures, "parse_qsl", "text")
    count(dashboard.routes.openapi, "parse_qs", "text")
    count(reading, "mend", "view")
    return found


@pytest.mark.parametrize("way", WAYS)
def test_a_request_is_read_once(published, counted, way):
    routes = [*index.routes, *fast.routes, *documents.routes, *changes.routes, *api.routes]
    answer = TestClient(Starlette(routes=routes)).get(way)
    assert answer.status_code == 200, answer.text[:300]
    assert counted == {"text": 1, "view": 1}


def test_a_run_of_a_page_reads_its_link_once_and_another_run_not_again(open_page, counted):
    app = open_page("response", mutation="flt3-itd", setting="relapsed-refractory")
    assert counted["view"] == 1
    app.run()
    assert counted["view"] == 1
