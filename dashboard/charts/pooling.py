"""Pooled rows below a forest: a diamond as wide as the interval on the line of the prediction interval."""

from dashboard.charts.values import Point
from evidence.language import say
from evidence.questions.pooling.numbers import Attempt, Pooling
from evidence.questions.pooling.words import GROUP, note, prediction, short, spread, value


def points(found: Pooling | None) -> list[Point]:
    """A row for each method; none where nothing was pooled."""
    return [] if found is None else [_point(one, found) for one in found.attempts]


def _point(one: Attempt, found: Pooling) -> Point:
    name, rate = short(one.method), one.rate
    k, said = f"k = {len(found.rows)}", value(one, found)
    predicted = rate if rate is not None and rate.predicts else None
    numbers, phone = said, say("{method}, {k} · {rate}", method=name, k=k, rate=said)
    lines = [say("{method}: {rate}", method=name, rate=said)]
    if rate:
        lines += [say("95 % prediction interval {interval}", interval=prediction(rate)), spread(rate)]
        numbers = say("{rate}; prediction {interval}", rate=said, interval=prediction(rate))
        phone = say("{row}; pred. {interval}", row=phone, interval=prediction(rate))
    else:
        lines.append(note(one))
    return Point(
        group=say(GROUP),
        label=name,
        detail=spread(rate) if rate else note(one),
        count=k,
        value=numbers,
        phone=phone,
        facts=(),
        hover=(say(GROUP), *lines),
        x=100 * rate.estimate if rate else None,
        low=100 * predicted.prediction_low if predicted else None,
        high=100 * predicted.prediction_high if predicted else None,
        line="prediction" if predicted else None,
        symbol="diamond",
        diamond=(100 * rate.low, 100 * rate.estimate, 100 * rate.high) if rate else None,
    )
