"""A number's card in words: the value, where it stands, what is said against it, how to cite it."""

from evidence import vocabulary
from evidence.queries.provenance import Provenance
from evidence.rates import Rate
from evidence.row import Row
from evidence.statistics import INTERVAL_METHODS
from evidence.wording import numbers
from evidence.wording.rates import is_counted, rate_text
from evidence.wording.selection import cohort, dose, mutation_share

DENOMINATORS = {"printed": "as printed", "enrolled": "of all enrolled", "evaluable": "of the evaluable"}

#: What the button of a contradiction says, by whether the other figure is drawn now.
REDRAW = {False: "Draw the other figure instead", True: "Draw the shown figure again"}


def title(found: Provenance) -> str:
    """'Ravandi 2013, evaluable for response: CR'."""
    term = vocabulary.TERM[found.fact["domain"]][found.fact["term"]].label
    grade = f", {vocabulary.GRADE[found.fact['grade']].label.lower()}" if found.fact["grade"] else ""
    return f"{cohort(found.cohort)}: {term}{grade}"


def value(found: Provenance, method: str) -> str:
    """The number in one line, with its interval and that interval's method or kind."""
    if rate := found.rates.get("printed"):
        return rate_line(rate, method)
    fact = found.fact
    unit = "" if fact["unit"] is None else f" {fact['unit']}"
    said = vocabulary.STATISTIC[fact["statistic"]].label
    main = "" if fact["value"] is None else f"{numbers.number(fact['value'])}{unit}"
    span = _span(fact, unit)
    return f"{said}: {' '.join(part for part in (main, span) if part)}" if main or span else f"{said}: “{fact['printed']}”"


def rate_line(rate: Rate, method: str) -> str:
    """'10/28 enrolled, 36 % (18.6 to 55.9), exact (Clopper-Pearson) 95 %'; without counts '58 % (95 % CI 45 to 69)'."""
    by = f", {INTERVAL_METHODS[method]} 95 %" if is_counted(rate) else ", interval as printed" * (rate.low is not None)
    return f"{numbers.fraction(rate.events, rate.of)} {rate.population}, {rate_text(rate)}{by}"


def _span(fact: Row, unit: str) -> str:
    low, high = fact["low"], fact["high"]
    if low is not None and high is not None:
        kind = "" if fact["interval"] is None else f"{vocabulary.INTERVAL[fact['interval']].label} "
        return f"({kind}{numbers.number(low)} to {numbers.number(high)}{unit})"
    if high is not None:
        return f"up to {numbers.number(high)}{unit}"
    return "" if low is None else f"from {numbers.number(low)}{unit}"


def lines(found: Provenance) -> list[tuple[str, str]]:
    """What a reader asks of a number, as (question, answer); what is not known is left out."""
    fact, group = found.fact, found.cohort
    said = [
        ("Printed as", f"“{fact['printed']}”"),
        ("Where", f"{fact['locator']}, {fact['level'].lower()}, read {fact['seen']}"),
        ("Also printed at", "; ".join(fact["also"])),
        ("Readers", numbers.plural(fact["readers"], "reader")),
        ("Certainty", "no doubt noted" if fact["certain"] else f"doubt: {fact['note']}"),
        ("Note", fact["note"] if fact["certain"] else None),
        ("Denominator", vocabulary.POPULATION[fact["population"]].label if found.rates else None),
        ("Window", fact["window"]),
        ("Criteria", fact["criteria"]),
        ("Attribution", fact["attribution"]),
        ("Against", fact["comparator"]),
        ("Patients", "; ".join(part for part in (mutation_share(group), dose(group), group["schedule"]) if part)),
        ("Name of the figure", fact["fact_id"]),
    ]
    return [(question, answer) for question, answer in said if answer]


def otherwise(found: Provenance, method: str) -> list[tuple[str, str]]:
    """The rate on each denominator, or why it cannot be had."""
    return [(DENOMINATORS[wanted], rate_line(rate, method) + _remark(rate)) for wanted, rate in found.rates.items()]


def _remark(rate: Rate) -> str:
    if rate.kept:
        return f" (as printed: {rate.kept})"
    return f" (derived: {', '.join(rate.derived)})" if rate.derived else ""


def missing(fact_id: str, near: str | None) -> str:
    """What a link to a figure that does not exist gets to read."""
    said = f"This data version has no figure named {fact_id}."
    return f"{said} The nearest name is {near}." if near else said


def report(found: Provenance, link: str, version: str) -> tuple[str, str]:
    """Subject and text of a message about a number that a reader finds wrong; the reader adds what it should be."""
    fact = found.fact
    subject = f"Number to check: {fact['fact_id']}"
    lines = [
        f"Figure: {fact['fact_id']}",
        f"Shown: {title(found)}",
        f"Printed as: {fact['printed']} ({fact['locator']})",
        f"Data version: {version}",
        f"View: {link}",
        "",
        "What it should be, and where that is printed:",
        "",
    ]
    return subject, "\n".join(lines)


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
    return "".join(f"\\{character}" if character in "&%$#_{}" else character for character in text)
