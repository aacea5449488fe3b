"""Side effects: a row a term, a pair of bars an arm, n/N and percentage at their end."""

from dashboard.charts.events import hover
from dashboard.charts.matching import labelled
from dashboard.charts.values import Amount, Caption, Frequencies, Frequency, Head, Often
from evidence.answers import Item, is_rated
from evidence.cohorts import key
from evidence.language import say
from evidence.questions.adverse_events.numbers import BELOW, NOT_APPLICABLE
from evidence.questions.side_effects import words
from evidence.questions.side_effects.numbers import Arms, Pair
from evidence.row import Cohort
from evidence.wording.arms import is_control

_SILENCES = {
    BELOW: lambda arm: say("below {n} %", n=f"{arm['toxicity_from']:g}"),
    NOT_APPLICABLE: lambda _: say("not applicable"),
}


def frequencies(found: Arms, terms: tuple[str, ...], caption: Caption) -> Frequencies:
    """What is the same for all bars of an arm stands in its head."""
    tags = {key(arm): _shared(found, arm) for arm in found.arms}
    heads = tuple(Head(_named(arm, tags[key(arm)]), words.head(arm, found)) for arm in found.arms)
    rows = tuple(
        Often(words.label(term), tuple(_frequency(found.pairs[term, key(arm)], arm, tags[key(arm)]) for arm in found.arms))
        for term in terms
    )
    return Frequencies(caption, heads, tuple(map(is_control, found.arms)), rows, (say(words.ANY), say(words.SEVERE)))


def _named(arm: Cohort, tag: str) -> str:
    return say("{cohort}; {tag}", cohort=labelled(arm), tag=tag) if tag else labelled(arm)


def _shared(found: Arms, arm: Cohort) -> str:
    tags = {words.tag(pair) for (_, cohort), pair in found.pairs.items() if cohort == key(arm) and pair.events}
    return tags.pop() if len(tags) == 1 else ""


def _frequency(pair: Pair, arm: Cohort, shared: str) -> Frequency:
    tag = words.tag(pair)
    silence = _SILENCES[pair.silence](arm) if pair.silence in _SILENCES else "–"
    return Frequency(_amount(pair.any), _amount(pair.severe), "" if tag == shared else tag, "" if pair.events else silence)


def _amount(one: Item | None) -> Amount | None:
    if one is None or not is_rated(one):
        return None
    facts = tuple(fact["fact_id"] for fact in one.facts)
    return Amount(one.rate.percent, words.counted(one), one.is_hollow, facts, tuple(hover(one)))
