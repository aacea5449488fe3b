"""What has changed, as JSON and as an Atom feed that a reader of feeds subscribes to: of a view, or of the whole base."""

from collections.abc import Iterable
from html import escape
from typing import Any
from urllib.parse import urlencode
from xml.etree import ElementTree

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from dashboard.exports.changes import BASE, Step, address, begin, name, step, steps
from dashboard.routes import api
from dashboard.routes.lanes import DATA
from dashboard.session.naming import title
from dashboard.session.reading import Reading, of_page
from dashboard.site import WITH_DATA, page_named
from evidence.database import VERSION
from evidence.language import say, spoken
from evidence.questions.changes import words
from evidence.questions.studies.words import study_names
from evidence.versions import history, published
from evidence.wording.selection import selection

#: Parts of an address that this route reads itself.
_OWN = ("since", "page")
#: A feed has the newest so many steps; JSON with `since` goes back as far as versions are kept.
STEPS = 7
#: Rows of one answer.
ROWS = 1000
ATOM = "http://www.w3.org/2005/Atom"


def changes(request: Request) -> Response:
    """The changes since a day or a version, in one form; or the error that says what is expected."""
    page = request.query_params.get("page", BASE)
    if page not in [one.name for one in WITH_DATA]:
        allowed = [one.name for one in WITH_DATA]
        return JSONResponse({"error": f"no page with data: {page[:40]}", "allowed": allowed}, 400)
    reading = api.asked(request, page, _OWN)
    if isinstance(reading, Response):
        return reading
    reading, site, since = of_page(reading.as_checked()), api.site(request), request.query_params.get("since")
    try:
        then, is_whole = begin(since, reading.version)
    except ValueError as fault:
        code = 404 if VERSION.fullmatch(str(since)) else 400
        return JSONResponse({"error": f"since={str(since)[:40]}: {fault}", "allowed": dated(reading.version)}, code)
    headers = api.headers_of(reading.version)
    if api.has(request, headers["etag"]):
        return Response(status_code=304, headers=headers)
    if request.url.path.endswith(".atom"):
        begun = then if since is not None else history(reading.version)[0]
        body, media = feed(reading, steps(reading, begun, STEPS), site), "application/atom+xml; charset=utf-8"
        return Response(body, media_type=media, headers=headers)
    return JSONResponse(since_then(reading, then, is_whole, site), headers=headers)


def since_then(reading: Reading, then: str, is_whole: bool, site: str) -> dict[str, Any]:
    """The changes of a view from version `then` to its own; `is_whole`: none of the time asked for is missing."""
    found = step(reading, then, reading.version)
    rows = [row | {"link": site + _opened(reading, row)} for row in found.rows[:ROWS]]
    said: dict[str, object] = {
        "page": reading.page,
        "title": _title(reading),
        "selection": selection(reading.view, study_names(reading.version)),
        "since": {"version": then, "published": _moment(then)},
        "until": {"version": reading.version, "published": _moment(reading.version)},
        "said": found.said,
        "counted": words.counted(row["change"] for row in found.rows),
        "rows": rows,
        "rows_in_all": len(found.rows),
        "link": site + reading.address(),
        "feed": f"{site}{address(reading)}",
    }
    if not is_whole:
        said["incomplete"] = "older versions are not kept: what changed before this one is not in the list"
    if len(found.rows) > ROWS:
        said["left_out"] = f"{len(found.rows) - ROWS} of {len(found.rows)} rows; ask for fewer versions or a view"
    return said


def feed(reading: Reading, found: Iterable[Step], site: str) -> bytes:
    """An Atom feed with an entry a step; its name, and those of its entries, stay the same."""
    root = ElementTree.Element("feed", {"xmlns": ATOM, "xml:lang": spoken()})
    here = site + address(reading)
    _text(root, "id", site + name(reading))
    _text(root, "title", say("{view}: what has changed", view=_title(reading)))
    _text(root, "updated", _moment(reading.version))
    ElementTree.SubElement(root, "link", {"rel": "self", "type": "application/atom+xml", "href": here})
    ElementTree.SubElement(root, "link", {"rel": "alternate", "type": "text/html", "href": site + reading.address()})
    _text(ElementTree.SubElement(root, "author"), "name", say("Leukaemia evidence"))
    for one in found:
        _entry(root, reading, one, site)
    return ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)


def _entry(root: ElementTree.Element, reading: Reading, one: Step, site: str) -> None:
    entry = ElementTree.SubElement(root, "entry")
    between = address(reading, "json", since=one.then, data=one.now)
    counted = words.counted(row["change"] for row in one.rows)
    _text(entry, "id", f"{site}{name(reading)}#{one.then}-{one.now}")
    _text(entry, "title", say("Data version {version}: {counted}", version=one.now[:8], counted=counted))
    _text(entry, "updated", _moment(one.now))
    ElementTree.SubElement(
        entry, "link", {"rel": "alternate", "type": "text/html", "href": site + reading.at(one.now).address()}
    )
    ElementTree.SubElement(entry, "link", {"rel": "related", "type": "application/json", "href": site + between})
    lines = "".join(f"<li>{_line(row, site + _opened(reading, row))}</li>" for row in one.rows[:ROWS])
    content = _text(entry, "content", f"<p>{escape(one.said)}</p><ul>{lines}</ul>")
    content.set("type", "html")


def _line(row: dict[str, str], link: str) -> str:
    """'Ravandi 2013: CR. 5/10 → 6/10. Erratum of 2002.' with a link."""
    values = " → ".join(escape(text) for text in (row["old"], row["new"]) if text)
    said = ". ".join(part for part in (values, escape(row["why"])) if part)
    return f"<a href='{escape(link)}'>{escape(row['said'])}</a> [{escape(row['change'])}]. {said}"


def _opened(reading: Reading, row: dict[str, str]) -> str:
    """Where a change is seen: the figure in its view, the study, the register."""
    if row["what"] == "figure":
        return reading.address(fact=row["name"])
    study = row["name"].partition("/")[0]
    page = "study" if row["what"] == "study" else "sources"
    return f"/{page}?{urlencode({'study': study, 'data': reading.version})}"


def _title(reading: Reading) -> str:
    return title(page_named(reading.page).title, reading)


def dated(until: str) -> list[dict[str, str]]:
    """The versions at which a question may begin, oldest first."""
    return [{"version": one, "published": _moment(one)} for one in history(until)]


def _moment(version: str) -> str:
    return published(version).isoformat()


def _text(parent: ElementTree.Element, name: str, text: str) -> ElementTree.Element:
    made = ElementTree.SubElement(parent, name)
    made.text = text
    return made


routes = [Route(path, DATA.of(changes)) for path in ("/api/changes.json", "/api/changes.atom")]
