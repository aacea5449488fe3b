"""Bring: drop a file, see what it would give and what it leaves, and why, before any draft is written."""

from functools import partial
from pathlib import Path

import streamlit as st
from pydantic import ValidationError

from curate.brought import kept, made, map_of, outcomes, told, tried
from curate.choices import labelled
from curate.edits import Unchanged
from curate.folder import Folder, Seat
from curate.inputs import choice, literal, pressed, text
from curate.kept import text_of
from curate.screens import sheet
from curate.source import KINDS, files
from curate.spoken import complain, quiet, say, spoken
from curate.streamlit_internals import unbroken
from etl.importing import Import, Refused
from etl.importing.brought import Taken
from etl.importing.titles import Title
from etl.readings.work import save
from evidence import vocabulary

#: So many outcomes, and so many rows, are shown at once.
PAGE, SHOWN = 6, 200
SHEETS = (".csv", ".tsv", ".xlsx")


def show(seat: Seat) -> None:
    st.markdown("## Bring a file")
    spoken("bring")
    kinds = [kind[1:] for kind in KINDS]
    st.file_uploader("Registry record, sheet, PDF or text", kinds, key="bring/drop", on_change=_dropped, args=(seat.folder,))
    names = [path.name for path in files(seat.folder)]
    if not names:
        return
    name = choice("Brought file", "bring/file", names[-1], {one: one for one in names})
    if not name:
        return
    path = seat.folder.files / name
    left, right = st.columns([6, 5], gap="large")
    with left:
        st.markdown("### What is what")
        called = text("Name of the draft", f"bring/{name}/called", "", help="First author and year, like smith-2024.")
        try:
            _map(seat.folder, path)
        except Refused as fault:
            st.error(str(fault))
            _map_text(seat.folder, path)
    with right:
        st.markdown("### What it gives")
        _preview(seat.folder, path, called)


@unbroken()
def _dropped(folder: Folder) -> None:
    file = st.session_state["bring/drop"]
    quiet("bring")
    if file is None:
        return
    try:
        st.session_state["bring/file"] = kept(folder, file.name, file.getvalue()).name
    except (Unchanged, OSError) as fault:
        complain("bring", str(fault))


def _map(folder: Folder, path: Path) -> None:
    """The map of a file: outcomes of a record or columns of a sheet at the left, our field at the right."""
    if path.suffix.lower() == ".json":
        _outcomes(folder, path)
    elif path.suffix.lower() in SHEETS:
        if not map_of(folder, path).exists() and not isinstance(tried(folder, path, None), str):
            st.caption("This is an export whose columns are known; it needs no map.")
        else:
            sheet.columns(folder, path)
    else:
        st.caption("A paper's numbers are never put down by themselves: the draft has its identifiers and blank lines.")


