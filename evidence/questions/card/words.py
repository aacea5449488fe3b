"""A number's card in words: the value, where it stands, what is said against it, how to cite it."""

from evidence import vocabulary
from evidence.answers import Rate
from evidence.language import mark, say
from evidence.questions.card.numbers import Provenance
from evidence.questions.coverage.words import SHOWN
from evidence.questions.readings.words import story
from evidence.row import Cohort, Fact, Row, column
from evidence.statistics import INTERVAL_METHODS
from evidence.wording.phrases import cause, comparison, criteria, remark, schedule
from evidence.wording.phrases import time as time_of
from evidence.wording.printed import caveats, estimate
from evidence.wording.rates import count, rate_text
from evidence.wording.reasons import note_of
from evidence.wording.reasons import words as reason
from evidence.wording.selection import cohort, dose, lower_first, mutation_share, study_name

DENOMINATORS = {
    "printed": mark("as printed"),
    "enrolled": mark("of all enrolled"),
    "evaluable": mark("of the evaluable"),
}

#: What the button of a contradiction says, by whether the other figure is drawn now.
REDRAW = {False: mark("Draw the other figure instead"), True: mark("Draw the shown figure again")}


def title(found: Provenance) -> str:
    """'Ravandi 2013, evaluable for response: CR'."""
    term = vocabulary.TERM[found.fact["domain"]][found.fact["term"]].label
    if found.fact["grade"]:
        grade = lower_first(vocabulary.GRADE[found.fact["grade"]].label)
        return say("{cohort}: {term}, {grade}", cohort=cohort(found.cohort), term=term, grade=grade)
    return say("{cohort}: {term}", cohort=cohort(found.cohort), term=term)


def value(found: Provenance, method: str) -> str:
    """The number in one line, with its interval and that interval's method or kind."""
    if rate := found.rates.get("printed"):
        return rate_line(rate, method, found.cohort)
    fact = found.fact
    said = vocabulary.STATISTIC[fact["statistic"]].label
    if all(fact[end] is None for end in ("value", "low", "high", "spread")):
        return say("{statistic}: “{printed}”", statistic=said, printed=fact["printed"])
    return say("{statistic}: {value}", statistic=said, value=estimate(fact))


def rate_line(rate: Rate, method: str, group: Cohort) -> str:
    """'10/28 enrolled, 36 % (18.6 to 55.9), exact (Clopper-Pearson) 95 %'; without counts '58 % (95 % CI 45 to 69)'."""
    message, by = mark("{count} {population}, {rate}"), ""
    if rate.is_counted:
        message, by = mark("{count} {population}, {rate}, {method} 95 %"), say(INTERVAL_METHODS[method])
    elif rate.low is not None:
        message = mark("{count} {population}, {rate}, interval as printed")
    return say(message, count=count(rate, group), population=rate.population.label, rate=rate_text(rate), method=by)


def _where(fact: Fact) -> str:
    """The place of a figure, the level of its source, and when it was read there, if anybody has."""
    level, day = vocabulary.LEVEL[fact["level"]].label.lower(), column(fact, "seen")
    if day is None:
        return say("{place}, {level}, not checked", place=fact["locator"], level=level)
    return say("{place}, {level}, read {day}", place=fact["locator"], level=level, day=day)


def lines(found: Provenance) -> list[tuple[str, str]]:
    """What a reader asks of a number, as (question, answer); what is not known is left out."""
    fact, group = found.fact, found.cohort
    said = [
        (say("Printed as"), f"“{fact['printed']}”"),
        (say("Where"), _where(fact)),
        (say("Also printed at"), "; ".join(fact["also"])),
        (say("Readers"), vocabulary.READING[fact["reading"]].definition),
        (say("Read apart"), say("; ").join(story(found.readings, found.decision))),
        (say("Certainty"), say("no doubt noted") if fact["certain"] else say("doubt: {note}", note=note_of(fact))),
        (say("Read with"), say("; ").join(caveats([fact]))),
        (say("Note"), note_of(fact) if fact["certain"] else None),
        (say("Denominator"), vocabulary.POPULATION[fact["population"]].label if found.rates else None),
        (say("Window"), time_of(fact["window"])),
        (say("MRD assay"), assay(fact)),
        (say("Criteria"), criteria(fact["criteria"])),
        (say("Attribution"), cause(fact["attribution"])),
        (say("Against"), comparison(fact["comparator"])),
        (say("Patients"), say("; ").join(filter(None, (mutation_share(group), dose(group), schedule(group["schedule"]))))),
        (say("Name of the figure"), fact["fact_id"]),
    ]  # fmt: skip
    return [(question, answer) for question, answer in said if answer]


