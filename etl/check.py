"""Every rule on every study file, and what must hold between studies."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing

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
from etl.outline import SCHEMA, Outlines
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
    readable = {file.name: file for file in files if file.study}
    problems += [problem for file in readable.values() for problem in check_alone(file)]
    with closing(sqlite3.connect(":memory:")) as con:
        con.executescript(SCHEMA)
        outlines = Outlines(con)
        for name, file in readable.items():
            outlines.put(name, file.record)
        problems += [readable[name].problem(path, message) for name, path, message in between(outlines)]
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


#: The file of a study by its name, the part of it, what is wrong.
Between = tuple[str, Path_, str]

_LINKS = """
select name, at, how, other from link
where not exists (select 1 from study s join cohort c using (name) where s.id = link.study and c.cohort = link.cohort)
"""
#: Two files on one number, unless one of them links to the other or says that it differs from it.
_TOLD_APART = """
select b.name, b.at, b.what, b.number, one.id
from number a join number b on a.what = b.what and a.number = b.number and a.name < b.name
    join study one on one.name = a.name join study other on other.name = b.name
where one.id <> other.id and not exists (
    select 1 from (select name, study from link union all select name, study from apart) said
    where (said.name = a.name and said.study = other.id) or (said.name = b.name and said.study = one.id))
"""
_APART = """
select name, at, apart.study from apart join study using (name)
where apart.study = study.id or not exists (select 1 from study other where other.id = apart.study)
"""


def between(outlines: Outlines) -> Iterator[Between]:
    """What is wrong between studies: links that lead nowhere, and reports on one trial that do not say so."""
    con = outlines.con
    for name, at, how, other in con.execute(_LINKS):
        yield name, ("cohorts", at, how), f"{other!r} is no cohort of any study (study/cohort)"
    for name, at, what, number, other in con.execute(_TOLD_APART):
        yield (
            name,
            ("sources", at, what),
            f"{number} stands in {other} as well: say same_patients_as or may_share_with on a cohort, or"
            " differs_from with how it is known",
        )
    for name, at, other in con.execute(_APART):
        yield name, ("differs_from", at, "study"), f"{other!r} is no other study"
