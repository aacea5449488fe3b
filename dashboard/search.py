"""The search box: it answers while one types, and each answer leads to its page with the selection set."""

import streamlit as st

from dashboard.faults import told
from dashboard.frame import Frame
from dashboard.literal import literal
from evidence.queries.search import search
from evidence.selection import dump


@st.fragment
@told("The search")
def box(links: dict, frame: Frame) -> None:
    """Draw the box and what it finds; typing reruns nothing else."""
    text = st.text_input(
        "Search", key="search", type="search", live="200ms", max_chars=80,
        placeholder="Study, drug, term, author, NCT …", label_visibility="collapsed",
    )  # fmt: skip
    found = search(frame.version, text or "")
    if text and not found:
        st.caption("Nothing found. Try a drug, an author, a registry number or a side effect.")
    for hit in found:
        st.page_link(
            links[hit.page], label=f"{hit.kind}: {literal(hit.label)}", query_params=dump(hit.view, hit.page, frame.data)
        )
