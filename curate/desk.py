"""The study on the bench: its text as a tree of lines, and the line whose form is open."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import streamlit as st

from curate.folder import Folder
from curate.lines import DOMAIN_OF
from curate.shown import Place, Shown
from etl.read import Path_, StudyFile, Unreadable, loaded, study_of
from etl.searching import read_search
from evidence.printed import numbers_in
from evidence.readings import NUMBERS

Change = Callable[[str, StudyFile], str]
#: A line of a list: the list's name, and its place there.
Row = tuple[str, int]


@dataclass(frozen=True)
class Desk:
    """What a run of the page works on: the text as shown, as a tree, its problems by line and field, and its folder."""

    folder: Folder
    shown: Shown
    name: str
    tree: dict
    wrong: Mapping[Path_, Mapping[str, list[str]]]

    def listed(self, name: str) -> list[dict]:
        """The lines of a list, each as the texts that it holds."""
        return listed(self.tree, name)

    def ids(self, name: str) -> dict[str, str]:
        """Ids of cohorts or sources, with what people call them."""
        lines = [one for one in self.listed(name) if one.get("id")]
        return {one["id"]: f"{one['id']} · {one.get('label') or one.get('citation') or ''}" for one in lines}

    def searches(self) -> dict[str, str]:
        """Ids of the searches that brought studies, with their day and place."""
        found, _ = read_search(self.folder.data / "search.yaml", dict)
        return {one.id: f"{one.id} · {one.day} · {one.where}" for one in found.searches} if found else {}

    def open(self, name: str) -> Row | None:
        """The line of a list whose form is open: the first one, until another is opened; none where there is no line."""
        at = min(st.session_state.get(f"{self.name}/{name}/open", 0), len(self.listed(name)) - 1)
        return (name, at) if at >= 0 else None

    def at_hand(self) -> tuple[Row | None, dict]:
        """The figure whose form is open, and what its line says."""
        part = st.session_state.get("part", "")
        path = self.open(part) if part in DOMAIN_OF else None
        return path, self.listed(part)[path[1]] if path else {}

    def turn_to(self, path: Row) -> None:
        """Open the form of a line."""
        st.session_state[f"{self.name}/{path[0]}/open"] = path[1]

    def key(self, path: Path_) -> str:
        """What the page calls a line, or a field of it."""
        return "/".join(map(str, (self.name, *path)))

    def write(self, change: Change, line: Row | None = None) -> bool:
        """Take a change, if the `line` of a list that it is about still stands; gives whether it was taken."""
        return self.shown.write(lambda text: change(text, self._read(text)), self._place(line) if line else None)

    def stands(self, line: Row) -> bool:
        """Whether a line of a list stands where it is shown, after all that was pressed since."""
        return self.shown.stands(self._place(line))

    def _place(self, line: Row) -> Place:
        return lambda text: self._read(text).lines.get(line, 0) - 1

    def _read(self, text: str) -> StudyFile:
        return study_of(f"{self.name}.yaml", text)


def tree(text: str) -> dict:
    """The study as a tree of texts; empty where the text is no study, as an editor may leave it."""
    try:
        tree = loaded(text.encode())[0]
    except Unreadable:
        return {}
    return tree if isinstance(tree, dict) else {}


def listed(tree: dict, name: str) -> list[dict]:
    """The lines of a list of a study's tree, each as the texts that it holds."""
    found = tree.get(name)
    return [one if isinstance(one, dict) else {} for one in found] if isinstance(found, list) else []


def numbers(line: dict) -> dict[str, float]:
    """What a line says in numbers, by the names of its fields."""
    found = {name: numbers_in(str(line[name])) for name in NUMBERS if line.get(name)}
    return {name: numbers[0] for name, numbers in found.items() if numbers}
