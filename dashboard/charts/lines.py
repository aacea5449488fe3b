"""Lines of text: how broad they are, and where they may break. A Chinese character takes two columns and may end a line,
a Latin word stays whole."""

import re
from collections.abc import Sequence
from functools import lru_cache
from textwrap import wrap
from unicodedata import east_asian_width

#: Signs that never end a line, and signs that never begin one.
_OPENING, _CLOSING = frozenset("（［“‘《「【([{"), frozenset("，。；：、？！）］”’》」】…％,.;:!?)]}%†○⚑")
_MORE = " …"
#: Signs that stay on the line of the word before them.
_SIGNS = re.compile(r" (?=[†○⚑%])")
_HELD = "\u00a0"
#: An interval with the number before it, as rates and medians have it, of at most so many characters.
_INTERVAL = re.compile(r" ?[(（]\d[^()（）]{0,26}[)）]")


def held(text: str) -> str:
    """The text with what belongs together on one line: an interval and its number, a part and the point behind it."""
    return _INTERVAL.sub(lambda found: found[0].replace(" ", _HELD), text).replace(" · ", f"{_HELD}· ")


@lru_cache(maxsize=4096)
def is_wide(character: str) -> bool:
    return east_asian_width(character) in "WF"


def breadth(text: str) -> int:
    """Columns of a text: two for each wide character."""
    return len(text) if text.isascii() else len(text) + sum(map(is_wide, text))


def pieces(text: str) -> list[str]:
    """What must not be torn apart: Latin words and wide characters, each with its signs and the blanks behind it."""
    ends = [at for at in range(1, len(text)) if _breaks(text[at - 1], text[at])]
    return [text[start:end] for start, end in zip([0, *ends], [*ends, len(text)], strict=True)]


def _breaks(before: str, after: str) -> bool:
    if _HELD in (before, after):
        return False
    if " " in (before, after):
        return after != " " and after not in "†○⚑%"
    return (is_wide(before) or is_wide(after)) and after not in _CLOSING and before not in _OPENING


def even(text: str, width: int) -> int:
    """The least width at which a text has no more lines than at this one, so that none is left with a single character."""
    most = len(lines(text, width))
    whole = ((one, lines(text, one, cut=False)) for one in range(2, width))
    return next((one for one, found in whole if len(found) <= most and max(map(breadth, found)) <= one), width)


def lines(text: str, width: int, *, cut: bool = True, most: int | None = None) -> list[str]:
    """Lines of at most `width` columns; without `cut` a longer Latin word stands whole on a line of its own.

    Of more than `most` lines the rest is left out, and '…' says so.
    """
    return list(_lines(text, width, cut, most))


@lru_cache(maxsize=8192)
def _lines(text: str, width: int, cut: bool, most: int | None) -> Sequence[str]:
    if breadth(text) == len(text):
        found = wrap(_SIGNS.sub(_HELD, text), width, break_long_words=cut, max_lines=most, placeholder=_MORE)
        return [line.replace(_HELD, " ") for line in found]
    found = [line.replace(_HELD, " ") for line in _filled(re.sub(r"[ \n]+", " ", text.strip()), width, cut)]
    if most is None or len(found) <= most:
        return found
    return [*found[: most - 1], shortened(" ".join(found[most - 1 : most + 1]), width)]


def _filled(text: str, width: int, cut: bool) -> list[str]:
    found = [""]
    for piece in pieces(text):
        if found[-1] and breadth(found[-1] + piece.rstrip()) > width:
            found.append("")
        found[-1] += piece
        while cut and breadth(found[-1].rstrip()) > width:
            at = _fitting(found[-1], width)
            found[-1:] = [found[-1][:at], found[-1][at:]]
    return [line.rstrip() for line in found]


def _fitting(text: str, width: int) -> int:
    """How many characters of one long piece fit, so that signs stay with their word; one at least."""
    most = next(at for at in range(len(text)) if breadth(text[: at + 1]) > width)
    apart = (at for at in range(most, 0, -1) if text[at] not in _CLOSING and text[at - 1] not in _OPENING)
    return next(apart, max(most, 1))


def shortened(text: str, width: int) -> str:
    """The text, or as much of its beginning as fits `width` columns with '…' behind it."""
    if breadth(text) <= width:
        return text
    kept = ""
    for piece in pieces(text):
        if breadth((kept + piece).rstrip()) > width - breadth(_MORE):
            break
        kept += piece
    return kept.rstrip() + _MORE
