"""From the words of a source to a term of the vocabulary: by whole phrase, or not at all.

A title is stripped of what only frames it ("Number of participants with ... at week 12"); what is left must be the name
of a term, letter for letter but for spelling (British or American), hyphens and plurals.
"""

import re
from dataclasses import dataclass
from functools import cache

from etl.importing.brought import plain
from evidence.vocabulary import GRADE, TERM

#: How registries and sheets call what the vocabulary has under another name.
ALSO: dict[str, tuple[str, str]] = {
    "complete response": ("response", "CR"),
    "complete response with incomplete hematologic recovery": ("response", "CRi"),
    "complete response with partial hematologic recovery": ("response", "CRh"),
    "partial response": ("response", "PR"),
    "minimal residual disease response": ("response", "MRD response"),
    "complete minimal residual disease response": ("response", "complete MRD response"),
    "measurable residual disease response": ("response", "MRD response"),
    "complete remission with incomplete hematologic recovery": ("response", "CRi"),
    "complete remission with incomplete blood count recovery": ("response", "CRi"),
    "complete remission with incomplete platelet recovery": ("response", "CRp"),
    "complete remission with partial hematologic recovery": ("response", "CRh"),
    "composite complete remission": ("response", "CRc"),
    "composite cr": ("response", "CRc"),
    "objective response": ("response", "ORR"),
    "hematologic relapse free survival": ("time to event", "RFS"),
    "duration of remission": ("time to event", "DOR"),
    "duration of complete remission": ("time to event", "DOR"),
    "duration of cr": ("time to event", "DOR"),
    "duration of complete minimal residual disease response": ("time to event", "MRD response duration"),
    "time to hematologic relapse": ("time to event", "time to relapse"),
    "hematologic relapse": ("time to event", "relapse"),
    "death": ("mortality", "died"),
    "died": ("mortality", "died"),
    "all cause mortality": ("mortality", "died"),
    "fatal adverse event": ("mortality", "fatal adverse event"),
    "nonrelapse mortality": ("mortality", "non-relapse mortality"),
    "adverse event": ("toxicity", "any adverse event"),
    "any adverse event": ("toxicity", "any adverse event"),
    "treatment emergent adverse event": ("toxicity", "any adverse event"),
    "serious adverse event": ("toxicity", "serious adverse event"),
    "treatment emergent serious adverse event": ("toxicity", "serious adverse event"),
    "dose limiting toxicity": ("dlt", "DLT"),
}
#: Adverse events as MedDRA spells them, beside the synonyms of the vocabulary.
MEDDRA: dict[str, str] = {
    "electrocardiogram qt prolonged": "QT prolonged",
    "palmar plantar erythrodysesthesia syndrome": "hand-foot syndrome",
    "hepatic enzyme increased": "liver enzymes increased",
    "acute graft versus host disease": "acute GVHD",
    "chronic graft versus host disease": "chronic GVHD",
}
#: Terms of the vocabulary that mean a whole kind of events, where a list has one term of many by that name.
COLLECTIVE = {"infection", "bacterial infection", "fungal infection", "viral infection", "other infection", "cytopenia",
              "neurologic event", "pain"}  # fmt: skip
#: Domains that an outcome may speak of; a phrase that stands in two of them says nothing.
SPOKEN = ("response", "time to event", "mortality", "transplant", "toxicity", "dlt")
#: Names that mean something else elsewhere: hazard ratio, not reported, responses that each trial defines in its own way.
UNCLEAR = {"hr", "nr", "wbc", "bmr", "hematologic response", "bone marrow response", "marrow response", "clinical response",
           "response"}  # fmt: skip
