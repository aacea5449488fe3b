"""The whole base on its way out: the DuckDB file, and Parquet with a description of every column."""

import json
from functools import lru_cache
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

import pyarrow.parquet as parquet

from evidence.database import arrow, ask, file_of, folder
from evidence.language import ENGLISH, speaking
from evidence.questions.coverage.numbers import build
from evidence.wording.api import citation

CODEBOOK = Path(__file__).parent.parent.parent / "data" / "README.md"
#: Tables in the order in which a reader meets them, with what orders their rows: the same version gives the same bytes.
TABLES = {
    "study": "study_id", "source": "study_id, source_id", "cohort": "study_id, place", "fact": "study_id, place",
    "patient": "study_id, number", "discrepancy": "study_id, place", "appraisal": "study_id, question",
    "build": "version",
}  # fmt: skip
KEYS = {
    "study": ["study_id"], "source": ["study_id", "source_id"], "cohort": ["study_id", "cohort_id"], "fact": ["fact_id"],
    "patient": ["study_id", "number"], "discrepancy": ["discrepancy_id"], "appraisal": ["study_id", "question"],
    "build": ["version"],
}  # fmt: skip
#: Column types of the file in the words of a data package.
TYPES = {"VARCHAR": "string", "INTEGER": "integer", "DOUBLE": "number", "BOOLEAN": "boolean", "DATE": "date"}

_FIELDS = """
select column_name as name, data_type as type, comment as description from duckdb_columns()
where table_name = $table and not internal and comment is not null order by column_index
"""
_COMMENT = "select comment from duckdb_tables() where table_name = $table and comment is not null"
#: No time of day goes into the archive.
_DAY = (1980, 1, 1, 0, 0, 0)


def duckdb_file(version: str) -> Path:
    return file_of(folder(), version)


@lru_cache(maxsize=2)
def archive(version: str) -> bytes:
    """A zip with a Parquet file a table, datapackage.json, the codebook and how to cite; one for all languages."""
    target = BytesIO()
    with speaking(ENGLISH), ZipFile(target, "w") as package:
        for table in _held(version):
            names = ", ".join(f'"{row["name"]}"' for row in ask(version, _FIELDS, table=table))
            part = BytesIO()
            rows = arrow(version, f"select {names} from {table} order by {TABLES[table]}")
            parquet.write_table(rows, part, compression="zstd")
            package.writestr(ZipInfo(f"{table}.parquet", _DAY), part.getvalue(), ZIP_STORED)
        texts = {
            "datapackage.json": json.dumps(_package(version), ensure_ascii=False, indent=1),
            "CODEBOOK.md": CODEBOOK.read_text(encoding="utf-8"),
            "CITATION.txt": citation(build(version), f"/?data={version}") + "\n",
        }
        for name, text in texts.items():
            package.writestr(ZipInfo(name, _DAY), text, ZIP_DEFLATED)
    return target.getvalue()


def _package(version: str) -> dict[str, object]:
    return {
        "profile": "data-package",
        "name": "leukaemia-evidence",
        "title": "Leukaemia evidence",
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
    return {"name": table, "path": f"{table}.parquet", "format": "parquet", "mediatype": "application/vnd.apache.parquet",
            "description": said, "schema": schema}  # fmt: skip


def _type(stored: str) -> str:
    """The type in a data package; a closed set is a text, a list an array."""
    return "array" if stored.endswith("[]") else TYPES.get(stored, "string")
