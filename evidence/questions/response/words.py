"""Response in words: the question, the answer in one sentence, the table, the footnote."""

from collections.abc import Sequence

from evidence.answers import Rate, Rated
from evidence.comparability import findings
from evidence.language import mark, say
from evidence.questions.headline import words as headline
from evidence.questions.headline.numbers import headline as headline_of
from evidence.questions.response.numbers import Composition, first_said
from evidence.row import Fact
from evidence.selection import View, choice_named
from evidence.statistics import INTERVAL_METHODS
from evidence.vocabulary import ASSAY, ASSESSED, ASSESSOR, COMPOSITION, RESPONSE, SETTING, label
from evidence.wording import comparability, numbers
from evidence.wording.arms import counted_apart
from evidence.wording.matching import who
from evidence.wording.numbers import continued
from evidence.wording.phrases import criteria, regimen
from evidence.wording.phrases import time as time_of
from evidence.wording.printed import estimate, signs_explained, with_caveats
from evidence.wording.rates import RATE_COLUMNS, is_bare, rate_alone, rate_record, rate_text, with_count
from evidence.wording.reasons import words as reason
from evidence.wording.selection import cohort, lower_first, mutation_share, study_name
from evidence.wording.sentence import Sentence, joined, naming, stated
from evidence.wording.table import TRACE, Column, Table, trace, trace_without

QUESTION = mark("How many patients responded?")
COMPOSITION_QUESTION = mark("What kind of response was it?")
NO_RANKING = mark("No comparison across rows is intended: patients, regimens and criteria differ.")
#: What a mark of the response chart stands for, where others stand beside it.
BY_CRITERIA = mark("Rate by response criteria")
NO_REMISSION_RATE = mark("Not by remission criteria: no rate of remission")
COMPOSITION_NOTE = mark(
    "Categories exclude one another; counts as printed, shares of the printed denominator."
    " Hatched: not stated by the source."
)
#: The categories that stand in a row of the table; the others unfold below it.
_ABREAST = ("CR", "CRi", "PR", "NR")


def title(rates: list[Rated], view: View) -> str:
    return say("{endpoint}: {cohorts}", endpoint=endpoint(view), cohorts=counted_apart(row.cohort for row in rates))


def of_all(title: str, drawn: int, rows: int) -> str:
    """The title of a figure that leaves rows for later; that of all where it leaves none."""
    return say("{title}, {drawn} of {rows} rows drawn", title=title, drawn=drawn, rows=rows) if drawn < rows else title


def composition_title(rows: list[Composition]) -> str:
    return say("Best response by category: {cohorts}", cohorts=counted_apart(row.cohort for row in rows))


def endpoint(view: View) -> str:
    return choice_named("endpoint").options[view.choice("endpoint")]


def sentence(rates: list[Rated], view: View, pooled: str = "") -> Sentence:
    """The answer: randomised and largest evidence by name; `pooled` is what became of a wish to pool the rows."""
    by_criteria = [row for row in rates if not row.is_apart]
    if not by_criteria:
        return _apart_only(rates, view)
    if len(by_criteria) == 1 and _percent(by_criteria[0]) is not None:
        return joined(continued, [_alone(by_criteria[0]), Sentence(pooled)])
    found = first_said(rates)
    said = headline.first(found, counted, _spanned)
    none = say("{endpoint}: no cohort prints both a rate and its N.", endpoint=endpoint(view))
    return joined(continued, [*(said or [Sentence(none)]), Sentence(pooled)])


def _alone(row: Rated) -> Sentence:
    rate = row.rate
    if is_bare(rate):
        return stated(mark("{rows}."), rows=headline.named(row, counted))
    said = say("{cohort}: {endpoint} in {count}, {rate}.", cohort=who(row.cohort), count=count_in_words(rate),
               endpoint=lower_first(definition(rate)), rate=with_caveats(rate_text(rate), rate.facts))  # fmt: skip
    return naming(said, row)


def _apart_only(rates: list[Rated], view: View) -> Sentence:
    if not rates:
        none = say("No cohort of this selection reports {endpoint}.", endpoint=lower_first(endpoint(view)))
        return Sentence(none)
    return stated(mark("No rate of remission by criteria: {rows}."), rows=headline.several(rates, counted))


