"""Side effects of a few arms beside each other: each term with its share of any grade and its share of severe grades."""

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import combinations, groupby
from typing import Any

from evidence.answers import Answer, Item
from evidence.cohorts import Key, ancestors, answering, by_key, by_match, cohorts, fitting, key, overlaps
from evidence.made import Made
from evidence.questions.adverse_events.grid import SEVERE as BANDS
from evidence.questions.adverse_events.grid import SUMS, Band, Grid, Place
from evidence.questions.adverse_events.numbers import asked, clinical, silence
from evidence.questions.events.numbers import counted, event
from evidence.questions.facts import facts
from evidence.reasons import Reason, because, mark
from evidence.row import Cohort, Fact
from evidence.selection import ARMS as MOST
from evidence.selection import FIRST, View

#: Why an arm that was asked for does not stand there.
UNKNOWN = mark("no arm of this data version")
UNFIT = mark("does not fit the filters")
BARE = mark("prints no share of patients with a side effect of this grade and organ class")
ELSEWHERE = mark("other rows of its study stand for it, see Rows")
#: Bands of a pale bar: any grade, or none printed.
PALE = ("any", None)
SEVERE = BANDS
#: An arm that grades fewer terms leaves its place to another one.
FEW = 3


@dataclass(frozen=True)
class Pair:
    """One term in one arm: patients with it at any grade and at a severe one, both of one window and one attribution.

    Without both, `silence` is why, as far as it is known.
    """

    any: Item | None = None
    severe: Item | None = None
    silence: str | None = None

    @property
    def events(self) -> tuple[Item, ...]:
        return tuple(one for one in (self.any, self.severe) if one)


@dataclass(frozen=True)
class Arms:
    """What is drawn and what is not: `grid` holds every figure of the arms on side effects, `terms` the rows of the
    drawing, the most often severe first, `pairs` their bars; `others` are the cohorts that match, print side effects and
    are not among the arms.

    Where the arms are `picked`, `missing` are those that cannot stand there, as cohorts or unknown names, and `sharing`
    those that hold some of the same patients.
    """

    grid: Grid
    terms: tuple[str, ...]
    pairs: Mapping[tuple[str, Key], Pair]
    others: tuple[Cohort, ...]
    picked: bool = False
    missing: tuple[tuple[Cohort | str, Reason], ...] = ()
    sharing: tuple[tuple[Cohort, Cohort], ...] = ()

    @property
    def arms(self) -> list[Cohort]:
        return self.grid.columns

    @property
    def undrawn(self) -> list[Item]:
        """Figures of the arms that no bar shows: other grades, windows or attributions, or no count."""
        drawn = {fact["fact_id"] for pair in self.pairs.values() for one in pair.events for fact in one.facts}
        return [one for one in self.grid if not any(fact["fact_id"] in drawn for fact in one.facts)]


def beside(version: str, view: View) -> tuple[Arms, Answer[Item]]:
    """The arms that are asked for by name, or else those with most patients, of one disease unless several are asked for.

    Of the latter a trial's arms stand together.
    """
    printed = _printed(version, view)
    arms = _picked(version, view) if view.arms else _default(version, view, printed)
    answer, taken = answering(version, view, printed), set(map(key, arms))
    others = tuple(row for row in answer.cohorts if not _told(version, row, taken))
    grid = _grid(arms, printed, view, version)
    pairs = _pairs(grid)
    missing, sharing = (_missing(version, view, taken), _sharing(version, arms)) if view.arms else ((), ())
    return Arms(grid, _sorted(pairs), pairs, others, bool(view.arms), missing, sharing), answer


def leading(found: Arms, most: int, named: Container[str]) -> tuple[str, ...]:
    """So many rows at most, in their order: those of the figures `named` by id, then the most often severe."""
    told = {term for (term, _), pair in found.pairs.items() for one in pair.events if any(id_ in named for id_ in one.ids)}
    kept = sorted(found.terms, key=lambda term: term not in told)[:most]
    return tuple(term for term in found.terms if term in kept)


def offered(version: str, view: View) -> tuple[Cohort, ...]:
    """The arms that may stand beside each other in a view, also those that share patients with another report."""
    return _offered(version, replace(view, facts=(), regimens=(), arms=(), club="", step=0, part=1))


