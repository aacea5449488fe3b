"""The source beside the form: its text to search, the picture of a page, where the numbers of a line stand."""

from pathlib import Path

import streamlit as st

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


def shown(path: Path, key: str) -> list[Line]:
    """The text of a file with a search, and the page of a PDF as picture below it."""
    lines = lines_of(path)
    words = st.text_input("Search the source", key=f"{key}/search", placeholder="words or numbers")
    if path.suffix.lower() == ".pdf":
        pages = sorted({line.page for line in lines if line.page})
        page = st.selectbox("Page", pages, key=f"{key}/page")
        rows = found(lines, words) if words else [(at, one) for at, one in enumerate(lines, 1) if one.page == page]
        _table(rows)
        st.image(picture(path, page), caption=f"Page {page} of {path.name}")
    else:
        _table(found(lines, words) if words else list(enumerate(lines, 1)))
    return lines


def _table(rows: list[tuple[int, Line]]) -> None:
    with st.container(height=420, key="source"):
        for number, line in rows[:SHOWN]:
            st.text(f"{number}  {line.at}: {line.text}")
    if len(rows) > SHOWN:
        st.caption(f"{len(rows) - SHOWN:,} further lines; search to see them.")
    if not rows:
        st.caption("No line holds all of these words.")


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
