"""Mobilisation in words: fold changes, patients with cells mobilised, printed associations."""

from evidence.comparability import findings
from evidence.queries.mobilisation import INTERVAL_METHOD
from evidence.queries.printed import Printed
from evidence.queries.response import CohortRate
from evidence.row import Row
from evidence.statistics import INTERVAL_METHODS
from evidence.vocabulary import DRUG, SOURCE_KIND, STATISTIC, TERM
from evidence.wording import numbers
from evidence.wording.numbers import listed, plural
from evidence.wording.printed import NEWS, estimate, patients, signs_explained, span, with_span
from evidence.wording.rates import RATE_COLUMNS, rate_record
from evidence.wording.response import count_in_words, remarks
from evidence.wording.selection import cohort
from evidence.wording.table import TRACE, Column, Table, trace

QUESTION = "How many times as many cells were in the blood?"
SHARES_QUESTION = "In how many patients were cells mobilised?"
ASSOCIATIONS_QUESTION = "What goes with mobilisation?"
NO_WINDOW = "window not printed"
NO_AVERAGES_MIXED = "Means and medians of ratios are different quantities: never pooled, never compared."
NO_INTERVAL = "A line is drawn only where a range or interval is printed."
MARKERS = "A cell marker alone does not prove that a cell is leukaemic."
GROWTH_FACTOR = "G-CSF by itself brings normal CD34+ cells into the blood."
_WHO = (Column("label", "Cohort"), Column("study"), Column("cohort"))
ASSOCIATIONS_METHOD = ["As printed: one bound for several pairs is not a P value of each. A correlation is not a cause."]


def population(row: Printed) -> str:
    return TERM["mobilisation"][row.fact["term"]].label


def given(row: Printed) -> str:
    """All drugs that were given together: any of them may move cells."""
    names = [DRUG[drug].label for drug in row.cohort["drugs"]]
    return " + ".join(name[:1].lower() + name[1:] if name[1:2].islower() else name for name in names)


def kind(row: Printed) -> str:
    return STATISTIC[row.fact["statistic"]].label


def kinds(rows: list[Printed]) -> list[str]:
    return list(dict.fromkeys(kind(row) for row in rows))


def fold(row: Printed) -> str:
    """'98.6' or '3.4 (range 2 to 9)'."""
    return with_span("" if row.fact["value"] is None else numbers.number(row.fact["value"]), row.fact)


def title(rows: list[Printed]) -> str:
    name = kinds(rows)[0] if len(kinds(rows)) == 1 else "fold change"
    return f"{name[:1].upper()}{name[1:]} of cells in the blood: {plural(len(rows), 'figure')}"


def sentence(rows: list[Printed]) -> str:
    """The answer in one sentence; with one study and one kind of average the span, else what is printed."""
    known = [row for row in rows if row.fact["value"] is not None]
    if not known:
        return "No cohort of this selection prints a fold change of cells in the blood."
    names = list(dict.fromkeys(cohort(row.cohort) for row in known))
    if len(names) > 1 or len(kinds(known)) > 1:
        averages = listed([f"{kind_} ({sum(kind(row) == kind_ for row in known)})" for kind_ in kinds(known)])
        return f"{plural(len(known), 'fold change')} in {plural(len(names), 'cohort')}, printed as {averages}. Not pooled."
    low, high = min(known, key=lambda row: row.fact["value"]), max(known, key=lambda row: row.fact["value"])
    if low is high:
        return f"{names[0]}: {kind(low)} {_named(low)}."
    return f"{names[0]}: {kind(low)} from {_named(low)} to {_named(high)}.{_news(known)}"


def _named(row: Printed) -> str:
    return f"{numbers.number(row.fact['value'])} ({population(row)})"


def _news(rows: list[Printed]) -> str:
    only = sum(row.fact["source_kind"] == NEWS for row in rows)
    return f" {only} of {plural(len(rows), 'figure')} are printed only in a news report." if only else ""


