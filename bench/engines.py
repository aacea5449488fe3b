"""The same questions on the file itself (DuckDB), on SQLite with indexes, in pandas and in polars."""

import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path
from statistics import median

import polars as pl

from bench.measured import Measured, interleaved
from bench.questions import ASKED, COLUMNS, INDEXES, QUESTIONS
from evidence.database import arrow, ask

BATCH = 50_000


def compared(version: str, folder: Path, size: str, rounds: int) -> Iterator[Measured]:
    """Median of each question on each engine, taken in turns; the number of rows must agree between them."""
    tables = {name: arrow(version, f"select {_texts(columns)} from {name}") for name, columns in COLUMNS.items()}
    lite = _sqlite(folder / f"{size}.sqlite", tables)
    frames = {name: table.to_pandas() for name, table in tables.items()}
    polars = {name: pl.from_arrow(table) for name, table in tables.items()}
    fact = ask(version, "select fact_id, study_id from fact limit 1 offset 1000")[0]
    asked = ASKED | {"study": fact["study_id"], "fact": fact["fact_id"]}
    for name, question in QUESTIONS.items():
        given = {key: asked[key] for key in question.names}
        works: dict[str, Callable[[], object]] = {
            "DuckDB": lambda q=question, p=given: ask(version, q.sql, **p),
            "SQLite": lambda q=question, p=given: lite.execute(q.sql, p).fetchall(),
            "pandas": lambda q=question: q.pandas(frames, asked),
            "polars": lambda q=question: q.polars(polars, asked),
        }
        counts = {engine: len(work()) for engine, work in works.items()}
        if len(set(counts.values())) > 1:
            raise ValueError(f"{name}: the engines give {counts} rows; they must give the same")
        for engine, times in interleaved(works, rounds).items():
            yield Measured(f"{size}, {name} ({counts[engine]:,} rows), {engine}", median(times), "ms")
    lite.close()


def _texts(columns: tuple[str, ...]) -> str:
    """Enums as text, so that every engine compares the same; numbers stay numbers."""
    numbers = ("n", "year", "events", "of_n")
    return ", ".join(name if name in numbers else f"{name}::varchar as {name}" for name in columns)


def _sqlite(path: Path, tables: dict) -> sqlite3.Connection:
    con = sqlite3.connect(path)
    con.execute("pragma journal_mode = off")
    con.execute("pragma synchronous = off")
    for name, table in tables.items():
        con.execute(f"create table {name} ({', '.join(table.column_names)})")
        marks = ", ".join("?" * table.num_columns)
        for batch in table.to_batches(BATCH):
            con.executemany(f"insert into {name} values ({marks})", zip(*batch.to_pydict().values(), strict=True))
    for number, index in enumerate(INDEXES):
        con.execute(f"create index i{number} on {index}")
    con.execute("analyze")
    con.commit()
    return con
