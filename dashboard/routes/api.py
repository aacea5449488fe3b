"""The routes under /api: a view or the whole base as data, and errors that say what is allowed."""

import hashlib
from dataclasses import replace
from functools import cache, lru_cache
from pathlib import Path

from starlette.requests import Request
from starlette.responses import FileResponse, JSONResponse, Response
from starlette.routing import Route

from dashboard.exports import base
from dashboard.exports.forms import FORMS
from dashboard.routes import openapi
from dashboard.routes.lanes import DATA
from dashboard.session import public
from dashboard.session.naming import file_name
from dashboard.session.reading import Reading, of_page, read
from dashboard.session.takes import choices_of
from dashboard.site import WITH_DATA, page_named
from evidence.cohorts.asked import is_large
from evidence.database import NoEvidence
from evidence.language import languages, speak, spoken
from evidence.questions.studies.numbers import study_labels
from evidence.selection import FILTERS, SHOWN, language
from evidence.versions import ALWAYS, kept
from evidence.wording.reasons import words

ROOT = Path(__file__).parent.parent.parent
#: Answers kept at hand; the largest is half a megabyte.
KEPT = 32
#: The parameter that asks for one table of a page.
TABLE = "table"
#: So many wrong parts of a query are named one by one.
NAMED = 20


def view(request: Request) -> Response:
    """A page's tables in one form, under the query string of the page."""
    page, _, form = f"{request.path_params['page']}.{request.path_params['form']}".partition(".")
    if page not in [one.name for one in WITH_DATA] or form not in FORMS:
        return unknown(request)
    reading = asked(request, page, (TABLE,))
    if isinstance(reading, Response):
        return reading
    table, tables = request.query_params.get(TABLE, ""), page_named(page).shown
    if table and table not in tables:
        return JSONResponse({"error": f"this page has no table {table[:SHOWN]!r}", "allowed": {TABLE: list(tables)}}, 400)
    name = f"{file_name(page, table, of_page(reading).view, reading.version)}.{form}"
    wish = replace(reading, renamed=(), mended=())
    return _answer(request, reading.version, FORMS[form][1], name, lambda: _made(form, table, wish, spoken()))


def whole(request: Request) -> Response:
    """The whole base: the DuckDB file, or Parquet with its description."""
    reading = asked(request, "overview")
    if isinstance(reading, Response):
        return reading
    version, name = reading.version, f"leukaemia-evidence-{reading.version}"
    if request.url.path.endswith(".zip"):
        if is_large(version):
            return too_large()
        return _answer(request, version, "application/zip", f"{name}.zip", lambda: base.archive(version))
    headers = headers_of(version)
    if has(request, headers["etag"]):
        return Response(status_code=304, headers=headers)
    return FileResponse(base.duckdb_file(version), headers=headers, media_type="application/vnd.duckdb",
                        filename=f"{name}.duckdb")  # fmt: skip


def too_large() -> Response:
    """The answer where all tables would have to be packed while one waits, of a version too large for it."""
    said = "this version is too large to be packed while you wait; the DuckDB file holds all of it"
    return JSONResponse({"error": said, "allowed": ["/api/base.duckdb"]}, 404)


def description(_: Request) -> Response:
    return JSONResponse(openapi.description())


def unknown(request: Request) -> Response:
    """Anything else under /api, by any method: what there is."""
    if request.method not in ("GET", "HEAD"):
        said = {"error": "only GET and HEAD", "allowed": openapi.paths()}
        return JSONResponse(said, 405, headers={"allow": "GET, HEAD"})
    return JSONResponse({"error": f"no such path: {request.url.path[:80]}", "allowed": openapi.paths()}, 404)


@lru_cache(maxsize=KEPT)
def _made(form: str, table: str, reading: Reading, _: str) -> bytes:
    """The answer to a link, in each language; one that follows the data is answered from the version that was read."""
    return FORMS[form][2](reading, table)


def given(request: Request) -> dict[str, list[str]]:
    """All values of each name of the query string, which is taken apart once for a request; blanks stay, to be refused."""
    return {name: request.query_params.getlist(name) for name in request.query_params}


def asked(request: Request, page: str, own: tuple[str, ...] = ()) -> Reading | Response:
    """What the query string asks of a page, or the error that says what is wrong and what is allowed.

    `own` are names that a route reads itself.
    """
    query = {name: values for name, values in given(request).items() if name not in own}
    speak(language(query))
    try:
        reading = read(page, query)
    except NoEvidence as fault:
        return JSONResponse({"error": str(fault)}, 503)
    if not reading.ignored:
        return reading
    code = 404 if {one.name for one in reading.ignored} & {"data", "unchecked"} else 400
    return JSONResponse(wrong(reading) | {"allowed": allowed(page, reading.version)}, code)


def wrong(reading: Reading) -> dict[str, object]:
    """What of a link could not be followed, in words."""
    found = [{"name": one.name, "value": one.value, "why": words(one.why)} for one in reading.ignored]
    return {"error": "not everything that was asked for is known", "wrong": found[:NAMED], "wrong_parts": len(found)}


def site(request: Request) -> str:
    """Scheme and host of this site: as they were named, or else as the reader came."""
    return public.named() or f"{request.url.scheme}://{request.url.netloc}"


def allowed(page: str, version: str) -> dict[str, list[str]]:
    """What each name of a page's link takes."""
    codes = {one.name: _studies(version) if one.codes is None else list(one.codes) for one in FILTERS}
    choices = {choice.name: list(choice.codes) for choice in choices_of(page)}
    return codes | choices | {"lang": list(languages()), "data": [ALWAYS, *kept()]}


def _studies(version: str) -> list[str]:
    """The ids of the studies; of very many the first, and how many there are."""
    studies = list(study_labels(version))
    left = len(studies) - openapi.LISTED
    return studies if left <= 0 else [*studies[: openapi.LISTED], f"... and {left} more"]


def _answer(request: Request, version: str, media: str, name: str, make) -> Response:
    headers = headers_of(version)
    if has(request, headers["etag"]):
        return Response(status_code=304, headers=headers)
    headers["content-disposition"] = f'attachment; filename="{name}"'
    return Response(make(), media_type=media, headers=headers)


def headers_of(version: str) -> dict[str, str]:
    """What an answer from a data version says of itself."""
    return {"etag": f'"{version}-{program()}"', "cache-control": "no-cache", "access-control-allow-origin": "*",
            "x-data-version": version}  # fmt: skip


def has(request: Request, tag: str) -> bool:
    """Whether whoever asks has the answer already."""
    known = request.headers.get("if-none-match", "")
    return tag in [one.strip().removeprefix("W/") for one in known.split(",")]


@cache
def program() -> str:
    """What the answers depend on beside the data: the program itself."""
    folders = [ROOT / name for name in ("evidence", "dashboard", "pages")]
    files = sorted(path for folder in folders for form in ("*.py", "*.po") for path in folder.rglob(form))
    return hashlib.sha256(b"".join(path.read_bytes() for path in files)).hexdigest()[:8]


METHODS = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"]
routes = [
    Route("/api/openapi.json", DATA.of(description)),
    Route("/api/base.duckdb", DATA.of(whole)),
    Route("/api/base.zip", DATA.of(whole)),
    Route("/api/{page}.{form}", DATA.of(view)),
]
#: Goes last, so that other ways out may have routes of their own under /api.
rest = [Route("/api", unknown, methods=METHODS), Route("/api/{rest:path}", unknown, methods=METHODS)]
