"""Adverse events in words: how much is printed and in what form, what no cell can show, what is drawn."""

from collections import Counter
from collections.abc import Iterable, Sequence

from evidence.answers import Item, Rated
from evidence.cohorts import key
from evidence.language import mark, say
from evidence.questions.adverse_events.grid import SEVERE, Band, Frequent, Grid, empty, frequent
from evidence.questions.events.table import event_table
from evidence.questions.events.words import NO_RANKING, band, cell, criteria, cut, signs_explained, told, unlike
from evidence.questions.headline.numbers import headline
from evidence.questions.headline.words import first, several
from evidence.row import Cohort, Row
from evidence.selection import View, choice_named
from evidence.statistics import INTERVAL_METHODS
from evidence.vocabulary import STATISTIC, TOXICITY
from evidence.wording.numbers import continued, listed, plural
from evidence.wording.phrases import remark, time
from evidence.wording.printed import with_caveats
from evidence.wording.rates import is_bare, whole
from evidence.wording.selection import lower_first, study_name
from evidence.wording.sentence import Sentence, joined, stated
from evidence.wording.table import Table

QUESTION = mark("Which side effects, and how severe?")
#: So many events are named where none has a rate.
NAMED = 5
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
    return say("{event}, {band}", event=TOXICITY[one[0]].label, band=counted(one))


def counted(one: Band) -> str:
    """'grade 3-4', 'any grade, cycle 1'."""
    _, grade, window = one
    return say("{band}, {window}", band=band(grade), window=time(window)) if window else band(grade)


def title(drawn: Grid, whole: Grid) -> str:
    columns = cut(len(drawn.columns), len(whole.columns), mark("column"))
    return say("Adverse events: {rows} by term, grade band and window, {columns}",
               rows=cut(len(drawn.rows), len(whole.rows)), columns=columns)  # fmt: skip


def sentence(grid: Grid) -> Sentence:
    """The most frequent severe events in randomised arms and in the largest other cohort; their names where no rate is."""
    if not grid.rows:
        return Sentence(say("No cohort of this selection prints adverse events of this kind."))
    found = headline(frequent(grid, SEVERE) or frequent(grid), _size, _most, lambda _: None)
    return joined(continued, first(found, _events, _unsaid) or [Sentence(_in_words(grid))])


def each(grid: Grid) -> Sentence:
    """The most frequent severe events of every column that has a rate, in the order of the columns."""
    severe = {key(one.cohort): one for one in frequent(grid, SEVERE)}
    found = [severe.get(key(one.cohort), one) for one in frequent(grid)]
    return stated(mark("Arm by arm: {rows}."), rows=several(found, _events)) if found else sentence(grid)


def _size(column: Frequent) -> int | None:
    return column.events[0].rate.of or column.cohort["n"]


def _most(column: Frequent) -> float | None:
    return column.events[0].rate.percent


def _events(column: Frequent) -> str:
    """'anaemia 40/246, fatigue 6/246 (grade 3 or higher)', 'sepsis 19 %, anaemia 7 % (grade 3-4, cohort of 245)'.

    Where they differ, each event has its own grade and window; a percentage without a count its own N.
    """
    found = column.most()
    bands, wholes = _shared(counted(one) for one, _ in found), _shared(_whole(event) for _, event in found)
    said = (_event(one, event, cell(event) if wholes else told(event), alike=bool(bands)) for one, event in found)
    listing, behind = say(", ").join(said), say(", ").join(filter(None, [bands, wholes]))
    return say("{events} ({band})", events=listing, band=behind) if behind else listing


def _event(one: Band, event: Rated, count: str, alike: bool) -> str:
    """'anaemia 40/246'; where bands differ 'anaemia 40/246 (grade 3 or higher, cycle 1)'."""
    said = f"{lower_first(TOXICITY[one[0]].label)} {count}"
    return with_caveats(said if alike else say("{events} ({band})", events=said, band=counted(one)), event.facts)


