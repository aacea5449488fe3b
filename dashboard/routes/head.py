"""What every page carries in its head before anything is drawn: the scripts and styles of dashboard/chrome/browser.

They need neither the live connection nor a run, so that they can speak where there is none.
"""

import json
from collections.abc import Callable
from functools import cache
from hashlib import sha256
from mimetypes import guess_type
from pathlib import Path

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from dashboard.chrome import served
from dashboard.site import WITH_DATA
from evidence.language import languages, mark, say, speaking

FOLDER = Path(__file__).parent.parent / "chrome" / "browser"
#: What the page says of its line to the server; `{time}` is filled in by the browser.
LINE = {
    "loading": mark("The page is still on its way: the line is slow."),
    "blocked": mark(
        "The live connection that this page needs does not come about. The server answers, so the network between"
        " probably does not let it through (WebSocket): ask those who run your network, or try another one."
    ),
    "gone": mark("The server does not answer since {time}. This page tries on and comes back by itself."),
    "lost": mark("The live connection is broken since {time}. This page tries on and comes back by itself."),
    "late": mark("Waiting for the server since {time}. Until it answers, figures and sentences may be those from before."),
    "failed": mark("The program failed on this page. Load it again; if this stays, tell those who run this server."),
    "shown": mark("What you see is as of {time}."),
    "data": mark("The same view without it:"),
}
#: The forms in which a view can be taken without the live connection.
WAYS = {"pdf": mark("Handout (PDF)"), "pptx": mark("Slides (PPTX)"), "xlsx": mark("Workbook (XLSX)"), "csv": "CSV"}


@cache
def script() -> bytes:
    """All scripts in one file, each in a block of its own; the one that Streamlit waits for first."""
    first = FOLDER / "line.js"
    return b"\n".join(path.read_bytes() for path in (first, *sorted({*FOLDER.glob("*.js")} - {first})))


@cache
def files() -> dict[str, Callable[[], bytes]]:
    """Every script and style that is served from here, by its address, which changes with it."""
    scripts = {address: path.read_bytes for address, path in served.files().items()}
    return {_named(script(), ".js"): script, style(): served.STYLE.read_bytes, **scripts}


@cache
def style() -> str:
    """Where the look of the pages is."""
    return _named(served.STYLE.read_bytes(), ".css")


def _named(held: bytes, ending: str) -> str:
    return f"/browser/{sha256(held).hexdigest()[:12]}{ending}"


@cache
def tags() -> str:
    """Words, styles and script; what draws figures is on its way before the first one is known."""
    said = {}
    for code in languages():
        with speaking(code):
            said[code] = {name: say(text) for name, text in LINE.items()} | {"forms": {f: say(t) for f, t in WAYS.items()}}
    words = json.dumps({"words": said, "withData": [page.name for page in WITH_DATA]}).replace("<", "\\u003c")
    styles = "".join(path.read_text(encoding="utf-8") for path in sorted(FOLDER.glob("*.css")))
    return (
        f'<script type="application/json" id="line-words">{words}</script><style>{styles}</style>'
        f'<script defer src="{next(iter(files()))}"></script>'
        + "".join(f'<link rel="modulepreload" fetchpriority="low" href="{address}">' for address in served.files())
    )


def serve(request: Request) -> Response:
    """A file; under the address of another version there is none, which a browser would keep for this one."""
    if (found := files().get(request.url.path)) is None:
        return PlainTextResponse("no such file: load the page again", 404)
    headers = {"cache-control": "public, max-age=31536000, immutable"}
    return Response(found(), media_type=guess_type(request.url.path)[0], headers=headers)


routes = [Route("/browser/{file:path}", serve)]
