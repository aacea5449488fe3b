"""The frame of the bench: who works, on which study, at which step; all three stand in the address."""

import re
from collections.abc import Callable
from contextlib import AbstractContextManager

import streamlit as st

from curate.blind import unfinished
from curate.component import focus, style
from curate.folder import Seat, here
from curate.inputs import choice, text
from curate.kept import Overtaken
from curate.screens import bring, decide, read, second
from etl.importing import Refused
from etl.readings.work import Refused as Undecidable
from evidence import vocabulary

STEPS: dict[str, Callable[[Seat], None]] = {
    "Bring": bring.show,
    "Read": read.show,
    "Read blind": second.show,
    "Decide": decide.show,
}
_INITIALS = re.compile(r"[a-z][a-z0-9]{1,11}")


def show() -> None:
    """The whole page."""
    style()
    st.markdown("# Curators' bench")
    folder = here()
    who, which_kind, which, what = st.columns([2, 2, 4, 7])
    reader = _asked(who, "me", "Your initials", None)
    kinds = {one.code: one.label for one in vocabulary.READER.values()}
    kind = _asked(which_kind, "kind", "Kind of reader", kinds, "person")
    names = folder.names()
    study = _asked(which, "study", "Study", {one: one for one in names}) if names else ""
    with what:
        step = st.radio("Step", list(STEPS), key="step", index=_index(list(STEPS)), horizontal=True)
    st.query_params["step"] = step
    if not _INITIALS.fullmatch(reader):
        st.info("Say who you are: initials in small letters, like ab.")
        return
    if not kind:
        st.info("Say whether a person reads, or a program: a figure that a program read says so.")
        return
    if step != "Bring" and study not in names:
        st.info("Choose a study, or bring a file.")
        return
    if step in ("Read", "Decide") and (far := unfinished(folder, study, reader)):
        st.info(
            f"You are reading {study} blind ({far.answered} of {far.asked} lines answered). What others have read is shown "
            "to you when you are done; go on under Read blind."
        )
        return
    try:
        STEPS[step](Seat(folder, reader, kind, study))
    except (Overtaken, Refused, Undecidable) as fault:
        st.error(str(fault))
    focus(f"blind/{study}.{reader}/" if step == "Read blind" else f"{study}/")


def _index(steps: list[str]) -> int:
    asked = st.query_params.get("step", "")
    return steps.index(asked) if asked in steps else 0


def _asked(place: AbstractContextManager, name: str, label: str, options: dict[str, str] | None, usual: str = "") -> str:
    """What the address says, until somebody says otherwise."""
    before = st.query_params.get(name, usual)
    with place:
        given = text(label, name, before) if options is None else choice(label, name, before, options)
    if given:
        st.query_params[name] = given
    return given