def _shared(parts: Iterable[str]) -> str:
    """What several events have in common; empty for one, and where they differ."""
    first, *others = parts
    return first if others and all(one == first for one in others) else ""


def _whole(event: Rated) -> str:
    """'cohort of 245' of a percentage without a count; a count names its N itself."""
    return whole(event.fact, event.cohort) if is_bare(event.rate) else ""


def _unsaid(columns: Sequence[Frequent]) -> str:
    """Columns are never spanned: their events differ."""
    raise ValueError(f"{len(columns)} columns without a definition in common have no range")


def _in_words(grid: Grid) -> str:
    terms = list(dict.fromkeys(TOXICITY[term].label for term, *_ in grid.rows))
    more = [say("{n} more", n=len(terms) - NAMED)] if len(terms) > NAMED else []
    return say("Named without a rate: {events}.", events=listed([*map(lower_first, terms[:NAMED]), *more]))


def method(grid: Grid, view: View) -> list[str]:
    columns = (
        say(LEVELS)
        if view.choice("rows") == "highest"
        else say("Columns: {rows}.", rows=lower_first(choice_named("rows").options[view.choice("rows")]))
    )
    interval = say(INTERVAL_METHODS[view.choice("interval")])
    return [
        say(MARKS),
        continued([columns, say("Grade bands and windows as printed, never merged."), say(NO_RANKING)]),
        say("95 % intervals, in the table of the page and on pointing there: {interval}.", interval=interval),
        *unlike(list(grid), "grade-bands", "ctcae-versions", "attribution"),
        criteria(list(grid)),
        *signs_explained(list(grid)),
    ]


def left_out(whole: Grid, drawn: Grid) -> str:
    """What the map has no room for or nothing of, and how to see it; empty if it shows everything."""
    bare = len(empty(whole, drawn))
    rows, columns = len(whole.rows) - len(drawn.rows), len(whole.columns) - len(drawn.columns) - bare
    said = [plural(count, name) for count, name in ((rows, mark("row")), (columns, mark("column"))) if count]
    full = say(
        "Not in the matrix: {parts} with fewer figures. Choose All rows, a study, an organ class or a grade to see them; the"
        " table has them all.",
        parts=listed(said),
    )
    none = say("Left out because nothing is printed in these rows: {columns}.", columns=plural(bare, "column"))
    return continued([*([full] if said else []), *([none] if bare else [])])


def not_shares(rows: list[Item]) -> str:
    """What is printed of adverse events in a form that no cell can hold; empty if nothing is."""
    kinds = Counter(STATISTIC[row.facts[0]["statistic"]].label for row in rows)
    studies = listed(list(dict.fromkeys(study_name(row.cohort) for row in rows)))
    said = listed([say("{kind} ({n})", kind=kind, n=count) for kind, count in kinds.items()])
    message = mark("No share of patients, so in no cell but on the page of the study: {kinds}, of {studies}.")
    return say(message, kinds=said, studies=studies) if rows else ""


def unextractable(rows: list[Row]) -> list[str]:
    """Adverse events that a source holds in a form nobody can copy from, by its register of discrepancies."""
    message = mark("{study}: {form} in the source. {what} {why}")
    return [say(message, study=study_name(row), form=row["first"], what=row["what"], why=remark(row["why"])) for row in rows]


def patients(rows: list[Cohort]) -> str:
    """Where the side effects of single patients stand."""
    count = Counter(study_name(row) for row in rows)
    said = [say("{study}, {patients}", study=name, patients=plural(n, "patient")) for name, n in count.items()]
    message = mark("Single patients are never a column; their side effects stand on the Patients page ({studies}).")
    return say(message, studies=say("; ").join(said)) if said else ""


def table(grid: Grid, view: View, version: str) -> Table:
    return event_table(say("Adverse events by term and grade band"), list(grid), view, version, COLUMNS)
