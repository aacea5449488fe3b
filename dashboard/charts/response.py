"""Response: a forest of rates on a fixed axis from 0 to 100 %, and the composition of each cohort."""

import plotly.graph_objects as go

from dashboard.charts import pooling as pooled_rows
from dashboard.charts.rows import ROW_LIMIT, drawn
from dashboard.charts.values import Block, Caption, Forest, Point, percent_axis
from dashboard.painters.plotly.rows import ROW, column, row_axis, text_axis, value_axis
from dashboard.painters.plotly.theme import INK, MUTED, SEQUENCE, picture, plain
from evidence.language import say
from evidence.questions.pooling.numbers import Pooling
from evidence.questions.response.numbers import CohortRate, Composition
from evidence.questions.response.words import NO_REMISSION_RATE, count_in_words, definition, remarks, short_population
from evidence.rates import is_hollow
from evidence.row import Row
from evidence.vocabulary import COMPOSITION, SETTING
from evidence.wording import numbers
from evidence.wording.arms import given, is_control
from evidence.wording.printed import quoted, signs, with_caveats
from evidence.wording.rates import rate_text
from evidence.wording.selection import cohort, mutation_share


def forest(rates: list[CohortRate], caption: Caption, pooled: Pooling | None = None) -> Forest:
    """One row a cohort, grouped by setting in clinical order: label, regimen, n/N, percentage; then the pooled."""
    order = [*SETTING, None]
    aside = any(not row.is_apart for row in rates)
    rates = drawn(sorted(rates, key=lambda row: (aside and row.is_apart, order.index(row.cohort["setting"]))))
    alike = len({definition(row.rate) for row in rates}) < 2
    points = [_point(row, "" if alike else definition(row.rate), aside and row.is_apart) for row in rates]
    heads = (say("Cohort"), say("Regimen"), "n/N", say("% (95 % interval)"))
    block = Block((*points, *pooled_rows.points(pooled)), percent_axis(say("% of patients")), heads)
    return Forest(caption, (block,) if points else ())


def _point(row: CohortRate, counts: str, aside: bool) -> Point:
    """One row; `aside` puts it under a head of its own, below the rates of remission."""
    rate, group = row.rate, row.cohort
    partly = group["mutation"] != "unselected" and group["mutation_n"] != group["mutation_of"]
    share = mutation_share(group) if partly else ""
    named = say("N {population}", population=short_population(rate))
    value = with_caveats(f"{rate_text(rate)}{signs(rate.facts, rate)}", rate.facts)
    return Point(
        group=say(NO_REMISSION_RATE) if aside else _setting(group),
        label=cohort(group),
        detail=say("; ").join(part for part in (given(group), named, counts, share) if part),
        count=numbers.fraction(rate.events, rate.of),
        value=value,
        phone=f"{cohort(group)}  {numbers.fraction(rate.events, rate.of)} {short_population(rate)} · {value}",
        facts=tuple(fact["fact_id"] for fact in rate.facts),
        hover=_hover(row),
        x=rate.percent,
        low=rate.low,
        high=rate.high,
        line="computed" if rate.is_counted else rate.facts[0]["interval"],
        hollow=is_hollow(rate.facts, rate),
        symbol="circle" if row.is_apart else "square",
        kind=say(NO_REMISSION_RATE) if row.is_apart else "value",
        control=is_control(group),
    )


def _setting(group: Row) -> str:
    return say("Setting not reported") if group["setting"] is None else SETTING[group["setting"]].label


def _hover(row: CohortRate) -> tuple[str, ...]:
    rate, group = row.rate, row.cohort
    counted = f"{count_in_words(rate)}: {rate_text(rate)}"
    printed = (quoted(fact) for fact in rate.facts)
    return cohort(group), given(group), counted, mutation_share(group), *printed, *remarks(rate)


def composition(rows: list[Composition], caption: Caption, narrow: bool) -> go.Figure:
    """Stacked shares, best response first; what a source does not assign is hatched, never 'no response'."""
    rows = rows[:ROW_LIMIT]
    data = [
        _segment(rows, say(name), [row.events.get(group) for row in rows], colour, group in ("CR", "CRi", "died"))
        for (group, name), colour in zip(COMPOSITION.items(), SEQUENCE, strict=True)
        if any(row.events.get(group) for row in rows)
    ]
    if any(row.unstated for row in rows):
        data.append(_segment(rows, say("Not stated"), [row.unstated for row in rows], "#ffffff", False, hatched=True))
    ys = [at - 0.5 if narrow else at for at in range(len(rows))]
    names = [plain(cohort(row.cohort)) + (f"  N = {row.of}" if narrow else "") for row in rows]
    data.append(column("x" if narrow else "x2", 0, ys, names, "middle right"))
    if not narrow:
        data.append(column("x3", 0, ys, [f"N = {row.of}" for row in rows], "middle right", MUTED))
    layout = {
        "barmode": "stack", "bargap": 0.55 if narrow else 0.35, "yaxis": row_axis(-0.8, len(rows) - 0.4),
        "xaxis": value_axis(percent_axis(say("% of patients")), (0, 1) if narrow else (0.34, 0.9)),
    }  # fmt: skip
    if not narrow:
        layout |= {"xaxis2": text_axis((0, 0.33)), "xaxis3": text_axis((0.91, 1))}
    height = int((len(rows) + 1) * ROW[narrow] * (1 if narrow else 1.2))
    return picture(
        data,
        layout,
        caption,
        height=height,
        narrow=narrow,
        legend=len(data) - (1 if narrow else 2),
    )


def _segment(rows: list[Composition], name: str, events: list, colour: str, dark: bool, hatched: bool = False) -> dict:
    shares = [None if n is None else 100 * n / row.of for n, row in zip(events, rows, strict=True)]
    hover = [
        ""
        if n is None
        else f"<b>{plain(cohort(row.cohort))}</b><br>"
        + say("{category}: {n} of {of} ({percent} %)", category=name, n=n, of=row.of, percent=f"{100 * n / row.of:.0f}")
        for n, row in zip(events, rows, strict=True)
    ]
    edge = "#9aa3ad" if hatched else "#ffffff"
    return {
        "type": "bar", "orientation": "h", "name": name, "y": list(range(len(rows))), "x": shares,
        "text": [str(n) if n else "" for n in events], "textposition": "inside", "insidetextanchor": "middle",
        "textangle": 0, "textfont": {"color": "#ffffff" if dark else INK, "size": 12}, "constraintext": "none",
        "marker": {"color": colour, "line": {"color": edge, "width": 1},
                   "pattern": {"shape": "/", "fgcolor": "#9aa3ad", "size": 5} if hatched else {}},
        "hovertext": hover, "hovertemplate": "%{hovertext}<extra></extra>",
    }  # fmt: skip
