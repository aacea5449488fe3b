"""Response in words: the question, the answer in one sentence, the table, the footnote."""

from evidence.comparability import findings
from evidence.queries.response import CohortRate, Composition
from evidence.rates import Rate
from evidence.selection import INTERVAL_METHODS, View, choice_named
from evidence.vocabulary import COMPOSITION, POPULATION, RESPONSE, SETTING, label
from evidence.wording import numbers
from evidence.wording.numbers import plural
from evidence.wording.rates import RATE_COLUMNS, rate_record, rate_text
from evidence.wording.selection import cohort, mutation_share
from evidence.wording.table import TRACE, Column, Table, trace

QUESTION = "How many patients responded?"
COMPOSITION_QUESTION = "What kind of response was it?"
NO_RANKING = "No comparison across rows is intended: patients, regimens and criteria differ."
NOT_POOLED = "Not pooled: regimens and criteria differ."
COMPOSITION_NOTE = (
    "Categories exclude one another; counts as printed, shares of the printed denominator."
    " Hatched: not stated by the source."
)


def title(rates: list[CohortRate], view: View) -> str:
    return f"{endpoint(view)}: {plural(len(rates), 'cohort')}"


def composition_title(rows: list[Composition]) -> str:
    return f"Best response by category: {plural(len(rows), 'cohort')}"


def endpoint(view: View) -> str:
    return choice_named("endpoint").options[view.choice("endpoint")]


def sentence(rates: list[CohortRate], view: View, pooled: str = "") -> str:
    """The answer in one sentence, from the rows alone; `pooled` is what became of a wish to pool them.

    Nobody of an unprinted N is still 0 %.
    """
    name = endpoint(view)
    known = [row for row in rates if _percent(row) is not None]
    if not known:
        return f"No cohort of this selection reports {_lower(name)}."
    if len(known) == 1:
        rate, row = known[0].rate, known[0].cohort
        return f"{cohort(row)}: {_lower(name)} in {count_in_words(rate)}, {rate_text(rate)}."
    low, high = min(known, key=_percent), max(known, key=_percent)
    return (
        f"In {plural(len(known), 'cohort')} ({_patients(known)}) {_lower(name)} ran from"
        f" {numbers.percent(_percent(low), low.rate.of)} to {numbers.percent(_percent(high), high.rate.of)}."
        f" {pooled or NOT_POOLED}"
    )


def _percent(row: CohortRate) -> float | None:
    return 0.0 if row.rate.events == 0 else row.rate.percent


def _patients(rows: list[CohortRate]) -> str:
    """'576 patients'; how many cohorts do not print their N is said."""
    counted = [row.rate.of for row in rows if row.rate.of is not None]
    bare = len(rows) - len(counted)
    said = f"{sum(counted):,} patients" if counted else "number of patients not printed"
    return f"{said} in the {len(counted)} that print N" if bare and counted else said


def count_in_words(rate: Rate) -> str:
    """'10 of 28 enrolled'; what is not printed is said."""
    of = "an unprinted number" if rate.of is None else rate.of
    return f"{'a count not printed' if rate.events is None else rate.events} of {of} {rate.population}"


def short_population(rate: Rate) -> str:
    """The name of N in a word or two, for the row of a figure: 'enrolled', 'evaluable', 'of the subgroup'."""
    short = {POPULATION["evaluable"].label: "evaluable", POPULATION["subgroup"].label: "of the subgroup",
             POPULATION["not stated"].label: "of unstated kind"}  # fmt: skip
    return "not printed" if rate.of is None else short.get(rate.population, rate.population)


def definition(rate: Rate) -> str:
    """What the row counts, as its source names it: 'CR + CRh', 'sum of CR + CRi', 'MRD response, cycle 2'."""
    fact = rate.facts[0]
    named = RESPONSE[fact["term"]].label if len(rate.facts) == 1 else rate.derived[0]
    return f"{named}, {fact['window']}" if fact["window"] else named