@lru_cache(maxsize=32)
def _offered(version: str, view: View) -> tuple[Cohort, ...]:
    able = _able(version, _printed(version, view))
    return tuple(answering(version, view, able, overlapping=True).cohorts)


def named(row: Cohort) -> str:
    """The name of an arm in links."""
    return "/".join(key(row))


def _printed(version: str, view: View) -> dict[Key, list[Fact]]:
    """The side effects that each cohort prints, in clinical order."""
    printed: dict[Key, list[Fact]] = {}
    for fact in sorted(filter(asked(view), facts(version, view, "toxicity")), key=clinical):
        printed.setdefault(key(fact), []).append(fact)
    return printed


def _able(version: str, printed: Mapping[Key, list[Fact]]) -> set[Key]:
    """The cohorts that have a bar, without wholes that their parts stand for."""
    barred = _barred(printed)
    return barred.keys() - _poorer(version, barred)


def _barred(printed: Mapping[Key, list[Fact]]) -> dict[Key, list[Fact]]:
    return {place: found for place, found in printed.items() if any(map(_drawable, found))}


def _picked(version: str, view: View) -> list[Cohort]:
    """The arms that are asked for and can stand there, in the order asked for."""
    arms = {named(row): row for row in offered(version, view)}
    return [arms[name] for name in view.arms if name in arms]


def _missing(version: str, view: View, taken: Container[Key]) -> tuple[tuple[Cohort | str, Reason], ...]:
    """The arms that are asked for and do not stand there, and why."""
    barred, fit = _barred(_printed(version, view)), fitting(version, view)
    found: list[tuple[Cohort | str, Reason]] = []
    for name in view.arms:
        study, _, cohort = name.partition("/")
        row, place = by_key(version).get((study, cohort)), (study, cohort)
        if row is None:
            found.append((name, because(UNKNOWN)))
        elif place not in taken:
            found.append((row, because(UNFIT if place not in fit else ELSEWHERE if place in barred else BARE)))
    return tuple(found)


def _sharing(version: str, arms: Sequence[Cohort]) -> tuple[tuple[Cohort, Cohort], ...]:
    shared = overlaps(version)
    return tuple((one, other) for one, other in combinations(arms, 2) if key(other) in shared[key(one)])


def _default(version: str, view: View, printed: Mapping[Key, list[Fact]]) -> list[Cohort]:
    """The arms with most patients; a study of which no arm has a bar among the first rows makes room for another."""
    able = _able(version, printed) - _without_control(version, offered(version, view))
    while True:
        arms = _chosen(answering(version, view, able).cohorts, view, printed)
        pairs = _pairs(_grid(arms, printed, view, version))
        first = set(_sorted(pairs)[:FIRST])
        shown = {place[0] for (term, place), pair in pairs.items() if term in first and pair.events}
        bare = {row["study_id"] for row in arms} - shown
        if not bare:
            return arms
        able = {place for place in able if place[0] not in bare}


def _without_control(version: str, rows: Iterable[Cohort]) -> set[Key]:
    """Of these the reports on patients of a trial that stands there with its control, while their own study has none."""
    rows, shared = list(rows), overlaps(version)
    controlled = {row["study_id"] for row in rows if row["role"] == "control"}
    theirs = {key(row) for row in rows if row["study_id"] in controlled}
    return {key(row) for row in rows if row["study_id"] not in controlled and shared[key(row)] & theirs}


def _told(version: str, row: Cohort, taken: set[Key]) -> bool:
    """Whether a cohort is one of the arms, or the whole of one."""
    above = {key(one) for place in taken for one in ancestors(version, by_key(version)[place])}
    return key(row) in taken | above


def _drawable(fact: Fact) -> bool:
    return counted(fact) and fact["grade"] in (*PALE, *SEVERE)


def _poorer(version: str, printed: Mapping[Key, list[Fact]]) -> set[Key]:
    """Wholes of which a part counts more terms: a trial answers by its arms then."""
    terms = {place: len({fact["term"] for fact in found if _drawable(fact)}) for place, found in printed.items()}
    rows = (row for row in cohorts(version) if key(row) in terms and row["basis"] == "baseline" and row["kind"] != "patient")
    return {key(above) for row in rows for above in ancestors(version, row) if terms.get(key(above), 0) < terms[key(row)]}


