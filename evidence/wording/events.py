"""Events of harm in words: what happened, how bad, how often, on which denominator; one table for all of them."""

from evidence.comparability import findings
from evidence.queries.events import Event
from evidence.row import Row
from evidence.selection import View
from evidence.vocabulary import GRADE, POPULATION, TERM
from evidence.wording import numbers
from evidence.wording.numbers import listed, plural
from evidence.wording.rates import RATE_COLUMNS, rate_record, rate_text
from evidence.wording.response import remarks
from evidence.wording.selection import cohort, dose, lower_first
from evidence.wording.table import TRACE, Column, Table, trace

IN_WORDS = "said in words"
NO_SHARE = "not computable"
NO_RANKING = "No comparison across rows or columns is intended: doses, patients, windows and grading differ."


def term(fact: Row) -> str:
    return TERM[fact["domain"]][fact["term"]].label


def band(grade: str | None) -> str:
    """'grade 3 or higher'; bands are literal, never merged."""
    return "grade not printed" if grade is None else GRADE[grade].label.lower()


def what(event: Event) -> str:
    """'Died, 4 weeks': the event, its grade where one is printed, its window."""
    fact = event.facts[0]
    return ", ".join([_named(event), *([band(fact["grade"])] if fact["grade"] else []), *_window(fact)])


def _named(event: Event) -> str:
    """The event; 'of these: cardiac failure' where its patients are counted in the row above."""
    name = term(event.facts[0])
    return f"of these: {lower_first(name)}" if event.part else name


def _window(fact: Row) -> list[str]:
    """The window, unless the name of the event says it already."""
    return [fact["window"]] if fact["window"] and fact["window"].lower() not in term(fact).lower() else []


def fraction(event: Event) -> str:
    """'4/43', 'said in words', or why there is no figure."""
    if event.rate:
        return numbers.fraction(event.rate.events, event.rate.of)
    return IN_WORDS if event.facts else event.hidden or numbers.NOT_REPORTED


def share(event: Event) -> str:
    """'9 % (2.6 to 22.1)', or what is missing for a percentage."""
    return rate_text(event.rate) if event.rate else fraction(event)


def population(event: Event) -> str:
    """The name of N, short enough for a figure: 'N enrolled'."""
    name = event.rate.population.replace("dose-limiting toxicity", "DLT")
    return f"N {'of unstated kind' if name == POPULATION['not stated'].label else name}"


def upper(event: Event) -> str:
    """'10.1 %': the one-sided bound that a count still allows."""
    return NO_SHARE if event.upper is None else f"{event.upper:.1f} %"


def signs(event: Event) -> str:
    """† derived, ○ a doubt, ⚑ sources disagree."""
    derived = event.rate is not None and event.rate.derived
    doubt = any(not fact["certain"] for fact in event.facts)
    disputed = any(fact["discrepancies"] for fact in event.facts)
    return ("†" if derived else "") + ("○" if doubt else "") + ("⚑" if disputed else "")


def is_hollow(event: Event) -> bool:
    """Drawn as an open mark: a doubt, a percentage without a count, or a denominator not printed with the count."""
    bare = event.rate is not None and event.rate.percent is not None and event.rate.low is None
    return bare or event.borrowed or not all(fact["certain"] for fact in event.facts)


def signs_explained(events: list[Event]) -> list[str]:
    used = "".join(signs(one) for one in events)
    return [
        *(["† derived here from printed figures, see the note in the table."] if "†" in used else []),
        *(
            [
                "Hollow: a percentage without a count, a denominator not printed with the count (†), or a doubt"
                " (○, see the note in the table)."
            ]
            if any(map(is_hollow, events))
            else []
        ),
        *(["⚑ sources disagree, see the discrepancies."] if "⚑" in used else []),
    ]


def criteria(events: list[Event]) -> str:
    named = list(dict.fromkeys(fact["criteria"] for one in events for fact in one.facts if fact["criteria"]))
    without = any(not fact["criteria"] for one in events for fact in one.facts)
    if not named:
        return "Grading criteria: not printed by these sources."
    return f"Grading criteria: {'; '.join(named)}{'; not printed for the others' if without else ''}."


def unlike(events: list[Event], *rules: str) -> list[str]:
    """What stands together here and must not without a word, by these comparability rules."""
    marks = [(one.cohort, fact) for one in events for fact in one.facts]
    return [finding.sentence() for finding in findings(marks, rules)]


