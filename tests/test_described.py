"""The dataset in the words of others: schema.org, Croissant, RO-Crate, CITATION.cff, sitemap, robots."""

import hashlib
import io
import json
import re
import tomllib
from datetime import date
from urllib.parse import urlsplit
from xml.etree import ElementTree
from zipfile import ZipFile

import mlcroissant
import pytest
import yaml
from starlette.applications import Starlette
from starlette.testclient import TestClient

from dashboard.exports import base, crate
from dashboard.routes import api, changes, described, index, openapi
from dashboard.site import PAGES
from evidence import about
from evidence.cohorts import asked
from evidence.language import languages
from evidence.questions.studies.numbers import study_labels
from tests.conftest import STUDIES

ROOT = STUDIES.parent.parent
SITE = "https://evidence.example"


@pytest.fixture(scope="module")
def client(published):
    routes = [*index.routes, *changes.routes, *described.routes, *api.routes, *api.rest]
    return TestClient(Starlette(routes=routes), base_url=SITE)


@pytest.fixture(scope="module")
def archive(published):
    return ZipFile(io.BytesIO(base.archive(published)))


def test_croissant_is_valid_for_its_own_validator(client, published):
    """Warnings stay: no licence has been chosen, and a data version is no semantic version."""
    said = client.get("/api/dataset.jsonld")
    assert said.headers["content-type"] == "application/ld+json" and said.headers["x-data-version"] == published
    found = mlcroissant.Dataset(jsonld=said.json()).metadata.ctx.issues
    assert not found.errors
    assert all("license" in one or "MAJOR.MINOR.PATCH" in one for one in found.warnings)


def test_croissant_names_every_table_and_column_and_the_hash_of_the_file(client, published, archive):
    said = client.get("/api/dataset.jsonld").json()
    package = json.loads(archive.read("datapackage.json"))
    fields = {one["name"]: [field["name"] for field in one["field"]] for one in said["recordSet"]}
    assert fields == {one["name"]: [field["name"] for field in one["schema"]["fields"]] for one in package["resources"]}
    whole = said["distribution"][0]
    assert whole["sha256"] == hashlib.sha256(base.archive(published)).hexdigest()
    assert whole["contentUrl"] == f"{SITE}/api/base.zip?data={published}"
    assert client.get("/api/dataset.jsonld?data=0000000000000000").status_code == 404


def graph(archive: ZipFile) -> dict[str, dict]:
    return {one["@id"]: one for one in json.loads(archive.read(crate.NAME))["@graph"]}


def test_the_archive_follows_the_rules_of_ro_crate(archive):
    """RO-Crate 1.2: a descriptor about a root, a root with what is demanded of it, every entity flat and reached by its id."""
    whole = json.loads(archive.read(crate.NAME))
    assert set(whole) == {"@context", "@graph"} and whole["@context"] == "https://w3id.org/ro/crate/1.2/context"
    found = graph(archive)
    assert len(found) == len(whole["@graph"]) and all("@type" in one for one in found.values())
    descriptor, root = found["ro-crate-metadata.json"], found["./"]
    assert descriptor["@type"] == "CreativeWork" and descriptor["about"] == {"@id": "./"}
    assert descriptor["conformsTo"] == {"@id": "https://w3id.org/ro/crate/1.2"}
    assert root["@type"] == "Dataset" and {"name", "description", "datePublished", "license"} <= set(root)
    assert date.fromisoformat(root["datePublished"])
    links = [link["@id"] for one in found.values() for value in one.values()
             for link in (value if isinstance(value, list) else [value]) if isinstance(link, dict)]  # fmt: skip
    assert set(links) - {"https://w3id.org/ro/crate/1.2"} <= set(found)


def test_the_archive_describes_each_of_its_files_as_it_is(archive):
    found = graph(archive)
    names = set(archive.namelist()) - {crate.NAME}
    assert {one["@id"] for one in found["./"]["hasPart"]} == names
    for name in names:
        body = archive.read(name)
        assert found[name]["@type"] == "File" and found[name]["contentSize"] == str(len(body))
        assert found[name]["sha256"] == hashlib.sha256(body).hexdigest()
        assert found[name]["description"] and found[name]["encodingFormat"]


