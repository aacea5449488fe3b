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
from evidence.wording.phrases import time as time_of
from evidence.wording.printed import caveats, marked, told
from evidence.wording.rates import count, rate_alone
from evidence.wording.table import Table

QUESTION = mark("Which side effects, arm beside arm?")
ANY, SEVERE = mark("Any grade"), mark("Grade 3 or higher")
BARS = mark(
    "Bars: patients with the event as a share of N, pale of any grade, dark of grade 3 or higher (3-4 where printed so)."
    " – not reported by the source, which is not zero."
)


def title(drawn: int, found: Arms) -> str:
    rows = cut(drawn, len(found.terms))
    return say("Side effects, most often severe first: {rows}, {arms}", rows=rows, arms=plural(len(found.arms), "arm"))


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
    said = [time_of(fact["window"]) or "", fact["attribution"] or ""]
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
        say("95 % intervals, in the table and on pointing: {interval}.", interval=interval),
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
        "Not beside these: {cohorts} with side effects ({diseases}). A disease, drug or study chosen above brings them here;"
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


def head(row: Cohort) -> str:
    return "" if row["n"] is None else f"n = {row['n']}"
