"""A view is a value: filters and choices, read from a query string and written back whole."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from evidence import vocabulary
from evidence.statistics import INTERVAL_METHODS
from evidence.vocabulary import Code

#: What a reader wants to see of a hostile link's values before they are cut.
SHOWN = 40
#: Names of figures and discrepancies in links; more than a few at once is no link that this product wrote.
NAME = re.compile(r"[A-Za-z0-9./-]{3,200}")
NAMES_LIMIT = 8
#: The page that shows meetings, their names and steps in links.
CLUBS, CLUB, STEP = "journal-club", re.compile(r"[a-z0-9][a-z0-9.-]{0,59}"), re.compile(r"0|[1-9][0-9]?")

#: Terms about the treatment, not about the body: no organ class.
DOSE = "Dose"

READERS = {"1": Code("1", "Read once"), "2": Code("2", "Read twice")}


@dataclass(frozen=True)
class Filter:
    """A filter on cohorts or figures: its name in links, its label, its closed set (None: known from the data)."""

    name: str
    label: str
    codes: dict[str, Code] | None


FILTERS = (
    Filter("mutation", "Mutation", vocabulary.MUTATION),
    Filter("setting", "Setting", vocabulary.SETTING),
    Filter("transplant", "Transplant status", vocabulary.TRANSPLANT),
    Filter("disease", "Disease", vocabulary.DISEASE),
    Filter("drug", "Drug", vocabulary.DRUG),
    Filter("study", "Study", None),
    Filter("phase", "Phase", vocabulary.PHASE),
    Filter("level", "Source read as", vocabulary.LEVEL),
    Filter("readers", "Readers", READERS),
)


@dataclass(frozen=True)
class Choice:
    """One of several: its name in links, its label, its options, the default first, the pages that have it."""

    name: str
    label: str
    options: dict[str, str]
    pages: tuple[str, ...]

    @property
    def default(self) -> str:
        return next(iter(self.options))


CHOICES = (
    Choice("carriers", "Mutation carriers", {"any": "Any share of the cohort", "every": "Every patient carries it"},
           ("overview", "response", "mobilisation", "toxicity", "outcomes", "patients", "sources")),
    Choice("endpoint", "Endpoint",
           {"overall": "Overall response as printed", "CR": "CR", "CRi": "CR + incomplete recovery",
            "MRD": "MRD response"}, ("response",)),
    Choice("grade", "Grade",
           {"all": "Every band, as printed", "any": "Any grade", "severe": "Grade 3 and up, each band",
            ">=3": "Printed as ≥3", "3-4": "Printed as 3-4", "none": "No grade printed"}, ("toxicity",)),
    Choice("organ", "Organ class", {"all": "All"} | {
        code.group.lower(): code.group for code in vocabulary.TOXICITY.values() if code.group != DOSE}, ("toxicity",)),
    Choice("event", "One side effect", {
        code.code: code.label for code in vocabulary.TOXICITY.values() if code.group != DOSE}, ("toxicity",)),
    Choice("times", "Times", {"all": "All endpoints"} | {
        code.group: code.group.capitalize() for code in vocabulary.TERM["time to event"].values()}, ("outcomes",)),
    Choice("rows", "Rows", {"highest": "Whole cohorts", "arm": "Arms", "dose level": "Dose levels"},
           ("response", "toxicity", "outcomes")),
    Choice("denominator", "Denominator",
           {"printed": "As printed", "enrolled": "Enrolled", "evaluable": "Evaluable"},
           ("response", "toxicity", "outcomes")),
    Choice("interval", "Interval", INTERVAL_METHODS, ("response", "toxicity", "outcomes")),
    Choice("isotonic", "Isotonic estimate of dose-limiting toxicity",
           {"off": "Off", "n": "Weighted by patients", "boin": "As in BOIN"}, ("toxicity",)),
    Choice("pool", "Pooling", {"off": "Not pooled", "on": "Pooled, where allowed"}, ("response",)),
    Choice("kind", "Kind of discrepancy",
           {"any": "All kinds"} | {code.code: code.label for code in vocabulary.DISCREPANCY_KIND.values()}, ("sources",)),
)  # fmt: skip


@dataclass(frozen=True)
class View:
    """All that a page shows is decided by this value and the data version."""

    filters: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    choices: Mapping[str, str] = field(default_factory=dict)
    #: Figures whose card is open, and discrepancies read the other way round.
    facts: tuple[str, ...] = ()
    other: tuple[str, ...] = ()
    #: The meeting that is open on the journal-club page, and which of its views, from 1; 0 is its agenda.
    club: str = ""
    step: int = 0

    def chosen(self, name: str) -> tuple[str, ...]:
        """The selected values of a filter; empty means that it does not filter."""
        return self.filters.get(name, ())

    def choice(self, name: str) -> str:
        return self.choices.get(name, choice_named(name).default)

    def with_filter(self, name: str, values: Sequence[str]) -> "View":
        kept = {key: chosen for key, chosen in self.filters.items() if key != name}
        return replace(self, filters=kept | ({name: tuple(values)} if values else {}))

    def with_choice(self, name: str, value: str) -> "View":
        return replace(self, choices={**self.choices, name: value})


@dataclass(frozen=True)
class Ignored:
    """A part of a link that was not followed, and why."""

    name: str
    value: str
    why: str


def choice_named(name: str) -> Choice:
    return next(choice for choice in CHOICES if choice.name == name)


def choices_of(page: str) -> list[Choice]:
    return [choice for choice in CHOICES if page in choice.pages]


def names() -> set[str]:
    """Every name that a link may use; the last two are Streamlit's own."""
    return {one.name for one in (*FILTERS, *CHOICES)} | {"data", "fact", "other", "club", "step", "embed", "embed_options"}


