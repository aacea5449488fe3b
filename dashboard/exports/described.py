"""The dataset in the words of others: schema.org for search engines, Croissant for programs that load it."""

from collections.abc import Mapping
from functools import lru_cache
from hashlib import sha256
from typing import Any

from dashboard.exports import base
from evidence import about
from evidence.database import ask
from evidence.versions import published

#: The archive as files of the descriptions name it.
ARCHIVE = "base.zip"
#: Types of columns of a data package in the words of schema.org.
_TYPES = {"string": "sc:Text", "integer": "sc:Integer", "number": "sc:Float", "boolean": "sc:Boolean", "date": "sc:Date",
          "array": "sc:Text"}  # fmt: skip
_CROISSANT = "http://mlcommons.org/croissant/"
#: The context that Croissant 1.0 asks for, word by word.
_CONTEXT = {
    "@language": "en", "@vocab": "https://schema.org/", "citeAs": "cr:citeAs", "column": "cr:column",
    "conformsTo": "dct:conformsTo", "cr": _CROISSANT, "rai": f"{_CROISSANT}RAI/",
    "data": {"@id": "cr:data", "@type": "@json"}, "dataType": {"@id": "cr:dataType", "@type": "@vocab"},
    "dct": "http://purl.org/dc/terms/", "examples": {"@id": "cr:examples", "@type": "@json"}, "extract": "cr:extract",
    "field": "cr:field", "fileProperty": "cr:fileProperty", "fileObject": "cr:fileObject", "fileSet": "cr:fileSet",
    "format": "cr:format", "includes": "cr:includes", "isLiveDataset": "cr:isLiveDataset", "jsonPath": "cr:jsonPath",
    "key": "cr:key", "md5": "cr:md5", "parentField": "cr:parentField", "path": "cr:path", "recordSet": "cr:recordSet",
    "references": "cr:references", "regex": "cr:regex", "repeated": "cr:repeated", "replace": "cr:replace",
    "sc": "https://schema.org/", "separator": "cr:separator", "source": "cr:source", "subField": "cr:subField",
    "transform": "cr:transform",
}  # fmt: skip


def brief(version: str, site: str) -> dict[str, object]:
    """What stands in the head of a page: the dataset and the ways to it, as schema.org has them."""
    ways = (
        (f"{site}/api/base.zip", "application/zip", "All tables as Parquet, with codebook, data package and RO-Crate"),
        (f"{site}/api/base.duckdb", "application/vnd.duckdb", "All tables as one DuckDB file"),
        (f"{site}/api/response.csv", "text/csv", "The rows of one page; every page has its own"),
    )
    found = [
        {"@type": "DataDownload", "contentUrl": url, "encodingFormat": media, "name": said} for url, media, said in ways
    ]
    return {"@context": "https://schema.org/", "@type": "Dataset"} | _said(version, site) | {"distribution": found}


@lru_cache(maxsize=2)
def croissant(version: str, site: str) -> dict[str, object]:
    """The dataset with every table and column, as Croissant 1.0 has them: schema.org that programs can load."""
    body, package = base.archive(version), base.package(version)
    archive = {
        "@type": "cr:FileObject",
        "@id": ARCHIVE,
        "name": ARCHIVE,
        "contentUrl": f"{site}/api/base.zip?data={version}",
        "encodingFormat": "application/zip",
        "contentSize": f"{len(body)} B",
        "sha256": sha256(body).hexdigest(),
    }
    files = [{"@type": "cr:FileObject", "@id": one["path"], "name": one["path"], "contentUrl": one["path"],
              "containedIn": {"@id": ARCHIVE}, "encodingFormat": base.PARQUET} for one in package["resources"]]  # fmt: skip
    sets = [_records(one) for one in package["resources"]]
    head = {"@context": _CONTEXT, "@type": "sc:Dataset", "conformsTo": "http://mlcommons.org/croissant/1.0"}
    more = {"citeAs": package["description"], "isLiveDataset": True, "distribution": [archive, *files], "recordSet": sets}
    return head | _said(version, site) | more


def _records(table: Mapping[str, Any]) -> dict[str, object]:
    name, schema = table["name"], table["schema"]
    fields = [{"@type": "cr:Field", "@id": f"{name}/{one['name']}", "name": one["name"], "description": one["description"],
               "dataType": _TYPES[one["type"]], **({"repeated": True} if one["type"] == "array" else {}),
               "source": {"fileObject": {"@id": table["path"]}, "extract": {"column": one["name"]}}}
              for one in schema["fields"]]  # fmt: skip
    key = [{"@id": f"{name}/{one}"} for one in schema.get("primaryKey", ())]
    return {"@type": "cr:RecordSet", "@id": name, "name": name, "description": table["description"], "field": fields,
            **({"key": key} if key else {})}  # fmt: skip


def _said(version: str, site: str) -> dict[str, object]:
    """What all descriptions share."""
    years = ask(version, "select min(year) as first, max(year) as last from study")[0]
    return {
        "@id": f"{site}/",
        "name": about.TITLE,
        "alternateName": about.NAME,
        "description": about.ABSTRACT,
        "url": f"{site}/",
        "version": version,
        "datePublished": base.day(version),
        "dateModified": published(version).date().isoformat(),
        "keywords": list(about.KEYWORDS),
        "inLanguage": "en",
        "isAccessibleForFree": True,
        "usageInfo": about.TERMS,
        "temporalCoverage": f"{years['first']}/{years['last']}",
        "creator": {"@type": "Organization", "name": about.AUTHOR},
    }
