"""Adverse events by term and grade band, one column a dose level or cohort; changes of dose."""

from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Any

from evidence.answers import Answer, Item
from evidence.attribution import any_cause
from evidence.cohorts import Key, ancestors, answering, by_match, cohorts, fitting, key, rounds, shown
from evidence.made import Made
from evidence.questions.adverse_events.grid import Band, Cells, Grid, Place
from evidence.questions.dlt.numbers import DOSES, LEVEL
from evidence.questions.events.numbers import FILTERED, counted, event, every, said
from evidence.questions.facts import ON_FIGURES, facts, telling_of
from evidence.questions.studies.numbers import discrepancies
from evidence.row import Cohort, Fact, Row
from evidence.selection import DOSE, View
from evidence.vocabulary import GRADE, TOXICITY, WORST

#: The grade from which an event is severe.
FROM = 3
#: Grade bands that stand together under one choice; they are shown side by side, never added up.
BANDS = {"severe": tuple(band for band, worst in WORST.items() if min(worst) >= FROM), "none": (None,)}
#: Bands of a registry's two lists, which have no grades. Only the list of other events has a threshold, its own.
REGISTRY = ("serious", "not serious")
#: Clinical order: organ classes, terms within them, grade bands with the unprinted last.
GROUPS = {group: place for place, group in enumerate(dict.fromkeys(code.group for code in TOXICITY.values()))}
TERMS = {code: place for place, code in enumerate(sorted(TOXICITY, key=lambda code: GROUPS[TOXICITY[code].group]))}
GRADES = {grade: place for place, grade in enumerate([*GRADE, None])}
ELSEWHERE = "the same patients stand in another column"
OTHER_WINDOW = "printed for another window, on a row of its own"

#: Silence is of three kinds; a printed 0 is none of them.
NOT_APPLICABLE, BELOW = "not applicable", "below the reporting threshold"
#: Events that presuppose a transplant.
AFTER_TRANSPLANT = frozenset(code.code for code in TOXICITY.values() if "graft-versus-host" in code.english.lower())

#: Figures by row and cohort, as printed.
Printed = Mapping[Band, Mapping[Key, list[Fact]]]


def grid(version: str, view: View, terms: frozenset[str] = frozenset()) -> tuple[Grid, Answer[Item]]:
    """The map of a view, of these terms alone if any are given.

    In each row a study answers by dose level if it can, else as a whole: no patient twice.
    """
    chosen = _of(terms, _by_band(version, view))
    answer = answering(version, view, {cohort for found in chosen.values() for cohort in found})
    cells, columns = _cells(version, view, chosen)
    filling: dict[Band, set[Key]] = {}
    for band, cohort in cells:
        filling.setdefault(band, set()).add(cohort)
    ever = _of(terms, _by_band(version, View(choices=view.choices)))
    hidden = _unlisted(version, filling, set(columns)) | _hidden(ever, chosen, filling, set(columns))
    aside = [one for one in answer.aside if key(one.cohort) not in columns]
    ordered = sorted((columns[key(row)] for row in cohorts(version) if key(row) in columns), key=by_match)
    return Grid(list(filling), ordered, cells, hidden), Answer([Item(row) for row in ordered], aside, answer.silent)


def filled(version: str, view: View) -> Cells:
    """The cells of the map of a view alone, row by row: without what it leaves out, and why."""
    return _cells(version, view, _by_band(version, view))[0]


def _cells(version: str, view: View, chosen: Printed) -> tuple[Cells, dict[Key, Cohort]]:
    """The cells that the cohorts which fit, or else the nearest, fill; and these cohorts."""
    cells: dict[Place, list[Fact]] = {}
    columns: dict[Key, Cohort] = {}
    for passing in rounds(version, view):
        able = {place: row for place, row in passing.items() if row["basis"] == "baseline" and row["kind"] != "patient"}
        answers: dict[frozenset[Key], list[Cohort]] = {}
        for band, found in chosen.items():
            own = frozenset(found.keys() & able.keys())
            if own not in answers:
                answers[own] = _answering(version, view, own, able)
            for cohort in answers[own]:
                place = key(cohort)
                columns[place] = cohort
                cells[band, place] = found[place]
        if cells:
            break
    return Made(cells, lambda place: [event(fact, columns[place[1]], view, version) for fact in cells[place]]), columns


def _of(terms: frozenset[str], found: Printed) -> Printed:
    return {band: figures for band, figures in found.items() if not terms or band[0] in terms}


def silence(band: Band, column: Cohort) -> str | None:
    """Why a cohort may print nothing on an event: it cannot have it, or lists only commoner ones; None if unknown."""
    if band[0] in AFTER_TRANSPLANT and column["transplant"] == "none":
        return NOT_APPLICABLE
    return BELOW if column["toxicity_from"] and band[1] not in REGISTRY else None


def _by_band(version: str, view: View) -> Printed:
    """Adverse events of the chosen grades and organ class, in clinical order, by cohort.

    Undated rows come first, events of any cause before those that are put down to something.
    """
    return _sorted(version, view.only(ON_FIGURES, ["grade", "organ"]))


