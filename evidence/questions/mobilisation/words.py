"""Mobilisation in words: fold changes, patients with cells mobilised."""

from typing import Any

from evidence.answers import Item, Rated
from evidence.cohorts import key
from evidence.comparability import findings
from evidence.language import mark, say
from evidence.questions.mobilisation.numbers import INTERVAL_METHOD
from evidence.questions.response.words import count_in_words, remarks
from evidence.row import Cohort, known
from evidence.statistics import INTERVAL_METHODS
from evidence.vocabulary import DRUG, SOURCE_KIND, STATISTIC, TERM
from evidence.wording import comparability, matching, numbers
from evidence.wording.numbers import continued, listed, plural
from evidence.wording.phrases import comparison
from evidence.wording.phrases import time as time_of
from evidence.wording.printed import NEWS, patients, signs_explained, span, with_caveats, with_span
from evidence.wording.rates import RATE_COLUMNS, rate_record
from evidence.wording.selection import cohort, lower_first, study_name, upper_first
from evidence.wording.sentence import Sentence, joined, naming, stated
from evidence.wording.table import TRACE, Column, Table, trace, trace_without

QUESTION = mark("Fold rise in the blood")
SHARES_QUESTION = mark("In how many patients were cells mobilised?")
NO_WINDOW = mark("window not printed")
NO_AVERAGES_MIXED = mark("Means and medians of ratios are different quantities: never pooled, never compared.")
MARKERS = mark("A cell marker alone does not prove that a cell is leukaemic.")
GROWTH_FACTOR = mark("G-CSF by itself brings normal CD34+ cells into the blood.")
WHO = (Column("label", "Cohort"), Column("study"), Column("cohort"))
#: So many cohorts a sentence names.
NAMED = 4


def population(row: Item) -> str:
    return TERM["mobilisation"][row.fact["term"]].label


def given(row: Item) -> str:
    """All drugs that were given together: any of them may move cells."""
    names = [DRUG[drug].label for drug in row.cohort["drugs"]]
    return " + ".join(name[:1].lower() + name[1:] if name[1:2].islower() else name for name in names)


def kind(row: Item) -> str:
    return STATISTIC[row.fact["statistic"]].label


def kinds(rows: list[Item]) -> list[str]:
    return list(dict.fromkeys(kind(row) for row in rows))


def fold(row: Item) -> str:
    """'98.6' or '3.4 (range 2 to 9)'."""
    return with_span("" if row.fact["value"] is None else numbers.number(row.fact["value"]), row.fact)


def title(rows: list[Item]) -> str:
    name = statistic(rows)
    return say("{statistic} of cells in the blood: {figures}", statistic=upper_first(name),
               figures=plural(len(rows), "figure"))  # fmt: skip


def statistic(rows: list[Item]) -> str:
    """The one kind of average, or what all kinds are."""
    return kinds(rows)[0] if len(kinds(rows)) == 1 else say("fold change")


def sentence(rows: list[Item]) -> Sentence:
    """What each cohort prints, the largest first; averages of another kind and small cohorts by name, never spanned."""
    known = [row for row in rows if row.fact["value"] is not None]
    if not known:
        return Sentence(say("No cohort of this selection prints a fold change of cells in the blood."))
    groups: dict[tuple[Any, ...], list[Item]] = {}
    for row in known:
        groups.setdefault((key(row.cohort), row.fact["statistic"]), []).append(row)
    ordered = sorted(groups.values(), key=lambda rows: rows[0].cohort["n"] or 0, reverse=True)
    more = Sentence(say("{n} more", n=len(ordered) - NAMED) if len(ordered) > NAMED else "")
    named = joined(listed, [joined(say("; ").join, map(_of_cohort, ordered[:NAMED])), more])
    return joined(continued, [stated(mark("{statement}."), statement=named), Sentence(_news(known))])


def _of_cohort(rows: list[Item]) -> Sentence:
    """'Beta 2002 (36 patients): median fold change 2.5 (blasts)', 'from 2 (blasts) to 12.5 (CD34+)'.

    Of the same cells at several times 'median fold change (blasts) from 2 (day 7) to 3 (day 2)'.
    """
    low, high = min(rows, key=_fold), max(rows, key=_fold)
    alike = low is not high and population(low) == population(high)
    named = [_named(row, window(row) if alike else population(row)) for row in (low, high)]
    one, several = mark("{cohort} ({n}): {statistic} {low}"), mark("{cohort} ({n}): {statistic} from {low} to {high}")
    what = say("{what} ({span})", what=kind(low), span=lower_first(population(low))) if alike else kind(low)
    n = low.cohort["n"]
    said = say(one if low is high else several, cohort=matching.who(low.cohort), statistic=what, low=named[0],
               high=named[1], n=say("size not printed") if n is None else plural(n, "patient"))  # fmt: skip
    return naming(with_caveats(said, [row.fact for row in rows]), low, high)


