"""The search box: it answers while one types, and each answer leads to its page with the selection set."""

import streamlit as st

from dashboard.chrome.faults import told
from dashboard.chrome.literal import literal
from dashboard.session.frame import Frame
from evidence.language import say, speak
from evidence.questions.search import search
from evidence.selection import dump


@st.fragment
@told("The search")
def box(links: dict, frame: Frame) -> None:
    """Draw the box and what it finds; typing reruns nothing else."""
    speak(st.session_state.language)
    text = st.text_input(
        say("Search"), key="search", type="search", live="200ms", max_chars=80,
        placeholder=say("Study, drug, term, author, NCT …"), label_visibility="collapsed",
    )  # fmt: skip
    found = search(frame.version, text or "")
    if text and not found:
        st.caption(say("Nothing found. Try a drug, an author, a registry number or a side effect."))
    for hit in found:
        name = say("{kind}: {label}", kind=hit.kind, label=literal(hit.label))
        st.page_link(links[hit.page], label=name, query_params=dump(hit.view, hit.page, frame.data))
