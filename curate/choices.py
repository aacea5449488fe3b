"""What a field may hold, and what it means: from the vocabulary, as the codebook says it."""

from collections.abc import Iterable
from typing import get_args

from curate.lines import LISTS
from etl.codebook import columns
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
    "assay": vocabulary.ASSAY,
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
#: The codebook's table of a list; those of figures share one.
_TABLE = {
    "study": "study",
    "regimen": "study",
    "sources": "source",
    "cohorts": "cohort",
    "patients": "patient",
    "discrepancies": "discrepancy",
    "appraisal": "appraisal",
}
#: What the codebook calls a field, where the two differ.
_COLUMN = {
    "name": "regimen",
    "group": "regimen_class",
    "cohort": "cohort_id",
    "source": "source_id",
    "at": "locator",
    "of": "of_n",
    "facts": "fact_ids",
    "readers": "reading",
}
#: What the codebook does not say, being no matter of the built file: how to fill a field in.
_HINT = {
    "events": "As printed, never worked out from a percentage.",
    "of": "Only where it is printed.",
    "percent": "The percentage as printed.",
    "value": "Of a median, a ratio or another statistic.",
    "spread": "Needs the interval sd or se.",
    "printed": "The figure's own characters, and nothing else.",
    "at": "Table, figure, page.",
    "comparator": "A against B.",
    "caveat": "A clause of your own.",
    "parent": "Goes with split.",
    "split": "Goes with parent.",
    "term": "Type a few letters of the term or of a synonym.",
    "id": "Small letters, digits and hyphens; it stays for good.",
    "facts": "Each as cohort/domain/term.",
    "search": "The search that brought the study; blank where data/search.yaml lists the study itself.",
    "seal": "Fits the figures as they were judged; the check says what to write.",
    **dict.fromkeys(("printed_is", "percent_is"), "Blank as a rule."),
}
#: Fields whose column of that name is another thing.
_OWN = ("value",)
_STROKE = "Separate them by a stroke, |."


def labelled(codes: dict[str, Code]) -> dict[str, str]:
    """What a list shows for each code: the code, its label, its synonyms, so that each of them finds it.

    In the order of the vocabulary; but a code comes before all whose words hold it, so that who types it whole and takes
    the first that is found has it: CR before CRh.
    """
    found: list[tuple[str, str]] = []
    for code in codes.values():
        words = code.code.lower()
        place = next((at for at, (_, said) in enumerate(found) if words in said.lower()), len(found))
        found.insert(place, (code.code, _labelled(code)))
    return dict(found)


def _labelled(code: Code) -> str:
    label = "" if code.label.lower() == code.code.lower() else f" · {code.label}"
    also = (*code.synonyms, *code.sought)
    return f"{code.code}{label}" + (f" ({', '.join(also)})" if also else "")


def codes_of(name: str, field: str) -> dict[str, Code]:
    """The closed set of a field in a list, empty where it takes any words."""
    return OF_LIST.get((name, field)) or SETS.get(field, {})


def meaning(name: str, field: str, value: str = "") -> str:
    """What a field of a list means, how it is filled in, and what the code means that it holds."""
    said = columns(_TABLE.get(name, "fact"))
    of = said.get(_COLUMN.get(field, field), "") if field not in _OWN else ""
    hints = [_HINT.get(field, ""), _STROKE if field in LISTS else ""]
    code = codes_of(name, field).get(value)
    held = f"{code.code}: {code.definition or code.label}" if code else ""
    return " ".join(f"{part.rstrip('.')}." for part in (of, *hints, held) if part)


def meanings(name: str, fields: Iterable[str]) -> list[dict[str, str]]:
    """What fields mean and, of a closed set, what each code means, a row each."""
    rows = []
    for field in fields:
        rows += [{"field": field, "value": "", "meaning": said}] if (said := meaning(name, field)) else []
        codes = codes_of(name, field).values()
        rows += [{"field": field, "value": code.code, "meaning": code.definition or code.label} for code in codes]
    return rows
