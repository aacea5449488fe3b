"""What is printed of each dose in words: toxicity with the bound that it leaves open, what followed, the dose named."""

from evidence.answers import Item
from evidence.language import mark, say
from evidence.questions.dose_levels.numbers import (
    ACTING,
    CHANGED,
    EVALUABLE,
    LIMITING,
    NAMED,
    PATIENTS,
    QUESTIONS,
    RESPONDED,
    SEVERELY,
    Dose,
    DoseLevels,
)
from evidence.questions.events.words import NO_RANKING, fraction, signs_explained, term, upper
from evidence.row import Cohort
from evidence.selection import View
from evidence.statistics import INTERVAL_METHODS
from evidence.vocabulary import DRUG
from evidence.wording.numbers import continued, listed, plural
from evidence.wording.phrases import schedule
from evidence.wording.printed import estimate, with_caveats
from evidence.wording.rates import RATE_COLUMNS, rate_record
from evidence.wording.selection import cohort, dose, lower_first, study_name
from evidence.wording.sentence import Sentence, joined, naming, stated
from evidence.wording.table import TRACE, Column, Table, trace, whose

QUESTION = mark("What does each dose print, from the lowest to the highest?")
REPORTED_QUESTION = mark("What does each dose-finding study report of its doses?")
HEADS = {
    PATIENTS: mark("Patients"), EVALUABLE: mark("Evaluable for DLT"), LIMITING: mark("DLT"),
    SEVERELY: mark("Severe side effects"), CHANGED: mark("Changes of dose"), RESPONDED: mark("Response"),
    ACTING: mark("Pharmacodynamics"), NAMED: mark("Dose named"),
}  # fmt: skip
METHOD = mark(
    "Rows: doses of one drug from low to high within a unit; partners and schedules differ. Hatched: not printed of this"
    " dose, which is not zero. Cells: the first figure of each dose as printed, shaded by its share; the table of the page"
    " has all."
)
NOT_EVALUABLE = mark("Not evaluable: patients of the dose less those evaluable, both printed.")
REPORTED_METHOD = mark(
    "Cells: of how many of its doses a study prints the question, shaded by that share. The questions follow"
    " CONSORT-DEFINE (BMJ 2023;383:e076387), which asks for numbers and results of each dose."
)
#: What a cell calls a dose; the other terms are short themselves.
_SHORT = {"dose for expansion": mark("expansion")}
#: So many doses a sentence names: of those that count limiting events, and of those named.
COUNTED, CHOSEN = 4, 3


def named(found: DoseLevels) -> str:
    return DRUG[found.drug].label


def title(drawn: int, found: DoseLevels) -> str:
    rows = plural(drawn, "dose level") if drawn == len(found.telling) else say(
        "{drawn} of {rows}", drawn=drawn, rows=plural(len(found.telling), "dose level"))  # fmt: skip
    return say("{drug} by dose: {rows}", drug=named(found) if found.doses else "", rows=rows)


def sentence(found: DoseLevels) -> Sentence:
    """Limiting events at the highest doses that count them, of the drug alone if any is, and which doses are named."""
    if not found.doses:
        return Sentence(say("No dose of this selection is described on its own."))
    limited = [one for one in found.doses if any(item.rate and not item.part for item in one.answers.get(LIMITING, ()))]
    alone = [one for one in limited if len(one.cohort["drugs"]) == 1]
    rows = joined(say("; ").join, map(_limiting, (alone or limited)[-COUNTED:]))
    silent = say("{drug}: no dose counts dose-limiting toxicity of its own.", drug=named(found))
    counted = stated(mark("{drug}, dose-limiting toxicity: {rows}."), drug=named(found), rows=rows)
    return joined(continued, [counted if limited else Sentence(silent), _named(found)])


def _named(found: DoseLevels) -> Sentence:
    """'Named: maximum tolerated dose 400 mg twice daily (Crump 2010).'; empty if none is."""
    every = (_chosen(one, item) for one in found.doses for item in one.answers.get(NAMED, ()))
    chosen = list({one.text: one for one in every}.values())
    more = Sentence(say("{n} more", n=len(chosen) - CHOSEN) if len(chosen) > CHOSEN else "")
    doses = joined(say("; ").join, [*chosen[:CHOSEN], more])
    return stated(mark("Named: {doses}."), doses=doses) if chosen else doses


