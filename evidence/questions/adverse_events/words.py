"""Adverse events in words: how much is printed and in what form, what no cell can show, what is drawn."""

from collections import Counter

from evidence.language import mark, say
from evidence.questions.adverse_events.numbers import Band, Grid
from evidence.questions.events.numbers import Event
from evidence.questions.events.table import event_table
from evidence.questions.events.words import NO_RANKING, band, criteria, cut, signs_explained, unlike
from evidence.row import Row
from evidence.selection import View, choice_named
from evidence.statistics import INTERVAL_METHODS
from evidence.vocabulary import STATISTIC, TOXICITY
from evidence.wording.numbers import continued, listed, plural
from evidence.wording.table import Table

QUESTION = mark("Which side effects, and how severe?")
COLUMNS = ("label", "event", "grade", "window", "attribution", "criteria")
MARKS = mark(
    "n/N and shade from 0 to 100 % of N, one scale for all; 0/N is reported as zero. Hatched: not reported by the source,"
    " which is not zero. Grey: printed, but for another window (a row of its own), or the same patients stand in another"
    " column, or a filter leaves the figure out."
    " Dotted: below the percentage from which the source lists events. Crossed: not applicable, the event presupposes a"
    " transplant."
)
LEVELS = mark(
    "Columns: dose levels where a study prints the event by dose level, else its cohorts; no patient twice in a row."
)


def row(one: Band) -> str:
    """'Fatigue, any grade', 'Fever, any grade, cycle 1'."""
    term, grade, window = one
    message = mark("{event}, {band}, {window}") if window else mark("{event}, {band}")
    return say(message, event=TOXICITY[term].label, band=band(grade), window=window)


def title(drawn: Grid, whole: Grid) -> str:
    columns = cut(len(drawn.columns), len(whole.columns), mark("column"))
    return say("Adverse events: {rows} by term, grade band and window, {columns}",
               rows=cut(len(drawn.rows), len(whole.rows)), columns=columns)  # fmt: skip


def sentence(grid: Grid) -> str:
    """How much is printed, and in what form."""
    if not grid.rows:
        return say("No cohort of this selection prints adverse events of this kind.")
    kinds = Counter(_kind(one) for one in grid)
    message = (
        mark("{cohorts} prints {figures} on {events}: {forms}. {silence}")
        if len(grid.columns) == 1
        else mark("{cohorts} print {figures} on {events}: {forms}. {silence}")
    )
    return say(
        message,
        cohorts=plural(len(grid.columns), "cohort"),
        figures=plural(kinds.total(), "figure"),
        events=plural(len({term for term, *_ in grid.rows}), "adverse event"),
        forms=listed([say("{n} as {form}", n=kinds[name], form=say(name)) for name in _KINDS if kinds[name]]),
        silence=say("A hatched cell means that the source is silent, not that nobody had the event."),
    )


_KINDS = (mark("n of N"), mark("a percentage without n"), mark("a count without N"), mark("words only"))


def _kind(one: Event) -> str:
    if one.rate is None:
        return _KINDS[3]
    if one.rate.events is None:
        return _KINDS[1]
    return _KINDS[0] if one.rate.of is not None else _KINDS[2]


def method(grid: Grid, view: View) -> list[str]:
    columns = (
        say(LEVELS)
        if view.choice("rows") == "highest"
        else say("Columns: {rows}.", rows=choice_named("rows").options[view.choice("rows")].lower())
    )
    interval = say(INTERVAL_METHODS[view.choice("interval")])
    return [
        say(MARKS),
        continued([columns, say("Grade bands and windows as printed, never merged."), say(NO_RANKING)]),
        say("95 % intervals, in the table and on pointing: {interval}.", interval=interval),
        *unlike(list(grid), "grade-bands", "ctcae-versions", "attribution"),
        criteria(list(grid)),
        *signs_explained(list(grid)),
    ]


def left_out(whole: Grid, drawn: Grid) -> str:
    """What the map has no room for, and how to see it; empty if it shows everything."""
    rows, columns = len(whole.rows) - len(drawn.rows), len(whole.columns) - len(drawn.columns)
    said = [plural(count, name) for count, name in ((rows, mark("row")), (columns, mark("column"))) if count]
    if not said:
        return ""
    return say(
        "No room in the map for {parts} with fewer figures: the table has them; choose a study, an organ class or a grade"
        " to draw them.",
        parts=listed(said),
    )


def not_shares(rows: list[Event]) -> str:
    """What is printed of adverse events in a form that no cell can hold; empty if nothing is."""
    kinds = Counter(STATISTIC[row.facts[0]["statistic"]].label for row in rows)
    studies = listed(list(dict.fromkeys(row.cohort["study_label"] for row in rows)))
    said = listed([say("{kind} ({n})", kind=kind, n=count) for kind, count in kinds.items()])
    message = mark("No share of patients, so in no cell but on the page of the study: {kinds}, of {studies}.")
    return say(message, kinds=said, studies=studies) if rows else ""


def unextractable(rows: list[Row]) -> list[str]:
    """Adverse events that a source holds in a form nobody can copy from, by its register of discrepancies."""
    message = mark("{study}: {form} in the source. {what} {why}")
    return [say(message, study=row["study_label"], form=row["first"], what=row["what"], why=row["why"]) for row in rows]


def patients(rows: list[Row]) -> str:
    """Where the side effects of single patients stand."""
    count = Counter(row["study_label"] for row in rows)
    said = [say("{study}, {patients}", study=name, patients=plural(n, "patient")) for name, n in count.items()]
    message = mark("Single patients are never a column; their side effects stand on the Patients page ({studies}).")
    return say(message, studies=say("; ").join(said)) if said else ""


def table(grid: Grid, view: View, version: str) -> Table:
    return event_table(say("Adverse events by term and grade band"), list(grid), view, version, COLUMNS)
