"""What a press on a filter will show, before its run: the same kept bytes that the run sends, which it then finds made.

The browser asks with the view that it shows and what was pressed. Whatever is not as it should be is refused, and the
browser waits for the run, as it does where the answer is late. Each part leaves as soon as it is made: the first figure
does not wait for the numbers beside every filter.
"""

import json
import zlib
from collections.abc import AsyncIterator, Hashable, Iterator
from functools import partial
from itertools import islice
from typing import NamedTuple

from starlette.requests import Request
from starlette.responses import JSONResponse, Response, StreamingResponse
from starlette.routing import Route

from dashboard.chrome import controls, header, panels, sidebar
from dashboard.chrome.controls import settable
from dashboard.panel import Page
from dashboard.routes import api
from dashboard.routes.lanes import AHEAD
from dashboard.session.frame import Frame
from dashboard.session.kept import Kept
from dashboard.session.reading import of_page, press
from dashboard.site import PAGES
from evidence.database import NoEvidence, current
from evidence.language import as_spoken
from evidence.selection import SHOWN
from evidence.versions import checked, with_drafts

#: What the address says beside the view: what was pressed, as JSON, and whether the screen is a phone's.
PRESSED, NARROW = "pressed", "narrow"
#: A press is answered sooner than it would be packed tighter; and packed as a file of gzip.
LEVEL, GZIP = 1, 31
#: Packed answers by all that decides them. Bounded in bytes.
KEPT: Kept[bytes] = Kept(32_000_000)
#: What decides the answer to a question about today's data, by its own words and these data. Bounded in questions.
ASKED: Kept[Hashable] = Kept(10_000, lambda _: 1)


async def answer(request: Request) -> Response:
    """A line for each component that shows the view, what it is sent by the run: the first panel, then what names the view,
    then the other panels, and last the filters, by which the browser knows that the answer is whole.

    What is kept leaves at once, and waits for none that is made.
    """
    try:
        words = Words(request.url.path, request.url.query, version := current(), with_drafts(version))
    except NoEvidence:
        words = None
    if words and (decided := ASKED.held(words)) and (kept := KEPT.held(decided)):
        return Response(kept, media_type="text/plain", headers=_headers(words.version))
    return await AHEAD.run(_answered, request, words)


class Words(NamedTuple):
    """A question as it was asked, and of which data when it named none: a version, and the one with drafts beside it."""

    path: str
    query: str
    version: str
    drafts: str | None


def _answered(request: Request, words: Words | None) -> Response:
    """What is asked for, read and made; `words` are kept with what decides it, where they ask for today's data."""
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
    if words and here.version == words.version:
        ASKED.keep(words, _decided(here))
    if kept := KEPT.held(_decided(here)):
        return Response(kept, media_type="text/plain", headers=_headers(here.version))
    return _as_it_is_made(page, here)


def _decided(here: Frame) -> Hashable:
    """All that decides an answer: the filters say too how many drafts lie beside the data."""
    return here.all_that_decides(), with_drafts(checked(here.version))


def _headers(version: str) -> dict[str, str]:
    return {"cache-control": "no-store", "content-encoding": "gzip", "x-data-version": version}


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


def _as_it_is_made(page: Page, here: Frame) -> Response:
    """The answer part by part; a proxy is told to pass each on. What fails before the first part is there is raised."""
    parts = _packed(page, here)
    first, following = next(parts), as_spoken(partial(next, parts, b""))

    async def sent() -> AsyncIterator[bytes]:
        part = first
        while part:
            yield part
            part = await AHEAD.run(following)

    return StreamingResponse(sent(), media_type="text/plain", headers=_headers(here.version) | {"x-accel-buffering": "no"})


def _packed(page: Page, here: Frame) -> Iterator[bytes]:
    """The parts of the answer, each packed so that it can be read before the next one comes; all are kept as one."""
    packer, made, decided = zlib.compressobj(LEVEL, wbits=GZIP), [], _decided(here)
    for lines in _parts(page, here):
        made.append(packer.compress(b"".join(line + b"\n" for line in lines)) + packer.flush(zlib.Z_SYNC_FLUSH))
        yield made[-1]
    made.append(packer.compress(sidebar.sent(page, here) + b"\n") + packer.flush())
    KEPT.keep(decided, b"".join(made))
    yield made[-1]


def _parts(page: Page, here: Frame) -> Iterator[list[bytes]]:
    """Lines that leave together, but for the last: a panel each, and with the second one what names the view."""
    found = panels.sent(here, page.chosen(here.view))
    for first in islice(found, 1):
        yield [first]
    names = [line for line in (header.sent(here), controls.sent(page, here)) if line]
    for panel in found:
        yield [*names, panel]
        names = []
    if names:
        yield names


routes = [Route("/fast/{page}", answer), Route("/fast/{page}/{panel}", AHEAD.of(folded))]
