"""The whole base on its way out: the DuckDB file, and Parquet with a description of every column."""

import json
from functools import lru_cache
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

import pyarrow.parquet as parquet

from dashboard.exports import crate
from evidence import about
from evidence.database import arrow, ask, file_of, folder
from evidence.language import ENGLISH, speaking
from evidence.questions.coverage.numbers import build
from evidence.wording.api import citation

CODEBOOK = Path(__file__).parent.parent.parent / "data" / "README.md"
#: Tables in the order in which a reader meets them, with what orders their rows: the same version gives the same bytes.
TABLES = {
    "study": "study_id", "source": "study_id, source_id", "cohort": "study_id, place", "fact": "study_id, place",
    "patient": "study_id, number", "discrepancy": "study_id, place", "appraisal": "study_id, question",
    "reading": "study_id, fact_id, reader", "decision": "study_id, fact_id", "build": "version",
}  # fmt: skip
KEYS = {
    "study": ["study_id"], "source": ["study_id", "source_id"], "cohort": ["study_id", "cohort_id"], "fact": ["fact_id"],
    "patient": ["study_id", "number"], "discrepancy": ["discrepancy_id"], "appraisal": ["study_id", "question"],
    "reading": ["fact_id", "reader"], "decision": ["fact_id"], "build": ["version"],
}  # fmt: skip
#: Column types of the file in the words of a data package.
TYPES = {"VARCHAR": "string", "INTEGER": "integer", "DOUBLE": "number", "BOOLEAN": "boolean", "DATE": "date"}

_FIELDS = """
select column_name as name, data_type as type, comment as description from duckdb_columns()
where table_name = $table and not internal and comment is not null order by column_index
"""
_COMMENT = "select comment from duckdb_tables() where table_name = $table and comment is not null"
PARQUET = "application/vnd.apache.parquet"
#: What the files beside the tables are.
TEXTS = {
    "datapackage.json": "The tables, their columns and keys as a Frictionless data package",
    "CODEBOOK.md": "What each column and code means",
    "CITATION.txt": "How to cite this version",
    "CITATION.cff": "How to cite the project, for programs",
}
#: No time of day goes into the archive.
_DAY = (1980, 1, 1, 0, 0, 0)


def duckdb_file(version: str) -> Path:
    return file_of(folder(), version)


@lru_cache(maxsize=2)
def archive(version: str) -> bytes:
    """A zip with a Parquet file a table, its descriptions, the codebook and how to cite; one for all languages.

    It describes itself as a data package and as an RO-Crate.
    """
    target, parts = BytesIO(), {}
    with speaking(ENGLISH), ZipFile(target, "w") as held:
        for table in _held(version):
            names = ", ".join(f'"{row["name"]}"' for row in ask(version, _FIELDS, table=table))
            part = BytesIO()
            rows = arrow(version, f"select {names} from {table} order by {TABLES[table]}")
            parquet.write_table(rows, part, compression="zstd")
            parts[f"{table}.parquet"] = part.getvalue()
        texts = {
            "datapackage.json": json.dumps(package(version), ensure_ascii=False, indent=1),
            "CODEBOOK.md": CODEBOOK.read_text(encoding="utf-8"),
            "CITATION.txt": citation(build(version), f"/?data={version}") + "\n",
            "CITATION.cff": about.citation_file(),
        }
        parts |= {name: text.encode() for name, text in texts.items()}
        said = {one["path"]: one["description"] for one in package(version)["resources"]} | TEXTS
        parts[crate.NAME] = crate.crate(version, day(version), package(version)["description"], parts, said)
        for name, body in parts.items():
            held.writestr(ZipInfo(name, _DAY), body, ZIP_STORED if name.endswith(".parquet") else ZIP_DEFLATED)
    return target.getvalue()


def day(version: str) -> str:
    """The day on which the newest source was read: the same wherever a version is built."""
    return ask(version, "select max(seen)::varchar as day from source")[0]["day"]


def package(version: str) -> dict[str, Any]:
    """datapackage.json: each table with its columns and keys."""
    return {
        "profile": "data-package",
        "name": about.NAME,
        "title": about.TITLE,
        "version": version,
        "description": citation(build(version), f"/?data={version}"),
        "resources": [_resource(version, table) for table in _held(version)],
    }


def _held(version: str) -> list[str]:
    """The tables that a version has; an older one may lack some."""
    return [table for table in TABLES if ask(version, _COMMENT, table=table)]


def _resource(version: str, table: str) -> dict[str, object]:
    fields = [
        {"name": row["name"], "type": _type(row["type"]), "description": row["description"]}
        for row in ask(version, _FIELDS, table=table)
    ]
    schema: dict[str, object] = {"fields": fields, "primaryKey": KEYS[table]}
    if table not in ("study", "build"):
        schema["foreignKeys"] = [{"fields": ["study_id"], "reference": {"resource": "study", "fields": ["study_id"]}}]
    said = ask(version, _COMMENT, table=table)[0]["comment"]
    return {"name": table, "path": f"{table}.parquet", "format": "parquet", "mediatype": PARQUET,
            "description": said, "schema": schema}  # fmt: skip


def _type(stored: str) -> str:
    """The type in a data package; a closed set is a text, a list an array."""
    return "array" if stored.endswith("[]") else TYPES.get(stored, "string")
