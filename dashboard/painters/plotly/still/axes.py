"""Axes of a figure as SVG: where a value lies, and the lines, ticks and names of an axis that is seen."""

from math import ceil, floor, log10

from dashboard.painters.look import INK
from dashboard.painters.plotly.still.words import Place, percent, set_words
from dashboard.painters.plotly.theme import SIZE

#: An axis without ticks of its own gets at most so many.
MOST = 6
#: Length of a tick, and pixels from it to its words.
TICK, APART = 5, 2


class Axes:
    """All axes of a layout, on a drawing of `height` pixels. Raises ValueError for an axis without a range."""

    def __init__(self, layout: dict, height: float) -> None:
        self.height = height
        self._axes = {name.replace("axis", ""): one for name, one in layout.items() if name[:5] in ("xaxis", "yaxis")}
        for name, one in self._axes.items():
            if "range" not in one:
                raise ValueError(f"the axis {name!r} of a figure has no range: give it one in its painter")

    def __getitem__(self, name: str) -> dict:
        return self._axes[name]

    def seen(self, data: list[dict]) -> list[str]:
        """The axes that are drawn: visible ones that a trace is on."""
        used = {trace.get(f"{side}axis", side) for trace in data for side in "xy"}
        return [name for name, one in self._axes.items() if name in used and one.get("visible", True)]

    def across(self, name: str, value: float) -> float:
        """Percent of the width; `name` is an axis or the paper."""
        return 100 * (value if name == "paper" else self._share(name, value))

    def down(self, name: str, value: float) -> float:
        """Pixels from the upper edge; `name` is an axis, the domain of one or the paper."""
        if name.endswith(" domain"):
            low, high = self.domain(name.removesuffix(" domain"))
            return self.height * (1 - (low + value * (high - low)))
        return self.height * (1 - (value if name == "paper" else self._share(name, value)))

    def domain(self, name: str) -> tuple[float, float]:
        """Where an axis begins and ends, as shares of the width, or of the height from below."""
        low, high = self._axes[name].get("domain", (0, 1))
        return low, high

    def _share(self, name: str, value: float) -> float:
        one, (low, high) = self._axes[name], self.domain(name)
        begin, end = one["range"]
        at = log10(value) if one.get("type") == "log" else value
        return low + (at - begin) / (end - begin) * (high - low)


def lines_across(shape: dict, axes: Axes) -> str:
    """A straight line of the layout."""
    begin, end = ((axes.across(shape["xref"], shape[f"x{at}"]), axes.down(shape["yref"], shape[f"y{at}"])) for at in (0, 1))
    return _stroke(begin, end, shape["line"]["color"], shape["line"]["width"])


def axis(name: str, axes: Axes) -> str:
    """One axis: its grid, its line, its ticks with their words, its title."""
    return _across(name, axes) if name[0] == "x" else _upright(name, axes)


def _across(name: str, axes: Axes) -> str:
    one = axes[name]
    low, high = axes.domain(one.get("anchor", "y"))
    top, bottom, ends = axes.height * (1 - high), axes.height * (1 - low), axes.domain(name)
    inside = one.get("side") == "top"
    length = TICK if one.get("ticks") else 0
    size, colour = one.get("tickfont", {}).get("size", SIZE["text"]), one.get("tickfont", {}).get("color", INK)
    drawn, words = [], []
    for value, text in _ticks(one):
        x = axes.across(name, value)
        if one.get("showgrid", True):
            drawn.append(_stroke((x, top), (x, bottom), one["gridcolor"]))
        if length:
            drawn.append(_stroke((x, bottom), (x, bottom + length), one["tickcolor"]))
        place = Place(x, top + APART if inside else bottom + length + APART, "middle", 0)
        words.append(set_words(text, place, size=size, color=colour))
    if one.get("showline", True):
        drawn.append(_stroke((100 * ends[0], bottom), (100 * ends[1], bottom), one["linecolor"]))
    lines = max((text.count("<br>") + 1 for _, text in _ticks(one)), default=0)
    below = bottom + length + APART + 1.3 * size * lines + one.get("title", {}).get("standoff", 0)
    return "".join([*drawn, *words, _title(one, Place(50 * sum(ends), below, "middle", 0))])


def _upright(name: str, axes: Axes) -> str:
    one = axes[name]
    left, right = (100 * end for end in axes.domain(one.get("anchor", "x")))
    font, drawn = one["tickfont"], []
    for value, text in _ticks(one):
        y = axes.down(name, value)
        drawn += [_stroke((left, y), (right, y), one["gridcolor"]),
                  set_words(text, Place(left, y, "end", aside=-APART), size=font["size"], color=font["color"])]  # fmt: skip
    below, above = ((left, axes.down(name, end)) for end in one["range"])
    widest = max(len(text) for _, text in _ticks(one)) * font["size"] * 0.6
    middle = (below[1] + above[1]) / 2
    title = one.get("title")
    if title:
        # A turned text has no pixels aside of its percent: its lower edge is moved instead.
        away = (APART + widest + title.get("standoff", 0)) / title["font"]["size"]
        drawn.append(set_words(title["text"], Place(left, middle, "middle", 1 + away, -90), **title["font"]))
    return "".join([*drawn, _stroke(below, above, one["linecolor"])])


def _title(one: dict, place: Place) -> str:
    title = one.get("title")
    return set_words(title["text"], place, **title["font"]) if title and title["text"] else ""


def _ticks(one: dict) -> list[tuple[float, str]]:
    """The ticks of an axis with their words."""
    values = one.get("tickvals") or _round(*one["range"])
    texts = one.get("ticktext") or [f"{value:g}" for value in values]
    return list(zip(values, texts, strict=True))


def _round(low: float, high: float) -> list[float]:
    """At most `MOST` round values of an axis: 1, 2 or 5 of a power of ten apart."""
    least = (high - low) / MOST
    power = 10.0 ** floor(log10(least))
    step = next(power * nice for nice in (1, 2, 5, 10) if power * nice >= least)
    return [step * at for at in range(ceil(low / step), floor(high / step) + 1)]


def _stroke(begin: tuple[float, float], end: tuple[float, float], colour: str, width: float = 1) -> str:
    (x1, y1), (x2, y2) = begin, end
    return (
        f'<line x1="{percent(x1)}" y1="{y1:.1f}" x2="{percent(x2)}" y2="{y2:.1f}" stroke="{colour}"'
        f' stroke-width="{width:g}"/>'
    )
