"""data/search.yaml: read and checked as study files are, published with the base."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from pydantic import BaseModel
from pydantic_core import ErrorDetails

from etl.read import Path_, Problem, StudyFile
from etl.readings.file import modelled
from evidence.row import Row
from evidence.searching import Found, LeftOut, Search, Wanted

_PARTS: dict[str, type[BaseModel]] = {"searches": Found, "left_out": LeftOut, "wanted": Wanted}


def read_search(path: Path, named: Callable[[], Mapping[str, str | None]]) -> tuple[Search | None, list[Problem]]:
    """The search, and every problem of its file; neither where there is no file.

    `named` gives for each study of the base the search that its own file names, if it names one.
    """
    if not path.exists():
        return None, []
    found, lines, problems = modelled(path, path.name, Search, _explain)
    if found is None:
        return None, sorted(problems)
    place, studies = StudyFile(path.name, None, lines), named()
    found = _whole(found, studies)
    said = [place.problem(where, message) for where, message in _findings(found, studies)]
    return found, sorted([*problems, *said])


def _whole(search: Search, studies: Mapping[str, str | None]) -> Search:
    """The search with the studies that name theirs themselves, behind those that it lists."""
    whole = [
        one.model_copy(update={"studies": (*one.studies, *(study for study, own in studies.items() if own == one.id))})
        for one in search.searches
    ]
    return search.model_copy(update={"searches": tuple(whole)})


def _explain(error: ErrorDetails) -> str:
    if error["type"] == "extra_forbidden":
        return f"unknown key; allowed: {', '.join(_PARTS.get(str(error['loc'][0]), Search).model_fields)}"
    return f"{error['msg'].removeprefix('Value error, ')}; given {str(error.get('input'))[:60]!r}"


def _findings(search: Search, studies: Mapping[str, str | None]) -> Iterator[tuple[Path_, str]]:
    """Each study stands in one search; nothing else is named."""
    brought = Counter(study for one in search.searches for study in one.studies)
    for index, one in enumerate(search.searches):
        for study in one.studies:
            if study not in studies:
                yield ("searches", index, "studies"), f"{study!r} is no study of the base; it belongs under left_out"
            elif brought[study] > 1:
                yield (
                    ("searches", index, "studies"),
                    f"{study!r} stands in several searches, or twice in one; keep the first that brought it",
                )
    names = [one.id for one in search.searches]
    if unnamed := [study for study, own in studies.items() if own and own not in names]:
        yield ("searches",), f"{', '.join(unnamed)}: the search that the study names is none of {', '.join(names)}"
    if missing := [study for study, own in studies.items() if study not in brought and not own]:
        said = f"say it in each of their files, search: NAME, with one of {', '.join(names)}"
        yield ("searches",), f"no search brought {', '.join(missing)}; {said}"
    for index, left in enumerate(search.left_out):
        if left.search not in names:
            yield ("left_out", index, "search"), f"{left.search!r} is none of the searches: {', '.join(names)}"
    for index, wanted in enumerate(search.wanted):
        if wanted.study and wanted.study not in studies:
            yield ("wanted", index, "study"), f"{wanted.study!r} is no study of the base; leave study out and name the drugs"
        if not wanted.study and not wanted.drugs:
            yield ("wanted", index), "gives neither the study that it belongs to nor the drugs that it is about"


def search_rows(search: Search | None) -> dict[str, list[Row]]:
    """The rows of the tables of the search; none without a file."""
    if search is None:
        return {"search": [], "search_study": [], "left_out": [], "wanted": []}
    every = list(enumerate(search.searches))
    return {
        "search": [{"search_id": one.id, "day": one.day, "looked_in": one.where, "words": list(one.words), "note": one.note,
                    "place": place} for place, one in every],
        "search_study": [{"search_id": one.id, "study_id": study} for _, one in every for study in one.studies],
        "left_out": [{"search_id": one.search, "what": one.what, "why": one.why, "place": place}
                     for place, one in enumerate(search.left_out)],
        "wanted": [{"what": one.what, "why": one.why, "study_id": one.study, "drugs": list(one.drugs), "place": place}
                   for place, one in enumerate(search.wanted)],
    }  # fmt: skip
