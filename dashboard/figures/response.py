"""Response: a forest of rates on a fixed axis from 0 to 100 %, and the composition of each cohort."""

import plotly.graph_objects as go

from dashboard.figures.theme import ACCENT, INK, LINE, MUTED, SEQUENCE, SIZE, picture, plain, wrapped
from evidence.queries.response import CohortRate, Composition
from evidence.vocabulary import COMPOSITION, SETTING, label
from evidence.wording import numbers
from evidence.wording.response import count_in_words, remarks
from evidence.wording.selection import cohort, mutation_share

#: More rows than this no longer paint at once, nor read well; the table has them all.
ROW_LIMIT = 60
ROW = {False: 30, True: 46}
#: Where the columns of the wide forest lie, as shares of the width: words, drawing, numbers.
WORDS, DRAWING, NUMBERS = (0.0, 0.50), (0.52, 0.81), (0.82, 1.0)


def forest(rates: list[CohortRate], *, title: str, subtitle: str, foot: list[str], narrow: bool) -> go.Figure:
    """One row a cohort, grouped by setting in clinical order: label, regimen, n/N, interval, percentage."""
    rows = _placed(rates[:ROW_LIMIT])
    last = rows[-1][0] if rows else 0
    data = [_whiskers(rows), _marks(rows), *(_narrow_texts(rows) if narrow else _columns(rows)), _groups(rows, narrow)]
    axis = {"range": [last + 0.7, -0.9], "visible": False, "fixedrange": True}
    layout = {"yaxis": axis, "xaxis": _percent_axis(DRAWING if not narrow else (0, 1))}
    if not narrow:
        layout |= {"xaxis2": _text_axis(WORDS), "xaxis3": _text_axis(NUMBERS)}
    return picture(data, layout, title=title, subtitle=subtitle, foot=foot, height=int((last + 2) * ROW[narrow]), narrow=narrow)


def _placed(rates: list[CohortRate]) -> list[tuple[float, str | None, CohortRate]]:
    """Rows with their height on the axis; the first of each setting carries the group's name."""
    order = [*SETTING, None]
    placed, at = [], 0.0
    for setting in order:
        group = [row for row in rates if row.cohort["setting"] == setting]
        for index, row in enumerate(group):
            at += 1.0 if index == 0 else 0.0
            placed.append((at, label(SETTING, setting).capitalize() if index == 0 and setting is None else label(SETTING, setting) if index == 0 else None, row))
            at += 1.0
    return placed


def _percent_axis(domain: tuple[float, float]) -> dict:
    return {
        "range": [0, 100], "domain": domain, "fixedrange": True, "tickvals": [0, 20, 40, 60, 80, 100],
        "ticksuffix": "", "title": {"text": "% of patients", "font": {"size": SIZE["small"], "color": MUTED}, "standoff": 4},
        "tickfont": {"size": SIZE["small"], "color": MUTED}, "gridcolor": "#eef1f4", "linecolor": LINE, "anchor": "y",
    }  # fmt: skip


def _text_axis(domain: tuple[float, float]) -> dict:
    return {"range": [0, 1], "domain": domain, "visible": False, "fixedrange": True, "anchor": "y"}


def _hover(row: CohortRate) -> str:
    rate, group = row.rate, row.cohort
    lines = [
        f"<b>{plain(cohort(group))}</b>",
        plain(group["regimen"]),
        plain(f"{count_in_words(rate)}: {numbers.rate(rate)}"),
        plain(mutation_share(group)),
        *(plain(f"printed “{fact['printed']}”, {fact['locator']}") for fact in rate.facts),
        *(plain(remark) for remark in remarks(rate)),
    ]
    return "<br>".join(lines)


def _marks(rows: list) -> dict:
    return {
        "type": "scatter", "mode": "markers", "name": "rate",
        "x": [row.rate.percent for _, _, row in rows], "y": [at for at, _, _ in rows],
        "customdata": [row.rate.facts[0]["fact_id"] for _, _, row in rows],
        "marker": {
            "symbol": ["square" if row.rate.certain and row.rate.low is not None else "square-open" for _, _, row in rows],
            "size": 10, "color": ACCENT, "line": {"width": 1.5, "color": ACCENT},
        },
        "text": [_hover(row) for _, _, row in rows], "hovertemplate": "%{text}<extra></extra>",
    }  # fmt: skip


def _whiskers(rows: list) -> dict:
    """One line trace for all intervals, broken by gaps; a rate without a count has none."""
    x, y = [], []
    for at, _, row in rows:
        if row.rate.low is not None:
            x += [row.rate.low, row.rate.high, None]
            y += [at, at, None]
    return {"type": "scatter", "mode": "lines", "name": "interval", "x": x, "y": y, "hoverinfo": "skip",
            "line": {"color": ACCENT, "width": 1.6}}  # fmt: skip


def _signs(row: CohortRate) -> str:
    return ("†" if row.rate.derived else "") + ("" if row.rate.certain else "○") + ("⚑" if row.rate.discrepancies else "")