def method(rows: list[Printed]) -> list[str]:
    unknown = all(row.fact["comparator"] is None for row in rows)
    growth = any("g-csf" in row.cohort["drugs"] for row in rows)
    averages = [f"All are printed as {kinds(rows)[0]}."] if len(kinds(rows)) == 1 else [NO_AVERAGES_MIXED]
    return [
        " ".join([*averages, NO_INTERVAL]),
        *(finding.sentence() for finding in findings([(row.cohort, row.fact) for row in rows])),
        f"{'What the fold is against is not printed. ' if unknown else ''}{MARKERS}{' ' + GROWTH_FACTOR if growth else ''}",
        *signs_explained([row.fact for row in rows]),
    ]


def table(rows: list[Printed], version: str) -> Table:
    columns = (
        *_WHO,
        Column("drugs", "Given together", wide=True),
        Column("population", "Cells"),
        Column("statistic", "Statistic"),
        Column("value", "Fold", numbers.number, numeric=True),
        Column("low"),
        Column("high"),
        Column("span", "Range or interval"),
        Column("patients", "Patients"),
        Column("window", "Window"),
        Column("comparator", "Against"),
        Column("printed_in", "Printed in"),
        *TRACE,
    )
    return Table("Fold changes", columns, [_record(row, version) for row in rows])


def _record(row: Printed, version: str) -> dict[str, object]:
    fact = row.fact
    return {
        **_who(row.cohort),
        "drugs": given(row),
        "population": population(row),
        "statistic": kind(row),
        "value": fact["value"],
        "low": fact["low"],
        "high": fact["high"],
        "span": span(fact) or "not printed",
        "patients": patients(row),
        "window": fact["window"] or "not printed",
        "comparator": fact["comparator"] or "not printed",
        "printed_in": f"{SOURCE_KIND[fact['source_kind']].label}{' only' if fact['source_kind'] == NEWS else ''}",
        **trace([fact], version),
    }


def _who(group: Row) -> dict[str, object]:
    return {"label": cohort(group), "study": group["study_label"], "cohort": group["label"]}


def shares_title(rates: list[CohortRate]) -> str:
    return f"Patients with cells mobilised: {plural(len(rates), 'cohort')}"


def shares_sentence(rates: list[CohortRate]) -> str:
    said = [f"{cohort(row.cohort)}, {count_in_words(row.rate)}" for row in rates]
    return f"Cells were mobilised in: {'; '.join(said)}." if said else "No cohort counts patients with cells mobilised."


def shares_method() -> list[str]:
    return [f"95 % intervals: {INTERVAL_METHODS[INTERVAL_METHOD]}. What counts as mobilised is each study's own."]


def shares_table(rates: list[CohortRate], version: str) -> Table:
    columns = (*_WHO, Column("term", "Counted"), *RATE_COLUMNS, *TRACE)
    records = [
        {
            **_who(row.cohort),
            "term": TERM["mobilisation"][row.rate.facts[0]["term"]].label,
            **rate_record(row.rate, INTERVAL_METHOD),
            **trace(row.rate.facts, version, *remarks(row.rate)),
        }
        for row in rates
    ]
    return Table("Patients with cells mobilised", columns, records)


def associations_sentence(rows: list[Printed]) -> str:
    if not rows:
        return "No cohort of this selection prints an association with mobilisation."
    studies = plural(len({row.cohort["study_id"] for row in rows}), "study", "studies")
    return f"{plural(len(rows), 'association')} printed in {studies}; each holds inside its study."


def associations_table(rows: list[Printed], version: str) -> Table:
    columns = (*_WHO, Column("marker", "Marker"), Column("outcome", "Outcome"),
               Column("direction", "Direction"), Column("statistic", "Statistic"),
               Column("value", "Value", numeric=True), Column("patients", "Patients"), *TRACE)  # fmt: skip
    return Table("Associations with mobilisation", columns, [_association(row, version) for row in rows])


def _association(row: Printed, version: str) -> dict[str, object]:
    marker, _, outcome = TERM[row.fact["domain"]][row.fact["term"]].label.partition(" and ")
    return {
        **_who(row.cohort),
        "marker": marker,
        "outcome": outcome or "as named by the marker",
        "direction": row.fact["comparator"] or "not printed",
        "statistic": kind(row),
        "value": estimate(row.fact),
        "patients": patients(row),
        **trace([row.fact], version),
    }
