"""Files of the client, compressed: each once, then kept and given out without a thread or a look at the disk."""

import gzip
import re
from functools import cache
from mimetypes import guess_type
from pathlib import Path

from anyio import CapacityLimiter, to_thread
from starlette.datastructures import Headers
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

from dashboard.routes.streamlit_internals import STATIC

#: Endings of files that become smaller, and the least that is worth it, in bytes.
ENDINGS, LEAST = (".js", ".css", ".svg", ".json", ".wasm", ".txt"), 1000
LEVEL = 6
#: Names of files change with what they hold, so a browser may keep them for a year.
KEEP = "public, immutable, max-age=31536000"


class Compressed:
    """Middleware for browsers that can read it; all else passes."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        self._kept: dict[Path, bytes] = {}
        self._one_after_the_other: CapacityLimiter | None = None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        file = _files().get(scope["path"]) if scope["type"] == "http" and scope["method"] in ("GET", "HEAD") else None
        if file is None or not _reads(Headers(scope=scope)):
            await self.app(scope, receive, send)
            return
        headers = {"content-encoding": "gzip", "vary": "Accept-Encoding", "cache-control": KEEP}
        answer = Response(await self._packed(file), headers=headers, media_type=guess_type(file.name)[0])
        await answer(scope, receive, send)

    async def _packed(self, file: Path) -> bytes:
        if file not in self._kept:
            self._one_after_the_other = self._one_after_the_other or CapacityLimiter(1)
            self._kept[file] = await to_thread.run_sync(self._made, file, limiter=self._one_after_the_other)
        return self._kept[file]

    def _made(self, file: Path) -> bytes:
        return self._kept.get(file) or gzip.compress(file.read_bytes(), LEVEL, mtime=0)


@cache
def _files() -> dict[str, Path]:
    """The files that become smaller, by their paths."""
    found = (file for file in (STATIC / "static").rglob("*") if file.suffix in ENDINGS and file.stat().st_size >= LEAST)
    return {f"/{file.relative_to(STATIC).as_posix()}": file for file in found}


def _reads(headers: Headers) -> bool:
    """Whether the asker reads gzip, and wants the whole file."""
    given = re.search(r"(?:^|[\s,])gzip(?:\s*;\s*q=([\d.]+))?", headers.get("accept-encoding", "").lower())
    return given is not None and given[1] not in ("0", "0.0", "0.00", "0.000") and "range" not in headers
