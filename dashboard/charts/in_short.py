"""The shares that one study prints: its responses and survival on a fixed axis from 0 to 100 %."""

from dataclasses import replace

from dashboard.charts.outcomes import share_point
from dashboard.charts.response import rate_point
from dashboard.charts.values import Block, Caption, Forest, Point, percent_axis
from evidence.answers import Rated
from evidence.language import mark, say
from evidence.questions.in_short.words import titled, whose
from evidence.questions.response.words import definition, short_population

#: What a mark is of that is no response apart from remission.
SHARE = mark("Share of patients")
#: So many rows keep the card within reach; the pages of each question have all.
ROWS = 12


def drawn(found: dict[str, tuple[Rated, ...]]) -> list[tuple[str, Rated]]:
    """The rows that the card has room for, each with its endpoint."""
    return [(endpoint, row) for endpoint, own in found.items() for row in own][:ROWS]


def shares(found: dict[str, tuple[Rated, ...]], caption: Caption) -> Forest:
    """A row a cohort under the head of each endpoint; the area of a mark follows N."""
    rows = drawn(found)
    most = max((row.rate.of for _, row in rows if row.rate.of), default=None)
    points = tuple(
        replace(_point(endpoint, row), label=whose(row.cohort), area=most and (row.rate.of or 0) / most)
        for endpoint, row in rows
    )
    heads = (say("Cohort"), say("What is counted"), "n/N", say("% (95 % interval)"))
    return Forest(caption, (Block(points, percent_axis(say("% of patients")), heads),))


def _point(endpoint: str, row: Rated) -> Point:
    """What an endpoint counts stands beside it, what was given does not: the card says it."""
    if row.fact["domain"] != "response":
        return replace(share_point(row), kind=say(SHARE))
    said = say("; ").join(filter(None, [definition(row.rate), say("N {population}", population=short_population(row.rate))]))
    point = replace(rate_point(row, titled(endpoint, row.fact), ""), detail=said)
    return point if row.is_apart else replace(point, kind=say(SHARE))
