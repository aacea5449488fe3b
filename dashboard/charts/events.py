"""Events of harm on a fixed axis from 0 to 100 %: one row a dose level or a printed count, silent rows hatched."""

from collections.abc import Sequence
from dataclasses import replace

from dashboard.charts.matching import banded
from dashboard.charts.values import Block, Caption, Forest, Point, percent_axis
from evidence.answers import Item, Rated, is_rated
from evidence.language import say
from evidence.questions.events.words import band, detail, fraction, population, share, signs, upper, what
from evidence.questions.response.words import count_in_words
from evidence.wording.arms import given, is_control
from evidence.wording.phrases import named
from evidence.wording.phrases import time as time_of
from evidence.wording.printed import with_caveats
from evidence.wording.selection import cohort, dose, lower_first, study_name, upper_first


def rates(rows: Sequence[Item], caption: Caption) -> Forest:
    """Rows by study: cohort, event, n/N, mark with two-sided interval, upright stroke at the one-sided bound."""
    points = tuple(banded(_point(row), row.cohort) for row in rows)
    heads = (say("Cohort"), say("Event"), "n/N", say("% (95 % interval), bound"))
    return Forest(caption, (Block(points, percent_axis(say("% of patients")), heads),) if points else ())


def by_dose(rows: Sequence[Item], caption: Caption) -> Forest:
    """Rows of one drug grouped by dose, from low to high; which study counts, the event, n/N and the bound left open."""
    points = tuple(banded(_of_dose(row), row.cohort) for row in rows)
    heads = (say("Cohort"), say("Event"), "n/N", say("% (95 % interval), bound"))
    return Forest(caption, (Block(points, percent_axis(say("% of patients")), heads),) if points else ())


def _of_dose(row: Item) -> Point:
    name, own = cohort(row.cohort), _point(row)
    group = dose(row.cohort) or say("No single dose")
    event = with_caveats(what(row), row.facts) if row.facts else ""
    return replace(own, group=group, label=name, detail=event, value=f"{_value(row)}{signs(row)}", phone=_phone(row, name))


def by_regimen(rows: Sequence[Item], caption: Caption) -> Forest:
    """One event, a row a cohort, grouped by grade band and window: regimen, n/N, mark with two-sided interval."""
    points = tuple(banded(_by_band(row), row.cohort) for row in rows)
    heads = (say("Cohort"), say("Regimen"), "n/N", say("% (95 % interval)"))
    return Forest(caption, (Block(points, percent_axis(say("% of patients")), heads),) if points else ())


def _by_band(row: Item) -> Point:
    name, own = cohort(row.cohort), _point(row)
    return replace(own, group=_band(row), label=name, detail=given(row.cohort), phone=_beside(row, name), bound=None)


def _band(row: Item) -> str:
    fact = row.facts[0]
    named = upper_first(band(fact["grade"]))
    return say("{what}, {more}", what=named, more=time_of(fact["window"])) if fact["window"] else named


def _point(row: Item) -> Point:
    rate, group = row.rate, row.cohort
    return Point(
        group=study_name(group),
        label=named(group["label"]),
        detail=what(row) if row.facts else "",
        count=fraction(row) if rate else "",
        value=with_caveats(f"{_value(row)}{signs(row)}", row.facts),
        phone=_phone(row, named(group["label"])),
        facts=tuple(fact["fact_id"] for fact in row.facts),
        hover=tuple(hover(row)),
        x=rate.percent if rate else None,
        low=rate.low if rate else None,
        high=rate.high if rate else None,
        line="ci95" if rate and rate.low is not None else None,
        hollow=row.is_hollow,
        control=is_control(group),
        bound=row.bound,
        silent=not row.facts,
    )


def _value(row: Item) -> str:
    """'0 % (0.0 to 12.3), N enrolled; ≤ 10.1 %'; a number stays with its sign."""
    if not is_rated(row) or row.rate.percent is None:
        return share(row)
    text = say("{share}, {population}", share=share(row), population=population(row))
    if row.bound is not None:
        text = say("{share}; ≤ {bound}", share=text, bound=upper(row))
    return text.replace(" %", "\u00a0%").replace("≤ ", "≤\u00a0")


def _phone(row: Item, who: str) -> str:
    """'Blinatumomab: 0/3 · 0 % (0.0 to 70.8), N enrolled; ≤ 63.2 % ○'."""
    plainly = not row.facts or (row.facts[0]["term"] == "DLT" and row.facts[0]["grade"] is None)
    if not plainly:
        who = say("{what}, {more}", what=who, more=lower_first(what(row)))
    return _beside(row, who)


def _beside(row: Item, who: str) -> str:
    """Whose, n/N, and what stands in the column of values."""
    count = f"{fraction(row)} · " if row.rate else ""
    return say("{who}: {said}", who=who, said=with_caveats(f"{count}{_value(row)}{signs(row)}", row.facts))


def hover(row: Item) -> list[str]:
    """What a mark says of itself: whose event, how often, where it is printed, what to know of it."""
    if not row.facts:
        return [cohort(row.cohort), share(row)]
    counted = [_counted(row)] if is_rated(row) else [fraction(row)]
    bound = [] if row.bound is None else [say("one-sided 95 % upper bound {bound}", bound=upper(row))]
    printed = [say("printed “{printed}”, {place}", printed=fact["printed"], place=fact["locator"]) for fact in row.facts]
    return [cohort(row.cohort), what(row), *counted, *bound, *printed, *detail(row)]


def _counted(row: Rated) -> str:
    """'4 of 43 enrolled: 9 % (2.6 to 22.1)', or which part is not printed."""
    if row.rate.events is None:
        return say("{share}, n not printed", share=share(row))
    if row.rate.of is None:
        return say("{n}, N not printed", n=row.rate.events)
    return say("{count}: {share}", count=count_in_words(row.rate), share=share(row))
