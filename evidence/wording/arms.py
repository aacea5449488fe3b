"""The arm of a cohort in words, for tables and files: what it was given, and what for."""

from collections.abc import Iterable

from evidence.language import say
from evidence.row import Cohort
from evidence.vocabulary import ROLE
from evidence.wording.numbers import plural
from evidence.wording.phrases import regimen
from evidence.wording.table import Column

#: Columns that only files have.
IN_FILES = (Column("role"), Column("drugs"))


def arm(cohort: Cohort) -> dict[str, object]:
    """The values of the columns regimen, role and drugs."""
    return {"regimen": cohort["regimen"], "role": cohort["role"], "drugs": "; ".join(cohort["drugs"])}


def given(cohort: Cohort) -> str:
    """'gilteritinib', 'salvage chemotherapy (control arm)'."""
    if not is_control(cohort):
        return regimen(cohort["regimen"])
    return say("{regimen} ({role})", regimen=regimen(cohort["regimen"]), role=role(cohort))


def counted_apart(groups: Iterable[Cohort]) -> str:
    """'6 cohorts'; '6 cohorts, 3 controls' where a drug was asked for that the controls beside its arms did not get."""
    beside = [group["match"].beside for group in groups]
    cohorts = plural(beside.count(False), "cohort")
    return say("{cohorts}, {controls}", cohorts=cohorts, controls=plural(sum(beside), "control")) if any(beside) else cohorts


def is_control(cohort: Cohort) -> bool:
    return cohort["role"] == "control"


def role(cohort: Cohort) -> str:
    """'control arm' or 'arms together' where a reader must know; nothing for what was treated."""
    return ROLE[cohort["role"]].label.lower() if cohort["role"] in ("control", "mixed") else ""
