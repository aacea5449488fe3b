"""What search engines and archives ask a site for: the dataset described, where its pages are, what to leave alone."""

import json
from collections.abc import Iterable
from html import escape
from xml.etree import ElementTree

from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

from dashboard.exports import changes, described, fhir
from dashboard.routes import api
from dashboard.routes.lanes import DATA
from dashboard.routes.openapi import PAGE_PATHS
from dashboard.session.reading import Reading
from evidence.cohorts.asked import is_large
from evidence.database import NoEvidence, current
from evidence.language import languages
from evidence.questions.studies.numbers import study_labels
from evidence.versions import checked, published

SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"
#: So many addresses stand in one file at most, says the protocol.
ADDRESSES = 50_000
#: Sessions, short links, tools and what costs much to make; data and pages may be read.
CLOSED = ("/_stcore/", "/s/", "/mcp", "/preview/", "/api/*.pptx", "/api/*.pdf", "/api/*.png", "/api/*.svg")


def dataset(request: Request) -> Response:
    """The dataset as Croissant, in the version asked for."""
    reading = api.asked(request, "overview")
    if isinstance(reading, Response):
        return reading
    version = checked(reading.version)
    if is_large(version):
        return api.too_large()
    said = described.croissant(version, api.site(request))
    return JSONResponse(said, media_type="application/ld+json", headers=api.headers_of(version))


def bundle(request: Request) -> Response:
    """Experimental: the rates of one study as a FHIR bundle."""
    reading = api.asked(request, "study")
    if isinstance(reading, Response):
        return reading
    reading = reading.as_checked()
    asked = reading.view.chosen("study") or tuple(study_labels(reading.version))[:1]
    said = fhir.bundle(reading.version, asked[0], api.site(request))
    media = f"application/fhir+json; fhirVersion={fhir.RELEASE.rpartition('.')[0]}"
    return JSONResponse(said, media_type=media, headers=api.headers_of(reading.version))


def robots(request: Request) -> Response:
    lines = ["User-agent: *", *(f"Disallow: {path}" for path in CLOSED), f"Sitemap: {api.site(request)}/sitemap.xml"]
    return PlainTextResponse("\n".join(lines) + "\n")


def sitemap(request: Request) -> Response:
    """Every page and every study, with the day of the data, in each language; of very many where their parts are.

    `part` of the path is one of these parts, from 1.
    """
    try:
        version = current()
    except NoEvidence as fault:
        return JSONResponse({"error": str(fault)}, 503)
    site, day, part = api.site(request), published(version).date().isoformat(), request.path_params.get("part")
    paths = (*PAGE_PATHS, *(f"/study?study={study}" for study in study_labels(version)))
    places = [f"{path}{'&' if '?' in path else '?'}lang={code}" for path in paths for code in languages()]
    parts = [places[first : first + ADDRESSES] for first in range(0, len(places), ADDRESSES)]
    if part is None and len(parts) > 1:
        return _locations(
            "sitemapindex", "sitemap", site, (f"/sitemap-{place}.xml" for place in range(1, len(parts) + 1)), day
        )
    if part is not None and not 0 < part <= len(parts):
        return JSONResponse({"error": f"there is no part {part}; there are {len(parts)}"}, 404)
    return _locations("urlset", "url", site, parts[(part or 1) - 1], day)


def _locations(root: str, each: str, site: str, paths: Iterable[str], day: str) -> Response:
    """Addresses as the sitemap protocol lists them."""
    every = ElementTree.Element(root, {"xmlns": SITEMAP})
    for path in paths:
        one = ElementTree.SubElement(every, each)
        ElementTree.SubElement(one, "loc").text = f"{site}{path}"
        ElementTree.SubElement(one, "lastmod").text = day
    return Response(ElementTree.tostring(every, encoding="utf-8", xml_declaration=True), media_type="application/xml")


def tags(reading: Reading, site: str) -> str:
    """For the head of a page: the dataset as JSON-LD, and the feed of the view."""
    said = json.dumps(described.brief(checked(reading.version), site), ensure_ascii=False).replace("<", "\\u003c")
    feed = escape(site + changes.address(reading))
    return (
        f'<script type="application/ld+json">{said}</script><link rel="alternate" type="application/atom+xml" href="{feed}">'
    )


routes = [
    Route("/robots.txt", robots),
    Route("/sitemap.xml", DATA.of(sitemap)),
    Route("/sitemap-{part:int}.xml", DATA.of(sitemap)),
    Route("/api/dataset.jsonld", DATA.of(dataset)),
    Route("/api/study.fhir.json", DATA.of(bundle)),
]
