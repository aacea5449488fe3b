"""The choices of a page: endpoint, rows, denominator, interval."""

from collections.abc import Callable, Collection
from collections.abc import Set as AbstractSet

import streamlit as st

from dashboard.chrome.faults import told
from dashboard.session import link
from dashboard.session.frame import Frame
from dashboard.session.takes import choices_of
from evidence.cohorts import Key, cohorts, key
from evidence.language import say
from evidence.selection import Choice, View
from evidence.vocabulary import DRUG

#: Few short options stand side by side; others fold into a list.
SIDE_BY_SIDE = 4
#: Choices that stand with the filters.
WITH_FILTERS = ("match", "carriers")
#: What is shown of a page stands open however many options it has.
VIEWS = ("show", "part")
#: What is shown, and how much of it, stands before what is asked.
SHOWN = (*VIEWS, "extent")
#: How rows are counted, beside what is asked.
COUNTED = ("rows", "denominator", "interval", "isotonic", "pool", "sort")


def choices(here: Frame, first: Callable[[], None] | None = None, acting: Collection[str] | None = None) -> None:
    """Draw the choices of a page in one row: what is asked stands open, how it is counted folds behind what is chosen.

    `first` draws what stands before what is asked; `acting` names the open ones that act on what is shown, None all.
    """
    offered = [
        choice
        for choice in choices_of(here.page)
        if choice.name not in WITH_FILTERS and (acting is None or choice.name in (*acting, *COUNTED))
    ]
    if not offered and not first:
        return
    counted = [choice for choice in offered if choice.name in COUNTED]
    with st.container(horizontal=True, vertical_alignment="bottom", key=f"choices_{here.page}", gap="medium"):
        for choice in offered:
            if choice.name in SHOWN:
                _choice(choice)
        if first:
            first()
        for choice in offered:
            if choice not in counted and choice.name not in SHOWN:
                _choice(choice)
        if counted:
            with st.popover(_said(here, counted), key=f"counted_{here.page}", wrap=True):
                for choice in counted:
                    _choice(choice)


def _said(here: Frame, counted: list[Choice]) -> str:
    """What is chosen: 'Rows: Whole cohorts · Denominator: As printed · …'; what is off goes unsaid."""
    chosen = ((choice, here.view.choice(choice.name)) for choice in counted)
    return " · ".join(
        say("{choice}: {option}", choice=choice.label, option=choice.options[code])
        for choice, code in chosen
        if code != "off"
    )


def _choice(choice: Choice) -> None:
    bound, options = link.bind_choice(choice.name), choice.options
    read = options.__getitem__
    if len(options) > SIDE_BY_SIDE and choice.name not in VIEWS:
        st.selectbox(choice.label, list(options), format_func=read, width=210, **bound)
        return
    st.segmented_control(choice.label, list(options), format_func=read, required=True, width="content", **bound)


def pick_drug(frame: Frame, printing: Callable[[str, View], AbstractSet[Key]]) -> None:
    """One drug whose regimens the page shows; offered are those of cohorts that print something on its question."""
    with told():
        _pick_drug(frame, printing(frame.base, frame.view))


def _pick_drug(frame: Frame, printing: AbstractSet[Key]) -> None:
    given = {
        drug for row in cohorts(frame.base) if key(row) in printing for drug in row["drugs"] if row["role"] != "control"
    }
    offered = ["", *(code for code in DRUG if code in given)]
    chosen = frame.view.chosen("drug")
    st.session_state.picked_drug = chosen[0] if len(chosen) == 1 and chosen[0] in offered else ""
    st.selectbox(say("Regimens with"), offered, format_func=lambda code: DRUG[code].label if code else say("any drug"),
                 key="picked_drug", on_change=_drug_picked, width=210)  # fmt: skip


def _drug_picked() -> None:
    picked = st.session_state.picked_drug
    link.set_filter("drug", (picked,) if picked else ())
