"""Text broken into lines: a Chinese character takes two columns and may end a line, a Latin word stays whole."""

import re
from textwrap import wrap
from unicodedata import east_asian_width

_WIDE = "\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef"
#: Marks that never end a line, and marks that never begin one.
_OPENING, _CLOSING = "（“《【", "，。；：、？！）”》】"


def breadth(text: str) -> int:
    """Columns of a text: two for each wide character."""
    return sum(2 if east_asian_width(character) in "WF" else 1 for character in text)


def lines(text: str, width: int, *, cut: bool = True) -> list[str]:
    """Lines of at most `width` columns; without `cut` a longer Latin word stands whole on a line of its own."""
    if not re.search(f"[{_WIDE}]", text):
        return wrap(text, width, break_long_words=cut)
    found = [""]
    for part in _parts(text, width if cut else len(text)):
        if breadth((found[-1] + part).strip()) > width:
            found.append("")
        found[-1] = (found[-1] + part).lstrip()
    return [line.rstrip() for line in found if line.strip()]


def _parts(text: str, longest: int) -> list[str]:
    """What must not be torn apart: a blank, a wide character or a Latin word with its marks."""
    latin = f"[^\\s{_WIDE}{_OPENING}{_CLOSING}]{{1,{longest}}}"
    return re.findall(f"\\s+|[{_OPENING}]*(?:{latin}|[{_WIDE}])?[{_CLOSING}]*", " ".join(text.split()))
