"""One line of a study as fields: which fields, in which order, and what a change of one does to the text."""

import re
from collections.abc import Mapping

from curate.edits import KEYS, with_line
from etl.lines import flow
from evidence import vocabulary
from evidence.records import Figure, Patient, section

#: Section of a study file to its domain.
DOMAIN_OF = {section(domain): domain for domain in vocabulary.DOMAIN}
RATE = ("events", "of", "percent")
OTHER = ("value", "low", "high", "spread", "interval", "unit", "of")
#: What a further line is likely to share with the one before it; never a number.
CARRIED = ("cohort", "grade", "statistic", "interval", "unit", "window", "population", "at", "source")
#: Fields that hold a list, shown with a stroke between: an item may hold any other sign.
LISTS = ("also", "same_patients_as", "may_share_with", "drugs", "facts", "best_response", "side_effects", "footnotes")
#: Fields that hold a record of their own, which an editor changes.
NESTED = ("instead",)
#: What lists without figures show of a line at once; a new line has these blank.
FIELDS: dict[str, tuple[str, ...]] = {
    "sources": ("id", "kind", "level", "citation", "doi", "seen"),
    "cohorts": ("id", "kind", "label", "n", "parent", "split", "mutation", "setting", "transplant", "at"),
    "patients": tuple(Patient.model_fields),
    "discrepancies": ("topic", "kind", "facts", "first", "first_at", "second", "second_at", "what", "shown", "why"),
    "appraisal": ("question", "answer", "reason", "at", "readers"),
}
#: What a new line of them needs, blank.
NEEDED = {
    "cohorts": ("id", "kind", "label", "n", "at"),
    "sources": ("id", "kind", "citation", "seen"),
}
_COUNT = re.compile(r"(?P<events>\d+)\s*(?:/|of|out of)\s*(?P<of>\d+)(?:\D{1,4}(?P<percent>\d+(?:\.\d+)?)\s?%\)?)?")
_SHARE = re.compile(r"(?P<events>\d+)\s*\(\s*(?P<percent>\d+(?:\.\d+)?)\s?%?\s*\)")
_PERCENT = re.compile(r"(?P<percent>\d+(?:\.\d+)?)\s?%")
_RANGE = re.compile(r"(?P<value>\d+(?:\.\d+)?)\s*\(\s*(?P<low>\d+(?:\.\d+)?)\s*(?:-|–|to|,)\s*(?P<high>\d+(?:\.\d+)?)\s*\)")
_ALONE = re.compile(r"(?P<events>\d+)")


def shown_fields(name: str, line: Mapping[str, object]) -> tuple[str, ...]:
    """The fields that a line of this list shows at once; the others stand under More."""
    if name in FIELDS:
        return FIELDS[name]
    graded = ("grade",) if DOMAIN_OF[name] in ("toxicity", "dlt") or line.get("grade") else ()
    numbers = OTHER if line.get("statistic") else RATE
    return ("cohort", "term", *graded, "statistic", "printed", *numbers, "at", "population", "window", "source")


def head(name: str) -> tuple[str, ...]:
    """The columns of a list as a table."""
    return ("cohort", "term", "numbers", "printed", "at", "read") if name in DOMAIN_OF else FIELDS[name][:6]


def cells(name: str, line: Mapping[str, object]) -> tuple[str, ...]:
    """A line of a list as a row of that table."""
    if name not in DOMAIN_OF:
        return tuple(as_text(line.get(field)) for field in head(name))
    said = {field: as_text(line.get(field)) for field in Figure.model_fields}
    what = [said[field] for field in ("term", "grade", "statistic", "window") if said[field]]
    return said["cohort"], ", ".join(what), _numbers_told(said), said["printed"], said["at"], said["readers"]


def _numbers_told(said: Mapping[str, str]) -> str:
    """The numbers of a figure in a few characters, as they are in the file: 5/10, 50 %; 7.5 (4.1 to 9) months."""
    counted = "/".join(filter(None, (said["events"], said["of"]))) if said["events"] else said["of"] and f"N {said['of']}"
    percent = said["percent"] and f"{said['percent']} %"
    limits = " to ".join(filter(None, (said["low"], said["high"])))
    spread = said["spread"] and f"± {said['spread']}"
    measured = " ".join(filter(None, (said["value"], limits and f"({limits})", spread, said["unit"])))
    return ", ".join(filter(None, (counted, percent, measured)))


def as_text(value: object) -> str:
    """A value of a study text as its field shows it."""
    return " | ".join(map(str, value)) if isinstance(value, list) else "" if value is None else str(value)


def as_value(field: str, typed: str) -> object:
    """What a field's text is in the file; an empty one takes the key away."""
    if field in LISTS:
        return tuple(part for one in typed.split("|") if (part := one.strip())) or None
    return typed or None


def proposed(name: str, line: Mapping[str, object], printed: str) -> dict[str, str]:
    """The numbers of printed characters, by field, for a figure that has none yet."""
    if name not in DOMAIN_OF or any(line.get(one) for one in (*RATE[::2], *OTHER[:3])):
        return {}
    return numbers_of(printed, rate=not line.get("statistic"), of=bool(line.get("of")))


def numbers_of(printed: str, rate: bool, of: bool = False) -> dict[str, str]:
    """The numbers of printed characters of a usual form, by field; nothing of any other form."""
    forms = (_COUNT, _SHARE, _PERCENT, _ALONE) if rate else (_RANGE,)
    found = next((match for form in forms if (match := form.fullmatch(printed.strip()))), None)
    given = {name: number for name, number in found.groupdict().items() if number} if found else {}
    return {name: number for name, number in given.items() if not (of and name == "of")}


def another(text: str, name: str, like: Mapping[str, object] | None, source: str | None) -> str:
    """The text with a line more in a list, which has what lines share with the one before."""
    fields: dict[str, object] = {}
    if name in FIELDS:
        fields = {field: None for field in KEYS[name] if field in NEEDED.get(name, FIELDS[name])}
    else:
        carried = {field: like[field] for field in CARRIED if like and like.get(field)}
        blank: dict[str, object] = dict.fromkeys(("cohort", "term", "printed", "at", "source"))
        fields = blank | ({"cohort": "all", "source": source} if not like else {}) | carried | {"readers": "once"}
        fields = {field: fields[field] for field in Figure.model_fields if field in fields}
    return with_line(text, name, fields)


def told(line: Mapping[str, object]) -> str:
    """A line in words, for lists and buttons."""
    return flow({name: value for name, value in line.items() if value is not None})
