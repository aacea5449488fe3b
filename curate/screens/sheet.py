"""The map of a sheet: its columns at the left, our fields at the right; then its figures, and the sheet itself."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

import streamlit as st

from curate.choices import labelled
from curate.columns import SheetColumn, SheetMap
from curate.folder import Folder
from curate.inputs import choice, literal, several, text
from curate.spoken import complain, quiet
from curate.streamlit_internals import unbroken
from etl.importing import Refused
from etl.importing.sheetmap import EMPTY
from evidence import vocabulary

#: So many columns are shown at once.
PAGE = 12
SETS = {
    "statistic": vocabulary.STATISTIC,
    "interval": vocabulary.INTERVAL,
    "unit": vocabulary.UNIT,
    "grade": vocabulary.GRADE,
    "population": vocabulary.POPULATION,
}


def columns(folder: Folder, path: Path) -> None:
    """The whole map of a sheet, each field of it on the disk as soon as it is left. Raises Refused."""
    now = SheetMap.opened(folder, path)
    key = f"bring/{path.name}"
    if len(now.sheets) > 1:
        names = {one.name: one.name for one in now.sheets}
        choice("Sheet", f"{key}/sheet", now.sheet.name, names, partial(_set, folder, path, "", "sheet"))
    every, page = now.columns(), 1
    pages = max(1, -(-len(every) // PAGE))
    if pages > 1:
        page = st.selectbox("Columns", range(1, pages + 1), key=f"{key}/columns", format_func=_from)
    for column in every[(page - 1) * PAGE : page * PAGE]:
        with st.container(border=True, key=f"column-{column.letters}"):
            _column(folder, path, now, column)
    st.markdown("#### Figures, one of each to a row")
    for at, figure in enumerate(now.figures()):
        with st.container(border=True, key=f"figure-{at}"):
            st.markdown(f"Figure {at + 1}")
            _figure(folder, path, at, figure)
    st.button("Add a figure", key=f"{key}/figure", on_click=_do, args=(folder, path, SheetMap.with_figure))
    st.markdown("#### The sheet itself")
    _itself(folder, path, now)


def _from(page: int) -> str:
    return f"from {(page - 1) * PAGE + 1}"


def _column(folder: Folder, path: Path, now: SheetMap, column: SheetColumn) -> None:
    # A field that loses one of its choices is another field.
    key, roles = f"bring/{path.name}/{len(now.figures())}/column/{column.letters}", now.roles_of(column)
    left, right, only = st.columns([4, 4, 2])
    with left:
        st.markdown(f"**{column.letters}** {literal(column.heading)}")
        st.caption(literal(column.examples[:80]) or "no cell is filled")
    with right:
        several("is", key, roles, now.roles(), partial(_say, folder, path, column.letters), placeholder="left")
    with only:
        wanted = now.part("only").get(column.name) or ()
        asked = " | ".join([wanted] if isinstance(wanted, str) else wanted)
        text("only rows with", f"{key}/only", asked, partial(_only, folder, path, column.name), placeholder="all")


def _figure(folder: Folder, path: Path, at: int, figure: dict) -> None:
    key, domain = f"bring/{path.name}/figure/{at}", str(figure.get("domain") or "")
    told = partial(_set, folder, path, str(at))
    first = st.columns([2, 3, 2, 2])
    with first[0]:
        domains = {code: one.label for code, one in vocabulary.DOMAIN.items()}
        choice("domain", f"{key}/domain", domain, domains, partial(told, "domain"))
    with first[1]:
        _words("term", f"{key}/term/{domain}", figure, partial(told, "term"), labelled(vocabulary.TERM.get(domain, {})))
    with first[2]:
        _words("window", f"{key}/window", figure, partial(told, "window"), None)
    first[3].button("Delete", key=f"{key}/delete", on_click=_do, args=(folder, path, partial(_without, at)))
    for place, (name, codes) in zip(st.columns(len(SETS)), SETS.items(), strict=True):
        with place:
            choice(name, f"{key}/{name}", str(figure.get(name) or ""), labelled(codes), partial(told, name))


def _words(name: str, key: str, figure: dict, told: Callable[[str], None], options: dict[str, str] | None) -> None:
    """Words that are the same in every row, or the column that holds them."""
    held = figure.get(name)
    if isinstance(held, dict):
        st.text_input(name, f"column {held.get('column')}", key=f"{key}/column/{held.get('column')}", disabled=True)
    elif options is None:
        text(name, key, str(held or ""), told)
    else:
        choice(name, key, str(held or ""), options, told)


def _itself(folder: Folder, path: Path, now: SheetMap) -> None:
    key, source = f"bring/{path.name}/itself", now.part("source")
    first = st.columns([2, 2, 4, 2, 2])
    kinds = {"kind": vocabulary.SOURCE_KIND, "level": vocabulary.LEVEL}
    for place, name in zip(first, ("kind", "level", "citation", "doi", "pmid"), strict=True):
        with place:
            told, held = partial(_set, folder, path, "source", name), str(source.get(name) or "")
            if name in kinds:
                choice(name, f"{key}/{name}", held, labelled(kinds[name]), told)
            else:
                text(name, f"{key}/{name}", held, told)
    second = st.columns(4)
    with second[0]:
        _list("rows of headings", f"{key}/header", now, "header", partial(_listed, folder, path, "header"))
    with second[1]:
        signs = {one: one for one in ("point", "comma")}
        told = partial(_set, folder, path, "", "decimal")
        choice("decimal mark", f"{key}/decimal", str(now.tree.get("decimal") or ""), signs, told)
    with second[2]:
        told = partial(_set, folder, path, "", "empty")
        choice("an empty cell is", f"{key}/empty", str(now.tree.get("empty") or ""), {one: one for one in EMPTY}, told)
    with second[3]:
        _list("not reported is", f"{key}/not", now, "not_reported", partial(_listed, folder, path, "not_reported"))
    if now.part("cohort"):
        _patients(folder, path, now)


def _patients(folder: Folder, path: Path, now: SheetMap) -> None:
    """What the cohorts are, where a column tells them apart."""
    key, sets = f"bring/{path.name}/cohort", {"kind": vocabulary.COHORT_KIND, "dose_unit": vocabulary.UNIT}
    for place, (name, codes) in zip(st.columns(len(sets)), sets.items(), strict=True):
        with place:
            told, held = partial(_set, folder, path, "cohort", name), str(now.part("cohort").get(name) or "")
            choice(f"cohort {name.replace('_', ' ')}", f"{key}/{name}", held, labelled(codes), told)


def _list(label: str, key: str, now: SheetMap, name: str, told: Callable[[str], None]) -> None:
    text(label, key, " | ".join(now.listed("", name)), told, placeholder="one | another")


def _listed(folder: Folder, path: Path, name: str, typed: str) -> None:
    _set(folder, path, "", name, _split(typed))


def _only(folder: Folder, path: Path, name: str, typed: str) -> None:
    _set(folder, path, "only", name, _split(typed))


def _split(typed: str) -> list[str]:
    return [part for one in typed.split("|") if (part := one.strip())]


def _say(folder: Folder, path: Path, letters: str, roles: list[str]) -> None:
    def said(now: SheetMap) -> None:
        now.say(next(one for one in now.columns() if one.letters == letters), roles)

    _do(folder, path, said)


def _set(folder: Folder, path: Path, part: str, name: str, value: object) -> None:
    def said(now: SheetMap) -> None:
        other = part.isdigit() and name == "domain" and isinstance(now.figures()[int(part)].get("term"), str)
        now.set(part, name, value)
        if other:
            SheetMap.opened(folder, path).set(part, "term", None)

    _do(folder, path, said)


def _without(at: int, now: SheetMap) -> None:
    now.without_figure(at)


@unbroken()
def _do(folder: Folder, path: Path, what: Callable[[SheetMap], None]) -> None:
    """Change the map as it stands on the disk."""
    quiet("bring")
    try:
        what(SheetMap.opened(folder, path))
    except (Refused, OSError) as fault:
        complain("bring", str(fault))
