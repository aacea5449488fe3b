"""How numbers read. Missing is said in words, never as 0 and never as an empty cell."""

from collections.abc import Iterable
from decimal import ROUND_HALF_UP, Decimal
from functools import reduce

from evidence.answers import Rate
from evidence.language import ENGLISH, mark, say, spoken

NOT_REPORTED = mark("not reported")
#: Annals of Internal Medicine: no decimals in percentages of fewer than 200 patients.
DECIMALS_FROM = 200


def plural(count: int, one: str, many: str = "") -> str:
    """'1 cohort', '3 cohorts', 'no cohort'."""
    number = f"{count:,}" if count else say("no")
    noun = say(one) if count < 2 else say(many) if many else _several(one)
    return say("{number} {noun}", number=number, noun=noun)


def _several(one: str) -> str:
    """A regular English plural; a translation stands for one and for several."""
    return f"{one}s" if spoken() == ENGLISH else say(one)


def percent(value: float | None, of: int | None = None) -> str:
    """'36 %'; one decimal from 200 patients on."""
    if value is None:
        return say(NOT_REPORTED)
    return say("{n} %", n=half_up(value, 1 if (of or 0) >= DECIMALS_FROM else 0))


def percents(**shares: tuple[float | None, int | None]) -> dict[str, str]:
    """Percentages of one sentence, each of its N, all with the decimals that the smallest N allows."""
    least = min((of or 0 for _, of in shares.values()), default=0)
    return {name: percent(value, least) for name, (value, _) in shares.items()}


def half_up(value: float, digits: int) -> str:
    """Rounded as people round: 12.5 to 13; Python would round it to the even 12."""
    return str(Decimal(repr(value)).quantize(Decimal(1).scaleb(-digits), ROUND_HALF_UP))


def interval(low: float | None, high: float | None) -> str:
    """'18.6 to 55.9', in percent; empty where none can be computed."""
    if low is None or high is None:
        return ""
    return say("{low} to {high}", low=f"{low:.1f}", high=f"{high:.1f}")


def fraction(events: int | None, of: int | None) -> str:
    """'10/28'; a part that is not printed reads '?'."""
    return f"{'?' if events is None else events}/{'?' if of is None else of}"


def rate(value: Rate) -> str:
    """'36 % (18.6 to 55.9)'; without an interval where a count is missing."""
    span = interval(value.low, value.high)
    said = percent(value.percent, value.of)
    return say("{value} ({span})", value=said, span=span) if span else said


def number(value: float | None) -> str:
    """A printed value without needless zeros, never as a power of ten: '58.4', '47', '0.00004'."""
    return say(NOT_REPORTED) if value is None else f"{value:.10f}".rstrip("0").rstrip(".")


def listed(parts: list[str]) -> str:
    """'a', 'a and b', 'a, b and c'."""
    if len(parts) < 2:
        return "".join(parts)
    return say("{several} and {last}", several=say(", ").join(parts[:-1]), last=parts[-1])


def clauses(parts: list[str]) -> str:
    """'overall survival, hazard ratio 0.64': parts that are no list of alike things."""
    return reduce(lambda first, second: say("{first}, {second}", first=first, second=second), parts)


def either(parts: list[str]) -> str:
    """'a', 'a or b', 'a, b or c'."""
    return say(" or ").join(filter(None, (say(", ").join(parts[:-1]), *parts[-1:])))


def continued(sentences: Iterable[str]) -> str:
    """One sentence after another; an empty one leaves no gap."""
    said = [sentence for sentence in sentences if sentence]
    return reduce(lambda before, after: say("{before} {after}", before=before, after=after), said) if said else ""
