"""Files of the client and of ours, compressed: each once, then kept and given out without a look at the disk."""

import gzip
import re
from collections.abc import Callable
from functools import cache
from mimetypes import guess_type
from pathlib import Path

from anyio import CapacityLimiter, to_thread
from starlette.datastructures import Headers
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

from dashboard.chrome import served
from dashboard.routes import head
from dashboard.routes.streamlit_internals import ICONS, STATIC

#: Endings of files that become smaller, and the least that is worth it, in bytes.
ENDINGS, LEAST = (".js", ".css", ".svg", ".json", ".wasm", ".txt"), 1000
LEVEL = 6
#: Names of files change with what they hold, so a browser may keep them for a year.
KEEP = "public, immutable, max-age=31536000"


class Compressed:
    """Middleware for browsers that can read it; all else passes."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        self._kept: dict[str, bytes] = {}
        self._one_after_the_other: CapacityLimiter | None = None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        asked = scope["type"] == "http" and scope["method"] in ("GET", "HEAD") and scope["path"] in _files()
        if not asked or not _reads(Headers(scope=scope)):
            await self.app(scope, receive, send)
            return
        headers = {"content-encoding": "gzip", "vary": "Accept-Encoding", "cache-control": KEEP}
        path = scope["path"]
        answer = Response(await self._packed(path), headers=headers, media_type=guess_type(path)[0])
        await answer(scope, receive, send)

    async def _packed(self, path: str) -> bytes:
        if path not in self._kept:
            self._one_after_the_other = self._one_after_the_other or CapacityLimiter(1)
            self._kept[path] = await to_thread.run_sync(self._made, path, limiter=self._one_after_the_other)
        return self._kept[path]

    def _made(self, path: str) -> bytes:
        return self._kept.get(path) or gzip.compress(_files()[path](), LEVEL, mtime=0)


@cache
def _files() -> dict[str, Callable[[], bytes]]:
    """The files that become smaller, by their paths; each is read when it is asked for."""
    found = (file for file in (STATIC / "static").rglob("*") if file.suffix in ENDINGS and file.stat().st_size >= LEAST)
    icons = {_address(ICONS): served.ICONS.read_bytes} if ICONS else {}
    return {_address(file): file.read_bytes for file in found} | head.files() | icons


def _address(file: Path) -> str:
    return f"/{file.relative_to(STATIC).as_posix()}"


def _reads(headers: Headers) -> bool:
    """Whether the asker reads gzip, and wants the whole file."""
    given = re.search(r"(?:^|[\s,])gzip(?:\s*;\s*q=([\d.]+))?", headers.get("accept-encoding", "").lower())
    return given is not None and given[1] not in ("0", "0.0", "0.00", "0.000") and "range" not in headers
