"""The choices of a page: endpoint, rows, denominator, interval."""

import streamlit as st

from dashboard import link
from dashboard.frame import Frame
from evidence.cohorts import Key, cohorts, key
from evidence.language import say
from evidence.selection import choices_of
from evidence.vocabulary import DRUG

#: Few short options stand side by side; others fold into a list.
SIDE_BY_SIDE = 4


def choices(page: str) -> None:
    """Draw the choices of a page in one row; carriers belongs to the mutation filter and stands there."""
    offered = [choice for choice in choices_of(page) if choice.name != "carriers"]
    with st.container(horizontal=True, key=f"choices_{page}", gap="medium"):
        for choice in offered:
            bound = link.bind_choice(choice.name)
            if len(choice.options) <= SIDE_BY_SIDE:
                st.segmented_control(
                    choice.label,
                    list(choice.options),
                    format_func=choice.options.get,
                    required=True,
                    width="content",
                    **bound,
                )
            else:
                st.selectbox(choice.label, list(choice.options), format_func=choice.options.get, width=220, **bound)


def pick_drug(frame: Frame, printing: set[Key]) -> None:
    """One drug whose regimens the page shows; offered are those of cohorts that print something on its question."""
    given = {drug for row in cohorts(frame.version) if key(row) in printing for drug in row["drugs"]}
    offered = ["", *(code for code in DRUG if code in given)]
    chosen = frame.view.chosen("drug")
    st.session_state.picked_drug = chosen[0] if len(chosen) == 1 and chosen[0] in offered else ""
    st.selectbox(say("Regimens with"), offered, format_func=lambda code: DRUG[code].label if code else say("any drug"),
                 key="picked_drug", on_change=_drug_picked, width=260)  # fmt: skip


def _drug_picked() -> None:
    picked = st.session_state.picked_drug
    link.set_filter("drug", (picked,) if picked else ())
