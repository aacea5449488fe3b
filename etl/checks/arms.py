"""What each arm was given and what it is for: an arm is not its trial."""

from collections.abc import Iterator

from etl.checks.finding import Finding
from etl.read import Path_
from evidence.records import Regimen, Study

_WRITE = {
    "regimen": "write what its patients got, like regimen: {name: placebo, group: no-study-drug, drugs: [placebo]}",
    "role": "write role: experimental, role: control, or role: single where the study has no control",
}


def own_regimen_and_role(study: Study) -> Iterator[Finding]:
    """Each arm gives both on its own line; so does any other line with a regimen in a study with a control."""
    for index, cohort in enumerate(study.cohorts):
        apart = study.compared and (cohort.regimen is not None or cohort.role in ("experimental", "control"))
        if cohort.kind == "arm" or apart:
            for name, write in _WRITE.items():
                if getattr(cohort, name) is None:
                    yield ("cohorts", index, name), f"{cohort.kind} {cohort.id!r} has no {name}; {write}"


def drugs_named(study: Study) -> Iterator[Finding]:
    """Each regimen says what it is made of."""
    given: list[tuple[Path_, Regimen]] = [(("regimen", "drugs"), study.regimen)]
    given += [(("cohorts", at, "regimen", "drugs"), one.regimen) for at, one in enumerate(study.cohorts) if one.regimen]
    for path, regimen in given:
        if not regimen.drugs:
            yield path, "names no drug; give those of the vocabulary, like drugs: [sorafenib], or [no-study-drug]"


def roles_agree(study: Study) -> Iterator[Finding]:
    """A control needs something to be compared with it, and a part of an arm has the arm's role."""
    given = {cohort.role for cohort in study.cohorts}
    above: dict[str, str | None] = {}
    for index, cohort in enumerate(study.cohorts):
        place, whole = ("cohorts", index, "role"), above.get(cohort.parent or "")
        above[cohort.id] = cohort.role or whole
        if whole in ("experimental", "control") and above[cohort.id] != whole:
            yield place, f"{cohort.role!r} is a part of {cohort.parent!r}, which is {whole!r}; leave role out"
        if cohort.role == "experimental" and not study.compared:
            yield place, "the study has neither a control nor randomised arms; write role: single"
        if cohort.role == "control" and "experimental" not in given:
            yield place, "no cohort is compared with this control; give the arm that got the drug role: experimental"
        if cohort.role == "single" and study.compared:
            yield place, "the study is randomised or has a control; write role: experimental, control or mixed"
