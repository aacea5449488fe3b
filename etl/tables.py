"""Checked records to the rows of the built file: inheritance resolved, terms canonical, nothing computed."""

from evidence import vocabulary
from evidence.estimates import percent_is
from evidence.readings import Readings
from evidence.records import Cohort, Discrepancy, Regimen, Study
from evidence.row import Row
from evidence.selection import OF_PATIENTS
from evidence.vocabulary import slug

#: What patients were given, and how: a line with its own regimen takes neither from above.
GIVEN, HOW = ("regimen", "regimen_class", "drugs"), ("dose", "dose_unit", "dose_first", "schedule")
#: What a cohort takes from its parent where its own line is silent.
INHERITED = ("role", *GIVEN, *HOW, *(name for name in OF_PATIENTS if name != "mutation"), "toxicity_from")


def study_row(study: Study, unchecked: bool = False) -> Row:
    levels = list(vocabulary.LEVEL)
    kept = study.model_dump(
        include={"label", "title", "phase", "design", "disease", "year", "enrolled_from", "enrolled_to", "centres", "note"}
    )
    return kept | {
        "study_id": study.id,
        **_given(study.regimen),
        "level": min((source.read_as() for source in study.sources), key=levels.index),
        "readings": sorted({figure.readers for _, _, figure in study.figures()}, key=list(vocabulary.READERS).index),
        "domains": list(dict.fromkeys(domain for domain, _, _ in study.figures())),
        "unchecked": unchecked,
    }


def _given(regimen: Regimen | None) -> Row:
    """The columns of a regimen; of a line without one they are empty."""
    if regimen is None:
        return {"regimen": None, "regimen_class": None, "drugs": None}
    return {"regimen": regimen.name, "regimen_class": regimen.group, "drugs": list(regimen.drugs)}


def _read(readers: str) -> Row:
    return {"readers": vocabulary.READERS[readers], "reading": readers}


def source_rows(study: Study) -> list[Row]:
    return [
        source.model_dump(exclude={"id"}) | {"study_id": study.id, "source_id": source.id, "level": source.read_as()}
        for source in study.sources
    ]


def cohort_rows(study: Study) -> list[Row]:
    """The cohorts in the file's order, each with what it takes from those above it.

    Where no line gives a role, the patients are those of a study without a control, or its arms together.
    """
    rows: dict[str, Row] = {}
    whole = {"role": "mixed" if study.compared else "single", "transplant": vocabulary.NOT_REPORTED}
    whole |= _given(study.regimen)
    for place, cohort in enumerate(study.cohorts):
        parent = rows.get(cohort.parent or "", whole)
        rows[cohort.id] = _cohort_row(study.id, place, cohort, parent)
    return list(rows.values())


def _cohort_row(study_id: str, place: int, cohort: Cohort, parent: Row) -> Row:
    row = {name: value for name, value in cohort if name not in ("id", "at")} | _given(cohort.regimen)
    own = (*GIVEN, *HOW) if cohort.regimen else ()
    taken = [name for name in INHERITED if name not in own and row[name] is None and parent.get(name) is not None]
    row |= {name: parent[name] for name in taken}
    if row["prior_flt3"] is None or ("prior_flt3" in taken and row["prior_flt3"] == vocabulary.MIXED):
        row["prior_flt3"] = vocabulary.NOT_REPORTED  # what is mixed in the whole is not known of its part
    if cohort.mutation is None and parent.get("mutation"):
        taken.append("mutation")
        row |= {name: parent[name] for name in ("mutation", "mutation_n", "mutation_of", "mutation_from")}
    else:
        row["mutation_from"] = cohort.id if cohort.mutation else None
    return row | {
        "study_id": study_id,
        "cohort_id": cohort.id,
        "place": place,
        "inherited": taken,
        "same_patients_as": list(cohort.same_patients_as),
        "may_share_with": list(cohort.may_share_with),
        "also_in": [f"{other.cohort}/{other.n}" for other in cohort.also_in],
        "locator": cohort.at,
    }


def fact_rows(study: Study) -> list[Row]:
    kept = (
        "grade", "events", "population", "low", "high", "spread", "interval", "comparator",
        "assay", "threshold", "criteria", "attribution", "printed", "printed_is", "certain", "caveat", "note",
    )  # fmt: skip
    rows = []
    for place, (name, (domain, _, figure)) in enumerate(zip(study.fact_ids, study.figures(), strict=True)):
        said = vars(figure)
        rows.append(
            {one: said[one] for one in kept}
            | {
                "fact_id": name,
                "study_id": study.id,
                "cohort_id": figure.cohort,
                "domain": domain,
                "term": vocabulary.canonical(domain, figure.term),
                "statistic": figure.statistic_code(),
                "of_n": figure.of,
                "value": figure.percent if figure.percent is not None else figure.value,
                "unit": "%" if figure.percent is not None else figure.unit,
                "percent_is": percent_is(domain, figure),
                "window": figure.time_said(),
                "assessor": figure.assessor_code(),
                "assessed": figure.assessed_code(),
                "cycle": figure.cycle_number(),
                "source_id": figure.source,
                "locator": figure.at,
                "also": list(figure.also),
                "place": place,
            }
            | _read(figure.readers)
        )
    return rows


