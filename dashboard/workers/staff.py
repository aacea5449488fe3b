"""Who makes the documents of this server: a crew for slides and handouts, one for pictures, which keeps a browser."""

import asyncio
import atexit
import logging
from collections.abc import Callable, Hashable
from typing import Any

from starlette.requests import Request

from dashboard.workers.crew import Crew
from dashboard.workers.worker import NURSERY

LOG = logging.getLogger(__name__)
#: A document takes one or two seconds of a processor that is free; pages come before it.
PAPERS = Crew("documents", workers=2, queue=8, seconds=30)
#: One browser; where it hangs or has died a fresh one draws the picture, within the half minute that a reader waits.
PICTURES = Crew("pictures", workers=1, queue=8, seconds=20, tries=2)


class Gone(Exception):
    """The one who asked has left."""


async def delivered(request: Request, crew: Crew, make: Callable[[Any], object], wish: Hashable) -> Any:
    """What a crew makes of a wish, for as long as its reader waits. Raises Busy, Failed, Gone."""
    flight = crew.ask(make, wish)
    made, left = asyncio.wrap_future(flight.future), asyncio.ensure_future(_left(request))
    try:
        await asyncio.wait({made, left}, return_when=asyncio.FIRST_COMPLETED)
        if not made.done():
            raise Gone
        return made.result()
    finally:
        left.cancel()
        crew.leave(flight)


async def _left(request: Request) -> None:
    """Until the client has closed its connection."""
    while (await request.receive())["type"] != "http.disconnect":
        pass


def fetched(crew: Crew, make: Callable[[Any], object], wish: Hashable) -> Any:
    """The same for a thread that waits. Raises Busy, Failed."""
    flight = crew.ask(make, wish)
    try:
        return flight.future.result()
    finally:
        crew.leave(flight)


def prepare() -> None:
    """Load what workers need while nobody waits for the first of them; without workers pages are served all the same."""
    try:
        NURSERY.begin()
    except OSError:
        LOG.exception("no documents will be made: their workers cannot be started")


@atexit.register
def dismiss() -> None:
    """End all workers, whatever they do."""
    for crew in (PAPERS, PICTURES):
        crew.dismiss()
    NURSERY.end()
