"""The form of a study: its heads, its lists as tables with the form of one line open, each field with its help."""

from collections.abc import Callable
from functools import partial

import streamlit as st

from curate.aside import looked_up
from curate.choices import WORDS, codes_of, labelled, meaning, meanings
from curate.component import explain, propose, propose_no_more, send_to, table_of_lines, told_of
from curate.desk import Desk, Row, listed, numbers, tree
from curate.edits import KEYS, with_head, with_values, without_line
from curate.inputs import choice, literal, text
from curate.lines import DOMAIN_OF, FIELDS, NESTED, another, as_text, as_value, cells, head, proposed, shown_fields
from curate.source import Line
from curate.streamlit_internals import unbroken
from etl.read import Path_, StudyFile
from evidence import vocabulary

HEADS = ("label", "title", "phase", "design", "disease", "year", "search", "enrolled_from", "enrolled_to", "centres", "note")
#: So many fields stand beside one another.
ROW = 6
WIDE = (
    "label", "title", "note", "citation", "term", "printed", "at", "facts", "first", "second", "what", "why", "reason",
    "question", "footnotes", "outcome",
)  # fmt: skip
#: At its field, a blank needs no word on what to do.
_BLANK = "is blank"


def form(desk: Desk, source: list[Line]) -> None:
    """One part of the study, its fields or its lists; the numbers of a line are looked up in its source."""
    parts: dict[str, str] = {"study": "Study", "sources": "Sources", "cohorts": "Cohorts"}
    parts |= {name: vocabulary.DOMAIN[domain].label for name, domain in DOMAIN_OF.items()}
    parts |= {"patients": "Patients", "discrepancies": "Discrepancies", "appraisal": "Appraisal"}
    part = st.selectbox("Part", list(parts), format_func=parts.__getitem__, key="part")
    st.caption(", ".join(f"{parts[name]} {count}" for name in parts if (count := len(desk.listed(name)))))
    if part == "study":
        _study(desk)
        return
    _list(desk, part, source)


def _study(desk: Desk) -> None:
    for field in HEADS:
        _field(desk, (field,), field, as_text(desk.tree.get(field)), partial(_with_head, field))
    said = desk.tree.get("regimen")
    regimen = said if isinstance(said, dict) else {}
    for field in KEYS["regimen"]:
        _field(desk, ("regimen",), field, as_text(regimen.get(field)), partial(_with_value, ("regimen",), field))


def _with_head(field: str, typed: str, text: str, _: StudyFile) -> str:
    return with_head(text, field, typed or None)


def _with_value(path: Path_, field: str, typed: str, text: str, file: StudyFile) -> str:
    return with_values(text, file, path, {field: as_value(field, typed)})


def _branches(cohorts: list[dict], parent: str | None = None, depth: int = 0) -> list[str]:
    """The tree of cohorts, a line each."""
    found = []
    for one in cohorts:
        if one.get("parent") == parent and one.get("id") and depth < 12:
            found.append("    " * depth + f"{one['id']}: {one.get('label') or ''}, n {one.get('n') or 'not given'}")
            found += _branches(cohorts, one["id"], depth + 1)
    return found


def _list(desk: Desk, name: str, source: list[Line]) -> None:
    """The lines of a list as a table, the form of one of them, and a button for one more.

    The button is one for all lists, at one place: while a page is drawn, that of the list before would hear its key too.
    """
    with st.container():
        if name == "cohorts":
            st.text("\n".join(_branches(desk.listed(name))))
        if path := desk.open(name):
            _table(desk, path, source)
    st.button("Add a line", key="add", on_click=_add, args=(desk,), shortcut="Ctrl+Enter")
    with st.expander("What the fields mean"):
        st.table(meanings(name, KEYS[name]))


def _table(desk: Desk, path: Row, source: list[Line]) -> None:
    """The lines of a list as a table, and the form of the one that is open."""
    name, open = path
    desk.turn_to(path)
    rows = [{"cells": cells(name, line), "wrong": _problems(desk, (name, at))} for at, line in enumerate(desk.listed(name))]
    columns = [one.replace("_", " ") for one in head(name)]
    table_of_lines(columns, rows, open, f"{desk.name}/{name}", partial(_opened, desk, name))
    with st.container(border=True, key=f"line-{name}-{open}"):
        _line(desk, path, desk.listed(name)[open], source)


def _problems(desk: Desk, path: Row) -> str:
    """How many problems a line has, in words."""
    count = sum(len(set(found)) for found in desk.wrong.get(path, {}).values())
    return f"{count} problem{'' if count == 1 else 's'}" if count else ""


