"""Response: a forest of rates on a fixed axis from 0 to 100 %, and the composition of each cohort."""

import plotly.graph_objects as go

from dashboard.figures.rows import DRAWING, NUMBERS, ROW, ROW_LIMIT, WORDS, column, percent_axis, row_axis, text_axis
from dashboard.figures.theme import ACCENT, INK, MUTED, SEQUENCE, SIZE, picture, plain, wrapped
from evidence.queries.response import CohortRate, Composition
from evidence.row import Row
from evidence.vocabulary import COMPOSITION, SETTING
from evidence.wording import numbers
from evidence.wording.response import count_in_words, definition, remarks
from evidence.wording.selection import cohort, mutation_share


def forest(rates: list[CohortRate], *, title: str, subtitle: str, foot: list[str], narrow: bool) -> go.Figure:
    """One row a cohort, grouped by setting in clinical order: label, regimen, n/N, interval, percentage."""
    rows = _placed(rates[:ROW_LIMIT])
    last = rows[-1][0] if rows else 0
    data = [_whiskers(rows), _marks(rows), *(_narrow_texts(rows) if narrow else _columns(rows)), _groups(rows, narrow)]
    layout = {"yaxis": row_axis(-0.4, last + 0.7), "xaxis": percent_axis((0, 1) if narrow else DRAWING)}
    if not narrow:
        layout |= {"xaxis2": text_axis(WORDS), "xaxis3": text_axis(NUMBERS)}
    return picture(
        data, layout, title=title, subtitle=subtitle, foot=foot, height=int((last + 2) * ROW[narrow]), narrow=narrow
    )


def _placed(rates: list[CohortRate]) -> list[tuple[float, str | None, CohortRate]]:
    """Rows with their height on the axis; the first of each setting carries the group's name."""
    order = [*SETTING, None]
    placed, at = [], 0.0
    for setting in order:
        group = [row for row in rates if row.cohort["setting"] == setting]
        for index, row in enumerate(group):
            at += 1.2 if index == 0 else 0.0
            placed.append((at, _group(setting) if index == 0 else None, row))
            at += 1.0
    return placed


def _group(setting: str | None) -> str:
    return "Setting not reported" if setting is None else SETTING[setting].label


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
        "customdata": ["; ".join(fact["fact_id"] for fact in row.rate.facts) for _, _, row in rows],
        "marker": {
            "symbol": ["square" if row.rate.certain and row.rate.low is not None else "square-open" for _, _, row in rows],
            "size": 10, "color": ACCENT, "line": {"width": 1.5, "color": ACCENT},
        },
        "text": [_hover(row) for _, _, row in rows], "hovertemplate": "%{text}<extra></extra>", "cliponaxis": False,
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
        column("x2", 0.0, ys, _labels(rows), "middle right"),
        column("x2", 0.47, ys, [_regimen(row.cohort) for _, _, row in rows], "middle right", MUTED),
        column("x2", 1.0, ys, [numbers.fraction(row.rate.events, row.rate.of) for _, _, row in rows], "middle left"),
        column("x3", 0.0, ys, [f"{numbers.rate(row.rate)} {_signs(row)}" for _, _, row in rows], "middle right"),
    ]


def _labels(rows: list) -> list[str]:
    """Whom the row is about, and below it what it counts where the rows do not all count the same."""
    named = [definition(row.rate) for _, _, row in rows]
    labels = [wrapped(cohort(row.cohort), 36) for _, _, row in rows]
    return labels if len(set(named)) < 2 else [_with_second_line(*pair) for pair in zip(labels, named, strict=True)]


def _with_second_line(text: str, second: str) -> str:
    return f"{text}<br><span style='font-size:{SIZE['small']}px;color:{MUTED}'>{plain(second)}</span>" if second else text


def _regimen(group: Row) -> str:
    """The regimen, and below it whose share of patients carries the mutation where not all do."""
    share = mutation_share(group) if group["mutation_n"] != group["mutation_of"] else ""
    return _with_second_line(wrapped(group["regimen"], 34), share)


def _narrow_texts(rows: list) -> list[dict]:
    """On a phone each row carries its words above its interval."""
    ys = [at - 0.42 for at, _, _ in rows]
    words = [
        f"{plain(cohort(row.cohort))}  {numbers.fraction(row.rate.events, row.rate.of)} · "
        f"{numbers.percent(row.rate.percent, row.rate.of)} {_signs(row)}"
        for _, _, row in rows
    ]
    return [column("x", 0, ys, words, "middle right", size=SIZE["small"] + 1)]


def _groups(rows: list, narrow: bool) -> dict:
    named = [(at - (1.15 if narrow else 1.0), name) for at, name, _ in rows if name]
    texts = [f"<b>{plain(name)}</b>" for _, name in named]
    return column("x" if narrow else "x2", 0, [at for at, _ in named], texts, "middle right", MUTED, SIZE["small"] + 1)


def composition(rows: list[Composition], *, title: str, subtitle: str, foot: list[str], narrow: bool) -> go.Figure:
    """Stacked shares, best response first; what a source does not assign is hatched, never 'no response'."""
    rows = rows[:ROW_LIMIT]
    data = [
        _segment(rows, name, [row.events.get(group) for row in rows], colour, group in ("CR", "CRi", "died"))
        for (group, name), colour in zip(COMPOSITION.items(), SEQUENCE, strict=True)
        if any(row.events.get(group) for row in rows)
    ]
    if any(row.unstated for row in rows):
        data.append(_segment(rows, "Not stated", [row.unstated for row in rows], "#ffffff", False, hatched=True))
    ys = [at - 0.5 if narrow else at for at in range(len(rows))]
    names = [plain(cohort(row.cohort)) + (f"  N = {row.of}" if narrow else "") for row in rows]
    data.append(column("x" if narrow else "x2", 0, ys, names, "middle right"))
    if not narrow:
        data.append(column("x3", 0, ys, [f"N = {row.of}" for row in rows], "middle right", MUTED))
    layout = {
        "barmode": "stack", "bargap": 0.55 if narrow else 0.35, "yaxis": row_axis(-0.8, len(rows) - 0.4),
        "xaxis": percent_axis((0, 1) if narrow else (0.34, 0.9)),
    }  # fmt: skip
    if not narrow:
        layout |= {"xaxis2": text_axis((0, 0.33)), "xaxis3": text_axis((0.91, 1))}
    height = int((len(rows) + 1) * ROW[narrow] * (1 if narrow else 1.2))
    return picture(
        data,
        layout,
        title=title,
        subtitle=subtitle,
        foot=foot,
        height=height,
        narrow=narrow,
        legend=len(data) - (1 if narrow else 2),
    )


def _segment(rows: list[Composition], name: str, events: list, colour: str, dark: bool, hatched: bool = False) -> dict:
    shares = [None if n is None else 100 * n / row.of for n, row in zip(events, rows, strict=True)]
    hover = [
        "" if n is None else f"<b>{plain(cohort(row.cohort))}</b><br>{name}: {n} of {row.of} ({100 * n / row.of:.0f} %)"
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