def _fold(row: Item) -> float:
    return known(row.fact["value"])


def _named(row: Item, by: str) -> str:
    return say("{value} ({span})", value=numbers.number(row.fact["value"]), span=lower_first(by))


def window(row: Item) -> str:
    return time_of(row.fact["window"]) or say(NO_WINDOW)


def _news(rows: list[Item]) -> str:
    only = sum(row.fact["source_kind"] == NEWS for row in rows)
    message = mark("{n} of {figures} are printed only in a news report.")
    return say(message, n=only, figures=plural(len(rows), "figure")) if only else ""


def method(rows: list[Item]) -> list[str]:
    unknown = all(row.fact["comparator"] is None for row in rows)
    growth = any("g-csf" in row.cohort["drugs"] for row in rows)
    alike = say("All are printed as {statistic}.", statistic=kinds(rows)[0]) if len(kinds(rows)) == 1 else ""
    return [
        continued([alike or say(NO_AVERAGES_MIXED), say("A line is drawn only where a range or interval is printed.")]),
        *(comparability.sentence(finding) for finding in findings([(row.cohort, row.fact) for row in rows])),
        continued(
            [
                say("What the fold is against is not printed.") if unknown else "",
                say(MARKERS),
                say(GROWTH_FACTOR) if growth else "",
            ]
        ),
        *signs_explained(([row.fact], None) for row in rows),
    ]


def table(rows: list[Item], version: str) -> Table:
    columns = (
        *WHO,
        Column("drugs", "Given together", wide=True),
        Column("population", "Cells"),
        Column("statistic", "Statistic", under=True),
        Column("value", "Fold", numbers.number, numeric=True),
        Column("low"),
        Column("high"),
        Column("span", "Range or interval"),
        Column("patients", "Patients"),
        Column("window", "Window", time_of),
        Column("comparator", "Against"),
        Column("printed_in", "Printed in"),
        *trace_without("drugs"),
    )
    return Table(say("Fold changes"), columns, [_record(row, version) for row in rows])


def _record(row: Item, version: str) -> dict[str, object]:
    fact = row.fact
    return {
        **who(row.cohort),
        "population": population(row),
        "statistic": kind(row),
        "value": fact["value"],
        "low": fact["low"],
        "high": fact["high"],
        "span": span(fact) or say("not printed"),
        "patients": patients(row.fact, row.cohort),
        "window": time_of(fact["window"]) or say("not printed"),
        "comparator": comparison(fact["comparator"]) or say("not printed"),
        "printed_in": say("News report only") if fact["source_kind"] == NEWS else SOURCE_KIND[fact["source_kind"]].label,
        **trace([fact], version),
        "drugs": given(row),
    }


def who(group: Cohort) -> dict[str, object]:
    return {"label": cohort(group), "study": study_name(group), "cohort": group["label"]}


def shares_title(rates: list[Rated]) -> str:
    return say("Patients with cells mobilised: {cohorts}", cohorts=plural(len(rates), "cohort"))


def shares_sentence(rates: list[Rated]) -> Sentence:
    if not rates:
        return Sentence(say("No cohort counts patients with cells mobilised."))
    said = [
        naming(say("{cohort}, {count}", cohort=cohort(row.cohort), count=count_in_words(row.rate)), row) for row in rates
    ]
    return stated(mark("Cells were mobilised in: {cohorts}."), cohorts=joined(say("; ").join, said))


def shares_method() -> list[str]:
    message = mark("95 % intervals: {interval}. What counts as mobilised is each study's own.")
    return [say(message, interval=say(INTERVAL_METHODS[INTERVAL_METHOD]))]


def shares_table(rates: list[Rated], version: str) -> Table:
    columns = (*WHO, Column("term", "Counted"), *RATE_COLUMNS, *TRACE)
    records = [
        {
            **who(row.cohort),
            "term": TERM["mobilisation"][row.rate.facts[0]["term"]].label,
            **rate_record(row.rate, INTERVAL_METHOD, row.cohort),
            **trace(row.rate.facts, version, *remarks(row.rate)),
        }
        for row in rates
    ]
    return Table(say("Patients with cells mobilised"), columns, records)
