"""Every figure that one study prints: how it was read, one table a domain."""

from evidence import vocabulary
from evidence.language import say
from evidence.questions.study.numbers import Record
from evidence.row import Fact, Row, column
from evidence.vocabulary import label
from evidence.wording.numbers import fraction, number
from evidence.wording.phrases import cause, comparison, criteria, named, remark
from evidence.wording.phrases import time as time_of
from evidence.wording.printed import figure, unit, with_span
from evidence.wording.table import TRACE, Column, Table, filled, trace

#: What a spreadsheet wants beside the figure in words.
_RAW = ("events", "of_n", "value", "low", "high", "interval", "unit")


def by_domain(record: Record, version: str) -> list[Table]:
    """One table a domain; columns that are empty throughout are only in files."""
    return [_figures(label(vocabulary.DOMAIN, domain), rows, record, version) for domain, rows in record.figures.items()]


def every(record: Record, version: str) -> Table:
    """Every figure of the study in one table."""
    return _figures(say("All figures"), [row for rows in record.figures.values() for row in rows], record, version)


def _figures(caption: str, rows: list[Fact], record: Record, version: str) -> Table:
    columns = (
        Column("term", "Figure"),
        Column("cohort", "Cohort", named),
        Column("domain"),
        Column("grade", "Grade"),
        Column("read", "Value", wide=True),
        Column("statistic", "Statistic"),
        Column("population", "N is", under=True),
        Column("window", "Time", time_of),
        Column("comparator", "Against", comparison, wide=True),
        Column("criteria", "Criteria", criteria, under=True),
        Column("attribution", "Attribution", cause),
        *(Column(name) for name in _RAW),
        *TRACE,
        Column("also", "Printed also at", wide=True, under=True),
        Column("disputed", "Discrepancy", wide=True),
    )
    names = {row["cohort_id"]: row["label"] for _, row in record.cohorts}
    records = [
        _figure(row, version) | {"cohort": names[row["cohort_id"]], "disputed": _disputed(row, record.discrepancies)}
        for row in rows
    ]
    return Table(caption, filled(columns, records), records, anchor="fact_id")


def _disputed(row: Fact, discrepancies: list[Row]) -> str:
    """The topics that touch a figure; ⚑ where sources contradict each other, not where they only leave something open."""
    found = [one for one in discrepancies if row["fact_id"] in one["fact_ids"]]
    signs = ("⚑ " if one["discrepancy_id"] in row["discrepancies"] else "" for one in found)
    return say("; ").join(sign + remark(one["topic"]) for sign, one in zip(signs, found, strict=True))


def _figure(row: Fact, version: str) -> dict[str, object]:
    named = row["statistic"] in ("count", "percent") or row["population"] != "not stated"
    return {
        **{name: column(row, name) for name in ("domain", "window", "comparator", "criteria", "attribution", *_RAW)},
        **trace([row], version),
        "term": label(vocabulary.TERM[row["domain"]], row["term"]),
        "grade": row["grade"] and label(vocabulary.GRADE, row["grade"]),
        "read": value(row),
        "statistic": label(vocabulary.STATISTIC, row["statistic"]),
        "population": label(vocabulary.POPULATION, row["population"]) if named else "",
        "also": "; ".join(row["also"]),
    }


def value(row: Fact) -> str:
    """How a printed figure was read: '10/27, 37 %', '54 weeks (range 8 to 87)', 'lower limit 18 years'; never computed."""
    if row["statistic"] == "words":
        return say("in words, no number")
    if row["statistic"] in ("count", "percent"):
        percent = say("{n} %", n=number(row["value"])) if row["value"] is not None else ""
        counted = row["events"] is not None or row["of_n"] is not None
        parts = [fraction(row["events"], row["of_n"]) if counted else say("count not printed"), percent]
        return with_span(say(", ").join(part for part in parts if part), row)
    behind = f" {unit(row)}" if row["unit"] else ""
    if row["value"] is not None:
        return with_span(figure(row) + behind, row)
    if row["spread"] is not None:
        return with_span("", row) + behind
    if row["low"] is None and row["high"] is None:
        return fraction(row["events"], row["of_n"])
    if row["low"] is not None and row["high"] is not None:
        return say("{low} to {high}", low=figure(row, "low"), high=figure(row, "high") + behind)
    if row["low"] is not None:
        return say("lower limit {figure}", figure=figure(row, "low") + behind)
    return say("upper limit {figure}", figure=figure(row, "high") + behind)
