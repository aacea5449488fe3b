"""Readings in words: the story of one number, and the agreement of its readers."""

from collections.abc import Sequence

from evidence.agreeing import APPRAISAL, Agreed
from evidence.language import mark, say
from evidence.row import Row
from evidence.vocabulary import CHECKLIST, DOMAIN, FOUND, READER
from evidence.wording.numbers import continued, number
from evidence.wording.phrases import remark
from evidence.wording.table import Column, Table

QUESTION = mark("How well do two readers agree?")
METHOD = mark(
    "Two readers read each figure without seeing the other's number; a difference is decided by a third, with a reason."
    " Kappa is Cohen's, AC1 is Gwet's: where nearly all figures fall into one category, kappa is low although readers"
    " hardly differ, so neither stands without the count. What neither wrote is no agreement."
)
FIELD = {
    "found": mark("whether the figure is there"),
    "events": mark("patients with the event"),
    "of": mark("denominator"),
    "value": mark("percentage or value"),
    "low": mark("lower limit"),
    "high": mark("upper limit"),
    "spread": mark("standard deviation or error"),
}
CHOSEN = {
    "neither": mark("neither reading, but another number"),
    "discrepancy": mark("the sources contradict each other"),
    "left out": mark("the figure is left out"),
}


def story(readings: Sequence[Row], decision: Row | None) -> list[str]:
    """Who read a figure when and found what, and how a difference was decided: a clause each."""
    told = [say("{reader}, {kind}, {day}: {found}", reader=one["reader"], kind=READER[one["kind"]].label.lower(),
                day=str(one["day"]), found=_found(one)) for one in readings]  # fmt: skip
    if decision:
        chosen = say(CHOSEN[decision["chosen"]]) if decision["chosen"] in CHOSEN else decision["chosen"]
        told.append(say("decided by {reader}, {day}, for {chosen}: {why}", reader=decision["decided_by"],
                        day=str(decision["day"]), chosen=chosen, why=remark(decision["why"])))  # fmt: skip
    return told


def _found(reading: Row) -> str:
    if reading["found"] == "printed":
        return f"“{reading['printed']}”"
    return FOUND[reading["found"]].label.lower()


def sentence(rows: list[Agreed], undecided: int) -> str:
    """How many figures two have read and how often they found the same value, and the same of appraisals."""
    if not rows:
        return say("No figure has been read by two readers apart yet.")
    overall = {row.field: row.agreement for row in rows if row.domain is None}
    figures = overall["found"].n if "found" in overall else 0
    said = [say("Two readers have read {n} figures apart.", n=figures)]
    if value := overall.get("value"):
        said.append(say("They wrote the same percentage or value for {same} of {n}.", same=value.same, n=value.n))
    if events := overall.get("events"):
        said.append(say("They counted the same patients for {same} of {n}.", same=events.same, n=events.n))
    if judged := [row.agreement for row in rows if row.domain == APPRAISAL]:
        same, n = sum(one.same for one in judged), sum(one.n for one in judged)
        said.append(say("Of appraisals they gave the same answer to {same} of {n} questions.", same=same, n=n))
    if undecided:
        said.append(say("{n} differences are not decided yet.", n=undecided))
    return continued(said)


def table(rows: list[Agreed], version: str) -> Table:
    """One row a domain and field: figures, percent agreement, kappa, AC1."""
    columns = (
        Column("domain", "Domain"),
        Column("field", "Field"),
        Column("figures", "Figures read twice"),
        Column("same", "The same"),
        Column("percent", "Agreement, %"),
        Column("kappa", "Cohen's kappa"),
        Column("ac1", "Gwet's AC1"),
        Column("data_version"),
    )
    return Table(say("Agreement of two readers"), columns, [_record(row, version) for row in rows])


def _record(row: Agreed, version: str) -> dict[str, object]:
    measured = row.agreement
    return {
        "domain": _domain(row.domain),
        "field": CHECKLIST[row.field].label if row.domain == APPRAISAL else say(FIELD[row.field]),
        "figures": measured.n,
        "same": measured.same,
        "percent": _rounded(None if measured.percent is None else 100 * measured.percent, 1),
        "kappa": _rounded(measured.kappa, 2),
        "ac1": _rounded(measured.ac1, 2),
        "data_version": version,
    }


def _domain(domain: str | None) -> str:
    if domain == APPRAISAL:
        return say("Appraisal")
    return say("all domains") if domain is None else DOMAIN[domain].label


def _rounded(measure: float | None, places: int) -> str | None:
    return None if measure is None else number(round(measure, places))
