"""Meeting files to published meetings: read and checked as study files are, written beside the evidence."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from etl.placing import beside, put
from etl.read import Problem, StudyFile, Unreadable, explained, load
from evidence.clubs import FILE, Club, Shown
from evidence.selection import CHOICES, parse
from evidence.wording.reasons import words

#: The pages with their panels and choices, as `python -m dashboard.listed` lists them.
PAGES = Path(__file__).parent.parent / "data" / "pages.json"


@dataclass(frozen=True)
class ClubFile:
    """A meeting file as read: the meeting where it is valid, and what is wrong."""

    name: str
    club: Club | None
    problems: tuple[Problem, ...] = ()


def read_clubs(folder: Path, studies: list[str]) -> list[ClubFile]:
    """Every `*.yaml` of a folder in name order; `studies` are the ids that a view may name."""
    return [read_club(path, studies) for path in sorted(folder.glob("*.yaml"))]


def read_club(path: Path, studies: list[str]) -> ClubFile:
    """One meeting file; never raises for what the file says."""
    try:
        tree, lines = load(path)
    except Unreadable as fault:
        line, message = fault.args
        return ClubFile(path.name, None, (Problem(path.name, line, "file", message),))
    place = StudyFile(path.name, None, lines)
    try:
        club = Club.model_validate(tree)
    except ValidationError as errors:
        return ClubFile(path.name, None, explained(place, errors, _explain))
    found = [place.problem(where, message) for where, message in _findings(club, path.stem, studies)]
    return ClubFile(path.name, club, tuple(sorted(found)))


def _explain(error: ErrorDetails) -> str:
    if error["type"] == "missing":
        return "is missing"
    if error["type"] == "extra_forbidden":
        return f"unknown key; allowed: {', '.join((Shown if len(error['loc']) > 1 else Club).model_fields)}"
    if error.get("input") is None:
        return "is blank; fill it in, or remove the line"
    return f"{error['msg']}; given {str(error.get('input'))[:60]!r}"


def _findings(club: Club, stem: str, studies: list[str]) -> Iterator[tuple[tuple[str | int, ...], str]]:
    if club.id != stem:
        yield ("id",), f"is {club.id!r} in a file named {stem}.yaml; they must agree"
    pages = json.loads(PAGES.read_text(encoding="utf-8"))
    for index, view in enumerate(club.views):
        if view.page not in pages:
            yield ("views", index, "page"), f"is no page of a meeting; allowed: {', '.join(pages)}; given {view.page!r}"
        elif view.panel and view.panel not in pages[view.page]["panels"]:
            allowed = ", ".join(pages[view.page]["panels"])
            yield ("views", index, "panel"), f"{view.panel!r} is no panel of {view.page}; allowed: {allowed}"
        for message in _wrong(view, set(pages.get(view.page, {}).get("choices", ())), studies):
            yield ("views", index, "query"), message


def _wrong(view: Shown, own: set[str], studies: list[str]) -> Iterator[str]:
    """What of a query string no page would follow, or one with its `own` choices would follow without showing it."""
    query = view.parts()
    for one in parse(query, studies)[1]:
        part = f"{one.name}={one.value}" if one.value else one.name
        yield f"{part}: {words(one.why)}"
    for name in query:
        if name in {choice.name for choice in CHOICES} - own:
            yield f"{name} is no choice of {view.page}; its choices: {', '.join(sorted(own)) or 'none'}"
    if "data" in query:
        yield "data stands in its own key: data: 0123456789abcdef"


def publish_clubs(clubs: list[Club], folder: Path) -> None:
    """Write the meetings beside the evidence and put them in place by a rename."""
    with beside(folder) as parts:
        part = parts / FILE
        part.write_text(json.dumps([club.model_dump() for club in clubs], ensure_ascii=False, indent=1), encoding="utf-8")
        put(part, folder / FILE)
