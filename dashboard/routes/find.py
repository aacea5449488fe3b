"""What a typed text finds, for the search box of a view: each hit with the way to it."""

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from dashboard.chrome import search
from dashboard.routes import api
from dashboard.routes.lanes import AHEAD
from dashboard.routes.openapi import parts
from dashboard.session.reading import of_page
from dashboard.site import PAGES
from evidence.selection import SHOWN

#: What the address says beside the view: the text, and the kinds of which every hit is wanted.
TEXT, WHOLE = "text", "whole"
#: Letters that are read of a text.
LONGEST = 80


def answer(request: Request) -> Response:
    """Hits by their kinds, and what is said of them."""
    page = next((one for one in PAGES if one.name == request.path_params["page"]), None)
    if page is None:
        return JSONResponse({"error": f"no page {request.path_params['page'][:SHOWN]!r}"}, 404)
    reading = api.asked(request, page.name, (TEXT, WHOLE))
    if isinstance(reading, Response):
        return reading
    query = parts(request.url.query)
    text, here = query.get(TEXT, [""])[0][:LONGEST], of_page(reading).frame()
    headers = {"cache-control": "no-store", "x-data-version": here.version}
    return JSONResponse(search.answer(here, text, query.get(WHOLE, [])), headers=headers)


routes = [Route("/find/{page}", AHEAD.of(answer))]
