"""Words of the records that are the curators' own, read in the spoken language.

They are names of cohorts, regimens, times and groups; by which criteria a figure was counted, to what an event was put
down, how a drug was given, and what befell a single patient. A phrase is parted at its semicolons and commas, at
'against' and at its plus signs. Each part is a drug, an abbreviation, a value in a common form, or a message of its own
in the catalogue. Where one part has no translation the whole phrase stays as the record has it, and
`python -m etl translations` names it. Anything else that a record says is quoted.
"""

import re
from collections.abc import Callable

from evidence.language import ENGLISH, mark, say, spaced, spoken, translated
from evidence.vocabulary import DRUG, UNIT

_AMOUNT = r"[\d.]+"
_DRUGS = {name: code.code for code in DRUG.values() for name in (code.code, code.label.lower())}
_ANY_DRUG = f"(?i:{'|'.join(sorted(map(re.escape, _DRUGS), key=len, reverse=True))})"
_VALUES = {
    "N": rf"(?P<n>{_AMOUNT})", "M": rf"(?P<m>{_AMOUNT})", "X": r"(?P<x>[A-Z0-9]+)", "DATE": r"(?P<date>\d{4}-\d\d-\d\d)",
    "DRUG": f"(?P<drug>{_ANY_DRUG})",
}  # fmt: skip
#: A comma that parts nothing: before the end of "20, 30 and 60 mg" or "4 weeks on, 2 off", which say less alone.
_LISTED = rf"(?:{_AMOUNT}|{_ANY_DRUG})"
_GOES_ON = rf"(?!{_LISTED} (?:and|or) {_LISTED}|{_AMOUNT} off|of {_AMOUNT})"
#: What joins the parts of a phrase, the widest first, and how the joined parts read.
_JOINTS = (
    ("; ", mark("{first}; {second}")),
    (f", {_GOES_ON}", mark("{first}, {second}")),
    (" against ", mark("{first} against {second}")),
    (" with or without ", mark("{first} with or without {second}")),
    (r" \+ ", mark("{first} + {second}")),
)
#: Forms with a number, a letter, a date or a drug, each with its message.
_VALUED = tuple(
    (re.compile(re.sub(r"\b(N|M|X|DATE|DRUG)\b", lambda found: _VALUES[found[0]], pattern)), message)
    for pattern, message in (
        ("cycle N", mark("cycle {n}")), ("end of cycle N", mark("end of cycle {n}")),
        ("after cycle N", mark("after cycle {n}")),
        ("day N", mark("day {n}")), ("after N days", mark("after {n} days")), ("N days?", mark("{n} days")),
        ("N weeks?", mark("{n} weeks")), ("N months?", mark("{n} months")), ("N years?", mark("{n} years")),
        ("within N weeks", mark("within {n} weeks")), ("N cycles", mark("{n} cycles")),
        ("median follow-up N months", mark("median follow-up {n} months")),
        ("median follow-up N weeks", mark("median follow-up {n} weeks")),
        ("within N days of transplant", mark("within {n} days of transplant")),
        ("N days after transplant", mark("{n} days after transplant")),
        ("N years after transplant", mark("{n} years after transplant")),
        ("at least N years", mark("at least {n} years")), ("below N %", mark("below {n} %")),
        (r"below 10\^-N", mark("below 10^-{n}")), ("[Pp]hase (?P<n>[0-9][ab]?)", mark("phase {n}")),
        (r"above N x10\^9/L", mark("above {n} x10^9/L")),
        (r"platelets of N x10\^9/L or more", mark("platelets of {n} x10^9/L or more")),
        ("N years after salvage transplant", mark("{n} years after salvage transplant")),
        ("median time on study N months", mark("median time on study {n} months")),
        ("median follow-up N years", mark("median follow-up {n} years")),
        ("more than N years?", mark("more than {n} years")), ("N months or more", mark("{n} months or more")),
        ("by day N", mark("by day {n}")), ("after a median of N months", mark("after a median of {n} months")),
        ("after N months? in remission", mark("after {n} months in remission")),
        ("within N months of the second transplant", mark("within {n} months of the second transplant")),
        ("cut-off DATE", mark("data cut-off {date}")), ("N to M months", mark("{n} to {m} months")),
        (r"(?P<n>\d{4}(?:-\d\d)?) to (?P<m>\d{4}(?:-\d\d)?)", mark("{n} to {m}")),
        ("N to M years", mark("aged {n} to {m} years")), ("N(?: years)? or older", mark("aged {n} years or older")),
        ("N years or younger", mark("aged {n} years or younger")), ("[Oo]ver N years", mark("aged over {n} years")),
        ("[Cc]ohort X", mark("cohort {x}")), ("[Gg]roup X", mark("group {x}")), ("[Aa]rm X", mark("arm {x}")),
        ("[Pp]art X", mark("part {x}")), ("[Pp]atient X", mark("patient {x}")), ("[Ss]chedule X", mark("schedule {x}")),
        ("[Gg]roup X of a review", mark("group {x} of a review")), ("report of N", mark("report of {n}")),
        ("Interim report(?: of)? N", mark("interim report of {n}")), (r"N patients \(M\)", mark("{n} patients ({m})")),
        (r"[Dd]ose N(?: of a review)? \(unit not given\)", mark("dose {n} (unit not given)")),
        ("before DRUG", mark("before {drug}")), ("after DRUG", mark("after {drug}")), ("on DRUG", mark("on {drug}")),
        ("after starting DRUG", mark("after starting {drug}")), ("from start of DRUG", mark("from start of {drug}")),
        ("[Nn]o DRUG", mark("no {drug}")), ("then DRUG", mark("then {drug}")), ("DRUG alone", mark("{drug} alone")),
        ("with DRUG", mark("with {drug}")), ("with or without DRUG", mark("with or without {drug}")),
        ("without DRUG", mark("without {drug}")), ("DRUG arm", mark("{drug} arm")), ("earlier DRUG", mark("earlier {drug}")),
        ("DRUG before transplant", mark("{drug} before transplant")),
        ("DRUG after transplant", mark("{drug} after transplant")),
    )
)  # fmt: skip
_DOSED = re.compile(rf"(?:{_VALUES['DRUG']} |(?P<code>[A-Z0-9-]+) )?(?P<n>{_AMOUNT}) (?P<unit>[mµ]c?g(?:/kg|/m2)?.*)")
_ABBREVIATION = re.compile(rf"[A-Z0-9][A-Z0-9:-]+[a-z]?|7\+3|{_AMOUNT}")
_OUTSIDE = r"(?![^(]*\))"


