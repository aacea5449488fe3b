"""A view as data, in words: what each column means, how to cite it, how to read it from Python and R."""

from typing import Any

from evidence.answers import OWN_WORDS
from evidence.cohorts import by_key, cohorts, unchecked
from evidence.excerpt import Excerpt, version_of
from evidence.language import mark, say
from evidence.row import Fact, Row, column
from evidence.vocabulary import POPULATION, label
from evidence.wording.printed import caveats, interval_name
from evidence.wording.selection import dose
from evidence.wording.table import ids, rests_on, said_or_not

#: The columns that every row of every page has, in this order; empty where a row has no such value.
COLUMNS = {
    "table": mark("Table of the page"),
    "fact_id": mark("Printed figures behind the row, joined by '; '; each opens its card with ?fact="),
    "events": mark("n: patients with the event"),
    "of": mark("N: the denominator"),
    "population": mark("Name of the denominator"),
    "percent": mark("100 n / N, or the printed percentage where a count is missing"),
    "low": mark("Lower end of the interval, in percent for rates"),
    "high": mark("Upper end of the interval, in percent for rates"),
    "value": mark("The value of a figure that is no rate, always a number"),
    "said": mark("What a page says of it, in the language asked for"),
    "statistic_code": mark("Statistic, the same in every language"),
    "unit_code": mark("Unit of value, low and high, the same in every language"),
    "interval_code": mark("What low and high are where they are printed, the same in every language"),
    "interval_method": mark("How the interval was computed here, or that it is printed"),
    "printed": mark("The figure in the characters of its source"),
    "caveat": mark("What changes how the figure is read; never leave it out beside the number"),
    "place": mark("Place in the source, and how the source was read"),
    "citation": mark("Source"),
    "study_id": mark("Study of the row, as links name it"),
    "cohort_id": mark("Cohort within the study"),
    "year": mark("Year of the study's first source"),
    "design": mark("Design of the study"),
    "match": mark(
        "exact, comparator (control of an arm with the drug), among others (the cohort holds such patients) or nearest"
        " (it misses one filter)"
    ),
    "match_why": mark("What sets the cohort apart from the filters; empty where it fits them all exactly"),
    "role": mark("experimental, control, single (no control in the study) or mixed (arms that are not told apart)"),
    "regimen": mark("What the arm was given, in words; that of the study where its arms are not told apart"),
    "drugs": mark("Drugs of the arm, as codes joined by '; '"),
    "dose": mark("Dose of the cohort, where one dose belongs to it"),
    "derived": mark("yes where a number of the row was computed here from printed ones, else no"),
    "flag": mark(
        "discrepancy (sources disagree on a figure of the row), doubt (a reader doubts one), secondary (one is not from the"
        " study's own paper); several are joined by '; '"
    ),
    "criteria": mark("Criteria by which the figure was counted, where the source names them"),
    "unchecked": mark("yes where the row rests on a draft that nobody has checked by hand, else no"),
    "data_version": mark("Version of the evidence base"),
    "extent": mark(
        "all, or of how many studies that can answer some were asked: the closest to the filters, then the strongest"
    ),
}
CORE = tuple(COLUMNS)
#: What a workbook says of itself first.
_NAMED = {
    "title": mark("Title"),
    "selection": mark("Selection"),
    "data_version": mark("Data version"),
    "link": mark("Link"),
    "citation": mark("Citation"),
}


def complete(table: str, record: dict[str, object], facts: list[Fact], base: str) -> dict[str, object]:
    """A record with the columns of every row first; `facts` are the figures behind it.

    A column that the page's table does not have is taken from the figures as printed, if they agree; one that it
    has stays as it is, empty too. What nobody says is None. A value in words is `said`; `value` is a number or empty.
    """
    if record.get("derived") is None:  # a table of rates has it empty for a figure that is no rate
        record = {name: value for name, value in record.items() if name != "derived"}
    said = _whose(record, facts, base) | _said(facts) | record
    if isinstance(record.get("value"), str):
        record = record | {"value": facts[0]["value"] if len(facts) == 1 else None, "said": record["value"]}
        said |= record
    fact_id = ids(record) or None
    made = {"table": table, "fact_id": fact_id, "data_version": version_of(base), "extent": _extent(base)}
    made["unchecked"] = said_or_not(rests_on(unchecked(base), record))
    return {name: said.get(name) for name in CORE} | record | made


def _extent(base: str) -> str:
    """Whether a file holds all that a version has for a view, the same in every language."""
    if not isinstance(base, Excerpt) or base.is_all:
        return "all"
    return f"{base.shown + base.checked} of {base.fitting + base.near + base.checked}"


