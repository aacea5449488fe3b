"""Words as a search compares them: without case, accents or the ways in which British and American spelling differ."""

import re
import unicodedata
from collections.abc import Iterable

#: What differs between the two spellings of the field's words, and the form that both are compared in.
_SPELLINGS = (
    (re.compile(r"[ao]e"), "e"),
    (re.compile(r"is(e|ed|es|er|ing|ation|ations)\b"), r"iz\1"),
    (re.compile(r"ys(e|ed|es|ing)\b"), r"yz\1"),
    (re.compile(r"our\b"), "or"),
    (re.compile(r"leuco"), "leuko"),
)
_UNIT = re.compile(r"(\d)(mg|ug|kg|g)\b")
#: Letters and digits; a decimal number is one word, and so is a run of Chinese characters.
_WORD = re.compile(r"[a-z]*\d+\.\d+|[a-z0-9]+|[\u3400-\u9fff]+")
_CHINESE = re.compile(r"[\u3400-\u9fff]")
#: A shorter word with a wrong letter may be any other word.
SHORTEST = 5


def words(text: str) -> tuple[str, ...]:
    """'Hypokalaemia, grade ≥3 (120mg)' as ('hypokalemia', 'grade', '3', '120', 'mg')."""
    plain = unicodedata.normalize("NFKD", text.casefold()).replace("μ", "u").replace("mcg", "ug")
    plain = _UNIT.sub(r"\1 \2", "".join(sign for sign in plain if not unicodedata.combining(sign)))
    for there, here in _SPELLINGS:
        plain = there.sub(here, plain)
    return tuple(_WORD.findall(plain))


def is_chinese(word: str) -> bool:
    return bool(_CHINESE.search(word))


def one_letter_off(word: str, known: Iterable[str]) -> list[str]:
    """The known words that one letter wrong, missing, too many, or swapped with its neighbour would turn into `word`."""
    if len(word) < SHORTEST or not word.isalpha():
        return []
    near = [other for other in known if abs(len(other) - len(word)) <= 1 and len(other) >= SHORTEST]
    return sorted(other for other in near if _is_one_off(word, other))


def _is_one_off(one: str, other: str) -> bool:
    """Whether two words differ by one substitution, insertion, deletion or swap of neighbours."""
    at = next((n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    rest, left = one[at:], other[at:]
    swapped = rest[:2] == left[:2][::-1] and rest[2:] == left[2:]
    return one != other and (rest[1:] == left[1:] or rest[1:] == left or rest == left[1:] or swapped)