def _chosen(rows: Sequence[Cohort], view: View, printed: Mapping[Key, list[Fact]]) -> list[Cohort]:
    """At most MOST cohorts of whole studies: best match first, those that grade FEW terms, the study with most patients."""
    bare = {key(row) for row in rows if _graded(printed[key(row)]) < FEW}
    if rows and not view.chosen("disease"):
        first = min(rows, key=lambda row: (by_match(row), key(row) in bare, -(row["n"] or 0)))
        rows = [row for row in rows if row["disease"] == first["disease"]]
    studies = [list(own) for _, own in groupby(sorted(rows, key=_study), key=_study)]
    studies.sort(
        key=lambda own: (by_match(own[0]), all(key(row) in bare for row in own), -sum(row["n"] or 0 for row in own))
    )
    chosen: list[Cohort] = []
    for own in studies:
        own.sort(key=lambda row: (row["role"] == "control", -(row["n"] or 0)))
        if len(chosen) + len(own) <= MOST or not chosen:
            chosen += own[:MOST]
    return chosen


def _graded(found: Iterable[Fact]) -> int:
    """How many terms have a bar of severe events."""
    return len({fact["term"] for fact in found if _drawable(fact) and fact["grade"] in SEVERE})


def _study(row: Cohort) -> tuple[int, str]:
    return by_match(row), row["study_id"]


def _grid(arms: list[Cohort], printed: Mapping[Key, list[Fact]], view: View, version: str) -> Grid:
    """Every figure of the arms, in clinical order."""
    figures: dict[Place, list[Fact]] = {}
    first: dict[Band, tuple[Any, ...]] = {}
    for arm in arms:
        for fact in printed[key(arm)]:
            band = fact["term"], fact["grade"], fact["window"]
            first.setdefault(band, clinical(fact))
            figures.setdefault((band, key(arm)), []).append(fact)
    columns = {key(arm): arm for arm in arms}
    cells = Made(figures, lambda place: [event(fact, columns[place[1]], view, version) for fact in figures[place]])
    return Grid(sorted(first, key=lambda band: first[band]), arms, cells)


def _pairs(grid: Grid) -> dict[tuple[str, Key], Pair]:
    """The bars of each term and arm, and why an arm prints nothing on a term that another one prints."""
    own: dict[tuple[str, Key], list[Item]] = {}
    for (band, cohort), found in grid.cells.items():
        own.setdefault((band[0], cohort), []).extend(one for one in found if _drawable(one.facts[0]))
    pairs = {place: _pair(found) for place, found in own.items() if found}
    terms = dict.fromkeys(term for term, _ in pairs)
    silent = {
        (term, key(arm)): Pair(silence=silence((term, "any", None), arm))
        for term in terms for arm in grid.columns if not own.get((term, key(arm)))
    }  # fmt: skip
    return pairs | silent


def _pair(found: Iterable[Item]) -> Pair:
    """Of several windows and attributions the whole time first, then any cause: bars of two are never laid together."""
    found = sorted(found, key=lambda one: clinical(one.facts[0]))
    first = min(found, key=lambda one: (bool(one.facts[0]["window"]), clinical(one.facts[0])[-1]))
    same = [one for one in found if _about(one) == _about(first)]
    return Pair(_of(same, PALE), _of(same, SEVERE))


def _of(found: Sequence[Item], bands: Sequence[str | None]) -> Item | None:
    """The figure of the first of these bands that is printed."""
    return next((one for band in bands for one in found if one.facts[0]["grade"] == band), None)


def _about(one: Item) -> tuple[Any, ...]:
    return one.facts[0]["window"], one.facts[0]["attribution"]


def _sorted(pairs: Mapping[tuple[str, Key], Pair]) -> tuple[str, ...]:
    """Terms by the highest share of severe events in any arm, then of any grade; sums of several events first."""
    terms = dict.fromkeys(term for term, _ in pairs)

    def often(term: str) -> tuple[Any, ...]:
        own = [pair for (name, _), pair in pairs.items() if name == term]
        return term not in SUMS, -_highest(pair.severe for pair in own), -_highest(pair.any for pair in own)

    return tuple(sorted(terms, key=often))


def _highest(events: Iterator[Item | None]) -> float:
    return max((one.rate.percent for one in events if one and one.rate and one.rate.percent is not None), default=-1.0)
