"""One patient, two to four regimens: for each line of the comparison the figure that answers, by a rule, and the rest.

Nothing is pooled, tested or ranked between regimens: the columns stand in the order asked for. Every figure comes from
the question whose page shows it, asked with the same filters and the drug of the column.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import combinations
from typing import Any

from evidence.answers import Item, rate_of
from evidence.cohorts import Match, by_key, by_match, by_strength, cohorts, key, rounds
from evidence.cohorts.matching import values
from evidence.questions.adverse_events.numbers import dose_changes, filled
from evidence.questions.deaths.numbers import WINDOW, deaths, kind
from evidence.questions.dlt.numbers import LEVEL, dose_limiting, doses_named
from evidence.questions.response.numbers import rates
from evidence.questions.times.numbers import contrasts, medians, transplants
from evidence.row import Cohort, Fact, column
from evidence.selection import OF_PATIENTS, View
from evidence.vocabulary import DRUG, TOXICITY

#: Of grades 3 and up the bands that say most, the first that a source prints of a term.
SEVERE = (">=3", "3-4", "3", "4")
#: The term of patients with any event; narrower ones count any event of a cause.
ANY_EVENT = "any adverse event"
#: The group of drugs that others are given together with.
BACKBONE = DRUG["chemotherapy"].group
#: So many severe adverse events are named.
COMMONEST = 5
#: Who went on to a transplant, of the whole cohort; shares of responders are another question.
TRANSPLANTED = ("allogeneic transplant", "transplant")
#: The conditions that describe a patient; the nearest rows miss as few of them as can be.
CONDITIONS = (*OF_PATIENTS, "disease")
#: Those that change what a response or a survival means, so that a row says them where the reader does not.
OPEN = ("disease", "setting")
#: So many cells are kept at hand: what a base prints of one drug and line for any patient is asked again and again.
KEPT = 2048
#: A link opens so many cards at once.
CARDS = 8
#: Kinds of cohorts that what is printed of a whole trial belongs beside.
WHOLE = ("all", "arm")
#: What is compared where nobody says what.
DEFAULT = ("sorafenib", "gilteritinib")


@dataclass(frozen=True, kw_only=True)
class Told(Item):
    """What a cohort prints on a line: a rate, or one printed figure; `beside` are figures that belong to it.

    A response that is not judged by remission criteria never answers before one that is. `levels` are the dose levels
    that a study tried, where that is what is asked. `unasked` are the conditions that the reader left open: rows that
    stand side by side may differ in them.
    """

    beside: tuple[Item, ...] = ()
    levels: tuple[Cohort, ...] = ()
    unasked: tuple[str, ...] = ()


@dataclass(frozen=True)
class Cell:
    """What answers one line for one regimen (several items: doses of a study, terms of an arm), and the rows passed over.

    Without items nothing that matches prints it; `passed_over` holds every other row in the order of the rule.
    """

    items: tuple[Told, ...] = ()
    passed_over: tuple[Told, ...] = ()

    @property
    def match(self) -> Match | None:
        return self.items[0].cohort["match"] if self.items else None


@dataclass(frozen=True)
class Comparison:
    """Cells by line and regimen; `best` is the strongest cohort of each regimen that matches and prints anything here."""

    regimens: tuple[str, ...]
    cells: dict[str, tuple[Cell, ...]]
    best: tuple[Cohort | None, ...]

    def items(self) -> list[tuple[str, str, Told]]:
        """Every row behind the comparison as (line, regimen, item), those that answer before those passed over."""
        return [
            (line, regimen, item)
            for line, cells in self.cells.items()
            for regimen, cell in zip(self.regimens, cells, strict=True)
            for item in (*cell.items, *cell.passed_over)
        ]


def compare(version: str, view: View, asked: tuple[str, ...]) -> Comparison:
    """The comparison of drugs, each its own column, for the patients that the view's filters describe."""
    view = _patient(version, view)
    columns = [{line: _cell(version, view, drug, line, partners(drug, asked)) for line in LINES} for drug in asked]
    cells = {line: tuple(column[line] for column in columns) for line in LINES}
    return Comparison(asked, cells, tuple(_best(column.values()) for column in columns))


