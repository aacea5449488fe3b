"""The codebook in words: every closed set and every term, with its meaning."""

from evidence import vocabulary
from evidence.language import mark, say
from evidence.vocabulary import Code, label
from evidence.wording.table import Column, Table

#: What the closed sets are called.
SETS = {
    "domain": mark("Domain"),
    "mutation": mark("Mutation"),
    "setting": mark("Setting"),
    "transplant": mark("Transplant"),
    "prior_flt3": mark("Prior FLT3 inhibitor"),
    "disease": mark("Disease"),
    "phase": mark("Phase"),
    "design": mark("Design"),
    "level": mark("Level"),
    "source_kind": mark("Source kind"),
    "cohort_kind": mark("Cohort kind"),
    "role": mark("Role"),
    "basis": mark("Basis"),
    "population": mark("Population"),
    "grade": mark("Grade"),
    "statistic": mark("Statistic"),
    "interval": mark("Interval"),
    "unit": mark("Unit"),
    "sex": mark("Sex"),
    "reading": mark("Reading"),
    "discrepancy_kind": mark("Discrepancy kind"),
    "assay": mark("MRD assay"),
    "integrity": mark("State of a source"),
    "assessor": mark("Assessor"),
    "assessed": mark("Which assessment"),
    "percent_is": mark("What a percentage is"),
    "printed_is": mark("What the printed characters hold"),
    "reader": mark("Kind of reader"),
    "found": mark("Finding"),
    "appraisal": mark("Appraisal"),
    "answer": mark("Answer"),
    "regimen_class": mark("Regimen class"),
    "drug": mark("Drug"),
}


def codebook() -> dict[str, list[Table]]:
    """The closed sets together, then the terms of each domain."""
    sets = {**vocabulary.ENUMS, "regimen_class": vocabulary.REGIMEN_CLASS, "drug": vocabulary.DRUG}
    closed = [_codes(say(SETS[name]), codes) for name, codes in sets.items()]
    domains = {domain: say("{domain}: terms", domain=label(vocabulary.DOMAIN, domain)) for domain in vocabulary.TERM}
    terms = {name: [_codes(name, vocabulary.TERM[domain])] for domain, name in domains.items()}
    return {say("Closed sets: settings, designs, grades, statistics, units and others"): closed} | terms


def _codes(caption: str, codes: dict[str, Code]) -> Table:
    columns = (
        Column("label", "Label"),
        Column("code", "Code in links and files"),
        Column("meaning", "Meaning", wide=True),
        Column("group", "Group"),
        Column("synonyms", "Also written", wide=True),
    )
    records = [
        {
            "label": code.label,
            "code": code.code,
            "meaning": "; ".join(part for part in (code.definition, _broader(codes, code)) if part),
            "group": say(code.group),
            "synonyms": ", ".join(code.synonyms),
        }
        for code in codes.values()
    ]
    return Table(caption, columns, records)


def _broader(codes: dict[str, Code], code: Code) -> str:
    return say("narrower than {term}", term=codes[code.broader].label) if code.broader else ""