def _whose(record: dict[str, object], facts: list[Fact], version: str) -> dict[str, object]:
    """Study and arm of a row: those that it names, or that all its figures share."""
    of = {name: record.get(name) or _shared(facts, name) for name in ("study_id", "cohort_id")}
    of |= {} if of["study_id"] else {"cohort_id": None}  # cohorts of two studies may have one name
    arm = by_key(version).get((str(of["study_id"]), str(of["cohort_id"])))
    row = arm or next((row for row in cohorts(version) if row["study_id"] == of["study_id"]), None)
    said = of | ({name: row[name] for name in ("year", "design")} if row else {})
    if arm is None:
        return said
    said |= {name: arm[name] for name in ("role", "regimen")}
    return said | {"drugs": tuple(arm["drugs"]), "dose": dose(arm) or None}


def _shared(facts: list[Fact], name: str) -> object:
    """What all figures of a row have as this; None where they differ."""
    values = {column(fact, name) for fact in facts}
    return values.pop() if len(values) == 1 else None


def _flag(facts: list[Fact]) -> str | None:
    """What is to be known of the figures of a row before they are used, as codes."""
    flags = {
        "discrepancy": any(fact["discrepancies"] for fact in facts),
        "doubt": not all(fact["certain"] for fact in facts),
        "secondary": not all(fact["source_kind"] in OWN_WORDS for fact in facts),
    }
    return "; ".join(name for name, is_so in flags.items() if is_so) or None


def _said(facts: list[Fact]) -> dict[str, Any]:
    """What figures say in the words of COLUMNS: numbers of a single one, names that all share."""
    if not facts:
        return {}
    one = facts[0]
    criteria = "; ".join(dict.fromkeys(fact["criteria"] for fact in facts if fact["criteria"])) or None
    kept: dict[str, Any] = {"caveat": "; ".join(caveats(facts)) or None, "derived": said_or_not(False), "flag": _flag(facts),
            "criteria": criteria}  # fmt: skip
    shared = len({fact["population"] for fact in facts}) == 1
    said: dict[str, Any] = ({"population": label(POPULATION, one["population"])} if shared else {}) | kept
    if len(facts) == 1:
        said |= {"events": one["events"], "of": one["of_n"], "low": one["low"], "high": one["high"]}
        said |= {f"{name}_code": one[name] for name in ("statistic", "unit", "interval")}
        said |= {"value": None if one["statistic"] in ("count", "percent") else one["value"]}
        said |= (
            {"interval_method": say("{interval} as printed", interval=interval_name(one["interval"]))}
            if one["interval"]
            else {}
        )
    return said


def citation(build: Row, link: str) -> str:
    return say(
        "Leukaemia evidence, data version {version}, {link}. For a single number cite its own study.",
        version=build["version"],
        link=link,
    )


def readme(about: dict[str, object], tables: list[tuple[str, str, str]]) -> list[tuple[str, str]]:
    """What the first sheet of a workbook says, as (what, said)."""
    return [
        *((say(english), str(about[name])) for name, english in _NAMED.items()),
        (
            say("Not advice"),
            say("Published aggregates as printed; rows of different trials are no comparison. Missing is empty."),
        ),
        *((name, f"{question} {answer}") for name, question, answer in tables),
        *columns().items(),
    ]


def columns() -> dict[str, str]:
    """What each column means."""
    return {name: say(meaning) for name, meaning in COLUMNS.items()}


def in_python(site: str) -> str:
    """Three lines that read a view."""
    return (
        "import pandas as pd\n"
        f'rows = pd.read_csv("{site}/api/response.csv?mutation=flt3-itd&data=current")\n'
        'print(rows[["label", "events", "of", "population", "percent", "low", "high", "place"]].to_string())'
    )


def in_r(site: str) -> str:
    """The same in R."""
    return (
        f'rows <- read.csv("{site}/api/response.csv?mutation=flt3-itd&data=current")\n'
        "str(rows)\n"
        'print(rows[c("label", "events", "of", "population", "percent", "low", "high", "place")])'
    )


ABOUT = (
    mark(
        "Every page is served as data under its own query string: `/api/<page>.csv`, `.json` and `.xlsx`, with the same rows"
        " as its tables. `data=` keeps a version, `data=current` follows it. Share, above, gives the address of the view"
        " that you see."
    ),
    mark(
        "The whole base: [DuckDB](/api/base.duckdb), [Parquet with codebook](/api/base.zip);"
        " all routes: [OpenAPI](/api/openapi.json)."
    ),
    mark(
        "`.csv` is for programs: each cell in its own characters. `.excel.csv`, and the button CSV below a table, are for"
        " spreadsheets: a byte order mark, so that letters are read right; 6/7 reads “6 of 7” and 3-4 has an en dash, since"
        " spreadsheets would make days of them."
    ),
)
