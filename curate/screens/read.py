"""Read: the source at the left, the study at the right, its lists as tables with the form of one line open.

Each field is in the draft as soon as it is left.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial

import streamlit as st

from curate.aside import chosen, looked_up, shown
from curate.choices import WORDS, codes_of, labelled, meaning, meanings
from curate.component import explain, propose, propose_no_more, send_to, table_of_lines, told_of, untyped
from curate.edits import KEYS, Unchanged, with_head, with_values, without_line
from curate.faults import at_fields, faults
from curate.folder import Folder, Seat
from curate.inputs import choice, literal, text
from curate.kept import Kept, digest, draft_of, publish
from curate.lines import DOMAIN_OF, FIELDS, NESTED, another, as_text, as_value, cells, head, proposed, shown_fields
from curate.shown import Shown
from curate.source import Line
from curate.spoken import complain, say, spoken
from curate.streamlit_internals import unbroken
from etl.read import Path_, Problem, StudyFile, Unreadable, loaded, study_of
from evidence import vocabulary
from evidence.printed import numbers_in
from evidence.readings import NUMBERS

HEADS = ("label", "title", "phase", "design", "disease", "year", "enrolled_from", "enrolled_to", "centres", "note")
#: So many fields stand beside one another.
ROW = 6
WIDE = (
    "label", "title", "note", "citation", "term", "printed", "at", "facts", "first", "second", "what", "why", "reason",
    "question", "footnotes", "outcome",
)  # fmt: skip
#: At its field, a blank needs no word on what to do.
_BLANK = "is blank"
Change = Callable[[str, StudyFile], str]
#: A line of a list: the list's name, and its place there.
Row = tuple[str, int]


@dataclass(frozen=True)
class Desk:
    """What a run of the page works on: the text as shown, as a tree, its problems by line and field, its source."""

    shown: Shown
    name: str
    tree: dict
    wrong: Mapping[Path_, Mapping[str, list[str]]]

    def listed(self, name: str) -> list[dict]:
        """The lines of a list, each as the texts that it holds."""
        found = self.tree.get(name)
        return [one if isinstance(one, dict) else {} for one in found] if isinstance(found, list) else []

    def ids(self, name: str) -> dict[str, str]:
        """Ids of cohorts or sources, with what people call them."""
        lines = [one for one in self.listed(name) if one.get("id")]
        return {one["id"]: f"{one['id']} · {one.get('label') or one.get('citation') or ''}" for one in lines}

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

    def write(self, change: Change) -> None:
        self.shown.write(lambda text: change(text, study_of(f"{self.name}.yaml", text)))


def show(seat: Seat) -> None:
    if untyped(f"{seat.study}/"):
        _type_what_waits(_desk(seat)[0])
    desk, draft, problems = _desk(seat)
    left, right = st.columns([4, 7], gap="large")
    with left:
        st.markdown("## Source")
        lines = _source(seat.folder, desk)
    with right:
        st.markdown(f"## {draft.name}")
        spoken(desk.shown.key)
        _bar(seat.folder, draft, desk, problems)
        _form(desk, lines)


def _desk(seat: Seat) -> tuple[Desk, Kept, list[Problem]]:
    """The study as it stands."""
    now, draft = Shown.now(partial(draft_of, seat.folder, seat.study), f"read/{seat.study}")
    problems = faults(draft.name, draft.text)
    return Desk(now, draft.name, _tree(draft.text), at_fields(problems)), draft, problems


def _tree(text: str) -> dict:
    """The study as a tree of texts; empty where the text is no study, as an editor may leave it."""
    try:
        tree = loaded(text.encode())[0]
    except Unreadable:
        return {}
    return tree if isinstance(tree, dict) else {}


def _type_what_waits(desk: Desk) -> None:
    """What was proposed for a line that was left before the browser could type it goes into its blank fields.

    Nobody types there any more, and all that was typed there has been told.
    """
    for key, values in untyped(f"{desk.name}/").items():
        _, name, at = key.split("/")
        if desk.at_hand()[0] != (name, int(at)):
            propose_no_more(key)
            if int(at) < len(desk.listed(name)):
                desk.write(partial(_with_blanks, (name, int(at)), values))


def _with_blanks(path: Row, values: Mapping[str, str], text: str, file: StudyFile) -> str:
    """The text with values in those fields of a line that are blank."""
    name, at = path
    line = _tree(text)[name][at]
    return with_values(text, file, path, {field: value for field, value in values.items() if not line.get(field)})


def _source(folder: Folder, desk: Desk) -> list[Line]:
    """The source beside the form, at the place of the figure at hand."""
    path, key = chosen(folder, desk.listed("sources"), f"source/{desk.name}"), f"source/{desk.name}"
    if path is None:
        return []
    hand, line = desk.at_hand()
    return shown(path, key, _numbers(line), str(line.get("at") or ""), partial(_selected, desk, hand, line))


@unbroken()
def _selected(desk: Desk, hand: Row | None, line: dict, printed: str, at: str) -> None:
    """Characters that were selected in the source go into the line at hand, with their place."""
    if hand is None:
        complain(desk.shown.key, "Open a figure, or add one: it is there that selected characters go.")
        return
    propose(desk.key(hand), {"at": at, "printed": printed}, over=True)
    send_to(desk.name, *hand, "of" if not line.get("of") else "printed")


def _bar(folder: Folder, draft: Kept, desk: Desk, problems: list[Problem]) -> None:
    """How the draft stands, and what can be done with the whole of it."""
    if draft.seen and draft.of != digest(folder.study(draft.name)):
        st.warning("The study file was changed by somebody else after this draft was begun. It will not be overwritten.")
    undo, into, drop = st.columns(3)
    undo.button("Undo", disabled=not draft.steps, on_click=_back, args=(desk, Kept.undo), shortcut="Ctrl+Shift+Z")
    new = draft.seen is None
    into.button("Put into the studies", disabled=new, on_click=_publish, args=(folder, desk.shown), type="primary")
    drop.button("Throw the draft away", disabled=new, on_click=_back, args=(desk, Kept.drop))
    saved = "As it is among the studies" if new else "Saved as a draft"
    st.caption(f"{saved}; {len(problems) or 'no'} problem{'' if len(problems) == 1 else 's'}")
    if problems:
        with st.expander("What is still wrong"):
            for problem in problems[:50]:
                st.text(str(problem))


@unbroken()
def _back(desk: Desk, what: Callable[[Kept], None]) -> None:
    """Take changes back; what was proposed for the lines as they were is proposed no more."""
    propose_no_more(*untyped(f"{desk.name}/"))
    desk.shown.do(what)


@unbroken()
def _publish(folder: Folder, now: Shown) -> None:
    def into(draft: Kept) -> None:
        wrong = publish(folder, draft)
        if wrong:
            raise Unchanged("Not put into the studies: " + "; ".join(map(str, wrong[:5])))
        say(now.key, f"{draft.name} is among the studies. `make build` publishes it to readers.")

    now.do(into)


def _form(desk: Desk, source: list[Line]) -> None:
    parts: dict[str, str] = {"study": "Study", "sources": "Sources", "cohorts": "Cohorts"}
    parts |= {name: vocabulary.DOMAIN[domain].label for name, domain in DOMAIN_OF.items()}
    parts |= {"patients": "Patients", "discrepancies": "Discrepancies", "appraisal": "Appraisal"}
    part = st.selectbox("Part", list(parts), format_func=parts.__getitem__, key="part")
    st.caption(", ".join(f"{parts[name]} {count}" for name in parts if (count := len(desk.listed(name)))))
    if part == "study":
        _study(desk)
        return
    if part == "cohorts":
        st.text("\n".join(_branches(desk.listed("cohorts"))))
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
    """The lines of a list as a table, the form of one of them, and a button for one more."""
    lines, path = desk.listed(name), desk.open(name)
    if path:
        desk.turn_to(path)
        rows = [{"cells": cells(name, line), "wrong": _problems(desk, (name, at))} for at, line in enumerate(lines)]
        table_of_lines(
            [one.replace("_", " ") for one in head(name)], rows, path[1], f"{desk.name}/{name}", partial(_opened, desk, name)
        )
        with st.container(border=True, key=f"line-{name}-{path[1]}"):
            _line(desk, path, lines[path[1]], source)
    st.button("Add a line", key=f"{name}/add", on_click=_add, args=(desk, name), shortcut="Ctrl+Enter")
    with st.expander("What the fields mean"):
        st.table(meanings(name, KEYS[name]))


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
def _add(desk: Desk, name: str) -> None:
    source, at = next(iter(desk.ids("sources")), None), len(desk.listed(name))
    desk.turn_to((name, at))
    desk.write(partial(_with_another, name, source))
    send_to(desk.name, name, at, _first(name))


def _with_another(name: str, source: str | None, text: str, _: StudyFile) -> str:
    lines = _tree(text).get(name)
    last = lines[-1] if isinstance(lines, list) and lines and isinstance(lines[-1], dict) else None
    return another(text, name, last, source)


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
    if name in DOMAIN_OF and (said := looked_up(source, _numbers(line), str(line.get("at") or ""))):
        st.caption(literal(said))
    _buttons(desk, path, line)


def _buttons(desk: Desk, path: Path_, line: dict) -> None:
    key = desk.key(path)
    confirm, more, delete = st.columns(3)
    if line.get("readers") == "0":
        read = partial(_with_value, path, "readers", "once")
        confirm.button("It stands there", key=f"{key}/confirm", on_click=desk.write, args=(read,))
    more.toggle("More", key=f"{key}/more")
    delete.button("Delete", key=f"{key}/delete", on_click=_delete, args=(desk, path))


@unbroken()
def _delete(desk: Desk, path: Path_) -> None:
    propose_no_more(desk.key(path))
    desk.write(partial(_without, path))


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


def _told(desk: Desk, path: Path_, field: str, change: Callable, typed: str) -> None:
    key = desk.key(path)
    told_of(key, field)
    desk.write(partial(change, typed))
    match path:
        case (str(name), int(at)) if name in DOMAIN_OF and field == "printed":
            propose(key, proposed(name, desk.listed(name)[at], typed))


def _options(desk: Desk, field: str, domain: str | None, path: Path_) -> dict[str, str] | None:
    """What a field may hold, where that is a list."""
    if domain and field == "term":
        return labelled(vocabulary.TERM[domain])
    if field == "parent":
        return {one: one for one in desk.ids("cohorts")}
    if field == "cohort":
        return desk.ids("cohorts")
    if field == "source":
        return desk.ids("sources")
    if field in WORDS:
        return {one: one for one in WORDS[field]}
    return labelled(codes_of(str(path[0]), field)) or None


def _numbers(line: dict) -> dict[str, float]:
    found = {name: numbers_in(str(line[name])) for name in NUMBERS if line.get(name)}
    return {name: numbers[0] for name, numbers in found.items() if numbers}
