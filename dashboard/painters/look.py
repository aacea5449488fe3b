"""The colours of every drawing: one accent, greys for what is not data, a scale for shares, hatches for silence."""

from dashboard.charts.values import BELOW, COUNTS, ELSEWHERE, INAPPLICABLE, REPORTED, SILENT

ACCENT = "#0b5394"
#: What stands against the accent for every kind of colour vision.
WARM = "#b35806"
INK = "#1f2328"
MUTED = "#5c6570"
#: The accent at half its strength; what a cell holds that has no share.
PALE, HELD = "#7aa6d2", "#e6eef7"
LINE = "#c9d0d8"
FAINT = "#eef1f4"
#: Ordered categories, dark to light in one hue, then greys: best response to none. The last four stand between these
#: where there are more: after the second, twice before the fourth, and the palest of all.
SEQUENCE = ("#0b3d6e", "#3a76af", "#9dc3e6", "#c4c9cf", "#6b7280", "#6d9fcf", "#d9dde2", "#b4bac2", "#eef0f3")
#: A single hue for shares from 0 to 100 %.
SHADE = ((0.0, "#ffffff"), (0.05, "#e6eef7"), (0.5, "#7aa6d2"), (1.0, "#0b3d6e"))
#: What needs light words on it.
DARK_TONES = (0, 1, 4)
#: From this share on the shade is so dark that the count is printed in white.
DARK = 55
#: The edge of a hatch and of an empty mark.
GREY = "#9aa3ad"
#: The kinds of silence by the kind of a matrix and the state of a cell: '/' not reported, '.' below the threshold.
PATTERNS = {
    (COUNTS, SILENT): "/", (COUNTS, BELOW): ".", (COUNTS, INAPPLICABLE): "x", (REPORTED, "nothing"): "/",
}  # fmt: skip
#: The fill of cells that no share shades.
FILLS = {(COUNTS, ELSEWHERE): FAINT, (REPORTED, "counts"): HELD}


#: The diameters of the largest and of the smallest mark, as shares of the usual one.
LARGEST, SMALLEST = 1.8, 0.6


def scale(area: float | None) -> float:
    """The diameter of a mark whose area is this share of the largest one, as a share of the usual diameter."""
    return 1.0 if area is None else max(SMALLEST, LARGEST * area**0.5)


def ink(control: bool) -> str:
    """Controls are grey."""
    return MUTED if control else ACCENT


def paired(control: bool) -> tuple[str, str]:
    """The pale colour of any grade and the dark one of a severe grade."""
    return (LINE if control else PALE), ink(control)


def toned(tone: int | None) -> str:
    """The colour of an ordered category; empty for what has no place among them, and is hatched."""
    return "" if tone is None else SEQUENCE[tone]


def shade(percent: float | None) -> str:
    """Darker with the percentage; white where there is none."""
    if percent is None:
        return "#ffffff"
    share = round(percent) / 100
    at = next(at for at in range(1, len(SHADE)) if share <= SHADE[at][0])
    (low, below), (high, above) = SHADE[at - 1], SHADE[at]
    part = (share - low) / (high - low)
    ends = zip(_parts(below), _parts(above), strict=True)
    return "#" + "".join(f"{round(255 * (start + part * (end - start))):02x}" for start, end in ends)


def _parts(colour: str) -> tuple[float, ...]:
    """Red, green and blue of '#7aa6d2', each from 0 to 1."""
    return tuple(int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
