"""A brought file as lines that can be searched, and where numbers stand in it."""

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import pypdfium2

from curate.folder import Folder
from etl.importing import document, record_file, registry
from etl.importing.cells import read_sheets
from evidence.printed import numbers_in

#: Pixels to a point of a page's picture: a page of A4 becomes 1,190 pixels wide.
SCALE = 2.0
KINDS = (".json", ".csv", ".tsv", ".xlsx", ".pdf", ".txt")


@dataclass(frozen=True)
class Line:
    """A line of a source: what it says, its place in words, and its page where it has one."""

    text: str
    at: str
    page: int | None = None


@dataclass(frozen=True)
class Standing:
    """A line that holds some of the numbers that were asked for."""

    line: Line
    number: int
    held: tuple[float, ...]


def lines_of(path: Path) -> list[Line]:
    """Every line of a file that somebody brought. Raises `etl.importing.Refused`."""
    return list(_lines(path, path.stat().st_mtime_ns))


@lru_cache(maxsize=16)
def _lines(path: Path, _: int) -> tuple[Line, ...]:
    suffix = path.suffix.lower()
    if suffix == ".json":
        return tuple(Line(row.what, row.where) for row in registry.bring(record_file.read_record(path)).rows)
    if suffix in (".csv", ".tsv", ".xlsx"):
        return tuple(_sheets(path))
    pages = document.read_pages(path)[0]
    rows = [(number, row) for number, page in enumerate(pages, 1) for row in page.splitlines() if row.strip()]
    paged = suffix == ".pdf" or len(pages) > 1
    return tuple(
        Line(" ".join(row.split()), f"p. {page}" if paged else f"line {at}", page if suffix == ".pdf" else None)
        for at, (page, row) in enumerate(rows, 1)
    )


def _sheets(path: Path) -> Iterator[Line]:
    for sheet in read_sheets(path):
        name = f"{sheet.name}, " if sheet.name else ""
        for number, row in enumerate(sheet.rows, 1):
            if any(cell.text.strip() for cell in row):
                yield Line(" | ".join(cell.text.strip() for cell in row), f"{name}row {number}")


def found(lines: list[Line], words: str) -> list[tuple[int, Line]]:
    """The lines that hold every one of the words, with their numbers."""
    wanted = words.lower().split()
    return [(at, line) for at, line in enumerate(lines, 1) if all(one in f"{line.at} {line.text}".lower() for one in wanted)]


def standing(lines: list[Line], numbers: list[float], near: str = "") -> list[Standing]:
    """Where numbers stand: the lines that hold most of them, those of the place `near` and of its words first."""
    wanted = set(numbers)
    words = set(re.findall(r"\w+", near.lower()))
    places = []
    for number, line in enumerate(lines, 1):
        if held := wanted & set(_numbers(line.text)):
            likeness = len(words & set(re.findall(r"\w+", f"{line.at} {line.text}".lower())))
            places.append((-len(held), line.at != near, -likeness, number, Standing(line, number, tuple(sorted(held)))))
    return [one for *_, one in sorted(places, key=lambda place: place[:4])]


@lru_cache(maxsize=50_000)
def _numbers(text: str) -> tuple[float, ...]:
    return tuple(numbers_in(text))


def missing(lines: list[Line], numbers: list[float]) -> list[float]:
    """The numbers that stand nowhere in the source."""
    return [one for one in numbers if not any(one in _numbers(line.text) for line in lines)]


def picture(path: Path, page: int) -> bytes:
    """A page of a PDF as PNG."""
    return _picture(path, page, path.stat().st_mtime_ns)


@lru_cache(maxsize=8)
def _picture(path: Path, page: int, _: int) -> bytes:
    from io import BytesIO

    with pypdfium2.PdfDocument(path) as paper:
        drawn = paper[page - 1].render(scale=SCALE).to_pil()
    out = BytesIO()
    drawn.save(out, "PNG")
    return out.getvalue()


def file_of(folder: Folder, sources: list[dict]) -> Path | None:
    """The brought file from which a study was read: one whose digest a source's note gives, or that has its name."""
    there = files(folder)
    notes = " ".join(str(source.get("note") or "") for source in sources)
    stems = [Path(str(source["document"])).stem for source in sources if source.get("document")]
    noted = (path for path in there if hashlib.sha256(path.read_bytes()).hexdigest() in notes)
    return next(noted, None) or next((path for path in there if path.stem in stems), None)


def files(folder: Folder) -> list[Path]:
    """The files that were brought, by name."""
    return sorted(path for path in folder.files.glob("*") if path.suffix.lower() in KINDS) if folder.files.exists() else []