def detail(event: Event) -> list[str]:
    """What a reader must know of a figure besides its count: cause, criteria, what was derived or kept."""
    fact = event.facts[0]
    fields = (("attribution", "put down to"), ("criteria", "graded by"))
    named = [f"{name}: {fact[field]}" for field, name in fields if fact[field]]
    return [*named, *(remarks(event.rate) if event.rate else []), *([event.aside] if event.aside else [])]


def places(facts: list[Row], studies: dict[str, str]) -> str:
    """'hand-foot syndrome (“hand-foot syndrome and rash”, Borthakur 2020, Abstract, sentence 5)', one after another."""
    said = [
        f"{lower_first(term(fact))} (“{fact['printed']}”, {studies[fact['study_id']]}, {fact['locator']})" for fact in facts
    ]
    return listed(said)


def span(rows: list[Event]) -> str:
    """'5 counts in 2 studies, from 0 % to 12 %': many counts at a glance, never added up."""
    known = [row for row in rows if row.rate.percent is not None]
    low, high = (end(known, key=lambda row: row.rate.percent).rate for end in (min, max))
    studies = len({row.cohort["study_id"] for row in known})
    ends = [numbers.percent(one.percent, one.of) for one in (low, high)]
    return f"{plural(len(known), 'count')} in {plural(studies, 'study', 'studies')}, from {ends[0]} to {ends[1]}"


def cut(drawn: int, all_: int, one: str = "row") -> str:
    """'60 of 87 rows', or '87 rows' where all are drawn."""
    return plural(all_, one) if drawn == all_ else f"{drawn} of {plural(all_, one)}"


def undrawn(rows: list[Event], drawn: list[Event]) -> str:
    """How many rows have no room in a figure; empty if all have."""
    left = len(rows) - len(drawn)
    return f"No room in the figure for {plural(left, 'row')}: the table has all." if left else ""


#: Columns before and after the rate; a column is shown where a table asks for it, and always goes into files.
_BEFORE = {
    "label": "Cohort", "study": "", "cohort": "", "dose": "Dose", "schedule": "Schedule", "patients": "Patients in cohort",
    "evaluable": "DLT-evaluable", "event": "Event", "grade": "Grade", "window": "Window", "attribution": "Put down to",
}  # fmt: skip
_AFTER = {"upper": "One-sided 95 % upper bound", "criteria": "Criteria"}
_NUMERIC = ("patients", "evaluable", "upper")


def table(caption: str, events: list[Event], view: View, version: str, shown: tuple[str, ...]) -> Table:
    """One row a figure, or a dose level without any; `shown` names the columns beside the rate and its trace."""
    before, after = (
        [
            Column(name, label if name in shown else "", _printed, numeric=name in _NUMERIC, wide=name == "schedule")
            for name, label in names.items()
        ]
        for names in (_BEFORE, _AFTER)
    )
    return Table(caption, (*before, *RATE_COLUMNS, *after, *TRACE), [_record(one, view, version) for one in events])


def _printed(value: object) -> str:
    return "not printed" if value in (None, "") else str(value)


def _record(one: Event, view: View, version: str) -> dict[str, object]:
    rate, group, fact = one.rate, one.cohort, one.facts[0] if one.facts else None
    evaluable = fact is not None and fact["population"] == "dlt-evaluable"
    notes = [*(remarks(rate) if rate else []), *([one.aside] if one.aside else [])]
    return {
        "label": cohort(group),
        "study": group["study_label"],
        "cohort": group["label"],
        "dose": dose(group) or "no single dose",
        "schedule": group["schedule"],
        "patients": group["n"],
        "evaluable": fact["of_n"] if evaluable else None,
        "event": _named(one) if fact else fraction(one),
        "grade": band(fact["grade"]) if fact else fraction(one),
        **{name: fact[name] if fact else None for name in ("window", "attribution", "criteria")},
        **(rate_record(rate, view.choice("interval")) if rate else _without_rate(one)),
        "upper": None if one.upper is None else upper(one),
        **trace(one.facts, version, *notes),
    }


def _without_rate(one: Event) -> dict[str, object]:
    missing = dict.fromkeys(column.name for column in RATE_COLUMNS)
    said = fraction(one)
    return missing | {"fraction": said, "population": said, "interval": said, "interval_method": said}
