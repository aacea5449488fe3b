"""The list of studies in words: how they were read, and what passes the filters of each."""

from evidence.language import mark, say
from evidence.questions.evidence_map import words as overview
from evidence.questions.evidence_map.numbers import Overview, StudyCount
from evidence.vocabulary import DESIGN, DISEASE, LEVEL, PHASE, label
from evidence.wording.numbers import listed
from evidence.wording.phrases import named, regimen
from evidence.wording.table import Column, Table

QUESTION = mark("Which studies?")


def sentence(found: Overview) -> str:
    levels = [row.study["level"] for row in found.studies]
    counts = [say("{n} {level}", n=levels.count(code), level=LEVEL[code].label.lower()) for code in LEVEL if code in levels]
    if not counts:
        return overview.sentence(found)
    return say("Read as {levels}.", levels=listed(counts))


def table(found: Overview, version: str) -> Table:
    """Every study under the filters; numbers count what passes them."""
    columns = (
        Column("label", "Study", study=True),
        Column("regimen", "Regimen", regimen, wide=True),
        Column("disease", "Disease"),
        Column("phase", "Phase"),
        Column("design", "Design"),
        Column("patients", "Patients", overview.printed, numeric=True),
        Column("counted", "Counted as", wide=True),
        Column("cohorts", "Cohorts", numeric=True),
        Column("figures", "Figures", numeric=True),
        Column("twice", "Read twice", numeric=True),
        Column("checked", "Read and checked", numeric=True),
        Column("level", "Read as"),
        Column("discrepancies", "Discrepancies", numeric=True),
        Column("study_id"),
        Column("year"),
        Column("data_version"),
    )
    return Table(say("Studies"), columns, [_record(row, version) for row in found.studies])


def _record(row: StudyCount, version: str) -> dict[str, object]:
    return {
        **{name: row.study[name] for name in ("label", "regimen", "study_id", "year")},
        **{name: getattr(row, name) for name in ("patients", "cohorts", "figures", "discrepancies")},
        **{code: row.readings[code] for code in ("twice", "checked")},
        "disease": label(DISEASE, row.study["disease"]),
        "phase": label(PHASE, row.study["phase"]),
        "design": label(DESIGN, row.study["design"]),
        "level": label(LEVEL, row.study["level"]),
        "counted": _counted(row),
        "data_version": version,
    }


def _counted(row: StudyCount) -> str:
    """The cohorts that stand for a study, and which others may count the same patients."""
    cohorts = say("; ").join(named(one["label"]) for one in row.groups)
    if not row.within:
        return cohorts
    return say("{cohorts} (may be patients of {studies})", cohorts=cohorts, studies=listed(list(row.within)))