def assay(fact: Fact) -> str:
    """How residual disease was looked for and from which share of cells it counts: 'Flow cytometry, 10^-4'."""
    how = vocabulary.ASSAY[fact["assay"]].label if fact["assay"] else ""
    return say(", ").join(part for part in (how, fact["threshold"]) if part)


def otherwise(found: Provenance, method: str) -> list[tuple[str, str]]:
    """The rate on each denominator, or why it cannot be had."""
    lines = {wanted: rate_line(rate, method, found.cohort) for wanted, rate in found.rates.items()}
    return [(say(DENOMINATORS[wanted]), lines[wanted] + _remark(rate)) for wanted, rate in found.rates.items()]


def _remark(rate: Rate) -> str:
    if rate.kept:
        return say(" (as printed: {why})", why=reason(rate.kept))
    return say(" (derived: {steps})", steps=say(", ").join(map(reason, rate.derived))) if rate.derived else ""


def against(discrepancy: Row) -> str:
    """'“3 (7%)” (Table 2) against “4” (Results, para 2)'."""
    first = say("“{printed}” ({place})", printed=discrepancy["first"], place=discrepancy["first_at"])
    second = say("“{printed}” ({place})", printed=discrepancy["second"], place=discrepancy["second_at"])
    return say("{first} against {second}", first=first, second=second)


def disagreement(discrepancy: Row) -> str:
    """The same in one line, with whose it is and which of the two is shown."""
    return say("⚑ {study}, {topic}: {against}. Shown: {shown}. {why}", study=study_name(discrepancy),
               topic=remark(discrepancy["topic"]), against=against(discrepancy), shown=say(SHOWN[discrepancy["shown"]]),
               why=remark(discrepancy["why"]))  # fmt: skip


def kept(discrepancy: Row) -> str:
    """What is wrong, which of the two figures is shown, and why."""
    shown = say(SHOWN[discrepancy["shown"]])
    return say("{what} Shown: {shown}. {why}", what=discrepancy["what"], shown=shown, why=remark(discrepancy["why"]))


def missing(fact_id: str, near: str | None) -> str:
    """What a link to a figure that does not exist gets to read."""
    if near is None:
        return say("This data version has no figure named {name}.", name=fact_id)
    return say("This data version has no figure named {name}. The nearest name is {near}.", name=fact_id, near=near)


def report(found: Provenance, link: str, version: str) -> tuple[str, str]:
    """Subject and text of a message about a number that a reader finds wrong; the reader adds what it should be."""
    fact = found.fact
    subject = say("Number to check: {name}", name=fact["fact_id"])
    lines = [
        say("Figure: {name}", name=fact["fact_id"]),
        say("Shown: {title}", title=title(found)),
        say("Printed as: {printed} ({place})", printed=fact["printed"], place=fact["locator"]),
        say("Data version: {version}", version=version),
        say("View: {link}", link=link),
        "",
        say("What it should be, and where that is printed:"),
        "",
    ]
    return subject, "\n".join(lines)


#: What TeX would obey, and how it prints it instead.
_TEX = {character: f"\\{character}" for character in "&%$#_{}"} | {
    "\\": r"\textbackslash{}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}",
}  # fmt: skip


def bibtex(found: Provenance) -> str:
    fact = found.fact
    doi = f",\n  doi = {{{fact['doi']}}}" if fact["doi"] else ""
    note = f"{fact['locator']}: {fact['printed']}"
    return f"@article{{{fact['study_id']},\n  note = {{{_tex(fact['citation'])}. {_tex(note)}}}{doi}\n}}"


def ris(found: Provenance) -> str:
    fact = found.fact
    doi = [f"DO  - {fact['doi']}"] if fact["doi"] else []
    return "\n".join(
        [
            "TY  - JOUR",
            f"ID  - {fact['study_id']}",
            f"N1  - {fact['citation']}",
            *doi,
            f"N1  - {fact['locator']}: {fact['printed']}",
            "ER  - ",
        ]
    )


def _tex(text: str) -> str:
    return "".join(_TEX.get(character, character) for character in text)
