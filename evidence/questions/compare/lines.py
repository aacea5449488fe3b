"""The lines of a comparison, each with the figures that answer it: of the question whose page shows them, asked alike."""

from collections.abc import Callable
from dataclasses import dataclass

from evidence.answers import Item, rate_of
from evidence.cohorts import by_key, key, rounds
from evidence.questions.adverse_events.numbers import dose_changes, filled
from evidence.questions.deaths.numbers import WINDOW, deaths, kind
from evidence.questions.dlt.numbers import LEVEL, dose_limiting, doses_named
from evidence.questions.response.numbers import rates
from evidence.questions.times.numbers import contrasts, medians, transplants
from evidence.row import Cohort, Fact
from evidence.selection import View
from evidence.vocabulary import TOXICITY

#: Of grades 3 and up the bands that say most, the first that a source prints of a term.
SEVERE = (">=3", "3-4", "3", "4")
#: The term of patients with any event; narrower ones count any event of a cause.
ANY_EVENT = "any adverse event"
#: So many severe adverse events are named.
COMMONEST = 5
#: Who went on to a transplant, of the whole cohort; shares of responders are another question.
TRANSPLANTED = ("allogeneic transplant", "transplant")
#: A link opens so many cards at once.
CARDS = 8
#: Kinds of cohorts that what is printed of a whole trial belongs beside.
WHOLE = ("all", "arm")


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
    """Trials that print a hazard ratio and no median: it answers for the experimental arm, that of a part for the part.

    Beside it stands the ratio with its own patients.
    """
    passing = next(filter(None, rounds(version, view)), {})
    arms = {row["study_id"]: row for row in passing.values() if row["role"] == "experimental" and row["kind"] == "arm"}
    return [
        Told(arms[study] if ratio.cohort["kind"] == "all" else ratio.cohort, ratio.facts, beside=(ratio,))
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
