"""What strangers may hold of this server, asked before anything else sees their request."""

import logging
import re
import resource
from ipaddress import ip_address

from starlette.datastructures import Headers
from starlette.responses import JSONResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from dashboard.routes import plain
from dashboard.routes.openapi import PAGE_PATHS
from dashboard.routes.streamlit_internals import METRICS, UPLOADS, component_values
from evidence.clubs import FILE_LIMIT
from evidence.language import mark

LOG = logging.getLogger(__name__)
#: Sessions of one process: each open page is one, with up to two megabytes of what it shows.
SESSIONS = 500
#: Descriptors that a session takes, and how many are kept for all else.
EACH, RESERVE = 4, 600
#: The largest message of a browser in bytes: link, address and widgets, beside them the meeting that it keeps and one
#: from a file; and of what one component tells the most letters outside its texts, one for every figure that a click names.
MESSAGE, BESIDE, OUTSIDE = 2 * FILE_LIMIT + 150_000, 150_000, 4000
_TEXT = re.compile(r'"[^"\\]*(?:\\.[^"\\]*)*"')
#: Seconds after which a full server is worth another try.
AGAIN = 30
_FULL = mark("This site is read by too many at once. Try again in half a minute.")


def raise_descriptors() -> int:
    """Let this process open as many files as the system allows; gives how many sessions that is enough for."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if soft != hard:
        resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
    room = SESSIONS if hard == resource.RLIM_INFINITY else (hard - RESERVE) // EACH
    if room < SESSIONS:
        LOG.warning("%s sessions at most: this process may open only %s files; raise `ulimit -n`", max(room, 1), hard)
    return max(1, min(room, SESSIONS))


class Bounds:
    """Middleware; `open` sessions are counted here, because Streamlit sets itself no limit."""

    def __init__(self, app: ASGIApp) -> None:
        self.app, self.open, self.most = app, 0, raise_descriptors()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "websocket":
            await self._session(scope, receive, send)
        elif scope["type"] == "http":
            answer = self._refusal(scope) or self.app
            await answer(_without_origin(scope), receive, send)
        else:
            await self.app(scope, receive, send)

    async def _session(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One session of a page of this site, if there is room; a handshake that is refused is answered 403."""
        if self.open >= self.most or not _is_ours(scope):
            await send({"type": "websocket.close", "code": 1008})
            return
        self.open += 1
        try:
            await self.app(scope, _bounded(receive, send), send)
        finally:
            self.open -= 1

    def _refusal(self, scope: Scope) -> Response | None:
        path = scope["path"]
        if not path.startswith("/"):
            return JSONResponse({"error": f"expected a path that begins with /, given {path[:40]!r}"}, 400)
        if path.startswith(UPLOADS):
            return JSONResponse({"error": "nothing takes files here"}, 404)
        if path.startswith(METRICS) and not _is_near(scope):
            return JSONResponse({"error": "numbers of the server are for its own network"}, 404)
        if self.open >= self.most and path in PAGE_PATHS:
            return plain.page(scope, 503, _FULL, path, mark("Try again"), headers={"retry-after": str(AGAIN)})
        return None


def _bounded(receive: Receive, send: Send) -> Receive:
    """Messages of a browser; one that none of ours would send ends its session before a page reads it."""

    async def bounded() -> Message:
        message = await receive()
        if _is_usual(message.get("bytes") or b"", len(message.get("text") or "")):
            return message
        await send({"type": "websocket.close", "code": 1009})
        return {"type": "websocket.disconnect", "code": 1009}

    return bounded


def _is_usual(message: bytes, letters: int) -> bool:
    """Whether a message is as small as a page's, and what it tells of components is few values: each event of a click
    calls the page, and each value is copied several times.
    """
    if max(len(message), letters) > MESSAGE:
        return False
    told = component_values(message)
    beside = len(message) - sum(len(text.encode()) for text in told)
    return beside <= BESIDE and all(len(_TEXT.sub("", text)) <= OUTSIDE for text in told)


def _is_ours(scope: Scope) -> bool:
    """Whether a session is asked for by a page of this site, or by a program, which has no origin.

    Streamlit itself would let in pages of this machine, and ask a service on the internet for its own address first.
    """
    headers = Headers(scope=scope)
    origin = headers.get("origin")
    return origin is None or origin.partition("://")[2] == headers.get("host")


def _without_origin(scope: Scope) -> Scope:
    """No answer depends on where the asker comes from; Streamlit would ask a service on the internet, and wait for it."""
    return {**scope, "headers": [(name, value) for name, value in scope["headers"] if name != b"origin"]}


def _is_near(scope: Scope) -> bool:
    """Whether the asker is on this machine or its network."""
    try:
        address = ip_address((scope.get("client") or ("",))[0])
    except ValueError:
        return False
    return (getattr(address, "ipv4_mapped", None) or address).is_private
