"""How much room words take: estimates on the safe side, so that text on a slide neither overlaps nor overflows."""

from functools import lru_cache

#: Widths of Arial's characters in em, rounded up; whatever is not named is as wide as a lower-case letter.
_WIDTHS = {
    **dict.fromkeys("il|'!,.:;j·", 0.29),
    **dict.fromkeys(" ftrI()[]-/\u00a0", 0.36),
    **dict.fromkeys("ABCDEFGHKLNOPQRSTUVXYZ&", 0.72),
    **dict.fromkeys("mwMW%@—†⚑○≥≤→×", 0.95),
}
_OTHER = 0.57
#: Points to an inch, and the height of a line as a multiple of the size of its type.
POINTS, LEADING = 72, 1.22


@lru_cache(maxsize=20_000)
def width(text: str, size: float) -> float:
    """Width of a line of text in inches, `size` in points."""
    return sum(_WIDTHS.get(character, _OTHER) for character in text) * size / POINTS


@lru_cache(maxsize=20_000)
def lines(text: str, size: float, room: float) -> int:
    """How many lines some text takes in `room` inches."""
    count = 0
    for paragraph in text.split("\n"):
        count, used = count + 1, 0.0
        for word in paragraph.split(" "):
            long = width(word, size)
            if used and used + long > room:
                count, used = count + 1, 0.0
            count += int(long // room) if long > room else 0
            used += long + width(" ", size)
    return count


def height(text: str, size: float, room: float) -> float:
    """Height of wrapped text in inches."""
    return lines(text, size, room) * size * LEADING / POINTS


def shortened(text: str, size: float, room: float, most: int) -> str:
    """The text, or as many of its words as fit `most` lines, ending in '…'."""
    if lines(text, size, room) <= most:
        return text
    words = text.split(" ")
    low, high = 0, len(words)
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if lines(" ".join(words[:middle]) + " …", size, room) <= most else (low, middle - 1)
    return " ".join(words[:low]) + " …"


def largest(text: str, room: float, most: float, sizes: tuple[float, ...]) -> float:
    """The largest of these sizes, given from large to small, at which text stays within `most` inches of height."""
    return next((size for size in sizes if height(text, size, room) <= most), sizes[-1])