def nearest(version: str, view: View, found: Comparison) -> list[tuple[str, str, Told | None]]:
    """For each empty cell as (line, regimen, item) the row that misses the fewest conditions; None: nobody prints it."""
    view = _patient(version, view)
    empty = [
        (drug, line)
        for place, drug in enumerate(found.regimens)
        for line, cells in found.cells.items()
        if not cells[place].items
    ]
    closest = {(drug, line): _closest(version, view, drug, line, partners(drug, found.regimens)) for drug, line in empty}
    return [(line, drug, closest[drug, line]) for line in LINES for drug in found.regimens if (drug, line) in closest]


def _patient(version: str, view: View) -> View:
    """What of a view cells depend on: neither the regimens beside a cell nor an open card."""
    return replace(of_leukaemia(version, view), facts=(), regimens=(), club="", step=0)


def of_leukaemia(version: str, view: View) -> View:
    """The view with the diseases in which the base knows the mutation asked for, where it names no disease itself.

    A row of another leukaemia that fits all but the mutation is no answer for a patient who has it.
    """
    mutation = view.chosen("mutation")
    if not mutation or view.chosen("disease"):
        return view
    held = {row["disease"] for row in cohorts(version) if not values(row, "mutation").isdisjoint(mutation)}
    return view.with_filter("disease", tuple(sorted(held)))


def _closest(version: str, view: View, drug: str, line: str, others: frozenset[str]) -> Told | None:
    """The first item of the line with as few conditions left out as it takes."""
    asked = [name for name in CONDITIONS if view.chosen(name)]
    if not _without(version, view, drug, line, others, tuple(asked)):
        return None
    ways = (left for count in range(1, len(asked) + 1) for left in combinations(asked, count))
    return next(item for left in ways if (item := _without(version, view, drug, line, others, left)))


def _without(
    version: str, view: View, drug: str, line: str, others: frozenset[str], left_out: tuple[str, ...]
) -> Told | None:
    """The item that answers with these conditions left out; its match names those that its cohort does not fit."""
    wider = view
    for name in left_out:
        wider = wider.with_filter(name, ())
    items = _cell(version, wider, drug, line, others).items
    if not items:
        return None
    row = items[0].cohort
    missed = [name for name in left_out if values(row, name).isdisjoint(view.chosen(name))]
    own = tuple((name, (column(row, name),) if column(row, name) else ()) for name in missed)
    match = Match(Match.NEAREST, (*row["match"].differs, *own), row["match"].missed or next(iter(missed), ""))
    return replace(items[0], cohort=row | {"match": match})


def strength(cohort: Cohort, drug: str, level: str) -> tuple[Any, ...]:
    """Sorts by the rule that answers a cell: match, the drug alone before combinations, design, level, N."""
    return (
        by_match(cohort),
        len(cohort["match"].differs),
        list(cohort["drugs"]) != [drug],
        *by_strength(cohort, level),
        cohort["year"],
        key(cohort),
    )


@lru_cache(maxsize=KEPT)
def _cell(version: str, view: View, drug: str, line: str, others: frozenset[str]) -> Cell:
    """The items of the strongest group, in their own order.

    Rows whose patients did not all get the drug are no answer, nor are those that got one of the `others` too.
    """
    find, several = LINES[line]
    asked = view.with_filter("drug", (drug,))
    unasked = tuple(name for name in OPEN if len(view.chosen(name)) != 1)
    found = [replace(item, unasked=unasked) for item in find(version, asked)
             if got(item.cohort, drug) and others.isdisjoint(item.cohort["drugs"])]  # fmt: skip
    ranked = sorted(found, key=lambda item: (*_second(item), *strength(item.cohort, drug, item.fact["level"])))
    if not ranked:
        return Cell()
    first = several(ranked[0])
    chosen = [item for item in found if several(item) == first]
    return Cell(tuple(chosen), tuple(item for item in ranked if several(item) != first))


def _second(item: Told) -> tuple[bool, bool]:
    """What never answers before the others: a response that is no rate of remission, a hazard ratio without a median."""
    return item.is_apart, item.fact["statistic"] == "hazard ratio"


def got(cohort: Cohort, drug: str) -> bool:
    """Whether the patients of a cohort were given the drug: not two arms together, of which one got it."""
    return drug in cohort["drugs"] and cohort["role"] != "mixed"