def parse(query: Mapping[str, Sequence[str]], studies: Sequence[str]) -> tuple[View, tuple[Ignored, ...]]:
    """A view from a query string; never raises, never trusts, and says what it did not follow.

    `query` gives all values of each name; `studies` are the study ids of the data version.
    """
    view = View(facts=_names(query, "fact"), other=_names(query, "other"), club=_club(query), step=_step(query))
    ignored = [
        Ignored(name, value[:SHOWN], f"no {what}")
        for name, kept, what in (("club", view.club, "name of a meeting"), ("step", str(view.step), "step of a meeting"))
        for value in query.get(name, ())[:1]
        if value not in ("", kept)
    ]
    ignored += [
        Ignored(name, value[:SHOWN], f"no name of a {what}, or more than {NAMES_LIMIT} of them")
        for name, kept, what in (("fact", view.facts, "figure"), ("other", view.other, "discrepancy"))
        for value in dict.fromkeys(query.get(name, ()))
        if value and value not in kept
    ]
    known = names()
    for one in FILTERS:
        allowed = list(studies) if one.codes is None else list(one.codes)
        values = _split(query.get(one.name, ()))
        good = tuple(code for code in allowed if code in values)
        ignored += [
            Ignored(one.name, value[:SHOWN], f"no {one.label.lower()} of this data version")
            for value in dict.fromkeys(values)
            if value not in allowed
        ]
        view = view.with_filter(one.name, good)
    for choice in CHOICES:
        values = [value for value in query.get(choice.name, ()) if value]
        if values and values[0] in choice.options:
            view = view.with_choice(choice.name, values[0])
        ignored += [
            Ignored(choice.name, value[:SHOWN], f"expected one of {', '.join(choice.options)}")
            for value in values[:1]
            if value not in choice.options
        ]
    ignored += [Ignored(name[:SHOWN], "", "unknown name") for name in query if name not in known]
    return view, tuple(ignored)


def dump(view: View, page: str, version: str) -> dict[str, list[str]]:
    """The query string of a view: every filter that is set, every choice of the page, the data version."""
    query = {one.name: list(view.chosen(one.name)) for one in FILTERS if view.chosen(one.name)}
    query |= {choice.name: [view.choice(choice.name)] for choice in choices_of(page)}
    query |= {name: list(names) for name, names in (("fact", view.facts), ("other", view.other)) if names}
    if page == CLUBS and view.club:
        query |= {"club": [view.club], "step": [str(view.step)]}
    return query | {"data": [version]}


def _names(query: Mapping[str, Sequence[str]], name: str) -> tuple[str, ...]:
    good = (value for value in query.get(name, ()) if NAME.fullmatch(value))
    return tuple(dict.fromkeys(good))[:NAMES_LIMIT]


def _club(query: Mapping[str, Sequence[str]]) -> str:
    return next((value for value in query.get("club", ())[:1] if CLUB.fullmatch(value)), "")


def _step(query: Mapping[str, Sequence[str]]) -> int:
    return next((int(value) for value in query.get("step", ())[:1] if STEP.fullmatch(value)), 0)


def _split(values: Sequence[str]) -> list[str]:
    """Values repeated (a=1&a=2) or in one (a=1,2), without blanks."""
    return [part for value in values for part in value.split(",") if part]
