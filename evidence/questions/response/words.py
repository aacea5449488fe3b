"""Response in words: the question, the answer in one sentence, the table, the footnote."""

from evidence.comparability import findings
from evidence.language import mark, say
from evidence.questions.response.numbers import CohortRate, Composition
from evidence.rates import Rate
from evidence.selection import View, choice_named
from evidence.statistics import INTERVAL_METHODS
from evidence.vocabulary import COMPOSITION, RESPONSE, SETTING, label
from evidence.wording import numbers
from evidence.wording.numbers import plural
from evidence.wording.printed import signs_explained
from evidence.wording.rates import RATE_COLUMNS, rate_record, rate_text
from evidence.wording.reasons import words as reason
from evidence.wording.selection import cohort, lower_first, mutation_share
from evidence.wording.table import TRACE, Column, Table, trace, trace_without

QUESTION = mark("How many patients responded?")
COMPOSITION_QUESTION = mark("What kind of response was it?")
NO_RANKING = mark("No comparison across rows is intended: patients, regimens and criteria differ.")
NOT_POOLED = mark("Not pooled: regimens and criteria differ.")
COMPOSITION_NOTE = mark(
    "Categories exclude one another; counts as printed, shares of the printed denominator."
    " Hatched: not stated by the source."
)


def title(rates: list[CohortRate], view: View) -> str:
    return say("{endpoint}: {cohorts}", endpoint=endpoint(view), cohorts=plural(len(rates), "cohort"))


def composition_title(rows: list[Composition]) -> str:
    return say("Best response by category: {cohorts}", cohorts=plural(len(rows), "cohort"))


def endpoint(view: View) -> str:
    return choice_named("endpoint").options[view.choice("endpoint")]


def sentence(rates: list[CohortRate], view: View, pooled: str = "") -> str:
    """The answer in one sentence, from the rows alone; `pooled` is what became of a wish to pool them.

    Nobody of an unprinted N is still 0 %.
    """
    name = endpoint(view)
    known = [row for row in rates if _percent(row) is not None]
    if not known:
        return say("No cohort of this selection reports {endpoint}.", endpoint=lower_first(name))
    if len(known) == 1:
        rate, row = known[0].rate, known[0].cohort
        return say("{cohort}: {endpoint} in {count}, {rate}.", cohort=cohort(row), endpoint=lower_first(name),
                   count=count_in_words(rate), rate=rate_text(rate))  # fmt: skip
    low, high = min(known, key=_percent), max(known, key=_percent)
    return say(
        "In {cohorts} ({patients}) {endpoint} ran from {low} to {high}. {pooled}",
        cohorts=plural(len(known), "cohort"),
        patients=_patients(known),
        endpoint=lower_first(name),
        low=numbers.percent(_percent(low), low.rate.of),
        high=numbers.percent(_percent(high), high.rate.of),
        pooled=pooled or say(NOT_POOLED),
    )


def _percent(row: CohortRate) -> float | None:
    return 0.0 if row.rate.events == 0 else row.rate.percent


def _patients(rows: list[CohortRate]) -> str:
    """'576 patients'; how many cohorts do not print their N is said."""
    counted = [row.rate.of for row in rows if row.rate.of is not None]
    bare = len(rows) - len(counted)
    if not counted:
        return say("number of patients not printed")
    said = say("{n} patients", n=f"{sum(counted):,}")
    return say("{patients} in the {n} that print N", patients=said, n=len(counted)) if bare else said


def count_in_words(rate: Rate) -> str:
    """'10 of 28 enrolled'; what is not printed is said."""
    return say(
        "{events} of {of} {population}",
        events=say("a count not printed") if rate.events is None else rate.events,
        of=say("an unprinted number") if rate.of is None else rate.of,
        population=rate.population.label,
    )


def short_population(rate: Rate) -> str:
    """The name of N in a word or two, for the row of a figure: 'enrolled', 'evaluable', 'of the subgroup'."""
    short = {"evaluable": say("evaluable"), "subgroup": say("of the subgroup"),
             "not stated": say("of unstated kind")}  # fmt: skip
    return say("not printed") if rate.of is None else short.get(rate.population.code, rate.population.label)


def definition(rate: Rate) -> str:
    """What the row counts, as its source names it: 'CR + CRh', 'sum of CR + CRi', 'MRD response, cycle 2'."""
    fact = rate.facts[0]
    named = RESPONSE[fact["term"]].label if len(rate.facts) == 1 else reason(rate.derived[0])
    return say("{response}, {window}", response=named, window=fact["window"]) if fact["window"] else named


def unlike(rates: list[CohortRate]) -> list[str]:
    """What stands on this axis that must not without a word."""
    printed = [(row.cohort, row.rate.facts[0]) for row in rates if len(row.rate.facts) == 1]
    return [finding.sentence() for finding in findings(printed)]


def remarks(rate: Rate) -> list[str]:
    """What a reader must know of a rate: what was derived, which denominator could not be had."""
    derived = [say("derived: {steps}", steps=say(", ").join(map(reason, rate.derived)))] if rate.derived else []
    return derived + ([say("shown as printed: {why}", why=reason(rate.kept))] if rate.kept else [])


def method(rates: list[CohortRate], view: View) -> list[str]:
    criteria = list(dict.fromkeys(fact["criteria"] for row in rates for fact in row.rate.facts if fact["criteria"]))
    denominator = choice_named("denominator").options[view.choice("denominator")].lower()
    return [
        say("Denominator {denominator}; 95 % intervals: {interval}. {no_ranking}", denominator=denominator,
            interval=say(INTERVAL_METHODS[view.choice("interval")]), no_ranking=say(NO_RANKING)),
        *unlike(rates),
        say("Criteria: {criteria}.", criteria="; ".join(criteria) or say("not stated by the sources")),
        *signs_explained((row.rate.facts, row.rate) for row in rates),
    ]  # fmt: skip


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
        *trace_without("regimen"),
    )
    return Table(
        say("{endpoint} by cohort", endpoint=endpoint(view)), columns, [_record(row, view, version) for row in rates]
    )


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
        **rate_record(rate, view.choice("interval"), group),
        **trace(rate.facts, version, *remarks(rate)),
    }


def composition_sentence(rows: list[Composition]) -> str:
    if not rows:
        return say("No cohort of this selection prints counts of more than one response category.")
    message = (
        mark("{cohorts} ({n} patients) prints response by category; what a source does not assign is drawn as not stated.")
        if len(rows) == 1
        else mark(
            "{cohorts} ({n} patients) print response by category; what a source does not assign is drawn as not stated."
        )
    )
    return say(message, cohorts=plural(len(rows), "cohort"), n=f"{sum(row.of for row in rows):,}")


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
    return Table(say("Response by category"), columns, records)


def _stated(value: object) -> str:
    return say(numbers.NOT_REPORTED) if value is None else str(value)