def partners(drug: str, asked: tuple[str, ...]) -> frozenset[str]:
    """The regimens asked for beside which chemotherapy is a part of their own arm, and no arm to compare them with."""
    if DRUG[drug].group != BACKBONE:
        return frozenset()
    return frozenset(other for other in asked if DRUG[other].group != BACKBONE)


def _best(column: Iterable[Cell]) -> Cohort | None:
    """The cohort of the strongest item of a regimen's cells."""
    items = [item for cell in column for item in cell.items]
    return min(
        (item.cohort for item in items),
        key=lambda row: (by_match(row), *by_strength(row, row["level"])),
        default=None,
    )


Finding = Callable[[str, View], list[Told]]
Grouping = Callable[[Told], object]


def _one(item: Told) -> object:
    """Each cohort answers alone, with one figure."""
    return item.fact["fact_id"]


def _by_cohort(item: Told) -> object:
    return key(item.cohort)


def _by_study(item: Told) -> object:
    return item.cohort["study_id"]


def _endpoint(code: str) -> Finding:
    def found(version: str, view: View) -> list[Told]:
        rows = rates(version, view.with_choice("endpoint", code)).items
        known = [row for row in rows if row.rate.percent is not None]
        return [Told(row.cohort, row.rate.facts, row.rate) for row in known]

    return found


def timed(term: str) -> Finding:
    """Medians of a time, each with the hazard ratio that its trial prints of the same endpoint and patients."""

    def found(version: str, view: View) -> list[Told]:
        ratios: dict[str, list[Told]] = {}
        for row in contrasts(version, view):
            if row.fact["statistic"] == "hazard ratio" and row.fact["term"] == term:
                ratios.setdefault(row.cohort["study_id"], []).append(Told(row.cohort, (row.fact,)))
        rows = [row for row in medians(version, view).items if row.fact["term"] == term and row.fact["statistic"] != "range"]
        timed = [Told(row.cohort, (row.fact,), beside=_of_the_same(row.cohort, ratios)) for row in rows]
        return timed + _without_median(version, view, ratios, {row.cohort["study_id"] for row in rows})

    return found


def _of_the_same(cohort: Cohort, ratios: dict[str, list[Told]]) -> tuple[Told, ...]:
    """The ratios of a cohort: its own, those of what its arms are parts of, and for an arm those of its whole trial."""
    whole = cohort["kind"] in WHOLE
    names = (cohort["cohort_id"], cohort["parent"])
    found = ratios.get(cohort["study_id"], ())
    return tuple(one for one in found if one.cohort["cohort_id"] in names or (whole and one.cohort["kind"] == "all"))


def _without_median(version: str, view: View, ratios: dict[str, list[Told]], timed: set[str]) -> list[Told]:
    """Trials that print a hazard ratio and no median: it answers for the experimental arm, that of a part for the part."""
    passing = next(filter(None, rounds(version, view)), {})
    arms = {row["study_id"]: row for row in passing.values() if row["role"] == "experimental" and row["kind"] == "arm"}
    return [
        Told(arms[study] if ratio.cohort["kind"] == "all" else ratio.cohort, ratio.facts)
        for study, found in ratios.items()
        for ratio in found
        if study in arms and study not in timed
    ]


def _early_deaths(version: str, view: View) -> list[Told]:
    rows = deaths(version, view).items
    return [
        Told(one.cohort, one.facts, one.rate)
        for one in rows
        if one.rate and one.rate.percent is not None and not one.aside and kind(one.facts[0]) == WINDOW
    ]


def _severe(version: str, view: View) -> list[Told]:
    """The commonest severe adverse events of each arm, one band a term; only arms that print a share of patients."""
    cells = filled(version, view.with_choice("grade", "severe"))
    named = [one for found in cells.values() for one in found if _names_an_event(one.fact)]
    of_cohort: dict[object, dict[str, Told]] = {}
    for band in SEVERE:
        for one in named:
            if one.fact["grade"] == band and one.rate and one.rate.percent is not None and not one.aside:
                of_cohort.setdefault(key(one.cohort), {}).setdefault(one.fact["term"], Told(one.cohort, one.facts, one.rate))
    return [
        item
        for terms in of_cohort.values()
        for item in sorted(terms.values(), key=lambda item: -(rate_of(item).percent or 0.0))[:COMMONEST]
    ]


