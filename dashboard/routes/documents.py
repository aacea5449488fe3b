"""Routes of documents: slides and handout of a view, pictures of a panel where the server has a browser."""

from datetime import date

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from dashboard.documents import Nothing, Refused, Wish, club_of, first_drawn, made, panels_of
from dashboard.exports.parts import parts
from dashboard.exports.pictures import sized
from dashboard.painters.plotly.sizes import SIZES
from dashboard.routes import api
from dashboard.routes.lanes import DATA
from dashboard.routes.openapi import DOCUMENTS
from dashboard.session.naming import file_name
from dashboard.session.reading import of_page, pinned
from dashboard.site import PAGES
from dashboard.workers.crew import AGAIN, Busy, Crew, Failed
from dashboard.workers.staff import PAPERS, PICTURES, Gone, delivered
from evidence.database import folder
from evidence.language import speaking, spoken

#: Who makes each form.
CREWS: dict[str, Crew] = {"pptx": PAPERS, "pdf": PAPERS, "png": PICTURES, "svg": PICTURES}
#: Parts of an address that speak of the document and not of the view.
_OWN = ("panel", "size")
#: Forms that come in sizes.
_SIZED = ("png", "svg", "figure")
#: The answer that nobody is there to read, in the words of nginx.
_LEFT = 499


async def document(request: Request) -> Response:
    """A document, made by a crew; 503 where the queue is full, or the server lacks what it takes."""
    wish = await DATA.run(_wished, request)
    if isinstance(wish, Response):
        return wish
    try:
        body = await delivered(request, CREWS[wish.form], made, wish)
    except Busy as fault:
        return JSONResponse({"error": str(fault)}, 503, headers={"retry-after": str(AGAIN)})
    except Failed as fault:
        return JSONResponse({"error": f"{fault}; ask again, and if this stays, tell those who run this server"}, 503)
    except Gone:
        return Response(status_code=_LEFT)
    if isinstance(body, Refused):
        return JSONResponse({"error": body.why}, 503)
    return _nothing(wish, body.panels) if isinstance(body, Nothing) else _given(wish, body, DOCUMENTS[wish.form][0])


def figure(request: Request) -> Response:
    """The figure of one panel as the page's camera takes it: its data, its layout and how large."""
    wish = _wished(request)
    if isinstance(wish, Response):
        return wish
    found = parts(wish.reading, wish.site, wish.panel)
    drawn = first_drawn(found)
    return _given(wish, sized(drawn, wish.size), "application/json") if drawn else _nothing(wish, panels_of(wish))


def _wished(request: Request) -> Wish | Response:
    """What is asked for, or the error that says what is wrong and what is allowed."""
    page, form = request.path_params["page"], request.url.path.rpartition(".")[2]
    size = request.query_params.get("size", next(iter(SIZES)))
    if page not in [one.name for one in PAGES]:
        return api.unknown(request)
    if size not in SIZES:
        return JSONResponse({"error": f"no such size: {size[:40]}", "allowed": list(SIZES)}, 400)
    reading = api.asked(request, page, _OWN)
    if isinstance(reading, Response):
        return reading
    panel, here = "" if club_of(reading) else request.query_params.get("panel", ""), str(folder())
    size = size if form in _SIZED else ""
    return Wish(form, pinned(reading), spoken(), api.site(request), date.today(), here, panel, size)


def _nothing(wish: Wish, panels: tuple[str, ...]) -> Response:
    if wish.size and not panels:
        said = "this view draws no picture: take its slide (.pptx), its handout (.pdf) or its rows (.csv)"
        return JSONResponse({"error": said, "allowed": panels}, 404)
    return JSONResponse({"error": f"nothing to give under panel={wish.panel[:40]} of this view", "allowed": panels}, 404)


def _given(wish: Wish, body: bytes, media: str) -> Response:
    """A file, named after its view; of a panel only where the page has that panel, since else there is no body."""
    with speaking(wish.language):
        name = file_name(wish.reading.page, wish.panel, of_page(wish.reading).view, wish.reading.version)
    name = "-".join(part for part in (name, wish.size) if part)
    headers = {"content-disposition": f'attachment; filename="{name}.{wish.form}"', "x-data-version": wish.reading.version}
    return Response(body, media_type=media, headers=headers | {"cache-control": "no-cache"})


routes = [
    Route("/api/{page}.figure", DATA.of(figure)),
    *(Route(f"/api/{{page}}.{form}", document) for form in CREWS),
]
