"""The database answers questions about itself and nothing else, and no question is put together from what came in."""

import ast
import socket
from pathlib import Path

import duckdb
import pytest

from evidence import database
from evidence.questions.facts import facts
from evidence.selection import View
from tests.conftest import STUDIES

ROOT = STUDIES.parent.parent
#: The only places where a name stands in the text of a question, and where that name comes from.
NAMED = {
    ("etl/making.py", "insert into {name} by name select * from arriving"): "TABLES",
    ("etl/making.py", "delete from {name}"): "TABLES",
    ("etl/making.py", "delete from {name} where study_id in (select unnest($1))"): "TABLES",
    ("etl/build.py", "select count(*)::bigint from {name}"): "TABLES",
    ("evidence/older.py", "attach '{address}' as kept (read_only)"): "a path whose quotes are doubled",
    ("evidence/older.py", 'create view "{table}" as select {chosen} {source}'): "the catalogues of the two files",
    ("dashboard/exports/base.py", "select {', '.join(names)} from {table} order by {order}"): "the file's catalogue",
    ("dashboard/session/short.py", "pragma max_page_count = {PAGES}"): "a constant",
    (
        "etl/making.py",
        "attach '{quoted}' as version (row_group_size {GROUP})",
    ): "a path whose quotes are doubled; a constant",
    (
        "etl/making.py",
        'attach \'" + str(other).replace("\'", "\'\'") + "\' as other (read_only)',
    ): "a path whose quotes are doubled",
    ("etl/making.py", "insert into {name} by name {rows}"): "TABLES",
    ("etl/making.py", "schema()"): "schema.sql and the closed sets of the vocabulary",
    ("etl/making.py", "patient_numbers()"): "patient.sql",
    ("etl/build.py", "query"): "AUDITS",
    (
        "evidence/cohorts/asked.py",
        "_STUDIES.format(far=' + '.join(missed) or '0', cohorts=conditions.COHORTS, silent=_SILENT_OF_PASSING if is_on_figures else _SILENT)",
    ): "FILTERS: conditions by their names, values bound",
    ("etl/outline.py", "delete from {table} where name = ?"): "the tables of an outline",
    ("etl/outline.py", "insert or ignore into {table} values ({places})"): "the tables of an outline; question marks",
    ("etl/remembered.py", "delete from {table} where name = ?"): "two constants",
    ("etl/remembered.py", "insert into held values (?, ?{', ?' * len(OF_STUDY)})"): "question marks",
    ("etl/remembered.py", "select {sums} from held"): "TABLES",
    ("etl/remembered.py", "question"): "what asks: looked at in its own module",
    ("evidence/cohorts/left.py", "studies + ' union all '.join(counts)"): "FILTERS: conditions by their names, values bound",
    ("evidence/database.py", "lock"): "_LOCKS",
    ("evidence/database.py", "sql"): "what asks: looked at in its own module",
    ("dashboard/workers/crew.py", "self.seconds"): "no question: how long a worker may take",
    ("dashboard/workers/staff.py", "wish"): "no question: what a worker is to make",
}
ASKING = {"ask", "arrow", "execute", "sql", "executemany"}


@pytest.mark.parametrize("sql", [
    "copy fact to '{tmp}/out.csv'", "copy fact from '{tmp}/in.csv'", "copy (select 1) to '{tmp}/out.parquet'", "export database '{tmp}/out'",
    "import database '{tmp}/out'", "attach '{tmp}/other.duckdb'", "attach ':memory:' as other", "detach database memory",
    "select * from read_text('/etc/hosts')", "select * from read_blob('/etc/hosts')", "select * from read_csv('/etc/hosts')",
    "select * from read_json('/etc/hosts')", "select * from read_parquet('/etc/hosts')", "select * from glob('/etc/*')", "select * from '/etc/hosts'",
    "select * from read_csv('http://127.0.0.1:{port}/x')", "from 'https://127.0.0.1:{port}/x.parquet'",
    "install httpfs", "install '{tmp}/x.duckdb_extension'", "load httpfs", "load '{tmp}/x.duckdb_extension'", "force install httpfs",
    "set memory_limit = '9GB'", "set threads = 9", "set enable_external_access = true", "set lock_configuration = false", "reset lock_configuration",
    "set autoload_known_extensions = true", "set temp_directory = '{tmp}'", "set allowed_paths = ['/etc/hosts']", "pragma memory_limit = '9GB'",
    "create table t (x int)", "drop table fact", "alter table fact add column x int", "insert into build values ('x', 1, 1, 1)", "update fact set events = 1",
    "delete from fact", "truncate fact", "create view v as select 1", "create or replace table fact as select 1", "create secret s (type s3)",
    "select 1; drop table fact", "vacuum analyze; drop table fact", "select * from secret_of_python", "call pragma_import_csv('x')",
])  # fmt: skip
def test_what_is_not_a_question_is_refused(published, tmp_path, sql):
    secret_of_python = [1]
    before = database.ask(published, "select count(*) as n from fact")
    with socket.create_server(("127.0.0.1", 0)) as outside:
        outside.settimeout(0.05)
        with pytest.raises(duckdb.Error):
            database.ask(published, sql.format(tmp=tmp_path, port=outside.getsockname()[1]))
        with pytest.raises(TimeoutError):
            outside.accept()
    assert not list(tmp_path.iterdir()) and secret_of_python
    assert database.ask(published, "select count(*) as n from fact") == before


