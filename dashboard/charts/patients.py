"""Single patients: a lane each from the first dose on."""

from itertools import groupby

import plotly.graph_objects as go

from dashboard.charts.rows import ROW_LIMIT
from dashboard.charts.values import LINEAR, Axis, Caption
from dashboard.painters.plotly.rows import column, row_axis, text_axis, value_axis
from dashboard.painters.plotly.theme import ACCENT, INK, MUTED, SEQUENCE, SIZE, picture, plain, wrapped
from evidence.language import say
from evidence.questions.patients.numbers import Patient
from evidence.questions.patients.words import DAYS, flag, ratio, who
from evidence.row import Row
from evidence.wording.numbers import number
from evidence.wording.printed import unit

#: Height of a lane in pixels, wide and on a phone.
LANE = {False: 52, True: 84}
WORDS, DRAWING, OUTCOME = (0.0, 0.44), (0.46, 0.81), (0.82, 1.0)
#: Room on the axis for words to the right of the longest bar, as a share of it.
ROOM = 1.3

Placed = list[tuple[float, str | None, Patient]]


def swimmer(found: list[Patient], caption: Caption, narrow: bool) -> go.Figure:
    """Bars are days on treatment; marks are events on their printed day, or in words at the end of the bar."""
    rows = _placed(found[:ROW_LIMIT])
    longest = max((day for one in found for each in DAYS if (day := one.number(each)) is not None), default=1)
    marks = [mark for mark in (_relapses(rows), _deaths(rows), _transplants(rows), *_ongoing(rows, longest)) if mark["x"]]
    data = [_bars(rows), *marks, _events_in_words(rows, longest), *_words(rows, narrow)]
    last = rows[-1][0] if rows else 0
    layout = {
        "yaxis": row_axis(-0.35, last + 0.6), "bargap": 0,
        "xaxis": value_axis(
            Axis(LINEAR, say("days from the first dose"), 0, longest * ROOM * 1.05), (0, 1) if narrow else DRAWING
        ),
        "xaxis2": text_axis(WORDS), "xaxis3": text_axis(OUTCOME),
    }  # fmt: skip
    height = int((last + 0.95) * LANE[narrow])
    legend = sum(trace.get("showlegend", True) for trace in data)
    return picture(data, layout, caption, height=height, narrow=narrow, legend=legend)


def _placed(found: list[Patient]) -> Placed:
    """Rows with their height; the first of each of the source's own groups carries its name."""
    rows, at = [], 0.0
    for (study, treated), members in groupby(found, key=lambda one: (one.series["study_label"], one.row["treated"])):
        group = say("{study}, treated {when}", study=study, when=treated)
        at += 0.65
        for index, one in enumerate(members):
            rows.append((at, None if index else group, one))
            at += 1.0
    return rows


def hover(one: Patient, *names: str) -> str:
    """Who, and each of these numbers with the characters and the place in the source."""
    lines = [f"<b>{plain(who(one))}</b>", plain(one.row["outcome"])]
    for fact in (fact for each in names if (fact := one.fact(each))):
        lines += [plain(_printed(fact)), *([plain(fact["note"])] if fact["note"] else [])]
    return "<br>".join(lines)


def _printed(fact: Row) -> str:
    return say("{value} {unit}: printed “{printed}”, {place}", value=number(fact["value"]), unit=unit(fact),
               printed=fact["printed"], place=fact["locator"])  # fmt: skip


def _bars(rows: Placed) -> dict:
    timed = [(at, one) for at, _, one in rows if one.number("treatment_days") is not None]
    sure = [one.fact("treatment_days")["certain"] for _, one in timed]
    return {
        "type": "bar", "orientation": "h", "name": say("days on treatment"), "width": 0.3,
        "x": [one.number("treatment_days") for _, one in timed], "y": [at for at, _ in timed],
        "customdata": [one.fact("treatment_days")["fact_id"] for _, one in timed],
        "hovertext": [hover(one, "treatment_days") for _, one in timed], "hovertemplate": "%{hovertext}<extra></extra>",
        "marker": {"color": [SEQUENCE[2] if one else "#ffffff" for one in sure], "line": {"color": ACCENT, "width": 1.2}},
    }  # fmt: skip


def _marks(found: list[tuple[float, float, str, str]], label: str, symbol: str, texts: list[str], position: str) -> dict:
    """Marks of one kind: x, y, id of the figure, hover."""
    return {
        "type": "scatter", "mode": "markers+text", "name": label, "x": [one[0] for one in found],
        "y": [one[1] for one in found], "customdata": [one[2] for one in found], "hovertext": [one[3] for one in found],
        "hovertemplate": "%{hovertext}<extra></extra>", "text": texts, "textposition": position,
        "textfont": {"size": SIZE["small"], "color": INK}, "cliponaxis": False,
        "marker": {"symbol": symbol, "size": 11, "color": INK, "line": {"width": 1.4, "color": INK}},
    }  # fmt: skip


