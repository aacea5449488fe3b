"""A printed figure in words: its value, what its low and high are, of how many patients, what is doubtful."""

import re
from collections.abc import Iterable, Sequence

from evidence.answers import Rate, is_estimate, is_hollow
from evidence.integrity import taken_apart
from evidence.language import ENGLISH, mark, say, spoken
from evidence.printed import decimals_of
from evidence.row import Cohort, Fact, column
from evidence.vocabulary import INTEGRITY, KAPLAN_MEIER, POPULATION, STATISTIC, UNIT
from evidence.wording.numbers import fraction, number

NEWS = "news report"
P_VALUE = "p value"
#: What stands behind a value that is not in the study's own paper, by the kind of source that prints it.
TOLD = {NEWS: mark(", news report only"), "citing article": mark(", cited only"), "registry": mark(", registry only")}
DERIVED = mark("† derived here from printed counts or percentages, see the table.")
HOLLOW = mark(
    "Hollow: not from the study's own paper, doubted by a reader (○, see the note in the table), or no count or N printed."
)
KAPLAN_MEIER_ESTIMATE = mark("KM: Kaplan-Meier estimate at the time named, which has no n/N.")
ESTIMATE = mark("Estimate: a cumulative incidence at the time named, which has no n/N.")
DISPUTED = mark("⚑ sources disagree, see the discrepancies.")
CONTROLS = mark("Grey: control arms, not treated with the drug that they are compared with.")
#: What low and high are, short enough to stand before them.
INTERVAL_NAMES = {
    "ci95": mark("95 % CI"), "ci80": mark("80 % CI"), "ci90": mark("90 % CI"), "ci975": mark("97.5 % CI"),
    "ci99": mark("99 % CI"), "cri95": mark("95 % credible interval"), "cri90": mark("90 % credible interval"),
    "range": mark("range"), "iqr": mark("IQR"), "sd": mark("SD"), "se": mark("SE"),
}  # fmt: skip
#: The upper end of an interval that a source says it cannot give: too few events, or not reached.
NOT_ESTIMABLE = "NE"
#: A limit that the value does not reach: 'P < .001' is below 0.001, 'P ≤ .002' at most 0.002.
_STRICT = re.compile(r"<|>|\b(less|fewer|more) than\b|\b(below|above)\b")

#: Terms whose years are an age.
_AGE = re.compile(r"(eligibility: )?age\b", re.IGNORECASE)


def interval_name(code: str) -> str:
    """'95 % CI', 'range', 'IQR'."""
    return say(INTERVAL_NAMES[code])


def figure(fact: Fact, end: str = "value") -> str:
    """A value, low or high with the decimals that its source prints: '15.0', not '15'.

    What the kept characters do not hold whole stands in its other places and in the note.
    """
    value = column(fact, end)
    if value is None:
        return number(None)
    elsewhere = " ".join(text for text in (*fact.get("also", ()), fact.get("note")) if isinstance(text, str))
    found = (decimals_of(value, text) for text in (fact["printed"], elsewhere))
    decimals = next((one for one in found if one is not None), 0)
    shown = f"{value:.{decimals}f}"
    return shown if decimals and float(shown) == value else number(value)


def span(fact: Fact) -> str:
    """'95 % CI 5.3 to 7.2', '95 % CI 21.0 to NE', 'range 1 to 16', 'SD 10.4'; empty where nothing of it is printed."""
    low, high = fact["low"], fact["high"]
    name = interval_name(fact["interval"]) if fact["interval"] else STATISTIC[fact["statistic"]].label
    if fact["spread"] is not None:
        return say("{interval} {spread}", interval=name, spread=figure(fact, "spread"))
    if low is None and high is None:
        return ""
    if low is None:
        return say("{interval} up to {high}", interval=name, high=figure(fact, "high"))
    if high is None and not _is_confidence(fact):
        return say("{interval} from {low}", interval=name, low=figure(fact, "low"))
    upper = NOT_ESTIMABLE if high is None else figure(fact, "high")
    return say("{interval} {low} to {high}", interval=name, low=figure(fact, "low"), high=upper)


def _is_confidence(fact: Fact) -> bool:
    """Whether low and high are limits of an estimate, of which the upper one may not be estimable."""
    return bool(fact["interval"]) and fact["interval"] not in ("range", "iqr", "sd", "se")


def ends(fact: Fact) -> tuple[float | None, float | None]:
    """Where the line of a figure starts and stops: its limits, or one standard deviation or error on each side."""
    if fact["spread"] is None or fact["value"] is None:
        return fact["low"], fact["high"]
    return fact["value"] - fact["spread"], fact["value"] + fact["spread"]


def unit(fact: Fact) -> str:
    """The unit as people read it; empty where none is printed. Other languages count an age in a word of its own."""
    if fact["unit"] == "years" and _AGE.match(fact["term"]) and spoken() != ENGLISH:
        return say("years of age")
    return UNIT[fact["unit"]].label if fact["unit"] else ""


def with_span(text: str, fact: Fact) -> str:
    """'6.2 (95 % CI 5.3 to 7.2)'; a range without a middle stands alone."""
    said = span(fact)
    return say("{value} ({span})", value=text, span=said) if text and said else text or said