def _limiting(one: Dose) -> Sentence:
    """'400 mg twice daily 3/17 (Crump 2010)'."""
    item = next(item for item in one.answers[LIMITING] if item.rate and not item.part)
    said = say("{dose} {count} ({study})", dose=dose(one.cohort), count=fraction(item), study=study_name(one.cohort))
    return naming(with_caveats(said, item.facts), item)


def _chosen(one: Dose, item: Item) -> Sentence:
    said = say("{what} {dose} ({study})", what=lower_first(term(item.fact)), dose=dose(one.cohort),
               study=study_name(one.cohort))  # fmt: skip
    return naming(said, item)


def row(one: Dose) -> str:
    """'400 mg twice daily · Crump 2010 + azacitidine', or how many drugs were given besides."""
    group = one.cohort
    partners = group["drugs"][1:]
    name = say("{dose} · {study}", dose=dose(group), study=study_name(group))
    if len(partners) > 1:
        return say("{name} + {n} drugs", name=name, n=len(partners))
    return say("{name} + {partners}", name=name, partners=lower_first(DRUG[partners[0]].label)) if partners else name


def cell(one: Dose, question: str) -> str:
    """What a cell prints of a question."""
    if question == PATIENTS:
        return "" if one.cohort["n"] is None else str(one.cohort["n"])
    if question == EVALUABLE:
        return "" if one.evaluable is None else str(one.evaluable)
    return _figure(one.answers[question][0])


def below(one: Dose, question: str) -> str:
    """The second line of a cell: what was counted, the bound that it leaves open, how many more figures there are."""
    if question == EVALUABLE:
        return say("{n} not evaluable", n=one.not_evaluable) if one.not_evaluable else ""
    if question == PATIENTS:
        return ""
    first, *more = one.answers[question]
    bound = [say("≤ {bound}", bound=upper(first))] if question == LIMITING and first.bound is not None else []
    name = [] if question in (LIMITING, NAMED) else [term(first.fact)]
    return say(", ").join([*name, *bound, *([f"+{len(more)}"] if more else [])])


def _figure(one: Item) -> str:
    """'3/17', '56 %', a value with its unit, a name of a dose."""
    if one.rate or one.fact["domain"] == "toxicity":
        return fraction(one)
    if one.fact["domain"] == "dlt":
        return say(_SHORT.get(one.fact["term"]) or one.fact["term"])
    return estimate(one.fact)


def hover(one: Dose, question: str) -> list[str]:
    """Every figure of a cell, with its place."""
    items = one.answers.get(LIMITING if question == EVALUABLE else question, ())
    return [say("{event}: {said} (“{printed}”, {place})", event=term(item.fact), said=_figure(item),
                printed=item.fact["printed"], place=item.fact["locator"]) for item in items]  # fmt: skip


def method(found: DoseLevels, view: View) -> list[str]:
    lines = [say(METHOD), say(NOT_EVALUABLE)] if any(one.not_evaluable for one in found.doses) else [say(METHOD)]
    interval = say(INTERVAL_METHODS[view.choice("interval")])
    return [
        *lines,
        say("95 % intervals of counts: {interval}. {no_ranking}", interval=interval, no_ranking=say(NO_RANKING)),
        *signs_explained([item for item in found if item.rate]),
    ]


def others(found: DoseLevels) -> str:
    """Doses of other drugs, and the way to them; empty if there are none."""
    said = listed([say("{drug} {n}", drug=DRUG[drug].label, n=n) for drug, n in found.others.most_common()])
    message = mark("Doses of other drugs: {drugs}. Choose one above, under Regimens with.")
    return say(message, drugs=said) if said else ""


def left_out(found: DoseLevels, drawn: int) -> str:
    left = len(found.telling) - drawn
    message = mark("The figure has the first rows; {rows} more: choose All rows, or see the table.")
    return say(message, rows=plural(left, "row")) if left > 0 else ""