def apart(rates: list[Rated]) -> list[str]:
    """What the sentence leaves out, by name: small cohorts, other definitions, no N, no criteria of remission."""
    by_criteria, others = ([row for row in rates if row.is_apart is wanted] for wanted in (False, True))
    if len(by_criteria) < 2:
        return [_not_remission(others)] if by_criteria and others else []
    found = first_said(rates)
    bare = [row for row in by_criteria if row.rate.of is None and row.rate.percent is not None]
    return [
        *(one.text for one in headline.apart(found, counted) if headline.sentences(found, counted, _spanned)),
        *([say("Without n/N, so in no range: {rows}.", rows=headline.several(bare, counted).text)] if bare else []),
        *([_not_remission(others)] if others else []),
    ]


def undrawn(rates: list[Rated]) -> str:
    """The rows that have no rate, so no place on an axis, each by name; empty if none."""
    rows = [said for said, _ in undrawn_rows(rates)]
    return say("Not drawn, since no rate is printed ({n}): {rows}.", n=len(rows), rows=say("; ").join(rows)) if rows else ""


def undrawn_rows(rates: list[Rated]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """What is said of each row without a rate, and the figures behind it."""
    return tuple(
        (headline.named(row, _bare).text, tuple(fact["fact_id"] for fact in row.rate.facts))
        for row in rates
        if row.rate.percent is None
    )


def _bare(row: Rated) -> str:
    """'CR 3/?': what is printed of a row that has no rate."""
    said = say(
        "{what} {count}", what=lower_first(definition(row.rate)), count=numbers.fraction(row.rate.events, row.rate.of)
    )
    return with_caveats(said, row.rate.facts)


def _not_remission(rows: list[Rated]) -> str:
    return say("Not by remission criteria, so no rate of remission: {rows}.", rows=headline.several(rows, counted).text)


def counted(row: Rated) -> str:
    """'CR + CRh 84/247, 34.0 % (28.1 to 40.3)'."""
    return with_caveats(with_count(lower_first(definition(row.rate)), row.rate, row.cohort), row.rate.facts)


def _spanned(rows: Sequence[Rated]) -> str:
    """'CR, relapsed or refractory: 12 % to 21.1 %'."""
    return headline.ends(definition(rows[0].rate), rows, lambda row: rate_alone(row.rate))


def _percent(row: Rated) -> float | None:
    return 0.0 if row.rate.events == 0 else row.rate.percent


def count_in_words(rate: Rate) -> str:
    """'10 of 28 enrolled'; what is not printed is said."""
    if rate.of is None:
        return (
            say("count and N not printed")
            if rate.events is None
            else say("{events}, N not printed", events=f"{rate.events:,}")
        )
    if rate.events is None:
        return say("{of} {population}, count not printed", of=f"{rate.of:,}", population=rate.population.label)
    return say("{events} of {of} {population}", events=f"{rate.events:,}", of=f"{rate.of:,}",
               population=rate.population.label)  # fmt: skip


def short_population(rate: Rate) -> str:
    """The name of N in a word or two, for the row of a figure: 'enrolled', 'evaluable', 'of the subgroup'."""
    short = {"evaluable": say("evaluable"), "subgroup": say("of the subgroup"),
             "not stated": say("not defined")}  # fmt: skip
    return say("not printed") if rate.of is None else short.get(rate.population.code, rate.population.label)


def definition(rate: Rate) -> str:
    """What the row counts, as its source names it: 'CR + CRh', 'sum of CR + CRi', 'MRD response (cycle 2)'."""
    fact = rate.facts[0]
    named = RESPONSE[fact["term"]].label if len(rate.facts) == 1 else reason(rate.derived[0])
    when = timed(rate)
    return say("{response} ({window})", response=named, window=when) if when else named


def unlike(rates: list[Rated]) -> list[str]:
    """What stands on this axis that must not without a word."""
    printed = [(row.cohort, row.rate.facts[0]) for row in rates if len(row.rate.facts) == 1]
    return [comparability.sentence(finding) for finding in findings(printed)]


def remarks(rate: Rate) -> list[str]:
    """What a reader must know of a rate: what was derived, which denominator could not be had."""
    derived = [say("derived: {steps}", steps=say(", ").join(map(reason, rate.derived)))] if rate.derived else []
    kept = [say("shown as printed: {why}", why=reason(rate.kept))] if rate.kept else []
    others = [say("assessed besides: {others}", others=say("; ").join(map(assessment, rate.others)))] if rate.others else []
    return derived + kept + others


def assessment(fact: Fact) -> str:
    """'end of cycle 2: 69/105', 'before treatment, end of reinduction: 26/105', 'central review: 9/40'."""
    kind = ASSESSED[fact["assessed"]].label if fact["assessed"] else ""
    who = ASSESSOR[fact["assessor"]].label if fact["assessor"] else ""
    when = say(", ").join(lower_first(part) for part in (kind, time_of(fact["window"]), who) if part)
    said = estimate(fact) if fact["events"] is None else numbers.fraction(fact["events"], fact["of_n"])
    return say("{when}: {count}", when=when or say("time not printed"), count=said)


def timed(rate: Rate) -> str:
    """When, how and by whom the shown response was assessed, where its source says so; empty if not."""
    fact = rate.facts[0]
    who = ASSESSOR[fact["assessor"]].label if fact["assessor"] else ""
    how = ASSAY[fact["assay"]].label if fact["assay"] else ""
    threshold = fact["threshold"] or ""
    beside = "" if threshold in (fact["window"] or "") else threshold
    said = (time_of(fact["window"]), lower_first(how), beside, lower_first(who))
    return say(", ").join(part for part in said if part)


def area(rates: Sequence[Rated]) -> list[str]:
    """What the size of a mark says, where one follows N."""
    return [say("The area of a mark follows N; without N it is the smallest.")] if any(row.rate.of for row in rates) else []


def method(rates: list[Rated], view: View) -> list[str]:
    named = dict.fromkeys(criteria(fact["criteria"]) for row in rates for fact in row.rate.facts if fact["criteria"])
    denominator = lower_first(choice_named("denominator").options[view.choice("denominator")])
    return [
        say("Denominator {denominator}; 95 % intervals: {interval}. {no_ranking}", denominator=denominator,
            interval=say(INTERVAL_METHODS[view.choice("interval")]), no_ranking=say(NO_RANKING)),
        *unlike(rates),
        *area(rates),
        say("Criteria: {criteria}.", criteria=say("; ").join(named) or say("not stated by the sources")),
        *signs_explained((row.rate.facts, row.rate) for row in rates),
    ]  # fmt: skip


def table(rates: list[Rated], view: View, version: str) -> Table:
    columns = (
        Column("label", "Cohort"),
        Column("study"),
        Column("cohort"),
        Column("regimen", "Regimen", regimen),
        Column("setting"),
        Column("mutation", "Mutation", under=True),
        Column("endpoint"),
        Column("definition", "Definition"),
        Column("criteria"),
        *RATE_COLUMNS,
        *trace_without("regimen"),
    )
    return Table(
        say("{endpoint} by cohort", endpoint=endpoint(view)), columns, [_record(row, view, version) for row in rates]
    )


def _record(row: Rated, view: View, version: str) -> dict[str, object]:
    rate, group = row.rate, row.cohort
    return {
        "label": cohort(group),
        "study": study_name(group),
        "cohort": group["label"],
        "regimen": group["regimen"],
        "setting": label(SETTING, group["setting"]),
        "mutation": mutation_share(group),
        "endpoint": endpoint(view),
        "definition": definition(rate),
        "criteria": "; ".join(dict.fromkeys(fact["criteria"] for fact in rate.facts if fact["criteria"])) or None,
        **rate_record(rate, view.choice("interval"), group),
        **trace(rate.facts, version, *remarks(rate)),
    }


def composition_sentence(rows: list[Composition]) -> Sentence:
    """The categories of randomised arms and of the largest other cohort."""
    if not rows:
        return Sentence(say("No cohort of this selection prints counts of more than one response category."))
    found = headline_of(rows, lambda row: row.of, lambda row: 0.0, lambda row: None)
    return joined(continued, headline.first(found, _categories, lambda _: ""))


def _categories(row: Composition) -> str:
    """'CR 4, PR 1, not stated 5 of 28 enrolled'."""
    parts = [say("{what} {count}", what=lower_first(say(COMPOSITION[group])), count=n) for group, n in row.events.items()]
    parts += [say("{what} {count}", what=say("Not stated").lower(), count=row.unstated)] if row.unstated else []
    return say("{parts} of {n}", parts=say(", ").join(parts), n=f"{row.of:,}")


def composition_table(rows: list[Composition], version: str) -> Table:
    groups = tuple(
        Column(group, name, _stated, numeric=True, under=group not in _ABREAST) for group, name in COMPOSITION.items()
    )
    unstated = Column("unstated", "Not stated", numeric=True, under=True)
    columns = (Column("label", "Cohort"), Column("study"), Column("cohort"), *groups, unstated,
               Column("of", "N", numeric=True), *TRACE)  # fmt: skip
    records = [
        {
            "label": cohort(row.cohort),
            "study": study_name(row.cohort),
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
