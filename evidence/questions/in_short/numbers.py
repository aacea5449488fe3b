"""A study in short: what became of its patients, at what price, and what its record leaves unsaid."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from evidence.answers import Rated
from evidence.cohorts import EVALUABILITY
from evidence.questions.compare.lines import LINES, Told, timed
from evidence.questions.response.numbers import ENDPOINT, STRICTEST, with_endpoint
from evidence.questions.response.numbers import rates as response_rates
from evidence.questions.study.numbers import Record
from evidence.questions.times.numbers import MAIN, TIME, surviving
from evidence.questions.times.numbers import rates as shares
from evidence.reasons import Reason, because, mark
from evidence.row import Cohort, Fact
from evidence.selection import View
from evidence.vocabulary import BASELINE, NOT_REPORTED, REMISSION, RESPONSE, TERM

#: Times that are told, in this order.
TIMES = (*MAIN, "LFS", "PFS")
#: So many outcomes are told in large numbers.
NUMBERS = 3
#: The lines of the comparison that say what a treatment costs the patient.
PRICE = ("early death", "severe", "DLT", "dose", "reduced", "stopped")
#: Settings in which patients were treated before.
_TREATED_BEFORE = ("relapsed-refractory", "relapsed", "refractory")


@dataclass(frozen=True)
class Outcome:
    """What a study prints of one endpoint: its largest treated cohort and the control of that.

    `endpoint` is the code of a response or the term of a time. Where no time is printed its `lead` is a hazard ratio or
    a share at a time. `others` says how many more figures answer it.
    """

    endpoint: str
    lead: Told
    control: Told | None
    others: int

    @property
    def is_response(self) -> bool:
        return self.lead.fact["domain"] == "response"


@dataclass(frozen=True)
class InShort:
    """A study in short. `shares` are the rates by endpoint that one axis from 0 to 100 % holds, `price` by its lines."""

    outcomes: tuple[Outcome, ...]
    shares: dict[str, tuple[Rated, ...]]
    price: dict[str, tuple[Told, ...]]
    unsaid: tuple[Reason, ...]


def in_short(version: str, record: Record) -> InShort:
    """What one study prints, whatever else the filters say."""
    view = View({"study": (record.study["study_id"],)})
    responses = _responses(version, view)
    lived = surviving(shares(version, view).items)
    found = _outcomes(version, view, responses, lived)
    on_axis = responses | {term: own for term in TIMES if (own := tuple(row for row in lived if row.fact["term"] == term))}
    return InShort(found, on_axis, _price(version, view, record), tuple(_unsaid(record)))


def _responses(version: str, view: View) -> dict[str, tuple[Rated, ...]]:
    """Rates by endpoint: first that of the response page, then the others, the strictest first; no figure twice."""
    first = with_endpoint(version, view).choice(ENDPOINT)
    found: dict[str, tuple[Rated, ...]] = {}
    for endpoint in (first, *(one for one in STRICTEST if one != first)):
        told = {_ids(row) for rows in found.values() for row in rows}
        rows = response_rates(version, view.with_choice(ENDPOINT, endpoint)).items
        if known := tuple(row for row in rows if row.rate.percent is not None and _ids(row) not in told):
            found[endpoint] = known
    return found


def _ids(row: Rated) -> tuple[str, ...]:
    return tuple(fact["fact_id"] for fact in row.facts)


def _outcomes(version: str, view: View, responses: dict[str, tuple[Rated, ...]], lived: list[Rated]) -> tuple[Outcome, ...]:
    """The first response, the first two times, then what is left, so many as are told in large numbers."""
    answered = [_outcome(name, [_told(row) for row in rows]) for name, rows in responses.items()]
    times = [_outcome(term, rows) for term in TIMES if (rows := _times(version, view, term, lived))]
    return tuple([*answered[:1], *times[:2], *answered[1:], *times[2:]][:NUMBERS])


def _times(version: str, view: View, term: str, lived: list[Rated]) -> list[Told]:
    """Medians of a time, else its hazard ratio, else shares at a time."""
    return timed(term)(version, view) or [_told(row) for row in lived if row.fact["term"] == term]


def _told(row: Rated) -> Told:
    return Told(row.cohort, row.facts, row.rate)


def _outcome(endpoint: str, items: list[Told]) -> Outcome:
    treated = [item for item in items if item.cohort["role"] != "control"] or items
    lead = max(treated, key=_size)
    control = next((item for item in items if item is not lead and _controls(lead, item)), None)
    return Outcome(endpoint, lead, control, len(items) - 1 - (control is not None))


def _size(item: Told) -> int:
    """Of how many patients an item is; 0 where that is not printed."""
    return (item.rate.of if item.rate else item.fact["of_n"] or item.cohort["n"]) or 0


def _controls(lead: Told, other: Told) -> bool:
    """Whether another item is the same of the control that a cohort was split off with."""
    same = all(lead.fact[name] == other.fact[name] for name in ("term", "statistic", "window"))
    one, two = lead.cohort, other.cohort
    return same and two["role"] == "control" and (one["parent"], one["split"]) == (two["parent"], two["split"])


def _price(version: str, view: View, record: Record) -> dict[str, tuple[Told, ...]]:
    """Lines of the comparison by every arm; what is said of the dose of a drug is asked with the drugs of the study."""
    drugs = dict.fromkeys(drug for _, row in record.cohorts if row["role"] != "control" for drug in row["drugs"])
    asked = view.with_filter("drug", tuple(drugs))
    found = {line: LINES[line][0](version, asked if line in ("dose", "reduced", "stopped") else view) for line in PRICE}
    return {line: tuple(items) for line, items in found.items() if items}


def _unsaid(record: Record) -> Iterable[Reason]:
    """What no figure of the record says, one reason a silence."""
    return (because(message) for message, is_silent in SILENCES.items() if is_silent(record))


def _has(record: Record, domain: str, wanted: Callable[[Fact], bool] = lambda fact: True) -> bool:
    return any(wanted(fact) for fact in record.figures.get(domain, ()))


def _wholes(record: Record) -> list[Cohort]:
    return [row for depth, row in record.cohorts if depth == 0]


def _is_remission(fact: Fact) -> bool:
    return RESPONSE[fact["term"]].group in REMISSION


def _no_criteria(record: Record) -> bool:
    remissions = [fact for fact in record.figures.get("response", ()) if _is_remission(fact)]
    return bool(remissions) and not any(fact["criteria"] for fact in remissions)


def _no_evaluable(record: Record) -> bool:
    counted = any(row["n_evaluable"] is not None or row["split"] == EVALUABILITY for _, row in record.cohorts)
    counted = counted or _has(record, "response", lambda fact: fact["population"] == "evaluable")
    return "response" in record.figures and not counted


def _no_grades(record: Record) -> bool:
    return "toxicity" in record.figures and not _has(record, "toxicity", lambda fact: fact["grade"] is not None)


def _no_severe(record: Record) -> bool:
    severe = ("3", "4", "5")
    graded = not _no_grades(record) and "toxicity" in record.figures
    return graded and not _has(record, "toxicity", lambda fact: any(one in (fact["grade"] or "") for one in severe))


def _no_patients_a_level(record: Record) -> bool:
    levels = [row for _, row in record.cohorts if row["kind"] == "dose level"]
    return any(row["n"] is None for row in levels)


def _no_limiting(record: Record) -> bool:
    return record.study["design"] == "dose escalation" and "dlt" not in record.figures


def _no_dose(record: Record) -> bool:
    treated = [row for _, row in record.cohorts if row["role"] != "control"]
    printed = any(row["dose"] is not None or row["schedule"] for row in treated)
    return not printed and not _has(record, "baseline", lambda fact: "dose" in fact["term"])


def _no_prior_therapy(record: Record) -> bool:
    before = any(row["setting"] in _TREATED_BEFORE for row in _wholes(record))
    return before and not _has(record, "baseline", is_prior)


def is_prior(fact: Fact) -> bool:
    """Whether a figure says how patients had been treated before."""
    return BASELINE[fact["term"]].group == "Prior treatment"


def _no_prior_inhibitor(record: Record) -> bool:
    wholes = _wholes(record)
    asked = any(row["setting"] in _TREATED_BEFORE and (row["mutation"] or "").startswith("flt3") for row in wholes)
    return asked and all(row["prior_flt3"] in (None, NOT_REPORTED) for _, row in record.cohorts)


def _survives(fact: Fact) -> bool:
    return TERM[TIME][fact["term"]].group == "survival"


#: What a record may leave unsaid, in the order in which a reader asks.
SILENCES: dict[str, Callable[[Record], bool]] = {
    mark("number of patients"): lambda record: all(row["n"] is None for row in _wholes(record)),
    mark("age"): lambda record: not _has(record, "baseline", lambda fact: fact["term"].startswith("age")),
    mark("earlier treatment"): _no_prior_therapy,
    mark("earlier FLT3 inhibitors"): _no_prior_inhibitor,
    mark("earlier transplants"): lambda record: all(row["transplant"] in (None, NOT_REPORTED) for _, row in record.cohorts),
    mark("dose and schedule"): _no_dose,
    mark("patients of each dose level"): _no_patients_a_level,
    mark("response"): lambda record: "response" not in record.figures,
    mark("criteria of response"): _no_criteria,
    mark("patients evaluable for response"): _no_evaluable,
    mark("survival"): lambda record: not _has(record, TIME, _survives),
    mark("follow-up"): lambda record: not _has(record, TIME, lambda fact: fact["term"] == "follow-up"),
    mark("side effects"): lambda record: "toxicity" not in record.figures,
    mark("grades of side effects"): _no_grades,
    mark("severe side effects"): _no_severe,
    mark("dose-limiting toxicity"): _no_limiting,
    mark("early deaths"): lambda record: "mortality" not in record.figures,
}  # fmt: skip
