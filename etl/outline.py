"""What the other files of a base need to know of a study: a changed one is checked against all without reading them."""

import sqlite3
from collections.abc import Iterator

from evidence.records import Study

#: Sources that tell of a study without being its own report: several studies may rest on one such article.
OTHERS = ("citing article", "news report")
#: The parts of an outline, by `name`, that of the file without ending; `at` is the place in the file's list.
_TABLES = {
    "study": "name text primary key, id text, search text",
    "cohort": "name text, cohort text, primary key (name, cohort)",
    "link": "name text, at integer, how text, other text, study text, cohort text, primary key (name, at, how, other)",
    "source": "name text, source text, primary key (name, source)",
    "number": "name text, at integer, what text, number text, primary key (name, at, what)",
    "apart": "name text, at integer, study text, primary key (name, at)",
}
SCHEMA = "".join(f"create table {name} ({columns}) without rowid;" for name, columns in _TABLES.items()) + (
    "create index study_by_id on study (id); create index name_by_number on number (what, number);"
)


class Outlines:
    """The outlines of studies in a small database, so that none of them is held in memory."""

    def __init__(self, con: sqlite3.Connection) -> None:
        self.con = con

    def put(self, name: str, study: Study) -> None:
        for table, rows in _rows(study).items():
            for row in rows:
                places = ", ".join("?" * (1 + len(row)))
                self.con.execute(f"insert or ignore into {table} values ({places})", (name, *row))

    def drop(self, name: str) -> None:
        for table in _TABLES:
            self.con.execute(f"delete from {table} where name = ?", (name,))

    def ids(self) -> list[str]:
        return [one for (one,) in self.con.execute("select id from study order by name")]

    def searches(self) -> dict[str, str | None]:
        """By study the search that its own file names, if it names one."""
        return dict(self.con.execute("select id, search from study order by name"))

    def has_source(self, study: str, source: str) -> bool:
        found = self.con.execute("select 1 from study join source using (name) where id = ? and source = ?", (study, source))
        return found.fetchone() is not None


def _rows(study: Study) -> dict[str, Iterator[tuple[object, ...]]]:
    """The rows of a study in each table, without its name."""
    return {
        "study": iter([(study.id, study.search)]),
        "cohort": ((one.id,) for one in study.cohorts),
        "link": (
            (at, how, other, *other.partition("/")[::2])
            for at, one in enumerate(study.cohorts)
            for how in ("same_patients_as", "may_share_with")
            for other in getattr(one, how)
        ),
        "source": ((one.id,) for one in study.sources),
        "number": (
            (at, what, given.lower())
            for at, one in enumerate(study.sources)
            for what in ("registry", "doi", "pmid")
            if (given := getattr(one, what)) and (what == "registry" or one.kind not in OTHERS)
        ),
        "apart": ((at, one.study) for at, one in enumerate(study.differs_from)),
    }