def _columns(rows: list) -> list[dict]:
    """The text columns of the wide forest, each one trace."""
    ys = [at for at, _, _ in rows]
    return [
        _text_column("x2", 0.0, ys, [wrapped(cohort(row.cohort), 34) for _, _, row in rows], "middle right"),
        _text_column("x2", 0.47, ys, [wrapped(row.cohort["regimen"], 34) for _, _, row in rows], "middle right", MUTED),
        _text_column("x2", 1.0, ys, [numbers.fraction(row.rate.events, row.rate.of) for _, _, row in rows], "middle left"),
        _text_column("x3", 0.0, ys, [f"{numbers.rate(row.rate)} {_signs(row)}" for _, _, row in rows], "middle right"),
    ]


def _narrow_texts(rows: list) -> list[dict]:
    """On a phone each row carries its words above its interval."""
    ys = [at - 0.42 for at, _, _ in rows]
    words = [
        f"{plain(cohort(row.cohort))}  {numbers.fraction(row.rate.events, row.rate.of)} · "
        f"{numbers.percent(row.rate.percent, row.rate.of)} {_signs(row)}"
        for _, _, row in rows
    ]
    return [_text_column("x", 0, ys, words, "middle right", size=SIZE["small"] + 1)]


def _groups(rows: list, narrow: bool) -> dict:
    named = [(at - (1.15 if narrow else 0.85), name) for at, name, _ in rows if name]
    texts = [f"<b>{plain(name)}</b>" for _, name in named]
    return _text_column("x" if narrow else "x2", 0, [at for at, _ in named], texts, "middle right", MUTED, SIZE["small"] + 1)


def _text_column(
    axis: str, x: float, ys: list[float], texts: list[str], position: str, colour: str = INK, size: int = SIZE["text"]
) -> dict:
    return {
        "type": "scatter", "mode": "text", "xaxis": axis, "yaxis": "y", "x": [x] * len(ys), "y": ys, "text": texts,
        "textposition": position, "textfont": {"color": colour, "size": size}, "hoverinfo": "skip", "cliponaxis": False,
    }  # fmt: skip


def composition(rows: list[Composition], *, title: str, subtitle: str, foot: list[str], narrow: bool) -> go.Figure:
    """Stacked shares, best response first; what a source does not assign is hatched, never 'no response'."""
    rows = rows[:ROW_LIMIT]
    names = [wrapped(cohort(row.cohort), 22 if narrow else 40) for row in rows]
    data = [
        _segment(names, rows, name, [row.events.get(group) for row in rows], colour, group in ("CR", "CRi", "died"))
        for (group, name), colour in zip(COMPOSITION.items(), SEQUENCE, strict=True)
        if any(row.events.get(group) for row in rows)
    ]
    if any(row.unstated for row in rows):
        data.append(_segment(names, rows, "Not stated", [row.unstated for row in rows], "#ffffff", False, hatched=True))
    sizes = {"x": 1.0, "y": list(names), "text": [f"N = {row.of}" for row in rows]}
    data.append({"type": "scatter", "mode": "text", "x": [101] * len(rows), "y": sizes["y"], "text": sizes["text"],
                 "textposition": "middle right", "cliponaxis": False, "hoverinfo": "skip", "showlegend": False,
                 "textfont": {"color": MUTED, "size": SIZE["small"] + 1}})  # fmt: skip
    layout = {
        "barmode": "stack", "bargap": 0.35, "showlegend": True,
        "legend": {"orientation": "h", "y": 1.0, "yanchor": "bottom", "x": 0, "traceorder": "normal", "font": {"size": 12}},
        "margin": {"l": 8, "r": 64, "t": 64 + (96 if narrow else 34), "b": 60 + 15 * sum(1 + len(text) // (62 if narrow else 165) for text in foot)},
        "xaxis": {"range": [0, 100], "ticksuffix": " %", "fixedrange": True, "tickfont": {"size": SIZE["small"], "color": MUTED}},
        "yaxis": {"autorange": "reversed", "fixedrange": True, "ticks": ""},
    }  # fmt: skip
    return picture(data, layout, title=title, subtitle=subtitle, foot=foot, height=60 + len(rows) * 40, narrow=narrow)


def _segment(names: list[str], rows: list[Composition], name: str, events: list, colour: str, dark: bool, hatched: bool = False) -> dict:
    shares = [None if n is None else 100 * n / row.of for n, row in zip(events, rows, strict=True)]
    pattern = {"shape": "/", "fgcolor": "#9aa3ad", "size": 5} if hatched else {}
    return {
        "type": "bar", "orientation": "h", "name": name, "y": names, "x": shares,
        "text": [str(n) if n else "" for n in events], "textposition": "inside", "insidetextanchor": "middle",
        "textangle": 0, "textfont": {"color": "#ffffff" if dark else INK, "size": 12}, "constraintext": "none",
        "marker": {"color": colour, "pattern": pattern, "line": {"color": "#ffffff" if not hatched else "#9aa3ad", "width": 1}},
        "hovertext": [f"<b>{plain(cohort(row.cohort))}</b><br>{name}: {n} of {row.of} ({share:.0f} %)" if n is not None else ""
                      for n, share, row in zip(events, [s or 0 for s in shares], rows, strict=True)],
        "hovertemplate": "%{hovertext}<extra></extra>",
    }  # fmt: skip
