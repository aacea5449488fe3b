"""Events by arms: a row an event, a pale bar under a dark one for each arm, n/N and percentage beside.

Heights are pixels: the row axis counts them downwards. Arms stand side by side; on a phone below each other, by letter.
"""

from dataclasses import dataclass
from string import ascii_uppercase

from dashboard.charts.lines import breadth, lines
from dashboard.charts.values import PERCENT, Amount, Axis, Frequencies, Frequency, Often
from dashboard.painters.look import INK, LINE, MUTED, paired
from dashboard.painters.plotly.rows import column, row_axis, text_axis, value_axis
from dashboard.painters.plotly.theme import SIZE, Drawing, hovered, picture, plain, wrapped

#: Where the names of the events end on a wide figure, and the share of the width that an arm takes at most.
NAMES, ARM = 0.19, 0.27
#: An arm's axis goes on beyond 100 %, where its words stand; on a phone it begins before 0, where its letter stands.
_END, _START = {False: 215.0, True: 262.0}, {False: 0.0, True: -14.0}
#: Where the words of a bar begin, in percent.
_WORDS = 103
#: Pixels of a line of words, between rows, of a bar, of the name of an event on a phone.
_LINE, _SPACE, _BAR, _NAME = 14, 9, 15, 20
#: Characters to a line of a head, of a name and of a tag.
_HEAD, _LABEL, _TAG = {False: 24, True: 54}, 24, {False: 26, True: 46}
#: Columns to a line of the words of a bar: wide, with more arms than three, and on a phone.
_WIDE, _MANY, _PHONE = 21, 16, 28


@dataclass(frozen=True)
class _Bar:
    """A bar of an arm, and how far down its middle lies."""

    arm: int
    at: float
    said: Frequency


def frequencies(chart: Frequencies, narrow: bool) -> Drawing:
    """Pale bars lie below dark ones; the same scale from 0 to 100 % for every arm."""
    bars, names, height = _placed(chart.rows, narrow)
    axes = [""] * len(chart.arms) if narrow else [_axis(at) for at in range(len(chart.arms))]
    data = [trace for trace in (*_traces(chart, bars, axes), *_texts(bars, axes, narrow)) if trace["x"]]
    layout: dict = {"barmode": "overlay", "yaxis": row_axis(0, height)}
    for axis, domain in zip(axes, _domains(len(chart.arms), narrow), strict=True):
        scale = Axis(PERCENT, "", _START[narrow], _END[narrow], (0, 50, 100))
        layout[f"xaxis{axis}"] = {**value_axis(scale, domain), "ticksuffix": " %", "zeroline": True, "zerolinecolor": LINE}
    heads, top = _heads(chart, axes, narrow)
    own = f"x{len(chart.arms) + 1}"
    if not narrow:
        layout[f"xaxis{len(chart.arms) + 1}"] = text_axis((0, NAMES))
    data.append(column("x" if narrow else own, _START[True] if narrow else 0, [at for at, _ in names],
                       [name for _, name in names], "middle right"))  # fmt: skip
    layout["yaxis"]["range"] = [height, -top]
    layout["annotations"] = heads
    legend = sum(bool(trace.get("showlegend")) for trace in data)
    return picture(data, layout, chart.caption, height=int(height + top), narrow=narrow, legend=legend)


def _placed(rows: tuple[Often, ...], narrow: bool) -> tuple[list[_Bar], list[tuple[float, str]], float]:
    """Bars and names with how far down they lie, and the height of all rows."""
    bars, names, at = [], [], 0.0
    for row in rows:
        if narrow:
            names.append((at + _NAME / 2, f"<b>{plain(row.label)}</b>"))
            at += _NAME
            for arm, said in enumerate(row.arms):
                block = _LINE * max(len(_words(said, _PHONE, True)), 1)
                bars.append(_Bar(arm, at + block / 2 + 2, said))
                at += block + 5 + _LINE * len(_tagged(said, True))
        else:
            room = _room(len(row.arms), narrow)
            block = _LINE * max(len(lines(row.label, _LABEL)), *(len(_words(said, room, False)) for said in row.arms))
            middle = at + _SPACE / 2 + block / 2
            names.append((middle, wrapped(row.label, _LABEL)))
            bars += [_Bar(arm, middle, said) for arm, said in enumerate(row.arms)]
            at += _SPACE + block + _LINE * max(len(_tagged(said, False)) for said in row.arms)
        at += _SPACE if narrow else 0
    return bars, names, at


def _room(arms: int, narrow: bool) -> int:
    """Columns to a line of the words beside a bar."""
    return _PHONE if narrow else _WIDE if arms <= 3 else _MANY


def _tagged(said: Frequency, narrow: bool) -> list[str]:
    return lines(said.tag, _TAG[narrow]) if said.tag else []


def _domains(arms: int, narrow: bool) -> list[tuple[float, float]]:
    if narrow:
        return [(0.0, 1.0)] * arms
    share = min((1 - NAMES) / max(arms, 1), ARM)
    return [(NAMES + at * share, NAMES + (at + 0.96) * share) for at in range(arms)]


