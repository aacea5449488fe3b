"""A built file of an older shape, seen in today's: what it does not have yet is missing, never made up.

An old link keeps its numbers although tables have gained columns since. The old file is attached read-only below
views that have today's columns; a column that it lacks is NULL there, a list empty, a table without rows. What it
says in another column is told in today's.
"""

from pathlib import Path

import duckdb

Shape = dict[str, dict[str, str]]
#: What a connection is opened with.
Settings = dict[str, str | bool | int | float | list[str]]

_READING = "case when readers > 1 then 'checked' else 'once' end"
#: What n counted stood in the label of the whole cohort.
_N_COUNTS = (
    "case when label ilike 'All enrolled%' then 'enrolled' when label ilike 'All randomised%' then 'randomised'"
    " when label ilike 'All treated%' then 'treated' end"
)
_READINGS = "(select list_sort(list(distinct reading)) from fact one where one.study_id = held.study_id)"
_DOMAINS = "(select list_sort(list(distinct domain)) from fact one where one.study_id = held.study_id)"
_OF_STUDY = "(select one.{column} from kept.study one where one.study_id = held.study_id)"
#: Columns that older files lack but say elsewhere: two readers of that day were one who read and one who checked;
#: regimens stood with the study alone; a percentage of the domain of times without a count was an estimate.
_SAID_ELSEWHERE = (
    {(table, "reading"): _READING for table in ("fact", "patient", "appraisal")}
    | {("cohort", column): _OF_STUDY.format(column=column) for column in ("regimen", "regimen_class")}
    | {("cohort", "population"): _N_COUNTS}
    | {("study", "readings"): _READINGS, ("study", "domains"): _DOMAINS}
    | {("fact", "percent_is"): "case when domain = 'time to event' and events is null and unit = '%' then 'estimate' end"}
)

_SHAPE = """
select table_name, column_name, data_type from duckdb_columns()
where not internal and schema_name = 'main' order by table_name, column_index
"""


def shape(connection: duckdb.DuckDBPyConnection) -> Shape:
    """Column types by table and column."""
    with connection.cursor() as cursor:
        found: Shape = {}
        for table, column, kind in cursor.execute(_SHAPE).fetchall():
            found.setdefault(table, {})[column] = kind
    return found


def lacks(old: Shape, today: Shape) -> bool:
    """Whether an old file has not all of today's columns."""
    return any(set(columns) - set(old.get(table, {})) for table, columns in today.items())


def in_todays_shape(path: Path, old: Shape, today: Shape, config: Settings) -> duckdb.DuckDBPyConnection:
    """A connection that answers today's questions from an old file. Names come from the files' own catalogues."""
    connection = duckdb.connect(":memory:", config=config)
    address = str(path).replace("'", "''")
    connection.execute(f"attach '{address}' as kept (read_only)")
    for table, columns in today.items():
        held = old.get(table, {})
        chosen = ", ".join(_column(table, name, kind, held) for name, kind in columns.items())
        source = f'from kept."{table}" held' if held else "where false"
        connection.execute(f'create view "{table}" as select {chosen} {source}')
    return connection


def _column(table: str, name: str, kind: str, held: dict[str, str]) -> str:
    if name in held:
        return f'held."{name}"'
    if held and (table, name) in _SAID_ELSEWHERE:
        return f'{_SAID_ELSEWHERE[table, name]} as "{name}"'
    if kind.endswith("[]"):
        return f'[]::varchar[] as "{name}"'
    return f'null::{"varchar" if kind.startswith("ENUM") else kind} as "{name}"'
