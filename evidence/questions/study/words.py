"""One study in words: what it is, where it was read, whom it treated."""

from functools import partial
from typing import Any
from urllib.parse import quote

from evidence import vocabulary
from evidence.language import mark, say
from evidence.questions.study.numbers import Record
from evidence.row import Cohort, Row
from evidence.vocabulary import label
from evidence.wording.arms import arm
from evidence.wording.numbers import NOT_REPORTED, plural
from evidence.wording.phrases import named, regimen, remark, schedule, told
from evidence.wording.reading import read_how, reading, readings
from evidence.wording.selection import dose, lower_first, mutation_share, prior_flt3
from evidence.wording.table import Column, Table, filled

WHOLE = mark("Everything that this study prints is shown here; the filters act on the other pages.")
COHORTS_QUESTION = mark("Whom it treated")
FIGURES_QUESTION = mark("What it prints")
DISCREPANCIES_QUESTION = mark("Where its sources disagree")
#: One step of the cohort tree: a space that browsers do not fold.
_STEP = "\u2003"


def sentence(record: Record) -> str:
    rows = [fact for facts in record.figures.values() for fact in facts]
    doubted = sum(not row["certain"] for row in rows)
    message = (
        mark("{figures} on {cohorts}: {read}; {doubted} with a doubt; {discrepancies} registered.")
        if doubted
        else mark("{figures} on {cohorts}: {read}; none with a doubt; {discrepancies} registered.")
    )
    return say(
        message,
        figures=plural(len(rows), "figure"),
        cohorts=plural(len({row["cohort_id"] for row in rows}), "cohort"),
        read=read_how(readings(rows)),
        doubted=doubted,
        discrepancies=plural(len(record.discrepancies), "discrepancy", "discrepancies"),
    )


def treated(record: Record) -> str:
    """Whom it treated: each whole cohort with its number, then by name the parts that the study tells apart."""
    wholes = say("; ").join(whom(row) for depth, row in record.cohorts if depth == 0)
    parts = [named(row["label"]) for depth, row in record.cohorts if depth]
    return (
        say("{whom}. Told apart: {parts}.", whom=wholes, parts=say("; ").join(parts))
        if parts
        else say("{whom}.", whom=wholes)
    )


def whom(row: Cohort) -> str:
    """'All enrolled: 28, relapsed or refractory, FLT3-ITD, mixed transplant status'."""
    setting = say("setting not reported") if row["setting"] is None else label(vocabulary.SETTING, row["setting"])
    mutation = say("not selected by mutation") if row["mutation"] == "unselected" else mutation_share(row)
    known = [lower_first(part) for part in (setting, mutation, transplant(row)) if part]
    return say("{cohort}: {n}", cohort=named(row["label"]), n=say(", ").join([_number(row), *known]))


def _number(row: Cohort) -> str:
    """'28', '20 evaluable' where that alone is printed."""
    if row["n"] is None and row["n_evaluable"] is not None:
        return say("{n} evaluable", n=row["n_evaluable"])
    return say(NOT_REPORTED) if row["n"] is None else f"{row['n']:,}"


def about(study: Row) -> Table:
    """What the study is, one line a question."""
    lines = {
        say("Regimen"): regimen(study["regimen"]),
        say("Class of regimen"): label(vocabulary.REGIMEN_CLASS, study["regimen_class"]),
        say("Phase"): label(vocabulary.PHASE, study["phase"]),
        say("Design"): label(vocabulary.DESIGN, study["design"]),
        say("Disease"): label(vocabulary.DISEASE, study["disease"]),
        say("Published"): study["year"],
        say("Enrolled"): _enrolled(study),
        say("Centres"): study["centres"] or say(NOT_REPORTED),
        say("What to know"): study["note"] or say("no remark"),
    }
    columns = (Column("what", "About"), Column("said", "This study"))
    return Table(study["title"], columns, [{"what": what, "said": said} for what, said in lines.items()])


def _enrolled(study: Row) -> str:
    first, last = study["enrolled_from"], study["enrolled_to"]
    return say("{low} to {high}", low=first or "?", high=last or "?") if first or last else say(NOT_REPORTED)


