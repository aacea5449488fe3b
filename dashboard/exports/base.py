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
#: Tables in the order in which a reader meets them; others follow by their names.
FIRST = ("study", "source", "cohort", "fact", "patient", "discrepancy", "appraisal")
#: What orders rows where a table has it, before its key: the same version gives the same bytes.
PLACED = ("study_id", "place")
#: Column types of the file in the words of a data package.
TYPES = {"VARCHAR": "string", "INTEGER": "integer", "DOUBLE": "number", "BOOLEAN": "boolean", "DATE": "date"}

_FIELDS = """
select column_name as name, data_type as type, comment as description from duckdb_columns()
where table_name = $table and not internal and comment is not null order by column_index
"""
_TABLES = "select table_name as name, comment from duckdb_tables() where comment is not null order by table_name"
_KEY = """
select constraint_column_names as key from duckdb_constraints()
where table_name = $table and constraint_type = 'PRIMARY KEY'
"""
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
            names = [f'"{row["name"]}"' for row in ask(version, _FIELDS, table=table)]
            placed = [name for name in names if name.strip('"') in PLACED]
            order = ", ".join(dict.fromkeys([*placed, *(_key(version, table) or names)]))
            part = BytesIO()
            rows = arrow(version, f"select {', '.join(names)} from {table} order by {order}")
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
        "resources": [_resource(version, table, said) for table, said in _held(version).items()],
    }


def _held(version: str) -> dict[str, str]:
    """The tables that a version has, each with what it is; an older one may lack some."""
    said = {row["name"]: row["comment"] for row in ask(version, _TABLES)}
    return {name: said[name] for name in dict.fromkeys([*FIRST, *said]) if name in said}


def _key(version: str, table: str) -> list[str]:
    """The columns of which no two rows have the same; empty for a plain list."""
    found = ask(version, _KEY, table=table)
    return list(found[0]["key"]) if found else []


def _resource(version: str, table: str, said: str) -> dict[str, object]:
    fields = [
        {"name": row["name"], "type": _type(row["type"]), "description": row["description"]}
        for row in ask(version, _FIELDS, table=table)
    ]
    schema: dict[str, object] = {"fields": fields}
    if key := _key(version, table):
        schema["primaryKey"] = key
    if table != "study" and "study_id" in [one["name"] for one in fields]:
        schema["foreignKeys"] = [{"fields": ["study_id"], "reference": {"resource": "study", "fields": ["study_id"]}}]
    return {"name": table, "path": f"{table}.parquet", "format": "parquet", "mediatype": PARQUET,
            "description": said, "schema": schema}  # fmt: skip


def _type(stored: str) -> str:
    """The type in a data package; a closed set is a text, a list an array."""
    return "array" if stored.endswith("[]") else TYPES.get(stored, "string")