def _axis(at: int) -> str:
    return str(at + 1) if at else ""


def _traces(chart: Frequencies, bars: list[_Bar], axes: list[str]) -> list[dict]:
    """One trace for each arm and kind of bar; the legend names each kind once, with a full bar."""
    traces, seen = [], {}
    for kind, (field, name) in enumerate(zip(("any", "severe"), chart.names, strict=True)):
        for arm, control in enumerate(chart.controls):
            own = [(one.at, amount) for one in bars if one.arm == arm and (amount := getattr(one.said, field))]
            if own:
                traces.append({**_trace(own, paired(control)[kind]), "xaxis": f"x{axes[arm]}", "showlegend": False})
                seen[name] = paired(False)[kind]
    named = [{"type": "bar", "x": [None], "y": [None], "marker": {"color": tone}, "name": name, "showlegend": True}
             for name, tone in seen.items()]  # fmt: skip
    return [*traces, *named]


def _trace(own: list[tuple[float, Amount]], tone: str) -> dict:
    return {
        "type": "bar", "orientation": "h", "x": [one.percent for _, one in own], "y": [at for at, _ in own],
        "width": _BAR, "cliponaxis": False, "customdata": [list(one.facts) for _, one in own],
        "marker": {"color": ["#ffffff" if one.hollow else tone for _, one in own], "line": {"color": tone, "width": 1.2}},
        "hovertext": [hovered(one.hover) for _, one in own], "hovertemplate": "%{hovertext}<extra></extra>",
    }  # fmt: skip


def _texts(bars: list[_Bar], axes: list[str], narrow: bool) -> list[dict]:
    """The words beside the bars, what stands below them, why there is none; on a phone the letters of the arms."""
    traces, size, room = [], SIZE["small"], _room(len(axes), narrow)
    for arm, axis in enumerate(dict.fromkeys(axes)):
        own = [one for one in bars if narrow or one.arm == arm]
        counted = [one for one in own if one.said.amounts]
        silent = [one for one in own if not one.said.amounts]
        tagged = [(one, line, at) for one in own for line, at in enumerate(_tagged(one.said, narrow))]
        below = [_below(one, line, room, narrow) for one, line, _ in tagged]
        words = ["<br>".join(_words(one.said, room, narrow)) for one in counted]
        traces += [
            column(f"x{axis}", _WORDS, [one.at for one in counted], words, "middle right", MUTED, size),
            column(f"x{axis}", 1, [one.at for one in silent], [plain(one.said.silence) for one in silent], "middle right",
                   MUTED, size),
            column(f"x{axis}", 1, below, [plain(text) for *_, text in tagged], "middle right", MUTED, size - 1),
        ]  # fmt: skip
    if narrow:
        traces.append(column("x", _START[True], [one.at for one in bars], [ascii_uppercase[one.arm] for one in bars],
                             "middle right", MUTED, size))  # fmt: skip
    return traces


def _below(one: _Bar, line: int, room: int, narrow: bool) -> float:
    block = _LINE * max(len(_words(one.said, room, narrow)), 1)
    return one.at + block / 2 + _LINE * (line + 0.5)


def _words(said: Frequency, room: int, narrow: bool) -> list[str]:
    """Lines of at most `room` columns: any grade muted, severe bold, on a phone beside each other where both fit."""
    mild, bold = (lines(amount.text, room) if amount else [] for amount in (said.any, said.severe))
    told = [plain(line) for line in mild] + [f"<span style='color:{INK}'><b>{plain(line)}</b></span>" for line in bold]
    beside = narrow and sum(map(breadth, (*mild, *bold))) < room
    return ["\u2002".join(told)] if beside and told else told


def _heads(chart: Frequencies, axes: list[str], narrow: bool) -> tuple[list[dict], float]:
    """The names of the arms above their bars, on a phone a list of letters; and the height that they take."""
    letters = [f"{ascii_uppercase[at]} · " if narrow else "" for at in range(len(chart.arms))]
    names = [
        wrapped(f"{letter}{arm.text}{' · ' if narrow and arm.size else ''}{arm.size if narrow else ''}", _HEAD[narrow])
        + (f"<br>{plain(arm.size)}" if arm.size and not narrow else "")
        for letter, arm in zip(letters, chart.arms, strict=True)
    ]
    texts = [("", "<br>".join(names))] if narrow else list(zip(axes, names, strict=True))
    heads = [
        {
            "text": text, "x": _START[narrow], "y": 0, "xref": f"x{axis}", "yref": "y", "xanchor": "left",
            "yanchor": "bottom", "showarrow": False, "align": "left", "font": {"size": SIZE["small"], "color": INK},
            "yshift": 4, "bgcolor": "#ffffff",
        }
        for axis, text in texts
    ]  # fmt: skip
    return heads, 10 + 14.5 * max((text.count("<br>") + 1 for _, text in texts), default=0)
