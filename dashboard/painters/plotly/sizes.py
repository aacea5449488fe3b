"""The sizes of pictures: a slide, a square, one and two columns of a journal at 300 dots per inch."""

from dataclasses import dataclass
from fractions import Fraction
from math import ceil

import plotly.graph_objects as go

from evidence.language import mark, say

#: Journals ask for 300 dots per inch.
DOTS = 300 / 25.4


@dataclass(frozen=True)
class Size:
    """`pixels` wide (or `ratio` times as wide as high), drawn `width` CSS pixels wide: less means larger type."""

    english: str
    pixels: int
    width: int
    ratio: float | None = None
    narrow: bool = False

    @property
    def label(self) -> str:
        return say(self.english)


#: At 183 mm 13 px of text print as 7 pt; at 89 mm the layout of a phone does, as 8 pt.
SIZES = {
    "slide": Size(mark("Slide 16:9"), 3840, 960, 16 / 9),
    "square": Size(mark("Square"), 2160, 960, 1),
    "double": Size(mark("183 mm"), round(183 * DOTS), 960),
    "single": Size(mark("89 mm"), round(89 * DOTS), 390, narrow=True),
}


def camera(figure: go.Figure, size: Size) -> dict[str, float]:
    """Width and height of the layout in CSS pixels and the scale; taller where the rows need it, never cut off.

    With a ratio both are whole multiples of it, so that the picture has exactly the pixels asked for.
    """
    height, width = int(figure.layout.height), size.width
    if size.ratio:
        across, down = Fraction(size.ratio).limit_denominator(100).as_integer_ratio()
        times = max(ceil(height / down), ceil(width / across))
        height, width = times * down, times * across
    return {"width": width, "height": height, "scale": size.pixels / width}