@pytest.mark.parametrize(
    "value", ["x' or 1=1; drop table study; --", "'", '"', "\\", "$study", "%", "\x00", "💣" * 1000, "a" * 1_000_000]
)
def test_what_is_bound_is_a_text_and_nothing_more(published, value):
    assert database.ask(published, "select study_id from study where study_id = $study", study=value) == []
    assert database.ask(published, "select $study as said", study=value) == [{"said": value}]
    assert (
        database.ask(published, "select study_id from study where study_id in (select unnest($names))", names=[value]) == []
    )
    assert facts(published, View(other=(value,)), "response")


def test_a_question_that_would_take_the_memory_is_stopped(published):
    with pytest.raises(duckdb.OutOfMemoryException):
        database.ask(published, "select count(distinct r::varchar || repeat('x', 200)) from range(30_000_000) t(r)")
    assert database.ask(published, "select 1 as n") == [{"n": 1}]


def test_an_older_file_is_locked_like_todays(alpha, tmp_path):
    old = "0123456789abcdef"
    with duckdb.connect() as con:
        con.execute(f"attach '{database.file_of(database.folder(), alpha)}' as today (read_only)")
        con.execute(f"attach '{database.file_of(database.folder(), old)}' as old")
        con.execute("copy from database today to old")
        con.execute("drop table old.appraisal")
        con.execute("update old.build set version = ?", [old])
    for sql in ("select * from read_text('/etc/hosts')", f"attach '{tmp_path}/x.duckdb'", "set threads = 9", "drop table kept.fact",
                "update kept.fact set events = 1", f"copy (select 1) to '{tmp_path}/x.csv'", "install httpfs"):  # fmt: skip
        with pytest.raises(duckdb.Error):
            database.ask(old, sql)
    assert database.ask(old, "select count(*) as n from fact") == [{"n": 8}]


def _constant(name: str, tree: ast.Module) -> bool:
    """Whether a name is a text of the module that nothing but other such texts is put into."""
    values = [node.value for node in tree.body if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == name]
    return len(values) == 1 and all(
        isinstance(part, ast.Constant)
        or (isinstance(part, ast.FormattedValue) and isinstance(part.value, ast.Name) and _constant(part.value.id, tree))
        for part in (values[0].values if isinstance(values[0], ast.JoinedStr) else values)
    )


def _composed(file: Path) -> set[tuple[str, str]]:
    """The questions of a file that do not stand there as they are asked."""
    tree, found = ast.parse(file.read_text(encoding="utf-8")), set()
    for node in ast.walk(tree):
        name = ast.unparse(node.func).rpartition(".")[2] if isinstance(node, ast.Call) else ""
        place = 1 if name in ("ask", "arrow") else 0
        if name in ASKING and len(node.args) > place:
            question = node.args[place]
            if not (isinstance(question, ast.Constant) or (isinstance(question, ast.Name) and _constant(question.id, tree))):
                found.add((str(file.relative_to(ROOT)), ast.unparse(question).strip("f").strip("'\"")))
    return found


def test_no_question_is_put_together_but_from_names_of_the_schema():
    files = [path for folder in ("evidence", "etl", "dashboard", "pages") for path in (ROOT / folder).rglob("*.py")]
    composed = {one for file in files for one in _composed(file)}
    assert composed == set(NAMED), composed ^ set(NAMED)
