"""One study in words: what it is, where it was read, whom it treated, and every figure that it prints."""

from urllib.parse import quote

from evidence import vocabulary
from evidence.queries.study import Record
from evidence.row import Row
from evidence.vocabulary import label
from evidence.wording.numbers import NOT_REPORTED, fraction, number, plural
from evidence.wording.printed import figure, with_span
from evidence.wording.selection import dose, mutation_share
from evidence.wording.table import TRACE, Column, Table, filled, trace

WHOLE = "Everything that this study prints is shown here; the filters act on the other pages."
#: One step of the cohort tree: a space that browsers do not fold.
_STEP = "\u2003"
#: What a spreadsheet wants beside the figure in words.
_RAW = ("events", "of_n", "value", "low", "high", "interval", "unit")


def sentence(record: Record) -> str:
    rows = [fact for facts in record.figures.values() for fact in facts]
    twice, doubted = sum(row["readers"] >= 2 for row in rows), sum(not row["certain"] for row in rows)
    return (
        f"{plural(len(rows), 'figure')} on {plural(len({row['cohort_id'] for row in rows}), 'cohort')}:"
        f" {twice:,} read twice, {doubted or 'none'} with a doubt;"
        f" {plural(len(record.discrepancies), 'discrepancy', 'discrepancies')} registered."
    )


def about(study: Row) -> Table:
    """What the study is, one line a question."""
    enrolled = study["enrolled_from"] or study["enrolled_to"]
    lines = {
        "Regimen": study["regimen"],
        "Class of regimen": label(vocabulary.REGIMEN_CLASS, study["regimen_class"]),
        "Phase": label(vocabulary.PHASE, study["phase"]),
        "Design": label(vocabulary.DESIGN, study["design"]),
        "Disease": label(vocabulary.DISEASE, study["disease"]),
        "Published": study["year"],
        "Enrolled": f"{study['enrolled_from'] or '?'} to {study['enrolled_to'] or '?'}" if enrolled else NOT_REPORTED,
        "Centres": study["centres"] or NOT_REPORTED,
        "What to know": study["note"] or "no remark",
    }
    columns = (Column("what", "About"), Column("said", "This study"))
    return Table(study["title"], columns, [{"what": what, "said": said} for what, said in lines.items()])


def sources(rows: list[Row]) -> Table:
    """Where the study was read; identifiers lead to the paper, its PubMed record and its registry entry."""
    columns = (
        Column("citation", "Source", wide=True),
        Column("kind", "Kind"),
        Column("level", "Read as"),
        Column("doi", "DOI", href=lambda row: row["doi"] and f"https://doi.org/{quote(row['doi'], safe='/')}"),
        Column("pmid", "PubMed", href=lambda row: row["pmid"] and f"https://pubmed.ncbi.nlm.nih.gov/{row['pmid']}/"),
        Column("registry", "Registry", href=_registry),
        Column("seen", "Read on"),
        Column("note", "Note", wide=True),
    )
    kinds, levels = vocabulary.SOURCE_KIND, vocabulary.LEVEL
    records = [row | {"kind": label(kinds, row["kind"]), "level": label(levels, row["level"])} for row in rows]
    return Table("Sources", filled(columns, records), records)


def _registry(row: dict[str, object]) -> str | None:
    registered = row["registry"] or ""
    return f"https://clinicaltrials.gov/study/{registered}" if registered.startswith("NCT") else None


def cohorts(tree: list[tuple[int, Row]]) -> Table:
    """The populations of the study, each part set in below its whole."""
    columns = (
        Column("label", "Cohort", wide=True),
        Column("split", "Part by"),
        Column("n", "Patients", _printed, numeric=True),
        Column("n_evaluable", "Evaluable for response", _printed, numeric=True),
        Column("mutation", "Mutation", wide=True),
        Column("setting", "Setting"),
        Column("transplant", "Transplant"),
        Column("dose", "Dose, where given"),
        Column("schedule", "Schedule, where given", wide=True),
        Column("basis", "Defined by"),
        Column("same", "Same patients as"),
        Column("place", "Place", wide=True),
        Column("note", "Note", wide=True),
        *(Column(name) for name in ("cohort_id", "parent")),
    )
    records = [_cohort(depth, row) for depth, row in tree]
    return Table("Cohorts, each part below its whole", filled(columns, records), records)


