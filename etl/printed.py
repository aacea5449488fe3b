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


def numbers_in(printed: str) -> list[float]:
    """Every number of a printed token, in digits ('.002', '1,044') or as an English word."""
    digits = [float(found.replace(",", "").rstrip(".")) for found in _NUMBER.findall(printed)]
    return digits + [float(WORDS[word]) for word in re.findall(r"[a-z]+(?:-[a-z]+)?", printed.lower()) if word in WORDS]


def decimals_of(value: float, printed: str) -> int:
    """To how many decimals a value is printed in its token; 0 where the token does not show it."""
    shown = [found for found in _NUMBER.findall(printed) if float(found.replace(",", "").rstrip(".")) == value]
    return max((len(found.partition(".")[2]) for found in shown), default=0)