def unlike(rates: list[CohortRate]) -> list[str]:
    """What stands on this axis that must not without a word."""
    printed = [(row.cohort, row.rate.facts[0]) for row in rates if len(row.rate.facts) == 1]
    return [finding.sentence() for finding in findings(printed)]


def remarks(rate: Rate) -> list[str]:
    """What a reader must know of a rate: what was derived, which denominator could not be had."""
    derived = [f"derived: {', '.join(rate.derived)}"] if rate.derived else []
    return derived + ([f"shown as printed: {rate.kept}"] if rate.kept else [])


def method(rates: list[CohortRate], view: View) -> list[str]:
    criteria = list(dict.fromkeys(fact["criteria"] for row in rates for fact in row.rate.facts if fact["criteria"]))
    denominator = choice_named("denominator").options[view.choice("denominator")].lower()
    return [
        f"Denominator {denominator}; 95 % intervals: {INTERVAL_METHODS[view.choice('interval')]}. {NO_RANKING}",
        *unlike(rates),
        f"Criteria: {'; '.join(criteria)}." if criteria else "Criteria: not stated by the sources.",
        *(
            ["† derived here from printed counts or percentages, see the table."]
            if any(row.rate.derived for row in rates)
            else []
        ),
        *(["○ a reader had a doubt, see the note in the table."] if any(not row.rate.certain for row in rates) else []),
        *(["⚑ sources disagree, see the discrepancies."] if any(row.rate.discrepancies for row in rates) else []),
    ]


def table(rates: list[CohortRate], view: View, version: str) -> Table:
    columns = (
        Column("label", "Cohort"),
        Column("study"),
        Column("cohort"),
        Column("regimen", "Regimen"),
        Column("setting"),
        Column("mutation", "Mutation"),
        Column("endpoint"),
        Column("definition", "Counts"),
        *RATE_COLUMNS,
        *TRACE,
    )
    return Table(f"{endpoint(view)} by cohort", columns, [_record(row, view, version) for row in rates])


def _record(row: CohortRate, view: View, version: str) -> dict[str, object]:
    rate, group = row.rate, row.cohort
    return {
        "label": cohort(group),
        "study": group["study_label"],
        "cohort": group["label"],
        "regimen": group["regimen"],
        "setting": label(SETTING, group["setting"]),
        "mutation": mutation_share(group),
        "endpoint": endpoint(view),
        "definition": definition(rate),
        **rate_record(rate, view.choice("interval")),
        **trace(rate.facts, version, *remarks(rate)),
    }


def composition_sentence(rows: list[Composition]) -> str:
    if not rows:
        return "No cohort of this selection prints counts of more than one response category."
    patients = sum(row.of for row in rows)
    verb = "prints" if len(rows) == 1 else "print"
    return (
        f"{plural(len(rows), 'cohort')} ({patients:,} patients) {verb} response by category;"
        " what a source does not assign is drawn as not stated."
    )


def composition_table(rows: list[Composition], version: str) -> Table:
    groups = tuple(Column(group, name, _stated, numeric=True) for group, name in COMPOSITION.items())
    columns = (Column("label", "Cohort"), Column("study"), Column("cohort"), *groups,
               Column("unstated", "Not stated", numeric=True), Column("of", "N", numeric=True), *TRACE)  # fmt: skip
    records = [
        {
            "label": cohort(row.cohort),
            "study": row.cohort["study_label"],
            "cohort": row.cohort["label"],
            **{group: row.events.get(group) for group in COMPOSITION},
            "unstated": row.unstated,
            "of": row.of,
            **trace(row.facts, version),
        }
        for row in rows
    ]
    return Table("Response by category", columns, records)


def _stated(value: object) -> str:
    return numbers.NOT_REPORTED if value is None else str(value)


def _lower(text: str) -> str:
    return text if text[1:2].isupper() else text[0].lower() + text[1:]
