"""What a field may hold, and what it means: from the vocabulary, as the codebook says it."""

from collections.abc import Iterable
from typing import get_args

from evidence import vocabulary
from evidence.records import Discrepancy, Patient
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
    "sex": vocabulary.SEX,
    "question": vocabulary.APPRAISAL,
    "answer": vocabulary.ANSWER,
}
#: Sets of which the list decides.
OF_LIST: dict[tuple[str, str], dict[str, Code]] = {
    ("sources", "kind"): vocabulary.SOURCE_KIND,
    ("discrepancies", "kind"): vocabulary.DISCREPANCY_KIND,
}
#: Values that are words of the record itself.
WORDS = {
    "certain": ("yes", "no"),
    "resistance": ("yes", "no", "unknown"),
    "course": get_args(Patient.model_fields["course"].annotation),
    "shown": get_args(Discrepancy.model_fields["shown"].annotation),
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
    "also": "Further places of the same figure; separate them by a stroke, |.",
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
    "topic": "What the two places are about.",
    "facts": "The figures that it is about, each as cohort/domain/term; separate them by a stroke, |.",
    "first": "What the one place says.",
    "first_at": "Its place.",
    "second": "What the other place says.",
    "second_at": "Its place.",
    "what": "How they differ, in your own words.",
    "shown": "Which of the two is shown to readers.",
    "why": "Why that one.",
    "seal": "Fits the figures as they were judged; the check says what to write.",
    "reason": "What the answer rests on, in your own words.",
    "best_response": "Each as printed; separate them by a stroke, |.",
    "side_effects": "Each as printed; separate them by a stroke, |.",
    "footnotes": "What must be known of this patient; separate them by a stroke, |.",
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
