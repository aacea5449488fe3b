"""The HTML that the browser loads for a page: Streamlit's own, told where its server is.

Without that, the client first looks for a server below the page's own path and logs two failed requests.
"""

from functools import cache
from pathlib import Path

import streamlit
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse
from starlette.routing import Route

from dashboard.pages import PAGES

_HERE = '<script>window.__streamlit = {BACKEND_BASE_URL: window.location.origin + "/"}</script>'


@cache
def _html() -> str:
    index = Path(streamlit.__file__).parent / "static" / "index.html"
    return index.read_text(encoding="utf-8").replace("<head>", f"<head>{_HERE}", 1)


async def index(_: Request) -> HTMLResponse:
    return HTMLResponse(_html(), headers={"cache-control": "no-cache"})


async def root(request: Request) -> RedirectResponse:
    """The overview by its name leads to the root, where it lives."""
    return RedirectResponse(str(request.url.replace(path="/")))


routes = [
    Route("/overview", root),
    Route("/", index),
    *(Route(f"/{page.name}", index) for page in PAGES if page.name != "overview"),
]
