"""The source beside the form: its text to search, the picture of a page, where the numbers of a line stand."""

from collections.abc import Callable
from pathlib import Path

import streamlit as st

from curate.component import source_lines
from curate.folder import Folder
from curate.source import Line, file_of, files, found, lines_of, missing, picture, standing

#: So many lines of a source are shown at once.
SHOWN = 40


def chosen(folder: Folder, sources: list[dict], key: str) -> Path | None:
    """The file that is looked at: that of one of the sources, unless another one is chosen."""
    known, there = file_of(folder, sources), files(folder)
    if not there:
        st.info("No file has been brought yet. Drop one under Bring to read it here.")
        return None
    names = [path.name for path in there]
    index = names.index(known.name) if known else None
    name = st.selectbox("File", names, index=index, key=f"{key}/file", placeholder="Choose the file to read from")
    return folder.files / name if name else None


def shown(path: Path, key: str, numbers: dict[str, float], near: str, chosen: Callable[[str, str], None]) -> list[Line]:
    """The text of a file with a search, and the page of a PDF as picture below it.

    The line is marked that holds the `numbers` of the figure at hand, best `near` its place; `chosen` is called with
    characters that somebody selects and the place of their line.
    """
    lines = lines_of(path)
    words = st.text_input("Search the source", key=f"{key}/search", placeholder="words or numbers")
    best = next(iter(standing(lines, list(numbers.values()), near)), None)
    rows = found(lines, words) if words else _around(lines, best.number if best else 1)
    listed = [
        {"number": at, "at": line.at, "text": line.text, "here": bool(best and at == best.number)}
        for at, line in rows[:SHOWN]
    ]
    source_lines(listed, f"{key}/lines", lambda given: chosen(given["printed"], given["at"]) if given else None)
    if len(rows) > SHOWN:
        st.caption(f"{len(rows) - SHOWN:,} further lines; search to see them.")
    if not rows:
        st.caption("No line holds all of these words.")
    if path.suffix.lower() == ".pdf":
        _page(path, lines, f"{key}/page", best.line.page if best else None)
    return lines


def _around(lines: list[Line], number: int) -> list[tuple[int, Line]]:
    """The lines from a little above one of them."""
    start = max(0, number - 12)
    return list(enumerate(lines, 1))[start:]


def _page(path: Path, lines: list[Line], key: str, best: int | None) -> None:
    """A page as picture: that of the figure at hand, until another one is chosen."""
    pages = sorted({line.page for line in lines if line.page})
    if best and st.session_state.get(f"{key}/best") != best:
        st.session_state[f"{key}/best"] = st.session_state[key] = best
    page = st.selectbox("Page", pages, key=key)
    st.image(picture(path, page), caption=f"Page {page} of {path.name}")


def looked_up(lines: list[Line], numbers: dict[str, float], near: str) -> str:
    """Where the numbers of a figure stand in the source, in one sentence; or that they do not."""
    given = list(numbers.values())
    if not given or not lines:
        return ""
    away = [f"{name} {number:g}" for name, number in numbers.items() if number in missing(lines, given)]
    said = f"Not in this source: {', '.join(away)}. " if away else ""
    if places := standing(lines, given, near):
        best = places[0]
        held = ", ".join(f"{number:g}" for number in best.held)
        said += f"{held} stands at {best.line.at}: “{best.line.text[:160]}”"
    return said
