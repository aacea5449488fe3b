"""What a typed text finds, for the boxes of a view: hits of the search with their ways, values of a list to pick from."""

from collections.abc import Callable

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from dashboard.chrome import pickers, search
from dashboard.routes import api
from dashboard.routes.lanes import AHEAD
from dashboard.routes.openapi import parts
from dashboard.session.frame import Frame
from dashboard.session.reading import of_page
from dashboard.site import PAGES
from evidence.selection import SHOWN

#: What the address says beside the view: the text, and the kinds of which every hit is wanted.
TEXT, WHOLE = "text", "whole"
#: Letters that are read of a text.
LONGEST = 80


def hits(request: Request) -> Response:
    """Hits by their kinds, and what is said of them."""
    return _answered(request, lambda here, text, whole: search.answer(here, text, whole))


def values(request: Request) -> Response:
    """The values of a list that fit."""
    name = request.path_params["name"]
    if name not in pickers.LISTS:
        return JSONResponse({"error": f"no list {name[:SHOWN]!r}", "allowed": list(pickers.LISTS)}, 404)
    return _answered(request, lambda here, text, _: pickers.answer(here, name, text))


def _answered(request: Request, found: Callable[[Frame, str, list[str]], dict[str, object]]) -> Response:
    """What is found for the view and the text of a question."""
    page = next((one for one in PAGES if one.name == request.path_params["page"]), None)
    if page is None:
        return JSONResponse({"error": f"no page {request.path_params['page'][:SHOWN]!r}"}, 404)
    reading = api.asked(request, page.name, (TEXT, WHOLE))
    if isinstance(reading, Response):
        return reading
    query = parts(request.url.query)
    text, here = query.get(TEXT, [""])[0][:LONGEST], of_page(reading).frame()
    headers = {"cache-control": "no-store", "x-data-version": here.version}
    return JSONResponse(found(here, text, query.get(WHOLE, [])), headers=headers)


routes = [Route("/find/{page}", AHEAD.of(hits)), Route("/find/{page}/{name}", AHEAD.of(values))]
