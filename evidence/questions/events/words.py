"""Events of harm in words: what happened, how bad, how often, on which denominator."""

from collections.abc import Sequence

from evidence.answers import Item, Rated
from evidence.comparability import findings
from evidence.language import mark, say
from evidence.questions.response.words import remarks
from evidence.row import Fact, column
from evidence.selection import View
from evidence.vocabulary import GRADE, TERM
from evidence.wording import comparability, numbers, printed
from evidence.wording.numbers import listed, plural
from evidence.wording.phrases import criteria as by_criteria
from evidence.wording.phrases import time as time_of
from evidence.wording.phrases import told as phrase
from evidence.wording.rates import is_bare, rate_text
from evidence.wording.rates import share as share_of
from evidence.wording.reasons import words as reason
from evidence.wording.selection import lower_first

IN_WORDS = mark("named, no number")
NO_ROOM = mark("No room in the figure for {rows}: the table of the page has all.")
NO_RANKING = mark("No comparison across rows or columns is intended: doses, patients, windows and grading differ.")


def term(fact: Fact) -> str:
    return TERM[fact["domain"]][fact["term"]].label


def band(grade: str | None) -> str:
    """'grade 3 or higher'; bands are literal, never merged."""
    return say("grade not printed") if grade is None else lower_first(GRADE[grade].label)


def what(event: Item) -> str:
    """'Died, 4 weeks': the event, its grade where one is printed, its window."""
    fact = event.facts[0]
    said = named(event)
    for more in (*([band(fact["grade"])] if fact["grade"] else []), *_window(fact)):
        said = say("{what}, {more}", what=said, more=more)
    return said


def named(event: Item) -> str:
    """The event; 'of these: cardiac failure' where its patients are counted in the row above."""
    name = term(event.facts[0])
    return say("of these: {event}", event=lower_first(name)) if event.part else name


def _window(fact: Fact) -> list[str]:
    """The window, unless the name of the event says it already."""
    return [time_of(fact["window"])] if fact["window"] and fact["window"].lower() not in term(fact).lower() else []


def fraction(event: Item) -> str:
    """'4/43', 'named, no number', or why there is no figure."""
    if event.rate:
        return numbers.fraction(event.rate.events, event.rate.of)
    if event.facts:
        return say(IN_WORDS)
    return reason(event.aside) if event.aside else say(numbers.NOT_REPORTED)


def cell(event: Item) -> str:
    """What a cell prints: '4/43', a percentage as printed where there is no count ('19.5 %'), 'named, no number'."""
    bare = event.rate is not None and is_bare(event.rate)
    return say("{n} %", n=printed.figure(event.facts[0])) if bare else fraction(event)


def told(event: Item) -> str:
    """What a sentence says, where no column names N: '4/43', '19.5 % of 265', '19 % (cohort of 245)'."""
    return share_of(event.rate, event.cohort) if event.rate and is_bare(event.rate) else fraction(event)


def share(event: Item) -> str:
    """'9 % (2.6 to 22.1)', or what is missing for a percentage."""
    return rate_text(event.rate) if event.rate else fraction(event)


def population(event: Rated) -> str:
    """The name of N, short enough for a figure: 'N enrolled'."""
    short = {"dlt-evaluable": say("evaluable for DLT"),
             "not stated": say("not defined")}  # fmt: skip
    return say("N {population}", population=short.get(event.rate.population.code, event.rate.population.label))


def upper(event: Item) -> str:
    """'10.1 %': the one-sided bound that a count still allows."""
    return say("not computable") if event.bound is None else say("{n} %", n=f"{event.bound:.1f}")


def signs(event: Item) -> str:
    """† derived, ○ a doubt, ⚑ sources disagree, and who alone prints it."""
    return printed.signs(event.facts, event.rate)


def signs_explained(events: Sequence[Item]) -> list[str]:
    return printed.signs_explained((one.facts, one.rate) for one in events)


def criteria(events: Sequence[Item]) -> str:
    named = list(dict.fromkeys(by_criteria(fact["criteria"]) for one in events for fact in one.facts if fact["criteria"]))
    if not named:
        return say("Grading criteria: not printed by these sources.")
    if any(not fact["criteria"] for one in events for fact in one.facts):
        return say("Grading criteria: {criteria}; not printed for the others.", criteria=say("; ").join(named))
    return say("Grading criteria: {criteria}.", criteria=say("; ").join(named))


def unlike(events: Sequence[Item], *rules: str) -> list[str]:
    """What stands together here and must not without a word, by these comparability rules."""
    marks = [(one.cohort, fact) for one in events for fact in one.facts]
    return [comparability.sentence(finding) for finding in findings(marks, rules)]


def detail(event: Item) -> list[str]:
    """What a reader must know of a figure besides its count: cause, criteria, what was derived or kept."""
    fact = event.facts[0]
    fields = (("attribution", mark("attributed to: {said}")), ("criteria", mark("graded by: {said}")))
    said = [say(message, said=phrase(own)) for field, message in fields if (own := column(fact, field))]
    return [*printed.caveats(event.facts), *said, *notes(event)]


def notes(event: Item) -> list[str]:
    """What was derived or kept, and why a figure stands on no axis."""
    return [*(remarks(event.rate) if event.rate else []), *([reason(event.aside)] if event.facts and event.aside else [])]


def places(facts: list[Fact], studies: dict[str, str]) -> str:
    """'hand-foot syndrome (“hand-foot syndrome and rash”, Borthakur 2020, Abstract, sentence 5)', one after another."""
    said = [
        say(
            "{event} (“{printed}”, {study}, {place})",
            event=lower_first(term(fact)),
            printed=fact["printed"],
            study=studies[fact["study_id"]],
            place=fact["locator"],
        )
        for fact in facts
    ]
    return listed(said)


def cut(drawn: int, all_: int, one: str = mark("row")) -> str:
    """'60 of 87 rows', or '87 rows' where all are drawn."""
    return plural(all_, one) if drawn == all_ else say("{drawn} of {rows}", drawn=drawn, rows=plural(all_, one))


def undrawn(rows: Sequence[Item], drawn: Sequence[Item], view: View) -> str:
    """How many rows are not in a figure, and the way to them; empty if all are."""
    left = len(rows) - len(drawn)
    first = view.choice("extent") == "first"
    more = mark("The figure has the first rows; {rows} more: choose All rows, or see the table.")
    return say(more if first else NO_ROOM, rows=plural(left, "row")) if left else ""
