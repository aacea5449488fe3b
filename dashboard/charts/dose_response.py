"""Toxicity and response along the dose: a small plot a study, one dose axis for both, one scale from 0 to 100 %."""

import plotly.graph_objects as go

from dashboard.charts.values import Caption
from dashboard.painters.plotly.theme import ACCENT, FAINT, INK, LINE, MUTED, SIZE, picture, plain, wrapped
from evidence.language import mark, say
from evidence.questions.dose_response import words
from evidence.questions.dose_response.numbers import Ladder, Ladders, Level
from evidence.vocabulary import UNIT
from evidence.wording.numbers import number

#: Height of a plot in pixels, with the room for its head and its axis.
HEIGHT, HEAD, FEET = 190, 34, 56
#: Doses stand evenly; toxicity left, response right of its dose by so much, so that whiskers do not cover each other.
ASIDE = 0.07
_MARKS = {words.DLT: ("square", ACCENT, -ASIDE), words.RESPONSE: ("circle", "#b35806", ASIDE)}
#: Share of the width that a dose takes at most.
_DOSE = 0.16


def panels(found: Ladders, caption: Caption, narrow: bool) -> go.Figure:
    """Squares: toxicity; circles: response, both with their interval; open diamonds on a dotted step: the estimate."""
    drawn = found.ladders[: words.PLOTS]
    data, layout, total = [], {"annotations": []}, len(drawn) * (HEIGHT + HEAD + FEET)
    for at, ladder in enumerate(drawn):
        top = 1 - (at * (HEIGHT + HEAD + FEET) + HEAD) / total
        bottom, axis = top - HEIGHT / total, str(at + 1) if at else ""
        data += [{**trace, "xaxis": f"x{axis}", "yaxis": f"y{axis}"} for trace in _traces(ladder, found.weights)]
        layout |= {f"xaxis{axis}": _doses(ladder, axis, narrow), f"yaxis{axis}": _percent([bottom, top], axis)}
        layout["annotations"].append(_head(words.head(ladder), top, narrow))
    seen: set[str] = set()
    for trace in data:
        trace["showlegend"] = trace["name"] not in seen
        seen.add(trace["name"])
    return picture(data, layout, caption, height=total, narrow=narrow, legend=len(seen))


def _traces(ladder: Ladder, weights: str) -> list[dict]:
    counted = ((words.DLT, "dlt"), (words.RESPONSE, "response"))
    traces = [
        _counts(name, [(at, row, said) for at, row in enumerate(ladder.levels) if (said := getattr(row, field))])
        for name, field in counted
    ]
    estimated = [(at, row) for at, row in enumerate(ladder.levels) if row.isotonic is not None]
    return [trace for trace in (*traces, _estimate(estimated, weights)) if trace["x"]]


def _counts(name: str, rows: list[tuple]) -> dict:
    symbol, colour, aside = _MARKS[name]
    rates = [said.rate for _, _, said in rows]
    return {
        "type": "scatter", "mode": "markers", "name": say(name), "x": [at + aside for at, _, _ in rows],
        "y": [rate.percent for rate in rates], "cliponaxis": False,
        "error_y": {"type": "data", "symmetric": False, "thickness": 1.6, "width": 0, "color": colour,
                    "array": [rate.high - rate.percent for rate in rates],
                    "arrayminus": [rate.percent - rate.low for rate in rates]},
        "marker": {"symbol": [symbol if rate.certain else f"{symbol}-open" for rate in rates], "size": 10, "color": colour},
        "customdata": ["; ".join(fact["fact_id"] for fact in rate.facts) for rate in rates],
        "hovertext": ["<br>".join(map(plain, words.hover(row, said))) for _, row, said in rows],
        "hovertemplate": "%{hovertext}<extra></extra>",
    }  # fmt: skip


def _estimate(rows: list[tuple[int, Level]], weights: str) -> dict:
    return {
        "type": "scatter", "mode": "lines+markers", "name": say(words.ISOTONIC), "x": [at for at, _ in rows],
        "y": [row.isotonic for _, row in rows], "cliponaxis": False, "line": {"color": INK, "width": 1.2, "dash": "dot"},
        "marker": {"symbol": "diamond-open", "size": 11, "color": INK, "line": {"width": 1.6}},
        "hovertext": [plain(words.estimate(row, weights)) for _, row in rows],
        "hovertemplate": "%{hovertext}<extra></extra>",
    }  # fmt: skip


def _doses(ladder: Ladder, axis: str, narrow: bool) -> dict:
    """Doses from low to high at even distance, each with its patients."""
    rows = ladder.levels
    message = (
        mark("{unit}, doses at even distance; n/N of toxicity · response")
        if ladder.both
        else mark("{unit}, doses at even distance; n/N of toxicity")
    )
    unit = say(message, unit=UNIT[rows[0].cohort["dose_unit"]].label)
    return {
        "range": [-0.5, len(rows) - 0.5], "tickvals": list(range(len(rows))), "anchor": f"y{axis}", "fixedrange": True,
        "ticktext": [_tick(row, ladder.both) for row in rows], "linecolor": LINE, "gridcolor": FAINT,
        "domain": [0.09 if narrow else 0.05, 1 if narrow else min(1, 0.1 + _DOSE * max(len(rows), 2))],
        "title": {"text": plain(unit), "font": {"size": SIZE["small"], "color": MUTED}, "standoff": 4},
    }  # fmt: skip


def _tick(row: Level, both: bool) -> str:
    """The dose, and beneath it n/N of toxicity and of response, a dash where one is not reported."""
    asked = (row.dlt, row.response) if both else (row.dlt,)
    counts = [f"{said.rate.events}/{said.rate.of}" if said else "–" for said in asked]
    return f"{number(row.cohort['dose'])}<br><span style='font-size:11px'>{' · '.join(counts)}</span>"


def _percent(domain: list[float], axis: str) -> dict:
    return {
        "range": [0, 100], "tickvals": [0, 25, 50, 75, 100], "domain": domain, "anchor": f"x{axis}", "fixedrange": True,
        "gridcolor": FAINT, "linecolor": LINE, "tickfont": {"size": SIZE["small"], "color": MUTED},
        "title": {"text": say("% of patients"), "font": {"size": SIZE["small"], "color": MUTED}, "standoff": 2},
    }  # fmt: skip


def _head(text: str, top: float, narrow: bool) -> dict:
    return {
        "text": f"<b>{wrapped(text, 54 if narrow else 130)}</b>", "x": 0, "y": top, "xref": "paper", "yref": "paper",
        "xanchor": "left", "yanchor": "bottom", "yshift": 4, "showarrow": False, "align": "left",
        "font": {"size": SIZE["small"] + 1, "color": MUTED},
    }  # fmt: skip
