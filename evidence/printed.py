"""Reading a printed token: which numbers it holds, with their signs, and to how many decimals."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

_UNITS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen"
    " fifteen sixteen seventeen eighteen nineteen"
)
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
WORDS = {word: number for number, word in enumerate(_UNITS.split())}
WORDS |= {word: 10 * number for number, word in enumerate(_TENS.split(), start=2)}
WORDS |= {f"{tens}-{unit}": WORDS[tens] + WORDS[unit] for tens in _TENS.split() for unit in _UNITS.split()[1:10]}
WORDS |= {"no": 0, "none": 0, "fivefold": 5}
_WORD = re.compile(r"[a-z]+(?:-[a-z]+)?")
#: Points that stand between a number and its decimals; a comma may do so too.
_POINTS = ".\N{MIDDLE DOT}\N{BULLET OPERATOR}"
#: Spaces that papers set between thousands.
_THIN = "\N{THIN SPACE}\N{NARROW NO-BREAK SPACE}\N{NO-BREAK SPACE}"
_MINUS = "-\N{MINUS SIGN}\N{EN DASH}"
_NUMBER = re.compile(
    rf"(?P<sign>(?<![\w)%\]{_POINTS}])[{_MINUS}])?"
    rf"(?P<digits>\d{{1,3}}(?:[{_THIN}]\d{{3}})+(?:[{_POINTS}]\d+)?|\d+(?:,\d+)*(?:[{_POINTS}]\d+)?|(?<!\d)[{_POINTS}]\d+)"
    r"(?:\s?[x\N{MULTIPLICATION SIGN}]\s?10\s?\^?(?P<power>[-\N{MINUS SIGN}]\s?\d{1,2}))?"
)
_THOUSANDS = re.compile(r"[1-9]\d{0,2}(,\d{3})+")
#: What stands before a number that is a limit or a guess, so that no count can be had from it.
_BOUND = re.compile(
    r"([<>≤≥~≈]|\b(less|more|fewer|greater|higher|lower) than|\b(at least|at most|up to|below|above|over|under|about|around"
    r"|approximately|nearly|almost|roughly))\s*$",
    re.IGNORECASE,
)
_NOT_REACHED = re.compile(
    r"\b(NR|NE)\b|\bn\.r\.|\u221e"
    r"|(?i:\b(not|never) (yet |been )*(reached|attained|achieved|estimable|evaluable)\b|\bunreached\b)"
)


@dataclass(frozen=True)
class Shown:
    """A number of a token: what it can mean ('1,044' is 1044 or 1.044), its decimals by meaning, its place."""

    readings: dict[float, int]
    start: int
    end: int


def shown(printed: str) -> list[Shown]:
    """Every number that a token shows in digits, with a middle dot or comma for a point, thin spaces and minus signs."""
    return [one for match in _NUMBER.finditer(printed) for one in _read(match)]


def _read(match: re.Match[str]) -> Iterator[Shown]:
    """The number of a match, or the several that commas without a meaning hold together ('1,3,5')."""
    digits = re.sub(f"[{_POINTS}]", ".", re.sub(f"[{_THIN}]", "", match["digits"]))
    whole, point, _ = digits.partition(".")
    thousands = "," not in whole or bool(_THOUSANDS.fullmatch(whole))
    if not thousands and (point or whole.count(",") > 1):
        yield from _apart(match)
        return
    forms = [digits.replace(",", "")] if thousands else []
    forms += [digits.replace(",", ".")] if whole.count(",") == 1 and not point else []
    scale = 10.0 ** int(re.sub(r"\s", "", match["power"]).replace("\N{MINUS SIGN}", "-")) if match["power"] else 1.0
    yield Shown(_signed({float(form) * scale: len(form.partition(".")[2]) for form in forms}, match["sign"]), *match.span())


def _apart(match: re.Match[str]) -> Iterator[Shown]:
    """The members of a list without blanks: '1,3,5'."""
    start = match.start("digits")
    for part in match["digits"].split(","):
        number = re.sub(f"[{_POINTS}]", ".", re.sub(f"[{_THIN}]", "", part))
        yield Shown({float(number): len(number.partition(".")[2])}, start, start + len(part))
        start += len(part) + 1


def _signed(readings: dict[float, int], sign: str | None) -> dict[float, int]:
    """An en dash is a minus sign to some and stands between two ends to others."""
    if sign is None:
        return readings
    negative = {-value: decimals for value, decimals in readings.items()}
    return readings | negative if sign == "\N{EN DASH}" else negative


def numbers_in(printed: str) -> list[float]:
    """Every number of a printed token, in digits ('.002', '1,044') or as an English word."""
    return [value for one in shown(printed) for value in one.readings] + worded_in(printed)


def worded_in(printed: str) -> list[float]:
    """The numbers that a token says in English words."""
    return [float(WORDS[word]) for word in _WORD.findall(printed.lower()) if word in WORDS]


def decimals_of(value: float, printed: str) -> int | None:
    """To how many decimals a value is printed in its token: 1 for '34.0 %', although 34.0 is 34; None if it is not shown."""
    return max((one.readings[value] for one in shown(printed) if value in one.readings), default=None)


def says_not_reached(printed: str) -> bool:
    """Whether a token says that a median was not reached or cannot be estimated."""
    return bool(_NOT_REACHED.search(printed))


def is_bound(value: float, printed: str) -> bool:
    """Whether the token prints a value as a limit or a guess: '<3 %', 'at least 80 %', 'about half'."""
    return any(_BOUND.search(printed[: one.start]) for one in shown(printed) if value in one.readings)
