"""Every rule on every study file, and what must hold between studies."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
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
from etl.outline import Outline, outline
from etl.read import Path_, Problem, StudyFile
from evidence.records import Study

Rule = Callable[[Study], Iterator[Finding]]
#: What only a person can give: a draft may be without.
OF_HAND: tuple[Rule, ...] = (
    structure.read_by_hand,
    structure.stated,
    structure.sources_read,
    arms.own_regimen_and_role,
    arms.drugs_named,
)
RULES: tuple[Rule, ...] = (
    structure.unique_ids,
    structure.references,
    *OF_HAND,
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
    found = between([outline(file.record) for file in readable])
    problems += [readable[at].problem(path, message) for at, path, message in found]
    return sorted(set(problems))


def check_alone(file: StudyFile) -> list[Problem]:
    """What is wrong with a readable file without a look at any other."""
    problems = [file.problem(path, message) for rule in RULES for path, message in rule(file.record)]
    if file.name != f"{file.record.id}.yaml":
        problems.append(file.problem(("id",), f"is {file.record.id!r} in a file named {file.name!r}; they must agree"))
    return problems


def check_draft(study: Study) -> list[Finding]:
    """What the first rule that is broken finds in a draft, but for what only a person can give.

    A line that is wrong in itself is found before those that it contradicts.
    """
    found = (list(rule(study)) for rule in RULES if rule not in OF_HAND)
    return next(filter(None, found), [])


#: The place of a study among those that are looked at, the part of its file, what is wrong.
Between = tuple[int, Path_, str]


def between(studies: Sequence[Outline]) -> Iterator[Between]:
    """What is wrong between studies: links that lead nowhere, and reports on one trial that do not say so."""
    yield from _same_patients(studies)
    yield from _told_apart(studies)


def _same_patients(studies: Sequence[Outline]) -> Iterator[Between]:
    named = {study.id: study for study in studies}
    for at, study in enumerate(studies):
        for index, (_, same, may_share) in enumerate(study.cohorts):
            for name, others in (("same_patients_as", same), ("may_share_with", may_share)):
                for other in others:
                    of, _, cohort = other.partition("/")
                    if of not in named or all(own != cohort for own, *_ in named[of].cohorts):
                        yield at, ("cohorts", index, name), f"{other!r} is no cohort of any study (study/cohort)"


#: Sources that tell of a study without being its own report: several studies may rest on one such article.
OTHERS = ("citing article", "news report")


def _told_apart(studies: Sequence[Outline]) -> Iterator[Between]:
    """Two files on one registry number, DOI or PMID say whether their patients are the same."""
    reports: dict[tuple[str, str], list[tuple[int, int]]] = defaultdict(list)
    for at, study in enumerate(studies):
        for index, (_, kind, *numbers) in enumerate(study.sources):
            for name, given in zip(("registry", "doi", "pmid"), numbers, strict=True):
                if given and (name == "registry" or kind not in OTHERS):
                    reports[name, given.lower()].append((at, index))
    names = {study.id for study in studies}
    for (name, given), places in reports.items():
        for (first, _), (at, index) in combinations(places, 2):
            one, other = studies[first], studies[at]
            if one.id != other.id and not _explained(one, other):
                yield (
                    at,
                    ("sources", index, name),
                    f"{given} stands in {one.id} as well: say same_patients_as or may_share_with on a cohort, or"
                    " differs_from with how it is known",
                )
    for at, study in enumerate(studies):
        for index, apart in enumerate(study.differs_from):
            if apart == study.id or apart not in names:
                yield at, ("differs_from", index, "study"), f"{apart!r} is no other study"


def _explained(one: Outline, other: Outline) -> bool:
    """Whether either study says how its patients relate to those of the other."""
    for study, name in ((one, other.id), (other, one.id)):
        linked = (link for _, same, may_share in study.cohorts for link in (*same, *may_share))
        if any(link.startswith(f"{name}/") for link in linked) or name in study.differs_from:
            return True
    return False