_STOPPED = re.compile(
    r"(treatment emergent )?(adverse event|ae)s? (leading to|resulting in|that led to) (the )?"
    r"(permanent )?(treatment |study drug |drug )?(discontinuation|withdrawal)\b.*"
)
_RESPONSE = re.compile(
    r"(best |overall |clinical |disease |hematologic |treatment |objective |initial |leukemia )*(response|remission)"
    r"( (to|after|following) (study )?(treatment|therapy|drug|induction( therapy)?))?( status| category| categories)?"
)
_PEOPLE = r"(participants|patients|subjects|people|individuals)"
_HAVING = r"(with|who (had|have|experienced|achieved|attained)|achieving|attaining|experiencing|having|in)"
_COUNTED = r"(number|percentage|percent|proportion|rate|rates|incidence|frequency|count|occurrence|probability)"
_FRAMES = tuple(re.compile(one) for one in (
    rf"^{_COUNTED}( and {_COUNTED})* of {_PEOPLE} {_HAVING}"
    r" (at least 1 |at least one |a |an |the |any )?",
    rf"^{_COUNTED}( and {_COUNTED})* of {_PEOPLE} who (?=died)",
    rf"^{_COUNTED}( and {_COUNTED})* of (a |an |the )?",
    rf"^{_PEOPLE} (with|who had|who experienced) (a |an |the )?",
    r"^(median|mean|kaplan meier estimates? of|kaplan meier|estimated) ",
    r" (rate|rates|probability)$",
    r" (during|throughout) (the )?(study|treatment|study conduct|treatment period|study treatment)$",
))  # fmt: skip
_NUMBER_WORD = r"(\d+(\.\d+)?|one|two|three|four|five|six|twelve)"
_UNIT = r"(day|week|month|year|cycle)s?"
_TIME = re.compile(
    rf"(?: |^)(?:at|by|after|within|through|over|in) (?:the )?(?P<time>(?:end of )?(?:first |last )?(?:treatment )?"
    rf"(?:{_UNIT} {_NUMBER_WORD}|{_NUMBER_WORD}[ -]{_UNIT}|cycle|induction)(?: \d+)?)$"
)
_TIME_BEFORE = re.compile(rf"(?P<n>{_NUMBER_WORD}) (?P<unit>day|week|month|year)s? (?=\w)")
_MOMENT = re.compile(
    rf"(at )?({_NUMBER_WORD}[ -](day|week|month|year)s?|(day|week|month|year) \d+)( (after|post|from) \w+)?"
)
_GRADE = re.compile(
    r"(?:,? |^)(?P<least>at least |(?:greater than or equal to|>=|≥) ?)?(?:ctc(?:ae)? |nci ctc(?:ae)? )?(?:toxicity )?"
    r"grades? (?P<more>>=|≥)? ?(?P<low>[1-5])(?: ?(?:to|and|or|/| ) ?(?P<high>[1-5]))?"
    r"(?P<up> or (?:higher|greater|worse|above|more)| and (?:higher|above))?,?(?= |$)"
)


@dataclass(frozen=True)
class Named:
    """What a phrase names: a term of a domain, with the grade band and the time that stand in the phrase."""

    domain: str
    term: str
    grade: str | None = None
    window: str | None = None


def spelled(text: str) -> str:
    """A phrase in the one spelling in which phrases are compared."""
    text = plain(text).lower().replace("–", "-").replace("’", "'")
    for british, american in (("aem", "em"), ("oed", "ed"), ("rrhoea", "rrhea"), ("tumour", "tumor"), ("leucop", "leukop"),
                              ("neurological", "neurologic"), ("hematological", "hematologic"), ("aesthesia", "esthesia"),
                              ("leukaem", "leukem"), ("toxicities", "toxicity")):  # fmt: skip
        text = text.replace(british, american)
    text = re.sub(r"\b(event|response|infection|remission|relapse|death|reaction)s\b", r"\1", text)
    return re.sub(r"[^a-z0-9+/%()<>=≥. ]+", " ", text.replace("-", " ")).replace("  ", " ").strip(" .:")


@cache
def _phrases() -> dict[str, tuple[str, str] | None]:
    """Every phrase that names a term; None where it names terms of two domains."""
    found: dict[str, tuple[str, str] | None] = {}
    for domain in SPOKEN:
        for code in TERM[domain].values():
            if domain == "dlt" and code.code in TERM["toxicity"]:
                continue
            for written in {spelled(one) for one in (code.code, code.english, *code.synonyms)} - UNCLEAR:
                known = found.setdefault(written, (domain, code.code))
                if known != (domain, code.code):
                    found[written] = None
    return found | ALSO


@cache
def _events() -> dict[str, str | None]:
    """Adverse events by phrase: the event, never a total, a change of dose or a count apart."""
    found: dict[str, str | None] = {}
    for code in TERM["toxicity"].values():
        if code.group in ("Dose", "Hospital") or "adverse event" in code.code or code.code in COLLECTIVE:
            continue
        for written in {spelled(one) for one in (code.code, code.english, *code.synonyms)}:
            found[written] = code.code if found.setdefault(written, code.code) == code.code else None
    return found | MEDDRA