def _outcomes(folder: Folder, path: Path) -> None:
    every, page = outcomes(folder, path), 1
    pages = max(1, -(-len(every) // PAGE))
    if pages > 1:
        page = st.selectbox("Outcomes", range(1, pages + 1), key=f"bring/{path.name}/page", format_func=_from)
    for at, (_, now) in list(enumerate(every))[(page - 1) * PAGE : page * PAGE]:
        with st.container(border=True, key=f"outcome-{at}"):
            st.markdown(literal(now.title))
            _outcome(folder, path, at, now)


def _from(page: int) -> str:
    return f"from {(page - 1) * PAGE + 1}"


def _outcome(folder: Folder, path: Path, at: int, now: Title) -> None:
    domain, term, grade, window = st.columns([2, 3, 1, 2])
    key = f"bring/{path.name}/{at}"
    domains = {code: one.label for code, one in vocabulary.DOMAIN.items()}
    chosen = st.session_state.get(f"{key}/domain", now.domain)
    with domain:
        choice("domain", f"{key}/domain", now.domain or "", domains, partial(_domain, folder, path, now), placeholder="left")
    if not chosen:
        return
    with term:
        terms = labelled(vocabulary.TERM[chosen])
        tell = partial(_tell, folder, path, now.title, "term", chosen)
        choice("term", f"{key}/term/{chosen}", now.term if chosen == now.domain and now.term else "", terms, tell)
    if now.term:
        with grade:
            tell = partial(_tell, folder, path, now.title, "grade", None)
            choice("grade", f"{key}/grade", now.grade or "", labelled(vocabulary.GRADE), tell)
        with window:
            text("window", f"{key}/window", now.window or "", partial(_tell, folder, path, now.title, "window", None))


def _domain(folder: Folder, path: Path, now: Title, given: str) -> None:
    """A domain by itself says nothing yet; without one, the outcome is left."""
    if not given:
        _told(folder, path, now.title, {"domain": None, "term": None, "grade": None, "window": None})


def _tell(folder: Folder, path: Path, title: str, field: str, domain: str | None, given: str) -> None:
    _told(folder, path, title, {field: given or None} | ({"domain": domain if given else None} if domain else {}))


@unbroken()
def _told(folder: Folder, path: Path, title: str, change: dict[str, str | None]) -> None:
    quiet("bring")
    try:
        told(folder, path, title, change)
    except (Refused, OSError, ValidationError) as fault:
        complain("bring", str(fault))


def _map_text(folder: Folder, path: Path) -> None:
    """A map that cannot be shown otherwise as text, on the disk as soon as it is left."""
    map_, key = map_of(folder, path), f"bring/{path.name}/map"
    if not map_.exists():
        return
    if key not in st.session_state:
        st.session_state[key] = text_of(map_)
    st.text_area("Map", key=key, height=320, on_change=_map_typed, args=(map_, key))


@unbroken()
def _map_typed(map_: Path, key: str) -> None:
    save(map_, st.session_state[key].rstrip("\n") + "\n")


def _preview(folder: Folder, path: Path, called: str) -> None:
    try:
        found = tried(folder, path, called)
    except Refused as fault:
        st.error(str(fault))
        return
    if isinstance(found, str):
        st.info("Say what the columns are: a sheet's numbers are taken only from those that are said to be one.")
        return
    taken, again, left = found.counted()
    names = ", ".join(study.id for study in found.studies)
    st.markdown(literal(f"{taken} rows become figures, {again} repeat one, {left} are left. Drafts: {names or 'none'}."))
    st.button("Make the draft", type="primary", on_click=_make, args=(folder, path, found))
    _left(found)
    _taken(found)


@unbroken()
def _make(folder: Folder, path: Path, found: Import) -> None:
    """Write what was seen; a change that came with the press is seen first."""
    try:
        if tried(folder, path, pressed(f"bring/{path.name}/called")) != found:
            complain("bring", "Your last change came with the press: look at what the file gives now, then make the draft.")
            return
        made(folder, found)
        names = ", ".join(one.id for one in found.studies)
        say("bring", f"Written to the drafts: {names}. Go on under Read.")
        st.query_params["study"] = st.session_state["study"] = found.studies[0].id
    except (Refused, OSError) as fault:
        complain("bring", str(fault))


def _left(found: Import) -> None:
    rows = [row for study in (*found.studies, found.rest) for row in study.left]
    with st.expander(f"{len(rows)} rows are left, and why"):
        st.table([{"where": row.where, "what": row.what[:200], "why": row.why} for row in rows[:SHOWN]])
        if len(rows) > SHOWN:
            st.caption(f"{len(rows) - SHOWN:,} further rows stand in the list that is written beside the draft.")


def _taken(found: Import) -> None:
    rows = [(row, row.outcome) for study in found.studies for row in study.rows if isinstance(row.outcome, Taken)]
    with st.expander(f"{len(rows)} rows become figures"):
        st.table([_as_figure(row.where, row.what, taken) for row, taken in rows[:SHOWN]])


def _as_figure(where: str, what: str, taken: Taken) -> dict[str, str]:
    numbers = ("events", "of", "percent", "value", "low", "high", "spread")
    given = ", ".join(f"{name} {taken.fields[name]}" for name in numbers if taken.fields.get(name) is not None)
    term = " ".join(str(taken.fields[name]) for name in ("term", "grade") if taken.fields.get(name))
    return {"where": where, "what": what[:200], "figure": f"{taken.domain}: {term}", "numbers": given}