def patient_rows(study: Study) -> list[Row]:
    """The words about each patient; the build adds the numbers from the figures of the patient's cohort."""
    return [
        patient.model_dump(exclude={"cohort", "at", "source"})
        | {
            "study_id": study.id,
            "cohort_id": patient.cohort,
            "best_response": list(patient.best_response),
            "side_effects": list(patient.side_effects),
            "resistance": None if patient.resistance == "unknown" else patient.resistance,
            "footnotes": list(patient.footnotes),
            "locator": patient.at,
            "source_id": patient.source,
        }
        | _read(patient.readers)
        for patient in study.patients
    ]


def discrepancy_rows(study: Study) -> list[Row]:
    return [
        found.model_dump(exclude={"facts", "instead", "seal"})
        | _reading(study, found)
        | {
            "study_id": study.id,
            "discrepancy_id": f"{study.id}/{slug(found.topic)}",
            "fact_ids": [f"{study.id}/{fact}" for fact in found.facts],
            "place": place,
        }
        for place, found in enumerate(study.discrepancies)
    ]


def _reading(study: Study, found: Discrepancy) -> Row:
    other = found.instead
    percent = other and (other.percent if other.percent is not None else other.value)
    return {
        "other_fact": f"{study.id}/{other.fact}" if other else None,
        "other_events": other and other.events,
        "other_of": other and other.of,
        "other_value": percent,
        "other_low": other and other.low,
        "other_high": other and other.high,
    }


def appraisal_rows(study: Study) -> list[Row]:
    return [
        judgement.model_dump(exclude={"at"}) | {"study_id": study.id, "locator": judgement.at} | _read(judgement.readers)
        for judgement in study.appraisal
    ]


TABLES = {
    "study": lambda study: [study_row(study)],
    "source": source_rows,
    "cohort": cohort_rows,
    "fact": fact_rows,
    "patient": patient_rows,
    "discrepancy": discrepancy_rows,
    "appraisal": appraisal_rows,
}


def reading_rows(readings: Readings) -> list[Row]:
    """One row a reading of a figure, in the order of the file."""
    readers = {reader.id: reader for reader in readings.readers}
    return [
        noted.model_dump(include={"reader", "found", "events", "low", "high", "spread", "printed", "note"})
        | {
            "study_id": readings.study,
            "fact_id": f"{readings.study}/{noted.fact}",
            "kind": readers[noted.reader].kind,
            "day": readers[noted.reader].date,
            "of_n": noted.of,
            "value": noted.percent if noted.percent is not None else noted.value,
            "locator": noted.at,
            "place": place,
        }
        for place, noted in enumerate(readings.figures)
    ]


def decision_rows(readings: Readings) -> list[Row]:
    """One row a decision about two readings that differ."""
    return [
        {
            "study_id": readings.study,
            "fact_id": f"{readings.study}/{decision.fact}",
            "decided_by": decision.by,
            "day": decision.date,
            "chosen": decision.chosen,
            "why": decision.why,
        }
        for decision in readings.decisions
    ]


def answer_rows(readings: Readings) -> list[Row]:
    """One row a reader's answer to a question of the appraisal, in the order of the file."""
    readers = {reader.id: reader for reader in readings.readers}
    return [
        one.model_dump(exclude={"at"})
        | {
            "study_id": readings.study,
            "kind": readers[one.reader].kind,
            "day": readers[one.reader].date,
            "locator": one.at,
            "place": place,
        }
        for place, one in enumerate(readings.answers)
    ]


def ruling_rows(readings: Readings) -> list[Row]:
    """One row a decision about two answers that differ."""
    return [
        one.model_dump(exclude={"by", "date"}) | {"study_id": readings.study, "decided_by": one.by, "day": one.date}
        for one in readings.rulings
    ]


TABLES_OF_READINGS = {
    "reading": reading_rows,
    "decision": decision_rows,
    "appraisal_answer": answer_rows,
    "appraisal_ruling": ruling_rows,
}

#: The tables whose rows belong to a study.
OF_STUDY = (*TABLES, *TABLES_OF_READINGS)
