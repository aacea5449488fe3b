"""How much room words take: estimates on the safe side, so that text on a slide neither overlaps nor overflows."""

from functools import lru_cache

from dashboard.charts.lines import is_wide, pieces

#: Widths of Arial's characters in em, rounded up; whatever is not named is as wide as a lower-case letter,
#: or, of a script written in squares, as wide as high and a little more: some programs set it apart from other scripts.
_WIDTHS = {
    **dict.fromkeys("il|'!,.:;j·", 0.29),
    **dict.fromkeys(" ftrI()[]-/\u00a0", 0.36),
    **dict.fromkeys("ABCDEFGHKLNOPQRSTUVXYZ&", 0.72),
    **dict.fromkeys("mwMW%@—†⚑○≥≤→×", 0.95),
}
_OTHER, _SQUARE = 0.57, 1.1
#: Points to an inch, and the height of a line as a multiple of the size of its type; of one in squares.
POINTS, _LEADING, _TALL = 72, 1.22, 1.45


@lru_cache(maxsize=20_000)
def width(text: str, size: float) -> float:
    """Width of a line of text in inches, `size` in points."""
    return sum(map(_em, text)) * size / POINTS


def _em(character: str) -> float:
    return _WIDTHS.get(character) or (_SQUARE if is_wide(character) else _OTHER)


@lru_cache(maxsize=20_000)
def lines(text: str, size: float, room: float) -> int:
    """How many lines some text takes in `room` inches."""
    count = 0
    for paragraph in text.split("\n"):
        count, used = count + 1, 0.0
        for piece in pieces(paragraph):
            word = piece.rstrip(" ")
            long = width(word, size)
            if used and used + long > room:
                count, used = count + 1, 0.0
            count += int(long // room) if long > room else 0
            used += width(piece, size)
    return count


def height(text: str, size: float, room: float) -> float:
    """Height of wrapped text in inches."""
    return lines(text, size, room) * line(text, size)


def line(text: str, size: float) -> float:
    """Height of one line of a text in inches."""
    return size * (_TALL if any(map(is_wide, text)) else _LEADING) / POINTS


def shortened(text: str, size: float, room: float, most: int) -> str:
    """The text, or as many of its words as fit `most` lines, ending in '…'."""
    if lines(text, size, room) <= most:
        return text
    words = pieces(text)
    low, high = 0, len(words)
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if lines(_cut(words[:middle]), size, room) <= most else (low, middle - 1)
    return _cut(words[:low])


def _cut(words: list[str]) -> str:
    return "".join(words).rstrip() + " …"


def largest(text: str, room: float, most: float, sizes: tuple[float, ...]) -> float:
    """The largest of these sizes, given from large to small, at which text stays within `most` inches of height."""
    return next((size for size in sizes if height(text, size, room) <= most), sizes[-1])