def named(label: str | None) -> str:
    """The name of a cohort in the spoken language; empty for none."""
    return told(label)


def regimen(text: str | None) -> str:
    """'placebo + chemotherapy' in the spoken language; empty for none."""
    return told(text)


def comparison(comparator: str | None) -> str:
    """Both groups of a comparison, or what a value is compared with; empty for none."""
    return told(comparator)


def time(window: str | None) -> str:
    """A time as a record gives it: 'end of cycle 1, below 0.01 %'; empty where none is given."""
    return told(window)


def criteria(text: str | None) -> str:
    """By which criteria a figure was counted: 'IWG 2003 (Cheson); CR + CRi + PR'; empty where none are given."""
    return told(text)


def cause(attribution: str | None) -> str:
    """To what a source puts an event down: 'treatment'; empty where it does not."""
    return told(attribution)


def schedule(text: str | None) -> str:
    """How a drug was given in time: '4 weeks on, 2 off'; empty where it is not printed."""
    return told(text)


def remark(text: str | None) -> str:
    """A remark of the curators whole: what the catalogue has, as the topics of contradictions and what is said more than
    once in the same words, in the spoken language; anything else is quoted; empty for none."""
    if not text or spoken() == ENGLISH:
        return text or ""
    return translated(text) or text


def told(text: str | None) -> str:
    """Any phrase in the spoken language, as the record has it where a part has no translation; empty for none."""
    if not text or spoken() == ENGLISH:
        return _squared(text or "")
    return _joined(text, _told) or _squared(text)


def _squared(text: str) -> str:
    """'150 mg/m²', which records write '150 mg/m2'."""
    return text.replace("/m2", "/m²")


def untold(text: str) -> list[str]:
    """The parts of a phrase that are told by a message of their own, which a catalogue must translate."""
    asked: list[str] = []

    def ask(part: str) -> str:
        asked.append(part)
        return part

    _joined(text, lambda part: _formed(part) or ask(part))
    return asked


def _joined(text: str, tell: Callable[[str], str | None]) -> str | None:
    """The phrase, each of its parts told and joined again; None where one can't be told."""
    for joint, message in _JOINTS:
        if found := list(re.finditer(joint + _OUTSIDE, text)):
            first, second = (_joined(part, tell) for part in (text[: found[-1].start()], text[found[-1].end() :]))
            return None if first is None or second is None else say(message, first=first, second=second)
    return _of_drugs(text, tell) or tell(text)


def _of_drugs(text: str, tell: Callable[[str], str | None]) -> str | None:
    """'chemotherapy with ...', 'midostaurin or placebo': what joins a drug to another part; None for anything else."""
    first, _, second = text.partition(" with ")
    if second and _drug(first):
        other = _joined(second, tell)
        return other and say("{first} with {second}", first=_drug(first), second=other)
    names = [_drug(part) or _abbreviation(part) for part in text.split(" or ")]
    return spaced(say(" or ").join(filter(None, names))) if len(names) > 1 and None not in names else None


def _told(part: str) -> str | None:
    return _formed(part) or translated(part) or translated(part[:1].lower() + part[1:])


def _formed(part: str) -> str | None:
    """A drug, a dose, an abbreviation or a value in a common form; None for anything else."""
    if found := _drug(part) or _dosed(part) or _abbreviation(part):
        return found
    for pattern, message in _VALUED:
        if matched := pattern.fullmatch(part):
            values = matched.groupdict()
            return say(message, **values | ({"drug": _drug(values["drug"])} if "drug" in values else {}))
    return None


def _dosed(part: str) -> str | None:
    """'quizartinib 40 mg daily', '15 mcg/m2 a day': amount and unit, of a drug or a code name."""
    found = _DOSED.fullmatch(part)
    unit = UNIT.get(re.sub(r"(a|once) (day|daily)$", "daily", found["unit"])) if found else None
    if not found or not unit:
        return None
    return " ".join(filter(None, (_drug(found["drug"] or "") or found["code"], found["n"], unit.label)))


def _abbreviation(part: str) -> str | None:
    return part if _ABBREVIATION.fullmatch(part) else None


def _drug(name: str) -> str | None:
    """A drug of the vocabulary by its code or name, in the spoken language, in small letters where it has some."""
    if (code := _DRUGS.get(name.lower())) is None:
        return None
    label = DRUG[code].label
    return label[:1].lower() + label[1:] if label[1:2].islower() else label
