"""What is wrong with a study text while it is written: each rule that can be asked already, at its field."""

from collections import defaultdict

from etl.check import check_alone
from etl.read import PART_OF_STUDY, Path_, Problem, StudyFile, loaded, study_of
from evidence.records import Study, section
from evidence.vocabulary import DOMAIN

#: What stands for a key of the study that nobody has filled in yet, so that its lines can be checked without it.
_STANDING_IN = {
    "label": "-", "title": "-", "phase": "not stated", "design": "cohort", "disease": "AML", "year": "2000",
    "regimen": {"name": "-", "group": "chemo", "drugs": ["chemotherapy"]},
    "sources": [{"id": "-", "kind": "journal article", "level": "full text", "citation": "-", "seen": "2000-01-01"}],
    "cohorts": [{"id": "-", "kind": "all", "label": "-", "at": "-"}],
}  # fmt: skip


def faults(name: str, text: str) -> list[Problem]:
    """Every problem of a study text by itself; a part that no record may say does not hide what is wrong elsewhere."""
    file = study_of(f"{name}.yaml", text)
    if file.study:
        return sorted(set(check_alone(file)))
    return sorted({*file.problems, *_of_the_rest(file, text)})


def _of_the_rest(file: StudyFile, text: str) -> list[Problem]:
    """The problems of those lines that are records, beside lines that are none."""
    if not file.lines:
        return []
    tree, _ = loaded(text.encode())
    if not isinstance(tree, dict):
        return []
    wrong = {_part(problem.field) for problem in file.problems}
    kept, places = {}, {}
    for key, value in tree.items():
        if key in PART_OF_STUDY and isinstance(value, list):
            left = [at for at in range(len(value)) if (key, at) not in wrong]
            kept[key], places[key] = [value[at] for at in left], left
        elif (key,) not in wrong and key in Study.model_fields:
            kept[key] = value
    kept = {key: value for key, value in kept.items() if value or key not in _STANDING_IN}
    rest = StudyFile(file.name, None, file.lines)
    try:
        study = Study.model_validate(_STANDING_IN | kept)
    except ValueError:
        return []
    found = check_alone(StudyFile(file.name, study, _moved(file.lines, places)))
    known = [one for one in found if _part(one.field)[:1] in [(section(domain),) for domain in DOMAIN]]
    return [rest.problem(_path(one.field, places), one.message) for one in known if not _speaks_of(one, wrong)]


def _speaks_of(problem: Problem, wrong: set[Path_]) -> bool:
    """Whether a problem may come from a cohort or a source that is left aside."""
    field = problem.field.rpartition(".")[2]
    names = {"cohort": "cohorts", "source": "sources"}
    return field in names and any(part[:1] == (names[field],) for part in wrong)


def _part(field: str) -> Path_:
    """The part of a study that a problem's field lies in: its list and line, or its key."""
    first, *rest = field.split(".")
    return (first, int(rest[0])) if rest and rest[0].isdigit() else (first,)


def _path(field: str, places: dict[str, list[int]]) -> Path_:
    first, *rest = field.split(".")
    if rest and rest[0].isdigit():
        return (first, places[first][int(rest[0])], *rest[1:])
    return (first, *rest)


def _moved(lines: dict[Path_, int], places: dict[str, list[int]]) -> dict[Path_, int]:
    """The lines of the parts that are left, under their places among those."""
    now: dict[Path_, int] = {(key, old): new for key, left in places.items() for new, old in enumerate(left)}
    return {(path[0], now[path[:2]], *path[2:]): line for path, line in lines.items() if len(path) > 1 and path[:2] in now}


def at_fields(problems: list[Problem]) -> dict[Path_, dict[str, list[str]]]:
    """The messages by line and by key of the line; those about a whole line stand under the key ''."""
    found: dict[Path_, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for problem in problems:
        part = _part(problem.field)
        key = problem.field.split(".")[len(part) :][:1]
        found[part][key[0] if key else ""].append(problem.message)
    return found
