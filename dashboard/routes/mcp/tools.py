"""The tools as values: which page and panels each asks, what it takes, and what none of them does."""

import re
from dataclasses import dataclass

from dashboard.exports.changes import BASE
from dashboard.session.takes import choices_of
from dashboard.site import WITH_DATA
from evidence.language import languages
from evidence.selection import ARMS, FILTERS, NAMES_LIMIT, REGIMENS
from evidence.vocabulary import DRUG
from evidence.wording.api import COLUMNS

#: Rows of one answer: how many where nothing is said, and at most.
ROWS, MOST = 20, 50
#: Arguments of the answer and not of the view.
SPAN = ("panel", "limit", "offset", "page", "since")
#: Choices of what of a page is drawn: a tool names a panel, and its links open the page whole.
DRAWN = {"show": "all", "part": "all", "extent": "all"}


@dataclass(frozen=True)
class Tool:
    """A question of `page`; of its `panels` the first answers where none is named.

    `rowed`: whether its answer is a list of rows; `filters`: whether it takes the filters of pages; `own` are further
    arguments with their schemas; `demanded` must be given.
    """

    name: str
    page: str
    panels: tuple[str, ...]
    said: str
    filters: bool = True
    own: tuple[tuple[str, dict[str, object]], ...] = ()
    demanded: tuple[str, ...] = ()
    rowed: bool = True

    def arguments(self) -> dict[str, dict[str, object]]:
        """What may be given, each with its schema; closed sets as enums."""
        found = (
            {one.name: _several(one.english, list(one.codes) if one.codes else None) for one in FILTERS}
            if self.filters
            else {}
        )
        found |= dict(self.own)
        if self.filters:
            asked = [one for one in choices_of(self.page) if one.name not in DRAWN]
            found |= {one.name: _one(one.english, list(one.codes)) for one in asked}
        if len(self.panels) > 1:
            found["panel"] = _one("Which of the page's questions", list(self.panels))
        if self.rowed:
            found["limit"] = {"type": "integer", "minimum": 1, "maximum": MOST, "description": f"Rows; {ROWS} if not said"}
            found["offset"] = {"type": "integer", "minimum": 0, "description": "Rows to leave out at the beginning"}
        found["data"] = _one("Data version, 16 hex digits; today's if not said", None)
        return found | {"lang": _one("Language of labels and sentences", list(languages()))}

    def schema(self) -> dict[str, object]:
        return {"type": "object", "properties": self.arguments(), "required": list(self.demanded),
                "additionalProperties": False}  # fmt: skip


def _one(said: str, codes: list[str] | None) -> dict[str, object]:
    return {"type": "string", "description": said} | ({"enum": codes} if codes else {})


def _several(said: str, codes: list[str] | None) -> dict[str, object]:
    items = {"type": "string"} | ({"enum": codes} if codes else {})
    return {"type": "array", "description": f"{said}: any of", "items": items}


_STUDY = {"type": "array", "description": "One study, as find_cohorts names it", "items": {"type": "string"}, "maxItems": 1}
_REGIMENS = {"type": "array", "description": f"Drugs to put side by side, two to {REGIMENS}, in this order",
             "items": {"type": "string", "enum": list(DRUG)}, "maxItems": REGIMENS}  # fmt: skip
_ARMS = {"type": "array", "description": f"Arms to put side by side with panel=side-effects, up to {ARMS}, as"
         " study_id/cohort_id of rows; the largest that grade side effects if not said",
         "items": {"type": "string"}, "maxItems": ARMS}  # fmt: skip
_FACTS = {"type": "array", "description": f"Ids of figures (fact_id), at most {NAMES_LIMIT}", "items": {"type": "string"},
          "minItems": 1, "maxItems": NAMES_LIMIT}  # fmt: skip