def _on_a_day(rows: Placed, which: str, label: str, symbol: str, position: str) -> dict:
    dated = [(at, one, one.fact(which)) for at, _, one in rows if one.fact(which)]
    texts = [f" {say('day {day}', day=number(fact['value']))} {flag(one, which)}" for _, one, fact in dated]
    found = [(fact["value"], at, fact["fact_id"], hover(one, which)) for at, one, fact in dated]
    return _marks(found, label, symbol, texts, position)


def _relapses(rows: Placed) -> dict:
    return _on_a_day(rows, "relapse_day", say("relapse"), "triangle-up", "bottom center")


def _deaths(rows: Placed) -> dict:
    return _on_a_day(rows, "death_day", say("died"), "x-thin", "middle right")


def _transplants(rows: Placed) -> dict:
    found = [
        (one.number("treatment_days") or 0, at, fact["fact_id"], hover(one, "treatment_days"))
        for at, _, one in rows
        if (fact := one.transplanted)
    ]
    return _marks(found, say("allo-SCT, day not printed"), "diamond", [""] * len(found), "middle right")


def _ongoing(rows: Placed, longest: float) -> list[dict]:
    """An arrow at the end of the bar; after a transplant it stands apart, over time of unprinted length."""
    found, dots_x, dots_y = [], [], []
    for at, _, one in rows:
        if one.row["course"] == "on treatment" and (fact := one.fact("treatment_days")):
            days = fact["value"]
            end = days + (_apart(longest) if one.transplanted else 0)
            found.append((end, at, fact["fact_id"], hover(one, "treatment_days")))
            dots_x, dots_y = [*dots_x, days, end, None], [*dots_y, at, at, None]
    dots = {"type": "scatter", "mode": "lines", "x": dots_x, "y": dots_y, "hoverinfo": "skip", "showlegend": False,
            "line": {"color": INK, "width": 1.4, "dash": "dot"}}  # fmt: skip
    return [dots, _marks(found, say("on treatment at last visit"), "triangle-right", [""] * len(found), "middle right")]


def _apart(longest: float) -> float:
    return 0.1 * longest


def _events_in_words(rows: Placed, longest: float) -> dict:
    """What the source does not date, beside the end of its bar."""
    said = []
    for at, _, one in rows:
        again = one.row["course"] == "on treatment"
        end = (one.number("treatment_days") or 0) + 0.03 * longest
        if one.transplanted:
            text = say("allo-SCT, day not printed")
            text = say("{event};<br>later on treatment again", event=text) if again else text
            said.append((end + (_apart(longest) if again else 0), at, text))
        elif again and one.fact("treatment_days"):
            said.append((end, at, say("on treatment")))
    texts = column("x", 0, [at for _, at, _ in said], [text for _, _, text in said], "middle right", INK, SIZE["small"])
    return {**texts, "x": [x for x, _, _ in said]}


def _days(one: Patient) -> str:
    days = one.number("treatment_days")
    said = say("days not reported") if days is None else say("{n} days", n=number(days))
    return f"{said} {flag(one, 'treatment_days')}".strip()


def _in_two_lines(one: Patient) -> str:
    """All words of a lane, above its bar on a phone."""
    whom = say("{patient}, {ratio}", patient=who(one), ratio=ratio(one))
    return f"{plain(whom)}<br>{_days(one)}{say('; ')}{plain(one.row['outcome'])}"


def _words(rows: Placed, narrow: bool) -> list[dict]:
    ys = [at for at, _, _ in rows]
    heads = [(at - (0.78 if narrow else 0.6), f"<b>{plain(group)}</b>") for at, group, _ in rows if group]
    axis = "x" if narrow else "x2"
    groups = column(axis, 0, [at for at, _ in heads], [text for _, text in heads], "middle right", MUTED, SIZE["small"] + 1)
    if narrow:
        lines = [_in_two_lines(one) for _, _, one in rows]
        return [column("x", 0, [at - 0.4 for at in ys], lines, "middle right", size=SIZE["small"]), groups]
    return [
        column("x2", 0, ys, [wrapped(who(one), 30) for _, _, one in rows], "middle right"),
        column("x2", 0.42, ys, [f"{plain(ratio(one))}<br>{plain(one.row['status_before'])}" for _, _, one in rows],
               "middle right", MUTED),
        column("x2", 1.0, ys, [_days(one) for _, _, one in rows], "middle left"),
        column("x3", 0, ys, [wrapped(one.row["outcome"], 30) for _, _, one in rows], "middle right"),
        groups,
    ]  # fmt: skip
