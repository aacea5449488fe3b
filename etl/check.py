"""Every rule on every study file, and what must hold between studies."""

from collections.abc import Callable, Iterator

from etl.checks import appraisal, arms, cohorts, discrepancies, figures, response, structure
from etl.checks.finding import Finding
from etl.read import Problem, StudyFile
from evidence.records import Study

RULES: tuple[Callable[[Study], Iterator[Finding]], ...] = (
    structure.unique_ids,
    structure.references,
    structure.read_by_hand,
    arms.own_regimen_and_role,
    arms.roles_agree,
    figures.counts,
    figures.printed_token,
    figures.no_bounds,
    figures.ordered_ranges,
    figures.statistics_fit,
    cohorts.parts_fit,
    cohorts.denominators_fit,
    cohorts.dose_steps,
    response.exclusive_categories,
    response.overall_response,
    discrepancies.still_current,
    appraisal.all_questions_once,
)


def check(files: list[StudyFile]) -> list[Problem]:
    """Every problem of every file, sorted by file and line; an empty list means that a build may go on."""
    problems = [problem for file in files for problem in file.problems]
    readable = [file for file in files if file.study]
    for file in readable:
        for rule in RULES:
            problems += [file.problem(path, message) for path, message in rule(file.study)]
        if file.name != f"{file.study.id}.yaml":
            problems.append(file.problem(("id",), f"is {file.study.id!r} in a file named {file.name!r}; they must agree"))
    problems += _same_patients(readable)
    return sorted(set(problems))


def _same_patients(files: list[StudyFile]) -> Iterator[Problem]:
    known = {f"{file.study.id}/{cohort.id}" for file in files for cohort in file.study.cohorts}
    for file in files:
        for index, cohort in enumerate(file.study.cohorts):
            for name in ("same_patients_as", "may_share_with"):
                for other in getattr(cohort, name):
                    if other not in known:
                        yield file.problem(("cohorts", index, name), f"{other!r} is no cohort of any study (study/cohort)")