def test_a_page_tells_search_engines_of_the_dataset_and_readers_of_its_feed(client, published):
    page = client.get("/response?mutation=flt3-itd").text
    (block,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page)
    said = json.loads(block)
    assert said["@type"] == "Dataset" and said["@context"] == "https://schema.org/" and said["version"] == published
    assert 50 <= len(said["description"]) <= 5000 and said["name"] == about.TITLE
    for way in said["distribution"]:
        assert way["contentUrl"].startswith(f"{SITE}/api/") and way["encodingFormat"]
        answer = client.head(way["contentUrl"])
        assert answer.status_code == 200
        assert answer.headers["content-type"].startswith(way["encodingFormat"])
    feed = re.search(r'<link rel="alternate" type="application/atom\+xml" href="([^"]+)">', page)[1].replace("&amp;", "&")
    assert "page=response" in feed and client.get(feed).status_code == 200


def test_a_hostile_link_ends_no_block(client):
    page = client.get("/response?mutation=%3C/script%3E%3Cscript%3Ealert(1)").text
    assert "<script>alert" not in page


def test_the_sitemap_has_every_page_and_study_in_every_language(client, published):
    root = ElementTree.fromstring(client.get("/sitemap.xml").content)
    assert root.tag == f"{{{described.SITEMAP}}}urlset"
    found = [one.findtext(f"{{{described.SITEMAP}}}loc") for one in root]
    pages, studies = {f"/{page.name}" for page in PAGES} | {"/"}, study_labels(published)
    assert len(found) == len(set(found)) == (len(pages) + len(studies)) * len(languages()) < 50_000
    assert {urlsplit(one).path for one in found} == pages and all(one.startswith(f"{SITE}/") for one in found)
    assert all(date.fromisoformat(one.findtext(f"{{{described.SITEMAP}}}lastmod")) for one in root)


def test_a_sitemap_of_very_many_addresses_comes_in_parts_that_hold_each_once(client, monkeypatch):
    def listed(path):
        answer = client.get(path)
        return [one.findtext(f"{{{described.SITEMAP}}}loc") for one in ElementTree.fromstring(answer.content)]

    whole = listed("/sitemap.xml")
    monkeypatch.setattr(described, "ADDRESSES", 100)
    parts = [urlsplit(one).path for one in listed("/sitemap.xml")]
    assert [one for part in parts for one in listed(part)] == whole
    assert client.get(f"/sitemap-{len(parts) + 1}.xml").status_code == 404 == client.get("/sitemap-0.xml").status_code


def test_of_very_many_studies_the_first_are_named_and_the_others_counted(client, published, monkeypatch):
    monkeypatch.setattr(openapi, "LISTED", 10)
    allowed = client.get("/api/response.csv?study=nobody").json()["allowed"]["study"]
    assert allowed == [*list(study_labels(published))[:10], f"... and {len(study_labels(published)) - 10} more"]
    assert "enum" not in next(one for one in openapi._filters() if one["name"] == "study")["schema"]["items"]


def test_a_very_large_version_is_had_as_one_file_alone(client, published, monkeypatch):
    monkeypatch.setattr(asked, "WHOLE", 0)
    for path in ("/api/base.zip", "/api/dataset.jsonld"):
        answer = client.get(path)
        assert answer.status_code == 404 and answer.json()["allowed"] == ["/api/base.duckdb"]
    assert client.head("/api/base.duckdb").status_code == 200


def test_robots_read_pages_and_data_and_leave_alone_what_costs_much(client):
    lines = client.get("/robots.txt").text.splitlines()
    assert lines[0] == "User-agent: *" and lines[-1] == f"Sitemap: {SITE}/sitemap.xml"
    closed = [line.removeprefix("Disallow: ") for line in lines if line.startswith("Disallow: ")]
    assert "/mcp" in closed and "/api/*.pdf" in closed
    assert not [path for path in ("/response", "/api/response.csv", "/api/base.zip") if any(map(path.startswith, closed))]


def test_how_to_cite_is_written_from_one_place(archive):
    """CFF 1.2.0: these keys are demanded, and this is how a day and a version are written."""
    text = (ROOT / "CITATION.cff").read_text()
    assert text == about.citation_file() == archive.read("CITATION.cff").decode(), "run `python -m etl codebook`"
    said = yaml.safe_load(text)
    assert {"cff-version", "message", "title", "authors"} <= set(said) and said["cff-version"] == "1.2.0"
    assert said["type"] == "dataset" and said["authors"] and date.fromisoformat(said["date-released"])
    assert said["version"] == tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["version"]
