"""Routes of documents: slides and handout of a view, pictures of a panel where the server has a browser."""

from collections.abc import Callable
from datetime import date
from functools import partial

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from dashboard.exports.parts import Part, parts
from dashboard.exports.pictures import NoBrowser, picture, sized
from dashboard.meeting import documents as meetings
from dashboard.painters.fonts import NoFont
from dashboard.painters.plotly.sizes import SIZES
from dashboard.painters.pptx.deck import PPTX, deck
from dashboard.painters.typst import handout
from dashboard.routes import api
from dashboard.routes.openapi import DOCUMENTS
from dashboard.session.reading import Reading
from dashboard.site import PAGES, page_named
from evidence.clubs import Club, clubs
from evidence.questions.studies.numbers import study_labels
from evidence.selection import CLUBS
from evidence.wording.selection import selection

PICTURES = {form: DOCUMENTS[form][0] for form in ("png", "svg")}
#: Parts of an address that speak of the document and not of the view.
_OWN = ("panel", "size")


def slides(request: Request) -> Response:
    def made(reading: Reading, found: list[Part]) -> bytes:
        club = _club(reading)
        return meetings.slides(club, reading.version, api.site(request)) if club else deck(found, date.today())

    return _answer(request, "pptx", PPTX, made)


def paper(request: Request) -> Response:
    def made(reading: Reading, found: list[Part]) -> bytes:
        if club := _club(reading):
            return meetings.paper(club, reading.version, api.site(request))
        lines = [selection(reading.view, study_labels(reading.version))]
        return handout(found, date.today(), page_named(reading.page).title, lines, found[0].link)

    return _answer(request, "pdf", DOCUMENTS["pdf"][0], made)


def _club(reading: Reading) -> Club | None:
    """The whole meeting, where a link opens one."""
    return clubs().get(reading.view.club) if reading.page == CLUBS else None


def image(request: Request, form: str) -> Response:
    """One panel as a picture; the page's own buttons need no browser on the server."""
    return _drawn(request, form, PICTURES[form], lambda part, size: picture(part, size, form))


def figure(request: Request) -> Response:
    """The figure of one panel as the page's camera takes it: its data, its layout and how large."""
    return _drawn(request, "figure", "application/json", sized)


def _drawn(request: Request, form: str, media: str, make: Callable[[Part, str], bytes]) -> Response:
    """The first panel asked for that draws something, at the size asked for."""
    size = request.query_params.get("size", next(iter(SIZES)))
    if size not in SIZES:
        return JSONResponse({"error": f"no such size: {size[:40]}", "allowed": list(SIZES)}, 400)

    def made(_: Reading, found: list[Part]) -> bytes | None:
        drawn = next((part for part in found if part.panel.figure and part.panel.table.records), None)
        return drawn and make(drawn, size)

    return _answer(request, form, media, made)


def _answer(request: Request, form: str, media: str, make: Callable[[Reading, list[Part]], bytes | None]) -> Response:
    """503 where the server lacks what it takes to draw."""
    page = request.path_params["page"]
    if page not in [one.name for one in PAGES]:
        return api.unknown(request)
    reading = api.asked(request, page, _OWN)
    if isinstance(reading, Response):
        return reading
    panel = request.query_params.get("panel", "")
    found = parts(reading, api.site(request), panel)
    try:
        body = make(reading, found) if found or _club(reading) else None
    except (NoBrowser, NoFont) as fault:
        return JSONResponse({"error": str(fault)}, 503)
    if body is None:
        names = [one.name for one in page_named(page).panels(reading.frame()) if one.table]
        return JSONResponse({"error": f"nothing to give under panel={panel[:40]} of this view", "allowed": names}, 404)
    name = "-".join(["leukaemia-evidence", panel if found and panel else page, reading.version[:8]])
    headers = {"content-disposition": f'attachment; filename="{name}.{form}"', "x-data-version": reading.version}
    return Response(body, media_type=media, headers=headers | {"cache-control": "no-cache"})


routes = [
    Route("/api/{page}.pptx", slides),
    Route("/api/{page}.pdf", paper),
    Route("/api/{page}.figure", figure),
    *(Route(f"/api/{{page}}.{form}", partial(image, form=form)) for form in PICTURES),
]
