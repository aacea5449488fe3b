"""A study in short in words: its large numbers, what the treatment costs patients, what is not in the record."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from itertools import groupby

from evidence.answers import Rated
from evidence.cohorts import key
from evidence.language import mark, say
from evidence.questions.compare.cell_words import Said, chip, said
from evidence.questions.compare.lines import Told
from evidence.questions.compare.words import LINES
from evidence.questions.in_short.numbers import InShort, Outcome, is_prior
from evidence.questions.response.numbers import ENDPOINT
from evidence.questions.response.words import area, definition
from evidence.questions.shares.words import method as method_of_shares
from evidence.questions.study.figures_words import value
from evidence.questions.study.numbers import Record
from evidence.questions.study.words import whom
from evidence.questions.times.numbers import TIME
from evidence.row import Cohort, Fact, Row
from evidence.selection import View, choice_named
from evidence.vocabulary import ANSWER, APPRAISAL, CHECKLIST, DESIGN, LEVEL, PHASE, TERM, checklist_of, label
from evidence.wording.arms import is_control, role
from evidence.wording.numbers import listed, plural
from evidence.wording.phrases import cause, named, regimen, schedule
from evidence.wording.phrases import time as time_of
from evidence.wording.printed import told
from evidence.wording.reasons import words as reason
from evidence.wording.selection import dose, lower_first
from evidence.wording.table import Column, Table

SHARES = mark("What share of patients")
PRICE = mark("Side effects, dose and early death")
UNSAID = mark("Not reported in what was read")
APPRAISED = mark("Appraisal")
#: So many items of a line stand on the card.
EACH = 10


@dataclass(frozen=True)
class Number:
    """A large number: what it is of, whose it is, and the same of the control, by its name, where that is printed."""

    title: str
    lead: Said
    whose: str
    control: tuple[str, Said] | None
    others: str


@dataclass(frozen=True)
class Line:
    """What a treatment costs by one line: each cohort with its items, and how many items are left out."""

    name: str
    told: tuple[tuple[str, tuple[Said, ...]], ...]
    left: int


def numbers(found: InShort) -> list[Number]:
    return [_number(one) for one in found.outcomes]


def _number(one: Outcome) -> Number:
    return Number(
        title=titled(one.endpoint, one.lead.fact),
        lead=_said(one.lead),
        whose=_whose(one.lead),
        control=(whose(one.control.cohort), _alone(one.control)) if one.control else None,
        others=say("further figures: {n}", n=one.others) if one.others else "",
    )


def titled(endpoint: str, fact: Fact) -> str:
    """'Complete remission', 'Overall survival at 2 years': what a number is of, a share of survivors with its time."""
    if fact["domain"] == "response":
        return choice_named(ENDPOINT).options[endpoint]
    name = TERM[TIME][endpoint].label
    if fact["statistic"] == "median":
        return say("Median {endpoint}", endpoint=lower_first(name))
    when = time_of(fact["window"])
    return say("{endpoint}, {window}", endpoint=name, window=when) if when else name


def _said(item: Told) -> Said:
    """The number with the signs that it has in every figure."""
    one = said("OS" if item.rate is None else "", item, "")
    sign = " †" if item.rate and item.rate.derived else ""
    alone = [say(message).lstrip(", ，") for message in told(item.facts)]
    return replace(one, value=f"{one.value}{sign}", count=say("; ").join(filter(None, [one.count, *alone])))


def _alone(item: Told) -> Said:
    """The number of a control without the ratio that stands beside its arm."""
    return _said(replace(item, beside=()))


def _whose(item: Told) -> str:
    """'gilteritinib 120 mg daily, CR + CRh': the cohort, and what its source counts."""
    counted = definition(item.rate) if item.rate and item.fact["domain"] == "response" else ""
    return say("; ").join(filter(None, [whose(item.cohort), counted]))


def whose(row: Cohort) -> str:
    """A cohort inside its study: 'All enrolled', 'Salvage chemotherapy (control arm)'."""
    name = named(row["label"])
    return say("{cohort} ({role})", cohort=name, role=role(row)) if is_control(row) else name


def method(rates: list[Rated]) -> tuple[str, ...]:
    """Denominators, intervals and signs of the shares that are drawn, and what the size of a mark says."""
    return (*method_of_shares(rates, View()), *area(rates))


def price(found: InShort) -> list[Line]:
    return [_line(line, items) for line, items in found.price.items()]


def toxicity(record: Record) -> str:
    """How much the record holds of toxicity and deaths, most of which the lines leave out."""
    count = sum(len(record.figures.get(domain, ())) for domain in ("toxicity", "dlt", "mortality"))
    if not count:
        return say("Nothing was found on side effects, dose-limiting toxicity or deaths.")
    return say("{figures} on toxicity and deaths in all, under “Everything printed”.", figures=plural(count, "figure"))


def _line(line: str, items: tuple[Told, ...]) -> Line:
    """The first items of a line, cohort by cohort; one that is not the whole study is named."""
    groups = [list(own) for _, own in groupby(items[:EACH], key=lambda item: key(item.cohort))]
    told = tuple(
        ("" if own[0].cohort["kind"] == "all" else whose(own[0].cohort), tuple(_cost(line, item) for item in own))
        for own in groups
    )
    return Line(say(LINES[line]), told, max(0, len(items) - EACH))


def _cost(line: str, item: Told) -> Said:
    """An item of a line; a change of dose says to what its source puts it down, and when it was."""
    one = said(line, item, "")
    if line not in ("reduced", "stopped"):
        return one
    fact = item.fact
    caused = say("attributed to: {said}", said=cause(fact["attribution"])) if fact["attribution"] else ""
    return replace(one, count=say("; ").join(filter(None, [one.count, caused, time_of(fact["window"])])))


def unsaid(found: InShort, record: Record) -> list[str]:
    """What the record leaves unsaid, and what it was read from: a silence of an abstract is none of its paper."""
    if not found.unsaid:
        return [say("Nothing that is usually asked of a study is missing from what was read.")]
    silent = say(
        "What was read of this study gives no figure on {silences}.", silences=listed([reason(one) for one in found.unsaid])
    )
    if record.study["level"] == "full text":
        return [silent, say("The full text was read.")]
    read = dict.fromkeys(lower_first(label(LEVEL, row["level"])) for row in record.sources)
    return [silent, say("Read: {levels}. The paper itself may say more.", levels=listed(list(read)))]


def evidence(study: Row) -> str:
    """'randomised, abstract': the line of evidence of the study."""
    return chip(study | {"role": None}, study["level"])


def card(record: Record) -> Table:
    """Who was treated with what and compared with whom, one line a question; without what is not in the record."""
    arms = [row for _, row in record.cohorts if row["role"] != "control"]
    doses = dict.fromkeys(dose(row) for row in arms if dose(row))
    schedules = dict.fromkeys(schedule(row["schedule"]) for row in arms if row["schedule"])
    controls = dict.fromkeys(regimen(row["regimen"]) for _, row in record.cohorts if row["role"] == "control")
    study = record.study
    is_told = all(row["role"] != "not stated" for _, row in record.cohorts)
    lines = {
        say("Patients"): say("; ").join(whom(row) for depth, row in record.cohorts if depth == 0),
        say("Age"): age(record),
        say("Prior therapy"): prior(record),
        say("Given"): regimen(study["regimen"]),
        say("Dose"): say("; ").join([*doses, *schedules]),
        say("Compared with"): say("; ").join(controls)
        or (say("no control in the study") if is_told else say("not stated")),
        say("Design"): say("; ").join(filter(None, [label(DESIGN, study["design"]), label(PHASE, study["phase"]),
                                                     str(study["year"])])),
        say("What to know"): study["note"],
    }  # fmt: skip
    columns = (Column("what", "About"), Column("said", "This study"))
    return Table(study["title"], columns, [{"what": what, "said": said} for what, said in lines.items() if said])


def age(record: Record) -> str:
    """'64 years (range 24 to 87)': the age that is printed of cohorts; empty where none is."""
    return _baseline(record, lambda fact: fact["term"].startswith("age"))


def prior(record: Record) -> str:
    """What is printed of earlier treatment; empty where nothing is."""
    return _baseline(record, is_prior)


def _baseline(record: Record, wanted: Callable[[Fact], bool]) -> str:
    """Wanted figures of cohorts, no single patients; a part of the study is named, and a term that is not its line."""
    rows = {row["cohort_id"]: row for _, row in record.cohorts if row["kind"] != "patient"}
    figures = [fact for fact in record.figures.get("baseline", ()) if wanted(fact) and fact["cohort_id"] in rows][:EACH]
    parts = []
    for cohort, own in groupby(figures, key=lambda fact: fact["cohort_id"]):
        row = rows[cohort]
        name = "" if row["kind"] == "all" else named(row["label"])
        said = say(", ").join(map(_characteristic, own))
        parts.append(say("{cohort}: {n}", cohort=name, n=said) if name else said)
    return say("; ").join(parts)


def _characteristic(fact: Fact) -> str:
    """'prior sorafenib 6/9'; of an age the years alone."""
    what = "" if fact["term"] == "age" else lower_first(label(TERM["baseline"], fact["term"]))
    return say("{what} {count}", what=what, count=value(fact)) if what else value(fact)


def appraisal(answers: tuple[Row, ...]) -> str:
    """The questions of the checklist by their answers; never a sum."""
    if not answers:
        return say("Not appraised, which says nothing about its quality.")
    groups = [(ANSWER[code].label, [APPRAISAL[one["question"]].label.lower() for one in answers if one["answer"] == code])
              for code in ANSWER]  # fmt: skip
    lines = [say("{answer}: {reason}", answer=name, reason=listed(own)) for name, own in groups if own]
    return say(
        "{tool}. {answers}.", tool=CHECKLIST[checklist_of(answers[0]["question"])].label, answers=say("; ").join(lines)
    )
