"""Bring: drop a file, see what it would give and what it leaves, and why, before anything is written."""

import streamlit as st

from curate.folder import Seat


def show(seat: Seat) -> None:
    st.markdown("## Bring a file")
