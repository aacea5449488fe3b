"""Words of the records that are the curators' own: common names of cohorts and times, read in the spoken language.

Anything else that a record says stays as it is: it is quoted.
"""

import re

from evidence.language import ENGLISH, mark, say, spoken
from evidence.reasons import Reason
from evidence.row import Fact
from evidence.vocabulary import DRUG
from evidence.wording.reasons import words

#: Names of cohorts that say who was counted, not whom the source names.
COHORTS = (
    mark("All treated"), mark("All enrolled"), mark("All randomised"), mark("All randomised, interim"),
    mark("FLT3 mutated"), mark("FLT3-ITD present"), mark("Salvage chemotherapy"), mark("No maintenance"),
    mark("Evaluable for response"), mark("Both phases"),
)  # fmt: skip
#: Times without a value.
TIMES = (
    mark("first two cycles"), mark("first two weeks"), mark("four weeks"), mark("after induction"), mark("end of induction"),
    mark("after consolidation"), mark("after maintenance"), mark("induction and consolidation"), mark("final analysis"),
    mark("landmark analysis"), mark("at last visit"), mark("safety lead-in"), mark("before treatment"), mark("baseline"),
    mark("from start of treatment"), mark("after the four-week DLT window"), mark("after the DLT period"),
    mark("after consolidation I"), mark("in CR or CRh"), mark("in CR+CRh with known MRD status"), mark("last follow-up"),
    mark("induction"), mark("consolidation"), mark("first report"), mark("related events only"), mark("two cycles"),
    mark("relapse or progression"), mark("end of reinduction"), mark("early"), mark("those with a result"),
    mark("data cut-off"), mark("lasting 2 cycles or beyond"), mark("long-term treatment"), mark("at start"),
    mark("at response"), mark("best"), mark("at relapse"), mark("day 15 of induction"), mark("untransfused"),
    mark("before or after transplant"), mark("maintenance after transplant"), mark("counted in cycles"),
    mark("counted in weeks"), mark("ongoing at report"), mark("at least once"), mark("before therapy"),
    mark("during study treatment"), mark("during treatment"), mark("before study"), mark("before relapse"),
    mark("evaluable for MRD"), mark("after crossover"), mark("first month"), mark("each cycle"), mark("first of three"),
    mark("second of three"), mark("third of three"), mark("after one induction cycle"), mark("on re-treatment"),
    mark("after two courses of induction"), mark("after the fourth course"), mark("end of the same period"),
    mark("after start of salvage chemotherapy"), mark("on re-treatment after allo-SCT"), mark("at relapse after allo-SCT"),
    mark("before transplant"), mark("before allo-SCT"), mark("after allo-SCT"), mark("after chemotherapy"),
)  # fmt: skip
#: Groups that are compared, beside drugs.
GROUPS = (
    mark("placebo"), mark("chemotherapy"), mark("salvage chemotherapy"), mark("chemotherapy alone"), mark("no maintenance"),
    mark("none"), mark("controls"), mark("triplet"), mark("doublet"), mark("transplant"), mark("responders"),
    mark("non-responders"), mark("MRD-positive"), mark("MRD-negative"), mark("negative"), mark("positive"),
    mark("FLT3 inhibitor"), mark("FLT3-ITD"), mark("FLT3-mutated"), mark("wild type"), mark("transplant in CR1"),
    mark("complete MRD response"), mark("low-dose cytarabine"), mark("standard care"), mark("standard chemotherapy"),
    mark("oral azacitidine"), mark("high-dose cytarabine"), mark("intensive chemotherapy"), mark("allogeneic transplant"),
    mark("consolidation chemotherapy"), mark("hypomethylating agent"), mark("standard induction chemotherapy"),
)  # fmt: skip
_BOTH = ", both with chemotherapy"
_DOSED = re.compile(r"([a-z-]+) (\d+) mg (daily|twice daily)")
_ABBREVIATION = re.compile(r"[A-Z0-9][A-Z0-9-]+|7\+3")
_VALUES = {"N": r"(?P<n>\d+(?:\.\d+)?)", "DATE": r"(?P<date>\d{4}-\d\d-\d\d)", "DRUG": r"(?P<drug>[a-z]+)"}
#: Times with a number, a date or a drug, each with its message.
_VALUED = tuple(
    (re.compile(re.sub(r"\b(N|DATE|DRUG)\b", lambda found: _VALUES[found[0]], pattern)), message)
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
        (r"below 10\^-N", mark("below 10^-{n}")), ("phase N", mark("phase {n}")),
        (r"above N x10\^9/L", mark("above {n} x10^9/L")),
        (r"platelets of N x10\^9/L or more", mark("platelets of {n} x10^9/L or more")),
        ("N years after salvage transplant", mark("{n} years after salvage transplant")),
        ("median time on study N months", mark("median time on study {n} months")),
        ("median follow-up N years", mark("median follow-up {n} years")),
        ("more than N years?", mark("more than {n} years")), ("N months or more", mark("{n} months or more")),
        ("by day N", mark("by day {n}")), ("after a median of N months", mark("after a median of {n} months")),
        ("after N months? in remission", mark("after {n} months in remission")),
        ("N mg twice daily", mark("{n} mg twice daily")),
        ("within N months of the second transplant", mark("within {n} months of the second transplant")),
        ("cut-off DATE", mark("data cut-off {date}")), ("before DRUG", mark("before {drug}")),
        ("after DRUG", mark("after {drug}")), ("on DRUG", mark("on {drug}")),
        ("after starting DRUG", mark("after starting {drug}")), ("from start of DRUG", mark("from start of {drug}")),
    )
)  # fmt: skip


