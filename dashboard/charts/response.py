"""Response: a forest of rates on a fixed axis from 0 to 100 %, and the composition of each cohort."""

from collections.abc import Callable
from dataclasses import replace

from dashboard.charts import pooling as pooled_rows
from dashboard.charts.matching import banded, labelled
from dashboard.charts.rows import ROW_LIMIT, drawn
from dashboard.charts.values import Bar, Bars, Block, Caption, Forest, Point, Series, percent_axis
from evidence.answers import Rated, is_hollow
from evidence.language import mark, say
from evidence.questions.pooling.numbers import Pooling
from evidence.questions.response.numbers import Composition
from evidence.questions.response.words import (
    BY_CRITERIA,
    NO_REMISSION_RATE,
    count_in_words,
    definition,
    remarks,
    short_population,
    timed,
)
from evidence.row import Cohort
from evidence.vocabulary import COMPOSITION, DESIGN, DISEASE, SETTING
from evidence.wording.arms import given, is_control
from evidence.wording.printed import quoted, signs, with_caveats
from evidence.wording.rates import of_how_many, rate_text
from evidence.wording.selection import cohort, lower_first, mutation_share


def forest(rates: list[Rated], caption: Caption, pooled: Pooling | None = None, order: str = "strength") -> Forest:
    """One row a cohort with a rate, in the order given and under the heads of that `order`; then the pooled."""
    aside = any(not row.is_apart for row in rates)
    rates = drawn([row for row in rates if row.rate.percent is not None])
    alike = len({definition(row.rate) for row in rates}) < 2
    unlike = [name for name in ("disease", "setting") if name != order and len({row.cohort[name] for row in rates}) > 1]
    most = max((row.rate.of for row in rates if row.rate.of), default=None)
    points = []
    for row in rates:
        under = say(NO_REMISSION_RATE) if aside and row.is_apart else _HEADS[order](row.cohort)
        whom = say(", ").join(lower_first(_PATIENTS[name](row.cohort)) for name in unlike)
        said = say("; ").join(filter(None, ("" if alike else lower_first(definition(row.rate)), whom)))
        point = rate_point(row, under, said)
        phone = " · ".join(filter(None, (point.phone, whom)))
        points.append(banded(replace(point, phone=phone, area=most and (row.rate.of or 0) / most), row.cohort))
    heads = (say("Cohort"), say("Regimen"), "n/N", say("% (95 % interval)"))
    block = Block((*points, *pooled_rows.points(pooled)), percent_axis(say("% of patients")), heads)
    return Forest(caption, (block,) if points else ())


def rate_point(row: Rated, under: str, said: str) -> Point:
    """One row under the head of its group; `said` is what sets it apart from the others."""
    rate, group = row.rate, row.cohort
    partly = group["mutation"] != "unselected" and group["mutation_n"] != group["mutation_of"]
    share = mutation_share(group) if partly else ""
    named = say("N {population}", population=short_population(rate)) if rate.of else ""
    value = with_caveats(f"{rate_text(rate)}{signs(rate.facts, rate)}", rate.facts)
    counted = of_how_many(rate, group)
    of = f"{counted} {short_population(rate)}" if rate.of else counted
    return Point(
        group=under,
        label=cohort(group),
        detail=say("; ").join(part for part in (given(group), named, said or timed(rate), share) if part),
        count=counted,
        value=value,
        phone=f"{cohort(group)}  {of} · {value}",
        facts=tuple(fact["fact_id"] for fact in rate.facts),
        hover=_hover(row),
        x=rate.percent,
        low=rate.low,
        high=rate.high,
        line="computed" if rate.is_counted else rate.facts[0]["interval"],
        hollow=is_hollow(rate.facts, rate),
        symbol="circle" if row.is_apart else "square",
        kind=say(NO_REMISSION_RATE) if row.is_apart else say(BY_CRITERIA),
        control=is_control(group),
    )


def _setting(group: Cohort) -> str:
    return say("Setting not reported") if group["setting"] is None else SETTING[group["setting"]].label


def _disease(group: Cohort) -> str:
    return DISEASE[group["disease"]].label


#: What tells the patients of rows apart.
_PATIENTS: dict[str, Callable[[Cohort], str]] = {"disease": _disease, "setting": _setting}


def _design(group: Cohort) -> str:
    return say(COHORT_STUDY) if group["design"] == "cohort" else DESIGN[group["design"]].label


#: A design whose name is that of every row here.
COHORT_STUDY = mark("Cohort study, no trial")
#: What stands above rows of each order.
_HEADS: dict[str, Callable[[Cohort], str]] = {
    "strength": _design,
    "rate": lambda _: say("Highest rate first"),
    "year": lambda _: say("Newest first"),
    "setting": _setting,
}


def _hover(row: Rated) -> tuple[str, ...]:
    rate, group = row.rate, row.cohort
    counted = say("{what}: {said}", what=count_in_words(rate), said=rate_text(rate))
    printed = (quoted(fact) for fact in rate.facts)
    return cohort(group), given(group), counted, mutation_share(group), *printed, *remarks(rate)


#: The tone of each category.
TONES = {"CR": 0, "CRi": 1, "MLFS": 5, "PR": 2, "SD": 6, "PD": 7, "NR": 3, "died": 4, "not assessed": 8}


def composition(rows: list[Composition], caption: Caption) -> Bars:
    """Best response first; what a source does not assign has no place among the categories, never 'no response'."""
    rows = rows[:ROW_LIMIT]
    series = [
        _series(rows, TONES[group], say(name), [row.events.get(group) for row in rows])
        for group, name in COMPOSITION.items()
        if any(row.events.get(group) for row in rows)
    ]
    if any(row.unstated for row in rows):
        series.append(_series(rows, None, say("Not stated"), [row.unstated for row in rows]))
    bars = tuple(Bar(labelled(row.cohort), row.of, tuple(fact["fact_id"] for fact in row.facts)) for row in rows)
    return Bars(caption, bars, tuple(series), percent_axis(say("% of patients")))


def _series(rows: list[Composition], tone: int | None, name: str, events: list[int | None]) -> Series:
    hover = (() if n is None else _told(row, name, n) for n, row in zip(events, rows, strict=True))
    return Series(name, tone, tuple(events), tuple(hover))


def _told(row: Composition, name: str, n: int) -> tuple[str, str]:
    share = say("{category}: {n} of {of} ({percent} %)", category=name, n=n, of=row.of, percent=f"{100 * n / row.of:.0f}")
    return labelled(row.cohort), share
