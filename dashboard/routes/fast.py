"""What a press on a filter will show, before its run: the same kept bytes that the run sends, which it then finds made.

The browser asks with the view that it shows and what was pressed. Whatever is not as it should be is refused, and the
browser waits for the run, as it does where the answer is late.
"""

import gzip
import json

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from dashboard.chrome import controls, header, panels, sidebar
from dashboard.chrome.controls import settable
from dashboard.routes import api
from dashboard.routes.lanes import AHEAD
from dashboard.session.frame import Frame
from dashboard.session.kept import Kept
from dashboard.session.reading import of_page, press
from dashboard.site import PAGES
from evidence.selection import SHOWN

#: What the address says beside the view: what was pressed, as JSON, and whether the screen is a phone's.
PRESSED, NARROW = "pressed", "narrow"
#: A press is answered sooner than it would be packed tighter.
LEVEL = 1
#: Packed answers by all that decides them. Bounded in bytes.
KEPT: Kept[bytes] = Kept(32_000_000)


def answer(request: Request) -> Response:
    """A line for the filters, then one for whatever else shows the view, each what its component is sent by the run."""
    page = next((one for one in PAGES if one.name == request.path_params["page"] and one.at_once and one.sidebar), None)
    if page is None or not page.filters:
        return JSONResponse({"error": f"nothing is answered at once under {request.path_params['page'][:SHOWN]!r}"}, 404)
    reading = api.asked(request, page.name, (PRESSED, NARROW))
    if isinstance(reading, Response):
        return reading
    asked = api.given(request)
    try:
        pressed = json.loads(asked.get(PRESSED, [""])[0])
    except (ValueError, RecursionError):
        return JSONResponse({"error": "expected what was pressed as JSON: names of filters, each with its values"}, 400)
    here = of_page(press(of_page(reading), pressed, settable(page.name))).frame(asked.get(NARROW) == ["1"])
    headers = {"cache-control": "no-store", "content-encoding": "gzip",
               "x-data-version": here.version}  # fmt: skip
    return Response(KEPT.get(here.all_that_decides(), lambda: _packed(here)), media_type="text/plain", headers=headers)


def folded(request: Request) -> Response:
    """What is folded in a panel of a view, which its component asks for when it is opened."""
    page = next((one for one in PAGES if one.name == request.path_params["page"]), None)
    if page is None:
        return JSONResponse({"error": f"no page {request.path_params['page'][:SHOWN]!r}"}, 404)
    reading = api.asked(request, page.name, (NARROW,))
    if isinstance(reading, Response):
        return reading
    here = of_page(reading).frame(api.given(request).get(NARROW) == ["1"])
    panel = request.path_params["panel"]
    if (inside := panels.behind(here, page, panel)) is None:
        return JSONResponse({"error": f"nothing is folded in {panel[:SHOWN]!r} of this view"}, 404)
    headers = {"cache-control": "no-store", "x-data-version": here.version}
    return Response(inside, media_type="text/html", headers=headers)


def _packed(here: Frame) -> bytes:
    page = next(one for one in PAGES if one.name == here.page)
    around = (sidebar.sent(page, here), header.sent(here), controls.sent(page, here))
    lines = (*filter(None, around), *panels.sent(here, page.chosen(here.view)))
    return gzip.compress(b"\n".join(lines), LEVEL, mtime=0)


routes = [Route("/fast/{page}", AHEAD.of(answer)), Route("/fast/{page}/{panel}", AHEAD.of(folded))]
