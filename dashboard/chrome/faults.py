"""What fails in one place stays in that place: the reader is told, the log has the rest under the same mark."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from secrets import token_hex

import streamlit as st
from starlette.requests import Request
from starlette.responses import JSONResponse

from evidence.database import NoEvidence
from evidence.language import mark, say

LOG = logging.getLogger(__name__)


@contextmanager
def told(part: str = mark("This part of the page")) -> Iterator[None]:
    """Draw inside; where that fails, a sentence stands instead, and the page goes on. `part` is a message."""
    try:
        yield
    except NoEvidence as fault:
        st.error(say("{part} cannot be shown: {fault}.", part=say(part), fault=fault))
    except Exception as fault:
        name = _logged(f"{part} cannot be shown", fault)
        st.error(say(
            "{part} cannot be shown: the program failed on it. All else that you see is as it should be. Load the page"
            " again; if this stays, tell those who run this server “fault {name}”: their log has the rest under it.",
            part=say(part), name=name,
        ))  # fmt: skip


def _logged(what: str, fault: Exception) -> str:
    """Log an exception; returns its mark."""
    name = token_hex(4)
    LOG.error("fault %s: %s", name, what, exc_info=fault)
    return name


def unpublished(_: Request, fault: NoEvidence) -> JSONResponse:
    """What a route answers where there is no evidence base."""
    return JSONResponse({"error": str(fault)}, 503)


def failed(request: Request, fault: Exception) -> JSONResponse:
    """What a route answers where the program fails."""
    name = _logged(f"{request.method} {request.url.path} failed", fault)
    said = say("the program failed on this; try again, or tell those who run this server “fault {name}”", name=name)
    return JSONResponse({"error": said}, 500)


#: For routes: how each exception is answered.
HANDLERS = {NoEvidence: unpublished, Exception: failed}
