"""Dose-limiting toxicity in words: the bound beside every zero, the dose named, what came after the window."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from evidence.answers import Item, Rated, with_rate
from evidence.language import mark, say
from evidence.questions.dose_levels.numbers import led_by
from evidence.questions.events import words as events
from evidence.questions.events.table import event_table
from evidence.questions.events.words import NO_RANKING, band, cut, places, signs_explained, term, unlike, upper
from evidence.questions.response.words import count_in_words
from evidence.row import Fact
from evidence.selection import View
from evidence.statistics import INTERVAL_METHODS
from evidence.vocabulary import DRUG, POPULATION, Code
from evidence.wording.numbers import continued, listed, number, plural
from evidence.wording.phrases import regimen
from evidence.wording.phrases import time as time_of
from evidence.wording.printed import unit, with_caveats
from evidence.wording.reasons import words as reason
from evidence.wording.selection import cohort, lower_first
from evidence.wording.sentence import Sentence, joined, naming, stated
from evidence.wording.table import Table

QUESTION = mark("Was there dose-limiting toxicity, and how high could the true rate be?")
COLUMNS = ("label", "dose", "schedule", "patients", "evaluable", "event", "window", "upper")
#: How N of a subgroup is named in a sentence.
PART = Code("subgroup", mark("patients of the subgroup"))
#: So many counts are named in full in the sentence, and so many in a list.
NAMED, LISTED = 3, 2


def title(drawn: list[Item], rows: list[Item]) -> str:
    return say("Dose-limiting toxicity by dose level: {rows}", rows=cut(len(drawn), len(rows)))


def sentence(rows: list[Item]) -> Sentence:
    """Each count with what 0 of n still allows; where there are many the largest first, combinations apart."""
    known, bare, _ = _sorted(rows)
    if not known and not bare:
        return Sentence(say("No cohort of this selection counts dose-limiting toxicity."))
    if len(known) > NAMED:
        return _statements(_many(known))
    return _statements([joined(say("; ").join, map(_counted, known)), *_uncounted(rows)])


def other_drugs(rows: list[Item], own: list[Item]) -> str:
    """Rows of other drugs, and the way to them; empty if there are none."""
    shown = {id(row) for row in own}
    drugs = Counter(led_by(row.cohort) for row in rows if id(row) not in shown)
    names = {drug: DRUG[drug].label if drug else say("drug not stated") for drug in drugs}
    said = listed([say("{drug} {n}", drug=names[drug], n=n) for drug, n in drugs.most_common()])
    message = mark("Rows of other drugs, in the table: {drugs}. Choose one above, under Regimens with.")
    return say(message, drugs=said) if said else ""


def remainder(rows: list[Item]) -> str:
    """What the sentence leaves out where there is much: zeros of a borrowed N, counts without N, silent dose levels."""
    known, _, _ = _sorted(rows)
    if len(known) <= NAMED:
        return ""
    borrowed = [_counted(row) for row in known if row.rate.events == 0 and row.is_borrowed and row is not _largest(known)]
    return _statements([joined(say("; ").join, borrowed), *_uncounted(rows)]).text


def _sorted(rows: list[Item]) -> tuple[list[Rated], list[Rated], int]:
    """Counts with a bound, counts without, and how many dose levels print none."""
    counted = [row for row in with_rate(rows) if not row.part]
    known, bare = ([row for row in counted if (row.bound is not None) is bounded] for bounded in (True, False))
    return known, bare, sum(not row.facts and not row.aside for row in rows)


def _uncounted(rows: list[Item]) -> list[Sentence]:
    _, bare, silent = _sorted(rows)
    named = joined(say("; ").join, map(_bare, bare)) if len(bare) <= NAMED else Sentence(_without_n(len(bare)))
    return [named, Sentence(_without_count(silent) if silent else "")]


def _statements(said: list[Sentence]) -> Sentence:
    return joined(continued, [stated(mark("{statement}."), statement=one) for one in said if one])


def _without_n(counts: int) -> str:
    return say("{n} counts without a printed denominator", n=f"{counts:,}")


def _without_count(silent: int) -> str:
    own = mark("{levels} without a count of its own") if silent == 1 else mark("{levels} without a count of their own")
    return say(own, levels=plural(silent, "dose level"))


def _largest(known: list[Rated]) -> Rated:
    return max(known, key=_size)


def _size(row: Rated) -> int:
    return row.rate.of or 0


def _many(known: list[Rated]) -> list[Sentence]:
    """The largest count in full, how many others are zero, where events were seen: with one drug, in combinations."""
    largest = _largest(known)
    rest = [row for row in known if row is not largest]
    seen = sorted((row for row in rest if row.rate.events), key=_size, reverse=True)
    alone = [row for row in seen if len(row.cohort["drugs"]) == 1]
    combined = [row for row in seen if len(row.cohort["drugs"]) > 1]
    return [
        _counted(largest),
        Sentence(_zeros([row for row in rest if row.rate.events == 0 and not row.is_borrowed])),
        *([stated(mark("With one drug: {rows}"), rows=_several(alone))] if alone else []),
        *([stated(mark("In combinations: {rows}"), rows=_several(combined))] if combined else []),
    ]


def _zeros(rows: list[Rated]) -> str:
    """The zeros of a printed N, with the bounds that they leave open; empty if there is none."""
    if not rows:
        return ""
    sizes, bounds = sorted(map(_size, rows)), sorted(row.bound for row in rows if row.bound is not None)
    message = (
        mark(
            "{n} other count is 0, of {sizes} patients: the true rate could be as high as {bounds} % (one-sided 95 % bound)"
        )
        if len(rows) == 1
        else mark(
            "{n} other counts are 0, of {sizes} patients each: the true rates could be as high as {bounds} %"
            " (one-sided 95 % bound)"
        )
    )
    return say(message, n=len(rows), sizes=_ends(sizes, "{:.0f}"), bounds=_ends(bounds, "{:.1f}"))


def _ends(values: Sequence[float], form: str) -> str:
    """'3 to 19', or '3' where both ends read the same."""
    low, high = form.format(values[0]), form.format(values[-1])
    return low if low == high else say("{low} to {high}", low=low, high=high)


def _several(rows: list[Rated]) -> Sentence:
    """'Alpha 2001, 400 mg daily 2/12; Beta 2002, 75 mg: fatigue, grade 4 1/2', the largest first; how many more."""
    first = joined(say("; ").join, [naming(with_caveats(_short(row), row.facts), row) for row in rows[:LISTED]])
    return joined(listed, [first, Sentence(say("{n} more", n=len(rows) - LISTED) if len(rows) > LISTED else "")])


def _short(row: Rated) -> str:
    who, fact = cohort(row.cohort), row.facts[0]
    if len(row.cohort["drugs"]) > 1:
        who = say("{cohort} ({regimen})", cohort=who, regimen=regimen(row.cohort["regimen"]))
    if (fact["term"], fact["grade"]) != ("DLT", None):
        who = say("{cohort}: {said}", cohort=who, said=lower_first(events.what(row)))
    return say("{what} {count}", what=who, count=events.fraction(row))


def _counted(row: Rated) -> Sentence:
    """'Alpha 2001: dose-limiting toxicity in 0 of 28 enrolled, four weeks; later, dose reductions; still allows 10.1 %'."""
    fact = row.facts[0]
    message = (
        mark("{cohort}: {event} in {patients}, {window}") if fact["window"] else mark("{cohort}: {event} in {patients}")
    )
    said = say(message, cohort=cohort(row.cohort), event=lower_first(_event(fact)), patients=_patients(row),
               window=time_of(fact["window"]))  # fmt: skip
    parts = [with_caveats(said, row.facts)]
    if row.bound is not None:
        parts.append(say("the true rate could be as high as {bound} (one-sided 95 % bound)", bound=upper(row)))
    if row.is_borrowed:
        parts.append(say("† {why}", why=reason(row.rate.derived[-1])))
    return naming(say("; ").join(parts), row)


def _event(fact: Fact) -> str:
    if fact["grade"] is None:
        return term(fact)
    return say("{what}, {more}", what=term(fact), more=band(fact["grade"]))


def _bare(row: Rated) -> Sentence:
    said = say("{cohort}: {event} in {count}, N not printed", cohort=cohort(row.cohort),
               event=lower_first(term(row.facts[0])), count=events.fraction(row))  # fmt: skip
    return naming(with_caveats(said, row.facts), row)


def _patients(row: Rated) -> str:
    """'0 of 28 enrolled'; 'in the subgroup' needs its patients named."""
    part = row.rate.population == POPULATION["subgroup"]
    rate = replace(row.rate, population=PART) if part else row.rate
    said = count_in_words(rate)
    return f"{said} †" if row.is_borrowed else said


def method(rows: list[Item], view: View) -> list[str]:
    return [
        say(
            "Whisker: two-sided 95 % interval, {interval}. Upright stroke and ≤: one-sided 95 % upper bound, exact."
            " Hatched: not reported for this dose level, which is not zero.",
            interval=say(INTERVAL_METHODS[view.choice("interval")]),
        ),
        say("Each study counts by its own definition and window. {no_ranking}", no_ranking=say(NO_RANKING)),
        *unlike(rows, "dlt-windows"),
        *signs_explained(rows),
    ]


def later(facts: list[Fact], studies: dict[str, str]) -> str:
    """What came after the window in which an event counts as dose-limiting; empty if nothing is printed."""
    message = mark("After the window, so not counted as dose-limiting: {events}.")
    return say(message, events=places(facts, studies)) if facts else ""


def not_limiting(facts: list[Fact], studies: dict[str, str]) -> str:
    """What is counted beside a dose level without being called dose-limiting; empty if nothing is."""
    message = mark("Not called dose-limiting by the source, so not drawn: {events}.")
    return say(message, events=places(facts, studies)) if facts else ""


def named(facts: list[Fact], studies: dict[str, str]) -> str:
    """The dose that a source names; empty if none."""
    message = mark("{dose} {printed} ({study}, {place})")
    said = [
        say(message, dose=lower_first(term(fact)), printed=_dose(fact), study=studies[fact["study_id"]],
            place=fact["locator"])
        for fact in facts
    ]  # fmt: skip
    return say("Dose named by the source: {doses}.", doses=listed(said)) if said else ""


def _dose(fact: Fact) -> str:
    if fact["value"] is None:
        return say("“{printed}”", printed=fact["printed"])
    return f"{number(fact['value'])} {unit(fact)}".strip()


def table(rows: list[Item], view: View, version: str) -> Table:
    return event_table(say("Dose-limiting toxicity by dose level"), rows, view, version, COLUMNS)
