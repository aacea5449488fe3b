"""What a field may hold, and what it means: from the vocabulary, as the codebook says it."""

from collections.abc import Iterable

from evidence import vocabulary
from evidence.vocabulary import Code

#: Fields whose values are a closed set.
SETS: dict[str, dict[str, Code]] = {
    "kind": vocabulary.COHORT_KIND,
    "basis": vocabulary.BASIS,
    "role": vocabulary.ROLE,
    "mutation": vocabulary.MUTATION,
    "setting": vocabulary.SETTING,
    "dose_unit": vocabulary.UNIT,
    "grade": vocabulary.GRADE,
    "statistic": vocabulary.STATISTIC,
    "interval": vocabulary.INTERVAL,
    "unit": vocabulary.UNIT,
    "population": vocabulary.POPULATION,
    "percent_is": vocabulary.PERCENT_IS,
    "assessor": vocabulary.ASSESSOR,
    "assessed": vocabulary.ASSESSED,
    "printed_is": vocabulary.PRINTED_IS,
    "readers": vocabulary.READING,
    "phase": vocabulary.PHASE,
    "design": vocabulary.DESIGN,
    "disease": vocabulary.DISEASE,
    "level": vocabulary.LEVEL,
    "group": vocabulary.REGIMEN_CLASS,
    "transplant": vocabulary.TRANSPLANT,
    "prior_flt3": vocabulary.PRIOR_FLT3,
    "found": vocabulary.FOUND,
}
_HELP = {
    "events": "How many patients had it; as printed, never worked out from a percentage.",
    "of": "The N of this figure, where it is printed.",
    "percent": "The percentage as printed.",
    "value": "The number of the statistic: a median, a ratio.",
    "low": "Lower end of the interval.",
    "high": "Upper end of the interval.",
    "spread": "Standard deviation or error; needs the interval sd or se.",
    "printed": "The figure's own characters in the source, and nothing else.",
    "at": "Its place: table, figure, page.",
    "window": "The time that the figure is about, in words.",
    "comparator": "What is compared with what: A against B.",
    "criteria": "By which criteria, where the source says so.",
    "caveat": "What changes how the figure is read, in a clause of your own.",
    "certain": "no, with the reason in note.",
    "also": "Further places of the same figure; separate them by a semicolon.",
    "note": "What the next curator must know.",
    "n": "How many patients, as printed.",
    "parent": "The cohort that this one is a part of; goes with split.",
    "split": "What the parent is split by; goes with parent.",
    "label": "What people read.",
    "title": "What the study is about, in your own words.",
    "year": "Year of publication.",
    "term": "Type a few letters of the term or of a synonym.",
    "cohort": "Which patients.",
    "source": "Where it was read.",
}


def labelled(codes: dict[str, Code]) -> dict[str, str]:
    """What a list shows for each code: the code, its label, its synonyms, so that each of them finds it."""
    return {code.code: _labelled(code) for code in codes.values()}


def _labelled(code: Code) -> str:
    label = "" if code.label.lower() == code.code.lower() else f" · {code.label}"
    also = (*code.synonyms, *code.sought)
    return f"{code.code}{label}" + (f" ({', '.join(also)})" if also else "")


def meanings(fields: Iterable[str]) -> list[dict[str, str]]:
    """What fields mean and, of a closed set, what each code means, a row each."""
    rows = []
    for field in fields:
        rows += [{"field": field, "value": "", "meaning": _HELP[field]}] if field in _HELP else []
        codes = SETS.get(field, {}).values()
        rows += [{"field": field, "value": code.code, "meaning": code.definition or code.label} for code in codes]
    return rows
