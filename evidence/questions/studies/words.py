"""The list of studies in words: how they were read, and what passes the filters of each."""

from dataclasses import replace
from functools import partial

from evidence.cohorts import DESIGNS, by_match, unchecked
from evidence.language import mark, say, worded
from evidence.questions.evidence_map import words as overview
from evidence.questions.evidence_map.numbers import Overview, StudyCount
from evidence.questions.studies.numbers import study_labels
from evidence.vocabulary import DESIGN, DISEASE, LEVEL, PHASE, label
from evidence.wording.numbers import continued, listed, plural
from evidence.wording.phrases import named, regimen
from evidence.wording.reasons import told
from evidence.wording.selection import study_name
from evidence.wording.table import Column, Table

QUESTION = mark("Which studies?")
#: So many of the largest are named.
NAMED = 3
READ = {
    "full text": mark("{n} in full text"), "abstract": mark("{n} as abstract"), "registry record": mark("{n} in a registry"),
    "secondary": mark("{n} through a review"), "news report": mark("{n} through a news report"),
}  # fmt: skip


@worded(maxsize=8)
def study_names(version: str) -> dict[str, str]:
    """The names of all studies of a version by their ids, those of drafts with a mark, oldest first."""
    drafts = unchecked(version)
    return {
        study: study_name({"label": name, "unchecked": study in drafts}) for study, name in study_labels(version).items()
    }


def by_strength(found: Overview) -> Overview:
    """The same, its studies by match, design and patients."""
    return replace(found, studies=sorted(found.studies, key=_strength))


def _strength(row: StudyCount) -> tuple[int, int, int]:
    return by_match(row.cohort), DESIGNS.index(row.study["design"]), -(row.patients or 0)


def sentence(found: Overview) -> str:
    levels = [row.study["level"] for row in found.studies]
    counts = [say(READ[code], n=levels.count(code)) for code in LEVEL if code in levels]
    if not counts:
        return overview.sentence(found)
    largest = sorted((row for row in found.studies if row.patients), key=lambda row: -(row.patients or 0))[:NAMED]
    names = say("; ").join(
        say("{first}, {second}", first=study_name(row.study), second=plural(row.patients or 0, "patient")) for row in largest
    )
    largest_of = say("Largest: {names}.", names=names) if len(levels) > NAMED and names else ""
    read = say("How they were read: {levels}.", levels=listed(counts))
    return continued((largest_of, read))


def table(found: Overview, version: str) -> Table:
    """Every study under the filters; numbers count what passes them."""
    columns = (
        Column("label", "Study", study=True),
        Column("patients", "Patients", overview.printed, numeric=True),
        Column("regimen", "Regimen", regimen, wide=True),
        Column("disease", "Disease"),
        Column("phase", "Phase"),
        Column("design", "Design", partial(label, DESIGN)),
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
        **{name: row.study[name] for name in ("regimen", "study_id", "year")},
        "label": study_name(row.study),
        **{name: getattr(row, name) for name in ("patients", "cohorts", "figures", "discrepancies")},
        **{code: row.readings[code] for code in ("twice", "checked")},
        "disease": label(DISEASE, row.study["disease"]),
        "phase": label(PHASE, row.study["phase"]),
        "design": row.study["design"],
        "level": label(LEVEL, row.study["level"]),
        "counted": _counted(row),
        "data_version": version,
    }


def _counted(row: StudyCount) -> str:
    """The cohorts that stand for a study, and which others may count the same patients."""
    cohorts = say("; ").join(named(one["label"]) for one in row.groups)
    if not row.within:
        return cohorts
    return say("{cohorts} (may be patients of {studies})", cohorts=cohorts, studies=listed(list(map(told, row.within))))
