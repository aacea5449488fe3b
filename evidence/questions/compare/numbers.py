"""One patient, two to four regimens: for each line of the comparison the figure that answers, by a rule, and the rest.

Nothing is pooled, tested or ranked between regimens: the columns stand in the order asked for. Every figure comes from
the question whose page shows it, asked with the same filters and the drug of the column.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from evidence.cohorts import Match, by_match, key, rounds
from evidence.questions.adverse_events.numbers import dose_changes, grid
from evidence.questions.deaths.numbers import WINDOW, deaths, kind
from evidence.questions.dlt.numbers import dose_limiting, doses_named
from evidence.questions.response.numbers import rates
from evidence.questions.times.numbers import contrasts, medians, transplants
from evidence.rates import Rate
from evidence.row import Row
from evidence.selection import View
from evidence.vocabulary import TOXICITY

#: Strongest first. What is not named here stands last.
DESIGNS = ("randomised", "single arm", "dose escalation", "cohort", "case series", "not stated")
LEVELS = ("full text", "registry record", "abstract", "secondary", "news report")
#: Of grades 3 and up the bands that say most, the first that a source prints of a term.
SEVERE = (">=3", "3-4", "3", "4")
#: The term of patients with any event; narrower ones count any event of a cause.
ANY_EVENT = "any adverse event"
#: So many severe adverse events are named.
COMMONEST = 5
#: Who went on to a transplant, of the whole cohort; shares of responders are another question.
TRANSPLANTED = ("allogeneic transplant", "transplant")
#: Two to four regimens fit one screen.
MOST = 4
#: What is compared where nobody says what.
DEFAULT = ("sorafenib", "gilteritinib")


@dataclass(frozen=True)
class Item:
    """What a cohort prints on a line: a rate, or one printed figure; `beside` are figures that belong to it.

    A response that is not judged by remission criteria is `apart`: it never answers before one that is.
    """

    cohort: Row
    facts: tuple[Row, ...]
    rate: Rate | None = None
    beside: tuple["Item", ...] = ()
    apart: bool = False

    @property
    def fact(self) -> Row:
        """The figure that names term, statistic and place."""
        return self.facts[0]


@dataclass(frozen=True)
class Cell:
    """What answers one line for one regimen (several items: doses of a study, terms of an arm), and the rows passed over.

    Without items nothing that matches prints it; `passed_over` holds every other row in the order of the rule.
    """

    items: tuple[Item, ...] = ()
    passed_over: tuple[Item, ...] = ()

    @property
    def match(self) -> Match | None:
        return self.items[0].cohort["match"] if self.items else None


@dataclass(frozen=True)
class Comparison:
    """Cells by line and regimen; `best` is the strongest cohort of each regimen that matches and prints anything here."""

    regimens: tuple[str, ...]
    cells: dict[str, tuple[Cell, ...]]
    best: tuple[Row | None, ...]

    def items(self) -> list[tuple[str, str, Item]]:
        """Every row behind the comparison as (line, regimen, item), those that answer before those passed over."""
        return [
            (line, regimen, item)
            for line, cells in self.cells.items()
            for regimen, cell in zip(self.regimens, cells, strict=True)
            for item in (*cell.items, *cell.passed_over)
        ]


def compare(version: str, view: View, regimens: Iterable[str]) -> Comparison:
    """The comparison of regimens (drug codes, each its own column) for the patients that the view's filters describe."""
    asked = tuple(regimens)
    cells = {
        line: tuple(_cell(version, view, drug, find, several) for drug in asked) for line, (find, several) in LINES.items()
    }
    columns = zip(*cells.values(), strict=True)
    return Comparison(asked, cells, tuple(map(_best, columns)))


def strength(cohort: Row, drug: str, level: str) -> tuple:
    """Sorts by the rule that answers a cell: match, the drug alone before combinations, design, level, N."""
    return (
        by_match(cohort),
        len(cohort["match"].differs),
        list(cohort["drugs"]) != [drug],
        _place(DESIGNS, cohort["design"]),
        _place(LEVELS, level),
        -(cohort["n"] or 0),
        cohort["year"],
        key(cohort),
    )


def _place(order: tuple[str, ...], code: str) -> int:
    return order.index(code) if code in order else len(order)


def _cell(version: str, view: View, drug: str, find: "Finding", several: "Grouping") -> Cell:
    """The items of the strongest group; rows whose patients did not get the drug, or not all of them, are no answer."""
    asked = view.with_filter("drug", (drug,))
    found = [item for item in find(version, asked) if got(item.cohort, drug)]
    found.sort(key=lambda item: (item.apart, *strength(item.cohort, drug, item.fact["level"])))
    if not found:
        return Cell()
    first = several(found[0])
    chosen = [item for item in found if several(item) == first]
    return Cell(tuple(chosen), tuple(item for item in found if several(item) != first))


def got(cohort: Row, drug: str) -> bool:
    """Whether the patients of a cohort were given the drug: not two arms together, of which one got it."""
    return drug in cohort["drugs"] and cohort["role"] != "mixed"


def _best(column: tuple[Cell, ...]) -> Row | None:
    """The cohort of the strongest item of a regimen's cells."""
    items = [item for cell in column for item in cell.items]
    return min(
        (item.cohort for item in items),
        key=lambda row: (by_match(row), _place(DESIGNS, row["design"]), _place(LEVELS, row["level"]), -(row["n"] or 0)),
        default=None,
    )


