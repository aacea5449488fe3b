"""The map of a sheet, column by column: what a person says of each stands in the file of the map at once."""

from copy import deepcopy
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from curate.brought import map_of
from curate.folder import Folder
from curate.kept import text_of
from etl.importing import Refused, sheetmap
from etl.importing.cells import Sheet, read_sheets
from etl.read import Unreadable, loaded
from etl.readings.work import save

#: What a column can hold of a figure: numbers, and words that are not the same in every row.
OF_FIGURE = ("events", "of", "percent", "share", "value", "low", "high", "term", "window")
WORDS = ("term", "window")
#: What a column can be beside, by the key of the map and its part, and what people call it.
OTHERS = {
    "study": "names the study",
    "cohort.by": "patients: a cohort for each value",
    "cohort.n": "patients: n",
    "cohort.dose": "patients: dose",
}
#: Those that several columns may be together.
SEVERAL = ("study", "cohort.by")


@dataclass(frozen=True)
class SheetColumn:
    """A column of a sheet: how the map calls it, its letters, its heading, what its first cells hold."""

    name: str
    letters: str
    heading: str
    examples: str


@dataclass(frozen=True)
class SheetMap:
    """The map of a sheet as it stands, whole or not: `tree` holds texts alone, as the file does."""

    path: Path
    tree: dict
    sheets: tuple[Sheet, ...]

    @classmethod
    def opened(cls, folder: Folder, file: Path) -> Self:
        """The map of a brought file, or the one that its headings propose. Raises Refused where it is no map."""
        path, sheets = map_of(folder, file), tuple(read_sheets(file))
        text = text_of(path) if path.exists() else sheetmap.proposal(sheets[0], [one.name for one in sheets[1:]])
        try:
            tree = loaded(text.encode())[0]
        except Unreadable as fault:
            raise Refused(f"{path.name}:{fault.args[0]}", fault.args[1]) from None
        if not isinstance(tree, dict) or not _shaped(tree):
            raise Refused(path.name, "is no map whose columns can be shown; mend it as text")
        return cls(path, tree, sheets)

    @property
    def sheet(self) -> Sheet:
        """The sheet that is meant; the first one where the map names none of them."""
        return next((one for one in self.sheets if one.name == self.tree.get("sheet")), self.sheets[0])

    def columns(self) -> list[SheetColumn]:
        header = tuple(int(one) for one in self.listed("", "header") if one.isdigit()) or (1,)
        headings, body = sheetmap.headings(self.sheet, header), self.sheet.rows[max(header) :]
        found = []
        for at, heading in enumerate(headings):
            letters = self.sheet.rows[0][at].address.rstrip("0123456789")
            name = heading if heading and headings.count(heading) == 1 else letters
            cells = ", ".join(row[at].text for row in body[:4] if row[at].text)
            found.append(SheetColumn(name, letters, heading, cells))
        return found

    def part(self, name: str) -> dict:
        """A part of the map, empty where there is none; the map itself without a name."""
        return self.tree if not name else self.tree.get(name) or {}

    def listed(self, part: str, key: str) -> list[str]:
        found = self.part(part).get(key)
        return [found] if isinstance(found, str) else list(found or ())

    def figures(self) -> list[dict]:
        return list(self.tree.get("figures") or ())

    def roles(self) -> dict[str, str]:
        """What a column can be, by code. A code is never called otherwise: a field drops what it finds no more."""
        figures = range(len(self.figures()))
        return OTHERS | {f"{at}.{name}": f"figure {at + 1}: {name}" for at in figures for name in OF_FIGURE}

    def roles_of(self, column: SheetColumn) -> list[str]:
        """What a column is."""
        names = (column.name, column.letters)
        found = [role for role in OTHERS if any(one in names for one in self.listed(*_place(role)))]
        for at, figure in enumerate(self.figures()):
            found += [f"{at}.{name}" for name in OF_FIGURE if _column(figure.get(name), name) in names]
        return found

    def say(self, column: SheetColumn, roles: list[str]) -> None:
        """Say what a column is, and nothing else; what only one column can be, it is instead of the one before."""
        tree, before = deepcopy(self.tree), self.roles_of(column)
        for role in [*before, *roles]:
            part, key = _place(role)
            held = _part(tree, part)
            if role in SEVERAL:
                there = self.listed(part, key)
                kept = [one for one in there if role in roles or one not in (column.name, column.letters)]
                held[key] = kept if role in before else [*there, column.name]
            elif role not in roles:
                held[key] = None
            else:
                held[key] = {"column": column.name} if key in WORDS else column.name
        self.keep(tree)

    def set(self, part: str, key: str, value: object) -> None:
        """Set a key of the map, or of a part of it, which may be a figure's number."""
        tree = deepcopy(self.tree)
        _part(tree, part)[key] = value or None
        self.keep(tree)

    def with_figure(self) -> None:
        """One figure more, to be said."""
        self.keep(self.tree | {"figures": [*self.figures(), {"domain": None, "term": None}]})

    def without_figure(self, at: int) -> None:
        self.keep(self.tree | {"figures": [one for place, one in enumerate(self.figures()) if place != at]})

    def keep(self, tree: dict) -> None:
        save(self.path, sheetmap.written(tree))


def _place(role: str) -> tuple[str, str]:
    """The part of a map and its key; the map itself has no name."""
    part, _, key = role.rpartition(".")
    return part, key


def _part(tree: dict, part: str) -> dict:
    """A part of a map to change, which may be a figure's number."""
    if part.isdigit():
        return tree["figures"][int(part)]
    if part:
        tree[part] = tree.get(part) or {}
    return tree[part] if part else tree


def _column(value: object, name: str) -> object:
    """The column that a key of a figure names; words that are the same in every row name none."""
    if name in WORDS:
        return value.get("column") if isinstance(value, dict) else None
    return value


def _shaped(tree: dict) -> bool:
    """Whether parts are parts and lists are lists, so that they can be shown; whether they are right is asked elsewhere."""
    parts = all(isinstance(tree.get(name) or {}, dict) for name in ("source", "cohort", "only"))
    figures = tree.get("figures") or []
    return parts and isinstance(figures, list) and all(isinstance(one, dict) for one in figures)
