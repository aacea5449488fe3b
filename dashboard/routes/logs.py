"""What the server does, one line of JSON each on stderr, where EVIDENCE_LOG=json asks for it.

No address, no agent, no session, and of a query only which filters and choices it names, never what it says.
"""

import json
import logging
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath
from traceback import extract_tb

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from dashboard.routes.openapi import parts
from dashboard.session.held import held
from dashboard.site import PAGES
from evidence.selection import FILTERS, names

LOG = logging.getLogger(__name__)
SETTING = "EVIDENCE_LOG"
#: Loggers whose notes are wanted; of all others only warnings, because notes of servers name addresses.
_OURS = ("dashboard", "evidence")
#: Frames of a fault that are told, the innermost last.
_FRAMES = 8


class Lines(logging.Formatter):
    """A record as one JSON object: time, level, event, and its fields; of a fault its kind and places, no values."""

    def format(self, record: logging.LogRecord) -> str:
        said = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "event": record.getMessage().strip(),
            **getattr(record, "fields", {}),
        }
        if record.exc_info and record.exc_info[0]:
            frames = extract_tb(record.exc_info[2])[-_FRAMES:]
            said["fault"] = record.exc_info[0].__name__
            said["at"] = [f"{Path(frame.filename).name}:{frame.lineno} {frame.name}" for frame in frames]
        return json.dumps(said, ensure_ascii=False)


def switch_on() -> None:
    """Let every logger that there is speak in lines of JSON, if the setting says so."""
    asked = os.environ.get(SETTING, "")
    if asked not in ("", "json"):
        raise SystemExit(f"{SETTING}={asked[:40]}: expected json, or nothing for plain messages")
    if not asked:
        return
    for name in logging.root.manager.loggerDict:
        one = logging.getLogger(name)
        one.handlers, one.propagate, one.level = [], True, logging.NOTSET
    for name in _OURS:
        logging.getLogger(name).setLevel(logging.INFO)
    lines = logging.StreamHandler()
    lines.setFormatter(Lines())
    logging.root.handlers = [lines]
    logging.root.setLevel(logging.WARNING)


class Answers:
    """Middleware that notes each answer of a page, of the API, of a preview and of a short link."""

    def __init__(self, app: ASGIApp):
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        asked = _asked(scope["path"]) if scope["type"] == "http" else None
        if asked is None:
            await self.app(scope, receive, send)
            return
        began, found = time.perf_counter(), {"status": 500, "version": None}

        async def noted(message: Message) -> None:
            if message["type"] == "http.response.start":
                version = dict(message["headers"]).get(b"x-data-version")
                found.update(status=message["status"], version=version.decode() if version else None)
            await send(message)

        try:
            await self.app(scope, receive, noted)
        finally:
            given = sorted(set(parts(scope["query_string"].decode("latin-1"))) & set(names()))
            _note("answer", **asked, **found, milliseconds=_since(began), names=given)


def _asked(path: str) -> dict[str, str | None] | None:
    """Page and form of a path; None for the files of the client and its connection."""
    first, last = path.lstrip("/").partition("/")[0], PurePosixPath(path)
    stem = PurePosixPath(last.parts[2]).stem if first == "fast" and len(last.parts) > 2 else last.stem
    page = stem if stem in {one.name for one in PAGES} else None
    if first == "api":
        return {"page": page, "form": last.suffix[1:] if page else last.name if last.name == "health" else "other"}
    if first in ("preview", "fast", "s"):
        return {"page": page, "form": {"preview": "preview", "fast": "fast answer", "s": "short link"}[first]}
    return {"page": page or "overview", "form": "page"} if page or path == "/" else None


@contextmanager
def run(page: str) -> Iterator[None]:
    """Note a run of a page in a reader's session; one that another click has overtaken is stopped."""
    began, status = time.perf_counter(), "stopped"
    try:
        yield
        status = "finished"
    finally:
        opened = held().opened
        active = sorted(one.name for one in FILTERS if opened and opened.view.chosen(one.name))
        version = opened.version if opened else None
        _note("run", page=page, status=status, version=version, milliseconds=_since(began), names=active)


def _since(began: float) -> int:
    return round(1000 * (time.perf_counter() - began))


def _note(event: str, **fields: object) -> None:
    LOG.info(event, extra={"fields": fields})
