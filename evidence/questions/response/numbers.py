"""Response: rates of an endpoint by cohort, and the composition of each cohort's response."""

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from evidence.cohorts import Answer, Key, answering, key
from evidence.language import worded
from evidence.questions.facts import ON_FIGURES, by_cohort, facts
from evidence.questions.headline.numbers import Headline, headline
from evidence.rates import Rate, as_asked, printed_rate, summed_rate
from evidence.row import Row
from evidence.selection import View
from evidence.vocabulary import COMPOSITION, RESPONSE, SETTING

#: Terms that answer each endpoint, the first that a cohort prints is taken. Composites differ in what they count,
#: so each row names its own; one that a source prints is taken before one that would have to be added up.
TERMS = {
    "overall": ("ORR", "clinical response"),
    "CR": ("CR",),
    "CRi": ("CRc", "CR+CRi", "CR+CRp+CRi", "CR+CRp", "CR+CRh+CRi", "CR+CRh"),
    "MRD": ("MRD response", "complete MRD response"),
    "activity": ("clinical response", "HR", "BMR", "blast reduction", "any response", "morphologic response or PR",
                 "M1 remission", "aplastic marrow"),
    "molecular": ("CMR", "FLT3 molecular response", "partial molecular response"),
    "lasting": ("still in CR", "treatment-free remission"),
}  # fmt: skip
#: Terms whose name does not say what is counted: two of them are one definition only if their criteria say the same.
UNNAMED = ("ORR", "clinical response", "CRc", "MRD response", "complete MRD response")


@dataclass(frozen=True)
class CohortRate:
    cohort: Row
    rate: Rate

    @property
    def is_apart(self) -> bool:
        """Whether it is a response that is no remission by criteria: shown as what it is, never as such a rate."""
        return all(fact["domain"] == "response" and RESPONSE[fact["term"]].group == "activity" for fact in self.rate.facts)


@dataclass(frozen=True)
class Composition:
    """One cohort's response by exclusive category; `unstated` is what the printed categories leave of `of`."""

    cohort: Row
    of: int
    population: str
    events: dict[str, int]
    facts: tuple[Row, ...]

    @property
    def unstated(self) -> int:
        return self.of - sum(self.events.values())


def rates(version: str, view: View) -> tuple[list[CohortRate], Answer]:
    """The rate of the view's endpoint for each answering cohort, and the answer they belong to."""
    printed = _printed(version, view.only(ON_FIGURES, ["endpoint"]))
    answer = answering(version, view, printed)
    return [CohortRate(cohort, as_asked(printed[key(cohort)], cohort, view, version)) for cohort in answer.shown], answer


def first_said(rates: list[CohortRate]) -> Headline[CohortRate]:
    """The headline of these rates; responses that are no remission by criteria are in none of its places."""
    return headline(
        [row for row in rates if not row.is_apart], lambda row: row.rate.of, lambda row: row.rate.percent, _definition
    )


def _definition(row: CohortRate) -> tuple | None:
    """What a row counts, when and in which patients; None where its source does not say what is counted, or in whom."""
    fact, setting = row.rate.facts[0], setting_group(row.cohort)
    criteria = fact["criteria"] if fact["term"] in UNNAMED else ""
    if criteria is None or setting is None:
        return None
    return tuple(one["term"] for one in row.rate.facts), fact["window"], criteria, row.cohort["disease"], setting


def setting_group(cohort: Row) -> str | None:
    """The setting of a cohort, a narrower one as its broader; None where it is mixed or not reported."""
    code = SETTING.get(cohort["setting"])
    return None if code is None or code.code == "mixed" else code.broader or code.code


def printing(version: str, view: View) -> AbstractSet[Key]:
    """The cohorts that print the endpoint asked for."""
    return _printed(version, view.only(ON_FIGURES, ["endpoint"])).keys()


@worded(maxsize=64)
def _printed(version: str, view: View) -> Mapping[Key, Rate]:
    """The rate of the endpoint in every cohort that prints it."""
    groups = by_cohort(facts(version, view, "response"))
    return {cohort: rate for cohort, rows in groups.items() if (rate := _endpoint(rows, view.choice("endpoint")))}


def _endpoint(rows: list[Row], endpoint: str) -> Rate | None:
    """The rate of an endpoint: of several assessments the one without a window (best response), else the first."""
    rows = sorted(
        (row for row in rows if row["statistic"] in ("count", "percent")), key=lambda row: row["window"] is not None
    )
    for term in TERMS[endpoint]:
        for row in rows:
            if row["term"] == term:
                return printed_rate(row)
    return _added_up(rows) if endpoint == "CRi" else None


def _added_up(rows: list[Row]) -> Rate | None:
    complete = next((row for row in rows if row["term"] == "CR" and row["events"] is not None), None)
    if complete is None:
        return None
    same = ("of_n", "population", "window")
    incomplete = [
        row
        for row in rows
        if RESPONSE[row["term"]].group == "CRi"
        and row["events"] is not None
        and all(row[name] == complete[name] for name in same)
    ]
    return summed_rate([complete, *incomplete]) if incomplete else None


def compositions(version: str, view: View) -> tuple[list[Composition], Answer]:
    """The exclusive categories of each answering cohort that prints counts of them on one denominator."""
    found = _composed(version, view.only(ON_FIGURES))
    answer = answering(version, view, found)
    return [Composition(cohort, *found[key(cohort)]) for cohort in answer.shown], answer


@worded(maxsize=64)
def _composed(version: str, view: View) -> Mapping[Key, tuple]:
    """The exclusive categories of every cohort that prints counts of them on one denominator."""
    groups = by_cohort(facts(version, view, "response"))
    return {cohort: made for cohort, rows in groups.items() if (made := _categories(rows))}


def _categories(rows: list[Row]) -> tuple[int, str, dict[str, int], tuple[Row, ...]] | None:
    counted = [
        row
        for row in rows
        if RESPONSE[row["term"]].group in COMPOSITION and row["events"] is not None and row["of_n"] and not row["window"]
    ]
    counted = [row for row in counted if (row["of_n"], row["population"]) == (counted[0]["of_n"], counted[0]["population"])]
    if len(counted) < 2:
        return None
    events = {group: 0 for group in COMPOSITION if any(RESPONSE[row["term"]].group == group for row in counted)}
    for row in counted:
        events[RESPONSE[row["term"]].group] += row["events"]
    if sum(events.values()) > counted[0]["of_n"]:
        return None
    return counted[0]["of_n"], counted[0]["population"], events, tuple(counted)
