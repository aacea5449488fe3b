"""Reading a printed token: which numbers it holds, and to how many decimals."""

import re

_UNITS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen"
    " fifteen sixteen seventeen eighteen nineteen"
)
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
WORDS = {word: number for number, word in enumerate(_UNITS.split())}
WORDS |= {word: 10 * number for number, word in enumerate(_TENS.split(), start=2)}
WORDS |= {f"{tens}-{unit}": WORDS[tens] + WORDS[unit] for tens in _TENS.split() for unit in _UNITS.split()[1:10]}
WORDS |= {"no": 0, "none": 0, "fivefold": 5}
_NUMBER = re.compile(r"\d[\d,]*\.?\d*|\.\d+")
#: What stands before a number that is a limit or a guess, so that no count can be had from it.
_BOUND = re.compile(
    r"([<>≤≥~≈]|\b(less|more|fewer|greater|higher|lower) than|\b(at least|at most|up to|below|above|over|under|about|around"
    r"|approximately|nearly|almost|roughly))\s*$",
    re.IGNORECASE,
)


def numbers_in(printed: str) -> list[float]:
    """Every number of a printed token, in digits ('.002', '1,044') or as an English word."""
    digits = [float(found.replace(",", "").rstrip(".")) for found in _NUMBER.findall(printed)]
    return digits + [float(WORDS[word]) for word in re.findall(r"[a-z]+(?:-[a-z]+)?", printed.lower()) if word in WORDS]


def decimals_of(value: float, printed: str) -> int | None:
    """To how many decimals a value is printed in its token: 1 for '34.0 %', although 34.0 is 34; None if it is not shown."""
    return max((len(found.partition(".")[2]) for _, found in _shown(value, printed)), default=None)


def is_bound(value: float, printed: str) -> bool:
    """Whether the token prints a value as a limit or a guess: '<3 %', 'at least 80 %', 'about half'."""
    return any(_BOUND.search(before) for before, _ in _shown(value, printed))


def _shown(value: float, printed: str) -> list[tuple[str, str]]:
    """Each place of a token that shows a value in digits, as (what stands before it, its characters)."""
    found = [(printed[: match.start()], match[0].rstrip(".,")) for match in _NUMBER.finditer(printed)]
    return [(before, digits) for before, digits in found if float(digits.replace(",", "")) == value]
