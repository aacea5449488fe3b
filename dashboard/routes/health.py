"""Whether this server can answer: for balancers, monitors, and the health check of a container."""

from datetime import UTC, datetime

import duckdb
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from dashboard.routes.api import program
from dashboard.routes.lanes import HEALTH
from evidence.database import NoEvidence, ask, current, file_of, folder, named
from evidence.versions import kept

#: An answer of now is of no use later.
_HEADERS = {"cache-control": "no-store"}


def health(_: Request) -> Response:
    """The version that is served, its age, the versions that are kept; 503 and the reason where nothing can be asked."""
    try:
        version = current()
        ask(version, "select version from build")
        said = {"status": _status(version), "version": version, **_age(version), "kept": kept(), "program": program()}
    except (NoEvidence, duckdb.Error) as fault:
        return JSONResponse({"status": "no evidence", "reason": str(fault), "program": program()}, 503, headers=_HEADERS)
    return JSONResponse(said, headers=_HEADERS)


def _status(version: str) -> str:
    """A damaged pointer, or a damaged file that it names, leaves the version before it served: the log says why."""
    try:
        return "ok" if named(folder()) == version else "an older version is served"
    except NoEvidence:
        return "an older version is served"


def _age(version: str) -> dict[str, object]:
    """When the version was built, and how long ago; nothing where its file was removed while it is served.

    A clock that was set back since then makes it no younger than now.
    """
    try:
        built = datetime.fromtimestamp(file_of(folder(), version).stat().st_mtime, UTC)
    except OSError:
        return {"built": None, "age_seconds": None}
    seconds = max(round((datetime.now(UTC) - built).total_seconds()), 0)
    return {"built": built.isoformat(timespec="seconds"), "age_seconds": seconds}


routes = [Route("/api/health", HEALTH.of(health))]
