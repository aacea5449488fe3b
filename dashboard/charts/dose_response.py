"""Toxicity and response along the dose: a small plot a study, one dose axis for both, one scale from 0 to 100 %."""

from dashboard.charts.values import Caption, Dose, Doses, Mark, Share
from dashboard.charts.values import Ladder as Plot
from evidence.answers import Rated
from evidence.language import mark, say
from evidence.questions.dose_response import words
from evidence.questions.dose_response.numbers import Ladder, Ladders, Level
from evidence.row import known
from evidence.vocabulary import UNIT
from evidence.wording.numbers import fraction, number
from evidence.wording.rates import rate_text


def plots(found: Ladders, caption: Caption) -> Doses:
    """Toxicity and response, both with their interval, and the estimate along the doses."""
    names = (say(words.DLT), say(words.RESPONSE), say(words.ISOTONIC))
    return Doses(caption, tuple(_plot(one, found.weights) for one in found.ladders[: words.PLOTS]), names)


def _plot(ladder: Ladder, weights: str) -> Plot:
    """Doses from low to high, each with its patients."""
    message = (
        mark("{unit}, doses at even distance; n/N of toxicity · response")
        if ladder.both
        else mark("{unit}, doses at even distance; n/N of toxicity")
    )
    unit = UNIT[known(ladder.levels[0].cohort["dose_unit"])].label
    return Plot(
        words.head(ladder), unit, say(message, unit=unit), tuple(_dose(row, ladder.both, weights) for row in ladder.levels)
    )


def _dose(row: Level, both: bool, weights: str) -> Dose:
    """The dose, and n/N of toxicity and of response, a dash where one is not reported."""
    asked = (row.dlt, row.response) if both else (row.dlt,)
    counts = [f"{said.rate.events}/{said.rate.of}" if said else "–" for said in asked]
    estimate = None if row.isotonic is None else Mark(row.isotonic, (), (words.estimate(row, weights),))
    return Dose(number(row.cohort["dose"]), " · ".join(counts), _share(row, row.dlt), _share(row, row.response), estimate)


def _share(row: Level, said: Rated | None) -> Share | None:
    if said is None or (rate := said.rate).percent is None or rate.low is None or rate.high is None:
        return None
    facts = tuple(fact["fact_id"] for fact in rate.facts)
    at = Mark(rate.percent, facts, tuple(words.hover(row, said)), hollow=not rate.certain)
    return Share(at, rate.low, rate.high, fraction(rate.events, rate.of), rate_text(rate))
