"""The tables of single patients: times, counts and the patients themselves, every number with its place."""

from evidence.language import mark, say
from evidence.questions.patients.counts_words import COUNTS
from evidence.questions.patients.numbers import Patient
from evidence.questions.patients.words import DAYS, flag, name
from evidence.row import Fact
from evidence.vocabulary import ANSWER, SEX, TERM, UNIT
from evidence.wording.matching import match_record, with_columns
from evidence.wording.numbers import NOT_REPORTED, number
from evidence.wording.phrases import time as time_of
from evidence.wording.phrases import told
from evidence.wording.printed import with_span
from evidence.wording.selection import lower_first, study_name
from evidence.wording.table import TRACE, Column, Table, trace, whose

LABEL = {
    "age": mark("age"), "flt3_itd_ratio": mark("FLT3-ITD ratio"), "dose_low": mark("daily dose"),
    "treatment_days": mark("days on treatment"), "wbc_before": mark("white cells before"),
    "wbc_day7": mark("white cells after 7 days"), "blasts_before": mark("blood blasts before"),
    "blasts_day7": mark("blood blasts after 7 days"), "marrow_blasts_before": mark("marrow blasts before"),
}  # fmt: skip
_COLUMNS = (Column("label", "Patient"), Column("study"), Column("what", "What"), Column("value", "Value", numeric=True),
            Column("unit", "Unit"), *TRACE)  # fmt: skip


def days_table(found: list[Patient], version: str) -> Table:
    """One row a printed time: on treatment, to relapse, to death, and what is counted from other events."""
    records = []
    for one in found:
        drawn = [fact for each in DAYS if (fact := one.fact(each))]
        others = [fact for fact in one.facts if fact["domain"] == "time to event" and fact not in drawn]
        records += [_time(one, fact, version) for fact in (*drawn, *others) if fact["statistic"] != "words"]
    return with_columns(Table(say("Times as printed"), _COLUMNS, records))


def _time(one: Patient, fact: Fact, version: str) -> dict[str, object]:
    what = TERM[fact["domain"]][fact["term"]].label
    what = say("{what}, {more}", what=what, more=time_of(fact["window"])) if fact["window"] else what
    value = with_span("" if fact["value"] is None else number(fact["value"]), fact)
    return _record(one, what, value, fact["unit"], [fact], version)


def counts_table(found: list[Patient], version: str) -> Table:
    """One row a value that could be printed: what is missing says so."""
    names = [(each, unit) for _, unit, pair in COUNTS.values() for each in pair] + [("marrow_blasts_before", "%")]
    records = [
        _record(one, say(LABEL[each]), number(one.number(each)), unit, [fact] if (fact := one.fact(each)) else [], version)
        for one in found
        for each, unit in names
        if one.fact(each) or each != "marrow_blasts_before"
    ]
    return with_columns(Table(say("White cells and blasts as printed"), _COLUMNS, records))


def _record(one: Patient, what: str, value: str, unit: str | None, facts: list[Fact], version: str) -> dict[str, object]:
    study = study_name(one.series)
    whom = {"label": say("{study}, {cohort}", study=study, cohort=lower_first(name(one))), "study": study}
    return {
        **whom,
        **match_record(one.cohort),
        "what": what,
        "value": value,
        "unit": unit and UNIT[unit].label,
        **trace(facts, version),
        **({} if facts else whose(one.cohort)),
    }


NONE = mark("none, as printed")
_WORDS = {
    "age": mark("Age"), "sex": mark("Sex"), "fab": mark("FAB"), "ratio": mark("FLT3-ITD ratio"),
    "status_before": mark("Before treatment"), "treated": mark("When treated"), "dose": mark("Dose, mg daily"),
    "days": mark("Days on treatment"), "best_response": mark("Best response"), "side_effects": mark("Side effects"),
    "resistance": mark("Resistance"), "outcome": mark("Outcome"), "footnotes": mark("Footnotes"),
}  # fmt: skip
#: What is told in sentences, and what stands in a row of the table; the rest unfolds below it.
_LONG = ("outcome", "footnotes", "side_effects")
_ABREAST = ("age", "ratio", "dose", "best_response", "outcome")


def table(found: list[Patient], version: str) -> Table:
    """One row a patient; days and counts besides those shown stand in the tables of their own figures."""
    columns = [Column(each, head, wide=each in _LONG, under=each not in _ABREAST) for each, head in _WORDS.items()]
    first = (Column("label", "Patient"), Column("study"))
    return with_columns(Table(say("Patients"), (*first, *columns, *TRACE), [_patient(one, version) for one in found]))


def _patient(one: Patient, version: str) -> dict[str, object]:
    row = one.row
    none = any(fact["events"] == 0 for fact in one.printed("toxicity", "any adverse event"))
    low, high = one.number("dose_low"), one.number("dose_high")
    behind = {each: fact for each in ("age", "flt3_itd_ratio", "dose_low", "treatment_days") if (fact := one.fact(each))}
    record = _record(one, "", "", "", list(behind.values()), version)
    return {
        **record,
        "age": number(one.number("age")),
        "sex": SEX[row["sex"]].label,
        "fab": row["fab"] or say("not printed"),
        "ratio": number(one.number("flt3_itd_ratio")),
        "dose": number(low) if low == high else say("{low} to {high}", low=number(low), high=number(high)),
        "days": f"{number(one.number('treatment_days'))} {flag(one, 'treatment_days')}".strip(),
        "best_response": say(", ").join(row["best_response"]) or say(NOT_REPORTED),
        "side_effects": say(", ").join(map(told, row["side_effects"])) or say(NONE if none else NOT_REPORTED),
        "resistance": ANSWER[_answer(row["resistance"])].label.lower(),
        "footnotes": say("; ").join(map(told, row["footnotes"])),
        **{each: told(row[each]) for each in ("status_before", "treated", "outcome")},
        "place": _places(behind, row["locator"]),
    }


def _answer(known: bool | None) -> str:
    return "unclear" if known is None else "yes" if known else "no"


def _places(behind: dict[str, Fact], words: str) -> str:
    """'age, FLT3-ITD ratio: Results, patient 1 paragraph; ...; words: Table 1, patient 1'."""
    at: dict[str, list[str]] = {}
    for each, fact in behind.items():
        at.setdefault(fact["locator"], []).append(say(LABEL[each]))
    numbers = [say("{numbers}: {place}", numbers=say(", ").join(names), place=place) for place, names in at.items()]
    return say("; ").join([*numbers, say("words: {place}", place=words)])
