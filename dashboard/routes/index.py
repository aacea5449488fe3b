"""The HTML that the browser loads for a page: Streamlit's own, with the scripts of the head and what the view says.

Without the second, a link in a mail is an address and nothing else, and who has no scripts sees nothing.
"""

import logging
import re
from functools import cache
from html import escape
from urllib.parse import urlencode

from starlette.convertors import PathConvertor, register_url_convertor
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response
from starlette.routing import Route

from dashboard.routes import described, head, plain, preview
from dashboard.routes.api import given, site
from dashboard.routes.early import early
from dashboard.routes.streamlit_internals import index_html
from dashboard.session.naming import title
from dashboard.session.reading import CUT, PATH, Reading, read
from dashboard.session.short import Busy, address_of
from dashboard.session.viewport import STYLE
from dashboard.site import PAGES, page_named
from evidence.database import NoEvidence
from evidence.language import languages, mark, say, speak, speaking, spoken
from evidence.selection import language, names, word

LOG = logging.getLogger(__name__)
#: Streamlit drops the whole query string beyond 1,000 parts: what no page knows is taken off before that.
PARTS = 400
#: No name of a page is longer, whatever a sentence put around it.
PATH_LENGTH = 60
#: What the file says to others than readers: its title, its way to an interface that is off, its words without scripts.
_OUTSIDE = re.compile(r"<title>.*?</title>|<link rel=\"service-desc\"[^>]*>|<noscript>.*?</noscript>", re.DOTALL)


@cache
def html() -> str:
    """The page in which the client starts, told where its server is. Our look comes after the client's own, and before
    what a page adds to it.
    """
    page = _OUTSIDE.sub("", index_html()).replace("<head>", f"<head>{head.tags()}{STYLE}", 1)
    return page.replace("<body>", f'<body><link rel="stylesheet" href="{head.style()}">', 1)


def index(request: Request) -> Response:
    """A page of the dashboard, with what it says for mail and chat; a link that is far too long is shortened first."""
    query = given(request)
    count = sum(len(values) for values in query.values())
    if count > PARTS:
        return RedirectResponse(f"{request.url.path}?{_shortened(query, count)}")
    tags, instead = _said(request, query)
    page = html().replace('lang="en"', f'lang="{spoken()}"', 1).replace("<head>", f"<head>{tags}", 1)
    page = page.replace("<body>", f"<body>{instead}", 1)
    return HTMLResponse(page, headers={"cache-control": "no-cache"})


def _shortened(query: dict[str, list[str]], count: int) -> str:
    each = PARTS // (len(names()) + 1)
    known = {name: list(dict.fromkeys(values))[:each] for name, values in query.items() if name in names()}
    left = count - sum(len(values) for values in known.values())
    return urlencode(known | {CUT: [str(left)]}, doseq=True)


def _said(request: Request, query: dict[str, list[str]]) -> tuple[str, str]:
    """The view's tags for the head, and what stands in the page without scripts.

    A page must load even where its preview cannot be made.
    """
    try:
        reading = _reading(query, request.url.path[1:] or "overview")
        return (
            f"<title>{escape(title(page_named(reading.page).title, reading))}</title>{preview.tags(reading, site(request))}"
            f"{described.tags(reading, site(request))}",
            _unscripted(reading) + early(reading, query.get("embed", [""])[0].lower() == "true"),
        )
    except NoEvidence:
        pass
    except Exception:
        LOG.exception("no preview for %s", request.url.path)
    return f"<title>{say('Leukaemia evidence')}</title>", ""


def _unscripted(reading: Reading) -> str:
    """Question, selection and answer of the view, and the ways to it as data, for a browser that runs no scripts."""
    question, chosen, answer = (escape(text) for text in preview.said(reading))
    query = escape(urlencode(reading.query(), doseq=True))
    ways = " · ".join(
        f"<a href='/api/{reading.page}.{form}?{query}'>{escape(say(name))}</a>" for form, name in head.WAYS.items()
    )
    why = say("This page is drawn by JavaScript, which is off in this browser. The same view without it:")
    return f"<noscript><h1>{question}</h1><p>{chosen}</p><p>{answer}</p><p>{escape(why)} {ways}</p></noscript>"


def picture(request: Request) -> Response:
    page = request.path_params["page"]
    if page not in [one.name for one in PAGES]:
        return JSONResponse({"error": "no such page", "allowed": [one.name for one in PAGES]}, 404)
    reading = _reading(given(request), page)
    return Response(preview.picture(reading), media_type="image/png", headers={"cache-control": "max-age=3600"})


def short(request: Request) -> Response:
    """A short link leads to its view, whatever a sentence put around it; an unknown one says so."""
    try:
        address = address_of(word(request.path_params["name"]))
    except Busy:
        said = mark("The short links are being written to. Try again in a moment.")
        return plain.page(request.scope, 503, said, request.url.path, mark("Try again"), headers={"retry-after": "1"})
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


def elsewhere(request: Request) -> Response:
    """Any other path: the page that it was meant for, or which pages there are."""
    path = request.path_params["path"]
    meant = word(path)
    if meant in [page.name for page in PAGES]:
        query = given(request) | {PATH: [path[:PATH_LENGTH]]}
        return RedirectResponse(f"/{'' if meant == 'overview' else meant}?{urlencode(query, doseq=True)}")
    said = "".join(_unknown(code, path) for code in languages())
    return HTMLResponse(f"<!doctype html><html lang='en'><title>Leukaemia evidence</title>{said}</html>", 404)


def _unknown(code: str, path: str) -> str:
    """That there is no such page, and which there are, in one language."""
    with speaking(code):
        ways = "".join(
            f"<li><a href='/{'' if page.name == 'overview' else page.name}?lang={code}'>{page.title}</a></li>"
            for page in PAGES
        )
        said = say(
            "There is no page named {name} here; these are the pages that there are:", name=f"<b>{escape(path[:40])}</b>"
        )
        return f"<div lang='{code}'><p>{said}</p><ul>{ways}</ul></div>"


def _reading(query: dict[str, list[str]], page: str) -> Reading:
    speak(language(query))
    return read(page, query)


#: The compression of Streamlit leaves out the root, which holds the largest figure.
PACKED = [Middleware(GZipMiddleware)]

routes = [
    Route("/overview", root),
    Route("/", index, middleware=PACKED),
    Route("/s/{name}", short),
    Route("/preview/{page}", picture),
    *(Route(f"/{page.name}", index, middleware=PACKED) for page in PAGES if page.name != "overview"),
]


class _Elsewhere(PathConvertor):
    """What is neither the server's own nor a file."""

    regex = r"(?!(?:_stcore|static|media|component|api|auth|oauth2callback|browser)\b)(?!.*\.[a-z][a-z0-9]{1,4}$).+"


register_url_convertor("elsewhere", _Elsewhere())
#: Goes last.
rest = [Route("/{path:elsewhere}", elsewhere)]
