"""Adverse events in words: how much is printed and in what form, what no cell can show, what is drawn."""

from collections import Counter

from evidence.queries.events import Event
from evidence.queries.toxicity import Band, Grid
from evidence.row import Row
from evidence.selection import View, choice_named
from evidence.statistics import INTERVAL_METHODS
from evidence.vocabulary import STATISTIC, TOXICITY
from evidence.wording import events
from evidence.wording.events import NO_RANKING, band, criteria, cut, signs_explained, unlike
from evidence.wording.numbers import listed, plural
from evidence.wording.table import Table

QUESTION = "Which side effects, and how severe?"
COLUMNS = ("label", "event", "grade", "window", "attribution", "criteria")
MARKS = (
    "n/N and shade from 0 to 100 % of N, one scale for all; 0/N is reported as zero. Hatched: not reported by the source,"
    " which is not zero. Grey: printed, but for another window (a row of its own), or the same patients stand in another"
    " column, or a filter leaves the figure out."
    " Dotted: below the percentage from which the source lists events. Crossed: not applicable, the event presupposes a"
    " transplant."
)
LEVELS = "Columns: dose levels where a study prints the event by dose level, else its cohorts; no patient twice in a row."


def row(one: Band) -> str:
    """'Fatigue, any grade', 'Fever, any grade, cycle 1'."""
    term, grade, window = one
    return ", ".join([TOXICITY[term].label, band(grade), *([window] if window else [])])


def title(drawn: Grid, whole: Grid) -> str:
    rows = cut(len(drawn.rows), len(whole.rows))
    return f"Adverse events: {rows} by term, grade band and window, {cut(len(drawn.columns), len(whole.columns), 'column')}"


def sentence(grid: Grid) -> str:
    """How much is printed, and in what form."""
    if not grid.rows:
        return "No cohort of this selection prints adverse events of this kind."
    kinds = Counter(_kind(one) for one in grid)
    forms = [f"{kinds[name]} as {name}" for name in _KINDS if kinds[name]]
    terms = len({term for term, *_ in grid.rows})
    return (
        f"{plural(len(grid.columns), 'cohort')} {'prints' if len(grid.columns) == 1 else 'print'}"
        f" {plural(kinds.total(), 'figure')} on {plural(terms, 'adverse event')}: {listed(forms)}."
        " A hatched cell means that the source is silent, not that nobody had the event."
    )


_KINDS = ("n of N", "a percentage without n", "a count without N", "words only")


def _kind(one: Event) -> str:
    if one.rate is None:
        return _KINDS[3]
    if one.rate.events is None:
        return _KINDS[1]
    return _KINDS[0] if one.rate.of is not None else _KINDS[2]


def method(grid: Grid, view: View) -> list[str]:
    columns = (
        LEVELS
        if view.choice("rows") == "highest"
        else f"Columns: {choice_named('rows').options[view.choice('rows')].lower()}."
    )
    return [
        MARKS,
        f"{columns} Grade bands and windows as printed, never merged. {NO_RANKING}",
        f"95 % intervals, in the table and on pointing: {INTERVAL_METHODS[view.choice('interval')]}.",
        *unlike(list(grid), "grade-bands", "ctcae-versions", "attribution"),
        criteria(list(grid)),
        *signs_explained(list(grid)),
    ]


def left_out(whole: Grid, drawn: Grid) -> str:
    """What the map has no room for, and how to see it; empty if it shows everything."""
    rows, columns = len(whole.rows) - len(drawn.rows), len(whole.columns) - len(drawn.columns)
    said = [plural(count, name) for count, name in ((rows, "row"), (columns, "column")) if count]
    if not said:
        return ""
    return (
        f"No room in the map for {listed(said)} with fewer figures: the table has them;"
        " choose a study, an organ class or a grade to draw them."
    )


def not_shares(rows: list[Event]) -> str:
    """What is printed of adverse events in a form that no cell can hold; empty if nothing is."""
    kinds = Counter(STATISTIC[row.facts[0]["statistic"]].label for row in rows)
    studies = listed(list(dict.fromkeys(row.cohort["study_label"] for row in rows)))
    said = listed([f"{kind} ({count})" for kind, count in kinds.items()])
    return f"No share of patients, so in no cell but on the page of the study: {said}, of {studies}." if rows else ""


def unextractable(rows: list[Row]) -> list[str]:
    """Adverse events that a source holds in a form nobody can copy from, by its register of discrepancies."""
    return [f"{row['study_label']}: {row['first']} in the source. {row['what']} {row['why']}" for row in rows]


def patients(rows: list[Row]) -> str:
    """Where the side effects of single patients stand."""
    count = Counter(row["study_label"] for row in rows)
    said = [f"{name}, {plural(number, 'patient')}" for name, number in count.items()]
    if not said:
        return ""
    return f"Single patients are never a column; their side effects stand on the Patients page ({'; '.join(said)})."


def table(grid: Grid, view: View, version: str) -> Table:
    return events.table("Adverse events by term and grade band", list(grid), view, version, COLUMNS)
