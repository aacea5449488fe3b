"""The HTML that the browser loads for a page: Streamlit's own, told where its server is and what the view says.

Without the first, the client looks for a server below the page's own path and logs two failed requests; without
the second, a link in a mail is an address and nothing else.
"""

import logging
from functools import cache
from html import escape
from pathlib import Path
from urllib.parse import urlencode

import streamlit
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response
from starlette.routing import Route

from dashboard.routes import preview
from dashboard.routes.api import site
from dashboard.routes.openapi import parts
from dashboard.session.reading import CUT, Reading, read
from dashboard.session.short import address_of
from dashboard.session.viewport import STYLE
from dashboard.site import PAGES
from evidence.database import NoEvidence
from evidence.language import languages, mark, say, speak, speaking, spoken
from evidence.selection import language, names

LOG = logging.getLogger(__name__)
_HERE = '<script>window.__streamlit = {BACKEND_BASE_URL: window.location.origin + "/"}</script>'
#: Streamlit drops the whole query string beyond 1,000 parts: what no page knows is taken off before that.
PARTS = 400


@cache
def _html() -> str:
    index = Path(streamlit.__file__).parent / "static" / "index.html"
    return index.read_text(encoding="utf-8").replace("<head>", f"<head>{_HERE}{STYLE}", 1)


def index(request: Request) -> Response:
    """A page of the dashboard, with what it says for mail and chat; a link that is far too long is shortened first."""
    query = parts(request.url.query)
    count = sum(len(values) for values in query.values())
    if count > PARTS:
        return RedirectResponse(f"{request.url.path}?{_shortened(query, count)}")
    tags = _tags(request)
    html = _html().replace('lang="en"', f'lang="{spoken()}"', 1).replace("<head>", f"<head>{tags}", 1)
    return HTMLResponse(html, headers={"cache-control": "no-cache"})


def _shortened(query: dict[str, list[str]], count: int) -> str:
    each = PARTS // (len(names()) + 1)
    known = {name: list(dict.fromkeys(values))[:each] for name, values in query.items() if name in names()}
    left = count - sum(len(values) for values in known.values())
    return urlencode(known | {CUT: [str(left)]}, doseq=True)


def _tags(request: Request) -> str:
    """The tags of the view; a page must load even where its preview cannot be made."""
    try:
        return preview.tags(_reading(request, request.url.path[1:] or "overview"), site(request))
    except NoEvidence:
        return ""
    except Exception:
        LOG.exception("no preview for %s", request.url.path)
        return ""


def picture(request: Request) -> Response:
    page = request.path_params["page"]
    if page not in [one.name for one in PAGES]:
        return JSONResponse({"error": "no such page", "allowed": [one.name for one in PAGES]}, 404)
    reading = _reading(request, page)
    return Response(preview.picture(reading), media_type="image/png", headers={"cache-control": "max-age=3600"})


def short(request: Request) -> Response:
    """A short link leads to its view; an unknown one says so."""
    address = address_of(request.path_params["name"])
    if address is not None:
        return RedirectResponse(address)
    said = "".join(_unkept(code, request.path_params["name"]) for code in languages())
    return HTMLResponse(f"<!doctype html><html lang='en'><title>Leukaemia evidence</title>{said}</html>", 404)


def _unkept(code: str, name: str) -> str:
    """That there is no such short link, in one language: nobody knows which one the reader speaks."""
    with speaking(code):
        way = f"<a href='/?lang={code}'>{say('Overview').lower()}</a>"
        message = mark(
            "This server keeps no short link named {name}. The long form of a link always works; or start from the"
            " {overview}."
        )
        return f"<p lang='{code}'>{say(message, name=f'<b>{escape(name[:40])}</b>', overview=way)}</p>"


def root(request: Request) -> RedirectResponse:
    """The overview by its name leads to the root, where it lives."""
    return RedirectResponse(f"/?{request.url.query}")


def _reading(request: Request, page: str) -> Reading:
    query = parts(request.url.query)
    speak(language(query))
    return read(page, query)


routes = [
    Route("/overview", root),
    Route("/", index),
    Route("/s/{name}", short),
    Route("/preview/{page}", picture),
    *(Route(f"/{page.name}", index) for page in PAGES if page.name != "overview"),
]