TOOLS = (
    Tool(
        "find_cohorts", "overview", ("evidence-map", "studies"),
        "Which patients were studied: cohorts by class of regimen and setting, or the studies themselves. Begin here: the"
        " answer names studies, and says of each how it fits the filters.",
    ),
    Tool(
        "response", "response", ("response", "response-composition"),
        "How many patients responded (n/N, interval), one row a cohort, and of which kind the responses were. pool=on pools"
        " only where definition, setting, regimen and kind of study are alike, and else says what is unlike.",
    ),
    Tool(
        "outcomes", "outcomes",
        (
            "outcomes", "outcomes-hazards", "outcomes-rates", "outcomes-relapse", "outcomes-exposure", "outcomes-course",
            "outcomes-transplant", "outcomes-contrasts", "outcomes-unplaced",
        ),
        "Survival, duration and time to relapse (medians), shares alive or free of relapse at a time, patients who went on"
        " to a transplant, and comparisons that randomised trials print themselves.",
    ),
    Tool(
        "toxicity", "toxicity", ("adverse-events", "side-effects", "one-event", "dose-changes", "deaths"),
        "Side effects by grade, one side effect by regimen (event=), reductions and interruptions of the dose, deaths.",
        own=(("arm", _ARMS),),
    ),
    Tool(
        "dose_levels", "toxicity", ("dose-limiting-toxicity", "dose-levels", "dose-response", "dose-reporting"),
        "What limited the dose: patients with dose-limiting toxicity on each dose level, and rates along the dose.",
    ),
    Tool(
        "compare", "compare", ("compare-rows", "compare", "compare-nearest"),
        "Two to four regimens side by side for one patient. Nothing is tested or ranked: each row is of its own trial.",
        own=(("regimen", _REGIMENS),), demanded=("regimen",),
    ),
    Tool(
        "study", "study", ("study", "study-cohorts", "study-patients", "study-discrepancies"),
        "All that one study prints: figures, cohorts, single patients, contradictions.",
        filters=False, own=(("study", _STUDY),), demanded=("study",),
    ),
    Tool(
        "fact", "study", (),
        "Figures by their ids: as printed, where, who read them, on which other denominators, what contradicts them, and the"
        " cohort that they belong to.",
        filters=False, own=(("fact", _FACTS),), demanded=("fact",), rowed=False,
    ),
    Tool(
        "discrepancies", "sources", ("discrepancies",),
        "Where sources do not agree: both values with their places, which one is shown, and why.",
    ),
    Tool(
        "changes_since", BASE, (),
        "Studies, figures and discrepancies that were added, changed or withdrawn since a day or a data version, with the"
        " reason; of the whole base, or of the view that page and filters name.",
        own=(("since", _one("A day (2026-11-30) or a data version that is kept", None)),
             ("page", _one("The page of the view; the whole base if not said", [page.name for page in WITH_DATA]))),
        demanded=("since",),
    ),
)  # fmt: skip

CAUTION = (
    "Published aggregates as printed. Rows of different trials are no comparison: patients, criteria and follow-up differ,"
    " so do not subtract, pool or rank them. Give n/N, the name of N, interval, caveat and place with every number. What is"
    " not reported is not zero. This is no advice for a patient."
)

INSTRUCTIONS = (
    "Typed questions to a base of published clinical studies on leukaemia. Arguments are closed sets; filters take several"
    " values, any of which fits. A row's `match` says whether a cohort fits the filters exactly, holds such patients among"
    f" others, or is only nearest. {CAUTION} Quote a row by its `link`; it opens the same figure with its card. Columns of"
    " rows, empty ones left out:\n" + "\n".join(f"- {name}: {said}" for name, said in COLUMNS.items())
)  # fmt: skip

#: What is asked for and never answered: how it is asked, why not, and what to ask instead.
REFUSED = (
    (r"sql|query|select|execute|statement",
     "SQL is not taken: a query of one's own counts patients twice, loses denominators and mixes unlike definitions. Ask a"
     " tool; or take the whole file (/api/base.duckdb, /api/base.zip) and answer for the query yourself."),
    (r"pool|meta.?anal|combine|average",
     "Trials are not pooled on demand. Ask response with pool=on: it pools rates of one definition, setting, regimen and"
     " kind of study, and else says what is unlike."),
    (r"rank|best|better|superior|winner|league|sort|order|differen|p.?value|nnt",
     "Regimens are not ranked and trials are not tested against each other: their patients, criteria and follow-up differ."
     " Ask compare, which puts them side by side; or outcomes with panel=outcomes-contrasts for what randomised trials print"
     " themselves."),
    (r"recommend|advi[cs]e|treat(ment)?_?for|prescri|dose_for",
     "No advice for a patient is given: ask what was reported, with find_cohorts, response, outcomes or toxicity."),
)  # fmt: skip


def tool_named(name: str) -> Tool | None:
    return next((tool for tool in TOOLS if tool.name == name), None)


def why_not(asked: str) -> str:
    """Why something is never answered, by the words in which it is asked for; empty for a mere slip."""
    return next((why for pattern, why in REFUSED if re.search(pattern, asked.lower())), "")
