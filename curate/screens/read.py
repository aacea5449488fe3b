"""Read: the source at the left, the study at the right, its lists as tables with the form of one line open.

Each field is in the draft as soon as it is left.
"""

from collections.abc import Callable, Mapping
from functools import partial

import streamlit as st

from curate.aside import chosen, shown
from curate.component import propose, propose_no_more, send_to, untyped
from curate.desk import Desk, Row, numbers, tree
from curate.edits import Unchanged, with_values
from curate.faults import at_fields, faults
from curate.folder import Folder, Seat
from curate.form import form
from curate.kept import Kept, digest, draft_of, publish
from curate.shown import Shown
from curate.source import Line
from curate.spoken import complain, say, spoken
from curate.streamlit_internals import unbroken
from etl.read import Problem, StudyFile


def show(seat: Seat) -> None:
    if untyped(f"{seat.study}/"):
        _type_what_waits(_desk(seat)[0])
    desk, draft, problems = _desk(seat)
    left, right = st.columns([4, 7], gap="large")
    with left:
        st.markdown("## Source")
        lines = _source(desk)
    with right:
        st.markdown(f"## {draft.name}")
        spoken(desk.shown.key)
        _bar(draft, desk, problems)
        form(desk, lines)


def _desk(seat: Seat) -> tuple[Desk, Kept, list[Problem]]:
    """The study as it stands."""
    now, draft = Shown.now(partial(draft_of, seat.folder, seat.study), f"read/{seat.study}")
    problems = faults(draft.name, draft.text)
    return Desk(seat.folder, now, draft.name, tree(draft.text), at_fields(problems)), draft, problems


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
    line = tree(text)[name][at]
    return with_values(text, file, path, {field: value for field, value in values.items() if not line.get(field)})


def _source(desk: Desk) -> list[Line]:
    """The source beside the form, at the place of the figure at hand."""
    path, key = chosen(desk.folder, desk.listed("sources"), f"source/{desk.name}"), f"source/{desk.name}"
    if path is None:
        return []
    hand, line = desk.at_hand()
    return shown(path, key, numbers(line), str(line.get("at") or ""), partial(_selected, desk, hand, line))


@unbroken()
def _selected(desk: Desk, hand: Row | None, line: dict, printed: str, at: str) -> None:
    """Characters that were selected in the source go into the line at hand, with their place."""
    if hand is None or not desk.stands(hand):
        complain(desk.shown.key, "Open a figure, or add one: it is there that selected characters go.")
        return
    propose(desk.key(hand), {"at": at, "printed": printed}, over=True)
    send_to(desk.name, *hand, "of" if not line.get("of") else "printed")


def _bar(draft: Kept, desk: Desk, problems: list[Problem]) -> None:
    """How the draft stands, and what can be done with the whole of it."""
    if draft.seen and draft.of != digest(desk.folder.study(draft.name)):
        st.warning("The study file was changed by somebody else after this draft was begun. It will not be overwritten.")
    undo, into, drop = st.columns(3)
    undo.button("Undo", disabled=not draft.steps, on_click=_back, args=(desk, Kept.undo), shortcut="Ctrl+Shift+Z")
    new = draft.seen is None
    into.button("Put into the studies", disabled=new, on_click=_publish, args=(desk.folder, desk.shown), type="primary")
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
