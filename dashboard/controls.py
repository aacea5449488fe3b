"""The choices of a page: endpoint, rows, denominator, interval."""

import streamlit as st

from dashboard import link
from evidence.selection import choices_of

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