def named(label: str) -> str:
    """The name of a cohort: 'All treated' and a regimen in the spoken language, a name from a source as it is."""
    return say(label) if label in COHORTS else regimen(label)


def regimen(text: str) -> str:
    """'placebo + chemotherapy' in the spoken language, where each part has a common name; else as the record has it."""
    if spoken() == ENGLISH:
        return text
    parts = [_part_of(one) for one in (text[:1].lower() + text[1:]).split(" + ")]
    return text if None in parts else " + ".join(filter(None, parts))


def _part_of(text: str) -> str | None:
    """A drug, with its dose where it has one, a common treatment, or an abbreviation; None for anything else."""
    if dosed := _DOSED.fullmatch(text):
        code, dose, unit = dosed.groups()
        message = mark("{drug} {dose} mg daily") if unit == "daily" else mark("{drug} {dose} mg twice daily")
        return say(message, drug=_drug(code), dose=dose) if code in DRUG else None
    return text if _ABBREVIATION.fullmatch(text) else _group(text)


def comparison(comparator: str | None) -> str:
    """Both groups of a comparison, where all their names are common ones; else as the record has them; empty for none."""
    text, both, _ = (comparator or "").partition(_BOTH)
    first, against, second = text.partition(" against ")
    names = [_group(one) for one in (first, second)]
    if not against or None in names or (comparator or "").removeprefix(text) not in ("", _BOTH):
        return comparator or ""
    said = say("{group} against {other}", group=names[0], other=names[1])
    return say("{compared}, both with chemotherapy", compared=said) if both else said


def _group(text: str) -> str | None:
    """The name of a group in the spoken language; None for one that is not common."""
    if text in GROUPS:
        return say(text)
    if text in DRUG:
        return _drug(text)
    first, _, second = text.partition(" with ")
    if text.startswith("no ") and text.removeprefix("no ") in DRUG:
        return say("no {drug}", drug=_drug(text.removeprefix("no ")))
    parts = [_group(one) for one in (first, second)] if second else [None]
    return None if None in parts else say("{first} with {second}", first=parts[0], second=parts[1])


def _drug(code: str) -> str:
    name = DRUG[code].label
    return name[:1].lower() + name[1:] if name[1:2].islower() else name


def note_of(fact: Fact) -> str:
    """What a reader noted of a figure, or that it is read the other way round; empty where there is nothing to note."""
    return words(fact["note"]) if isinstance(fact["note"], Reason) else fact["note"] or ""


def time(window: str | None) -> str:
    """A time as a record gives it, part by part: 'end of cycle 1, below 0.01 %'; empty where none is given."""
    if not window or spoken() == ENGLISH:
        return window or ""
    return say(", ").join(map(_part, window.split(", ")))


def _part(part: str) -> str:
    if part in TIMES:
        return say(part)
    for pattern, message in _VALUED:
        if found := pattern.fullmatch(part):
            return say(message, **found.groupdict())
    return say(part)