Finding = Callable[[str, View], list[Item]]
Grouping = Callable[[Item], object]


def _one(item: Item) -> object:
    """Each cohort answers alone, with one figure."""
    return item.fact["fact_id"]


def _by_cohort(item: Item) -> object:
    return key(item.cohort)


def _by_study(item: Item) -> object:
    return item.cohort["study_id"]


def _endpoint(code: str) -> Finding:
    def found(version: str, view: View) -> list[Item]:
        rows, _ = rates(version, view.with_choice("endpoint", code))
        known = [row for row in rows if row.rate.percent is not None]
        return [Item(row.cohort, row.rate.facts, row.rate, apart=row.is_apart) for row in known]

    return found


def _median(term: str) -> Finding:
    """Medians of a time, each with the hazard ratio that its trial prints of the same endpoint."""

    def found(version: str, view: View) -> list[Item]:
        ratios: dict[str, list[Item]] = {}
        for row in contrasts(version, view):
            if row.fact["statistic"] == "hazard ratio" and row.fact["term"] == term:
                ratios.setdefault(row.cohort["study_id"], []).append(Item(row.cohort, (row.fact,)))
        rows = [row for row in medians(version, view).rows if row.fact["term"] == term and row.fact["statistic"] != "range"]
        timed = [Item(row.cohort, (row.fact,), beside=tuple(ratios.get(row.cohort["study_id"], ()))) for row in rows]
        return timed + _without_median(version, view, ratios, {row.cohort["study_id"] for row in rows})

    return found


def _without_median(version: str, view: View, ratios: dict[str, list[Item]], timed: set[str]) -> list[Item]:
    """Arms of trials that print a hazard ratio and no median: the ratio answers for the experimental arm."""
    passing = next(filter(None, rounds(version, view)), {})
    arms = {row["study_id"]: row for row in passing.values() if row["role"] == "experimental" and row["kind"] == "arm"}
    return [
        Item(arms[study], ratio.facts)
        for study, found in ratios.items()
        for ratio in found
        if study in arms and study not in timed
    ]


def _early_deaths(version: str, view: View) -> list[Item]:
    rows, _ = deaths(version, view)
    return [
        Item(one.cohort, one.facts, one.rate)
        for one in rows
        if one.rate and one.rate.percent is not None and not one.aside and kind(one.facts[0]) == WINDOW
    ]


def _severe(version: str, view: View) -> list[Item]:
    """The commonest severe adverse events of each arm, one band a term; only arms that print a share of patients."""
    whole, _ = grid(version, view.with_choice("grade", "severe"))
    of_cohort: dict[object, dict[str, Item]] = {}
    for band in SEVERE:
        for one in whole:
            fact = one.facts[0]
            if (
                fact["grade"] == band
                and _names_an_event(fact)
                and one.rate
                and one.rate.percent is not None
                and not one.aside
            ):
                of_cohort.setdefault(key(one.cohort), {}).setdefault(fact["term"], Item(one.cohort, one.facts, one.rate))
    return [
        item
        for terms in of_cohort.values()
        for item in sorted(terms.values(), key=lambda item: -item.rate.percent)[:COMMONEST]
    ]


def _names_an_event(fact: Row) -> bool:
    """Whether a figure is of one kind of event, not of any of them."""
    code = TOXICITY[fact["term"]]
    return ANY_EVENT not in (code.code, code.broader)


def _limiting(version: str, view: View) -> list[Item]:
    rows, _ = dose_limiting(version, view)
    return [
        Item(one.cohort, one.facts, one.rate) for one in rows if one.rate and one.rate.events is not None and not one.part
    ]


def _doses(version: str, view: View) -> list[Item]:
    """Doses that a study names (maximum tolerated, recommended), with the cohorts that match."""
    rows, _ = dose_limiting(version, view)
    cohorts = {one.cohort["study_id"]: one.cohort for one in rows}
    named = doses_named(version, view, set(cohorts))
    return [Item(cohorts[fact["study_id"]], (fact,)) for fact in named]


def _stopped(version: str, view: View) -> list[Item]:
    return [
        Item(one.cohort, one.facts, one.rate)
        for one in dose_changes(version, view)
        if one.rate and one.facts[0]["term"] == "discontinued for adverse event" and one.rate.percent is not None
    ]


def _transplanted(version: str, view: View) -> list[Item]:
    rows, _ = transplants(version, view)
    return [
        Item(row.cohort, row.rate.facts, row.rate)
        for row in rows
        if row.rate.facts[0]["term"] in TRANSPLANTED and row.rate.percent is not None
    ]


#: Lines in clinical order: where their figures come from, and which figures answer together.
LINES: dict[str, tuple[Finding, Grouping]] = {
    "CR": (_endpoint("CR"), _one),
    "CRi": (_endpoint("CRi"), _one),
    "overall": (_endpoint("overall"), _one),
    "MRD": (_endpoint("MRD"), _one),
    "OS": (_median("OS"), _one),
    "DOR": (_median("DOR"), _one),
    "early death": (_early_deaths, _one),
    "severe": (_severe, _by_cohort),
    "DLT": (_limiting, _by_study),
    "dose": (_doses, _by_study),
    "stopped": (_stopped, _one),
    "transplanted": (_transplanted, _one),
}
