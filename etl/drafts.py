"""Drafts that nobody has checked: what one leaves blank is not stated, and a line that breaks a rule is left out."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from pydantic import ValidationError

from etl.check import check_draft
from etl.checks.finding import Finding
from etl.read import Path_, Problem, StudyFile, Unreadable, explain, loaded
from evidence.records import Study, section
from evidence.vocabulary import DOMAIN

#: The lists of a study file of which a draft may lose a line and still be one.
_LINES = (*map(section, DOMAIN), "patients", "discrepancies", "appraisal")
_NOT_STATED = "not stated"
_BLANK = ("phase", "design", "disease")

Tree = dict[str, Any]


@dataclass(frozen=True)
class Draft:
    """A draft as read: its text as a tree, or what is wrong with the file."""

    file: StudyFile
    tree: Tree | None

    def checked(self) -> tuple[Study | None, list[Problem]]:
        """The study in it, and what was left out and why; None where nothing of it can be shown.

        Nothing is guessed: a line that is wrong in itself, or contradicts another, goes, and so does a cohort of which
        nobody has said whose patients it holds, with all its figures.
        """
        left = list(self.file.problems)
        if self.tree is None:
            return None, left
        kept = _Kept(completed(self.tree))
        while True:
            study, wrong = _checked(kept.tree())
            left += [self.file.problem(kept.place(path), why) for path, why in wrong.items()]
            if study and not wrong and any(study.figures()):
                return study, left
            if not wrong:
                left.append(self.file.problem((), "no figure of it can be shown"))
            if not wrong or not kept.without(wrong):
                return None, left


def read_draft(name: str, text: bytes) -> Draft:
    """A draft from the bytes of its file; never raises for what they say."""
    try:
        tree, lines = loaded(text)
    except Unreadable as fault:
        return Draft(StudyFile(name, None, {}, (Problem(name, fault.args[0], "file", fault.args[1]),)), None)
    file = StudyFile(name, None, lines)
    if isinstance(tree, dict):
        return Draft(file, tree)
    return Draft(replace(file, problems=(file.problem((), "is no study file; `python -m etl import` writes drafts"),)), None)


def completed(tree: Tree) -> Tree:
    """A draft in which what nobody has filled in is said to be not stated, and its name is that of its record."""
    source = next(iter(_dicts(tree, "sources")), {})
    number = source.get("registry") or str(tree.get("id", "")).upper()
    blank = {"label": number, "title": source.get("citation") or number, **dict.fromkeys(_BLANK, _NOT_STATED)}
    said = blank | _given(tree)
    said["regimen"] = _regimen(said.get("regimen", {}))
    if isinstance(cohorts := said.get("cohorts"), list):
        said["cohorts"] = [_cohort(one) if isinstance(one, dict) else one for one in cohorts]
    return said


def _given(tree: Tree) -> Tree:
    return {name: value for name, value in tree.items() if value is not None}


def _regimen(given: object) -> object:
    """A regimen in which what nobody has filled in is said to be not stated."""
    blank = {"name": _NOT_STATED, "group": _NOT_STATED, "drugs": []}
    return blank | _given(given) if isinstance(given, dict) else given


def _cohort(cohort: Tree) -> Tree:
    """A cohort below none says what its patients are for, or that it is not stated; the others have it from above."""
    said = cohort if cohort.get("parent") or cohort.get("role") else cohort | {"role": _NOT_STATED}
    return said | {"regimen": _regimen(said["regimen"])} if said.get("regimen") else said


def _dicts(tree: Tree, name: str) -> list[Tree]:
    found = tree.get(name)
    return [one for one in found if isinstance(one, dict)] if isinstance(found, list) else []


def _checked(tree: Tree) -> tuple[Study | None, dict[Path_, str]]:
    """The study of a draft, and what is wrong with each part: by the first fault of each."""
    if unplaced := dict(_unplaced(tree)):
        return None, unplaced
    try:
        study = Study.model_validate(tree)
    except ValidationError as errors:
        return None, _first((error["loc"], explain(error)) for error in errors.errors(include_url=False))
    return study, _first(check_draft(study))


def _first(found: Iterable[Finding]) -> dict[Path_, str]:
    kept: dict[Path_, str] = {}
    seen = set[Path_]()
    for path, why in found:
        if path[:2] not in seen:
            seen.add(path[:2])
            kept[path] = why
    return kept


def _unplaced(tree: Tree) -> Iterator[tuple[Path_, str]]:
    """Cohorts of which nobody has said whose patients they hold, and lines on cohorts that are gone."""
    cohorts = _dicts(tree, "cohorts")
    given = {str(one.get("id")) for one in cohorts if one.get("kind")}
    parts = [one for one in cohorts if one.get("kind") not in (None, "all") and not one.get("parent")]
    for at, one in enumerate(cohorts):
        if one.get("kind") is None:
            yield ("cohorts", at, "kind"), "nobody has said whose patients these are"
        elif one.get("kind") == "all" and parts:
            yield ("cohorts", at, "id"), "stands beside its parts, and nobody has said which are (parent)"
    for name in _LINES:
        for at, one in enumerate(_dicts(tree, name)):
            if "cohort" in one and str(one["cohort"]) not in given:
                yield (name, at, "cohort"), "its cohort was left out"


class _Kept:
    """The tree of a draft without the lines that were left out, each of which keeps its place in the file."""

    def __init__(self, tree: Tree) -> None:
        self.of = tree
        lists = {name: tree[name] for name in ("cohorts", *_LINES) if isinstance(tree.get(name), list)}
        self.places = {name: list(range(len(lines))) for name, lines in lists.items()}

    def tree(self) -> Tree:
        return self.of | {name: [self.of[name][at] for at in places] for name, places in self.places.items()}

    def place(self, path: Path_) -> Path_:
        """Where in the file a part of today's tree stands."""
        if len(path) > 1 and path[0] in self.places and isinstance(path[1], int):
            return path[0], self.places[str(path[0])][path[1]], *path[2:]
        return path

    def without(self, wrong: Mapping[Path_, str]) -> bool:
        """Leave these parts out; False where one of them is no line that can go."""
        gone: dict[str, set[int]] = {}
        for path in wrong:
            if len(path) < 2 or path[0] not in self.places or not isinstance(path[1], int):
                return False
            gone.setdefault(str(path[0]), set()).add(path[1])
        for name, own in gone.items():
            self.places[name] = [place for at, place in enumerate(self.places[name]) if at not in own]
        return True