def _opened(desk: Desk, name: str, at: int, field: str) -> None:
    desk.turn_to((name, at))
    send_to(desk.name, name, at, field or _first(name))


def _first(name: str) -> str:
    """The field that a line begins with."""
    return "term" if name in DOMAIN_OF else FIELDS[name][0]


@unbroken()
def _add(desk: Desk) -> None:
    """A line more in the list that is chosen by now, which may not be drawn yet."""
    if st.session_state["part"] != "study":
        desk.write(partial(_with_another, desk))


def _with_another(desk: Desk, text: str, _: StudyFile) -> str:
    """The text with a line more, whose form is open from now on."""
    name = st.session_state["part"]
    lines, source = listed(tree(text), name), next(iter(desk.ids("sources")), None)
    _opened(desk, name, len(lines), _first(name))
    return another(text, name, lines[-1] if lines else None, source)


def _line(desk: Desk, path: Row, line: dict, source: list[Line]) -> None:
    name, at = path
    first = shown_fields(name, line)
    more = st.session_state.get(f"{desk.name}/{name}/{at}/more", False)
    fields = [*first, *(field for field in KEYS[name] if more and field not in (*first, *NESTED))]
    for start in range(0, len(fields), ROW):
        row = fields[start : start + ROW]
        for place, field in zip(st.columns([3 if one in WIDE else 2 for one in row]), row, strict=True):
            with place:
                change = partial(_with_value, path, field)
                _field(desk, path, field, as_text(line.get(field)), change, DOMAIN_OF.get(name))
    for message in desk.wrong.get(path, {}).get("", ()):
        st.markdown(f":red[{literal(message)}]")
    if name in DOMAIN_OF and (said := looked_up(source, numbers(line), str(line.get("at") or ""))):
        st.caption(literal(said))
    _buttons(desk, path, line)


def _buttons(desk: Desk, path: Row, line: dict) -> None:
    key = desk.key(path)
    confirm, more, delete = st.columns(3)
    if line.get("readers") == "0":
        read = partial(_with_value, path, "readers")
        confirm.button("It stands there", key=f"{key}/confirm", on_click=_told, args=(desk, path, "readers", read, "once"))
    more.toggle("More", key=f"{key}/more")
    delete.button("Delete", key=f"{key}/delete", on_click=_delete, args=(desk, path))


@unbroken()
def _delete(desk: Desk, path: Row) -> None:
    propose_no_more(desk.key(path))
    desk.write(partial(_without, path), path)


def _without(path: Path_, text: str, file: StudyFile) -> str:
    return without_line(text, file, path)


def _field(desk: Desk, path: Path_, field: str, value: str, change: Callable, domain: str | None = None) -> None:
    """One field with its help, and what is wrong with it; `change` takes what was typed, the text and the file."""
    alone = path == (field,)
    key = desk.key(path if alone else (*path, field))
    label, options = field.replace("_", " "), _options(desk, field, domain, path)
    told = partial(_told, desk, path, field, change)
    explain(key, meaning("study" if alone else str(path[0]), field, value))
    if options:
        choice(label, key, value, options, told, placeholder="")
    else:
        text(label, key, value, told)
    for message in dict.fromkeys(desk.wrong.get(path, {}).get("" if alone else field, ())):
        st.markdown(f":red[{literal(_BLANK if message.startswith(_BLANK) else message)}]")


@unbroken()
def _told(desk: Desk, path: Path_, field: str, change: Callable, typed: str) -> None:
    key = desk.key(path)
    told_of(key, field)
    match path:
        case (str(name), int(at)):
            taken = desk.write(partial(change, typed), (name, at))
            if taken and name in DOMAIN_OF and field == "printed":
                propose(key, proposed(name, desk.listed(name)[at], typed))
        case _:
            desk.write(partial(change, typed))


def _options(desk: Desk, field: str, domain: str | None, path: Path_) -> dict[str, str] | None:
    """What a field may hold, where that is a list."""
    if domain and field == "term":
        return labelled(vocabulary.TERM[domain])
    if field == "search":
        return desk.searches() or None
    if field == "parent":
        return {one: one for one in desk.ids("cohorts")}
    if field == "cohort":
        return desk.ids("cohorts")
    if field == "source":
        return desk.ids("sources")
    if field in WORDS:
        return {one: one for one in WORDS[field]}
    return labelled(codes_of(str(path[0]), field)) or None