def estimate(fact: Fact) -> str:
    """'0.76 (95 % CI 0.42 to 1.39)', '4/5', '53 %', '2 cycles (range 1 to 4)', 'at most 14 days', 'in words only'.

    The limit of a P value has its sign: '≤ 0.002'.
    """
    if fact["statistic"] == "words":
        return say("in words only")
    if fact["statistic"] == "count":
        return fraction(fact["events"], fact["of_n"])
    behind = f" {unit(fact)}" if fact["unit"] else ""
    value, low, high = fact["value"], fact["low"], fact["high"]
    if value is None and (low is None or high is None):
        return say(_limit(fact), value=f"{figure(fact, 'high' if low is None else 'low')}{behind}")
    return with_span("" if value is None else f"{figure(fact)}{behind}", fact) + ("" if value is not None else behind)


def _limit(fact: Fact) -> str:
    """What a limit printed alone allows, as its own sign says."""
    strict = bool(_STRICT.search(fact["printed"]))
    if fact["statistic"] == P_VALUE and fact["low"] is None:
        return "< {value}" if strict else "≤ {value}"
    if fact["low"] is None:
        return mark("below {value}") if strict else mark("at most {value}")
    return mark("above {value}") if strict else mark("at least {value}")


def measured(fact: Fact) -> str:
    """'hazard ratio 0.64 (95 % CI 0.49 to 0.83)', 'P = 0.005', 'P ≤ 0.002', 'stated in words'."""
    if fact["statistic"] == "words":
        return STATISTIC["words"].label
    value = estimate(fact)
    if fact["statistic"] == P_VALUE:
        return f"P {value}" if fact["value"] is None else f"P = {value}"
    return say("{what} {count}", what=STATISTIC[fact["statistic"]].label, count=value)


def quoted(fact: Fact) -> str:
    """'printed “2 of 6”, Results, para 2': the source's own characters and where they stand."""
    return say("printed “{printed}”, {place}", printed=fact["printed"], place=fact["locator"])


def patients(fact: Fact, cohort: Cohort) -> str:
    """Of how many patients a value is: the printed N, else the size of the cohort where it is the same people."""
    name = POPULATION[fact["population"]].label
    if fact["of_n"] is not None:
        known = fact["population"] != "not stated"
        n = f"{fact['of_n']:,}"
        return say("{n} {population}", n=n, population=name) if known else n
    if fact["population"] == "responders":
        return say("responders, number not printed")
    return say("number not printed") if cohort["n"] is None else say("not printed; cohort of {n}", n=f"{cohort['n']:,}")


def short_patients(fact: Fact, cohort: Cohort) -> str:
    """The same for a column of a figure: 'n = 36', 'cohort of 37', 'n not printed'."""
    if fact["of_n"] is not None:
        return f"n = {fact['of_n']:,}"
    known = fact["population"] != "responders" and cohort["n"] is not None
    return say("cohort of {n}", n=f"{cohort['n']:,}") if known else say("n not printed")


def caveats(facts: Iterable[Fact]) -> list[str]:
    """What changes how figures are read, each once: the notice about the source, then the curators' words."""
    said = (part for fact in facts if fact["caveat"] for part in _caveat(fact["caveat"]))
    return list(dict.fromkeys(said))


def _caveat(caveat: str) -> list[str]:
    """A notice is data, its words are the display's: they are said in the language that is spoken."""
    state, day, rest = taken_apart(caveat)
    named = INTEGRITY[state].label.lower() if state else ""
    notice = [say("source {state} on {day}", state=named, day=day) if day else say("source {state}", state=named)]
    return [*(notice if state else []), *([say(rest)] if rest else [])]


def with_caveats(text: str, facts: Iterable[Fact]) -> str:
    """'0 of 28 enrolled; later, rash led to dose reductions': a number never goes without what changes its reading."""
    return say("; ").join([text, *caveats(facts)])


def signs(facts: Sequence[Fact], rate: Rate | None = None) -> str:
    """What stands behind a value: † derived here, ○ a doubt, ⚑ sources disagree, and who alone prints it."""
    return marked(facts, rate) + "".join(map(say, told(facts)))


def told(facts: Iterable[Fact]) -> list[str]:
    """Who alone prints figures, if it is not the study's own paper; messages, each once."""
    return list(dict.fromkeys(TOLD[fact["source_kind"]] for fact in facts if fact["source_kind"] in TOLD))


def marked(facts: Sequence[Fact], rate: Rate | None = None) -> str:
    """The signs alone, with a blank before them."""
    found = "".join(
        sign
        for sign, holds in (
            ("†", rate is not None and rate.derived),
            ("○", any(not fact["certain"] for fact in facts)),
            ("⚑", any(fact["discrepancies"] for fact in facts)),
        )
        if holds
    )
    return f" {found}" if found else ""


def signs_explained(marks: Iterable[tuple[Sequence[Fact], Rate | None]]) -> list[str]:
    """The lines of a foot that explain what is in use among marks of (figures, their rate)."""
    marks = list(marks)
    used = "".join(signs(*one) for one in marks)
    terms = {fact["term"] for facts, rate in marks if rate for fact in facts if is_estimate(fact)}
    return [
        *([say(DERIVED)] if "†" in used else []),
        *([say(HOLLOW)] if any(is_hollow(*one) for one in marks) else []),
        *([say(KAPLAN_MEIER_ESTIMATE)] if terms.intersection(KAPLAN_MEIER) else []),
        *([say(ESTIMATE)] if terms.difference(KAPLAN_MEIER) else []),
        *([say(DISPUTED)] if "⚑" in used else []),
        *([say(CONTROLS)] if any(fact["role"] == "control" for facts, _ in marks for fact in facts) else []),
    ]


def cut(drawn: int, rows: int) -> list[str]:
    """What a foot says of rows that a figure leaves out."""
    message = mark("{drawn} of {rows} rows are drawn; the table has them all. A filter makes room.")
    return [say(message, drawn=drawn, rows=rows)] if drawn < rows else []
