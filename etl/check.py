"""Every rule on every study file, and what must hold between studies."""

from collections import defaultdict
from collections.abc import Callable, Iterator
from itertools import combinations

from etl.checks import (
    appraisal,
    arms,
    assessments,
    cohorts,
    discrepancies,
    figures,
    response,
    structure,
    times,
    tokens,
    wholes,
)
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
    tokens.line_in_token,
    tokens.token_in_line,
    tokens.interval_levels,
    figures.no_bounds,
    figures.ordered_ranges,
    figures.possible_values,
    figures.statistics_fit,
    cohorts.parts_fit,
    cohorts.siblings_fit,
    cohorts.overlaps_fit,
    cohorts.denominators_fit,
    cohorts.patients_fit,
    cohorts.carriers_fit,
    cohorts.dose_steps,
    assessments.assessments_told_apart,
    assessments.percentages_told,
    response.exclusive_categories,
    response.composites_hold,
    response.overall_percentages,
    wholes.grades_fit,
    wholes.causes_fit,
    wholes.terms_fit,
    wholes.windows_fit,
    wholes.deaths_fit,
    wholes.limiting_fit,
    wholes.cohorts_fit,
    times.estimates_run_one_way,
    times.responders_to_last,
    discrepancies.still_current,
    appraisal.all_questions_once,
)


def check(files: list[StudyFile]) -> list[Problem]:
    """Every problem of every file, sorted by file and line; an empty list means that a build may go on."""
    problems = [problem for file in files for problem in file.problems]
    readable = [file for file in files if file.study]
    problems += [problem for file in readable for problem in check_alone(file)]
    problems += _same_patients(readable)
    problems += _told_apart(readable)
    return sorted(set(problems))


def check_alone(file: StudyFile) -> list[Problem]:
    """What is wrong with a readable file without a look at any other."""
    problems = [file.problem(path, message) for rule in RULES for path, message in rule(file.record)]
    if file.name != f"{file.record.id}.yaml":
        problems.append(file.problem(("id",), f"is {file.record.id!r} in a file named {file.name!r}; they must agree"))
    return problems


def _same_patients(files: list[StudyFile]) -> Iterator[Problem]:
    known = {f"{file.record.id}/{cohort.id}" for file in files for cohort in file.record.cohorts}
    for file in files:
        for index, cohort in enumerate(file.record.cohorts):
            for name in ("same_patients_as", "may_share_with"):
                for other in getattr(cohort, name):
                    if other not in known:
                        yield file.problem(("cohorts", index, name), f"{other!r} is no cohort of any study (study/cohort)")


#: Sources that tell of a study without being its own report: several studies may rest on one such article.
_OTHERS = ("citing article", "news report")


def _told_apart(files: list[StudyFile]) -> Iterator[Problem]:
    """Two files on one registry number, DOI or PMID say whether their patients are the same."""
    reports: dict[tuple[str, str], list[tuple[StudyFile, int]]] = defaultdict(list)
    for file in files:
        for index, source in enumerate(file.record.sources):
            for name in ("registry", "doi", "pmid"):
                if (given := getattr(source, name)) and (name == "registry" or source.kind not in _OTHERS):
                    reports[name, given.lower()].append((file, index))
    names = {file.record.id for file in files}
    for (name, given), places in reports.items():
        for (one, _), (other, index) in combinations(places, 2):
            if one.record.id != other.record.id and not _explained(one.record, other.record):
                yield other.problem(
                    ("sources", index, name),
                    f"{given} stands in {one.record.id} as well: say same_patients_as or may_share_with on a cohort, or"
                    " differs_from with how it is known",
                )
    for file in files:
        for index, apart in enumerate(file.record.differs_from):
            if apart.study not in names - {file.record.id}:
                yield file.problem(("differs_from", index, "study"), f"{apart.study!r} is no other study")


def _explained(one: Study, other: Study) -> bool:
    """Whether either study says how its patients relate to those of the other."""
    for study, name in ((one, other.id), (other, one.id)):
        linked = (link for cohort in study.cohorts for link in (*cohort.same_patients_as, *cohort.may_share_with))
        if any(link.startswith(f"{name}/") for link in linked) or any(apart.study == name for apart in study.differs_from):
            return True
    return False