@cache
def event(term: str) -> tuple[str | None, bool]:
    """The adverse event that a listed term names, and whether it is the vocabulary's own name for it.

    A code in front ("13200-Anemia") is no part of the term; a grade inside it is, so such a term names nothing.
    """
    written = re.sub(r"^\d{3,}\s*[-–:]\s*", "", plain(term))
    code = _events().get(spelled(written))
    own = code is not None and spelled(written) in (spelled(code), spelled(TERM["toxicity"][code].english), "pyrexia")
    return code, own


@cache
def outcome(title: str) -> Named | None:
    """What the title of an outcome names, or None."""
    text, short, grade, window = _stripped(title)
    stopped = ("toxicity", "discontinued for adverse event") if _STOPPED.fullmatch(text) else None
    found = stopped or _phrases().get(text) or _composite(text)
    if found is None or (short and _phrases().get(short, found) != found) or grade == "unknown":
        return None
    if grade and found[0] != "toxicity":
        return None
    return Named(*found, grade=grade, window=window)


def _composite(text: str) -> tuple[str, str] | None:
    """A composite that is named by its parts: complete remission or one with partial recovery is CR+CRh."""
    parts = [_phrases().get(part.strip()) for part in re.split(r" (?:and|or|plus) | ?[/+] ?", text)]
    terms = [part[1] for part in parts if part and part[0] == "response"]
    code = "+".join(terms)
    return ("response", code) if 1 < len(terms) == len(parts) and code in TERM["response"] else None


def announces(title: str) -> str | None:
    """The domain whose categories a title announces as its rows, and nothing else; None for any other title."""
    named = outcome(title)
    if named and named.domain == "toxicity":
        return "toxicity" if named.term == "any adverse event" else None
    text, _, grade, _ = _stripped(title)
    return "response" if _RESPONSE.fullmatch(text) and not grade else None


def _stripped(title: str) -> tuple[str, str, str | None, str | None]:
    """What is left of a title without its frame, its abbreviation, its grade band and its time."""
    text, short = _without_abbreviation(title)
    text, grade = _without_grade(text)
    text, window = _without_time(text)
    while (stripped := _unframed(text)) != text:
        text = stripped
        if window is None:
            text, window = _without_time(text)
    return text, short, grade, window


def moment(text: str) -> str | None:
    """A phrase that is nothing but one point in time, '18 months' or 'Week 12'; None for a span or anything else."""
    return plain(text) if _MOMENT.fullmatch(spelled(text)) else None


def _unframed(text: str) -> str:
    for frame in _FRAMES:
        text = frame.sub("", text).strip()
    return text


def _without_abbreviation(title: str) -> tuple[str, str]:
    """A title without the abbreviation in brackets that repeats it; other words in brackets stay, and match nothing."""
    text, short = spelled(title), ""
    for found in re.findall(r"\(([a-z0-9+/]{2,8})\)", text):
        text, short = text.replace(f"({found})", " "), found
    return re.sub(r"\s+", " ", text).strip(), short


def _without_time(text: str) -> tuple[str, str | None]:
    """A phrase without the time that ends it ("at 12 months") or begins it ("2-year ..."), and that time."""
    if found := _TIME.search(text):
        return text[: found.start()].strip(), found["time"]
    if found := _TIME_BEFORE.match(text):
        return text[found.end() :].strip(), f"{found['n']} {found['unit']}" + ("" if found["n"] in ("1", "one") else "s")
    return text, None


def _without_grade(text: str) -> tuple[str, str | None]:
    """The text and its grade band as the vocabulary has it; 'unknown' where the vocabulary has no such band."""
    found = _GRADE.search(text)
    if not found:
        return text, None
    low, high = found["low"], found["high"]
    band = f">={low}" if found["least"] or found["more"] or found["up"] else f"{low}-{high}" if high else low
    band = {">=5": "5", ">=4": "4-5"}.get(band, band)
    rest = re.sub(r"\s+", " ", text[: found.start()] + " " + text[found.end() :]).strip()
    return rest.removesuffix(" of"), band if band in GRADE else "unknown"