@lru_cache(maxsize=32)
def _sorted(version: str, view: View) -> Printed:
    found: dict[Band, dict[Key, list[Fact]]] = {}
    for row in sorted(filter(asked(view), facts(version, view, "toxicity")), key=_blamed):
        found.setdefault((row["term"], row["grade"], row["window"]), {}).setdefault(key(row), []).append(row)
    return {band: found[band] for band in sorted(found, key=_place)}


def asked(view: View) -> Callable[[Fact], bool]:
    """Whether a figure is an adverse event of the chosen grades and organ class."""
    grade, organ = view.choice("grade"), view.choice("organ")
    grades = frozenset(GRADES if grade == "all" else BANDS.get(grade, (grade,)))
    terms = frozenset(code.code for code in TOXICITY.values() if code.group != DOSE and organ in ("all", code.group.lower()))
    return lambda fact: fact["term"] in terms and fact["grade"] in grades and said(fact)


def clinical(row: Fact) -> tuple[Any, ...]:
    return *_place((row["term"], row["grade"], row["window"])), _blamed(row)


def _place(band: Band) -> tuple[int, int, bool]:
    term, grade, window = band
    return TERMS[term], GRADES[grade], bool(window)


def _blamed(row: Fact) -> bool:
    return not any_cause(row["attribution"])


def _answering(version: str, view: View, printing: frozenset[Key], passing: Mapping[Key, Cohort]) -> list[Cohort]:
    """Dose levels before the cohort that they are parts of, unless arms or dose levels were asked for."""
    levels = {place for place in printing if passing[place]["kind"] == LEVEL}
    if view.choice("rows") != "highest" or not levels:
        return shown(version, view, printing, passing)
    found = shown(version, view.with_choice("rows", LEVEL), levels, passing)
    above = {key(row) for level in found for row in ancestors(version, level)}
    return shown(version, view, printing - above, passing)


def _hidden(
    ever: Printed, chosen: Printed, filling: Mapping[Band, set[Key]], shown: set[Key]
) -> dict[tuple[Band, Key], str]:
    """Cells that a source fills although the map does not: a blank there would read as not reported."""
    windows: dict[tuple[str, str | None], set[Key]] = {}
    for (term, grade, _), found in ever.items():
        windows.setdefault((term, grade), set()).update(found.keys() & shown)
    printed = {(band, cohort): OTHER_WINDOW for band, own in filling.items() for cohort in windows[band[:2]] - own}
    return printed | {
        (band, cohort): ELSEWHERE if cohort in chosen.get(band, ()) else FILTERED
        for band, own in filling.items()
        for cohort in (ever[band].keys() - own) & shown
    }


def _unlisted(version: str, filling: Mapping[Band, set[Key]], shown: set[Key]) -> dict[tuple[Band, Key], str]:
    """Events that a registry leaves out of its list of other events, for they lie at or below that list's threshold."""
    limits = (row for row in facts(version, View(), "toxicity") if row["grade"] == "not serious")
    above = {key(row) for row in limits if row["statistic"] == "limit" and row["value"]} & shown
    return {(band, cohort): BELOW for band, own in filling.items() if band[1] == "not serious" for cohort in above - own}


def dose_changes(version: str, view: View) -> list[Item]:
    """Reductions, pauses and discontinuations of the cohorts that match, one line a printed figure."""
    return every(version, view, "toxicity", lambda fact: TOXICITY[fact["term"]].group == DOSE and said(fact))


def printing(version: str, view: View) -> frozenset[Key]:
    """The cohorts that print something of this page: a side effect, a limit of the dose, a change of it, deaths."""
    return _printing(version, view.only(ON_FIGURES, ["grade", "organ", "event"]))


@lru_cache(maxsize=64)
def _printing(version: str, view: View) -> frozenset[Key]:
    is_asked, event_asked = asked(view), view.choice("event")

    def belongs(fact: Fact) -> bool:
        if fact["domain"] == "mortality":
            return counted(fact)
        if fact["domain"] == "dlt":
            return said(fact) and fact["term"] not in DOSES
        changes = TOXICITY[fact["term"]].group == DOSE and said(fact)
        return changes or is_asked(fact) or (fact["term"] == event_asked and counted(fact))

    return telling_of(version, view, ("toxicity", "dlt", "mortality"), belongs)


def not_shares(version: str, view: View) -> list[Item]:
    """Figures on adverse events that are no share of patients: rates per time, P values, medians."""
    return every(version, view, "toxicity", lambda fact: not said(fact) and fact["statistic"] != "limit")


def not_extractable(version: str, view: View) -> list[Row]:
    """What the register says of adverse events that a matching study holds in a form nobody can copy from."""
    studies = {study for study, _ in fitting(version, view)}
    return [
        row
        for row in discrepancies(version)
        if row["kind"] == "not extractable"
        and row["study_id"] in studies
        and any("/toxicity/" in fact for fact in row["fact_ids"])
    ]