def _cohort(depth: int, row: Row) -> dict[str, object]:
    n, of = row["transplant_n"], row["transplant_of"]
    share = "" if n is None else f" ({n} of {of or 'a number not printed'})"
    return {
        **{name: row[name] for name in ("split", "n", "n_evaluable", "note", "cohort_id", "parent")},
        "label": _STEP * depth + row["label"],
        "mutation": mutation_share(row),
        "setting": label(vocabulary.SETTING, row["setting"]),
        "transplant": label(vocabulary.TRANSPLANT, row["transplant"]) + share,
        "dose": None if "dose" in row["inherited"] else dose(row),
        "schedule": None if "schedule" in row["inherited"] else row["schedule"],
        "basis": label(vocabulary.BASIS, row["basis"]),
        "same": ", ".join(row["same_patients_as"]),
        "place": row["locator"],
    }


def _printed(value: object) -> str:
    return NOT_REPORTED if value in (None, "") else str(value)


def figures(record: Record, version: str) -> list[Table]:
    """One table a domain; columns that are empty throughout are only in files."""
    return [_figures(label(vocabulary.DOMAIN, domain), rows, record, version) for domain, rows in record.figures.items()]


def all_figures(record: Record, version: str) -> Table:
    """Every figure of the study in one table."""
    return _figures("All figures", [row for rows in record.figures.values() for row in rows], record, version)


def _figures(caption: str, rows: list[Row], record: Record, version: str) -> Table:
    columns = (
        Column("term", "Figure"),
        Column("cohort", "Cohort"),
        Column("domain"),
        Column("grade", "Grade"),
        Column("read", "Value", wide=True),
        Column("statistic", "Statistic"),
        Column("population", "N is"),
        Column("window", "Time"),
        Column("comparator", "Against", wide=True),
        Column("criteria", "Criteria"),
        Column("attribution", "Attribution"),
        *(Column(name) for name in _RAW),
        *TRACE,
        Column("also", "Printed also at", wide=True),
        Column("disputed", "Discrepancy", wide=True),
    )
    names = {row["cohort_id"]: row["label"] for _, row in record.cohorts}
    records = [
        _figure(row, version) | {"cohort": names[row["cohort_id"]], "disputed": _disputed(row, record.discrepancies)}
        for row in rows
    ]
    return Table(caption, filled(columns, records), records, anchor="fact_id")


def _disputed(row: Row, discrepancies: list[Row]) -> str:
    """The topics that touch a figure; ⚑ where sources contradict each other, not where they only leave something open."""
    found = [one for one in discrepancies if row["fact_id"] in one["fact_ids"]]
    return "; ".join(("⚑ " if one["discrepancy_id"] in row["discrepancies"] else "") + one["topic"] for one in found)


def _figure(row: Row, version: str) -> dict[str, object]:
    named = row["statistic"] in ("count", "percent") or row["population"] != "not stated"
    return {
        **{name: row[name] for name in ("domain", "window", "comparator", "criteria", "attribution", *_RAW)},
        **trace([row], version),
        "term": label(vocabulary.TERM[row["domain"]], row["term"]),
        "grade": row["grade"] and label(vocabulary.GRADE, row["grade"]),
        "read": value(row),
        "statistic": label(vocabulary.STATISTIC, row["statistic"]),
        "population": label(vocabulary.POPULATION, row["population"]) if named else "",
        "also": "; ".join(row["also"]),
    }


def value(row: Row) -> str:
    """How a printed figure was read: '10/27, 37 %', '54 weeks (range 8 to 87)', 'lower limit 18 years'; never computed."""
    if row["statistic"] == "words":
        return "in words, no number"
    if row["statistic"] in ("count", "percent"):
        percent = f"{number(row['value'])} %" if row["value"] is not None else ""
        counted = row["events"] is not None or row["of_n"] is not None
        parts = [fraction(row["events"], row["of_n"]) if counted else "count not printed", percent]
        return with_span(", ".join(part for part in parts if part), row)
    unit = f" {row['unit']}" if row["unit"] else ""
    if row["value"] is not None:
        return with_span(figure(row) + unit, row)
    if row["low"] is None and row["high"] is None:
        return fraction(row["events"], row["of_n"])
    if row["low"] is not None and row["high"] is not None:
        return f"{figure(row, 'low')} to {figure(row, 'high')}{unit}"
    return (f"lower limit {figure(row, 'low')}" if row["low"] is not None else f"upper limit {figure(row, 'high')}") + unit


def patients(rows: list[Row]) -> Table:
    """Single patients in words; their numbers are figures of their own cohorts."""
    heads = {"number": "Patient", "sex": "Sex", "fab": "FAB", "status_before": "Before treatment", "treated": "Treated",
             "best_response": "Best response", "side_effects": "Side effects", "outcome": "Outcome",
             "footnotes": "Note", "locator": "Place", "readers": "Readers"}  # fmt: skip
    several = ("best_response", "side_effects", "footnotes")
    records = [row | {name: "; ".join(row[name]) or "none listed" for name in several} for row in rows]
    return Table("Single patients", tuple(Column(name, head, _printed) for name, head in heads.items()), records)