def bare(found: DoseLevels) -> str:
    """Doses of which nothing is printed, and what is printed of no dose; empty where there are none."""
    named = [say("{dose} ({study})", dose=dose(one.cohort), study=study_name(one.cohort))
             for one in found.doses if not one.tells]  # fmt: skip
    asked = [lower_first(say(HEADS[question])) for question in QUESTIONS if question not in found.questions]
    nothing = mark("Nothing printed of these doses, which have no row: {doses}.")
    nowhere = mark("Printed of no dose, and without a column: {questions}.")
    return continued(
        [
            say(nothing, doses=listed(list(dict.fromkeys(named)))) if named else "",
            say(nowhere, questions=listed(asked)) if asked and found.doses else "",
        ]
    )


def reported_title(studies: int) -> str:
    return say("What is reported of each dose: {studies}", studies=plural(studies, "study", "studies"))


def reported_sentence(found: DoseLevels) -> Sentence:
    """How many of the doses print what is asked of each."""
    if not found.doses:
        return sentence(found)
    prints = {question: sum(one.prints(question) for one in found.doses) for question in QUESTIONS}
    heads = {question: lower_first(say(HEADS[question])) for question in QUESTIONS}
    counts = [say("{what} for {n}", what=heads[question], n=n) for question, n in prints.items() if n]
    said = say(
        "{drug}, {doses}: {counts}.", drug=named(found), doses=plural(len(found.doses), "dose level"), counts=listed(counts)
    )
    silent = listed([heads[question] for question, n in prints.items() if not n])
    told = (said if counts else "", say("Not reported at any dose: {what}.", what=silent) if silent else "")
    return Sentence(continued(told))


def whose_rows(found: DoseLevels) -> list[Cohort]:
    """The cohort of each record of the table."""
    return [one.cohort for one in found.doses for _ in one.items or (None,)]


def table(found: DoseLevels, view: View, version: str) -> Table:
    """One row a figure, and one for a dose of which nothing is printed."""
    columns = (
        Column("label", "Cohort"), Column("dose", "Dose"), Column("question", "Question"), Column("event", "Event"),
        Column("said", "Value", numeric=True), Column("interval", "Interval", numeric=True),
        Column("schedule", "Schedule", schedule, wide=True, under=True),
        Column("patients", "Patients in cohort", under=True),
        Column("evaluable", "DLT-evaluable", under=True), Column("not_evaluable", "Not evaluable", under=True),
        *(Column(column.name) for column in RATE_COLUMNS if column.name != "interval"), *TRACE,
    )  # fmt: skip
    records = [record for one in found.doses for record in _records(one, view, version)]
    return Table(say("Every figure of each dose"), columns, records)


def _records(one: Dose, view: View, version: str) -> list[dict[str, object]]:
    rows = [(question, item) for question in QUESTIONS for item in one.answers.get(question, ())]
    return [_record(one, question, item, view, version) for question, item in rows] or [
        _record(one, "", None, view, version)
    ]


def _record(one: Dose, question: str, item: Item | None, view: View, version: str) -> dict[str, object]:
    group: Cohort = one.cohort
    rate = item.rate if item else None
    counts = rate_record(rate, view.choice("interval"), group) if rate else {column.name: None for column in RATE_COLUMNS}
    return {
        "label": cohort(group), "dose": dose(group), "schedule": group["schedule"],
        "question": say(HEADS[question]) if question else say("nothing printed of this dose"),
        "event": term(item.fact) if item else None, "said": _figure(item) if item else None,
        "patients": group["n"], "evaluable": one.evaluable, "not_evaluable": one.not_evaluable,
        **counts, **trace(item.facts if item else (), version), **whose(group),
    }  # fmt: skip


def reported_table(found: DoseLevels, version: str) -> Table:
    """One row a study: of how many of its doses it prints each question."""
    columns = (Column("label", "Study"), Column("doses", "Doses", numeric=True),
               *(Column(question, HEADS[question], numeric=True) for question in QUESTIONS), *TRACE)  # fmt: skip
    return Table(say("What is reported of each dose"), columns, [_counted(own, version) for own in found.studies.values()])


def _counted(own: list[Dose], version: str) -> dict[str, object]:
    group = own[0].cohort
    counts = {question: sum(one.prints(question) for one in own) for question in QUESTIONS}
    facts = [fact for one in own for item in one.items for fact in item.facts]
    return {"label": study_name(group), "doses": len(own), **counts, **trace(facts, version), **whose(group)}