def sources(rows: list[Row]) -> Table:
    """Where the study was read; identifiers lead to the paper, its PubMed record and its registry entry."""
    columns = (
        Column("citation", "Source", wide=True),
        Column("kind", "Kind"),
        Column("level", "Read as"),
        Column("doi", "DOI", href=lambda row: row["doi"] and f"https://doi.org/{quote(row['doi'], safe='/')}"),
        Column("pmid", "PubMed", href=lambda row: row["pmid"] and f"https://pubmed.ncbi.nlm.nih.gov/{row['pmid']}/"),
        Column("registry", "Registry", href=_registry),
        Column("seen", "Read on", under=True),
        Column("note", "Note", under=True),
    )
    kinds, levels = vocabulary.SOURCE_KIND, vocabulary.LEVEL
    records = [row | {"kind": label(kinds, row["kind"]), "level": label(levels, row["level"])} for row in rows]
    return Table(say("Sources"), filled(columns, records), records)


#: By what patients are parted and what is counted too: "arm" alone and "three arms" may be two words in a language.
_COUNTED = {"arm": mark("Arm"), "cohort": mark("Cohort"), "dose level": mark("Dose level"), "patient": mark("Patient")}


def _split(by: str) -> str:
    return lower_first(say(_COUNTED[by])) if by in _COUNTED else told(by)


def _registry(row: dict[str, Any]) -> str | None:
    """The entry of a trial by its number, as the resolver of the field's identifiers knows it."""
    registered = row["registry"] or ""
    return f"https://identifiers.org/clinicaltrials:{registered}" if registered.startswith("NCT") else None


def cohorts(tree: list[tuple[int, Cohort]]) -> Table:
    """The populations of the study, each part set in below its whole."""
    columns = (
        Column("label", "Cohort", wide=True),
        Column("split", "Split by", _split, under=True),
        Column("regimen", "Regimen", regimen, wide=True),
        Column("role", "Role", partial(label, vocabulary.ROLE)),
        Column("n", "Patients", _printed, numeric=True),
        Column("n_evaluable", "Evaluable for response", _printed, numeric=True),
        Column("mutation", "Mutation", wide=True),
        Column("setting", "Setting"),
        Column("transplant", "Transplant"),
        Column("prior_flt3", "Prior FLT3 inhibitor"),
        Column("dose", "Dose, where given"),
        Column("schedule", "Schedule, where given", schedule, wide=True),
        Column("basis", "Defined by"),
        Column("same", "Same patients as"),
        Column("place", "Place", wide=True),
        Column("note", "Note", remark, wide=True),
        *(Column(name) for name in ("cohort_id", "parent", "study_id", "drugs")),
    )
    records = [_cohort(depth, row) for depth, row in tree]
    return Table(say("Cohorts, each part below its whole"), filled(columns, records), records)


def _cohort(depth: int, row: Cohort) -> dict[str, object]:
    return {
        **{name: row[name] for name in ("split", "n", "n_evaluable", "note", "cohort_id", "parent", "study_id")},
        **arm(row),
        "label": _STEP * depth + named(row["label"]),
        "mutation": mutation_share(row),
        "setting": label(vocabulary.SETTING, row["setting"]),
        "transplant": transplant(row),
        "prior_flt3": "" if row["prior_flt3"] in (None, vocabulary.NOT_REPORTED) else prior_flt3(row),
        "dose": None if "dose" in row["inherited"] else dose(row),
        "schedule": None if "schedule" in row["inherited"] else row["schedule"],
        "basis": label(vocabulary.BASIS, row["basis"]),
        "same": ", ".join(row["same_patients_as"]),
        "place": row["locator"],
    }


def transplant(row: Cohort) -> str:
    status, n, of = label(vocabulary.TRANSPLANT, row["transplant"]), row["transplant_n"], row["transplant_of"]
    return status if n is None else say("{status} ({n} of {of})", status=status, n=n, of=of or say("a number not printed"))


def _printed(value: object) -> str:
    return say(NOT_REPORTED) if value in (None, "") else str(value)


def patients(rows: list[Row]) -> Table:
    """Single patients in words; their numbers are figures of their own cohorts."""
    heads = {"number": mark("Patient"), "sex": mark("Sex"), "fab": mark("FAB"), "status_before": mark("Before treatment"),
             "treated": mark("When treated"), "best_response": mark("Best response"), "side_effects": mark("Side effects"),
             "outcome": mark("Outcome"), "footnotes": mark("Note"), "locator": mark("Place"),
             "reading": mark("Read")}  # fmt: skip
    several = ("best_response", "side_effects", "footnotes")
    records = [
        row
        | {name: told(row[name]) for name in ("status_before", "treated", "outcome")}
        | {name: say("; ").join(map(told, row[name])) or say("none listed") for name in several}
        | {"sex": label(vocabulary.SEX, row["sex"]).lower(), "reading": reading(row["reading"])}
        for row in rows
    ]
    return Table(say("Single patients"), tuple(Column(name, head, _printed) for name, head in heads.items()), records)
