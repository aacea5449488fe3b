"""Side effects of a few arms in words: the most often severe ones, what a bar is, and what no bar shows."""

from collections import Counter

from evidence.answers import Rated, is_estimate
from evidence.language import mark, say
from evidence.questions.adverse_events import words as every
from evidence.questions.events.table import event_table
from evidence.questions.events.words import NO_RANKING, band, criteria, cut, signs_explained, unlike
from evidence.questions.side_effects.numbers import Arms, Pair
from evidence.row import Cohort
from evidence.selection import View
from evidence.statistics import INTERVAL_METHODS
from evidence.vocabulary import DISEASE, TOXICITY
from evidence.wording.numbers import continued, listed, plural
from evidence.wording.phrases import cause, regimen
from evidence.wording.phrases import time as time_of
from evidence.wording.printed import caveats, marked, told
from evidence.wording.rates import count, rate_alone
from evidence.wording.reasons import words as reason
from evidence.wording.selection import cohort
from evidence.wording.sentence import Sentence
from evidence.wording.table import Table

QUESTION = mark("Which side effects, arm beside arm?")
ANY, SEVERE = mark("Any grade"), mark("Grade 3 or higher")
BARS = mark(
    "Bars: patients with the event as a share of N, pale of any grade, dark of grade 3 or higher (3-4 where printed so)."
    " – not reported by the source, which is not zero."
)


def title(drawn: int, found: Arms) -> str:
    rows, arms = cut(drawn, len(found.terms)), plural(len(found.arms), "arm")
    picked, largest = (
        mark("Side effects, most often severe first: {rows}, {arms} picked by name"),
        mark("Side effects, most often severe first: {rows}, {arms}"),
    )
    return say(picked if found.picked else largest, rows=rows, arms=arms)


def label(term: str) -> str:
    return TOXICITY[term].label


def tag(pair: Pair) -> str:
    """What sets bars apart from those of any cause in the whole time, and what changes how they are read.

    'cycle 1', 'grade 3-4', 'related to treatment', 'news report only'.
    """
    if not pair.events:
        return ""
    facts = [fact for one in pair.events for fact in one.facts]
    fact = facts[0]
    bare = pair.any and pair.any.facts[0]["grade"] is None
    narrow = pair.severe and pair.severe.facts[0]["grade"] == "3-4"
    said = [time_of(fact["window"]) or "", cause(fact["attribution"])]
    return say(", ").join(filter(None, [*said, band(None) if bare else "", band("3-4") if narrow else "",
                                   *caveats(facts), *(say(one).lstrip(", ，") for one in told(facts))]))  # fmt: skip


def counted(one: Rated) -> str:
    """'40/246 · 16 %', '?/120 · 19.5 %'; 'named, no number' is no bar."""
    shared = rate_alone(one.rate) if one.rate.percent is not None else ""
    bare = one.rate.events is None and not is_estimate(one.fact)
    counts = "" if bare else count(one.rate, one.cohort)
    return " · ".join(filter(None, (counts, shared))).replace(" %", "\u00a0%") + marked(one.facts, one.rate)


def method(found: Arms, view: View) -> list[str]:
    events = [one for pair in found.pairs.values() for one in pair.events]
    interval = say(INTERVAL_METHODS[view.choice("interval")])
    return [
        continued([say(BARS), say(NO_RANKING)]),
        say("95 % intervals, in the table of the page and on pointing there: {interval}.", interval=interval),
        *unlike(events, "grade-bands", "ctcae-versions", "attribution"),
        criteria(events),
        *signs_explained(events),
    ]  # fmt: skip


def undrawn(found: Arms) -> str:
    """Figures of these arms that no bar shows; empty if all have one."""
    left = len(found.undrawn)
    message = mark("No bar for {figures} of these arms (another grade, window or cause, or no count): the table has them.")
    return say(message, figures=plural(left, "figure")) if left else ""


def others(found: Arms) -> str:
    """Who else prints side effects, by disease, and the ways to them; empty if nobody."""
    if not found.others:
        return ""
    kinds = Counter(row["disease"] for row in found.others)
    said = [say("{disease} {n}", disease=_disease(code), n=n) for code, n in kinds.items()]
    message = mark(
        "Not beside these: {cohorts} with side effects ({diseases}). Pick arms by name above to bring them here;"
        " Everything has them all."
    )
    return say(message, cohorts=plural(len(found.others), "cohort"), diseases=listed(said))


def _disease(code: str) -> str:
    return DISEASE[code].label if code in DISEASE else code


def rows_left(drawn: int, found: Arms) -> str:
    """How many terms have no row yet, and how to see them."""
    left = len(found.terms) - drawn
    return say("{rows} more, less often severe: choose All rows.", rows=plural(left, "row")) if left > 0 else ""


def table(found: Arms, view: View, version: str) -> Table:
    """Every figure of these arms, those without a bar too."""
    return event_table(say("Side effects of these arms, every figure"), list(found.grid), view, version, every.COLUMNS)


def head(row: Cohort, found: Arms) -> str:
    """'n = 319'; with its disease where arms of several stand beside each other."""
    several = len({arm["disease"] for arm in found.arms}) > 1
    return say(", ").join([*([_disease(row["disease"])] if several else []), *([size(row)] if row["n"] else [])])


def size(row: Cohort) -> str:
    return f"n = {row['n']}"


def option(row: Cohort) -> str:
    """An arm in a list to pick from: 'Smith 2020 · crenolanib · AML · n = 90'."""
    name = cohort(row)
    said = regimen(row["regimen"])
    given = [] if said.casefold() in name.casefold() else [said]
    return " · ".join([name, *given, _disease(row["disease"]), *([size(row)] if row["n"] else [])])


def nobody(found: Arms) -> Sentence:
    """What is said instead of an answer where no arm that was picked can stand there."""
    return Sentence(say("None of the arms picked has side effects to show here. {why}", why=missing(found)))


def missing(found: Arms) -> str:
    """Which arms were picked and do not stand there, why, and what to do; empty if all do."""
    if not found.missing:
        return ""
    arms = [
        say("{cohort} ({why})", cohort=one if isinstance(one, str) else cohort(one), why=reason(why))
        for one, why in found.missing
    ]
    message = mark("Picked and not drawn: {arms}. Take them out of the list of arms, or remove what leaves them out.")
    return say(message, arms=say("; ").join(arms))


def sharing(found: Arms) -> str:
    """Which of the arms picked hold some of the same patients; empty if none."""
    pairs = [listed([cohort(one), cohort(other)]) for one, other in found.sharing]
    return say("The same patients, at least in part: {pairs}.", pairs=say("; ").join(pairs)) if pairs else ""
