"""What a screen says about what was done last: it stands until the next thing is done there."""

import streamlit as st


def say(screen: str, words: str) -> None:
    st.session_state[f"{screen}/said"] = (True, words)


def complain(screen: str, words: str) -> None:
    st.session_state[f"{screen}/said"] = (False, words)


def quiet(screen: str) -> None:
    """Something new is done."""
    st.session_state.pop(f"{screen}/said", None)


def spoken(screen: str) -> None:
    """Show what there is to say."""
    done, words = st.session_state.get(f"{screen}/said", (True, ""))
    if words:
        (st.success if done else st.error)(words)
