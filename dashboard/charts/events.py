"""Events of harm on a fixed axis from 0 to 100 %: one row a dose level or a printed count, silent rows hatched."""

from dataclasses import replace

import plotly.graph_objects as go

from dashboard.charts.values import Block, Point
from dashboard.painters.plotly.forests import heights, stacked
from dashboard.painters.plotly.rows import percent_axis
from dashboard.painters.plotly.theme import INK, LINE, picture, plain
from evidence.language import say
from evidence.questions.events.numbers import Event
from evidence.questions.events.words import band, detail, fraction, population, share, signs, upper, what
from evidence.questions.response.words import count_in_words
from evidence.wording.selection import cohort, lower_first


def rates(rows: list[Event], *, title: str, subtitle: str, foot: list[str], narrow: bool) -> go.Figure:
    """Rows by study: cohort, event, n/N, mark with two-sided interval, upright stroke at the one-sided bound."""
    blocks = rate_blocks(rows)
    data, layout, height = stacked(blocks, narrow)
    ys = heights([point for block in blocks for point in block.points], narrow)
    data = [_silent(rows, ys), *data, _bounds(rows, ys)]
    return picture(data, layout, title=title, subtitle=subtitle, foot=foot, height=height, narrow=narrow)


def rate_blocks(rows: list[Event]) -> list[Block]:
    """The rows of the events, without the drawing."""
    points = [_point(row) for row in rows]
    heads = (say("Cohort"), say("Event"), "n/N", say("% (95 % interval), bound"))
    return [Block(points, percent_axis, heads)] if points else []


def by_regimen(rows: list[Event], *, title: str, subtitle: str, foot: list[str], narrow: bool) -> go.Figure:
    """One event, a row a cohort, grouped by grade band and window: regimen, n/N, mark with two-sided interval."""
    data, layout, height = stacked(regimen_blocks(rows), narrow)
    return picture(data, layout, title=title, subtitle=subtitle, foot=foot, height=height, narrow=narrow)


def regimen_blocks(rows: list[Event]) -> list[Block]:
    """The rows of one event by regimen, without the drawing."""
    points = [replace(_point(row), group=_band(row), label=cohort(row.cohort), detail=row.cohort["regimen"]) for row in rows]
    heads = (say("Cohort"), say("Regimen"), "n/N", say("% (95 % interval)"))
    return [Block(points, percent_axis, heads)] if points else []


def _band(row: Event) -> str:
    fact = row.facts[0]
    named = band(fact["grade"]).capitalize()
    return say("{what}, {more}", what=named, more=fact["window"]) if fact["window"] else named


def _point(row: Event) -> Point:
    rate, group = row.rate, row.cohort
    return Point(
        group=group["study_label"],
        label=group["label"],
        detail=what(row) if row.facts else "",
        count=fraction(row) if rate else "",
        value=f"{_value(row)}{signs(row)}",
        phone=_phone(row),
        fact_id="; ".join(fact["fact_id"] for fact in row.facts),
        hover="<br>".join(plain(line) for line in hover(row)),
        x=rate.percent if rate else None,
        low=rate.low if rate else None,
        high=rate.high if rate else None,
        line="ci95" if rate and rate.low is not None else None,
        hollow=row.hollow,
    )


def _value(row: Event) -> str:
    """'0 % (0.0 to 12.3), N enrolled; ≤ 10.1 %'; a number stays with its sign."""
    if row.rate is None or row.rate.percent is None:
        return share(row)
    text = say("{share}, {population}", share=share(row), population=population(row))
    if row.upper is not None:
        text = say("{share}; ≤ {bound}", share=text, bound=upper(row))
    return text.replace(" %", "\u00a0%").replace("≤ ", "≤\u00a0")


def _phone(row: Event) -> str:
    """'Blinatumomab: 0/3 · 0 % (0.0 to 70.8), N enrolled; ≤ 63.2 % ○'; the cohort as its study names it."""
    who = row.cohort["label"]
    plainly = not row.facts or (row.facts[0]["term"] == "DLT" and row.facts[0]["grade"] is None)
    if not plainly:
        who = say("{what}, {more}", what=who, more=lower_first(what(row)))
    count = f"{fraction(row)} · " if row.rate else ""
    return say("{who}: {said}", who=who, said=f"{count}{_value(row)}{signs(row)}")


def hover(row: Event) -> list[str]:
    """What a mark says of itself: whose event, how often, where it is printed, what to know of it."""
    if not row.facts:
        return [cohort(row.cohort), share(row)]
    counted = [_counted(row)] if row.rate else [fraction(row)]
    bound = [] if row.upper is None else [say("one-sided 95 % upper bound {bound}", bound=upper(row))]
    printed = [say("printed “{printed}”, {place}", printed=fact["printed"], place=fact["locator"]) for fact in row.facts]
    return [cohort(row.cohort), what(row), *counted, *bound, *printed, *detail(row)]


def _counted(row: Event) -> str:
    """'4 of 43 enrolled: 9 % (2.6 to 22.1)', or which part is not printed."""
    if row.rate.events is None:
        return say("{share}, n not printed", share=share(row))
    if row.rate.of is None:
        return say("{n}, N not printed", n=row.rate.events)
    return say("{count}: {share}", count=count_in_words(row.rate), share=share(row))


def _silent(rows: list[Event], ys: list[float]) -> dict:
    """A hatched band where a dose level prints no count: silence is not zero."""
    at = [y for row, y in zip(rows, ys, strict=True) if not row.facts]
    return {
        "type": "bar", "orientation": "h", "name": "not reported", "x": [100] * len(at), "y": at, "width": 0.4,
        "marker": {"color": "#ffffff", "line": {"color": LINE, "width": 1},
                   "pattern": {"shape": "/", "fgcolor": "#9aa3ad", "size": 5}},
        "hovertext": ["<br>".join(plain(line) for line in hover(row)) for row in rows if not row.facts],
        "hovertemplate": "%{hovertext}<extra></extra>", "showlegend": False,
    }  # fmt: skip


def _bounds(rows: list[Event], ys: list[float]) -> dict:
    bound = [(row.upper, y) for row, y in zip(rows, ys, strict=True) if row.upper is not None]
    return {
        "type": "scatter", "mode": "markers", "name": "one-sided 95 % upper bound", "hoverinfo": "skip",
        "x": [x for x, _ in bound], "y": [y for _, y in bound], "showlegend": False, "cliponaxis": False,
        "marker": {"symbol": "line-ns-open", "size": 16, "line": {"width": 2, "color": INK}},
    }  # fmt: skip
