"""What a view may select: the filters on cohorts and figures, and the choices of each page."""

from dataclasses import dataclass, field
from functools import cached_property

from evidence import vocabulary
from evidence.language import mark, say
from evidence.statistics import INTERVAL_METHODS
from evidence.vocabulary import Code

#: So many rows stand on one screen: what a page with a choice of it draws at first.
FIRST = 15
#: Terms about the treatment, not about the body: no organ class.
DOSE = "Dose"

#: How a figure can have been read: what nobody has read is not in a built file.
READERS = {code: reading for code, reading in vocabulary.READING.items() if code != "0"}


@dataclass(frozen=True)
class Filter:
    """A filter: its name in links, its label, its closed set (None: known from the data).

    It is on cohorts, by the column of its name, or `of_figures`; one `of_patients` describes them, by a column of the
    cohort itself. What a broad term finds its closed set says.
    """

    name: str
    english: str
    codes: dict[str, Code] | None = field(hash=False)
    of_figures: bool = False
    of_patients: bool = False

    @property
    def label(self) -> str:
        return say(self.english)


FILTERS = (
    Filter("mutation", "Mutation", vocabulary.MUTATION, of_patients=True),
    Filter("setting", "Setting", vocabulary.SETTING, of_patients=True),
    Filter("transplant", "Transplant status", vocabulary.TRANSPLANT, of_patients=True),
    Filter("disease", "Disease", vocabulary.DISEASE),
    Filter("drug", "Drug", vocabulary.DRUG),
    Filter("prior_flt3", "Prior FLT3 inhibitor", vocabulary.PRIOR_FLT3, of_patients=True),
    Filter("study", "Study", None),
    Filter("phase", "Phase", vocabulary.PHASE),
    Filter("level", "Source read as", vocabulary.LEVEL, of_figures=True),
    Filter("readers", "Readers", READERS, of_figures=True),
)

#: What patients are described by, in the order of the filters; the disease is that of their study.
OF_PATIENTS = tuple(one.name for one in FILTERS if one.of_patients)
#: The filters that figures pass or not; the others are on cohorts.
ON_FIGURES = tuple(one.name for one in FILTERS if one.of_figures)


@dataclass(frozen=True)
class Choice:
    """One of several: its name in links, its label, its options, the default first.

    Which option stands at first may be decided `by_data`: then a link names it only where it is chosen. What is `quiet` a
    link names only where it is another one than the default.
    """

    name: str
    english: str
    codes: dict[str, str]
    by_data: bool = False
    quiet: bool = False

    @property
    def label(self) -> str:
        return say(self.english)

    @property
    def options(self) -> dict[str, str]:
        """Codes in links and how they read."""
        return {code: say(english) for code, english in self.codes.items()}

    @cached_property
    def default(self) -> str:
        return next(iter(self.codes))


CHOICES = (
    Choice("match", "Match",
           {"around": mark("Exact, then among others or nearest"), "exact": mark("Exact matches only")}),
    Choice("unchecked", "Records not checked by hand",
           {"no": mark("Left out"), "yes": mark("Shown and marked")}, quiet=True),
    Choice("carriers", "Mutation carriers",
           {"any": mark("Any share of the cohort"), "every": mark("Every patient carries it")}),
    Choice("endpoint", "Endpoint",
           {"overall": mark("Overall response as printed"), "CR": mark("CR"), "CRi": mark("CR + incomplete recovery"),
            "MRD": mark("MRD response"), "activity": mark("Haematological, marrow or other response"),
            "molecular": mark("Molecular response"), "lasting": mark("Sustained remission")}, by_data=True),
    Choice("show", "Show",
           {"effects": mark("Side effects"), "dose": mark("Dose levels and DLT"),
            "special": mark("Special toxicities"), "event": mark("One side effect"),
            "changes": mark("Changes of dose"), "deaths": mark("Deaths"), "all": mark("Everything")}),
    Choice("part", "Show",
           {"survival": mark("Survival"), "relapse": mark("Relapse"), "exposure": mark("Follow-up and time on drug"),
            "transplant": mark("Transplants"), "compared": mark("All comparisons"), "all": mark("Everything")}),
    Choice("extent", "Rows drawn", {"first": mark("First rows"), "all": mark("All rows")}),
    Choice("grade", "Grade",
           {"all": mark("Every grade, as printed"), "any": mark("Any grade"), "severe": mark("Grade 3 and up, each band"),
            ">=3": mark("Printed as ≥3"), "3-4": mark("Printed as 3-4"), "serious": mark("Called serious"),
            "not serious": mark("Listed as not serious"), "none": mark("No grade printed")}),
    Choice("organ", "Organ class", {"all": mark("All")} | {
        code.group.lower(): code.group for code in vocabulary.TOXICITY.values() if code.group != DOSE}),
    Choice("event", "One side effect", {
        code.code: code.english for code in vocabulary.TOXICITY.values() if code.group != DOSE}),
    Choice("times", "Times",
           {"all": mark("All endpoints"), "survival": mark("Survival"), "duration": mark("Duration"),
            "relapse": mark("Relapse"), "exposure": mark("Exposure")}),
    Choice("rows", "Rows", {"highest": mark("Whole cohorts"), "arm": mark("Arms"), "dose level": mark("Dose levels")}),
    Choice("denominator", "Denominator",
           {"printed": mark("As printed"), "enrolled": mark("Enrolled"), "evaluable": mark("Evaluable")}),
    Choice("interval", "Interval", INTERVAL_METHODS),
    Choice("isotonic", "Isotonic estimate of dose-limiting toxicity",
           {"off": mark("Off"), "n": mark("Weighted by patients"), "boin": mark("As in BOIN")}),
    Choice("pool", "Pooling", {"off": mark("Not pooled"), "on": mark("Pooled, where allowed")}),
    Choice("sort", "Order",
           {"strength": mark("Strength of evidence"), "rate": mark("Rate"), "year": mark("Year, newest first"),
            "setting": mark("Setting")}),
    Choice("kind", "Kind of discrepancy",
           {"any": mark("All kinds")} | {code.code: code.english for code in vocabulary.DISCREPANCY_KIND.values()}),
)  # fmt: skip


_BY_NAME = {choice.name: choice for choice in CHOICES}


def choice_named(name: str) -> Choice:
    return _BY_NAME[name]