def _names_an_event(fact: Fact) -> bool:
    """Whether a figure is of one kind of event, not of any of them."""
    code = TOXICITY[fact["term"]]
    return ANY_EVENT not in (code.code, code.broader)


def _limiting(version: str, view: View) -> list[Told]:
    rows = dose_limiting(version, view).items
    return [
        Told(one.cohort, one.facts, one.rate) for one in rows if one.rate and one.rate.events is not None and not one.part
    ]


def dosed(cohort: Cohort) -> str:
    """The drug whose dose a cohort is named by: the first that its label names, else the first of its regimen."""
    label = cohort["label"].lower()
    named = [drug for drug in cohort["drugs"] if drug in label]
    return min(named, key=label.index, default=next(iter(cohort["drugs"]), ""))


def _doses(version: str, view: View) -> list[Told]:
    """Doses of the drug that a study with matching cohorts names: maximum tolerated, recommended."""
    found = dose_limiting(version, view).items
    matches = {one.cohort["study_id"]: one.cohort["match"] for one in found}
    named = doses_named(version, view, set(matches))
    rows = by_key(version)
    own = [fact for fact in named if dosed(rows[key(fact)]) in view.chosen("drug")]
    return [Told(rows[key(fact)] | {"match": matches[fact["study_id"]]}, (fact,)) for fact in own]


def _tested(version: str, view: View) -> list[Told]:
    """The dose levels of the drug in a study that looked for dose-limiting toxicity, as one item a study."""
    rows = dose_limiting(version, view).items
    found = []
    for study in dict.fromkeys(one.cohort["study_id"] for one in rows):
        own = [one for one in rows if one.cohort["study_id"] == study]
        levels = {key(one.cohort): one.cohort for one in own if _is_level(one.cohort, view)}
        printed = tuple({key(one.cohort): one.facts[0] for one in reversed(own) if one.facts}.values())[:CARDS]
        if len({(row["dose_unit"], row["dose"]) for row in levels.values()}) > 1 and printed:
            found.append(Told(next(iter(levels.values())), printed, levels=tuple(levels.values())))
    return found


def _is_level(cohort: Cohort, view: View) -> bool:
    """Whether a cohort is a level of the dose of the drug asked for."""
    return cohort["kind"] == LEVEL and dosed(cohort) in view.chosen("drug")


def _changed(change: str) -> Finding:
    """Patients of each cohort whose treatment was changed so, or the dose of the drug asked for; shares or words."""

    def found(version: str, view: View) -> list[Told]:
        terms = {change, *(f"{change}: {drug}" for drug in view.chosen("drug"))}
        changes = [one for one in dose_changes(version, view) if one.facts[0]["term"] in terms and not one.aside]
        return [Told(one.cohort, one.facts, one.rate) for one in changes if _is_told(one)]

    return found


def _is_told(one: Item) -> bool:
    """A share of patients is known, or the source says it in words."""
    return one.facts[0]["statistic"] == "words" if one.rate is None else one.rate.percent is not None


def _transplanted(version: str, view: View) -> list[Told]:
    rows = transplants(version, view).items
    return [
        Told(row.cohort, row.rate.facts, row.rate)
        for row in rows
        if row.rate.facts[0]["term"] in TRANSPLANTED and row.rate.percent is not None
    ]


#: Lines in clinical order: where their figures come from, and which figures answer together.
LINES: dict[str, tuple[Finding, Grouping]] = {
    "CR": (_endpoint("CR"), _one),
    "CRi": (_endpoint("CRi"), _one),
    "overall": (_endpoint("overall"), _one),
    "MRD": (_endpoint("MRD"), _one),
    "OS": (timed("OS"), _one),
    "DOR": (timed("DOR"), _one),
    "early death": (_early_deaths, _one),
    "severe": (_severe, _by_cohort),
    "DLT": (_limiting, _by_study),
    "tested": (_tested, _one),
    "dose": (_doses, _by_study),
    "reduced": (_changed("dose reduction"), _one),
    "stopped": (_changed("discontinued for adverse event"), _one),
    "transplanted": (_transplanted, _one),
}
